"""Which to-do a log line answers, what comes next by its words, and what it says was promised."""

from dataclasses import dataclass
from datetime import date

import pytest

from bot.language.answered import OpenTodo, answered_by
from bot.language.notes.follow_up import follow_up
from bot.language.notes.log_line import read_log_line
from bot.language.promises import promise_marked, promises_heard

FRIDAY = date(2026, 11, 27)


@dataclass(frozen=True)
class One:
    id: int
    name: str
    title: str
    role: str
    email: str | None = None
    status: str = "active"


DANA, IVO = One(1, "Dana Frost", "COO", "decision maker"), One(2, "Ivo Brandt", "Analyst", "champion")
PEOPLE = [DANA, IVO]
TODOS = [
    OpenTodo(1, "Ask the COO what changed", "weekly use 62% → 41% in a week", DANA),
    OpenTodo(2, "Send the schema notes"),
    OpenTodo(3, "Call Dana"),
    OpenTodo(4, "Congratulate Ivo on the weekly habit", "", IVO),
    OpenTodo(5, "Call Ivo about the invoice"),
]
ANSWERED = [
    ("called the COO about the usage", (1, 3)),
    ("emailed the COO about use", (1,)),
    ("Dana called about the drop in usage", (1,)),
    ("sent the schema notes", (2,)),
    ("called Dana", (3,)),
    ("congratulated Ivo on the weekly habit", (4,)),
    ("called Ivo about the invoice", (5,)),
]
NEAR_MISSES = [
    "called the analyst about the usage",  # somebody else
    "met the COO",  # about what?
    "called Ivo",
    "tried to call the COO about usage",
    "called the COO about usage, no answer",
    "didn't reach the COO about usage",
    "we should ask the COO about the usage",
    "will send the schema notes",
    "sent the offer",
    "sent Ivo the schema",
    "wrote the schema notes",  # written isn't sent
    "met a COO elsewhere about usage of coffee machines, not theirs",
]


@pytest.mark.parametrize(("note", "todos"), ANSWERED)
def test_a_log_answers_the_to_do_that_asked_for_it(note: str, todos: tuple[int, ...]) -> None:
    # method: C4
    assert answered_by(note, read_log_line(note, PEOPLE), TODOS, PEOPLE, "Acme") == todos


@pytest.mark.parametrize("note", NEAR_MISSES)
def test_what_is_only_near_is_never_ticked(note: str) -> None:
    assert answered_by(note, read_log_line(note, PEOPLE), TODOS, PEOPLE, "Acme") == ()


def test_the_same_person_about_something_else_answers_only_what_names_no_subject() -> None:
    note = "called the COO about the invoice"
    assert answered_by(note, read_log_line(note, PEOPLE), TODOS, PEOPLE, "Acme") == (3,)


STEPS = [
    ("called the COO about usage, call her again next tuesday", "Call Dana again", date(2026, 12, 1)),
    ("met Dana. Follow up on Friday", "Follow up", date(2026, 12, 4)),
    ("called; will check back in 2 weeks", "Check back", date(2026, 12, 11)),
    ("I'll get back to her by end of the month", "Get back to Dana", date(2026, 11, 30)),
    ("talked to her - call her on 12/1", "Call Dana", None),
]


@pytest.mark.parametrize(("note", "title", "day"), STEPS)
def test_a_follow_up_with_a_day_is_the_next_step(note: str, title: str, day: date | None) -> None:
    step = follow_up(note, FRIDAY, whom="Dana")
    assert step is not None
    assert (step.title, step.said.day) == (title, day)


@pytest.mark.parametrize(
    "note",
    [
        "wants to meet next Tuesday",
        "she will call back on Monday",
        "no need to call again on Monday",
        "met her yesterday",
    ],
)
def test_what_is_theirs_or_over_is_no_next_step_of_ours(note: str) -> None:
    assert follow_up(note, FRIDAY, whom="Dana") is None


PROMISES = [
    ("I promised her the schema notes by Friday", "the schema notes", date(2026, 12, 4)),
    ("met the COO, will send the deck by Friday", "the deck", date(2026, 12, 4)),
    ("We'll share the roadmap with them next week", "the roadmap", date(2026, 11, 30)),
    ("promised Dana to send the security paper", "the security paper", None),
    ("promised the COO a slide by 12/1", "a slide", None),
]


@pytest.mark.parametrize(("note", "what", "day"), PROMISES)
def test_a_promise_is_recognised(note: str, what: str, day: date | None) -> None:
    [heard] = promises_heard(note, FRIDAY)
    assert (heard.what, heard.day) == (what, day)


@pytest.mark.parametrize(
    "note",
    [
        "she will send the contract by Friday",
        "they promised to call",
        "didn't promise anything",
        "I promised them nothing",
        "will call her on Monday",
        "they want us to send figures",
    ],
)
def test_what_they_promise_or_nobody_did_is_none(note: str) -> None:
    assert promises_heard(note, FRIDAY) == ()


def test_a_to_do_is_marked_as_a_promise_in_so_many_words() -> None:
    assert promise_marked("promised: the schema notes") == "the schema notes"
    assert promise_marked("find out what was promised") == ""
