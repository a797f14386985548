"""`/journey list wishes`: what customers wish for, with what they pay; and what became of one (method A14)."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.accounts.selection import Selection
from bot.message import (
    Actions,
    Button,
    ChoiceInput,
    Column,
    File,
    Form,
    Message,
    Notes,
    Option,
    Select,
    Table,
    Text,
    TextInput,
    ask,
    bold,
    line,
)
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Person, Saying, Stakeholder
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name
from bot.talk.portfolio.list_file import ListFile, defused
from bot.talk.portfolio.list_totals import in_currencies
from bot.talk.quotes.said_rows import SaidRow, said_rows, total_of
from bot.talk.quotes.said_words import BECAME, quoted
from bot.talk.said.lacked import Lacked, lacked, lacked_blocks
from bot.text import clean, shorten

SHOWN = 20
TITLES = ("Account", "Key", "CSM", "Tier", "Segment", "Wish", "Who", "Wished on", "Became", "On", "Told them on")


async def wishes(db: ReadSession, selection: Selection, reader: Reader, now: datetime) -> Message:
    """Those of the accounts that are meant: what is open first, the largest accounts first."""
    rows = await said_rows(db, "wish", selection)
    return wishes_message(rows, reader.today(now), await lacked(db, selection))


def wishes_message(rows: Sequence[SaidRow], today: date, left: Sequence[Lacked] = ()) -> Message:
    """left: what those who left had lacked."""
    if not rows:
        teaches = line("Say one with ", ask("acme log wish: an offline mode"), ", or choose it in the log's form.")
        return Message(title=line(bold("No wishes yet")), blocks=(Text(lines=(teaches,)), *lacked_blocks(left)))
    accounts = len({row.account.id for row in rows})
    worth = ", ".join(in_currencies(total_of(rows)))
    title = f"{plural(len(rows), 'wish', 'wishes')} from {plural(accounts, 'account')}"
    columns = (Column(title="Wish"), Column(title="Account"), Column(title="A year"), Column(title="Became"))
    cells = tuple(
        (shorten(row.text, 80), _account(row), ", ".join(in_currencies(row.amounts)) or "unknown", _became(row, today))
        for row in rows[:SHOWN]
    )
    options = tuple(
        Option(label=shorten(f"{called(row.account.name, 28)}: {row.text}", 70), value=str(row.saying.id))
        for row in rows[:SHOWN]
    )
    menu = Select(label="What became of one?", action=actions.WISH, target="", options=options)
    as_file = Button(label="As file", action=actions.LIST, target="wishes all as file")
    more = f"{len(rows) - SHOWN:,} more in the file. " if len(rows) > SHOWN else ""
    notes = (line(f"{more}Open ones first, from the largest accounts. An account counts once in the sum."),)
    return Message(
        title=line(bold(title), f" · {worth} a year" if worth else ""),
        blocks=(
            Table(columns=columns, rows=cells),
            Actions(elements=(menu, as_file)),
            *lacked_blocks(left),
            Notes(lines=notes),
        ),
    )


def _account(row: SaidRow) -> str:
    return called(row.account.name) + (" (left us)" if row.account.status == "churned" else "")


def _became(row: SaidRow, today: date) -> str:
    saying = row.saying
    if saying.outcome is None:
        return "open"
    told = f", told {say_date(saying.told_on, today)}" if saying.told_on else ", not told yet"
    return BECAME.get(saying.outcome, saying.outcome) + told


# As a file


async def wishes_file(db: ReadSession, selection: Selection, reader: Reader, now: datetime) -> ListFile:
    """A row a wish; money stands in a column a currency, so that sums don't mix them."""
    rows, today = await said_rows(db, "wish", selection), reader.today(now)
    name = f"wishes-{today.isoformat()}.csv"
    content = b64encode(as_csv(rows).encode("utf-8-sig")).decode()
    file = File(name=name, alt=f"{name}: {plural(len(rows), 'wish', 'wishes')}", base64=content)
    return ListFile(file, len(rows), len(rows), ("wish", "wishes"))


def as_csv(rows: Sequence[SaidRow]) -> str:
    currencies = sorted({currency or "" for row in rows for currency in row.amounts})
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow([*TITLES, *(f"A year, {currency or 'no currency'}" for currency in currencies)])
    for row in rows:
        sheet.writerow([defused(cell) for cell in _cells(row, currencies)])
    return out.getvalue()


def _cells(row: SaidRow, currencies: Sequence[str]) -> tuple[str, ...]:
    account, saying = row.account, row.saying
    days = (saying.said_on, saying.settled_on, saying.told_on)
    said, settled, told = (day.isoformat() if day else "" for day in days)
    about = (account.name, account.key, row.csm, account.tier or "", account.segment or "", row.text, row.who)
    became = BECAME.get(saying.outcome or "", "")
    paid = {currency or "": amount for currency, amount in row.amounts.items()}
    amounts = (f"{paid[one]:.2f}" if one in paid else "" for one in currencies)
    return (*(clean(cell) for cell in about), said, became, settled, told, *amounts)


# What became of one


async def wish_form(db: ReadSession, saying_id: int) -> Form | None:
    """None where that wish isn't there (any more)."""
    saying = await db.get(Saying, saying_id)
    if saying is None or saying.kind != "wish" or saying.undone_at is not None:
        return None
    account = await db.get_one(Account, saying.account_id)
    return draw_wish_form(saying.id, called(account.name), saying.words, saying.outcome or "", saying.note)


def draw_wish_form(saying_id: int, name: str, words: str, outcome: str = "", note: str = "") -> Form:
    """Fields: outcome (planned | shipped | wont), note."""
    choices = (("planned", "Planned"), ("shipped", "Shipped"), ("wont", "Won't come"))
    wished = (f" wished for {quoted(words)}.",) if words else (" had a wish.",)
    return Form(
        action=actions.WISH_SAVE,
        target=str(saying_id),
        title="What became of it?",
        submit="Save",
        intro=(line(bold(name), *wished, " Whoever looks after them tells them."),),
        inputs=(
            ChoiceInput(
                name="outcome",
                label="It is",
                options=tuple(Option(label=label, value=key) for key, label in choices),
                value=(outcome,) if outcome in dict(choices) else (),
                spread=True,
            ),
            TextInput(
                name="note",
                label="What may they read about it?",
                value=note,
                placeholder="It comes with the spring release",
                hint="A sentence. It goes into the draft as you write it.",
                optional=True,
                most=300,
            ),
        ),
    )


async def confirm_wish(
    db: ReadSession, saying_id: int, cta_id: int | None, change_id: int, reader: Reader
) -> Message | None:
    saying = await db.get(Saying, saying_id)
    cta = await db.get(Cta, cta_id) if cta_id is not None else None
    if saying is None or cta is None:
        return None
    account = await db.get_one(Account, saying.account_id)
    person = await db.get(Stakeholder, saying.stakeholder_id) if saying.stakeholder_id else None
    owner = await db.get(Person, cta.owner_id) if cta.owner_id and not reader.is_me(cta.owner_id) else None
    whom = called(person.name) if person else "them"
    whose = f"{given_name(owner.name)} has" if owner else "You have"
    return wish_saved_message(
        called(account.name), saying.words, saying.outcome or "", f"{whose} a to-do to tell {whom}.", cta.id, change_id
    )


def wish_saved_message(name: str, words: str, outcome: str, after: str, cta_id: int, change_id: int) -> Message:
    said = f" wished for {quoted(words, 80)}: " if words else "'s wish: "
    buttons = (
        Button(label="Draft the letter", action=actions.DRAFT, target=f"todo/{cta_id}", style="primary"),
        Button(label="All wishes", action=actions.LIST, target="wishes all"),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(
        title=line(bold(name), said, bold(BECAME.get(outcome, outcome))),
        blocks=(Text(lines=(line(after),)), Actions(elements=buttons)),
    )


def _example(number: int, name: str, text: str, amount: int, outcome: str | None = None) -> SaidRow:
    account = Account(id=number, name=name, key=name.casefold(), status="active")
    saying = Saying(id=number, kind="wish", words=text, outcome=outcome, said_on=date(2026, 1, 2), account_id=number)
    saying.told_on = date(2026, 1, 5) if outcome == "shipped" else None
    return SaidRow(saying, account, text, "Olga", "Dana Reyes", None, {"EUR": Decimal(amount)})


_ROWS = (
    _example(1, "Acme", "an offline mode for site visits", 120_000),
    _example(2, "Hooli", "export to their own warehouse", 80_000, "planned"),
    _example(3, "Globex", "sign-on with their own accounts", 60_000, "shipped"),
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("journey list wishes", wishes_message(_ROWS, date(2026, 1, 6))),
    ("journey list wishes, none", wishes_message((), date(2026, 1, 6))),
    ("What became of a wish", draw_wish_form(1, "Acme", "an offline mode for site visits")),
    (
        "What became of a wish, saved",
        wish_saved_message(
            "Acme", "an offline mode for site visits", "planned", "You have a to-do to tell Dana Reyes.", 4, 9
        ),
    ),
)
