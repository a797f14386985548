"""From something inbound to an answer: who asks, which handler, and calm words for whatever goes wrong."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import Inbound, Line
from bot.errors import UserError
from bot.inbox.receipts import AlreadyDone
from bot.jobs.after_change import assess_touched
from bot.message import Message, Span, line
from bot.store.sqlite.turns import in_passing
from bot.store.tables.audit.acting import Actor, acting
from bot.store.tables.people import Receipt
from bot.store.tables.todos_and_outbox import Outgoing
from bot.store.trouble import DatabaseTrouble, log_failure, trouble_of, unless_in_trouble
from bot.tally import count
from bot.usecases.workspace.match_people import note_seen
from bot.usecases.writing.write import Write
from handlers import dispatch
from handlers.reception import delayed
from handlers.reception.door import Door, NotLetIn
from handlers.reception.leaving import note_what_leaves
from handlers.reception.trouble import NOT_KEPT, in_words, unexpected, with_their_words
from handlers.request import Answer, Person, Request, Services
from handlers.topics.portfolio.mine import home

log = logging.getLogger(__name__)


class Answering:
    """Answers what comes in, on one platform."""

    def __init__(
        self,
        services: Services,
        door: Door,
        line_of: Callable[[str], Line],
        now: Callable[[], datetime],
        note_trouble: Callable[[BaseException], None] = lambda error: None,
    ) -> None:
        self.services, self.door, self._line_of, self._now = services, door, line_of, now
        self._note_trouble = note_trouble

    async def answer(self, inbound: Inbound, at: datetime, *, again: bool = False) -> tuple[Answer, Person | None]:
        """The answer, and who asked if they may. Raises what nobody foresaw: see `broken`.

        at: when they did it. again: it may have been done before, without that they saw so."""
        person: Person | None = None
        try:
            person = await self.door.let_in(inbound.caller)
            with acting(Actor(self.door.surface, at, person.person_id)):
                answer = await dispatch.run(self._asked(inbound, person, at), self.services, inbound.kind, inbound.name)
                await note_what_leaves(self.services.store, answer, inbound, person)
        except AlreadyDone:
            return Answer(message=delayed.is_saved(inbound) if again else None), person
        except UserError as error:
            count("people_refused", by=person is None)
            return await self._wrong(error, inbound, person), person
        if answer.home:
            self.door.forget(person)
        return await self._one_reply(answer, inbound, person), person

    async def _one_reply(self, answer: Answer, inbound: Inbound, person: Person) -> Answer:
        """A message of ours that follows what was done in it says so where it stands, with Undo: nothing beside it."""
        if answer.message is None or not (answer.replace and inbound.in_sent and inbound.message):
            return answer
        here = (Outgoing.posted_channel == inbound.place.channel, Outgoing.posted_ts == inbound.message)
        follows = (Outgoing.person_id == person.person_id, Outgoing.edit.is_(True), Outgoing.state == "sent")
        async with self.services.store.read(person.workspace_id) as db:
            found = await db.scalar(select(Outgoing.id).where(*here, *follows).limit(1))
        return replace(answer, message=None) if found is not None else answer

    async def broken(self, error: BaseException, inbound: Inbound) -> Answer:
        """Words for what nobody foresaw, with what was typed. It is logged with its reference."""
        reference = uuid4().hex[:8]
        trouble = trouble_of(error)
        self._note_trouble(error)
        log_failure(log, f"{inbound.kind} failed (reference {reference})", error)
        saved = trouble is not DatabaseTrouble.AWAY and await self.is_saved(inbound)
        return self._unsaved(unexpected(reference, saved=saved, trouble=trouble), inbound, saved=saved)

    async def not_kept(self, inbound: Inbound) -> Answer:
        """Words for what was cut off, as it couldn't be kept either."""
        if await self.is_saved(inbound):
            return Answer(message=delayed.is_saved(inbound))
        return self._unsaved(NOT_KEPT, inbound, saved=False)

    def _unsaved(self, said: str, inbound: Inbound, *, saved: bool) -> Answer:
        if inbound.inputs and not saved:
            return Answer(field_errors={inbound.inputs[0]: line(f"{said} Your words are still here.")})
        return Answer(message=with_their_words(line(said), () if saved else inbound.typed))

    async def look_again(self, answer: Answer, person: Person) -> None:
        """Assess what the answer's write touched, and note where that person was seen."""
        await assess_touched(
            self.services.store, self.services.library, person.workspace_id, self._now(), answer.touched
        )
        with unless_in_trouble(log, f"person {person.person_id} is noted when they are seen again"), in_passing():
            await note_seen(self.services.store, person, self._now())

    async def home_of(self, person: Person, team_id: str) -> Message:
        """What the person's Home shows now."""
        request = Request(person=person, platform=self._line_of(team_id), now=self._now(), delivery_key="")
        return await home(request, self.services)

    def unsent(self, answer: Answer, inbound: Inbound) -> Answer:
        """What a form got wrong, when it is closed already: said in a message, with what was typed."""
        problems = [span for words in answer.field_errors.values() for span in (*words, Span(text=" "))]
        return Answer(message=with_their_words(line(*problems), inbound.typed))

    def _asked(self, inbound: Inbound, person: Person, at: datetime) -> Request:
        return Request(
            person=person,
            platform=self._line_of(inbound.caller.team_id),
            now=at,
            delivery_key=inbound.delivery_key,
            text=inbound.text,
            action=inbound.action,
            target=inbound.target,
            value=inbound.value,
            fields=inbound.fields,
            channel=None if inbound.place.direct else inbound.place.channel,
            in_sent=inbound.in_sent,
            quoted=inbound.quoted,
            place=f"{inbound.place.channel or ''}/{inbound.place.thread or ''}",
        )

    async def _wrong(self, error: UserError, inbound: Inbound, person: Person | None) -> Answer:
        if isinstance(error, NotLetIn) and not inbound.inputs:
            return Answer(message=error.message)
        if inbound.inputs:
            name = error.field if error.field in inbound.inputs else inbound.inputs[0]
            return Answer(field_errors={name or "": error.said})
        return Answer(message=await in_words(error, self._write_of(person)))

    def _write_of(self, person: Person | None) -> Write | None:
        if person is None:
            return None
        return Write(
            self.services.store, person.workspace_id, person.person_id, self._now(), "", person.timezone, person.sight
        )

    async def is_saved(self, inbound: Inbound) -> bool:
        """Whether what it had us write is written."""
        try:
            async with self.services.store.everywhere() as connection:
                found = await connection.scalar(select(Receipt.id).where(Receipt.key == inbound.delivery_key))
        except SQLAlchemyError:  # the database is gone altogether
            return False
        return found is not None
