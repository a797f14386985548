"""A form that somebody may not send isn't opened: they read at once whom to ask, not after they have filled it in."""

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import select

from bot import actions
from bot.message import Form
from bot.store.session import ReadSession
from bot.store.tables.accounts import AccountEvent, Stakeholder
from bot.store.tables.reviews import AdvocacyAsk
from bot.store.tables.said.proposals import PutForward
from bot.store.tables.said.sayings import Saying
from bot.store.tables.todos_and_outbox import Cta, Outgoing
from bot.usecases.writing.roles import Touch, touch
from handlers.request import Request, Services
from handlers.sessions import reading, write_of

About = Callable[[ReadSession, str], Awaitable[Touch]]


async def _account(db: ReadSession, target: str) -> Touch:
    """ "7", "7/ebr", or "" where the form itself asks for the account."""
    first = target.partition("/")[0]
    return Touch(int(first) if first.isdecimal() else None)


async def _todo(db: ReadSession, target: str) -> Touch:
    cta = await db.get(Cta, int(target))
    return touch(cta, {}) if cta is not None else Touch(None)


async def _logged(db: ReadSession, target: str) -> Touch:
    kind, _, number = target.partition("/")
    event = await db.get(AccountEvent, int(number)) if kind == "event" else None
    return Touch(event.account_id) if event is not None else await _account(db, target)


async def _letter(db: ReadSession, target: str) -> Touch:
    kind, number, *_ = target.split("/")
    return await (_todo if kind == "todo" else _account)(db, number)


async def _ask(db: ReadSession, target: str) -> Touch:
    row = await db.get(AdvocacyAsk, int(target))
    return Touch(row.account_id if row is not None else None)


async def _saying(db: ReadSession, target: str) -> Touch:
    row = await db.get(Saying, int(target))
    return Touch(row.account_id if row is not None else None)


async def _stakeholder(db: ReadSession, target: str) -> Touch:
    row = await db.get(Stakeholder, int(target))
    return Touch(row.account_id if row is not None else None)


async def _digest(db: ReadSession, target: str) -> Touch:
    """The to-dos that it speaks of are of one person."""
    row = await db.get(Outgoing, int(target))
    owner = int(row.refs.get("for", row.person_id or 0)) if row is not None else 0
    cta = await db.scalar(select(Cta).where(Cta.owner_id == owner, Cta.state == "open").order_by(Cta.id).limit(1))
    return touch(cta, {}) if cta is not None else Touch(None)


async def _proposals(db: ReadSession, target: str) -> Touch:
    """What a digest asks about is of one person's accounts."""
    row = await db.get(Outgoing, int(target))
    asked = row.refs.get("proposals", ()) if row is not None else ()
    found = await db.scalar(select(PutForward.account_id).where(PutForward.id.in_(asked)).limit(1))
    return Touch(found)


async def _nothing(db: ReadSession, target: str) -> Touch:
    """What is about no account still needs somebody who may write."""
    return Touch(None)


# What a form would change, by its target. How they are reached is everybody's own.
ABOUT: Mapping[str, About] = {
    actions.ADVOCACY_ANSWER_SAVE: _ask,
    actions.ADVOCACY_ASKED: _account,
    actions.CHAMPION_SAVE: _account,
    actions.DRAFT_SENT: _letter,
    actions.HEALTH_SAVE: _account,
    actions.LATER_SAVE: _todo,
    actions.LEAD_SAVE: _todo,
    actions.LOG_SAVE: _logged,
    actions.NOT_A_PROBLEM_SAVE: _todo,
    actions.PAGE_PUBLISH_SAVE: _account,
    actions.PERSONA_SEEN: _stakeholder,
    actions.PLAN_GOAL_SAVE: _account,
    actions.PLAN_RETURN_SAVE: _account,
    actions.PLAN_STEP_SAVE: _account,
    actions.PLAN_SUCCESS_SAVE: _account,
    actions.POST_MORTEM_SAVE: _account,
    actions.REASSIGN_SAVE: _todo,
    actions.RENEWAL_SAVE: _account,
    actions.REVIEW_SAVE: _account,
    actions.REVISIT_SAVE: _nothing,
    actions.SETUP: _nothing,
    actions.HAND_OVER_SAVE: _account,
    actions.SURVEY_SAVE: _account,
    actions.TODO_SAVE: _account,
    actions.WAITING_SAVE: _digest,
    actions.FORECASTS_SAVE: _digest,
    actions.VIEW_SAVE: _account,
    actions.PROPOSALS_SAVE: _proposals,
    actions.WISH_SAVE: _saying,
}
OWN = frozenset({actions.SETTINGS_SAVE})


async def must_be_allowed(form: Form, request: Request, services: Services) -> None:
    """Raises UserError, which says whom to ask, unless the person may send that form."""
    if form.action in OWN:
        return
    async with reading(request, services) as db:
        await write_of(request, services).allowed(db, [await ABOUT[form.action](db, form.target)])
