"""/journey renewals, at-risk, stuck: whole lists with totals; a row an account, or a row a CSM, tier or segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal, select

from bot import actions
from bot.calendar import plural, say_age, say_date
from bot.journey.accounts.not_renewed import NOBODY, Leaving, leaving
from bot.journey.accounts.selection import Selection
from bot.message import Actions, Block, Button, Column, Line, Message, Notes, Span, Table, Text, ask, bold, code, line
from bot.playbook.models import Library
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import materialized, total
from bot.store.tables import Account, AccountFacts, Contract, Person
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, listed, money
from bot.talk.portfolio.account_lists import (
    AT_RISK,
    KINDS,
    RENEWING,
    STUCK,
    AccountList,
    Row,
    first_ones,
    how_many,
    on_list,
)
from bot.talk.portfolio.judged import Judged, judged
from bot.text import possessive, shorten

SHOWN, GROUPS_SHOWN, OPENED = 25, 30, 3
BY_KIND = {kind.word: kind for kind in KINDS}
MEANS = {
    RENEWING.word: "A notice date or a contract's end in the next 120 days; the nearest first.",
    AT_RISK.word: "In the lowest health band, the CSM is worried, or many like it left; the largest first.",
    STUCK.word: "Longer at a milestone than is usual; the most overdue first.",
}
NOTHING = {
    RENEWING.word: "No notice date or contract end in the next 120 days.",
    AT_RISK.word: "No account is in the lowest health band, and no CSM is worried about one.",
    STUCK.word: "No account is longer at its milestone than is usual.",
}
TEACHES = {
    RENEWING.word: line("Dates come with the contracts file, or from an account's ", code("renewal"), "."),
    AT_RISK.word: line("Worried about one all the same? Say so with ", code("Your view"), " on its card."),
    STUCK.word: line("Without a start date nobody can tell how long an account has been there."),
}
ALL_JUDGED = Judged()
WHERE_ARE_THEY = Button(label="Where are they?", action=actions.SETUP, target="stages")
TITLES = {RENEWING.word: "renew within 120 days", AT_RISK.word: "at risk", STUCK.word: "stuck"}


@dataclass(frozen=True)
class AccountGroup:
    """One CSM, tier or segment: how many accounts, and what they pay a year in each currency."""

    name: str
    accounts: int
    values: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """whose: "" all of the workspace, "you", or a CSM's name. only: "mid tier", "retail segment".
    values: totals per currency; unpriced: accounts without an amount. others: so many of the workspace are on it.
    leaving: not to be renewed, and still running. in_team: the reader sees no others than their team's.
    judged: where it is empty, of whom that could be told."""

    word: str
    today: date
    count: int
    whose: str = ""
    only: str = ""
    rows: tuple[Row, ...] = ()
    by: str = ""
    groups: tuple[AccountGroup, ...] = ()
    values: tuple[str, ...] = ()
    unpriced: int = 0
    opens: tuple[tuple[int, str], ...] = ()
    usage_on: date | None = None
    others: int = 0
    next_one: tuple[str, date] | None = field(default=None)
    leaving: Leaving = NOBODY
    in_team: bool = False
    judged: Judged = ALL_JUDGED


async def roster(
    db: ReadSession, library: Library, word: str, selection: Selection, by: str, reader: Reader, now: datetime
) -> Message:
    """The list of that name among those accounts. by: csm | tier | segment, "": one row an account."""
    kind, today = BY_KIND[word], reader.today(now)
    groups, values, unpriced, count = await _totals(db, kind, selection, by, today)
    views = await first_ones(db, library, kind, selection, reader, now, SHOWN) if count and not by else []
    everywhere = 0 if count or selection == Selection() else await how_many(db, kind, Selection(), today)
    return account_table_message(Roster(
        word=word, today=today, count=count, whose=await _whose(db, selection, reader), only=_only(selection),
        rows=tuple(_row(kind, view, selection, reader, now) for view in views), by=by, groups=groups, values=values,
        unpriced=unpriced, opens=tuple((view.account.id, view.account.name) for view in views[:OPENED]),
        usage_on=await db.scalar(select(func.max(AccountFacts.kpi_newest_on))) if kind is AT_RISK and count else None,
        others=everywhere,
        next_one=await _next_renewal(db, selection, today) if kind is RENEWING and not count else None,
        leaving=await leaving(db, today, selection, whole=False) if kind is RENEWING else NOBODY,
        in_team=db.sight.limited, judged=ALL_JUDGED if count else await judged(db, word, selection),
    ))  # fmt: skip


def _row(kind: AccountList, view: Any, selection: Selection, reader: Reader, now: datetime) -> Row:
    name, *rest = kind.row(view, reader, now)
    csm = () if selection.csm_id is not None else (called(view.csm.name, 24) if view.csm else "nobody",)
    return (name, *csm, *rest)


async def _whose(db: ReadSession, selection: Selection, reader: Reader) -> str:
    if selection.csm_id is None or reader.is_me(selection.csm_id):
        return "" if selection.csm_id is None else "you"
    return called(await db.scalar(select(Person.name).where(Person.id == selection.csm_id)) or "a CSM")


def _only(selection: Selection) -> str:
    parts = [f"{called(selection.tier)} tier"] if selection.tier else []
    return ", ".join([*parts, f"{called(selection.segment)} segment"] if selection.segment else parts)


async def _next_renewal(db: ReadSession, selection: Selection, today: date) -> tuple[str, date] | None:
    row = (
        await db.execute(
            select(Account.name, AccountFacts.deadline_on)
            .join(AccountFacts, AccountFacts.account_id == Account.id)
            .where(*selection.where(), Account.status == "active", AccountFacts.deadline_on >= today)
            .order_by(AccountFacts.deadline_on)
            .limit(1)
        )
    ).first()
    return (row[0], row[1]) if row and row[1] else None


# Totals, in the database


async def _totals(
    db: ReadSession, kind: AccountList, selection: Selection, by: str, today: date
) -> tuple[tuple[AccountGroup, ...], tuple[str, ...], int, int]:
    """Groups (with `by`), totals per currency, how many accounts have no amount, and how many accounts there are."""
    counts, sums = _summed(on_list(_labelled(by), kind, selection.ours(), today))
    counted = (await db.one_statement(counts)).all()
    amounts: dict[Any, dict[str | None, Decimal]] = {}
    whole: dict[str | None, Decimal] = {}
    paid: Sequence[Any] = (await db.one_statement(sums)).all() if counted else []
    for name, currency, amount in paid:
        amounts.setdefault(name, {})[currency] = amount
        whole[currency] = whole.get(currency, Decimal(0)) + amount
    made = (AccountGroup(_label(row.label, by), row.accounts, _said(amounts.get(row.label, {}))) for row in counted)
    groups = tuple(sorted(made, key=lambda one: (-one.accounts, one.name))) if by else ()
    accounts = sum(row.accounts for row in counted)
    return groups, _said(whole), accounts - sum(row.priced for row in counted), accounts


def _labelled(by: str) -> Select[Any]:
    csm = select(Person.name).where(Person.id == Account.csm_id).correlate(Account).scalar_subquery()
    labels: dict[str, Any] = {"csm": csm, "tier": Account.tier, "segment": Account.segment}
    return select(Account.id, labels.get(by, literal("")).label("label"))


def _summed(accounts: Select[Any]) -> tuple[Select[Any], Select[Any]]:
    """Per label: how many accounts, and how many of them have an amount; and per currency what they pay a year."""
    on = materialized(accounts.cte("listed")).c
    paid = (Contract.retired.is_(False), Contract.amount.is_not(None))
    has_amount = exists().where(Contract.account_id == on.id, *paid).correlate(on.id.table)
    counts = select(on.label, func.count().label("accounts"), total(case((has_amount, 1), else_=0)).label("priced"))
    # Both wrapped, so that SQLite looks up the contracts of the listed accounts instead of going through all contracts.
    sums = (
        select(on.label, Contract.currency, func.sum(Contract.amount))
        .join_from(on.id.table, Contract, and_(Contract.account_id == on.id + 0, *paid))
        .where(ours(Contract, indexed=False))
    )
    return counts.group_by(on.label), sums.group_by(on.label, Contract.currency)


def _label(name: str | None, by: str) -> str:
    return called(name) if name else "nobody" if by == "csm" else f"no {by}"


def _said(amounts: Mapping[str | None, Decimal]) -> tuple[str, ...]:
    ordered = sorted(amounts.items(), key=lambda item: (-item[1], item[0] or ""))
    return tuple(money(amount, currency) for currency, amount in ordered)


# Drawing


def account_table_message(this: Roster) -> Message:
    if not this.count:
        return Message(title=line(bold(_title(this))), blocks=_empty(this))
    blocks: list[Block] = [Text(lines=(line(_sum(this)),))]
    blocks.append(_grouped(this) if this.by else Table(columns=_columns(this), rows=this.rows))
    if this.opens and not this.by:
        buttons = (
            Button(label=f"Open {shorten(name, 30)}", action=actions.CARD, target=str(i)) for i, name in this.opens
        )
        blocks.append(Actions(elements=tuple(buttons)))
    if this.leaving.accounts:
        blocks.append(Text(lines=(_not_renewed(this),)))
    return Message(title=line(bold(_title(this))), blocks=(*blocks, Notes(lines=_notes(this))))


def _title(this: Roster) -> str:
    only = f"{f' by {_group_name(this)}' if this.by else ''}{f' ({this.only})' if this.only else ''}"
    whose = (
        "Your accounts"
        if this.whose == "you"
        else f"{possessive(this.whose)} accounts"
        if this.whose
        else "Your team's accounts"
        if this.in_team
        else "All accounts"
    )
    if not this.count and this.judged.lacks:
        are = TITLES[this.word] if this.word == RENEWING.word else f"are {TITLES[this.word]}"
        if not this.judged.judged:
            return f"{whose}{only}: I can't tell yet which {are}"
        return f"{whose}{only}: none {TITLES[this.word]} among the {this.judged.judged:,} I can judge"
    if not this.count:
        return f"{whose}{only}: none {TITLES[this.word] if this.word != RENEWING.word else 'renew within 120 days'}"
    verb = "renews within 120 days" if this.word == RENEWING.word and this.count == 1 else TITLES[this.word]
    return f"{whose}{only}: {this.count:,} {verb}"


def _sum(this: Roster) -> str:
    worth = f"{listed(this.values)} a year" if this.values else "No amounts are on record"
    if not this.unpriced or not this.values:
        return f"{worth}."
    return f"{worth}; {plural(this.unpriced, 'account has', 'accounts have')} no amount on record."


def _columns(this: Roster) -> tuple[Column, ...]:
    name, *rest = BY_KIND[this.word].columns
    named = [Column(title="Call") if one.title == "Your call" and this.whose != "you" else one for one in rest]
    return (name, *(() if this.whose else (Column(title="CSM"),)), *named)


def _group_name(this: Roster) -> str:
    return "CSM" if this.by == "csm" else this.by


def _grouped(this: Roster) -> Table:
    columns = (
        Column(title=capital(_group_name(this))),
        Column(title="Accounts", number=True),
        Column(title="A year", number=True),
    )
    shown = this.groups[:GROUPS_SHOWN]
    return Table(columns=columns, rows=tuple((g.name, f"{g.accounts:,}", ", ".join(g.values) or "–") for g in shown))


def _notes(this: Roster) -> tuple[Line, ...]:
    more = len(this.groups) - GROUPS_SHOWN if this.by else this.count - len(this.rows)
    lines = [line(f"… and {more:,} more")] if more > 0 else []
    age = f" Usage: {say_age(this.usage_on, this.today)}." if this.usage_on else ""
    means = f"{MEANS[this.word].partition(';')[0]}." if this.by else MEANS[this.word]
    lines.append(line(means + age))
    ways = ["mine" if not this.whose else "all", *(f"by {by}" for by in ("csm", "tier", "segment") if by != this.by)]
    return (*lines, line("Also: ", *_typed(this.word, ways)))


def _not_renewed(this: Roster) -> Line:
    """ "Not renewed, but still with us: 4. Hooli ends 30 Jan, … and 1 more."."""
    said = [f"{called(name)} ends {say_date(day, this.today, weekday=False)}" for name, day in this.leaving.first]
    more = this.leaving.accounts - len(said)
    said += [f"{more:,} more"] if more else []
    return line(f"Not renewed, but still with us: {this.leaving.accounts:,}. {capital(listed(said))}.")


def _typed(word: str, ways: Sequence[str]) -> list[str | Span]:
    spans: list[str | Span] = []
    for way in ways:
        spans += [" · "] if spans else []
        spans.append(ask(f"{word} {way}"))
    return spans


def _empty(this: Roster) -> tuple[Block, ...]:
    said = [line(f"{capital(this.judged.lacking)}.") if this.judged.lacks else line(NOTHING[this.word])]
    if this.next_one is not None:
        name, day = this.next_one
        said = [
            *(said if this.judged.lacks else ()),
            line(f"The next one is {called(name)} on {say_date(day, this.today, weekday=False)}."),
        ]
    if this.leaving.accounts:
        said.append(_not_renewed(this))
    if this.others:
        where = "your team" if this.in_team else "the whole workspace"
        said.append(line(f"In {where}: {this.others:,}. ", *_typed(this.word, ["all"])))
    asks = (Actions(elements=(WHERE_ARE_THEY,)),) if this.word == STUCK.word and this.whose == "you" else ()
    buttons = asks if this.judged.lacks else ()
    return Text(lines=tuple(said)), *buttons, Notes(lines=(TEACHES[this.word],))


# Examples

_TODAY = date(2026, 1, 6)
_RENEWALS = Roster(
    RENEWING.word,
    _TODAY,
    14,
    values=("1.4M EUR", "320k USD"),
    unpriced=2,
    opens=((1, "Acme"), (2, "Soylent")),
    rows=(
        ("Acme", "Priya Nair", "notice 13 Jan", "probable", "120k EUR"),
        ("Soylent", "Tim Brandt", "28 Jan", "missing", "45k GBP"),
    ),
    leaving=Leaving(4, (("Hooli", date(2026, 1, 30)), ("Initrode", date(2026, 2, 12)), ("Vandelay", date(2026, 3, 1)))),
)
_BY_CSM = Roster(
    AT_RISK.word,
    _TODAY,
    9,
    by="csm",
    values=("410k EUR", "45k GBP"),
    usage_on=date(2026, 1, 5),
    groups=(AccountGroup("Priya Nair", 6, ("290k EUR",)), AccountGroup("Tim Brandt", 3, ("120k EUR", "45k GBP"))),
)
_STUCK = Roster(
    STUCK.word,
    _TODAY,
    2,
    whose="you",
    only="mid tier",
    values=("200k EUR",),
    opens=((1, "Acme"),),
    rows=(("Acme", "first value", "57", "45"), ("Initech", "a weekly habit", "88", "60")),
)
_UNJUDGED = Judged(3, ((22, "have no place yet"),))
EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "journey stuck, most have no place yet",
        account_table_message(Roster(STUCK.word, _TODAY, 0, whose="you", judged=_UNJUDGED)),
    ),
    ("journey renewals, for a manager", account_table_message(_RENEWALS)),
    ("journey at-risk by csm", account_table_message(_BY_CSM)),
    ("journey stuck tier mid, my own", account_table_message(_STUCK)),
    (
        "journey renewals, none",
        account_table_message(
            Roster(RENEWING.word, _TODAY, 0, whose="you", others=14, next_one=("Globex", date(2026, 5, 20)))
        ),
    ),
)
