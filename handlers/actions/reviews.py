"""Buttons of a business review."""

from bot import actions
from handlers.command import Run
from handlers.commands import review
from handlers.request import Answer, Asked, House
from handlers.sessions import number


async def _review(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await review.prepare(asked, house, number(account), kind)


async def _decided(asked: Asked, house: House) -> Answer:
    account, _, kind = asked.target.partition("/")
    return await review.decided(asked, house, number(account), kind)


ACTIONS: tuple[tuple[str, Run], ...] = ((actions.REVIEW, _review), (actions.REVIEW_DECIDED, _decided))
