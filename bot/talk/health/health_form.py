"""A health score set by hand: the form, and what is said when it is saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot import actions
from bot.calendar import next_working_day, say_date
from bot.message import Actions, Button, DateInput, Form, Line, Message, NumberInput, Text, TextInput, ask, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, ChangeRecord, HealthOverride
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.text import possessive, shorten

USUAL_DAYS = 28


async def health_form(
    db: ReadSession,
    library: Library,
    account_id: int,
    reader: Reader,
    now: datetime,
    *,
    score: int | None = None,
    until: date | None = None,
    reason: str = "",
) -> Form | None:
    """The form, with what is known already. None where this workspace has no such account."""
    account = await db.get(Account, account_id)
    if account is None:
        return None
    facts = await db.get(AccountFacts, account_id)
    measured = None if facts is None else facts.health if facts.health_until is None else facts.health_measured
    standing = await _standing(db, account_id) if facts is not None and facts.health_until is not None else None
    if standing is not None:
        score, until = standing.score if score is None else score, until or standing.until
        reason = reason or standing.reason
    return draw_health_form(account_id, called(account.name), reader.today(now), measured, score, until, reason)


async def _standing(db: ReadSession, account_id: int) -> HealthOverride | None:
    o = HealthOverride
    return await db.scalar(select(o).where(o.account_id == account_id, o.ended_at.is_(None), o.undone_at.is_(None)))


def draw_health_form(
    account_id: int,
    name: str,
    today: date,
    measured: int | None,
    score: int | None = None,
    until: date | None = None,
    reason: str = "",
) -> Form:
    """Fields: score (0 to 100), until, reason."""
    now = "isn't known" if measured is None else f"is {measured}"
    intro: tuple[Line, ...] = (
        line(bold(name), f": its measured health {now}."),
        line(
            "Yours takes its place, in lists and rules too, until the day you name. The measured one stays beside it."
        ),
    )
    return Form(
        action=actions.HEALTH_SAVE,
        target=str(account_id),
        title="Health by hand",
        submit="Set it",
        intro=intro,
        inputs=(
            NumberInput(name="score", label="Health, from 0 to 100", value="" if score is None else str(score)),
            DateInput(
                name="until",
                label="Until",
                hint="At most 90 days from now",
                value=until or next_working_day(today + timedelta(days=USUAL_DAYS)),
            ),
            TextInput(
                name="reason",
                label="Why?",
                value=reason,
                placeholder="The sponsor left; nobody has taken over",
                hint="Everyone who sees the score sees this.",
                many_lines=True,
                most=300,
            ),
        ),
        instead=line("type ", ask(f"{name} health 40 until 3 Feb because the sponsor left"), "."),
    )


async def confirm_health(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What stands now, with Undo. None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    account = await db.get(Account, change.account_id) if change and change.account_id else None
    if change is None or account is None:
        return None
    ids = [entry["id"][0] for entry in change.after["rows"] if entry["table"] == "health_overrides" and entry["added"]]
    row = await db.get(HealthOverride, ids[0]) if ids else None
    name = called(account.name)
    if row is None:
        return health_lifted_message(account.id, name, change_id)
    return health_set_message(
        account.id, name, row.score, say_date(row.until, reader.today(now)), row.reason, change_id
    )


def health_set_message(account_id: int, name: str, score: int, until: str, reason: str, change_id: int) -> Message:
    said = (line(f"“{shorten(reason, 300)}”"), line(f"Until {until}, then what is measured counts again by itself."))
    title = line("Set: ", bold(possessive(name)), f" health is {score}")
    return Message(title=title, blocks=(Text(lines=said), _buttons(account_id, change_id)))


def health_lifted_message(account_id: int, name: str, change_id: int) -> Message:
    title = line("Lifted: ", bold(possessive(name)), " health is what is measured again")
    return Message(title=title, blocks=(_buttons(account_id, change_id),))


def _buttons(account_id: int, change_id: int) -> Actions:
    return Actions(
        elements=(
            Button(label="Health", action=actions.HEALTH, target=str(account_id)),
            Button(label="Card", action=actions.CARD, target=str(account_id)),
            Button(label="Undo", action=actions.UNDO, target=str(change_id)),
        )
    )


_TODAY = date(2026, 1, 6)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Health by hand", draw_health_form(1, "Acme", _TODAY, 74)),
    ("Health by hand, typed in part", draw_health_form(1, "Acme", _TODAY, None, 40, None, "the sponsor left")),
    ("Health by hand, set", health_set_message(1, "Acme", 40, "Tue 3 Feb", "the sponsor left", 9)),
    ("Health by hand, lifted", health_lifted_message(1, "Acme", 10)),
)
