"""Sharing an account's card with a channel: who will read it is said first, and outsiders never do."""

from bot import actions
from bot.errors import UserError
from bot.platform import Audience
from bot.store.tables.accounts import Account
from bot.talk.card.share import ask_to_share, not_shared, shared_card
from handlers.command import Run
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading
from handlers.showing import there


async def ask(request: Request, services: Services) -> Answer:
    """Who would read it, or why nothing can be shared here; nothing is shared yet."""
    audience, name = await _readers(request), await _name(request, services)
    if not _is_ours(audience):
        return _refused(request, audience, name)
    others = max(audience.members - 1, 0)  # we are one of them
    return Answer(message=ask_to_share(number(request.target), name, audience.name, others), replace=True)


async def _share(request: Request, services: Services) -> Answer:
    """Post the card for all; who reads the channel may have changed since the question."""
    audience, name = await _readers(request), await _name(request, services)
    if not _is_ours(audience):
        return _refused(request, audience, name)
    async with reading(request, services) as db:
        message = await shared_card(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(message=there(message), share=True)


async def _readers(request: Request) -> Audience:
    """Who reads this channel. Raises UserError where there is nobody to share with, or we can't post."""
    if request.channel is None:
        raise UserError("Only you and I read this. Open the account in the channel you want to share it with.")
    audience = await request.platform.audience(request.channel)
    if _is_ours(audience) and not audience.is_member:
        raise UserError("I'm not in this channel, so I can't post here. Invite me, then try again.")
    return audience


def _is_ours(audience: Audience) -> bool:
    return audience.checked and not audience.has_outsiders


def _refused(request: Request, audience: Audience, name: str) -> Answer:
    outsiders = audience.checked and audience.has_outsiders
    where = audience.name or "this channel"
    return Answer(message=not_shared(number(request.target), name, where, outsiders=outsiders), replace=True)


async def _name(request: Request, services: Services) -> str:
    async with reading(request, services) as db:
        return there(await db.get(Account, number(request.target))).name


ACTIONS: tuple[tuple[str, Run], ...] = ((actions.SHARE_NOW, _share),)
