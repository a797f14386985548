"""Anything typed, anything that Slack's address is sent, anything in a playbook: no traceback, no half write, and an
answer in bounded time and memory.

A small share runs with all other tests. The whole is asked for with the number of cases, and ends with one line:

    MILEPOST_FUZZ=10000 python -m pytest -n0 tests/fault/test_fuzz.py
    fuzz: 10000 cases (4000 commands, 4000 payloads, 2000 playbooks): no traceback, no half write; slowest …

Hypothesis makes the cases and shrinks what fails; `--hypothesis-seed` repeats a run."""

import json
import logging
import os
import re
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot import actions
from bot.facts.measures import AsOf
from bot.journey.rules.condition_sql import compile_condition
from bot.playbook.load import SHIPPED, check_library, load_library
from bot.playbook.page import playbook_page
from bot.sandbox.link import signature
from bot.store.session import Store
from bot.store.tables import AccountEvent, ChangeRecord, Cta, Stakeholder
from handlers.dispatch import ACTIONS, FORMS
from tests.given.slack_town import SECRET

pytestmark = [
    pytest.mark.one_database,  # about what Python does; what each statement does on PostgreSQL others try
    pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning"),  # of how long a failing case reads
]

CASES = int(os.environ.get("MILEPOST_FUZZ", "150"))
COMMANDS, PAYLOADS = CASES * 4 // 10, CASES * 4 // 10
BOOKS = CASES - COMMANDS - PAYLOADS
SLOWEST, MEGABYTES = 5.0, 300  # of this process's own work for one case; more than it had at the beginning
ALL = CASES >= 10_000


def fuzzed(cases: int) -> Any:
    return settings(
        max_examples=cases,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=not ALL,
        database=None,
        print_blob=True,
    )


# -- what is counted


@dataclass
class Tally:
    cases: dict[str, int] = field(default_factory=dict)
    slowest: float = 0.0
    began: dict[str, int] = field(default_factory=dict)
    megabytes: int = 0

    @contextmanager
    def one(self, kind: str) -> Iterator[None]:
        began, had = time.process_time(), self.began.setdefault(kind, memory())
        yield
        self.megabytes = max(self.megabytes, memory() - had)
        took = time.process_time() - began
        self.cases[kind] = self.cases.get(kind, 0) + 1
        self.slowest = max(self.slowest, took)
        assert took < SLOWEST, f"{took:.1f} s"
        assert memory() - had < MEGABYTES, f"{self.megabytes} MB more"

    def line(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.cases.items())
        return (
            f"fuzz: {sum(self.cases.values())} cases ({kinds}): no traceback, no half write; "
            f"slowest {self.slowest:.1f} s of work, {self.megabytes} MB more at most"
        )


def memory() -> int:
    """What this process takes, in megabytes."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1_000_000
    except OSError:  # not Linux: the most that it ever took
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


@pytest.fixture(scope="module")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    counted = Tally()
    failed = request.session.testsfailed
    yield counted
    if request.session.testsfailed == failed:
        with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
            print(f"\n{counted.line()}")


class Unforeseen(logging.Handler):
    """Everything that was logged with a traceback."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info or "Traceback" in record.getMessage():
            self.found.append(logging.Formatter().format(record))


@contextmanager
def nothing_unforeseen() -> Iterator[None]:
    heard, root = Unforeseen(), logging.getLogger()
    root.addHandler(heard)
    try:
        yield
    finally:
        root.removeHandler(heard)
    assert not heard.found, heard.found[0]


async def written(store: Store) -> tuple[int, ...]:
    """How much people have written, and last how much of it can be undone."""
    tables = (AccountEvent, Cta, Stakeholder, ChangeRecord)
    async with store.read(1) as db:
        return tuple([await db.scalar(select(func.count()).select_from(table)) or 0 for table in tables])


def each(texts: str, between: str = "|") -> tuple[str, ...]:
    return tuple(texts.split(between))


# -- what is typed

ODD = (
    *each("| |\u202eacme|a\u200bcme|ａｃｍｅ|İ|ß|\x00|\x1b[31m|'|\"|“acme”|acme’s|\\|%|{{7*7}}"),
    *each("<!channel>|<@UOLGA>|*|`|💥|-|--|;"),
    "<https://x|y>",
    *("e\u0301" * 40, "x" * 4000, "a " * 1500, "🏴" * 200, "9" * 400),
)
NUMBERS = each("0|-1|1e400|10**10|0x10|½|٣|1,000|1.000,5|NaN|inf|120k EUR|-0|2147483648|99999999999999999999")
DAYS = each(
    "today|tomorrow|next friday|in 3 days|in 99999999999 days|32 Feb|2026-02-30|9999-12-31|0000-01-01"
    "|31/12/9999|29 Feb|last year|every monday|1 Jan 99999|in two weeks|1.1."
)
NAMES = each("acme|Acme|globex|Acme's|secret corp|dana|Dana Reyes|the COO|dana at acme|everyone|me|@olga")
WORDS = each(
    "prep|map|why|health|tasks|log|renewal|ebr|qbr|ask|draft|celebrate|survey|post-mortem|multiplier|help"
    "|funnel|churn|renewals|at-risk|stuck|feedback|mine|tier|segment|csm|by|to|with|add|done|call|email|met"
    "|nps|csat|set|until|commit|lost|won|because|expert|ceo|friend|likely|releases|undo|team|list"
)
QUESTIONS = each(
    "how is {}?|who is at risk in {}?|when does {} renew?|prep me for {}|log for {}: {}"
    "|remind me {} to call {}|what should I say to {}"
)
piece = some.one_of(
    some.sampled_from(WORDS),
    some.sampled_from(NAMES),
    some.sampled_from(DAYS),
    some.sampled_from(NUMBERS),
    some.sampled_from(ODD),
    some.text(max_size=30),
)
words = some.lists(piece, max_size=8).map(lambda pieces: " ".join(pieces)[:8_000])
asked = some.builds(lambda form, parts: form.format(*parts), some.sampled_from(QUESTIONS), some.tuples(piece, piece))
typed = some.one_of(
    some.tuples(some.sampled_from(("journey", "persona", "cta")), words),
    some.tuples(
        some.just("journey"), some.builds(lambda name, rest: f"{name} {rest}", some.sampled_from(NAMES), words)
    ),
    some.tuples(some.just("mention"), some.one_of(words, asked)),
)


@fuzzed(COMMANDS)
@given(typed)
async def test_whatever_is_typed_is_answered(town, tally: Tally, typed: tuple[str, str]) -> None:
    name, text = typed
    before = await written(town.store)
    with tally.one("commands"), nothing_unforeseen():
        number = sum(tally.cases.values())
        body = event("app_mention", text=f"<@UBOT> {text}", ts=f"{number}.1") if name == "mention" else None
        sent = as_json(body) if body else as_form(command(f"/{name}", text, number))
        status, said = await slack_sends(town, *sent)
        assert (status, "Traceback" in said) == (200, False), said
        assert "report reference" not in said, said
    await half_written(town.store, before)


async def half_written(store: Store, before: tuple[int, ...]) -> None:
    after = await written(store)
    assert after[:-1] == before[:-1] or after[-1] > before[-1], f"{before} → {after}: written without its Undo"


# -- what is sent to Slack's address

JUNK = some.one_of(
    some.none(),
    some.booleans(),
    some.sampled_from([0, -1, 2**31, 2**63, 2**64 + 1, 10**30, 0.5, [], {}, [[]], [None], {"": None}]),
    some.sampled_from((*ODD, *NUMBERS, *DAYS)),
    some.text(max_size=40),
    some.lists(some.integers(), max_size=3),
    some.dictionaries(some.text(max_size=5), some.integers(), max_size=2),
).map(deepcopy)  # what is drawn may be mangled in its turn
TEXTS = some.one_of(some.sampled_from((*ODD, *NUMBERS, *DAYS, *WORDS, *NAMES)), some.text(max_size=60))
targets = some.sampled_from(
    ("1", "2", "0", "999999", "9223372036854775807", "1/1", "1/2", "event/1", "me", "", "stuck", "x", "-1")
)
FIELDS = each("note|next_step|next_on|call|why|until|score|digest_at|persona|state|role|name|due_on")


def command(name: str, text: str, number: int) -> dict[str, str]:
    return {
        "team_id": "T1",
        "user_id": "UOLGA",
        "command": name,
        "text": text,
        "trigger_id": f"fuzz.{number}",
        "channel_id": "CTEAM",
    }


def event(kind: str, **more: Any) -> dict[str, Any]:
    inside = {"type": kind, "user": "UOLGA", "channel": "CTEAM", "text": "how is Acme?", "ts": "1.1"} | more
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{inside['ts']}", "event": inside}


def click(action: str, target: str, value: str) -> dict[str, Any]:
    pressed = {"action_id": f"{action}:{target}", "action_ts": "1", "type": "button", "block_id": "b", "value": value}
    return {
        "type": "block_actions",
        "user": {"id": "UOLGA", "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": "5",
        "channel": {"id": "CTEAM"},
        "container": {"type": "message", "thread_ts": "1.1"},
        "actions": [pressed],
    }


def form(action: str, target: str, fields: dict[str, str]) -> dict[str, Any]:
    values = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in fields.items()}
    blocks = [{"type": "input", "block_id": name} for name in fields]
    view = {
        "id": "V1",
        "callback_id": f"{action}:{target}",
        "type": "modal",
        "state": {"values": values},
        "blocks": blocks,
    }
    return {"type": "view_submission", "user": {"id": "UOLGA", "team_id": "T1"}, "team": {"id": "T1"}, "view": view}


def shortcut(text: str) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": "log_to_account",
        "user": {"id": "UOLGA"},
        "team": {"id": "T1"},
        "channel": {"id": "CTEAM"},
        "trigger_id": "6",
        "action_ts": "1",
        "message": {"text": text, "ts": "1.1"},
    }


fields = some.dictionaries(some.sampled_from(FIELDS), TEXTS, min_size=1, max_size=4)
events = some.sampled_from(
    ("app_mention", "message", "app_home_opened", "member_joined_channel", "channel_shared", "tokens_revoked")
)
payload = some.one_of(
    some.builds(click, some.sampled_from(sorted(ACTIONS)), targets, TEXTS),
    some.builds(form, some.sampled_from(sorted(FORMS)), targets, fields),
    some.builds(shortcut, TEXTS),
    some.builds(lambda kind, text: event(kind, text=text, channel_type="im", tab="home"), events, TEXTS),
)


@some.composite
def mangled(draw: some.DrawFn) -> dict[str, Any]:
    """One that Slack could send, with up to two of its values gone or replaced."""
    sent = draw(payload)
    for _ in range(draw(some.integers(0, 2))):
        holder, key = draw(some.sampled_from(sorted(places(sent), key=lambda place: str(place[1]))))
        if draw(some.booleans()) and isinstance(holder, dict):
            holder.pop(key, None)
        elif isinstance(holder, dict) or key < len(holder):
            holder[key] = draw(JUNK)
    return sent


def places(value: Any) -> list[tuple[Any, Any]]:
    """Where something stands in it: the dict or list, and the key."""
    inside = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in inside] + [place for _, one in inside for place in places(one)]


def shapes_are_checked() -> bool:
    """Whether a body that isn't Slack's is refused at the door."""
    return (Path(actions.__file__).parent / "surfaces/slack/shape.py").exists()


@fuzzed(PAYLOADS)
@given(sent=mangled() if shapes_are_checked() else payload)
async def test_whatever_is_sent_gets_an_answer(town, tally: Tally, sent: dict[str, Any]) -> None:
    before = await written(town.store)
    with tally.one("payloads"), nothing_unforeseen():
        town.desk._seen.__init__()  # each is new
        is_event = sent.get("type") == "event_callback"
        status, said = await slack_sends(town, *(as_json(sent) if is_event else as_form({"payload": json.dumps(sent)})))
        assert status == 200 or 400 <= status < 500, (status, said)
        assert "Traceback" not in said, said
        assert "report reference" not in said, said
    await half_written(town.store, before)


def as_form(body: dict[str, str]) -> tuple[str, str]:
    return urlencode(body), "application/x-www-form-urlencoded"


def as_json(body: dict[str, Any]) -> tuple[str, str]:
    return json.dumps(body), "application/json"


async def slack_sends(town, body: str, kind: str) -> tuple[int, str]:
    """Signed, over HTTP; the status and what it says, once all that follows is done."""
    headers = {"Content-Type": kind, **signature(SECRET, body)}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{town.address}/slack/events", data=body.encode(), headers=headers) as answer,
    ):
        said = await answer.text()
    await town.settled()
    return answer.status, said


# -- what stands in playbooks

TEMPLATE = each(
    "{{§}}§{%§%}§account.name§milestone§|short(§|listed§* 10**9§~§for a in§endfor§if§endif§range(9)§'x'§%s§[§]§)"
    "§stakeholder.vision§loop.index§set a =§|round(§is none§.__class__§\n",
    "§",
)
template = some.lists(some.one_of(some.sampled_from(TEMPLATE), some.text(max_size=5)), max_size=10).map(" ".join)
LINES = some.one_of(
    template,
    some.sampled_from(
        (
            "&a [*a]",
            "*a",
            "[" * 60,
            "!!python/object:os.system x",
            "!!binary x",
            "|",
            ">-",
            "? x",
            "- - -",
            "---",
            "1" * 50,
            ".inf",
            "1e999",
            "2026-02-30",
            "0o9",
            "1:59:59",
            "{a: 1, a: 2}",
            "\t",
            "null",
            "~",
            '"\\ud800"',
            '"\\0"',
            "<<: *a",
            "#",
        )
    ),
    some.text(max_size=30),
    some.integers().map(str),
    some.floats().map(str),
)
FILES = sorted(
    path.relative_to(SHIPPED).as_posix() for name in ("laer", "personas") for path in (SHIPPED / name).rglob("*.yaml")
)
FACTS = each("milestone_overdue_days|health|days_to_deadline|kpi|tier|stage|any|all|not|health_fell|review_turn")


@some.composite
def value(draw: some.DrawFn, depth: int = 3) -> Any:
    """Anything that YAML can hold, of words that playbooks are made of."""
    if depth == 0 or draw(some.integers(0, 2)) == 0:
        return draw(some.one_of(JUNK, template, some.floats(), some.integers(), some.dates()))
    if draw(some.booleans()):
        return draw(some.lists(value(depth - 1), max_size=3))
    keys = some.one_of(
        some.sampled_from((*FACTS, "above", "below", "is", "in", "known", "percent", "within_days", "logins")),
        some.text(max_size=5),
    )
    return draw(some.dictionaries(keys, value(depth - 1), max_size=3))


@some.composite
def change(draw: some.DrawFn) -> tuple[str, str]:
    """A file of the shipped playbook laer, and how it reads now: lines replaced, or a value of it."""
    name = draw(some.sampled_from(FILES))
    text = (SHIPPED / name).read_text(encoding="utf-8")
    if draw(some.booleans()):
        lines = text.splitlines()
        for _ in range(draw(some.integers(1, 3))):
            at = draw(some.integers(0, len(lines) - 1))
            before = re.match(r"\s*(- )?([\w-]+:)?\s*", lines[at])
            kept = before.group() if before and draw(some.booleans()) else ""
            lines[at] = kept + draw(LINES)
        return name, "\n".join(lines)
    data = yaml.safe_load(text)
    holder, key = draw(some.sampled_from(places(data)))
    holder[key] = draw(value())
    try:
        return name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    except yaml.YAMLError:  # nothing that can be written down
        return name, text


@pytest.fixture(scope="module")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "playbooks"
    for name in ("laer", "personas"):
        shutil.copytree(SHIPPED / name, folder / name)
    return folder


@fuzzed(BOOKS)
@given(change=change())
def test_whatever_stands_in_a_playbook_is_named_or_works(
    library_folder: Path, tally: Tally, change: tuple[str, str]
) -> None:
    name, text = change
    path = library_folder / name
    kept = path.read_bytes()
    with tally.one("playbooks"):
        try:
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            problems = check_library(library_folder)
            assert all(one.file for one in problems)
            str([str(one).encode() for one in problems])  # as the command prints them
            if not problems:
                works(library_folder)
        finally:
            path.write_bytes(kept)


def works(folder: Path) -> None:
    """What passed the check can be shown, and asked of both databases."""
    library = load_library(folder)
    today = AsOf(date(2026, 1, 6), datetime(2026, 1, 6, 8, tzinfo=UTC))
    for book in library.playbooks.values():
        playbook_page(library, book.name).encode()
        for rule in book.rules:
            for condition in (rule.when, rule.clears_when):
                if condition is not None:
                    asked = select(compile_condition(condition, today))
                    asked.compile(dialect=sqlite.dialect())
                    asked.compile(dialect=postgresql.dialect())
