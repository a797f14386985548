"""From what a platform hands over to the answer, the same on every platform.

Platforms wait a few seconds for an acknowledgement. The work runs before it, so that what was typed is saved first, but
only within a budget; what takes longer goes on behind the acknowledgement.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import Inbound, Line, ListedCommand, Place, Reply
from bot.delivery.outage import note_cut_off
from bot.errors import AmbiguousSend, NotKept, SendError
from bot.inbox.inbox import Inbox
from bot.logs.request_id import one_request
from bot.message import Form, Message
from bot.platform import PlatformUser
from bot.store.sqlite.turns import for_a_person
from bot.store.trouble import may_pass, unless_in_trouble
from bot.usecases.workspace.readers import readers_changed
from handlers import typed
from handlers.reception import delayed
from handlers.reception.answering import Answering
from handlers.reception.budget import Background, in_time
from handlers.reception.door import Door
from handlers.reception.kept_work import Done, KeptWork
from handlers.reception.places import Places
from handlers.reception.seen import Seen
from handlers.reception.warm import warm_up
from handlers.request import Answer, Person, Services

log = logging.getLogger(__name__)
ENDING = 0.1  # seconds that work gets to end when it is cut off
WITHIN = timedelta(seconds=1)  # platforms tell whole seconds
Begun = asyncio.Task[Done | Exception]


class FrontDesk:
    """Receives what one platform hands over: `bot.conversation.Reception`.

    line_of: the line to a team by its id. inbox: keeps what can't be done before it is acknowledged. nudge: called when
    an action is through, as it may have put something into the outbox. note_trouble: told of what nobody foresaw."""

    def __init__(
        self,
        services: Services,
        surface: str,
        line_of: Callable[[str], Line],
        now: Callable[[], datetime],
        background: Background,
        inbox: Inbox,
        nudge: Callable[[], None] = lambda: None,
        note_trouble: Callable[[BaseException], None] = lambda error: None,
    ) -> None:
        self._line_of, self._now, self.background, self._nudge = line_of, now, background, nudge
        self._store, self._since = services.store, now()
        self._answering = Answering(services, Door(services.store, surface, line_of, now), line_of, now, note_trouble)
        self._seen, self._places, self._inbox, self._surface = Seen(), Places(now), inbox, surface
        self.kept_work = KeptWork(
            inbox, surface, self._answering, background, attempt=self._work, send=self._send, after=self._afterwards
        )

    @property
    def commands(self) -> Sequence[ListedCommand]:
        return typed.listed()

    async def warm_up(self) -> None:
        """Before anybody is listened to."""
        await warm_up(self._store, self._surface, self._answering, self._now())

    async def receive(self, inbound: Inbound) -> Reply:
        """Work first, within the budget; then the acknowledgement; then what it can't carry. What the budget is too
        short for, and what has no answer in its acknowledgement, is kept before."""
        with one_request():
            return await self._received(inbound, self._now())

    async def _received(self, inbound: Inbound, at: datetime) -> Reply:
        if inbound.kind == "form":  # one that was refused comes again with the same key
            inbound = self._placed(inbound)
        elif not self._seen.is_new(inbound.delivery_key):
            return Reply()
        if inbound.kind == "home":
            self.background.start(self._home(inbound, at))
            return Reply()
        if inbound.kind == "mention" and not inbound.takes:
            return await self._event(inbound, at)
        task = self.background.start(self._work(inbound, at))
        if not await in_time(task) or isinstance(task.result(), Exception):
            return await self._put_off(inbound, at, task)
        return await self._replied(task, inbound)

    async def _event(self, inbound: Inbound, at: datetime) -> Reply:
        """Raises NotKept: then the platform hands it over again."""
        try:
            kept = await self.kept_work.keep(inbound, at)
        except NotKept:
            self._seen.forget(inbound.delivery_key)
            self._disown(inbound)
            raise
        if kept is not None:
            self.background.start(self.kept_work.finish(kept))
        return Reply()

    async def _put_off(self, inbound: Inbound, at: datetime, task: Begun) -> Reply:
        """It goes on behind the acknowledgement, and after a restart."""
        try:
            kept = await self.kept_work.keep(inbound, at)
        except NotKept as error:
            log.error("what came in can't be kept: %s", error)
            self._disown(inbound)
            return await self._cut_off(inbound, task)
        if kept is not None:
            self.background.start(self.kept_work.finish(kept, task))
        return Reply()

    async def _cut_off(self, inbound: Inbound, task: Begun) -> Reply:
        """What would be lost with this process is ended now, so that what people read about it stays true."""
        task.cancel()
        await in_time(task, ENDING)
        if task.done() and not task.cancelled():
            return await self._replied(task, inbound)
        answer = await self._answering.not_kept(inbound)
        return await self._acknowledged(answer, None, inbound)

    def _disown(self, inbound: Inbound) -> None:
        async def disown() -> None:
            with suppress(SQLAlchemyError, OSError):  # mostly it is what couldn't keep it either
                await self._inbox.disown(self._surface, inbound)

        self.background.start(disown())

    async def _home(self, inbound: Inbound, at: datetime) -> None:
        """Nothing would be lost with it: who looks again sees it."""
        found = await self._work(inbound, at)
        if isinstance(found, Exception):
            log.warning("somebody's Home could not be shown: %s", found)
        else:
            await self._give(found[0], inbound, found[1])

    async def readers_changed(self, team_id: str, channel: str) -> None:
        """Only noted: what follows from it is the round's work."""
        with unless_in_trouble(log, f"who reads channel {channel} is asked within the hour only"):
            await readers_changed(self._store, self._surface, team_id, channel)

    async def cut_off(self, team_id: str, reason: str, at: datetime) -> None:
        """What comes late, from before we connected, says nothing of the credentials that we have now."""
        if at + WITHIN >= self._since:
            await note_cut_off(self._store, self._surface, team_id, reason, at)

    async def user_changed(self, team_id: str, user: PlatformUser) -> None:
        """Followed at once, so that their next word finds them as they are; a round does it again within the hour."""
        await in_time(self.background.start(self._answering.door.changed(team_id, user)))

    # -- the work

    async def _work(self, inbound: Inbound, at: datetime, again: bool = False) -> Done | Exception:
        """What the database can't do just now comes back as its error."""
        try:
            with for_a_person():
                return await self._answering.answer(inbound, at, again=again)
        except Exception as error:  # the one broad one where people's requests come in
            return error if may_pass(error) else (await self._answering.broken(error, inbound), None)

    async def _replied(self, task: Begun, inbound: Inbound) -> Reply:
        found = task.result()
        if isinstance(found, Exception):
            found = await self._answering.broken(found, inbound), None
        return await self._acknowledged(*found, inbound)

    # -- the answer

    async def _acknowledged(self, answer: Answer, person: Person | None, inbound: Inbound) -> Reply:
        """What the acknowledgement carries; the rest follows it. A form opens at once, while its trigger counts."""
        if answer.field_errors:
            return Reply(field_errors=answer.field_errors)
        if answer.form is not None and "form" in inbound.takes:
            self._remember(answer.form, inbound)
            self.background.start(self._give(answer, inbound, person))
            return Reply(form=answer.form)
        if answer.form is not None:
            answer = replace(answer, form=None, message=await self._opened(answer.form, inbound) or answer.message)
        if answer.message is not None and "message" in inbound.takes and _is_one_new_message(answer, inbound):
            self.background.start(self._afterwards(answer, inbound, person))
            return Reply(message=answer.message)
        self.background.start(self._give(answer, inbound, person))
        return Reply()

    async def _opened(self, form: Form, inbound: Inbound) -> Message | None:
        """None: the form stands before the person now. Else what to say."""
        if inbound.trigger is None:
            return delayed.form_too_late(inbound)
        self._remember(form, inbound)
        try:
            await self._line_of(inbound.caller.team_id).open_form(inbound.trigger, form)
        except SendError as error:
            return _not_opened(error, form, inbound)
        return None

    def _remember(self, form: Form, inbound: Inbound) -> None:
        self._places.remember(inbound.caller.user_id, form.action, form.target, inbound.place)

    def _placed(self, inbound: Inbound) -> Inbound:
        if inbound.place != Place():
            return inbound
        return replace(inbound, place=self._places.of(inbound.caller.user_id, inbound.action, inbound.target))

    async def _give(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """Everything but the form. Nobody waits for it any more: what fails is logged."""
        for part in (self._send, self._afterwards):
            try:
                await part(answer, inbound, person)
            except (SendError, AmbiguousSend) as error:
                log.warning("an answer could not be given: %s", error)

    async def _send(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        there, user_id = self._line_of(inbound.caller.team_id), inbound.caller.user_id
        if answer.message is not None and inbound.kind == "home":  # whoever isn't let in reads so there
            await there.show_home(user_id, answer.message)
        elif answer.message is not None:
            over = _takes_a_place(answer, inbound)
            await there.say(inbound.place, user_id, answer.message, replace=over, share=answer.share)
        for picture in answer.pictures:
            await there.picture(user_id, picture)
        for file in answer.files:
            await there.file(user_id, file)

    async def _afterwards(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """Acting is a fact: what was touched is assessed again, and the person's Home follows."""
        if person is None:
            return
        await self._answering.look_again(answer, person)
        self._nudge()
        there = self._line_of(inbound.caller.team_id)
        asked = answer.home or inbound.kind == "home" or inbound.in_home
        if asked or (answer.touched and await there.home_is_seen(person.user_id)):
            await there.show_home(person.user_id, await self._answering.home_of(person, inbound.caller.team_id))


def _not_opened(error: SendError, form: Form, inbound: Inbound) -> Message:
    if error.permanent and not error.late:
        reference = uuid4().hex[:8]
        log.error("the form %s is refused (reference %s): %s", form.action, reference, error)
        return delayed.form_refused(form, reference)
    log.warning("a form could not be opened: %s", error)
    return delayed.form_too_late(inbound) if error.late else delayed.form_not_opened(inbound)


def _takes_a_place(answer: Answer, inbound: Inbound) -> bool:
    """Whether it stands where the message with the button stood, which nobody else reads."""
    return answer.replace and inbound.kind == "click" and not inbound.in_sent


def _is_one_new_message(answer: Answer, inbound: Inbound) -> bool:
    return not answer.pictures and not answer.files and not answer.share and not _takes_a_place(answer, inbound)
