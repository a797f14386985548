"""What an account's people wished for and told us, in a sentence each."""

from __future__ import annotations

from sqlalchemy import select

from bot.calendar import say_date
from bot.message import Line, bold, line
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent, Saying
from bot.talk.plain.asked import FactAsked
from bot.text import clean, shorten

MOST, WORDS = 3, 110
OUTCOMES = {"planned": "planned", "shipped": "shipped", "wont": "won't come"}
KINDS = {"wishes": ("wish", "question"), "interview": ("interview", "perception")}


async def sayings_of(db: ReadSession, account_id: int, fact: str) -> tuple[tuple[Saying, str], ...]:
    """The newest of those with their words: as they may be quoted, else as they were noted."""
    rows = await db.execute(
        select(Saying, AccountEvent.note)
        .outerjoin(AccountEvent, AccountEvent.id == Saying.event_id)
        .where(Saying.account_id == account_id, Saying.kind.in_(KINDS[fact]), Saying.undone_at.is_(None))
        .order_by(Saying.said_on.desc(), Saying.id.desc())
        .limit(MOST)
    )
    return tuple((row[0], row[0].words or row[1] or "") for row in rows.all())


def wishes(asked: FactAsked) -> Line:
    said = [f"{_quoted(words)} ({_came_of(one, asked)})" for one, words in asked.sayings if words]
    if not said:
        return line("No wish or question of ", bold(asked.name), " is on record.")
    return line(bold(asked.name), f" asked for {'; '.join(said)}.")


def interview(asked: FactAsked) -> Line:
    said = [f"{_quoted(words)} ({say_date(one.said_on, asked.today)})" for one, words in asked.sayings if words]
    if not said:
        return line("No interview with ", bold(asked.name), " is on record, nor what they think of us.")
    return line(bold(asked.name), f" said {'; '.join(said)}.")


def _came_of(one: Saying, asked: FactAsked) -> str:
    day = say_date(one.said_on, asked.today)
    if one.kind == "question":
        return f"a question, {day}, {'answered' if one.outcome else 'open'}"
    return f"{day}, {OUTCOMES.get(one.outcome or '', 'open')}"


def _quoted(words: str) -> str:
    return f"“{shorten(clean(words).rstrip('.'), WORDS)}”"
