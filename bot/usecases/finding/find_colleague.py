"""A colleague as people type one: "@ben", "@Ben Okafor", "@ben@tidewell.example"."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select

from bot.errors import UserError, Way
from bot.language.names import after_words, leading
from bot.message import bold
from bot.store.session import ReadSession
from bot.store.tables.people import Person
from bot.text import compared

AT = "@"
MOST_WAYS = 4


@dataclass(frozen=True)
class FoundColleague:
    """rest: what was typed after the name."""

    person_id: int
    name: str
    role: str | None
    rest: str


async def find_colleague(session: ReadSession, text: str, command: str) -> FoundColleague:
    """Whom a text means that begins with @. command: what the buttons of a question run. Raises UserError where
    nobody, or more than one of us, is called like that."""
    typed = text.removeprefix(AT)
    rows = (
        await session.execute(select(Person.id, Person.name, Person.email, Person.role).order_by(Person.name))
    ).all()
    for name, rest in leading(typed):
        found = [row for row in rows if name in _called(row)]
        if len(found) == 1:
            return FoundColleague(found[0].id, found[0].name, found[0].role, rest)
        if found:
            raise UserError(bold(f"{AT}{name}"), " could be several of us. Who?", ways=_ways(found, rest, command))
    word, rest = typed.split()[0] if typed.split() else "", after_words(typed, 1)
    near = [row for row in rows if word and any(one.startswith(compared(word)[:2]) for one in _called(row))]
    raise UserError(
        "No colleague is called ", bold(f"{AT}{word}"), ". Who is it?", ways=_ways(near or rows, rest, command)
    )


def _called(row: Row[int, str, str | None, str | None]) -> set[str]:
    """A name, a first name, an address or what stands before its @, and how chats run names together."""
    name, email = compared(row.name), compared(row.email or "")
    words = name.split() or [""]
    return {name, words[0], email, email.partition(AT)[0], "".join(words), ".".join(words), "_".join(words)} - {""}


def _ways(rows: Sequence[Row[int, str, str | None, str | None]], rest: str, command: str) -> tuple[Way, ...]:
    named = [row for row in rows if row.email][:MOST_WAYS]
    return tuple(Way(row.name, f"{command} {AT}{row.email} {rest}".strip()) for row in named)
