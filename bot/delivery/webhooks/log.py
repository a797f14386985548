"""What was called, with what came of it; and calling again what didn't arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from bot.store.audit.note import note
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import WebhookCall, WebhookTarget, WebhookTry


@dataclass(frozen=True)
class LoggedCall:
    """A call, and its last attempt; status and milliseconds None: there was none, or no answer."""

    delivery_id: str
    created_at: datetime
    target: str
    event: str
    account_key: str
    state: str
    attempts: int
    reason: str | None
    next_try_at: datetime
    tried_at: datetime | None
    outcome: str | None
    status: int | None
    milliseconds: int | None


@dataclass(frozen=True)
class CallFilter:
    """Which calls. since: made then or later. state: "" for all."""

    since: datetime | None = None
    target: str = ""
    state: str = ""
    limit: int = 50


async def logged(db: ReadSession, asked: CallFilter) -> Sequence[LoggedCall]:
    """The newest last, as a terminal shows them."""
    c, t = WebhookCall, WebhookTry
    newest = select(func.max(t.id)).where(t.call_id == c.id).correlate(c).scalar_subquery()
    wanted = [c.created_at >= asked.since] if asked.since else []
    wanted += [c.target == asked.target] if asked.target else []
    wanted += [c.state == asked.state] if asked.state else []
    said = (c.delivery_id, c.created_at, c.target, c.event, c.account_key, c.state, c.attempts, c.reason, c.next_try_at)
    query = select(*said, t.at.label("tried_at"), t.outcome, t.status, t.milliseconds).outerjoin(
        t, and_(t.call_id == c.id, t.id == newest)
    )
    rows = await db.execute(query.where(*wanted).order_by(c.created_at.desc(), c.id.desc()).limit(asked.limit))
    return [LoggedCall(**row) for row in rows.mappings()][::-1]


async def resend(db: WriteSession, now: datetime, *, ids: Sequence[str] = (), since: datetime | None = None) -> int:
    """How many are called again, with the same id and words. ids: these, also where they had arrived; since: what was
    given up since then. What waits for its turn comes at once."""
    c = WebhookCall
    which = c.delivery_id.in_(ids) if since is None else and_(c.state == "given up", c.created_at >= since)
    free = c.lease_until.is_(None) | (c.state != "pending")
    again = (
        update(c).where(which, free).values(state="pending", attempts=0, next_try_at=now, lease_until=None, reason=None)
    )
    found = await db.execute(again.returning(c.delivery_id, c.account_id, c.target))
    rows = found.all()
    for row in rows:
        note(db, "resent", "webhook", row.account_id, {"id": row.delivery_id, "target": row.target})
    return len(rows)


async def targets_off(db: ReadSession) -> Sequence[WebhookTarget]:
    return (await db.scalars(select(WebhookTarget).order_by(WebhookTarget.name))).all()


async def given_up(db: ReadSession, since: datetime) -> Sequence[tuple[str, int]]:
    """How many calls, by target, that were made since then."""
    c = WebhookCall
    query = select(c.target, func.count()).where(c.state == "given up", c.created_at >= since)
    return [(target, count) for target, count in await db.execute(query.group_by(c.target).order_by(c.target))]


async def switch_on(db: WriteSession, name: str) -> bool:
    """Whether it was off."""
    gone = delete(WebhookTarget).where(WebhookTarget.name == name).returning(WebhookTarget.id)
    return (await db.scalar(gone)) is not None


__all__ = ["CallFilter", "LoggedCall", "given_up", "logged", "resend", "switch_on", "targets_off"]
