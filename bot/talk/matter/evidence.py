"""What speaks for a to-do besides its reason, as an alert shows it: what moved, what is done, who is still there, who
has been silent, what was last noted. What isn't on record is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bot.calendar import say_date
from bot.facts.condition import comparisons, parse
from bot.playbook.models import Rule
from bot.playbook.text.situation import MilestoneWords
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent, Contract
from bot.talk.account.view import AccountView, Contact, kpi_of
from bot.talk.phrases.account_words import is_champion, is_decider, title_of, who
from bot.talk.phrases.progress_words import task_name
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ABOUT_HEALTH, ticket_name
from bot.talk.phrases.words import called, money
from bot.text import clean, shorten

PEOPLE, DONE = 3, 3
NOTED = timedelta(days=60)  # an older note is no evidence of today
SILENT_DAYS = 30
STILL_DAYS = 7  # so long without a step, it is said


@dataclass(frozen=True)
class Evidence:
    """moved: the figures behind a fall, the heaviest first. done: of a milestone that takes long. there: of an account
    whose champion left, who remains. silent: who decides or carries it, isn't named in the step, and hasn't been
    spoken with for long. note: what was last noted, in its words. after: what happens to a contract when its day is
    past. ages: by ticket, since when it is open."""

    moved: tuple[str, ...] = ()
    done: str = ""
    there: tuple[str, ...] = ()
    silent: str = ""
    note: str = ""
    after: str = ""
    ages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LastNote:
    """at: when; whom: id of the person it was with, None for none."""

    at: datetime
    whom: int | None
    words: str


async def last_notes(db: ReadSession, accounts: Collection[int], now: datetime) -> dict[int, LastNote]:
    """The newest note of a talk or by itself, by account."""
    if not accounts:
        return {}
    e = AccountEvent
    noted = (e.account_id.in_(accounts), e.kind.in_(("contact", "note", "review")), e.note != "")
    lately = (e.undone_at.is_(None), e.at <= now, e.at >= now - NOTED)
    place = func.row_number().over(partition_by=e.account_id, order_by=(e.at.desc(), e.id.desc()))
    found = select(e.account_id, e.at, e.stakeholder_id, e.note, place.label("place")).where(*noted, *lately).subquery()
    rows = await db.execute(select(found).where(found.c.place == 1))
    return {row.account_id: LastNote(row.at, row.stakeholder_id, row.note) for row in rows.all()}


def evidence_of(
    view: AccountView,
    rule: Rule | None,
    *,
    step: str,
    milestone: MilestoneWords | None,
    moved: Sequence[str],
    contract: Contract | None,
    note: LastNote | None,
    reader: Reader,
    now: datetime,
) -> Evidence:
    """For one to-do of that rule; `step` is its first step in full. contract: the one that it asks about."""
    if rule is None:
        return Evidence()
    today = reader.today(now)
    is_left = any(one.fact == "champion_left_days" for one in comparisons(parse(rule.when)))
    stuck = rule.once_per == "milestone" and rule.cta.type == "risk"
    about_health = rule.once_per in ABOUT_HEALTH
    return Evidence(
        moved=_figures(view, moved) if about_health else (),
        done=_done(view, milestone, today) if stuck and milestone is not None else "",
        there=still_there(view, reader, now) if is_left else (),
        silent="" if is_left else _silent(view, step, reader, now),
        note=_note(view, note, reader, today) if note is not None and (stuck or about_health) else "",
        after=_after(contract, today) if contract is not None else "",
        ages=_ages(view, step, reader, today),
    )


def _figures(view: AccountView, moved: Sequence[str]) -> tuple[str, ...]:
    """Without the tickets, which stand before them."""
    limit = view.current.before_renewal.tickets
    name = kpi_of(view, limit.kpi).name if limit is not None else None
    return tuple(one for one in moved if name is None or not one.startswith(f"{name} "))


def _done(view: AccountView, milestone: MilestoneWords, today: date) -> str:
    """ "Done: goal in writing; live data source. Nothing since Fri 6 Nov."."""
    tasks = [one for one in view.progress.tasks if one.done] if view.progress else []
    if not tasks:
        return "Done: none of its tasks yet." if milestone.open_tasks else ""
    tasks.sort(key=lambda one: one.done_on or date.min)
    names = [task_name(view, one.key) for one in tasks]
    hidden = len(names) - DONE
    said = [*names[-DONE:], *([f"{hidden} before"] if hidden > 0 else [])]
    last = tasks[-1].done_on
    if last is None:
        return f"Done: {'; '.join(said)}."
    idle = (today - last).days >= STILL_DAYS
    return f"Done: {'; '.join(said)}. {'Nothing since' if idle else 'The last'} {say_date(last, today)}."


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
    role = "Decision maker" if is_decider(one) else "Champion"
    return f"{role} {who(one)}: {talked_words(view, one, reader, now)}"


def _note(view: AccountView, note: LastNote, reader: Reader, today: date) -> str:
    """ "Last note, Wed 28 Oct, Carmen Ferro: “Two more people ask for access.”"."""
    name = next((called(one.row.name) for one in view.people if one.row.id == note.whom), "")
    whom = f", {name}" if name else ""
    words = clean(note.words).strip("“”")
    return f"Last note, {say_date(reader.day(note.at), today)}{whom}: “{shorten(words, 140)}”" if words else ""


# The contract, the tickets


def _after(contract: Contract, today: date) -> str:
    """ "After that, 96k EUR renews by itself on Thu 25 Feb 2027."; "" where nobody knows which."""
    end = contract.ends_on
    if end is None or contract.auto_renew is None or end < today:
        return ""
    what = money(contract.amount, contract.currency) if contract.amount is not None else "it"
    notice = contract.notice_on is not None and contract.notice_on >= today
    if contract.auto_renew:
        when = f" on {say_date(end, today)}" if notice else ""
        return f"{'After that' if notice else 'Then'}, {what} renews by itself{when}."
    return f"It doesn't renew by itself: {what} ends {f'on {say_date(end, today)}' if notice else 'that day'}."


def _ages(view: AccountView, step: str, reader: Reader, today: date) -> tuple[tuple[str, str], ...]:
    """Of the tickets that the step names: "since Wed 25 Nov"."""
    first = view.tickets.first if view.tickets is not None else ()
    named = [(ticket_name(one), reader.day(one.opened_at)) for one in first]
    return tuple((name, f"since {say_date(day, today)}") for name, day in named if name in step)


__all__ = [
    "Evidence",
    "LastNote",
    "evidence_of",
    "key_people",
    "last_notes",
    "person_line",
    "silence",
    "still_there",
    "talked_words",
]
