"""What a digest only counts: a form in which several are answered together. The forecasts that it asks for have
another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot import actions
from bot.calendar import plural, say_date
from bot.errors import UserError
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    DateInput,
    Form,
    Line,
    Message,
    Option,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.contract_terms import CALLS
from bot.store.ranking import counts_today, pressing_first
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Cta, Outgoing
from bot.talk.account.read_account import load_accounts
from bot.talk.digest.answer_menu import friday_after
from bot.talk.digest.reading.digest_rows import mine
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import shortly
from bot.talk.phrases.words import a_year, called, listed
from bot.talk.renewal.call_buttons import HOW_SURE
from bot.talk.todos.alerts.example_briefs import ACME, RENEWAL
from bot.talk.todos.brief import Brief, briefs
from bot.talk.todos.todo_list import due_words
from bot.text import shorten

TICKS = 10  # as many check boxes as every platform shows
MOST = 20  # accounts of one form of forecasts
FORECASTS = tuple((call, f"Forecast: {call}") for call in CALLS)
DEEDS = (
    ("reached-out", "I reached out"),
    ("later", "Later, until the day below"),
    ("not-a-problem", "Not a problem, because …"),
    ("done", "Done"),
)


async def owner_of(db: ReadSession, digest_id: int, reader: Reader) -> tuple[int, list[int]]:
    """Whose to-dos a digest (by its outbox id) is about, and those that it shows; the reader's own without one."""
    row = await db.get(Outgoing, digest_id)
    if row is None or row.workspace_id != reader.workspace_id or row.kind != "digest":
        return reader.person_id, []
    return int(row.refs.get("for", row.person_id or 0)), _shown(row.refs)


def _shown(refs: Mapping[str, Any]) -> list[int]:
    """What stands in it. `ctas` has besides what was left out as the morning before said the same: that waits."""
    if "items" not in refs:
        return [int(number) for number in refs.get("ctas", ())]
    entries = (*refs["items"], *refs.get("also", ()))
    return [int(number) for one in entries for number in (*one["todos"], *one.get("beside", ()))]


async def waiting_form(db: ReadSession, library: Library, digest_id: int, reader: Reader, now: datetime) -> Form | None:
    """What counts today and isn't among what the digest shows; None where nothing waits any more."""
    today = reader.today(now)
    owner, shown = await owner_of(db, digest_id, reader)
    ranked = (
        select(Cta)
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(mine(owner), counts_today(today, reader.midnight(today)), Cta.id.not_in(shown))
        .order_by(*pressing_first(today))
    )
    rows = list(await db.scalars(ranked.limit(TICKS)))
    return draw_waiting(digest_id, await briefs(db, library, rows, reader, now), today) if rows else None


def draw_waiting(digest_id: int, waiting: Sequence[Brief], today: date) -> Form:
    """Fields: todos (ids), deed (a forecast too, where a renewal waits), until, why."""
    options = tuple(Option(label=_tick(brief, today), value=str(brief.cta_id)) for brief in waiting)
    calls = FORECASTS if any(brief.calls for brief in waiting) else ()
    deeds = tuple(Option(label=label, value=value) for value, label in (*DEEDS, *calls))
    return Form(
        action=actions.WAITING_SAVE,
        target=str(digest_id),
        title="What waits",
        submit="Answer",
        intro=(line("Tick what you answer together. The rest stays as it is."),),
        inputs=(
            ChoiceInput(name="todos", label="Which?", options=options, several=True, spread=True),
            ChoiceInput(name="deed", label="What about them?", options=deeds, value=("reached-out",)),
            DateInput(name="until", label="Later: until", value=friday_after(today), optional=True),
            TextInput(name="why", label="Not a problem: because …", optional=True, most=500),
        ),
        instead=line("ask for your to-dos: each has its buttons there."),
    )


def _tick(brief: Brief, today: date) -> str:
    value = f", {brief.value}" if brief.value else ""
    about = f"{brief.name}{value}: {shortly(brief.why, 40)}" if brief.name else shorten(brief.why, 50)
    return shorten(f"{about} · {due_words(brief.due_on, today)}", 75)


async def renewing_accounts(
    db: ReadSession, library: Library, cta_ids: Sequence[int], reader: Reader, now: datetime
) -> list[int]:
    """The accounts whose renewal those to-dos are about. Raises UserError naming those about something else."""
    rows = {cta.id: cta for cta in await db.scalars(select(Cta).where(Cta.id.in_(cta_ids)))}
    found = await briefs(db, library, [rows[one] for one in cta_ids if one in rows], reader, now)
    if not found:
        raise UserError("Tick at least one.", field="todos")
    others = [brief.name or brief.why for brief in found if not brief.calls]
    if others:
        verb = "isn't" if len(others) == 1 else "aren't"
        raise UserError(
            f"{listed(others, 3)} {verb} about a renewal. Untick that, or say something else.", field="todos"
        )
    return list(dict.fromkeys(brief.account_id for brief in found if brief.account_id is not None))


async def names_of(db: ReadSession, cta_ids: Collection[int]) -> list[str]:
    """What those to-dos are about: accounts, else their titles."""
    rows = await db.execute(
        select(Account.name, Cta.title)
        .select_from(Cta)
        .outerjoin(Account, Account.id == Cta.account_id)
        .where(Cta.id.in_(cta_ids))
        .order_by(Cta.id)
    )
    return list(dict.fromkeys(called(name or title or "missing data") for name, title in rows))


def confirm_together(deed: str, names: Sequence[str], change_id: int, until: date | None, today: date) -> Message:
    """ "Put off until Fri 16 Jan: Acme, Globex and 2 more"."""
    day = say_date(until, today) if until else ""
    said = {
        "reached-out": "Noted that you reached out",
        "later": f"Put off until {day}",
        "not-a-problem": "Closed, not a problem",
        "done": "Done",
    }[deed]
    more = f"I'll look again {day}." if deed == "reached-out" else ""
    return _done(f"{said}: {listed(list(names))}", more, change_id)


def _done(title: str, more: str, change_id: int) -> Message:
    blocks: tuple[Block, ...] = (Text(lines=(line(more),)),) if more else ()
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=(undo,))))


async def of_one_cause(db: ReadSession, digest_id: int, reader: Reader) -> list[int]:
    """The to-dos of that digest that probably have one cause."""
    row = await db.get(Outgoing, digest_id)
    if row is None or row.workspace_id != reader.workspace_id or row.kind != "digest":
        return []
    return [int(number) for one in row.refs.get("items", ()) if one.get("ours") for number in one["todos"]]


# Forecasts


async def asked_accounts(db: ReadSession, digest_id: int, reader: Reader) -> list[int]:
    """The accounts whose forecast that digest asks for."""
    row = await db.get(Outgoing, digest_id)
    if row is None or row.workspace_id != reader.workspace_id or row.kind != "digest":
        return []
    asking = [number for one in row.refs.get("items", ()) if one.get("forecasts") for number in one["todos"]]
    found = await db.scalars(select(Cta.account_id).where(Cta.id.in_(asking)).order_by(Cta.id))
    return [*(number for number in found if number is not None), *row.refs.get("renewals", ())]


async def forecasts_form(
    db: ReadSession, library: Library, account_ids: Sequence[int], digest_id: int, reader: Reader, now: datetime
) -> Form | None:
    """One choice for each account that has a contract, the nearest day first; None where there is none."""
    views = await load_accounts(db, library, list(dict.fromkeys(account_ids))[:MOST], now)
    today = reader.today(now)
    nearest = sorted(views.values(), key=lambda view: (view.facts and view.facts.deadline_on) or date.max)
    asked = [
        (
            view.account.id,
            _renews(called(view.account.name, 30), a_year(view.contracts, today), view.facts, today),
        )
        for view in nearest
        if view.contracts
    ]
    return draw_forecasts(asked, digest_id) if asked else None


def _renews(name: str, value: Sequence[str], facts: AccountFacts | None, today: date) -> str:
    day = facts.deadline_on if facts else None
    by = f"by {say_date(day, today)}" if day else ""
    return " · ".join(part for part in (name, value[0] if value else "", by) if part)


def draw_forecasts(asked: Sequence[tuple[int, str]], digest_id: int) -> Form:
    """Fields: one by each account's id."""
    options = tuple(Option(label=label, value=value) for value, label in HOW_SURE)
    return Form(
        action=actions.FORECASTS_SAVE,
        target=str(digest_id),
        title="Forecasts",
        submit="Save",
        intro=(line(f"What do you expect of {plural(len(asked), 'renewal')}? What you leave empty stays open."),),
        inputs=tuple(
            ChoiceInput(name=str(number), label=words, options=options, optional=True) for number, words in asked
        ),
        instead=line("open one account and choose its renewal."),
    )


def confirm_forecasts(set_: Sequence[tuple[str, str]], change_id: int) -> Message:
    """set_: name and forecast."""
    lines: list[Line] = [line(bold(name), f": {call}") for name, call in set_]
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    title = f"{plural(len(set_), 'forecast')} saved"
    return Message(title=line(bold(title)), blocks=(Text(lines=tuple(lines)), Actions(elements=(undo,))))


# Examples

_TODAY = date(2026, 1, 6)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Form: what waits", draw_waiting(40, (ACME, RENEWAL), _TODAY)),
    ("Answered together", confirm_together("later", ("Acme", "Initech"), 9, date(2026, 1, 9), _TODAY)),
    ("Form: forecasts", draw_forecasts(((12, "Acme · 120k EUR · by Tue 13 Jan"), (13, "Initech · 80k USD")), 40)),
    ("Forecasts saved", confirm_forecasts((("Acme", "commit"), ("Initech", "at risk")), 9)),
)
