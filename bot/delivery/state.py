"""How delivery stands in a workspace: what waits, what was refused, who can't be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, or_, select

from bot.delivery.claims import UNFINISHED
from bot.store.channels import not_found_yet
from bot.store.session import ReadSession
from bot.store.tables import Account, Identity, Installation, Outgoing, Person, Workspace

MOST = 20  # refused messages that are named


@dataclass(frozen=True)
class InstallationState:
    """An installation. outage: why nothing gets through, since then; None: it does."""

    surface: str
    team: str
    outage: str | None
    since: datetime | None


@dataclass(frozen=True)
class Refused:
    """A message that was not delivered, or may not have been. about: the account's name; to: the person's."""

    kind: str
    about: str | None
    to: str | None
    reason: str
    at: datetime
    unconfirmed: bool


@dataclass(frozen=True)
class DeliveryState:
    """ticked_at: the last round. waiting: messages that are to go out, the oldest queued at `oldest`.
    unreached: name, e-mail and number of accounts of people whom no platform knows. unowned: active accounts without a
    CSM. not_found: channels as they were typed."""

    lines: tuple[InstallationState, ...]
    ticked_at: datetime | None
    waiting: int
    oldest: datetime | None
    refused: tuple[Refused, ...]
    unreached: tuple[tuple[str, str | None, int], ...]
    unowned: int
    not_found: tuple[str, ...]


async def delivery_state(db: ReadSession, now: datetime, since: datetime) -> DeliveryState:
    """As of `now`; what was refused since then."""
    i = Installation
    lines = await db.execute(
        select(i.surface, func.coalesce(i.name, i.team_id), i.outage, i.outage_since).order_by(i.id)
    )
    due = select(func.count(), func.min(Outgoing.created_at)).where(Outgoing.state.in_(UNFINISHED))
    waiting, oldest = (await db.execute(due)).one()
    return DeliveryState(
        lines=tuple(InstallationState(*row) for row in lines),
        ticked_at=await db.scalar(select(Workspace.ticked_at).where(Workspace.id == db.workspace_id)),
        waiting=waiting,
        oldest=oldest,
        refused=tuple(await _refused(db, since)),
        unreached=await _unreached(db),
        unowned=await db.scalar(_unowned()) or 0,
        not_found=tuple(row.platform_id or f"#{row.name}" for row in await not_found_yet(db)),
    )


async def _refused(db: ReadSession, since: datetime) -> Sequence[Refused]:
    """The newest first. `next_try_at` of what is over is the moment at which it was given up."""
    rows = await db.execute(
        select(
            Outgoing.kind,
            Account.name,
            Person.name,
            func.coalesce(Outgoing.reason, ""),
            Outgoing.next_try_at,
            Outgoing.state == "unconfirmed",
        )
        .select_from(Outgoing)
        .outerjoin(Account, Account.id == Outgoing.account_id)
        .outerjoin(Person, Person.id == Outgoing.person_id)
        .where(Outgoing.state.in_(("rejected", "unconfirmed")), Outgoing.next_try_at >= since)
        .order_by(Outgoing.next_try_at.desc(), Outgoing.id.desc())
        .limit(MOST)
    )
    return [Refused(*row) for row in rows]


def _unowned() -> Select[int]:
    return select(func.count()).select_from(Account).where(Account.status == "active", Account.csm_id.is_(None))


async def _unreached(db: ReadSession) -> tuple[tuple[str, str | None, int], ...]:
    known = exists().where(Identity.person_id == Person.id)
    reached = or_(known.where(Identity.lives()), and_(Person.channel_id.is_not(None), ~known))
    rows = await db.execute(
        select(Person.name, Person.email, func.count(Account.id))
        .join(Account, Account.csm_id == Person.id)
        .where(Account.status == "active", ~reached)
        .group_by(Person.id, Person.name, Person.email)
        .order_by(Person.name)
    )
    return tuple((name, email, count) for name, email, count in rows)


__all__ = ["DeliveryState", "InstallationState", "Refused", "delivery_state"]
