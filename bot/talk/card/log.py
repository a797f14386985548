"""The log of an account: what happened, newest first; and what is said when something was saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from bot import actions
from bot.calendar import say_date, say_near
from bot.language.notes.log_line import MAIL, LogReading
from bot.language.notes.new_person import NewPerson, new_person
from bot.message import (
    Actions,
    Block,
    Button,
    Form,
    Message,
    Notes,
    Option,
    Select,
    Text,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, Person, Saying, Stakeholder
from bot.talk.account.read_account import load_account
from bot.talk.account.view import find_milestone, find_stage
from bot.talk.phrases.account_words import AccountView
from bot.talk.phrases.progress_words import task_name
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import apostrophe, called, given_name, listed, score_words
from bot.talk.quotes.said_words import saying_words
from bot.text import clean, shorten

SHOWN = 15
CHOICES = 4
OURS = {"next_step": "Next step", "promise": "Promised"}
REVIEWS = {"qbr": "Quarterly review", "ebr": "Executive review"}
OUTCOMES = {"renewed": "Renewed", "reduced": "Renewed for less", "lost": "Not renewed"}


@dataclass(frozen=True)
class Happened:
    """One event, the names that go with it, and what a customer said in it."""

    row: AccountEvent
    by: str | None = None
    stakeholder: str | None = None
    saying: Saying | None = None


@dataclass(frozen=True)
class Understood:
    """What a log line was taken for, in words. whom: the people (id, words) to choose from, where that is open. new:
    somebody whom the line names and nobody has on record."""

    words: str = ""
    whom: tuple[tuple[int, str], ...] = ()
    new: NewPerson | None = None


NEW = "new"  # in the place of a person's id
NOTHING = Understood()


@dataclass(frozen=True)
class LogLine:
    """`when`: "Fri 2 Jan"; `by`: "you", a first name or ""."""

    when: str
    text: str
    by: str = ""


async def events_of(db: ReadSession, account_id: int, *, most: int = SHOWN) -> list[Happened]:
    """The newest events, newest first, without those that were undone. One statement."""
    by = aliased(Person)
    rows = await db.execute(
        select(AccountEvent, by.name, Stakeholder.name, Saying)
        .outerjoin(by, by.id == AccountEvent.by_id)
        .outerjoin(Saying, and_(Saying.event_id == AccountEvent.id, Saying.undone_at.is_(None)))
        .outerjoin(Stakeholder, Stakeholder.id == AccountEvent.stakeholder_id)
        .where(AccountEvent.account_id == account_id, AccountEvent.undone_at.is_(None))
        .order_by(AccountEvent.at.desc(), AccountEvent.id.desc())
        .limit(most)
    )
    return [Happened(event, name, stakeholder, saying) for event, name, stakeholder, saying in rows.all()]


async def log(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The last events in words; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    events = await events_of(db, account_id, most=SHOWN + 1)
    lines = tuple(log_line(view, event, reader, now) for event in events[:SHOWN])
    wished = tuple(
        Option(label=shorten(event.saying.words or event.row.note, 70), value=str(event.saying.id))
        for event in events[:SHOWN]
        if event.saying is not None and event.saying.kind == "wish"
    )
    return log_message(account_id, called(view.account.name), lines, wishes=wished, more=len(events) > SHOWN)


def log_message(
    account_id: int, name: str, lines: Sequence[LogLine], *, wishes: Sequence[Option] = (), more: bool = False
) -> Message:
    """wishes: theirs, of which one may say what became of it."""
    blocks: list[Block] = []
    if lines:
        blocks.append(Text(lines=tuple(line(bold(one.when), f" · {one.text}", _by(one)) for one in lines)))
    else:
        blocks.append(Text(lines=(line("Nothing is logged yet."), line("One line after each call is enough."))))
    add = Button(label="Add", action=actions.LOG_ADD, target=str(account_id))
    became = Select(label="What became of a wish?", action=actions.WISH, target="", options=tuple(wishes))
    blocks.append(Actions(elements=(add, became) if wishes else (add,)))
    if more:
        blocks.append(Notes(lines=(line(f"The last {SHOWN} are shown."),)))
    return Message(title=line(bold(name), " · what happened"), blocks=tuple(blocks))


def _by(one: LogLine) -> str:
    return f" ({one.by})" if one.by else ""


# One event in words


def log_line(view: AccountView, event: Happened, reader: Reader, now: datetime) -> LogLine:
    row = event.row
    day = reader.day(row.at)
    by = "you" if reader.is_me(row.by_id) else given_name(event.by) if event.by else shorten(row.by_text or "", 20)
    return LogLine(say_date(day, reader.today(now)), event_words(view, event, reader.today(now)), by)


def event_words(view: AccountView, event: Happened, today: date) -> str:
    """ "Spoke with Dana Reyes: wants the board slide"."""
    row = event.row
    note = shorten(row.note, 140)
    said = _kind_words(view, event)
    if event.saying is not None:
        return f"{saying_words(event.saying, event.stakeholder, today)}: {note}"
    if row.kind in OURS:
        due = _date(row.key)
        return f"{OURS[row.kind]}: {note}" + (f", by {say_near(due, today)}" if due else "")
    if row.kind == "goal":
        due = _date(row.key)
        who_else = called(event.stakeholder) if event.stakeholder else "They"
        return f"Agreed: {who_else}, {note}" + (f", by {say_near(due, today)}" if due else "")
    if not said:
        return note or row.kind.replace("_", " ")
    return f"{said}: {note}" if note else said


def _kind_words(view: AccountView, event: Happened) -> str:
    row = event.row
    if row.kind == "stage_entered":
        stage = find_stage(view.playbook, row.key) or find_stage(view.current, row.key)
        return f"Entered {stage.name if stage else _plain(row.key)}"
    if row.kind == "milestone_reached":
        milestone = find_milestone(view, row.key)
        return f"Reached {milestone.name if milestone else _plain(row.key)}"
    if row.kind == "task_done":
        return f"Done: {task_name(view, row.key)}"
    if row.kind == "review":
        return f"{REVIEWS.get(row.key, 'Review')} held"
    if row.kind == "contact" and row.key in ("reached-out", "answered"):
        whom = called(event.stakeholder) if event.stakeholder else "their question"
        return "Reached out" if row.key == "reached-out" else f"Answered {whom}"
    if row.kind == "contact":
        verb = "Wrote to" if row.key == "mail" else "Spoke with"
        return f"{verb} {called(event.stakeholder)}" if event.stakeholder else f"{verb} them"
    words = {
        "survey": f"Survey, {score_words(clean(row.key))}" if row.key else "Survey",
        "renewal": OUTCOMES.get(row.key, "Renewal"),
        "churned": "Left us",
    }
    return words.get(row.kind, "")


def _plain(key: str) -> str:
    return clean(key.replace("-", " ")) or "a step"


def _date(key: str) -> date | None:
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None


# Saving


async def somebody_new(db: ReadSession, account_id: int, note: str) -> NewPerson | None:
    """Who is named in a note and isn't on record there; nobody of ours either."""
    account = await db.get(Account, account_id)
    names = list(await db.scalars(select(Stakeholder.name).where(Stakeholder.account_id == account_id)))
    ours = list(await db.scalars(select(Person.name)))
    return new_person(note, (*names, *ours, account.name if account else ""))


async def heard_words(
    db: ReadSession, account_id: int, heard: LogReading[Stakeholder] | None, day: str = ""
) -> Understood:
    """What was understood of a log line, and of whom to choose where it could be several or nobody fits. day: on which
    it was, where that isn't today."""
    if heard is None:
        return Understood()
    kind = f"Noted as {'written contact' if heard.key == MAIL else 'contact'}{f' on {day}' if day else ''}"
    if heard.person is not None:
        return Understood(f"{kind} with {described(heard.person)}.")
    if heard.several:
        asks = f"{kind}. “{shorten(heard.called, 30)}” could be several. With whom?"
        return Understood(asks, _to_choose(heard.several))
    here = select(Stakeholder).where(Stakeholder.account_id == account_id, Stakeholder.status != "left")
    people = sorted(await db.scalars(here.order_by(Stakeholder.id)), key=_weight)
    return Understood(f"{kind}. With whom?" if people else f"{kind}.", _to_choose(people))


def _weight(one: Stakeholder) -> tuple[bool, bool]:
    return ("decision" not in (one.role or ""), "champion" not in (one.role or ""))


def _to_choose(people: Sequence[Stakeholder]) -> tuple[tuple[int, str], ...]:
    return tuple((one.id, described(one)) for one in people[:CHOICES])


def described(one: Stakeholder) -> str:
    """ "Dana Reyes, COO"."""
    return f"{called(one.name)}, {called(one.title, 30)}" if one.title else called(one.name)


def saved(
    name: str,
    note: str,
    event_id: int,
    change_id: int,
    *,
    added: Sequence[str] = (),
    heard: Understood = NOTHING,
    kept: Sequence[Block] = (),
    asks: Sequence[Block] = (),
) -> Message:
    """Said right after a save. `added`: what came with it, in words ("review held", "spoke with Dana"). kept: what a
    customer said. asks: what it leaves to be settled."""
    lines = [line(f"“{shorten(note, 200)}”")] if note else []
    if heard.words:
        lines.append(line(heard.words))
    if added:
        lines.append(line(f"With it: {listed(list(added))}."))
    whom = tuple(
        Button(label=shorten(who, 60), action=actions.LOG_WITH, target=f"{event_id}/{number}")
        for number, who in heard.whom
    )
    if heard.new is not None:
        who = ", ".join(part for part in (heard.new.name, heard.new.title) if part)
        label = shorten(f"New: {called(who)}", 60)
        whom = (Button(label=label, action=actions.LOG_WITH, target=f"{event_id}/{NEW}"), *whom)
    buttons = (
        Button(label="Add details", action=actions.LOG_ADD, target=f"event/{event_id}"),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    blocks: list[Block] = [Text(lines=tuple(lines), quote=False)] if lines else []
    return Message(
        title=line("Saved to ", bold(name), f"{apostrophe(name)} log"),
        blocks=(*blocks, *((Actions(elements=whom),) if whom else ()), *kept, *asks, Actions(elements=buttons)),
        summary=f"Saved to {name}{apostrophe(name)} log: {shorten(note, 80)}" if note else "",
    )


async def with_whom(db: ReadSession, event_id: int, change_id: int) -> Message | None:
    """After whom it was with was said; None where that entry isn't there."""
    event = await db.get(AccountEvent, event_id)
    account = await db.get(Account, event.account_id) if event else None
    person = await db.get(Stakeholder, event.stakeholder_id) if event and event.stakeholder_id else None
    if event is None or account is None or person is None:
        return None
    heard = await heard_words(db, account.id, LogReading(event.key, person))
    if event.kind == "note":
        heard = Understood(f"{described(person)}{',' if person.title else ''} is on record there now.")
    return saved(called(account.name), event.note, event.id, change_id, heard=heard)


EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    (
        "Log",
        log_message(
            1,
            "Acme",
            (
                LogLine("Mon 5 Jan", "Done: training for the team", "you"),
                LogLine("Fri 2 Jan", "Spoke with Dana Reyes: wants the board slide", "you"),
                LogLine("Fri 2 Jan", "Next step: schema notes, by Fri 9 Jan", "you"),
                LogLine("Tue 2 Dec 2025", "Survey, answered 9 of 10"),
                LogLine("Mon 3 Nov 2025", "Reached first value"),
            ),
        ),
    ),
    ("Log, empty", log_message(2, "Hooli", ())),
    ("Log, saved", saved("Acme", "all quiet before the fair", 16, 3)),
    (
        "Log, a contact understood",
        saved(
            "Acme",
            "met the COO, wants the board slide",
            17,
            4,
            heard=Understood("Noted as contact with Dana Reyes, COO."),
        ),
    ),
    (
        "Log, a contact with several who fit",
        saved(
            "Acme",
            "called their analyst",
            18,
            5,
            heard=Understood(
                "Noted as contact. “analyst” could be several. With whom?",
                ((6, "Jo Lund, Data analyst"), (7, "Ada Berg, Business analyst")),
            ),
        ),
    ),
    (
        "Log, with details",
        saved(
            "Acme",
            "met the COO, wants the board slide",
            17,
            5,
            added=("review held", "next step “send the board slide” by Fri 9 Jan"),
        ),
    ),
)
