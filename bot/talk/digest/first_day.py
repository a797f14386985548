"""The first day is calm: what was found, what is missing, and where to start. No alarm before there is a baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from bot import actions
from bot.calendar import plural
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, ask, ask_todos, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, MilestoneReached, Person, Stakeholder
from bot.talk.digest.digest_rows import largest
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name, listed


@dataclass(frozen=True)
class FirstDayFindings:
    """What is known of a person's accounts: without a renewal date, people without a role, without a place on the
    journey (no stage came with them and no milestone is on record). largest: names."""

    accounts: int
    people: int = 0
    undated: int = 0
    roleless: int = 0
    unplaced: int = 0
    largest: tuple[str, ...] = ()


async def found(db: ReadSession, person_id: int) -> FirstDayFindings:
    """Counts over the active accounts of that person."""
    mine = (Account.csm_id == person_id, Account.status == "active")
    dated = exists().where(
        Contract.account_id == Account.id,
        Contract.retired.is_(False),
        or_(Contract.ends_on.is_not(None), Contract.notice_on.is_not(None)),
    )
    placed = exists().where(MilestoneReached.account_id == Account.id, MilestoneReached.period == Account.period)
    counted = select(
        func.count(),
        func.count().filter(~dated),
        func.count().filter(Account.entry_stage.is_(None), ~placed),
    ).where(*mine)
    accounts, undated, unplaced = (await db.execute(counted.select_from(Account))).one()
    known = (
        select(func.count(), func.count().filter(Stakeholder.role.is_(None)))
        .select_from(Stakeholder)
        .join(Account, Account.id == Stakeholder.account_id)
        .where(*mine, Stakeholder.status == "active")
    )
    people, roleless = (await db.execute(known)).one()
    return FirstDayFindings(accounts, people, undated, roleless, unplaced, tuple(await largest(db, person_id)))


async def first_day(db: ReadSession, person_id: int) -> Message:
    """In place of the first digest: what was found, without any alarm."""
    return render_first_day(await found(db, person_id))


def render_first_day(found: FirstDayFindings) -> Message:
    lines = [line(text) for text in _found_lines(found)]
    lines.append(line("No alerts today: I'm only learning how things stand."))
    return Message(
        title=line(f"Good morning. {plural(found.accounts, 'account')} found"), blocks=_with_buttons(found, lines)
    )


def _found_lines(found: FirstDayFindings) -> Iterator[str]:
    gaps = [
        f"{found.undated:,} {_have(found.undated)} no renewal date" if found.undated else "",
        f"{'1 person' if found.roleless == 1 else f'{found.roleless:,} people'} no role" if found.roleless else "",
        f"{found.unplaced:,} no place on the journey" if found.unplaced else "",
    ]
    said = listed([gap for gap in gaps if gap])
    if said:
        yield f"{said[:1].upper()}{said[1:]}."
    elif found.people:
        yield "Dates, roles and stages are all there."
    else:
        yield "Dates and stages are all there. Nobody at these accounts is known yet."
    if said and found.largest:
        count = len(found.largest)
        yield f"Start with your {f'{count} largest' if count > 1 else 'largest'}: {listed(found.largest)}."


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


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
    here = await found(db, reader.person_id)
    if not here.accounts:
        return no_accounts(reader.name, person.email if person else None)
    return render_welcome(reader.name, here, person.digest_at if person else "08:00")


def render_welcome(name: str, found: FirstDayFindings, digest_at: str) -> Message:
    lines: list[Line] = [line(text) for text in _found_lines(found)]
    lines.append(line(f"Your first digest comes at {digest_at} on your next working day."))
    return Message(
        title=line(bold(f"Hello {given_name(name)}. {plural(found.accounts, 'account')} of yours found")),
        blocks=(*_with_buttons(found, lines), Notes(lines=(_try(),))),
    )


def no_accounts(name: str, email: str | None) -> Message:
    """What a person sees who isn't the CSM of any account."""
    whose = f"with {email} in the column csm_email" if email else "with your e-mail in the column csm_email"
    return Message(
        title=line(bold(f"Hello {given_name(name)}. No account is in your name yet")),
        blocks=(
            Text(
                lines=(
                    line(f"Whoever imports the accounts can change that: import them {whose}."),
                    line("Until then you can look up any account: ", ask("acme")),
                )
            ),
        ),
    )


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

FOUND = FirstDayFindings(41, 118, 12, 23, 9, ("Acme", "Globex", "Hooli", "Initech", "Umbrella"))
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("First day, in place of the digest", render_first_day(FOUND)),
    ("First day, nothing missing", render_first_day(replace(FOUND, undated=0, roleless=0, unplaced=0))),
    ("Welcome", render_welcome("Olga Owner", FOUND, "08:00")),
    ("Welcome, without accounts", no_accounts("Sam Newman", "sam@milepost.example")),
)
