"""What speaks for a to-do besides its reason, as an alert shows it: what moved, what is done, who is still there, who
has been silent, what was last noted. What isn't on record is left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.calendar import say_date
from bot.facts.condition import comparisons, parse
from bot.playbook.models import Rule
from bot.playbook.text.situation import MilestoneWords
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent, Contract
from bot.talk.account.view import AccountView, Contact, kpi_of
from bot.talk.matter.may_explain import may_explain
from bot.talk.phrases.account_words import VISION, is_champion, is_decider, title_of, with_role
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ABOUT_HEALTH, ticket_name
from bot.talk.phrases.words import called, capital, given_name
from bot.text import clean, whole

PEOPLE = 3
NOTED = timedelta(days=120)  # an older note is no evidence of today
NOTES = 12  # looked through, of an account
LATELY = timedelta(days=45)  # one that is about something else is told for so long
SAYS_MUCH = 8  # words, of such a one
TELLING = 5  # letters of a word that says what a note is about
NOTE = 140  # characters
COMMON = frozenset(
    {
        "about",
        "after",
        "again",
        "first",
        "their",
        "there",
        "today",
        "which",
        "while",
        "would",
        "decide",
        "champion",
        "date",
        "together",
        "month",
    }
)
SAME = {"people": "user", "colleague": "user", "acces": "user", "trained": "training", "train": "training"}
SILENT_DAYS = 30
STILL_DAYS = 7  # so long without a step, it is said


@dataclass(frozen=True)
class Evidence:
    """moved: the figures behind a move, the heaviest first. tickets: what is open, with its age. explains: a ticket
    that may be why use fell. done: how far a milestone is that takes long. there: of an account whose champion left,
    who remains. silent: who decides or carries it, isn't named in the step, and hasn't been spoken with for long.
    note: what was noted about it, in its words. wants: what whom one asks is after, in their words. after: what
    happens to a contract when its day is past. ages: by ticket, since when it is open."""

    moved: tuple[str, ...] = ()
    tickets: str = ""
    explains: str = ""
    done: str = ""
    there: tuple[str, ...] = ()
    silent: str = ""
    note: str = ""
    wants: str = ""
    after: str = ""
    ages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LastNote:
    """at: when; whom: id of the person it was with, None for none; by: id of whoever noted it."""

    at: datetime
    whom: int | None
    words: str
    by: int | None = None


async def last_notes(db: ReadSession, accounts: Collection[int], now: datetime) -> dict[int, tuple[LastNote, ...]]:
    """The newest notes of talks or by themselves, by account, the newest first."""
    if not accounts:
        return {}
    e = AccountEvent
    noted = (e.account_id.in_(accounts), e.kind.in_(("contact", "note", "review")), e.note != "")
    lately = (e.undone_at.is_(None), e.at <= now, e.at >= now - NOTED)
    place = func.row_number().over(partition_by=e.account_id, order_by=(e.at.desc(), e.id.desc()))
    of = (e.account_id, e.at, e.stakeholder_id, e.note, e.by_id)
    found = select(*of, place.label("place")).where(*noted, *lately).subquery()
    rows = await db.execute(select(found).where(found.c.place <= NOTES).order_by(found.c.account_id, found.c.place))
    notes: dict[int, tuple[LastNote, ...]] = {}
    for row in rows.all():
        notes[row.account_id] = (*notes.get(row.account_id, ()), _note_of(row))
    return notes


def _note_of(row: Any) -> LastNote:
    return LastNote(row.at, row.stakeholder_id, row.note, row.by_id)


def evidence_of(
    view: AccountView,
    rule: Rule | None,
    *,
    step: str,
    milestone: MilestoneWords | None,
    moved: Sequence[str],
    contract: Contract | None,
    notes: Sequence[LastNote],
    asked: Contact | None,
    tickets: str,
    reader: Reader,
    now: datetime,
) -> Evidence:
    """For one to-do of that rule; `step` is its first step in full. contract: the one that it asks about. asked: whom
    one talks to about it. tickets: what is open, where it is a cause."""
    if rule is None:
        return Evidence()
    today = reader.today(now)
    is_left = about_leaver(rule)
    stuck = rule.once_per == "milestone" and rule.cta.type == "risk"
    about_health = rule.once_per in ABOUT_HEALTH
    figures = _figures(view, moved) if about_health or rule.cta.type == "opportunity" else ()
    explains = may_explain(view, figures, reader, now) if about_health else ""
    about = " ".join((step, *(milestone.missing if milestone and stuck else ())))
    on_its_way = stuck or contract is not None
    note = note_about(notes, about, now, lately=on_its_way) if on_its_way or about_health or is_left else None
    return Evidence(
        moved=figures,
        tickets=tickets,
        explains=explains,
        done=_done(view, milestone, today) if stuck and milestone is not None else "",
        there=still_there(view, reader, now) if is_left else (),
        silent="" if is_left else _silent(view, step, reader, now),
        note=_note(note, reader, today) if note is not None else "",
        wants=_wants(asked) if asked is not None and called(asked.row.name) in step else "",
        after=_after(contract, today) if contract is not None else "",
        ages=() if explains else _ages(view, step, reader, today),
    )


def about_leaver(rule: Rule) -> bool:
    """Whether it asks who carries it since the champion left."""
    return any(one.fact == "champion_left_days" for one in comparisons(parse(rule.when)))


def _figures(view: AccountView, moved: Sequence[str]) -> tuple[str, ...]:
    """Without the tickets, which stand before them."""
    limit = view.current.before_renewal.tickets
    name = kpi_of(view, limit.kpi).name if limit is not None else None
    return tuple(one for one in moved if name is None or not one.startswith(f"{name} "))


def _done(view: AccountView, milestone: MilestoneWords, today: date) -> str:
    """ "3 of 6 done, nothing since Fri 6 Nov."."""
    if not milestone.total:
        return ""
    days = [one.done_on for one in view.progress.tasks if one.done and one.done_on] if view.progress else []
    said = f"{milestone.done} of {milestone.total} done"
    if not days or not milestone.done:
        return f"{said}."
    idle = (today - max(days)).days >= STILL_DAYS
    return f"{said}, {'nothing since' if idle else 'the last'} {say_date(max(days), today)}."


# The people


def still_there(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """Who decides first, then whoever was spoken with last: "Dana Frost, COO, decision maker · last talk Fri 6 Nov"."""

    def order(one: Contact) -> tuple[bool, float, int]:
        at = view.last_talks.get(one.row.id)
        return not is_decider(one), -at.timestamp() if at else 0.0, one.row.id

    people = sorted(view.active, key=order)
    shown = [person_line(view, one, reader, now) for one in people[:PEOPLE]]
    return (*shown, *([f"{len(people) - PEOPLE} more"] if len(people) > PEOPLE else []))


def person_line(view: AccountView, one: Contact, reader: Reader, now: datetime) -> str:
    parts = [called(one.row.name), title_of(one) if one.row.title else "", called(one.row.role or "", 24)]
    return f"{', '.join(part for part in parts if part)} · {talked_words(view, one, reader, now)}"


def talked_words(view: AccountView, one: Contact, reader: Reader, now: datetime) -> str:
    """ "last talk Fri 6 Nov"."""
    at = view.last_talks.get(one.row.id)
    return f"last talk {say_date(reader.day(at), reader.today(now))}" if at else "no talk on record"


def silence(view: AccountView, one: Contact, reader: Reader, now: datetime) -> int | None:
    """Days since anybody of ours talked with them; None where no talk is on record."""
    at = view.last_talks.get(one.row.id)
    return None if at is None else (reader.today(now) - reader.day(at)).days


def key_people(view: AccountView) -> list[Contact]:
    """Who decides, then the champions."""
    people = [one for one in view.active if is_decider(one) or is_champion(one)]
    return sorted(people, key=lambda one: (not is_decider(one), one.row.id))


def _silent(view: AccountView, step: str, reader: Reader, now: datetime) -> str:
    """ "Champion Henrik Reyes, Team lead: last talk Thu 3 Sep"."""
    others = [one for one in key_people(view) if called(one.row.name) not in step]
    quiet = [(one, silence(view, one, reader, now)) for one in others]
    long = [(one, days) for one, days in quiet if days is None or days >= SILENT_DAYS]
    if not long or not view.last_talks:
        return ""  # where no talk is on record with anybody, nobody's silence is news
    one, _ = max(long, key=lambda pair: (pair[1] is None, pair[1] or 0))
    return f"{capital(with_role(one))}: {talked_words(view, one, reader, now)}"


def _wants(known: Contact) -> str:
    """ "Dana wants: “Halve our reporting time.”": in whole sentences, or not at all."""
    words = whole(known.row.vision, VISION) if known.row.vision else ""
    return f"{given_name(known.row.name)} wants: “{words.strip('“”')}”" if words else ""


# The notes


def note_about(notes: Sequence[LastNote], about: str, now: datetime, *, lately: bool) -> LastNote | None:
    """The note that says most of what it is about, its sentences of that alone; else, where that is asked, the newest
    of the last weeks that says something."""
    wanted = _telling(about)
    fitting = [(len(wanted & _telling(one.words)), len(one.words), one.at, one) for one in notes]
    if best := max((one for one in fitting if one[0]), default=None, key=lambda one: one[:3]):
        sentences = re.split(r"(?<=[.!?]) ", clean(best[3].words))
        return replace(best[3], words=" ".join(one for one in sentences if wanted & _telling(one)))
    new = (one for one in notes if one.at >= now - LATELY and len(one.words.split()) >= SAYS_MUCH)
    return next(new, None) if lately else None


def _telling(text: str) -> frozenset[str]:
    """The words that say what a text is about, singular or plural."""
    words = re.findall(rf"\w{{{TELLING},}}", text.casefold())
    alone = (word.removesuffix("s") for word in words)
    return frozenset(SAME.get(word, word) for word in alone) - COMMON


def _note(note: LastNote, reader: Reader, today: date) -> str:
    """ "You noted 28 Oct: “Two more people ask for access.”"."""
    words = clean(note.words).strip("“”")
    words = words if len(words) <= NOTE else whole(words, NOTE)
    noted = "You noted" if reader.is_me(note.by) else "Noted"
    return f"{noted} {say_date(reader.day(note.at), today, weekday=False)}: “{words}”" if words else ""


# The contract, the tickets


def _after(contract: Contract, today: date) -> str:
    """ "After that it renews by itself on Thu 25 Feb 2027."; "" where nobody knows which."""
    end = contract.ends_on
    if end is None or contract.auto_renew is None or end < today:
        return ""
    notice = contract.notice_on is not None and contract.notice_on >= today
    if contract.auto_renew:
        return f"After that it renews by itself on {say_date(end, today)}." if notice else ""
    return f"It doesn't renew by itself: it ends {say_date(end, today)}." if notice else "It doesn't renew by itself."


def _ages(view: AccountView, step: str, reader: Reader, today: date) -> tuple[tuple[str, str], ...]:
    """Of the tickets that the step names: "since Wed 25 Nov"."""
    first = view.tickets.first if view.tickets is not None else ()
    named = [(ticket_name(one), reader.day(one.opened_at)) for one in first]
    return tuple((name, f"since {say_date(day, today)}") for name, day in named if name in step)


__all__ = [
    "Evidence",
    "LastNote",
    "about_leaver",
    "evidence_of",
    "key_people",
    "last_notes",
    "person_line",
    "silence",
    "still_there",
    "talked_words",
]
