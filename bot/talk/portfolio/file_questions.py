"""What imported files left open, asked of whoever leads: answered with a click, and how it was settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import plural
from bot.message import Actions, Block, Button, Element, Line, Message, Option, Select, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, FileQuestion, Outgoing, Person
from bot.store.tables.files.file_questions import CUSTOMERS, DOUBLE, EVERYBODY, NOBODY, ONE, OWNER, TWO
from bot.talk.composed import Composed
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed, totals
from bot.text import shorten

NAMED = 3  # accounts of an owner
BUTTONS = 3  # more people than these are a menu


@dataclass(frozen=True)
class Open:
    """A question with what its words need. accounts: names of those it is about: of an owner all, of a double the first
    and the second. terms: what those two pay and when that ends. by: who answered; "" for a later file."""

    id: int
    kind: str
    refs: Mapping[str, object]
    accounts: tuple[str, ...] = ()
    answered: bool = False
    answer: str | None = None
    by: str = ""
    terms: tuple[str, ...] = ()


async def file_questions(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """The message. Those settled before it was sent are left out; later they say how it came out."""
    wanted = select(FileQuestion).where(FileQuestion.id.in_(row.refs["questions"])).order_by(FileQuestion.id)
    found = [one for one in await db.scalars(wanted) if row.message is not None or one.answered_at is None]
    if not found:
        return Composed(None, reason="it is settled already", refs=row.refs)
    return Composed(questions_message([await with_names(db, one) for one in found]), refs=row.refs)


async def with_names(db: ReadSession, question: FileQuestion) -> Open:
    ids = question.refs.get("accounts", ())
    rows = await db.execute(select(Account.id, Account.key, Account.name).where(Account.id.in_(ids)))
    found = {row.id: row for row in rows}
    names = [found[number].name for number in ids if number in found]
    terms: tuple[str, ...] = ()
    if question.kind == DOUBLE:
        by_key = {row.key: row for row in found.values()}
        keys = (str(question.refs["first_key"]), str(question.refs["second_key"]))
        names = [by_key[key].name if key in by_key else key for key in keys]
        terms = tuple([await _terms(db, by_key[key].id) if key in by_key else "" for key in keys])
    by = await db.scalar(select(Person.name).where(Person.id == question.answered_by))
    answered = question.answered_at is not None
    return Open(question.id, question.kind, question.refs, tuple(names), answered, question.answer, by or "", terms)


async def _terms(db: ReadSession, account_id: int) -> str:
    """ "19k USD, ends 6 Dec 2026"."""
    running = (Contract.account_id == account_id, Contract.retired.is_(False))
    contracts = list(await db.scalars(select(Contract).where(*running).order_by(Contract.id)))
    ends = min((one.ends_on for one in contracts if one.ends_on is not None), default=None)
    return ", ".join([*totals(contracts), *([f"ends {ends.day} {ends:%b %Y}"] if ends else [])])


def questions_message(found: Sequence[Open]) -> Message:
    blocks: list[Block] = []
    for one in found:
        blocks.append(Text(lines=(settled_line(one) if one.answered else question_line(one),)))
        if not one.answered:
            blocks.append(Actions(elements=_buttons(one)))
    left = sum(not one.answered for one in found)
    asks = f"Your files left {plural(left, 'question')}" if left else "Your files' questions are answered"
    return Message(title=line(bold(asks)), blocks=tuple(blocks))


def question_line(one: Open) -> Line:
    """What is asked, with what tells."""
    refs = one.refs
    if one.kind == OWNER:
        whose = f"Whose {'is' if len(one.accounts) == 1 else 'are'} {_names(one)}?"
        return line("Several people are called ", bold(called(str(refs["name"]))), f". {whose}")
    if one.kind == DOUBLE:
        first, second = (called(name) for name in one.accounts)
        known = (one.terms or ("", ""))[:2]
        here = _known("first_key", refs, known[0])
        there = _known("second_key", refs, known[1])
        then = _if_one(*known)
        if refs["by"] == "name":
            return line("Two accounts are called ", bold(first), f" ({here}; {there}). Is that one customer?{then}")
        told = f"one domain, {shorten(str(refs['called']), 40)}"
        return line(
            bold(first), f" ({here}) and ", bold(second), f" ({there}) have {told}. Is that one customer?{then}"
        )
    kept, left = _counts(refs["kept"]), _counts(refs["left"])
    title, file = shorten(str(refs["title"]), 40), shorten(str(refs["file"]), 40)
    return line(bold(file), f': by "{title}" I took {kept} in as customers, and left {left} out. Customers only?')


def _if_one(first: str, second: str) -> str:
    """What becomes of the contracts of two that are one customer; "" where one has none."""
    if first:
        return " If it is one, the first one's contract counts."
    return " If it is one, the second one's contract isn't taken over." if second else ""


def _known(which: str, refs: Mapping[str, object], terms: str) -> str:
    """ "key 17 · 19k USD, ends 6 Dec 2026"."""
    return " · ".join(part for part in (f"key {shorten(str(refs[which]), 30)}", terms) if part)


def settled_line(one: Open) -> Line:
    """How it came out, and what follows."""
    refs, by = one.refs, f" ({called(one.by)})" if one.by else ""
    if one.kind == OWNER:
        name = called(str(refs["name"]))
        if one.answer is None:
            return line(bold(name), ": a newer file says whose the accounts are.")
        if one.answer == NOBODY:
            return line(bold(name), f" is nobody here{by}: {_names(one)} {_have(one)} no owner for now.")
        return line(bold(name), f" is {one.answer}{by}: {_names(one)}.")
    if one.kind == DOUBLE:
        first, second = (called(name) for name in one.accounts)
        if one.answer == TWO:
            return line(bold(first), " and ", bold(second), f" are two customers{by}.")
        key = shorten(str(refs["second_key"]), 30)
        goes = f"what files say of {key} goes to {shorten(str(refs['first_key']), 30)} from the next import on"
        kept = f" {first} keeps what it has: {one.terms[0]}." if one.terms and one.terms[0] else ""
        return line(bold(second), f" (key {key}) is ", bold(first), f"{by}: it is set aside, and {goes}.{kept}")
    title, left = shorten(str(refs["title"]), 40), _counts(refs["left"])
    if one.answer == EVERYBODY:
        return line(
            bold("All of them"),
            f', whatever "{title}" says{by}: the next import of that file brings {left}, if no map leaves them out.',
        )
    return line(bold("Customers only"), f', by "{title}"{by}: {left} stay out, at the next import too.')


def in_short(one: Open) -> str:
    """For the terminal."""
    return "".join(span.text for span in question_line(one))


def settled_message(one: Open, change_id: int) -> Message:
    """To whoever answered."""
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=settled_line(one), blocks=(Actions(elements=(undo,)),))


def _buttons(one: Open) -> tuple[Element, ...]:
    if one.kind != OWNER:
        pairs = {ONE: "One customer", TWO: "Two customers"} if one.kind == DOUBLE else _ONLY
        return tuple(_button(one, label, answer) for answer, label in pairs.items())
    emails = [str(email) for email in _list(one.refs["emails"])]
    nobody = _button(one, "None of them", NOBODY)
    if len(emails) > BUTTONS:
        options = tuple(Option(label=shorten(email, 70), value=email) for email in emails)
        label = f"Who is {called(str(one.refs['name']), 30)}?"
        menu = Select(label=label, action=actions.FILE_ANSWER, target=str(one.id), options=options, menu=True)
        return menu, nobody
    return *(_button(one, shorten(email, 70), email) for email in emails), nobody


_ONLY = {CUSTOMERS: "Customers only", EVERYBODY: "All of them"}


def _button(one: Open, label: str, answer: str) -> Button:
    return Button(label=label, action=actions.FILE_ANSWER, target=f"{one.id}/{answer}")


def _names(one: Open) -> str:
    return listed([called(name) for name in one.accounts], NAMED)


def _have(one: Open) -> str:
    return "has" if len(one.accounts) == 1 else "have"


def _counts(words: object) -> str:
    counts = dict(words) if isinstance(words, Mapping) else {}
    return listed([f"{count:,} “{shorten(str(word), 30)}”" for word, count in counts.items()], 5) or "none"


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


# Examples

_ANA = {"name": "Ana Silva", "emails": ["ana@tidewell.example", "a.silva@tidewell.example"]}
_NAMES = ("Millstone", "Harrow Foods", "Pinecrest", "Quayside", "Larkfield")
_ONLY_ANA = Open(1, OWNER, _ANA, _NAMES)
_STAGES = {
    "file": "companies.csv", "title": "Lifecycle Stage",
    "kept": {"Customer": 21}, "left": {"Opportunity": 3, "Lead": 1},
}  # fmt: skip
_PROSPECTS = Open(2, "prospects", _STAGES)
_TWICE = {"first_key": "17", "second_key": "93", "by": "domain", "called": "brightwater.example"}
_TERMS = ("19k USD, ends 6 Dec 2026", "48k USD, ends 3 Mar 2027")
_DOUBLE = Open(3, DOUBLE, _TWICE, ("Brightwater", "Brightwater Ltd"), terms=_TERMS)
_NAMED_ALIKE = Open(4, DOUBLE, {**_TWICE, "by": "name"}, ("Brightwater", "Brightwater"))


def _said(one: Open, answer: str | None, by: str = "Maya Brandt") -> Open:
    return Open(one.id, one.kind, one.refs, one.accounts, True, answer, by, one.terms)


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Files: what was left open", questions_message([_PROSPECTS, _ONLY_ANA, _DOUBLE, _NAMED_ALIKE])),
    (
        "Files: many of one name",
        questions_message([Open(1, OWNER, {**_ANA, "emails": [f"ana{n}@x.example" for n in range(5)]}, _NAMES[:1])]),
    ),
    (
        "Files: how it was settled",
        questions_message(
            [
                _said(_PROSPECTS, CUSTOMERS),
                _said(_ONLY_ANA, "ana@tidewell.example"),
                _said(_ONLY_ANA, NOBODY),
                _said(_ONLY_ANA, None, ""),
                _said(_DOUBLE, ONE),
                _said(_NAMED_ALIKE, TWO),
                _said(_PROSPECTS, EVERYBODY),
            ]
        ),
    ),
    ("Files: said to whoever answered", settled_message(_said(_ONLY_ANA, "ana@tidewell.example"), 7)),
)

__all__ = [
    "Open",
    "file_questions",
    "in_short",
    "question_line",
    "questions_message",
    "settled_line",
    "settled_message",
    "with_names",
]
