"""An account as a whole: its card and map, one's own view of it, and sharing it with a channel."""

from bot import actions
from bot.errors import UserError
from bot.platform import Audience
from bot.store.tables.accounts import Account
from bot.talk.card.card import card
from bot.talk.card.share import ask_to_share, not_shared, shared_card
from bot.talk.card.view_form import confirm_view, view_form
from bot.talk.pictures.journey_map import journey_map
from bot.talk.pictures.stage_in_full import stage_in_full
from bot.usecases.account.view import set_view
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.writing.roles import Touch
from handlers.command import AccountCommand, Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there, with_pictures

# Words


async def _map_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await draw_map(request, services, found.account_id)


async def draw_map(request: Request, services: Services, account_id: int) -> Answer:
    """The map of that account, its picture on the side."""
    answer = await show(request, services, journey_map, account_id)
    return with_pictures(answer.message) if answer.message else answer


MAP = AccountCommand("map", None, _map_word, takes=frozenset())


# Buttons


async def _map(request: Request, services: Services) -> Answer:
    return await draw_map(request, services, number(request.target))


async def _stage(request: Request, services: Services) -> Answer:
    """A stage in full; target: the account, value: the stage's key."""
    async with reading(request, services) as db:
        account_id, key = number(request.target), request.value or ""
        return Answer(
            message=there(await stage_in_full(db, services.library, account_id, key, reader_of(request), request.now))
        )


async def _view(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await view_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


# Sharing: who will read it is said first, and outsiders never do


async def _ask_to_share(request: Request, services: Services) -> Answer:
    """Who would read it, or why nothing can be shared here; nothing is shared yet."""
    await _must_be_one_who_acts(request, services)
    audience, name = await _readers(request), await _name(request, services)
    if not _is_ours(audience):
        return _refused(request, audience, name)
    others = max(audience.members - 1, 0)  # we are one of them
    return Answer(message=ask_to_share(number(request.target), name, audience.name, others), replace=True)


async def _share(request: Request, services: Services) -> Answer:
    """Post the card for all; who reads the channel may have changed since the question."""
    await _must_be_one_who_acts(request, services)
    audience, name = await _readers(request), await _name(request, services)
    if not _is_ours(audience):
        return _refused(request, audience, name)
    async with reading(request, services) as db:
        message = await shared_card(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(message=there(message), share=True, about=number(request.target))


async def _must_be_one_who_acts(request: Request, services: Services) -> None:
    """Raises UserError for a viewer: what is shared may be read by people who weren't let in."""
    async with reading(request, services) as db:
        await write_of(request, services).allowed(db, [Touch(None)])


async def _readers(request: Request) -> Audience:
    """Who reads this channel. Raises UserError where there is nobody to share with, or we can't post."""
    if request.channel is None:
        raise UserError("Only you and I read this. Open the account in the channel you want to share it with.")
    audience = await request.platform.audience(request.channel)
    if _is_ours(audience) and not audience.is_member:
        raise UserError("I'm not a member here, so I can't post. Add me, then try again.")
    return audience


def _is_ours(audience: Audience) -> bool:
    return audience.checked and not audience.has_outsiders


def _refused(request: Request, audience: Audience, name: str) -> Answer:
    outsiders = audience.checked and audience.has_outsiders
    where = audience.name or "this conversation"
    return Answer(message=not_shared(number(request.target), name, where, outsiders=outsiders), replace=True)


async def _name(request: Request, services: Services) -> str:
    async with reading(request, services) as db:
        return there(await db.get(Account, number(request.target))).name


# Forms


async def _save_view(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    change_id = await set_view(write_of(request, services), account_id, request.field("view"), request.field("note"))
    async with reading(request, services) as db:
        message = await confirm_view(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


TOPIC = Topic(
    actions={
        actions.CARD: shows(card),
        actions.MAP: _map,
        actions.MAP_STAGE: _stage,
        actions.VIEW: _view,
        actions.SHARE: _ask_to_share,
        actions.SHARE_NOW: _share,
    },
    forms={actions.VIEW_SAVE: _save_view},
)
