"""A whole list as a CSV file: a row an account, everything that the list shows, and what pivots ask for."""

import csv
import io
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.calendar import plural
from bot.journey.accounts.selection import ListQuery
from bot.message import File, Message, Text, bold, code, line, our_chat
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_lists import AccountList, Row, counted, on_list
from bot.talk.portfolio.lists import kind_of
from bot.text import clean

MOST, AT_ONCE = 5_000, 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would reckon
BEFORE = ("Account", "Key", "CSM", "Tier", "Segment")


@dataclass(frozen=True)
class ListFile:
    """rows: how many accounts stand in it, of so many on the list. of: what stands in it, one and several."""

    file: File
    rows: int
    accounts: int
    of: tuple[str, str] = ("account", "accounts")


async def list_file(db: ReadSession, library: Library, query: ListQuery, reader: Reader, now: datetime) -> ListFile:
    kind, today = kind_of(query), reader.today(now)
    here = on_list(select(Account.id), kind, query, today).order_by(*kind.order(), Account.name)
    ids = list((await db.one_statement(here)).scalars())
    views: list[AccountView] = []
    for begin in range(0, len(ids[:MOST]), AT_ONCE):
        some = ids[begin : min(begin + AT_ONCE, MOST)]
        found = await load_accounts(db, library, some, now)
        views += [found[number] for number in some if number in found]
    text = as_csv(kind, query, views, reader, now)
    name = f"{query.word}-{today.isoformat()}.csv"
    content = b64encode(text.encode("utf-8-sig")).decode()  # with the mark by which Excel knows UTF-8
    return ListFile(
        File(name=name, alt=f"{name}: {plural(len(views), 'account')}", base64=content), len(views), len(ids)
    )


def as_csv(kind: AccountList, query: ListQuery, views: list[AccountView], reader: Reader, now: datetime) -> str:
    """Money stands in a column a currency, in whole units, so that sums don't mix them."""
    today = reader.today(now)
    of = {view.account.id: counted(kind, query, view, today) for view in views}
    currencies = sorted({contract.currency or "" for some in of.values() for contract in some if contract.amount})
    titles = [column.title for column in kind.columns[1:] if column.title != "A year"]
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow([*BEFORE, *titles, *(f"A year, {currency or 'no currency'}" for currency in currencies)])
    for view in views:
        sheet.writerow([defused(cell) for cell in _cells(kind, view, of[view.account.id], currencies, reader, now)])
    return out.getvalue()


def _cells(
    kind: AccountList,
    view: AccountView,
    contracts: list[Contract],
    currencies: list[str],
    reader: Reader,
    now: datetime,
) -> Row:
    account = view.account
    said = kind.row(view, reader, now)
    listed = [cell for column, cell in zip(kind.columns, said, strict=True) if column.title != "A year"]
    amounts = [
        sum(one.amount for one in contracts if one.amount and (one.currency or "") == currency)
        for currency in currencies
    ]
    csm = view.csm.name if view.csm else ""
    before = (account.name, account.key, csm, account.tier or "", account.segment or "")
    return (*(clean(cell) for cell in before), *listed[1:], *(f"{amount:.2f}" if amount else "" for amount in amounts))


def defused(cell: str) -> str:
    """No cell is a formula: names come from other people's files, and a spreadsheet would run them."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def sent_message(sent: ListFile) -> Message:
    said = line(f"{plural(sent.rows, *sent.of)}, a row each. It is in ", our_chat(), ": ", code(sent.file.name))
    more = sent.accounts - sent.rows
    left_out = (line(f"{plural(more, 'account')} more would not fit; choose a CSM, tier or segment for the rest."),)
    return Message(title=line(bold("The list as a file")), blocks=(Text(lines=(said, *(left_out if more else ()))),))


EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "journey list at-risk as file",
        sent_message(ListFile(File(name="at-risk-2026-01-06.csv", alt="", base64=""), 14, 14)),
    ),
)
