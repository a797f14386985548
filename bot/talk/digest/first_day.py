"""The first day is calm: what was found, what is missing, and where to start. No alarm before there is a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, not_, or_, select

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.journey.accounts.place import is_placed
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, ask, ask_todos, bold, line
from bot.playbook.models import Library
from bot.store.people.members import members_of, named
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Contract, Person, Stakeholder
from bot.talk.digest.reading.digest_rows import largest
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name, listed

MOST_CSMS = 6
SOON = timedelta(days=14)
MOST_ENDS = 3


@dataclass(frozen=True)
class NearEnd:
    """A contract that ends within two weeks, or whose notice day comes by then. account: its name."""

    account: str
    on: date
    is_notice: bool = False


@dataclass(frozen=True)
class FirstDayFindings:
    """What is known of a person's accounts: without a renewal date, people without a role, without a place on the
    journey. largest: names. by_value: somebody said what one of them pays; else the first by name stand there. near:
    the first that end or may give notice within two weeks, near_more: how many more do."""

    accounts: int
    people: int = 0
    undated: int = 0
    roleless: int = 0
    unplaced: int = 0
    largest: tuple[str, ...] = ()
    by_value: bool = True
    near: tuple[NearEnd, ...] = ()
    near_more: int = 0


async def found(db: ReadSession, person_id: int, today: date) -> FirstDayFindings:
    """Counts over the active accounts of that person."""
    mine = (Account.csm_id == person_id, Account.status == "active")
    dated = exists().where(
        Contract.account_id == Account.id,
        Contract.retired.is_(False),
        or_(Contract.ends_on.is_not(None), Contract.notice_on.is_not(None)),
    )
    priced = exists().where(
        Contract.account_id == Account.id, Contract.retired.is_(False), Contract.amount.is_not(None)
    )
    counted = select(
        func.count(),
        func.count().filter(~dated),
        func.count().filter(not_(is_placed())),
        func.count().filter(priced),
    ).where(*mine)
    accounts, undated, unplaced, valued = (await db.execute(counted.select_from(Account))).one()
    theirs = Stakeholder.account_id.in_(select(Account.id).where(*mine))  # joined, the whole workspace's are read
    known = select(func.count(), func.count().filter(Stakeholder.role.is_(None))).where(
        theirs, Stakeholder.status == "active"
    )
    people, roleless = (await db.execute(known)).one()
    near = await _near_ends(db, person_id, today)
    largest_ = tuple(await largest(db, person_id))
    more = max(0, len(near) - MOST_ENDS)
    return FirstDayFindings(accounts, people, undated, roleless, unplaced, largest_, valued > 0, near[:MOST_ENDS], more)


async def _near_ends(db: ReadSession, person_id: int, today: date) -> tuple[NearEnd, ...]:
    rows = await db.execute(
        select(Account.name, AccountFacts.deadline_on, AccountFacts.next_notice_on)
        .join(AccountFacts, AccountFacts.account_id == Account.id)
        .where(Account.csm_id == person_id, Account.status == "active")
        .where(AccountFacts.deadline_on.between(today, today + SOON))
        .order_by(AccountFacts.deadline_on, Account.name)
    )
    return tuple(NearEnd(called(name, 30), on, on == notice) for name, on, notice in rows if on is not None)


async def first_day(db: ReadSession, person_id: int, today: date) -> Message:
    """In place of the first digest: what was found, without any alarm."""
    return render_first_day(await found(db, person_id, today), today)


def render_first_day(found: FirstDayFindings, today: date) -> Message:
    lines = [line(text) for text in _found_lines(found)]
    if found.near:
        lines.append(line(f"Soon: {_near_words(found, today)}."))
    lines.append(line("No alerts today: I'm only learning how things stand."))
    return Message(
        title=line(f"Good morning. {plural(found.accounts, 'account')} found"), blocks=_with_buttons(found, lines)
    )


def _found_lines(found: FirstDayFindings) -> Iterator[str]:
    said = listed(list(_gaps(found)))
    if said:
        yield f"{said}."
    elif found.people:
        yield "Dates, roles and stages are all there."
    else:
        yield "Dates and stages are all there. Nobody at these accounts is known yet."
    if said and found.largest:
        count = len(found.largest)
        which = f"your {f'{count} largest' if count > 1 else 'largest'}: " if found.by_value else ""
        yield f"Start with {which}{listed(found.largest)}."


def _near_words(found: FirstDayFindings, today: date) -> str:
    """ "Oakline ends Sun 6 Dec, Ripple may give notice until Wed 9 Dec, 3 more"."""
    said = [
        f"{one.account} {'may give notice until' if one.is_notice else 'ends'} {_on(one.on, today)}"
        for one in found.near
    ]
    return ", ".join([*said, *([f"{found.near_more:,} more"] if found.near_more else [])])


def _on(day: date, today: date) -> str:
    return say_near(day, today) if (day - today).days <= 1 else say_date(day, today)


def _gaps(found: FirstDayFindings) -> Iterator[str]:
    """ "12 accounts have no renewal date", "23 people no role", "9 accounts no place on the journey"."""
    people = "1 person" if found.roleless == 1 else f"{found.roleless:,} people"
    counts = (
        (found.undated, plural(found.undated, "account"), "no renewal date"),
        (found.roleless, people, "no role"),
        (found.unplaced, plural(found.unplaced, "account"), "no place on the journey"),
    )
    verb = True
    for count, who, what in counts:
        if count:
            yield f"{who}{(' has' if count == 1 else ' have') if verb else ''} {what}"
            verb = False


def _with_buttons(found: FirstDayFindings, lines: list[Line]) -> tuple[Block, ...]:
    steps = (
        (found.undated, "Add dates", "dates"),
        (found.roleless, "Who decides?", "deciders"),
        (found.unplaced, "Where are they?", "stages"),
    )
    buttons = tuple(Button(label=label, action=actions.SETUP, target=step) for missing, label, step in steps if missing)
    text = Text(lines=tuple(lines))
    return (text, Actions(elements=buttons)) if buttons else (text,)


async def welcome(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """The first message to somebody, whether they have accounts or not."""
    person = await db.get(Person, reader.person_id)
    here = await found(db, reader.person_id, reader.today(now))
    if not here.accounts:
        return no_accounts(await read_unassigned(db, reader))
    return render_welcome(reader.name, here, person.digest_at if person else "08:00")


def render_welcome(name: str, found: FirstDayFindings, digest_at: str) -> Message:
    lines: list[Line] = [line(text) for text in _found_lines(found)]
    lines.append(line(f"Your first digest comes at {digest_at} on your next working day."))
    return Message(
        title=line(bold(f"Hello {given_name(name)}. {plural(found.accounts, 'account')} of yours found")),
        blocks=(*_with_buttons(found, lines), Notes(lines=(_try(),))),
    )


@dataclass(frozen=True)
class Unassigned:
    """Somebody who is the CSM of no account. team: the CSMs whose accounts they read, with how many each has; whom: to
    ask, where they read none."""

    name: str
    email: str | None = None
    role: str | None = "csm"
    team: tuple[tuple[str, int], ...] = ()
    whom: str = ""


async def read_unassigned(db: ReadSession, reader: Reader) -> Unassigned:
    person = await db.get_one(Person, reader.person_id)
    number = func.count().label("number")
    query = select(Person.name, number).join(Account, Account.csm_id == Person.id).where(Account.status == "active")
    rows = await db.execute(query.group_by(Person.id, Person.name).order_by(number.desc(), Person.name))
    whom = named((await members_of(db)).leads_of(person.id), without=person.id)
    return Unassigned(reader.name, person.email, person.role, tuple((row.name, row.number) for row in rows), whom)


def no_accounts(this: Unassigned) -> Message:
    """What a person sees who isn't the CSM of any account."""
    hello = f"Hello {given_name(this.name)}. "
    if this.team and this.role != "csm":
        read = "You read" if this.role == "viewer" else "Your team"
        who = listed([f"{called(name)} {number:,}" for name, number in this.team], MOST_CSMS)
        title, said = f"{hello}No account is in your own name", [line(f"{read}: {who}."), _lists()]
    elif this.team:
        whose = f"with {this.email}" if this.email else "with your e-mail"
        title = f"{hello}No account is in your name yet"
        said = [
            line(f"Whoever imports the accounts can change that: import them {whose} in the column csm_email."),
            line("Until then you can look up those of your team: ", ask("acme")),
        ]
    else:
        title = f"{hello}You are let in, but there is no account for you to read yet"
        whom = this.whom or "whoever runs Milepost here"
        said = [line(f"Ask {whom} to put you into a team, or to give you accounts.")]
    return Message(title=line(bold(title)), blocks=(Text(lines=tuple(said)),))


def _lists() -> Line:
    stuck, risk, renewals = ask("list stuck all"), ask("list at-risk all"), ask("list renewals all")
    return line("Look at their accounts: ", stuck, ", ", risk, ", ", renewals, ", or one by its name: ", ask("acme"))


def _try() -> Line:
    return line(
        "Any time: ",
        ask(),
        " for all of them, ",
        ask("acme"),
        " for one, ",
        ask_todos(),
        " for what is due",
    )


# Examples

_TEAM = (("Olga Owner", 12), ("Tim Teammate", 9))
FOUND = FirstDayFindings(41, 118, 12, 23, 9, ("Acme", "Globex", "Hooli", "Initech", "Umbrella"))
_TODAY = date(2026, 1, 5)
_NEAR = (NearEnd("Hooli", date(2026, 1, 9)), NearEnd("Acme", date(2026, 1, 12), True), NearEnd("Wonka", _TODAY))
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("First day, in place of the digest", render_first_day(FOUND, _TODAY)),
    (
        "First day, some end soon",
        render_first_day(replace(FOUND, near=_NEAR, near_more=2), _TODAY),
    ),
    ("First day, nothing missing", render_first_day(replace(FOUND, undated=0, roleless=0, unplaced=0), _TODAY)),
    ("Welcome", render_welcome("Olga Owner", FOUND, "08:00")),
    ("Welcome, without accounts", no_accounts(Unassigned("Sam Newman", "sam@milepost.example", team=_TEAM))),
    ("Welcome to a manager", no_accounts(Unassigned("Maya Manager", role="manager", team=_TEAM))),
    ("Welcome to a viewer", no_accounts(Unassigned("Vera Viewer", role="viewer", team=_TEAM))),
    ("Welcome to somebody without a team", no_accounts(Unassigned("Sam Newman", whom="Maya Manager"))),
)
