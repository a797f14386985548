"""The neutral message: what we say, free of any platform's markup and limits.

A renderer per surface turns it into that platform's form, escapes every value, and cuts visibly where a limit
demands it. Everything here is frozen and becomes JSON with `model_dump_json`, because the outbox stores what it sends.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Part):
    """A run of text in one style. `user` and `channel` hold a platform id, `link` an address.

    "ask" is something to ask us for, in our own words: "journey acme why", or "home" for our own page. How that is done
    on a platform ("/journey acme why", "my Home"), the surface says, as it says what "chat" is called there, where only
    the reader and we write ("your direct messages")."""

    text: str
    style: Literal["plain", "bold", "italic", "strike", "code", "ask", "chat"] = "plain"
    link: str | None = None
    user: str | None = None
    channel: str | None = None


Line = tuple[Span, ...]
# What names of companies end with, and behind it the full stop of our sentence.
_ENDINGS = r"Co|Inc|Ltd|Corp|Bros|Jr|Sr|Cie|Pty|e\.V|S\.A|B\.V|N\.V|S\.L|S\.r\.l|S\.p\.A"
_ABBREVIATED = re.compile(rf"\b((?:{_ENDINGS})\.)\.(?!\.)")


def line(*parts: str | Span) -> Line:
    """One line from plain strings and spans. A name that ends with a full stop ends its sentence, too."""
    spans: list[Span] = []
    for part in parts:
        span = part if isinstance(part, Span) else Span(text=_ABBREVIATED.sub(r"\1", part))
        ended = spans and spans[-1].text.endswith(".") and not spans[-1].text.endswith("..")
        if ended and span.text.startswith(".") and not span.text.startswith(".."):
            span = span.model_copy(update={"text": span.text[1:]})
            if not span.text:
                continue
        spans.append(span)
    return tuple(spans)


def bold(text: str) -> Span:
    return Span(text=text, style="bold")


def italic(text: str) -> Span:
    return Span(text=text, style="italic")


def code(text: str) -> Span:
    """Something to type, as it is spelled."""
    return Span(text=text, style="code")


def ask(text: str = "") -> Span:
    """How to ask for an account, or for many: `ask("acme why")`; without words, for one's own."""
    return Span(text=f"journey {text}".strip(), style="ask")


def ask_todos(text: str = "") -> Span:
    """How to ask for one's to-dos, or add one."""
    return Span(text=f"cta {text}".strip(), style="ask")


def ask_tag(text: str) -> Span:
    """How to ask what drives people, or tag somebody."""
    return Span(text=f"persona {text}", style="ask")


def ask_home() -> Span:
    """Where our own page is."""
    return Span(text="home", style="ask")


def our_chat() -> Span:
    """Where only the reader and we write."""
    return Span(text="your chat with me", style="chat")


def strike(text: str) -> Span:
    return Span(text=text, style="strike")


def link(text: str, address: str) -> Span:
    return Span(text=text, link=address)


def user(platform_id: str, name: str) -> Span:
    """A mention of a person on the platform (it notifies them); `name` where mentions aren't possible."""
    return Span(text=name, user=platform_id)


def channel(platform_id: str, name: str) -> Span:
    return Span(text=name, channel=platform_id)


class Text(_Part):
    """A paragraph of lines. With `quote` they are words to say or words somebody said."""

    kind: Literal["text"] = "text"
    lines: tuple[Line, ...]
    quote: bool = False


class Heading(_Part):
    """A small heading inside a message (bold line)."""

    kind: Literal["heading"] = "heading"
    text: str


class Facts(_Part):
    """Label and value pairs, short, shown side by side where there is room."""

    kind: Literal["facts"] = "facts"
    pairs: tuple[tuple[str, str], ...]


class Step(_Part):
    text: str
    state: Literal["done", "now", "late", "to come"]
    note: str = ""


class Steps(_Part):
    """A list of steps with their state: stages, milestones, tasks, to-dos.

    `inline`: one line with dashes between (the stages); else one step a line."""

    kind: Literal["steps"] = "steps"
    steps: tuple[Step, ...]
    inline: bool = False


class Column(_Part):
    title: str
    number: bool = False  # numbers are aligned right


class Table(_Part):
    kind: Literal["table"] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


class Series(_Part):
    name: str
    values: tuple[float, ...]


class Chart(_Part):
    kind: Literal["chart"] = "chart"
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    style: Literal["bar", "line"] = "bar"
    unit: str = ""


class Image(_Part):
    """A PNG picture. Where a surface can't show it beside an ephemeral reply, it goes to the direct message."""

    kind: Literal["image"] = "image"
    alt: str
    name: str  # file name with its ending
    png_base64: str


class File(_Part):
    """Something to keep, such as a list for a spreadsheet; it goes to the person's direct message."""

    kind: Literal["file"] = "file"
    alt: str
    name: str  # with its ending
    base64: str


class Button(_Part):
    """`action` names the handler, `target` is an id (of a CTA, an account, a change, an intent …), never state."""

    element: Literal["button"] = "button"
    label: str
    action: str
    target: str
    style: Literal["", "primary", "danger"] = ""
    confirm: str | None = None
    address: str | None = None  # opens a page instead of acting


class Option(_Part):
    label: str
    value: str


class Select(_Part):
    """A menu; the chosen option's value reaches the handler as `value`. `menu`: a small "More ▾" / "⋯" overflow."""

    element: Literal["select"] = "select"
    label: str
    action: str
    target: str
    options: tuple[Option, ...]
    menu: bool = False
    chosen: str | None = None


class DateSelect(_Part):
    element: Literal["date"] = "date"
    label: str
    action: str
    target: str
    chosen: date | None = None


class PersonSelect(_Part):
    """Choose a person of the platform; the handler gets the platform's user id as `value`."""

    element: Literal["person"] = "person"
    label: str
    action: str
    target: str


Element = Annotated[Button | Select | DateSelect | PersonSelect, Field(discriminator="element")]


class Actions(_Part):
    kind: Literal["actions"] = "actions"
    elements: tuple[Element, ...]


class Notes(_Part):
    """Small print: ages of data, basis of figures, who can see it."""

    kind: Literal["notes"] = "notes"
    lines: tuple[Line, ...]


class Divider(_Part):
    """A dividing line."""

    kind: Literal["rule"] = "rule"


Block = Annotated[
    Text | Heading | Facts | Steps | Table | Chart | Image | Actions | Notes | Divider, Field(discriminator="kind")
]


class Message(_Part):
    """A whole message.

    title: the bold first line, which must read well by itself: it is also what a phone's notification shows.
    summary: the notification's text where the title alone would not do.
    """

    title: Line = ()
    blocks: tuple[Block, ...] = ()
    summary: str = ""

    def plain(self) -> str:
        """The text of notifications and screen readers."""
        return self.summary or "".join(span.text for span in self.title)


class TextInput(_Part):
    input: Literal["text"] = "text"
    name: str
    label: str
    value: str = ""
    hint: str = ""
    placeholder: str = ""
    many_lines: bool = False
    optional: bool = False
    most: int = 2000  # characters


class ChoiceInput(_Part):
    """One of several; `several` allows more than one (the handler gets a tuple)."""

    input: Literal["choice"] = "choice"
    name: str
    label: str
    options: tuple[Option, ...]
    value: tuple[str, ...] = ()
    hint: str = ""
    several: bool = False
    spread: bool = False  # as radio buttons or check boxes instead of a menu
    optional: bool = False


class DateInput(_Part):
    input: Literal["date"] = "date"
    name: str
    label: str
    value: date | None = None
    hint: str = ""
    optional: bool = False


class TimeInput(_Part):
    input: Literal["time"] = "time"
    name: str
    label: str
    value: str = ""  # HH:MM
    hint: str = ""
    optional: bool = False


class NumberInput(_Part):
    input: Literal["number"] = "number"
    name: str
    label: str
    value: str = ""
    hint: str = ""
    decimal: bool = False
    optional: bool = False


class PersonInput(_Part):
    """A person of the platform; the handler gets the platform's user id."""

    input: Literal["person"] = "person"
    name: str
    label: str
    value: str = ""
    hint: str = ""
    optional: bool = False


class ChannelInput(_Part):
    input: Literal["channel"] = "channel"
    name: str
    label: str
    value: str = ""
    hint: str = ""
    optional: bool = False


Input = Annotated[
    TextInput | ChoiceInput | DateInput | TimeInput | NumberInput | PersonInput | ChannelInput,
    Field(discriminator="input"),
]


class Form(_Part):
    """A form (Slack: a modal). `action` names the handler of the answer, `target` what it is about (an id).

    title: at most 24 characters. `intro` stands above the inputs. instead: a sentence with what can be typed where it
    can't be opened."""

    action: str
    target: str
    title: str
    submit: str
    intro: tuple[Line, ...] = ()
    inputs: tuple[Input, ...] = ()
    instead: Line = ()
