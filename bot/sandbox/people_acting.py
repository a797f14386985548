"""What people do in the workspace, and how the bot hears of it.

Each act waits for the bot's acknowledgement and returns an `ActOutcome`: words for the person when something went
wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import forms, writing
from bot.sandbox.api.call import Refusal
from bot.sandbox.blocks import new_view
from bot.sandbox.link import Ack, Link
from bot.sandbox.seed import Json, SlashCommand
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore
from bot.sandbox.triggers import Triggers
from bot.sandbox.views import payloads
from bot.sandbox.views.objects import new_message
from bot.sandbox.views.responses import Responses

TROUBLE = "We had some trouble connecting. Try again?"
RETRY_REASONS = {"operation_timeout": "timeout", "dispatch_failed": "connection_failed"}


@dataclass(frozen=True)
class ActOutcome:
    """`error` is for the person who acted; `errors` belong to fields of a form, by block_id."""

    error: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors

    def as_json(self) -> Json:
        return {"ok": self.ok, "error": self.error, "errors": self.errors}


DONE = ActOutcome()


@dataclass
class PeopleActing:
    """`retry_delays` are the seconds before an event nobody acknowledged is sent again."""

    store: SandboxStore
    link: Link
    triggers: Triggers
    responses: Responses
    base_url: Callable[[], str]
    retry_delays: tuple[float, ...]
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    # -- writing

    async def say(self, user: str, channel_id: str, text: str, thread_ts: str | None = None) -> ActOutcome:
        """A person posts a message; "/command …" is run instead."""
        channel = self._channel(user, channel_id)
        if channel is None:
            return ActOutcome("You are not in this channel.")
        if writing.is_command(text):
            if thread_ts:
                return self._notice(user, channel, f"{text.split()[0]} is not supported in threads. Sorry!", thread_ts)
            return await self.command(user, channel_id, text)
        message = new_message(self.store, channel, user, writing.escaped(text, self.store), thread_ts=thread_ts)
        self.store.add(message)
        self.store.read(user, channel.id)
        self._announce(channel, message)
        return DONE

    def _announce(self, channel: SandboxChannel, message: KeptMessage) -> None:
        mentions_bot = f"<@{self.store.seed.bot_user_id}>" in message.data["text"]
        if channel.dm_with is not None:
            self._event(payloads.message_event(self.store, message))
        elif mentions_bot and self.store.seed.bot_user_id in channel.members:
            self._event(payloads.mention_event(self.store, message))
        elif mentions_bot:
            name = self.store.seed.bot_name
            words = (
                f"You mentioned {name}, but {name} isn't in this channel. Write `/invite @{name.lower()}` to add it."
            )
            self._notice(str(message.data["user"]), channel, words)

    async def command(self, user: str, channel_id: str, line: str) -> ActOutcome:
        """Runs "/name text". What goes wrong is told in the channel, to this person only, as Slack does."""
        channel = self._channel(user, channel_id)
        if channel is None:
            return ActOutcome("You are not in this channel.")
        name, _, text = line.strip().partition(" ")
        if name == "/invite":
            return self._invite(user, channel, text)
        known = next((c for c in self.store.seed.commands if c.command == name), None)
        if known is None:
            return self._notice(user, channel, f"{name} is not a valid command here. Type / to see what there is.")
        ack = await self.link.send("slash_commands", self._command_payload(known, user, channel, text.strip()))
        if not ack.ok:
            return self._notice(user, channel, f"{name} failed with the error “{ack.error}”")
        return self._reply(user, channel, ack.body)

    def _command_payload(self, known: SlashCommand, user: str, channel: SandboxChannel, text: str) -> Json:
        written = writing.escaped_command(text, self.store, known.should_escape)
        url = self.base_url() + self.responses.new(user, channel)
        return payloads.command(self.store, known.command, written, user, channel, self.triggers.new(user), url)

    def _reply(self, user: str, channel: SandboxChannel, body: Json) -> ActOutcome:
        """The acknowledgement's own text or blocks."""
        if body.get("text") or body.get("blocks"):
            try:
                self.responses.apply(user, channel, body)
            except Refusal as refusal:
                return self._notice(
                    user, channel, f"The answer can't be shown: {'; '.join(refusal.details) or refusal.error}"
                )
        return DONE

    def _invite(self, user: str, channel: SandboxChannel, text: str) -> ActOutcome:
        invited = self.store.user_by_name(text.strip().lstrip("@"))
        if invited is None or channel.dm_with is not None:
            return self._notice(user, channel, "/invite needs a person or an app, in a channel: `/invite @milepost`")
        if invited.id not in channel.members:
            channel.members.append(invited.id)
            self.joined(channel, invited.id)
        return self._notice(user, channel, f"{invited.real_name} is in this channel now.")

    def _notice(self, user: str, channel: SandboxChannel, words: str, thread_ts: str | None = None) -> ActOutcome:
        """Words of the workspace itself, for one person. Not an error of the page: they are shown in the channel."""
        message = new_message(self.store, channel, "", words, thread_ts=thread_ts)
        message.ephemeral_to, message.is_notice = user, True
        self.store.add(message)
        return DONE

    def user_changed(self, user_id: str) -> None:
        """The app hears of it, as it asked to."""
        self.store.changed()
        self._event(payloads.user_event(self.store, self.store.users[user_id]))

    def joined(self, channel: SandboxChannel, user: str) -> None:
        self.store.changed()
        if self.store.seed.bot_user_id in channel.members:
            self._event(payloads.joined_event(self.store, user, channel))

    # -- clicking

    async def click_message(
        self,
        user: str,
        channel_id: str,
        ts: str,
        block_id: str,
        action_id: str,
        raw: Any = None,
        state: forms.Raw | None = None,
    ) -> ActOutcome:
        """A button or select in a message."""
        channel, message = self._channel(user, channel_id), self.store.find(channel_id, ts)
        if channel is None or message is None or message.ephemeral_to not in {None, user}:
            return ActOutcome("This message is no longer there.")
        blocks = message.data.get("blocks") or []
        element = forms.find_element(blocks, block_id, action_id)
        if element is None:
            return ActOutcome("This message has changed. Look at it again.")
        done = forms.action(block_id, element, raw, self.store.timestamps.new())
        values = forms.state_values(blocks, state or {block_id: {action_id: raw}})
        url = self.base_url() + self.responses.new(user, channel, message)
        payload = payloads.message_action(self.store, user, message, done, self.triggers.new(user), url, values)
        return self._clicked(await self.link.send("interactive", payload))

    async def click_view(
        self, user: str, view_id: str, block_id: str, action_id: str, raw: Any = None, state: forms.Raw | None = None
    ) -> ActOutcome:
        """A button or select in a modal or in Home."""
        view = self._view(user, view_id)
        element = forms.find_element(view["blocks"], block_id, action_id) if view else None
        if view is None or element is None:
            return ActOutcome("This window has changed. Look at it again.")
        view["state"] = {"values": forms.state_values(view["blocks"], state or {block_id: {action_id: raw}})}
        done = forms.action(block_id, element, raw, self.store.timestamps.new())
        payload = payloads.view_action(self.store, user, view, done, self.triggers.new(user))
        return self._clicked(await self.link.send("interactive", payload))

    async def shortcut(self, user: str, channel_id: str, ts: str, callback_id: str) -> ActOutcome:
        """A message shortcut from the message's menu."""
        channel, message = self._channel(user, channel_id), self.store.find(channel_id, ts)
        known = {s.callback_id for s in self.store.seed.shortcuts}
        if channel is None or message is None or message.ephemeral_to is not None or callback_id not in known:
            return ActOutcome("This message is no longer there.")
        url = self.base_url() + self.responses.new(user, channel, message)
        payload = payloads.message_shortcut(self.store, user, message, callback_id, self.triggers.new(user), url)
        return self._clicked(await self.link.send("interactive", payload))

    def _clicked(self, ack: Ack) -> ActOutcome:
        return DONE if ack.ok else ActOutcome(f"{TROUBLE} ({ack.error})")

    # -- windows

    async def submit(self, user: str, view_id: str, raw: forms.Raw) -> ActOutcome:
        """Sends a modal's form. Slack's own checks come first, then the bot's."""
        view = self._view(user, view_id)
        if view is None:
            return ActOutcome("This window is no longer open.")
        values = forms.state_values(view["blocks"], raw)
        errors = forms.problems(view["blocks"], values)
        if errors:
            return ActOutcome(errors=errors)
        view["state"] = {"values": values}
        ack = await self.link.send(
            "interactive", payloads.view_submission(self.store, user, view, self.triggers.new(user))
        )
        return self._submitted(user, view, ack)

    def _submitted(self, user: str, view: Json, ack: Ack) -> ActOutcome:
        if not ack.ok:
            return ActOutcome(f"{TROUBLE} ({ack.error})")
        kind = ack.body.get("response_action")
        try:
            return self._respond(user, view, str(kind or "close"), ack.body)
        except Refusal as refusal:
            return ActOutcome(f"{TROUBLE} ({'; '.join(refusal.details) or refusal.error})")

    def _respond(self, user: str, view: Json, kind: str, body: Json) -> ActOutcome:
        if kind == "errors":
            return self._field_errors(view, body.get("errors") or {})
        stack = self.store.views.get(user, [])
        if kind == "update":
            self.store.replace_view(view["id"], new_view(body.get("view"), self.store, previous=view))
        elif kind == "push":
            pushed = new_view(body.get("view"), self.store, root=stack[0]["id"]) | {"previous_view_id": view["id"]}
            stack.append(pushed)
        elif kind == "clear":
            stack.clear()
        else:
            stack[:] = [v for v in stack if v["id"] != view["id"]]
        self.store.changed()
        return DONE

    @staticmethod
    def _field_errors(view: Json, errors: dict[str, str]) -> ActOutcome:
        """Errors may only name blocks with inputs; Slack shows nothing but trouble otherwise."""
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            return ActOutcome(
                f"{TROUBLE} (response_action errors must name input blocks: {', '.join(set(errors) - inputs)})"
            )
        return ActOutcome(errors={key: str(value) for key, value in errors.items()})

    async def close_view(self, user: str, view_id: str, whole_stack: bool = False) -> ActOutcome:
        """Cancel, Escape or ✕. The app hears of it where it asked to."""
        stack = self.store.views.get(user, [])
        closed = list(reversed(stack)) if whole_stack else [v for v in stack if v["id"] == view_id]
        stack[:] = [v for v in stack if v not in closed]
        self.store.changed()
        for view in closed:
            if view["notify_on_close"]:
                await self.link.send("interactive", payloads.view_closed(self.store, user, view, whole_stack))
        return DONE

    async def open_home(self, user: str, tab: str = "home") -> ActOutcome:
        self._event(payloads.home_event(self.store, user, tab))
        return DONE

    # -- behind

    def _channel(self, user: str, channel_id: str) -> SandboxChannel | None:
        channel = self.store.channels.get(channel_id)
        return channel if channel and user in channel.members else None

    def _view(self, user: str, view_id: str) -> Json | None:
        found = self.store.view(view_id)
        return found[1] if found and found[0] == user else None

    def _event(self, inner: Json) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(payloads.event(self.store, inner)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json) -> None:
        """An event, and again after each delay for as long as nobody acknowledges it."""
        ack = await self.link.send("events_api", payload)
        for number, delay in enumerate(self.retry_delays, 1):
            if ack.ok:
                return
            reason = RETRY_REASONS.get(ack.error, "http_error")
            await asyncio.sleep(delay)
            ack = await self.link.send("events_api", payload, retry=number, reason=reason)

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
