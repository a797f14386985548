"""Who asks: somebody who was let in, or nobody who gets an answer."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Caller, Line
from bot.errors import SendError, UserError
from bot.jobs.match import follow_user
from bot.language.day_readings import Order
from bot.message import Message, Span
from bot.platform import PlatformUser
from bot.store.people.members import Members, members_in, select_members
from bot.store.session import Store
from bot.store.tables.people import Identity, Installation
from bot.store.tables.people import Person as PersonRow
from bot.talk.digest.outside import outside, said_lines
from bot.usecases.upkeep.follow_users import is_another
from bot.usecases.workspace.match_people import welcome
from handlers.request import Person

REMEMBERED = timedelta(seconds=30)
ASKING = 0.8  # seconds in which the platform says who somebody is; later, what was known of them counts
MOST = 10_000
log = logging.getLogger(__name__)
NOT_YOU = (
    "I answer the people of the company I work for, not guests and people of other companies. "
    "Ask your contact there; they can tell you."
)
NOT_NOW = "I can't find out who you are just now. Try again in a minute."
NOT_HERE = "I'm not set up for your company here yet. Ask whoever runs Milepost to add it."


class NotLetIn(UserError):
    """For a member of our chat workspace whom nobody has let in. message: what they read."""

    def __init__(self, message: Message) -> None:
        super().__init__(*(span for words in said_lines(message) for span in (*words, Span(text=" "))))
        self.message = message


class Door:
    """Lets our people in. Remembers who they are for half a minute: asking costs a query and a call each time. What
    they may do is asked each time, so whoever is shut out is out at once."""

    def __init__(self, store: Store, surface: str, line_of: Callable[[str], Line], now: Callable[[], datetime]) -> None:
        self._store, self.surface, self._line_of, self._now = store, surface, line_of, now
        self._known: OrderedDict[Caller, tuple[_Known, datetime]] = OrderedDict()

    async def let_in(self, caller: Caller) -> Person:
        """The person who calls. Raises UserError for guests, strangers and workspaces that we don't serve, NotLetIn
        for members of ours who have no role."""
        if _is_of_another_team(caller) and caller.company is None:
            raise UserError(NOT_YOU)
        remembered = self._known.get(caller)
        if remembered is not None and self._now() - remembered[1] < REMEMBERED:
            known = remembered[0]
            async with self._store.everywhere() as connection:
                everybody = await self._members(connection, known.workspace_id)
            if everybody.role_of(known.id) is not None:
                return await self._reaching(caller, known, everybody)
        known, everybody = await self._look_up(caller)
        person = await self._reaching(caller, known, everybody)
        self._known[caller] = (known, self._now())
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return person

    def forget(self, person: Person) -> None:
        """Their settings changed."""
        for caller in [caller for caller, (known, _) in self._known.items() if known.id == person.person_id]:
            del self._known[caller]

    async def changed(self, team_id: str, user: PlatformUser) -> None:
        """The platform says that this user is another by now: whoever they are, they are looked up anew."""
        i = Installation
        query = select(i.workspace_id, i.id).where(i.surface == self.surface, i.team_id == team_id)
        async with self._store.everywhere() as connection:
            row = (await connection.execute(query)).first()
        if row is not None:
            await follow_user(self._store, row.workspace_id, row.id, user, self._now())
        for caller in [caller for caller in self._known if caller.user_id == user.user_id]:
            del self._known[caller]

    async def _who_they_are(self, caller: Caller, within: float | None) -> PlatformUser | None:
        """As the platform says just now; None where it doesn't, or not in time.

        A member who became a guest is one at their next word, whatever we were told of it."""
        try:
            async with asyncio.timeout(within):
                return await self._line_of(caller.team_id).user(caller.user_id)
        except (SendError, TimeoutError) as error:
            log.warning("who a caller is could not be asked: %s", error or "it took too long")
            return None

    async def _look_up(self, caller: Caller) -> tuple["_Known", Members]:
        same = and_(
            Identity.workspace_id == Installation.workspace_id,
            Identity.installation_id == Installation.id,
            Identity.user_id == caller.user_id,
        )
        his = and_(PersonRow.workspace_id == Identity.workspace_id, PersonRow.id == Identity.person_id)
        query = (
            select(
                Installation.workspace_id,
                Installation.id.label("installation_id"),
                Identity.guest,
                Identity.gone_since,
                PersonRow.id,
                PersonRow.name,
                PersonRow.timezone,
                PersonRow.day_order,
                Identity.seen_at,
                func.coalesce(Identity.email, PersonRow.email).label("email"),
            )
            .outerjoin(Identity, same)
            .outerjoin(PersonRow, his)
            .where(Installation.surface == self.surface, Installation.team_id == caller.team_id)
        )
        async with self._store.everywhere() as connection:
            row = (await connection.execute(query)).first()
            everybody = await self._members(connection, row.workspace_id) if row is not None else None
        if row is None or everybody is None:
            raise UserError(NOT_HERE)
        user = await self._who_they_are(caller, ASKING if row.id is not None else None)
        on_record = (bool(row.guest), row.gone_since is not None, row.email, row.timezone)
        if user is not None and (row.id is None or is_another(user, *on_record)):
            await follow_user(self._store, row.workspace_id, row.installation_id, user, self._now())
        unsure = row.guest or row.gone_since is not None or _is_of_another_team(caller)
        if unsure if user is None else not user.is_member:
            raise UserError(NOT_YOU)
        if row.id is None:
            return await self._newcomer(row.workspace_id, row.installation_id, user), everybody
        known = _Known(
            row.workspace_id, row.installation_id, row.id, row.name, row.timezone, row.day_order, row.seen_at
        )
        return known, everybody

    async def _newcomer(self, workspace_id: int, installation_id: int, user: PlatformUser | None) -> "_Known":
        """Who is known to us by e-mail, and does something for the first time."""
        if user is None:
            raise UserError(NOT_NOW)
        found = await welcome(self._store, workspace_id, installation_id, user, self._now())
        if found is None:
            raise await self._not_let_in(workspace_id)
        return _Known(workspace_id, installation_id, found.id, found.name, found.timezone)

    async def _members(self, connection: AsyncConnection, workspace_id: int) -> Members:
        return members_in((await connection.execute(select_members(workspace_id))).all())

    async def _reaching(self, caller: Caller, known: "_Known", everybody: Members) -> Person:
        """With how far they reach. Raises NotLetIn for who has no role."""
        reach = everybody.reach(known.id, self._now())
        if reach.role is None:
            raise await self._not_let_in(known.workspace_id)
        who = (known.id, caller.user_id, known.name, known.timezone)
        return Person(
            known.workspace_id, known.installation_id, *who, reach.role, reach.sight, known.day_order, known.seen_at
        )

    async def _not_let_in(self, workspace_id: int) -> NotLetIn:
        async with self._store.read(workspace_id) as db:
            return NotLetIn(await outside(db))


@dataclass(frozen=True)
class _Known:
    """One of our people, as they are on record."""

    workspace_id: int
    installation_id: int
    id: int
    name: str
    timezone: str | None
    day_order: Order | None = None
    seen_at: datetime | None = None


def _is_of_another_team(caller: Caller) -> bool:
    return caller.home_team is not None and caller.home_team != caller.team_id
