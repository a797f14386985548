"""From something inbound to an answer: who asks, which handler, and calm words for whatever goes wrong."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.errors import UserError
from bot.inbox.receipts import AlreadyDone
from bot.message import Message
from bot.store.tables.people import Receipt
from bot.usecases.writing.write import Write
from handlers import dispatch
from handlers.after import reassess
from handlers.asked import Answer, Asked, House, Person, Platform
from handlers.trouble import in_words, plain, unexpected
from handlers.wire.door import Door
from handlers.wire.inbound import Inbound

log = logging.getLogger(__name__)


class Attendant:
    """Answers what comes in, on one platform."""

    def __init__(
        self, house: House, door: Door, platform_of: Callable[[str], Platform], now: Callable[[], datetime]
    ) -> None:
        self.house, self.door, self._platform_of, self._now = house, door, platform_of, now

    async def answer(self, inbound: Inbound) -> tuple[Answer, Person | None]:
        """The answer, and who asked if they may. Raises what nobody foresaw: see `broken`."""
        person: Person | None = None
        try:
            person = await self.door.let_in(inbound.caller)
            answer = await dispatch.run(self._asked(inbound, person), self.house, inbound.kind, inbound.name)
        except AlreadyDone:
            return Answer(), person
        except UserError as error:
            return await self._wrong(error, inbound, person), person
        if answer.home:
            self.door.forget(person)
        return answer, person

    async def broken(self, error: BaseException, inbound: Inbound) -> Answer:
        """Words for what nobody foresaw, with what was typed. It is logged with its reference."""
        reference = uuid4().hex[:8]
        busy = isinstance(error, OperationalError)
        log.error("%s failed (reference %s)", inbound.kind, reference, exc_info=error)
        saved = not busy and await self._is_saved(inbound)
        message = unexpected(reference, inbound.typed, saved=saved, busy=busy)
        if inbound.inputs and not saved:
            return Answer(field_errors={inbound.inputs[0]: f"{message.summary} Your words are still here."})
        return Answer(message=message)

    async def look_again(self, answer: Answer, person: Person) -> None:
        """Assess what the answer's write touched."""
        await reassess(self.house, person.workspace_id, answer.touched, self._now())

    async def unsent(self, answer: Answer, inbound: Inbound, person: Person | None) -> Answer:
        """What a form got wrong, when it is closed already: said in a message, with what was typed."""
        problem = " ".join(answer.field_errors.values())
        return Answer(message=await in_words(UserError(f"{problem}\n{inbound.typed}"), self._write_of(person)))

    def _asked(self, inbound: Inbound, person: Person) -> Asked:
        return Asked(
            person=person,
            platform=self._platform_of(inbound.caller.team_id),
            now=self._now(),
            once=inbound.once,
            text=inbound.text,
            action=inbound.action,
            target=inbound.target,
            value=inbound.value,
            fields=inbound.fields,
            channel=None if inbound.place.direct else inbound.place.channel,
            in_sent=inbound.in_sent,
            quoted=inbound.quoted,
        )

    async def _wrong(self, error: UserError, inbound: Inbound, person: Person | None) -> Answer:
        if inbound.inputs:
            name = error.field if error.field in inbound.inputs else inbound.inputs[0]
            return Answer(field_errors={name or "": plain(error.text)})
        return Answer(message=await in_words(error, self._write_of(person)))

    def _write_of(self, person: Person | None) -> Write | None:
        if person is None:
            return None
        return Write(self.house.store, person.workspace_id, person.person_id, self._now(), "", person.timezone)

    async def _is_saved(self, inbound: Inbound) -> bool:
        try:
            async with self.house.store.everywhere() as connection:
                found = await connection.scalar(select(Receipt.id).where(Receipt.key == inbound.once))
        except SQLAlchemyError:  # the database is gone altogether
            return False
        return found is not None


async def home_of(attendant: Attendant, person: Person, platform: Platform, now: datetime) -> Message:
    """What the person's Home shows now."""
    asked = Asked(person=person, platform=platform, now=now, once="")
    return await dispatch.home(asked, attendant.house)
