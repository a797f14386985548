"""What reaches a handler and what it answers, on any platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.conversation import Fields, Lookups
from bot.language.day_readings import Order
from bot.message import File, Form, Image, Line, Message
from bot.playbook.models import Library
from bot.store.access.sight import Sight
from bot.store.session import Store


@dataclass(frozen=True)
class Person:
    """Who asks. All ids are ours but `user_id`, the platform's. sight: the accounts that they may read."""

    workspace_id: int
    installation_id: int
    person_id: int
    user_id: str
    name: str
    timezone: str | None
    role: str
    sight: Sight
    day_order: Order | None = None  # how they write 3/12, if they said
    seen_at: datetime | None = None  # when they last did something there, as of a minute ago


@dataclass(frozen=True)
class Request:
    """Something typed or clicked.

    text: the command's words after its name, or the mention's. action/target/value: of a button or menu.
    fields: a form's answers by input name ("" or () where left empty; dates as ISO strings).
    channel: the platform's channel id. delivery_key: tells a repeated delivery of the same thing.
    in_sent: the button stands in a message that others may read too, so the answer goes beside it.
    """

    person: Person
    platform: Lookups
    now: datetime
    delivery_key: str
    text: str = ""
    action: str = ""
    target: str = ""
    value: str = ""
    fields: Fields = field(default_factory=dict)
    channel: str | None = None
    in_sent: bool = False
    quoted: str = ""  # the message that a message shortcut was used on
    place: str = ""  # where the talk goes on: the thread, the channel or the direct message

    def typed(self, text: str) -> "Request":
        """The same, with other words."""
        return replace(self, text=text)

    def field(self, name: str) -> str:
        """A form's single answer, without spaces around it."""
        value = self.fields.get(name, "")
        return value.strip() if isinstance(value, str) else (value[0] if value else "")

    def fields_of(self, name: str) -> tuple[str, ...]:
        """A form's several answers."""
        value = self.fields.get(name, ())
        return (value,) if isinstance(value, str) and value else tuple(value)


@dataclass(frozen=True)
class Answer:
    """What goes back.

    message: an answer only the person sees. replace: it takes the place of the message whose button was clicked.
    share: it is posted in the channel for all. form: opened at once. field_errors: shown in the form that was sent.
    pictures: sent to the person's direct message where the reply can't show them; files: what they keep, sent there.
    home: the person's home shows something else now.
    touched: accounts that changed; they are assessed once the answer is given.
    about: the account that a file or a shared message is about, if it is one.
    """

    message: Message | None = None
    replace: bool = False
    share: bool = False
    form: Form | None = None
    field_errors: Mapping[str, Line] = field(default_factory=dict)
    pictures: tuple[Image, ...] = ()
    files: tuple[File, ...] = ()
    home: bool = False
    touched: tuple[int | None, ...] = ()
    about: int | None = None


@dataclass(frozen=True)
class Services:
    """What every handler may use. `library` holds the playbooks and personas. url: our public address; "": none."""

    store: Store
    library: Library
    url: str = ""
