"""From what a platform hands over to the answer, the same on every platform.

Platforms wait a few seconds for an acknowledgement. The work runs before it, so that what was typed is saved first, but
only within a budget; what takes longer goes on behind the acknowledgement.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import Inbound, Line, ListedCommand, Place, Reply
from bot.delivery.outage import note_cut_off
from bot.errors import AmbiguousSend, SendError
from bot.message import Form, Message, line
from handlers import typed
from handlers.reception.answering import Answering
from handlers.reception.budget import Background, in_time
from handlers.reception.door import Door
from handlers.reception.places import Places
from handlers.reception.seen import Seen
from handlers.request import Answer, Person, Services

log = logging.getLogger(__name__)
LATE = Message(title=line("That took longer than usual, so no form could be opened. Try it again."))
WITHIN = timedelta(seconds=1)  # platforms tell whole seconds
Done = tuple[Answer, Person | None]


class FrontDesk:
    """Receives what one platform hands over: `bot.conversation.Reception`.

    line_of: the line to a team by its id. nudge: called when an action is through, as it may have put something into
    the outbox."""

    def __init__(
        self,
        services: Services,
        surface: str,
        line_of: Callable[[str], Line],
        now: Callable[[], datetime],
        background: Background,
        nudge: Callable[[], None] = lambda: None,
    ) -> None:
        self._line_of, self.background, self._nudge = line_of, background, nudge
        self._store, self._surface, self._since = services.store, surface, now()
        self._answering = Answering(services, Door(services.store, surface, line_of, now), line_of, now)
        self._seen, self._places = Seen(), Places(now)

    @property
    def commands(self) -> Sequence[ListedCommand]:
        return typed.listed()

    async def receive(self, inbound: Inbound) -> Reply:
        """Work first, within the budget; then the acknowledgement; then what it can't carry."""
        if inbound.kind == "form":  # one that was refused comes again with the same key
            inbound = self._placed(inbound)
        elif not self._seen.is_new(inbound.delivery_key):
            return Reply()
        task = self.background.start(self._work(inbound))
        if not await in_time(task):
            self.background.start(self._later(task, inbound))
            return Reply()
        answer, person = task.result()
        if answer.field_errors:
            return Reply(field_errors=answer.field_errors)
        return await self._reply(answer, person, inbound)

    async def cut_off(self, team_id: str, reason: str, at: datetime) -> None:
        """What comes late, from before we connected, says nothing of the credentials that we have now."""
        if at + WITHIN >= self._since:
            await note_cut_off(self._store, self._surface, team_id, reason, at)

    # -- the work

    async def _work(self, inbound: Inbound) -> Done:
        try:
            return await self._answering.answer(inbound)
        except Exception as error:  # the one broad one where people's requests come in
            return await self._answering.broken(error, inbound), None

    async def _later(self, task: "asyncio.Task[Done]", inbound: Inbound) -> None:
        """What wasn't ready in time; a form can't be opened any more, and one that was sent is closed."""
        answer, person = await task
        if answer.form is not None:
            answer = Answer(message=LATE)
        if answer.field_errors:
            answer = self._answering.unsent(answer, inbound)
        await self._give(answer, inbound, person)

    # -- the answer

    async def _reply(self, answer: Answer, person: Person | None, inbound: Inbound) -> Reply:
        """What the acknowledgement carries; the rest follows it. A form opens at once, while its trigger counts."""
        if answer.form is not None and "form" in inbound.takes:
            self._remember(answer.form, inbound)
            self.background.start(self._give(answer, inbound, person))
            return Reply(form=answer.form)
        if answer.form is not None and not await self._open(answer.form, inbound):
            answer = Answer(message=LATE)
        if answer.message is not None and "message" in inbound.takes and _is_one_new_message(answer, inbound):
            self.background.start(self._afterwards(answer, inbound, person))
            return Reply(message=answer.message)
        self.background.start(self._give(answer, inbound, person))
        return Reply()

    async def _open(self, form: Form, inbound: Inbound) -> bool:
        """Whether the form stands before the person now."""
        if inbound.trigger is None:
            return False
        self._remember(form, inbound)
        try:
            await self._line_of(inbound.caller.team_id).open_form(inbound.trigger, form)
        except SendError as error:
            log.warning("a form could not be opened: %s", error)
            return False
        return True

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
        if answer.message is not None:
            over = _takes_a_place(answer, inbound)
            await there.say(inbound.place, user_id, answer.message, replace=over, share=answer.share)
        for picture in answer.pictures:
            await there.picture(user_id, picture)

    async def _afterwards(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """Acting is a fact: what was touched is assessed again, and the person's Home follows."""
        if person is None:
            return
        await self._answering.look_again(answer, person)
        self._nudge()
        if answer.home or inbound.kind == "home" or inbound.in_home:
            home = await self._answering.home_of(person, inbound.caller.team_id)
            await self._line_of(inbound.caller.team_id).show_home(person.user_id, home)


def _takes_a_place(answer: Answer, inbound: Inbound) -> bool:
    """Whether it stands where the message with the button stood, which nobody else reads."""
    return answer.replace and inbound.kind == "click" and not inbound.in_sent


def _is_one_new_message(answer: Answer, inbound: Inbound) -> bool:
    return not answer.pictures and not answer.share and not _takes_a_place(answer, inbound)
