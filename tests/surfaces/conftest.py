"""Hostile messages by the hundred, and a checker of Slack's limits that shares no code with the renderer."""

import random
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from bot.message import (
    Actions,
    Block,
    Button,
    Chart,
    Column,
    DateSelect,
    Divider,
    Facts,
    Heading,
    Image,
    Message,
    Notes,
    Option,
    PersonSelect,
    Select,
    Series,
    Span,
    Step,
    Steps,
    Table,
    Text,
    bold,
    line,
)  # fmt: skip

Json = dict[str, Any]
HOSTILE = (
    "<!channel>", "*bold* <!channel> ~x~", "=cmd()|' /C calc'!A0", "حساب الشركة", "\u202eevil\u202c", "Ä" * 300,
    "🎉" * 120, "a & b < c > d", "`code` ```fence```", "_under_ snake_case __init__", "> quoted", ":fire: 12:30:45",
    "<@U123> <#C123|x>", "line\nbreak\r\ntab\t", "", " ", "*", "a*b*c", "word " * 80, "\ud800", "\u0000nul", "👩‍👩‍👧‍👦",
    "https://acme.example/?a=1&b=<2>|x", "@here #general acme.com", "x" * 5000, "'\"; DROP TABLE accounts; --",
)  # fmt: skip
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

CARD = Message(
    title=line("Acme · mid tier"),
    blocks=(
        Steps(steps=(Step(text="Land", state="done"), Step(text="Adopt", state="now")), inline=True),
        Text(lines=(line("First value: ", bold("2 of 4")), line("Next call")), quote=True),
        Facts(pairs=(("Renews", "14 Mar"),)),
        Table(columns=(Column(title="KPI"), Column(title="Now", number=True)), rows=(("logins", "41"), ("users", "5"))),
        Actions(elements=(Button(label="Draft", action="draft", target="1"),)),
    ),
)


class Maker:
    """Makes messages of anything; the same seed makes the same message."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def words(self) -> str:
        return " ".join(self.dice.choices((*HOSTILE, "Acme", "57 days"), k=self.dice.choice((1, 1, 1, 2, 5))))

    def many(self, make: Callable[[], Any], *counts: int) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.dice.choice(counts)))

    def span(self) -> Span:
        style = self.dice.choice(("plain", "plain", "bold", "italic", "strike", "code"))
        link = self.dice.choice((None, None, "https://acme.example/a b?x=<1>&y=|2", "javascript:alert(1)"))
        return Span(
            text=self.words(), style=style, link=link, user=self.dice.choice((None, None, None, "UOLGA", "<!here>"))
        )

    def line(self) -> tuple[Span, ...]:
        return self.many(self.span, 0, 1, 2, 4)

    def option(self) -> Option:
        return Option(label=self.words(), value=str(self.dice.randrange(10**6)))

    def element(self) -> Any:
        what, dice = {"label": self.words(), "action": self.dice.choice(("log", "open")), "target": "7"}, self.dice
        return dice.choice((
            lambda: Button(**what, style=dice.choice(("", "primary", "danger")), confirm=self.words()),
            lambda: Button(**what, address="https://acme.example/<x>"),
            lambda: Select(**what, options=self.many(self.option, 0, 1, 5, 6, 130), menu=dice.random() < 0.5),
            lambda: Select(**what | {"label": "More"}, options=self.many(self.option, 1, 5, 6), menu=True),
            lambda: DateSelect(**what, chosen=dice.choice((None, date(2026, 3, 1)))),
            lambda: PersonSelect(**what),
        ))()  # fmt: skip

    def step(self) -> Step:
        return Step(text=self.words(), state=self.dice.choice(("done", "now", "late", "to come")), note=self.words())

    def table(self) -> Table:
        width = self.dice.choice((1, 3, 25))
        columns = tuple(Column(title=self.words(), number=self.dice.random() < 0.5) for _ in range(width))
        return Table(columns=columns, rows=self.many(lambda: tuple(self.words() for _ in range(width)), 0, 3, 99, 112))

    def chart(self) -> Chart:
        labels = self.many(self.words, 0, 1, 7, 30)
        series = self.many(
            lambda: Series(name=self.words(), values=tuple(self.dice.uniform(-9, 99) for _ in labels)), 0, 1, 8
        )
        return Chart(title=self.words(), labels=labels, series=series, unit=self.words())

    def block(self) -> Block:
        return self.dice.choice((
            lambda: Text(lines=self.many(self.line, 0, 1, 3, 40), quote=self.dice.random() < 0.3),
            lambda: Heading(text=self.words()),
            lambda: Facts(pairs=self.many(lambda: (self.words(), self.words()), 0, 1, 4, 10, 30)),
            lambda: Steps(steps=self.many(self.step, 0, 4, 60), inline=self.dice.random() < 0.4),
            self.table,
            self.chart,
            lambda: Image(alt=self.words(), name="chart.png", png_base64=PNG),
            lambda: Actions(elements=self.many(self.element, 0, 1, 4, 30)),
            lambda: Notes(lines=self.many(self.line, 0, 1, 15)),
            lambda: Divider(),
        ))()  # fmt: skip

    def message(self) -> Message:
        return Message(title=self.line(), blocks=self.many(self.block, 0, 1, 4, 12, 80))


@pytest.fixture
def hostile_messages() -> Iterator[Message]:
    return (Maker(seed).message() for seed in range(150))


# -- the limits, written down a second time


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check(true: Any, *where: Any) -> None:
    assert true, where


def text_object(value: Json, most: int, *, plain: bool = False) -> None:
    check(value["type"] == "plain_text" if plain else value["type"] in ("plain_text", "mrkdwn"), value)
    check(0 < utf16(value["text"]) <= most and value["text"].strip(), utf16(value["text"]), most, value["text"][:90])
    if value["type"] == "mrkdwn":
        check("emoji" not in value and value["verbatim"] is True, value)


def option_list(options: list[Json], most: int) -> None:
    check(1 <= len(options) <= most, len(options))
    for option in options:
        text_object(option["text"], 75, plain=True)
        check(0 < len(option["value"]) <= 150, option)


def element(one: Json) -> None:
    check(len(one["action_id"]) <= 255, one)
    kind = one["type"]
    if kind == "button":
        text_object(one["text"], 75, plain=True)
        check(len(one.get("url", "")) <= 3000 and one.get("style") in (None, "primary", "danger"), one)
        if confirm := one.get("confirm"):
            sizes = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
            for name, most in sizes.items():
                text_object(confirm[name], most)
        return
    check(kind in ("static_select", "overflow", "datepicker", "users_select"), kind)
    if kind in ("static_select", "overflow"):
        option_list(one["options"], 5 if kind == "overflow" else 100)
    if kind != "overflow":
        text_object(one["placeholder"], 150, plain=True)


def block(one: Json) -> None:
    kind = one["type"]
    if kind == "section":
        check(("text" in one) != ("fields" in one), one)
        if "text" in one:
            text_object(one["text"], 3000)
        for field in one.get("fields", []):
            text_object(field, 2000)
        check(len(one.get("fields", [])) <= 10, one)
    elif kind == "context":
        check(1 <= len(one["elements"]) <= 10, one)
        for item in one["elements"]:
            text_object(item, 3000)
    elif kind == "actions":
        check(1 <= len(one["elements"]) <= 25, one)
        for item in one["elements"]:
            element(item)
    elif kind == "table":
        check(1 <= len(one["rows"]) <= 100 and len({len(row) for row in one["rows"]}) == 1, len(one["rows"]))
        check(1 <= len(one["rows"][0]) <= 20 and len(one["column_settings"]) == len(one["rows"][0]), one)
        cells = [cell for row in one["rows"] for cell in row]
        check(all(cell["type"] == "raw_text" and cell["text"] for cell in cells), cells)
        check(sum(utf16(cell["text"]) for cell in cells) <= 10_000)
    elif kind == "data_visualization":
        check(0 < utf16(one["title"]) <= 50, one)
        chart, labels = one["chart"], one["chart"]["axis_config"]["categories"]
        check(chart["type"] in ("bar", "line") and 1 <= len(labels) <= 20 and len(set(labels)) == len(labels), labels)
        check(all(0 < utf16(label) <= 20 for label in labels), labels)
        check(1 <= len(chart["series"]) <= 6 and len({s["name"] for s in chart["series"]}) == len(chart["series"]))
        for series in chart["series"]:
            check(0 < utf16(series["name"]) <= 20 and [p["label"] for p in series["data"]] == labels, series)
    elif kind == "image":
        check(0 < utf16(one["alt_text"]) <= 2000 and one["slack_file"]["id"], one)
    else:
        check(kind == "divider", kind)


def seen(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(seen, value))
    if not isinstance(value, dict):
        return 0
    own = sum(
        utf16(v) for k, v in value.items() if isinstance(v, str) and k in ("text", "title", "alt_text", "label", "name")
    )
    return own + sum(seen(v) for v in value.values() if not isinstance(v, str))


def limits(rendered: Json) -> None:
    """Raises AssertionError for whatever Slack would refuse in a message."""
    blocks = rendered["blocks"]
    check(len(blocks) <= 50, len(blocks))
    check(0 < utf16(rendered["text"]) <= 4000, utf16(rendered["text"]))
    check(seen(blocks) <= 13_200, seen(blocks))
    kinds = [one["type"] for one in blocks]
    check(kinds.count("table") <= 1 and kinds.count("data_visualization") <= 2, kinds)
    for one in blocks:
        block(one)
    ids = [item["action_id"] for one in blocks if one["type"] == "actions" for item in one["elements"]]
    check(len(ids) == len(set(ids)), ids)


@pytest.fixture
def slack_limits() -> Callable[[Json], None]:
    return limits


@pytest.fixture
def hostile() -> tuple[str, ...]:
    return HOSTILE
