"""What comes in from people and goes back to them, on any platform.

This file and `platform.py` are all that a platform and the bot know of each other. To write a platform:

- turn what it hears into `Inbound` and hand that to `Reception.receive`, whose `Reply` is its acknowledgement;
- implement `Line` for answers and `platform.Surface` for what the bot sends by itself, both per installation;
- implement `Platform`, which makes them, and add it to the one tuple in `app.py`;
- draw `message.Message` and `message.Form` as the platform's own, escaping every value and cutting visibly what is too
  long. `surfaces/plain/text.py` draws both in the least way there is.

Ids of users, channels, teams and threads are the platform's: we keep them and give them back, and never look inside.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from aiohttp import web

from bot.message import File, Form, Image, Message, Span, line
from bot.message import Line as Words
from bot.platform import Audience, PlatformUser, Surface

Fields = Mapping[str, str | tuple[str, ...]]
Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]

# -- what comes in


@dataclass(frozen=True)
class Caller:
    """Who calls, in the platform's words. home_team: the team they belong to, where the platform says so. company: that
    of several teams, which ours is one of; without one, whoever belongs to another team is of another company."""

    team_id: str
    user_id: str
    home_team: str | None = None
    company: str | None = None


@dataclass(frozen=True)
class Place:
    """Where something was typed or clicked. respond: the address for replies; thread: the thread it stands in;
    direct: the person's direct message with the bot."""

    channel: str | None = None
    respond: str | None = None
    thread: str | None = None
    direct: bool = False


@dataclass(frozen=True)
class Inbound:
    """Something that a person did. What isn't said of a kind stays empty.

    kind: command (`name`: "journey", say; `text`: what follows it), mention (`text`: words to the bot), click
    (`action`, `target`: the button's own; `value`: what was chosen in a menu), form (`action`, `target`: the form's;
    `fields`: answers by input name, "" or () where left empty, dates as ISO strings; `inputs`: the names of all its
    inputs, in order), shortcut (`quoted`: the message it was used on), home (they opened the bot's own page).
    delivery_key: the same for each delivery of the same thing and for nothing else, also after a restart. It is what
    keeps a platform that hands things over again from making us write twice. A form that is sent once more after it
    was refused keeps its key.
    place: where the answer belongs; of a form it may be left empty, as we remember where it was opened.
    takes: what the acknowledgement of this one can carry itself; anything else is given over the `Line`.
    trigger: what `Line.open_form` needs, where it can open one on this.
    in_sent: the button stands in a message that others may read too; message: which one, by the id that posting it gave
    (`platform.Posted.ts`). in_home: it stands in the bot's own page.
    """

    kind: Literal["command", "mention", "click", "form", "shortcut", "home"]
    caller: Caller
    delivery_key: str
    place: Place = Place()
    name: str = ""
    text: str = ""
    action: str = ""
    target: str = ""
    value: str = ""
    fields: Fields = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    quoted: str = ""
    takes: frozenset[Literal["message", "form"]] = frozenset()
    trigger: str | None = None
    in_sent: bool = False
    message: str | None = None
    in_home: bool = False

    @property
    def typed(self) -> tuple[Words, ...]:
        """What the person wrote, to be quoted back if it can't be kept."""
        texts = [self.text, *(value for value in self.fields.values() if isinstance(value, str))]
        first, *others = "\n".join(texts).strip().splitlines() or [""]
        if self.kind == "command":
            return line(Span(text=f"{self.name} {first}".strip(), style="ask")), *map(line, others)
        return tuple(line(one) for one in (first, *others) if one)


# -- what a platform calls


@dataclass(frozen=True)
class Reply:
    """What the acknowledgement carries; mostly nothing, as what else there is to say comes over the `Line`.

    message: only the person sees it. form: opened before the person, in the place of the form that was sent.
    field_errors: why a form isn't accepted, by input; it stays open with all that was typed."""

    message: Message | None = None
    form: Form | None = None
    field_errors: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class ListedCommand:
    """A command for a platform that lists them. hint: what may follow its name, in the way that shows most."""

    name: str
    does: str
    hint: str


class Reception(Protocol):
    """Where a platform hands over what it hears."""

    @property
    def commands(self) -> Sequence[ListedCommand]:
        """All commands; their names are the `Inbound.name`s that may come in."""
        ...

    async def receive(self, inbound: Inbound) -> Reply:
        """Take it in. Call it once the sender is known to be the platform, and acknowledge when it returns.

        It returns after 2.3 seconds at most, and the time that `Line.open_form` takes, whatever the work takes: what
        isn't ready then is kept, also over a restart, and follows over the `Line`. A delivery that was seen before gets
        an empty reply and is answered no second time. What goes wrong is told to the person in words; only a mention
        raises, and only NotKept: don't acknowledge it then, so that it is handed over again. Calls may overlap."""
        ...

    async def readers_changed(self, team_id: str, channel: str) -> None:
        """Somebody came into a channel, or it became another company's as well: who reads it is asked anew at the next
        round. Where a platform tells nothing of the kind, that happens within the hour. Raises nothing."""
        ...

    async def cut_off(self, team_id: str, reason: str, at: datetime) -> None:
        """The platform says that the team's credentials count no more, since then. Nothing is sent there until the
        program connects anew. What was so before it connected is ignored."""
        ...

    async def user_changed(self, team_id: str, user: PlatformUser) -> None:
        """The platform says that somebody of that team is another by now: a guest, gone, back, under another address.
        Where it never says so, they are asked for when they call, and all of them once an hour. Raises nothing."""
        ...


# -- what the bot asks of a platform while it answers


class Lookups(Protocol):
    """What is asked about people and channels. Never inside a transaction."""

    @property
    def name(self) -> str:
        """The platform's own: "slack". It is kept with identities, so it never changes."""
        ...

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; one that can't be looked at isn't `checked`. Raises SendError where nothing gets
        through at all."""
        ...

    async def user(self, user_id: str) -> PlatformUser | None:
        """A person, guests marked as such; None for bots and for whom the platform doesn't know. Raises SendError."""
        ...


class Line(Lookups, Protocol):
    """One installation's line for answers. Each call is made once and not repeated: somebody is waiting, and types
    again. All raise SendError, which is logged."""

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None:
        """Answer where it was asked. Only the person sees it, unless it is shared with the channel; where nothing can
        be shown to one person alone, it goes to their direct message. replace: in place of the message clicked on."""
        ...

    async def open_form(self, trigger: str, form: Form) -> None:
        """Open a form. Called before the thing that gave the trigger is acknowledged, or not at all. Where it raises,
        the person is told that no form could be opened, and why: `SendError.late`, or `permanent` where the platform
        won't have this form."""
        ...

    async def show_home(self, user_id: str, message: Message) -> None:
        """Show this on the bot's own page for that person; nothing where a platform has no such page. Repeats are usual
        and harmless: it is called whenever it may show something else."""
        ...

    async def home_is_seen(self, user_id: str) -> bool:
        """Whether that page stands where the person sees it without opening it anew, as a message does: then it follows
        whatever they do elsewhere."""
        ...

    async def picture(self, user_id: str, picture: Image) -> None:
        """Send a picture to the person's direct message, as many answers that only they see can't show one. May raise
        AmbiguousSend too."""
        ...

    async def file(self, user_id: str, file: File) -> None:
        """The same with a file to keep."""
        ...


# -- a platform as a whole, as the program starts it


@dataclass(frozen=True)
class Connected:
    """An installation that answers: the team, the bot's own user there, and the ways to it."""

    team_id: str
    team_name: str
    bot_user_id: str
    surface: Surface
    line: Line


class Entrance(Protocol):
    """How a platform reaches us while the program runs."""

    @property
    def paths(self) -> Mapping[str, Receive]:
        """The HTTP paths it posts to, each with who checks and answers; none where it keeps a connection of its own."""
        ...

    @property
    def heard(self) -> str:
        """How it is heard, for the line that says that we are at work: "Slack over Socket Mode"."""
        ...

    def listening(self) -> AbstractAsyncContextManager[None]:
        """Entered when the program can answer, and left when it ends. Raises SettingsError where it is refused."""
        ...


class Platform(Protocol):
    """A platform, before anybody knows whether it can be reached."""

    @property
    def name(self) -> str:
        """As in `Lookups.name`."""
        ...

    @property
    def pace(self) -> tuple[float, float]:
        """Seconds that it wants between two messages in a channel, and between any two."""
        ...

    @property
    def own_team(self) -> str | None:
        """The platform's id of our team, where the settings say it; None where only the platform can."""
        ...

    async def connect(self) -> Connected:
        """Find out whose credentials these are. Called before anything else, and again where it raises
        UnreachedError. Raises SettingsError."""
        ...

    def repair(self, reason: str) -> str:
        """What to do about an outage or a refusal of that reason, after a dash; "" where the platform can't tell."""
        ...

    def attend(self, reception: Reception) -> Entrance:
        """The way in, handing over to that reception. Called once, after `connect`."""
        ...

    async def close(self) -> None:
        """Let go of what `connect` opened, if it was called. Called at the very end."""
        ...
