"""What accounts that left had lacked (method B12): the reasons of their post-mortems and the wishes they left with,
each with how many accounts and what they paid a year. For those who build the product."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, select

from bot.calendar import plural
from bot.journey.accounts.selection import Selection
from bot.journey.figures.value_lost import was_paid
from bot.journey.steps.step_query import is_lost
from bot.message import Block, Column, File, Heading, Table
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, PostMortem
from bot.talk.phrases.words import called, capital
from bot.talk.portfolio.list_file import defused
from bot.talk.portfolio.list_totals import in_currencies
from bot.talk.quotes.said_rows import said_rows
from bot.talk.renewal.post_mortem import IN_A_SENTENCE
from bot.text import clean, compared, shorten

Paid = Mapping[str | None, Decimal]
SHOWN, NAMED = 10, 3


@dataclass
class Lacked:
    """A reason, or a wish in their words. accounts: names, by id; paid: what each paid a year; words: what was written
    with the reason."""

    what: str
    is_wish: bool
    accounts: dict[int, str] = field(default_factory=dict)
    paid: dict[int, Paid] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    @property
    def worth(self) -> dict[str | None, Decimal]:
        """Each account once; currencies apart."""
        found: dict[str | None, Decimal] = {}
        for amounts in self.paid.values():
            for currency, amount in amounts.items():
                found[currency] = found.get(currency, Decimal(0)) + amount
        return found


async def lacked(db: ReadSession, selection: Selection) -> tuple[Lacked, ...]:
    """What most accounts lacked first; wishes that were fulfilled in time aren't among them."""
    paid = await _paid(db, selection)
    found: dict[str, Lacked] = {}
    for account, reason, words in await _post_mortems(db, selection):
        one = found.setdefault(f"reason {reason}", Lacked(IN_A_SENTENCE.get(reason, reason), is_wish=False))
        _add(one, account, paid)
        one.words += [clean(words)] if words else []
    for row in await said_rows(db, "wish", selection):
        if row.account.status == "churned" and row.saying.outcome != "shipped":
            _add(found.setdefault(f"wish {compared(row.text)}", Lacked(row.text, is_wish=True)), row.account, paid)
    return tuple(sorted(found.values(), key=lambda one: (-len(one.accounts), one.is_wish, one.what)))


def _add(one: Lacked, account: Account, paid: Mapping[int, Paid]) -> None:
    one.accounts[account.id] = called(account.name, 40)
    one.paid[account.id] = paid.get(account.id, {})


async def _post_mortems(db: ReadSession, selection: Selection) -> Sequence[tuple[Account, str, str]]:
    p, a = PostMortem, Account
    told = and_(p.account_id == a.id, p.period == a.period)
    rows = await db.execute(select(a, p.reason, p.words).join(p, told).where(is_lost(), *selection.where()))
    return [(account, reason, words) for account, reason, words in rows]


async def _paid(db: ReadSession, selection: Selection) -> dict[int, dict[str | None, Decimal]]:
    """What lost accounts paid a year."""
    a, c = Account, Contract
    rows = await db.execute(
        select(a.id, c.currency, func.sum(c.amount))
        .join(c, was_paid())
        .where(is_lost(), *selection.where())
        .group_by(a.id, c.currency)
    )
    found: dict[int, dict[str | None, Decimal]] = {}
    for account, currency, amount in rows:
        found.setdefault(account, {})[currency] = amount or Decimal(0)
    return found


def lacked_blocks(found: Sequence[Lacked]) -> tuple[Block, ...]:
    """Nothing where nobody left, or nobody said why."""
    if not found:
        return ()
    columns = (Column(title="They left without"), Column(title="Accounts"), Column(title="A year"))
    rows = tuple((_what(one), _who(one), ", ".join(in_currencies(one.worth)) or "unknown") for one in found[:SHOWN])
    return Heading(text="What those who left lacked"), Table(columns=columns, rows=rows)


def _what(one: Lacked) -> str:
    if one.is_wish:
        return f"Wish: {shorten(one.what, 70)}"
    said = f": “{shorten(one.words[0], 70)}”" if one.words else ""
    return f"{capital(one.what)}{said}"


def _who(one: Lacked) -> str:
    names = list(one.accounts.values())
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{len(names)}: {', '.join(names[:NAMED])}{more}"


def lacked_file(found: Sequence[Lacked], today: date) -> File | None:
    """A row an account and reason or wish; money in a column a currency. None where there is nothing."""
    if not found:
        return None
    currencies = sorted({currency or "" for one in found for amounts in one.paid.values() for currency in amounts})
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(["Lacked", "Kind", "Account", *(f"A year, {one or 'no currency'}" for one in currencies)])
    rows = 0
    for one in found:
        for number, name in one.accounts.items():
            amounts = {currency or "": amount for currency, amount in one.paid[number].items()}
            cells = [f"{amounts[each]:.2f}" if each in amounts else "" for each in currencies]
            kind = "wish" if one.is_wish else "reason"
            sheet.writerow([defused(cell) for cell in (clean(one.what), kind, name, *cells)])
            rows += 1
    name = f"left-without-{today.isoformat()}.csv"
    content = b64encode(out.getvalue().encode("utf-8-sig")).decode()
    return File(name=name, alt=f"{name}: {plural(rows, 'row')}", base64=content)


__all__ = ["Lacked", "lacked", "lacked_blocks", "lacked_file"]
