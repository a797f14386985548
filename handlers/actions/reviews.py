"""Buttons of a business review."""

from bot import actions
from handlers.command import Run
from handlers.commands import review
from handlers.request import Answer, Request, Services
from handlers.sessions import number


async def _review(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await review.prepare(request, services, number(account), kind)


async def _decided(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await review.decided(request, services, number(account), kind)


ACTIONS: tuple[tuple[str, Run], ...] = ((actions.REVIEW, _review), (actions.REVIEW_DECIDED, _decided))
