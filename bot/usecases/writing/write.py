"""Who does something, when, and in which delivery: what every write is handed."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import local_date
from bot.inbox.receipts import claim
from bot.language.day_readings import Order
from bot.store.access.sight import EVERYTHING, Sight
from bot.store.session import ReadSession, Store, WriteSession
from bot.usecases.writing.roles import Touch, need_to_write


@dataclass(frozen=True)
class Write:
    """One thing that one person does. `once` tells a repeated delivery of the same thing ("" where none repeats).

    sight: the accounts that they see. day_order: how they write 3/12, if that is known."""

    store: Store
    workspace_id: int
    person_id: int
    now: datetime
    once: str = ""
    timezone: str | None = None
    sight: Sight = EVERYTHING
    day_order: Order | None = None

    @property
    def today(self) -> date:
        """The person's own calendar day."""
        return local_date(self.now, self.timezone)

    @asynccontextmanager
    async def transaction(self, part: str = "") -> AsyncIterator[WriteSession]:
        """One write transaction that claims this delivery, so that a second one changes nothing.

        part: names one of several transactions of the same delivery. Raises AlreadyDone.
        """
        async with self.store.write(self.workspace_id, self.sight) as session:
            if self.once:
                await claim(session, f"{self.once}{part}", self.now)
            yield session

    async def allowed(self, session: ReadSession, touches: Iterable[Touch]) -> None:
        """Raises UserError, which says whom to ask, unless this person may write to all of that."""
        await need_to_write(session, self.person_id, self.now, tuple(touches))
