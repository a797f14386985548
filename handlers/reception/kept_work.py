"""What was put off: kept in the inbox, tried until it is done, and answered once, also by another process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.conversation import Inbound, Place
from bot.errors import AmbiguousSend, SendError
from bot.inbox.inbox import Inbox, Kept
from handlers.reception import delayed
from handlers.reception.answering import Answering
from handlers.reception.budget import Background
from handlers.reception.places import KEPT as IN_PLACE
from handlers.request import Answer, Person

log = logging.getLogger(__name__)
Done = tuple[Answer, Person | None]
Begun = Awaitable[Done | Exception]
Give = Callable[[Answer, Inbound, Person | None], Awaitable[None]]
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between two tries; the last one from then on


class Attempt(Protocol):
    """Does what came in. again: it may have been done before. What the database can't do just now comes back."""

    def __call__(self, inbound: Inbound, at: datetime, again: bool = False) -> Begun: ...


class KeptWork:
    """What one platform's front desk has put off. send: gives an answer; after: does what follows it."""

    def __init__(
        self,
        inbox: Inbox,
        surface: str,
        answering: Answering,
        background: Background,
        *,
        attempt: Attempt,
        send: Give,
        after: Give,
    ) -> None:
        self._inbox, self._surface, self._answering, self._background = inbox, surface, answering, background
        self._attempt, self._send, self._after = attempt, send, after
        self.working_on: set[int] = set()

    async def keep(self, inbound: Inbound, at: datetime) -> Kept | None:
        """None: it is kept already. Raises NotKept."""
        kept = await self._inbox.keep(self._surface, inbound, at)
        if kept is not None:
            self.working_on.add(kept.id)
        return kept

    def go_on(self, left: Sequence[Kept]) -> None:
        """Finish what another process left, one after the other, as they came in."""
        self.working_on |= {kept.id for kept in left}
        self._background.start(self._each(left))

    async def _each(self, left: Sequence[Kept]) -> None:
        for kept in left:  # what one of them comes to holds up no other
            await asyncio.wait({self._background.start(self.finish(kept))})

    async def finish(self, kept: Kept, begun: Begun | None = None) -> None:
        """Until it is answered, or the program ends. begun: the first try, which runs already."""
        try:
            done = await self._done(kept, begun)
            if done is None or not await self._inbox.begin_answer(kept):
                return
            answer, person = done
            await self._answered(answer, self._place_of(kept), person)
            await self._inbox.done(kept)
            await self._after(answer, kept.inbound, person)
        except KeyError:
            log.warning("something in the inbox is of a team that isn't connected: %s", kept.inbound.caller.team_id)
        except (SendError, AmbiguousSend) as error:
            log.warning("what followed a late answer could not be shown: %s", error)
        finally:
            self.working_on.discard(kept.id)

    async def _done(self, kept: Kept, begun: Begun | None) -> Done | None:
        """What came of it; None where the program ends before anything does."""
        if kept.left and (said := await self._nothing_more(kept)):
            return said, None
        tries, again = 0, kept.left
        while True:
            found = await (begun or self._attempt(kept.inbound, kept.at, again))
            if not isinstance(found, Exception):
                return self._said_late(found[0], kept), found[1]
            if not tries:
                log.warning("%s waits in the inbox: %s", kept.inbound.kind, found)
                await self._answered(Answer(message=delayed.WAITS), self._place_of(kept), None)
            begun, again = None, True
            if not await self._background.rest(PAUSES[min(tries, len(PAUSES) - 1)]):
                return None
            tries += 1

    async def _nothing_more(self, kept: Kept) -> Answer | None:
        """What is left to say where nothing is to be done any more."""
        if kept.stage == "answer":
            saved = await self._answering.is_saved(kept.inbound)
            return Answer(message=delayed.cut_off(kept.inbound, saved=saved))
        return Answer(message=delayed.too_old(kept.inbound)) if kept.is_too_old else None

    def _said_late(self, answer: Answer, kept: Kept) -> Answer:
        """No form can be opened any more, and one that was sent is closed."""
        if answer.form is not None:
            late = delayed.form_after_restart if kept.left else delayed.form_too_late
            return replace(answer, form=None, message=late(kept.inbound))
        return self._answering.unsent(answer, kept.inbound) if answer.field_errors else answer

    def _place_of(self, kept: Kept) -> Inbound:
        """Where it was asked, while the platform takes answers there and the person looks at it."""
        return replace(kept.inbound, place=Place()) if kept.age > IN_PLACE else kept.inbound

    async def _answered(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        await self._told(replace(answer, pictures=(), files=()), inbound, person)
        if answer.pictures or answer.files:
            await self._told(Answer(pictures=answer.pictures, files=answer.files), inbound, person)

    async def _told(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """What is certainly refused is tried again: in the person's direct message, and a few times later."""
        for pause in PAUSES:
            try:
                return await self._send(answer, inbound, person)
            except AmbiguousSend as error:
                return log.warning("nobody knows whether a late answer arrived: %s", error)
            except SendError as error:
                log.warning("a late answer could not be given: %s", error)
                wait = max(pause, error.retry_after or 0)
            if inbound.place != Place():
                inbound = replace(inbound, place=Place())
            elif not await self._background.rest(wait):
                return None
        return None
