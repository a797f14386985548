"""Who may read and write which accounts. Decided here and nowhere else: reading is confined by `Reach.sight`, which the
session keeps to, and every recorded change asks bot/usecases/writing/roles.py, which asks `Reach.writes`.

| role | reads | writes |
| --- | --- | --- |
| admin | everything | everything |
| manager | the own team, and what nobody owns; everything without a team | the same |
| csm | the own team, and whom they cover | the own accounts, and those they cover |
| viewer | as a CSM of that team would; everything without one | nothing |

A team is the people of one manager, and the manager; who has none is in a team with the others who have none. Where
nobody has a manager, all are one team. MILEPOST_ACCESS opens more to CSMs: "team" lets them write to all that they
read, "all" read and write everything.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, Protocol, TypeVar, get_args

from sqlalchemy import Select, exists, or_, select

from bot.calendar import local_date
from bot.store.access.sight import EVERYTHING, NOTHING, Sight
from bot.store.session import ReadSession
from bot.store.tables import Identity, Person, Workspace

Role = Literal["admin", "manager", "csm", "viewer"]
Access = Literal["own", "team", "all"]
ROLES: tuple[Role, ...] = get_args(Role)
ACCESSES: tuple[Access, ...] = get_args(Access)
LEADS: Final = ("admin", "manager")
FRESH = timedelta(days=7)  # as long as messages follow a to-do that was answered


@dataclass(frozen=True)
class Member:
    """One of our people, as far as it decides what others may do. reached: False for whom a chat has known, and who is
    gone from there or a guest by now."""

    id: int
    name: str
    email: str | None
    role: str | None
    manager_id: int | None
    cover_id: int | None
    away_until: date | None
    timezone: str | None
    reached: bool = True

    def is_away(self, now: datetime) -> bool:
        """As bot/delivery/recipient.py has it."""
        return self.away_until is not None and self.away_until > local_date(now, self.timezone)


class InTeam(Protocol):
    """Somebody's place among our people."""

    @property
    def id(self) -> int: ...
    @property
    def role(self) -> str | None: ...
    @property
    def manager_id(self) -> int | None: ...


Somebody = TypeVar("Somebody", bound=InTeam)


def leads_of(owner: InTeam | None, everybody: Collection[InTeam], among: Iterable[Somebody]) -> list[Somebody]:
    """Whom of them to turn to about that person: their manager, else the managers of all, who lead no team, else any
    manager, else the admins. None: about what is nobody's, or everybody's."""
    others = [one for one in among if owner is None or one.id != owner.id]
    own = [one for one in others if owner is not None and one.id == owner.manager_id and one.role in LEADS]
    managers = [one for one in others if one.role == "manager"]
    of_all = [one for one in managers if not leads_a_team(one, everybody)]
    return own or of_all or managers or [one for one in others if one.role == "admin"]


def leads_a_team(one: InTeam, everybody: Iterable[InTeam]) -> bool:
    return any(other.manager_id == one.id for other in everybody)


async def leads_others(session: ReadSession, person: Person) -> bool:
    """A manager, or an admin with a team."""
    if person.role != "admin":
        return person.role == "manager"
    return await session.scalar(select(Person.id).where(Person.manager_id == person.id).limit(1)) is not None


@dataclass(frozen=True)
class Reach:
    """How far somebody reaches. sight: what they read; writes: what they write to."""

    role: str | None = None
    sight: Sight = NOTHING
    writes: Sight = NOTHING


@dataclass(frozen=True)
class Members:
    """Everybody of a workspace, and its setting."""

    members: Sequence[Member]
    access: str = "own"

    def reach(self, person_id: int, now: datetime) -> Reach:
        """How far that person reaches now."""
        me = next((one for one in self.members if one.id == person_id), None)
        if me is None or me.role not in ROLES:
            return Reach()
        if me.role == "admin":
            return Reach("admin", EVERYTHING, EVERYTHING)
        if me.role == "manager":
            sight = self._of(me, self._led(me), now, unowned=True) if self._led(me) else EVERYTHING
            return Reach("manager", sight, sight)
        sight = self._read_by(me, now)
        return Reach(me.role, sight, NOTHING if me.role == "viewer" else self._written_by(me, sight, now))

    def role_of(self, person_id: int) -> str | None:
        return next((one.role for one in self.members if one.id == person_id), None)

    def leads_of(self, owner_id: int | None) -> list[Member]:
        """Whom to turn to about that person, and who is there to be asked. None: about what is nobody's, or
        everybody's."""
        owner = next((one for one in self.members if one.id == owner_id), None)
        return leads_of(owner, self.members, [one for one in self.members if one.reached])

    def _read_by(self, me: Member, now: datetime) -> Sight:
        apart = any(one.manager_id is not None for one in self.members)
        if not apart or self.access == "all" or (me.role == "viewer" and me.manager_id is None):
            return EVERYTHING
        peers = {one.id for one in self.members if one.manager_id == me.manager_id and not self._leads(one)}
        return self._of(me, self._led(me) | peers | {me.manager_id or me.id}, now)

    def _written_by(self, me: Member, sight: Sight, now: datetime) -> Sight:
        return sight if self.access in ("team", "all") else self._of(me, set(), now)

    def _of(self, me: Member, owners: Collection[int], now: datetime, *, unowned: bool = False) -> Sight:
        covered = self._below(me, {one.id: one.cover_id for one in self.members if one.is_away(now)})
        hour = now.replace(minute=0, second=0, microsecond=0)
        seen = frozenset({me.id, *owners, *covered})
        return Sight(seen, unowned=unowned, reader=me.id, since=hour - FRESH, at=hour)

    def _leads(self, one: Member) -> bool:
        return leads_a_team(one, self.members)

    def _led(self, me: Member) -> set[int]:
        """Everybody in that person's team, and in the teams of those."""
        return self._below(me, {one.id: one.manager_id for one in self.members})

    def _below(self, me: Member, above: Mapping[int, int | None]) -> set[int]:
        """Whoever comes to that person by following who is above whom. A cover who is away hands on to theirs."""
        found: set[int] = set()
        ahead = {me.id}
        while ahead:
            ahead = {one for one, other in above.items() if other in ahead} - found - {me.id}
            found |= ahead
        return found


_KNOWN = exists().where(Identity.workspace_id == Person.workspace_id, Identity.person_id == Person.id)
_MEMBER = (
    Person.id,
    Person.name,
    Person.email,
    Person.role,
    Person.manager_id,
    Person.cover_id,
    Person.away_until,
    Person.timezone,
    or_(~_KNOWN, _KNOWN.where(Identity.lives())),
)


def select_members(workspace_id: int) -> Select[*tuple[Any, ...]]:
    """What `members_in` needs of that workspace."""
    access = select(Workspace.csm_access).where(Workspace.id == workspace_id).scalar_subquery()
    return select(access, *_MEMBER).where(Person.workspace_id == workspace_id).order_by(Person.name, Person.id)


def members_in(rows: Sequence[Any]) -> Members:
    return Members([Member(*row[1:]) for row in rows], rows[0][0] if rows else "own")


async def members_of(session: ReadSession) -> Members:
    """Everybody of the session's workspace."""
    return members_in((await session.execute(select_members(session.workspace_id))).all())


MOST = 3


def named(people: Iterable[Member], without: int = 0) -> str:
    """The first few of them by name, "or" between them; "" for nobody."""
    names = [one.name for one in people if one.id != without][:MOST]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


__all__ = [
    "ACCESSES",
    "LEADS",
    "ROLES",
    "Access",
    "Member",
    "Members",
    "Reach",
    "Role",
    "leads_of",
    "members_in",
    "members_of",
    "named",
    "select_members",
]
