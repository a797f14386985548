"""What speaks for a to-do besides its reason, as an alert shows it: what moved, what is done, who is still there, who
has been silent, what was last noted. What isn't on record is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import plural, say_date
from bot.facts.condition import comparisons, parse
from bot.playbook.models import Rule
from bot.playbook.text.situation import MilestoneWords
from bot.store.tables import Contract
from bot.talk.account.view import AccountView, Contact, kpi_of
from bot.talk.matter.may_explain import may_explain
from bot.talk.matter.notes import MONEY, LastNote, note_about, note_words
from bot.talk.phrases.account_words import VISION, is_champion, is_decider, title_of, with_role
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ABOUT_HEALTH, ticket_name
from bot.talk.phrases.words import called, given_name
from bot.text import possessive, whole

PEOPLE = 3
SILENT_DAYS = 30
STILL_DAYS = 7  # so long without a step, it is said


@dataclass(frozen=True)
class Evidence:
    """moved: the figures behind a move, the heaviest first. tickets: what is open, with its age. explains: a ticket
    that may be why use fell. done: how far a milestone is that takes long. there: of an account whose champion left,
    who remains. silent: who decides or carries it, isn't named in the step, and hasn't been spoken with for long.
    note: what was noted about it, in its words. wants: what whom one asks is after, in their words. after: what
    happens to a contract when its day is past. ages: by ticket, since when it is open. well: of a renewal, what speaks
    for it."""

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
    well: tuple[str, ...] = ()


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
    grows = rule.cta.type == "opportunity"
    figures = _figures(view, moved) if about_health or grows else ()
    explains = may_explain(view, figures, reader, now) if about_health else ""
    bears = MONEY if contract is not None else ""
    about = " ".join((step, bears, *(milestone.missing if milestone and stuck else ())))
    on_its_way = stuck or contract is not None
    burns = about_health or is_left
    wants = _wants(view, asked, step, burns=burns) if on_its_way or about_health or grows else ""
    note = note_about(notes, about, now, lately=on_its_way and not wants) if on_its_way or burns else None
    return Evidence(
        moved=figures,
        tickets=tickets,
        explains=explains,
        done=_done(view, milestone, today) if stuck and milestone is not None else "",
        there=still_there(view, reader, now) if is_left else (),
        silent="" if is_left else _silent(view, step, reader, now),
        note=note_words(note, reader, today) if note is not None else "",
        wants=wants,
        after=after_words(contract, today) if contract is not None else "",
        ages=() if explains else _ages(view, step, reader, today),
        well=_well(view, milestone, step, reader, now) if contract is not None else (),
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
    """ "3 of 6 steps are done, none since Fri 6 Nov."."""
    if not milestone.total:
        return ""
    count = (
        f"{milestone.done or 'none'} of {plural(milestone.total, 'step')} {'are' if milestone.done > 1 else 'is'} done"
    )
    days = [one.done_on for one in view.progress.tasks if one.done and one.done_on] if view.progress else []
    if not days or not milestone.done:
        return f"{count}."
    idle = (today - max(days)).days >= STILL_DAYS
    return f"{count}, {'none since' if idle else 'the last'} {say_date(max(days), today)}."


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
    """ "Henrik Reyes (Team lead, champion) last spoke with us Thu 3 Sep."."""
    others = [one for one in key_people(view) if called(one.row.name) not in step]
    quiet = [(one, silence(view, one, reader, now)) for one in others]
    long = [(one, days) for one, days in quiet if days is None or days >= SILENT_DAYS]
    if not long or not view.last_talks:
        return ""  # where no talk is on record with anybody, nobody's silence is news
    one, _ = max(long, key=lambda pair: (pair[1] is None, pair[1] or 0))
    at = view.last_talks.get(one.row.id)
    if at is None:
        return f"No talk with {with_role(one)} is on record."
    return f"{with_role(one)} last spoke with us {say_date(reader.day(at), reader.today(now))}."


def _well(
    view: AccountView, milestone: MilestoneWords | None, step: str, reader: Reader, now: datetime
) -> tuple[str, ...]:
    """ "a proven outcome since Tue 8 Sep", "Marcus Winter (Team lead, champion) spoke with us Wed 18 Nov"."""
    found = []
    if milestone is not None and milestone.last_reached_on:
        found.append(f"{milestone.last_reached} since {milestone.last_reached_on}")
    near = [
        (days, one)
        for one in key_people(view)
        if called(one.row.name) not in step
        and (days := silence(view, one, reader, now)) is not None
        and days < SILENT_DAYS
    ]
    if near:
        _, one = min(near, key=lambda pair: pair[0])
        day = say_date(reader.day(view.last_talks[one.row.id]), reader.today(now))
        found.append(f"{with_role(one)} spoke with us {day}")
    return tuple(found)


def _wants(view: AccountView, asked: Contact | None, step: str, *, burns: bool) -> str:
    """ "Open with Dana's own goal: “Halve our reporting time.”": in whole sentences, or not at all; that of whom the
    step names, else of who decides or carries it. burns: nothing is opened with while something is wrong."""
    named = [asked] if asked is not None and called(asked.row.name) in step else []
    for known in (*named, *key_people(view)):
        words = whole(known.row.vision, VISION) if known.row.vision else ""
        if words and known in named:
            goal = f"{possessive(given_name(known.row.name))} own goal: “{words.strip('“”')}”"
            return goal if burns else f"Open with {goal}"
        if words:
            return f"{with_role(known)} wants: “{words.strip('“”')}”"
    return ""


# The contract, the tickets


def after_words(contract: Contract, today: date) -> str:
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
    "about_leaver",
    "after_words",
    "evidence_of",
    "key_people",
    "person_line",
    "silence",
    "still_there",
    "talked_words",
]
