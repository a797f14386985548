"""Buttons of a business review."""

from bot import actions
from handlers.asked import Answer, Asked, House
from handlers.commands import review
from handlers.commands.command import Run
from handlers.reading import number


async def _review(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await review.prepare(asked, house, number(account), kind)


async def _decided(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await review.decided(asked, house, number(account), kind)


ACTIONS: tuple[tuple[str, Run], ...] = ((actions.REVIEW, _review), (actions.REVIEW_DECIDED, _decided))
