"""The Slack wire: what Slack sends becomes `Inbound`, and answers go back the way Slack wants them.

Slack waits three seconds for its acknowledgement. The work runs before it, so that what was typed is saved first, but
only within a budget; what takes longer goes on behind the acknowledgement. The work is done in listener middleware, not
in listeners: Bolt would acknowledge events before the listener runs, and look for an acknowledgement only every 10 ms.
"""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from bot.errors import AmbiguousSend, SendError
from bot.message import Form, Message, line
from bot.surfaces.slack.manifest import SHORTCUT
from bot.surfaces.slack.parse import form_errors
from bot.surfaces.slack.render.forms import render_form
from bot.surfaces.slack.render.message import render_message
from handlers.reception import read_slack
from handlers.reception.answering import Answering, home_of
from handlers.reception.budget import Background, in_time
from handlers.reception.door import Door
from handlers.reception.inbound import Inbound
from handlers.reception.places import Places
from handlers.reception.seen import Seen
from handlers.reception.slack_line import SlackLine
from handlers.request import Answer, Person, Services
from handlers.typed import COMMANDS

log = logging.getLogger(__name__)
ANY = re.compile(r"[\s\S]*")
LATE = Message(title=line("That took longer than usual, so no form could be opened. Try it again."))
Json = Mapping[str, Any]
Done = tuple[Answer, Person | None]


class SlackWire:
    """Attends to one Slack app. `line_of` gives the line to a Slack team by its id."""

    def __init__(
        self,
        services: Services,
        line_of: Callable[[str], SlackLine],
        now: Callable[[], datetime],
        background: Background,
        nudge: Callable[[], None],
    ) -> None:
        self._line_of, self._now, self.background, self._nudge = line_of, now, background, nudge
        self._attendant = Answering(services, Door(services.store, "slack", line_of, now), line_of, now)
        self._seen, self._places = Seen(), Places(now)

    # -- what Slack hands over

    async def command(self, body: Json, ack: AsyncAck) -> BoltResponse:
        """Answered with the acknowledgement itself where the answer is ready by then."""
        inbound = read_slack.command(body)
        if not self._seen.is_new(inbound.delivery_key):
            return await ack()
        task = self.background.start(self._work(inbound))
        if not await in_time(task):
            self.background.start(self._later(task, inbound))
            return await ack()
        answer, person = task.result()
        if answer.message is None or answer.form or answer.pictures:
            return await self._ready(answer, person, inbound, ack)
        self.background.start(self._afterwards(answer, inbound, person))
        return await ack(_reply(answer.message))

    async def click(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        inbound = read_slack.click(body, context.get("team_id"))
        return await self._soon(inbound, ack)

    async def shortcut(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        return await self._soon(read_slack.shortcut(body, context.get("team_id")), ack)

    async def mention(self, body: Json, ack: AsyncAck) -> BoltResponse:
        inbound = read_slack.mention(body)
        return await ack() if inbound is None else await self._soon(inbound, ack)

    async def home(self, body: Json, ack: AsyncAck) -> BoltResponse:
        inbound = read_slack.home(body)
        return await ack() if inbound is None else await self._soon(inbound, ack)

    async def form(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        """Errors show in the form, which keeps what was typed."""
        inbound = read_slack.form(body, context.get("team_id"), self._places.of(*read_slack.form_place(body)))
        task = self.background.start(self._work(inbound))
        if not await in_time(task):
            self.background.start(self._later(task, inbound))
            return await ack()
        answer, person = task.result()
        if answer.field_errors:
            return await ack(dict(form_errors(answer.field_errors)))
        if answer.form is not None:
            self._remember(answer.form, inbound)
            return await ack(response_action="update", view=render_form(answer.form))
        self.background.start(self._give(answer, inbound, person))
        return await ack()

    # -- the work

    async def _soon(self, inbound: Inbound, ack: AsyncAck) -> BoltResponse:
        """Work first, within the budget; then the acknowledgement; then the answer."""
        if not self._seen.is_new(inbound.delivery_key):
            return await ack()
        task = self.background.start(self._work(inbound))
        if not await in_time(task):
            self.background.start(self._later(task, inbound))
            return await ack()
        answer, person = task.result()
        return await self._ready(answer, person, inbound, ack)

    async def _ready(self, answer: Answer, person: Person | None, inbound: Inbound, ack: AsyncAck) -> BoltResponse:
        """A form opens at once, while its trigger counts; the rest follows the acknowledgement."""
        if answer.form is not None and not await self._open(answer.form, inbound):
            answer = Answer(message=LATE)
        self.background.start(self._give(answer, inbound, person))
        return await ack()

    async def _work(self, inbound: Inbound) -> Done:
        try:
            return await self._attendant.answer(inbound)
        except Exception as error:  # the one broad one of the Slack edge
            return await self._attendant.broken(error, inbound), None

    async def _later(self, task: Any, inbound: Inbound) -> None:
        """What wasn't ready in time; a form can't be opened any more, and one that was sent is closed."""
        answer, person = await task
        if answer.form is not None:
            answer = Answer(message=LATE)
        if answer.field_errors:
            answer = await self._attendant.unsent(answer, inbound, person)
        await self._give(answer, inbound, person)

    # -- the answer

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

    async def _give(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """Everything but the form. Nobody waits for it any more: what fails is logged."""
        for part in (self._send, self._afterwards):
            try:
                await part(answer, inbound, person)
            except (SendError, AmbiguousSend) as error:
                log.warning("an answer could not be given: %s", error)

    async def _send(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        slack, user_id = self._line_of(inbound.caller.team_id), inbound.caller.user_id
        if answer.message is not None:
            replace = answer.replace and inbound.kind == "click" and not inbound.in_sent
            await slack.say(inbound.place, user_id, answer.message, replace=replace, share=answer.share)
        for picture in answer.pictures:
            await slack.picture(user_id, picture)

    async def _afterwards(self, answer: Answer, inbound: Inbound, person: Person | None) -> None:
        """Acting is a fact: what was touched is assessed again, and the person's Home follows."""
        if person is None:
            return
        await self._attendant.look_again(answer, person)
        self._nudge()
        if answer.home or inbound.kind == "home" or inbound.in_home:
            slack = self._line_of(inbound.caller.team_id)
            await slack.home(person.user_id, await home_of(self._attendant, person, slack, self._now()))


def register(
    app: AsyncApp,
    services: Services,
    line_of: Callable[[str], SlackLine],
    now: Callable[[], datetime],
    background: Background,
    nudge: Callable[[], None] = lambda: None,
) -> SlackWire:
    """Make the app answer. Few and general listeners: Bolt tries them one after the other.

    nudge: called when an action is through, as it may have put something into the outbox."""
    wire = SlackWire(services, line_of, now, background, nudge)
    names = "|".join(re.escape(command.name) for command in COMMANDS)
    app.command(re.compile(f"^({names})$"), middleware=[wire.command])(_nothing)
    app.action(ANY, middleware=[wire.click])(_nothing)
    app.view(ANY, middleware=[wire.form])(_nothing)
    app.message_shortcut(SHORTCUT, middleware=[wire.shortcut])(_nothing)
    app.event("app_mention", middleware=[wire.mention])(_nothing)
    app.event("message", middleware=[wire.mention])(_nothing)
    app.event("app_home_opened", middleware=[wire.home])(_nothing)
    return wire


def _reply(message: Message) -> dict[str, Any]:
    """An answer in the acknowledgement itself; one that can't be drawn is at least said."""
    try:
        content = render_message(message, audience="ephemeral")
    except ValueError:
        log.exception("an answer can't be rendered")
        content = {"text": message.plain()}
    return {"response_type": "ephemeral", **content}


async def _nothing() -> None:
    """The middleware has done it all."""


def receiver(app: AsyncApp) -> Callable[[web.Request], Any]:
    """Hands HTTP requests to Bolt, which checks their signature."""

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return receive
