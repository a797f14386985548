"""Who asks: one of our people, or nobody who gets an answer."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, select

from bot.conversation import Caller, Line
from bot.errors import UserError
from bot.store.session import Store
from bot.store.tables.people import Identity, Installation
from bot.store.tables.people import Person as PersonRow
from bot.usecases.workspace.match_people import welcome
from handlers.request import Person

REMEMBERED = timedelta(minutes=1)
MOST = 10_000
NOT_YOU = (
    "I answer the members of the workspace I work for, not guests and people of other companies. "
    "Ask your contact there; they can tell you."
)
NOT_HERE = "I'm not set up for this workspace yet. Ask whoever runs Milepost to add it."


class Door:
    """Lets our people in. Remembers them for a minute: asking costs a query each time."""

    def __init__(self, store: Store, surface: str, line_of: Callable[[str], Line], now: Callable[[], datetime]) -> None:
        self._store, self._surface, self._line_of, self._now = store, surface, line_of, now
        self._known: OrderedDict[Caller, tuple[Person, datetime]] = OrderedDict()

    async def let_in(self, caller: Caller) -> Person:
        """The person who calls. Raises UserError for guests, strangers and workspaces that we don't serve."""
        if caller.home_team is not None and caller.home_team != caller.team_id:
            raise UserError(NOT_YOU)
        known = self._known.get(caller)
        if known is not None and self._now() - known[1] < REMEMBERED:
            return known[0]
        person = await self._look_up(caller)
        self._known[caller] = (person, self._now())
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return person

    def forget(self, person: Person) -> None:
        """Their settings changed."""
        for caller in [caller for caller, (known, _) in self._known.items() if known.user_id == person.user_id]:
            del self._known[caller]

    async def _look_up(self, caller: Caller) -> Person:
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
                PersonRow.id,
                PersonRow.name,
                PersonRow.timezone,
                PersonRow.role,
                Identity.seen_at,
            )
            .outerjoin(Identity, same)
            .outerjoin(PersonRow, his)
            .where(Installation.surface == self._surface, Installation.team_id == caller.team_id)
        )
        async with self._store.everywhere() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise UserError(NOT_HERE)
        if row.guest:
            raise UserError(NOT_YOU)
        if row.id is None:
            return await self._newcomer(row.workspace_id, row.installation_id, caller)
        here = (row.workspace_id, row.installation_id)
        return Person(*here, row.id, caller.user_id, row.name, row.timezone, row.role, row.seen_at)

    async def _newcomer(self, workspace_id: int, installation_id: int, caller: Caller) -> Person:
        user = await self._line_of(caller.team_id).user(caller.user_id)
        if user is None or user.guest:
            raise UserError(NOT_YOU)
        made = await welcome(self._store, workspace_id, installation_id, user, self._now())
        if made is None:
            raise UserError(NOT_YOU)
        return Person(workspace_id, installation_id, made.id, caller.user_id, made.name, made.timezone, made.role or "")
