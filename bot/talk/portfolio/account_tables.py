"""/journey list …: whole lists with totals; a row an account, or a row a CSM, tier, segment or stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from bot import actions
from bot.calendar import plural, say_age, say_date
from bot.journey.accounts.not_renewed import NOBODY, Leaving, leaving
from bot.journey.accounts.selection import EVERYONE, ListQuery, Selection
from bot.journey.risk.churn_risk import newest_model
from bot.journey.risk.record import warning_record
from bot.message import (
    Actions,
    Block,
    Button,
    Column,
    Element,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Table,
    Text,
    ask,
    bold,
    code,
    line,
)
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Person
from bot.talk.account.view import AccountView
from bot.talk.figures.how_counted import counted_button
from bot.talk.figures.warning_words import WARNED, record_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, listed
from bot.talk.portfolio.account_lists import AT_RISK, RENEWING, STUCK, AccountList, Row, first_ones, how_many
from bot.talk.portfolio.contact_lists import QUIET, SilentOne, silent_one
from bot.talk.portfolio.foreseen import foreseen, stuck_next_lines
from bot.talk.portfolio.judged import Judged, judged
from bot.talk.portfolio.list_totals import AccountGroup, in_currencies, list_totals
from bot.talk.portfolio.lists import as_typed, kind_of, which
from bot.talk.renewal.call_buttons import call_options
from bot.talk.renewal.group_words import group_lines, group_renewals
from bot.text import possessive, shorten

SHOWN, GROUPS_SHOWN, OPENED = 25, 30, 3
FEW = 3  # of others that are named
SILENT_SHOWN = 8  # accounts of the quiet ones, each in words
ALL_JUDGED = Judged()
WHERE_ARE_THEY = Button(label="Where are they?", action=actions.SETUP, target="stages")


@dataclass(frozen=True)
class Roster:
    """whose: "" all of the workspace, "you", or a CSM's name. only: "mid tier", "retail segment".
    values: totals per currency; untold: of what ended and nobody said how; unpriced: accounts without an amount.
    others: so many of the workspace are on it; elsewhere: which are new there, where they are few.
    leaving: not to be renewed, and still running. in_team: the reader sees no others than their team's.
    judged: where it is empty, of whom that could be told. together: of renewals, the groups that its accounts belong
    to. silent: the quiet accounts in words, with whom to write to. foreseen: whether losses are, and why not yet.
    stuck_next: of the stuck, who will be one of them. warned: what became of those that were warned of."""

    query: ListQuery
    kind: AccountList
    today: date
    count: int
    whose: str = ""
    only: str = ""
    rows: tuple[Row, ...] = ()
    groups: tuple[AccountGroup, ...] = ()
    values: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    unpriced: int = 0
    opens: tuple[tuple[int, str], ...] = ()
    calls: tuple[tuple[int, str], ...] = ()  # whose forecast can be given here
    usage_on: date | None = None
    others: int = 0
    elsewhere: tuple[str, ...] = ()
    next_one: tuple[str, date] | None = field(default=None)
    leaving: Leaving = NOBODY
    in_team: bool = False
    judged: Judged = ALL_JUDGED
    together: tuple[Line, ...] = ()
    foreseen: str = ""
    stuck_next: tuple[Line, ...] = ()
    warned: tuple[str, ...] = ()
    silent: tuple[SilentOne, ...] = ()


async def roster(
    db: ReadSession, library: Library, query: ListQuery, reader: Reader, now: datetime, *, next_ones: bool = True
) -> Message:
    """The list that is asked for, with totals. next_ones: also who is likeliest to be in it next."""
    kind, today = kind_of(query), reader.today(now)
    found = await list_totals(db, library, kind, query, today)
    count, selection = found.accounts, query.selection
    views = await first_ones(db, library, kind, query, reader, now, _most(kind)) if count and not query.by else []
    everywhere = 0 if count or selection == EVERYONE else await how_many(db, kind, query.of_everyone(), today)
    few = query.word == "new" and 0 < everywhere <= FEW
    elsewhere = await first_ones(db, library, kind, query.of_everyone(), reader, now, FEW) if few else []
    renews = kind is RENEWING
    groups = await group_renewals(db, [view.account.id for view in views], today) if renews else ()
    newest = select(func.max(AccountFacts.kpi_newest_on))
    return account_table_message(Roster(
        query=query, kind=kind, today=today, count=count, whose=await _whose(db, selection, reader),
        only=_only(selection), rows=tuple(_row(kind, view, selection, reader, now) for view in views),
        groups=found.groups, values=found.values, untold=in_currencies(found.untold), unpriced=found.unpriced,
        opens=tuple((view.account.id, view.account.name) for view in views[:OPENED]),
        calls=tuple((view.account.id, view.account.name) for view in views) if renews else (),
        usage_on=await db.scalar(newest) if query.word == AT_RISK.word and count else None, others=everywhere,
        elsewhere=tuple(f"{called(one.account.name)}{_with_csm(one)}" for one in elsewhere),
        next_one=await _next_renewal(db, selection, today) if renews and not count else None,
        leaving=await leaving(db, today, selection, whole=False) if renews else NOBODY,
        together=group_lines(groups, today),
        in_team=db.sight.limited, judged=ALL_JUDGED if count else await judged(db, query),
        silent=tuple(silent_one(view, reader, now) for view in views) if kind is QUIET else (),
        foreseen=foreseen(await newest_model(db), today) if kind is AT_RISK else "",
        stuck_next=await stuck_next_lines(db, library, selection, today, now)
        if kind is STUCK and next_ones and not query.by else (),
        warned=record_words(await warning_record(db, today, selection), today) if kind is AT_RISK else (),
    ))  # fmt: skip


def _row(kind: AccountList, view: Any, selection: Selection, reader: Reader, now: datetime) -> Row:
    name, *rest = kind.row(view, reader, now)
    csm = () if selection.csm_id is not None else (called(view.csm.name, 24) if view.csm else "nobody",)
    return (name, *rest, *csm)  # what one opens the list for comes first: a phone shows two columns


def _most(kind: AccountList) -> int:
    return SILENT_SHOWN if kind is QUIET else SHOWN


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


# Drawing


def account_table_message(this: Roster) -> Message:
    if not this.count:
        return Message(title=line(bold(_title(this))), blocks=_empty(this))
    blocks: list[Block] = [Text(lines=(line(_sum(this)),))]
    if this.silent and not this.query.by:
        blocks += [Text(lines=tuple(_in_words(one))) for one in this.silent]
    else:
        blocks.append(_grouped(this) if this.query.by else Table(columns=_columns(this), rows=this.rows))
    opening = () if this.query.by else (*_calling(this), *_opening(this), _as_file(this))
    if buttons := (*opening, *_how_foreseen(this)):
        blocks.append(Actions(elements=buttons))
    if this.stuck_next:
        blocks.append(Text(lines=(line(bold("Likeliest to get stuck next")), *this.stuck_next)))
    if this.together:
        blocks.append(Text(lines=(line(bold("Groups")), *this.together)))
    if this.leaving.accounts:
        blocks.append(Text(lines=(_not_renewed(this),)))
    return Message(title=line(bold(_title(this))), blocks=(*blocks, Notes(lines=_notes(this))))


def _in_words(one: SilentOne) -> Iterator[Line]:
    """Whom nobody has spoken with, and what to write about: a phone has no room for a table of that."""
    yield line(bold(one.account), f" · {one.value}" if one.value else "")
    yield line(one.words)
    if one.reason:
        yield line(f"A reason to write: {one.reason}.")


def _calling(this: Roster) -> Iterator[Select]:
    """A table has no buttons in its rows: each row's three are in one menu."""
    options = [one for number, name in this.calls for one in call_options(shorten(name, 30), f"account/{number}")]
    if options:
        yield Select(label="Set a forecast", action=actions.FORECAST_CALL, target="", options=tuple(options))


def _opening(this: Roster) -> Iterator[Element]:
    if this.silent:
        for one in [one for one in this.silent if one.person is not None][:OPENED]:
            number, name = one.person or (0, "")
            yield Button(label=f"Draft to {shorten(name, 30)}", action=actions.DRAFT, target=f"person/{number}")
        options = tuple(Option(label=shorten(one.account, 60), value=str(one.account_id)) for one in this.silent)
        yield Select(label="Open", action=actions.CHANGED_CARD, target="", options=options)
        return
    for number, name in this.opens:
        yield Button(label=f"Open {shorten(name, 30)}", action=actions.CARD, target=str(number))


def _as_file(this: Roster) -> Button:
    return Button(label="As file", action=actions.LIST, target=f"{as_typed(this.query)} as file")


def _how_foreseen(this: Roster) -> tuple[Button, ...]:
    figure = "warning" if this.foreseen else "stuck" if this.stuck_next else ""
    return (counted_button(figure),) if figure else ()


def _title(this: Roster) -> str:
    only = f"{f' by {_group_name(this)}' if this.query.by else ''}{f' ({this.only})' if this.only else ''}"
    whose = (
        "Your accounts"
        if this.whose == "you"
        else f"{possessive(this.whose)} accounts"
        if this.whose
        else "Your team's accounts"
        if this.in_team
        else "All accounts"
    )
    said = this.kind.said(this.query, this.count)
    if not this.count and this.judged.lacks:
        return f"{whose}{only}: {this.judged.none_said(said)}"
    count = f"{this.count:,}" if this.count else "none"
    first = next((one for one in this.silent if one.person is not None), None) if not this.query.by else None
    start = f"; start with {first.person[1]}, {first.account}" if first is not None and first.person else ""
    return f"{whose}{only}: {count} {said}{start}"


def _sum(this: Roster) -> str:
    a_year = "a year end then" if this.kind.ending else "a year"
    worth = f"{listed(this.values)} {a_year}" if this.values else "No amounts are on record"
    known = this.values or this.untold
    unpriced = plural(this.unpriced, "account has", "accounts have") if this.unpriced and known else ""
    parts = [
        worth if this.values or not this.untold else "",
        f"{listed(this.untold)} ended, and nobody said how" if this.untold else "",
        f"{unpriced} no amount on record" if unpriced else "",
    ]
    return f"{'; '.join(part for part in parts if part)}."


def _columns(this: Roster) -> tuple[Column, ...]:
    name, *rest = this.kind.columns
    return (name, *rest, *(() if this.whose else (Column(title="CSM"),)))


def _group_name(this: Roster) -> str:
    return "CSM" if this.query.by == "csm" else this.query.by


def _grouped(this: Roster) -> Table:
    columns = (
        Column(title=capital(_group_name(this))),
        Column(title="Accounts", number=True),
        Column(title="A year", number=True),
    )
    shown = this.groups[:GROUPS_SHOWN]
    return Table(columns=columns, rows=tuple((g.name, f"{g.accounts:,}", ", ".join(g.values) or "–") for g in shown))


def _notes(this: Roster) -> tuple[Line, ...]:
    more = len(this.groups) - GROUPS_SHOWN if this.query.by else this.count - len(this.rows)
    lines = [line(f"… and {more:,} more")] if more > 0 else []
    age = f" Usage: {say_age(this.usage_on, this.today)}." if this.usage_on else ""
    means = this.kind.means(this.query)
    means = f"{means.partition(';')[0].rstrip('.')}." if this.query.by else means
    lines += [line(means + age), *_foreseen(this)]
    whose = ask(f"list {which(this.query)} {'all' if this.whose else 'mine'}")
    others = [part for by in ("csm", "tier", "segment") if by != this.query.by for part in (" · ", code(f"by {by}"))]
    return (*lines, line("Also: ", whose, *others))


def _foreseen(this: Roster) -> tuple[Line, ...]:
    said = " ".join((*((this.foreseen,) if this.foreseen else ()), *this.warned))
    return (line(said),) if said else ()


def _not_renewed(this: Roster) -> Line:
    """ "Not renewed, but still with us: 4. Hooli ends 30 Jan, … and 1 more."."""
    said = [f"{called(name)} ends {say_date(day, this.today, weekday=False)}" for name, day in this.leaving.first]
    more = this.leaving.accounts - len(said)
    said += [f"{more:,} more"] if more else []
    return line(f"Not renewed, but still with us: {this.leaving.accounts:,}. {capital(listed(said))}.")


def _with_csm(view: AccountView) -> str:
    return f" ({called(view.csm.name, 24)})" if view.csm else ""


def _empty(this: Roster) -> tuple[Block, ...]:
    unknown = this.judged.lacking
    said = [line(f"{capital(unknown)}." if unknown else this.kind.nothing(this.query))]
    if this.next_one is not None:
        name, day = this.next_one
        said = [
            *(said if unknown else ()),
            line(f"The next one is {called(name)} on {say_date(day, this.today, weekday=False)}."),
        ]
    if this.leaving.accounts:
        said.append(_not_renewed(this))
    if this.others:
        where = "your team" if this.in_team else "the whole company"
        named = f", {listed(this.elsewhere)}" if this.elsewhere else ""
        said.append(line(f"In {where}: {this.others:,}{named}. ", ask(f"list {which(this.query)} all")))
    asks = unknown and this.query.word == STUCK.word and this.whose == "you"
    pressed = (*((WHERE_ARE_THEY,) if asks else ()), *_how_foreseen(this))
    buttons = (Actions(elements=pressed),) if pressed else ()
    next_ones = (line(bold("Likeliest to get stuck next")), *this.stuck_next) if this.stuck_next else ()
    after = (Text(lines=next_ones),) if next_ones else ()
    return Text(lines=tuple(said)), *buttons, *after, Notes(lines=(this.kind.teaches, *_foreseen(this)))


# Examples

_TODAY = date(2026, 1, 6)
_RENEW = ListQuery(RENEWING.word)
_RENEWALS = Roster(
    _RENEW,
    RENEWING,
    _TODAY,
    14,
    values=("1.4M EUR", "320k USD"),
    unpriced=2,
    opens=((1, "Acme"), (2, "Soylent")),
    calls=((1, "Acme"), (2, "Soylent")),
    rows=(
        ("Acme", "notice 13 Jan", "probable", "120k EUR", "Priya Nair"),
        ("Soylent", "28 Jan", "missing", "45k GBP", "Tim Brandt"),
    ),
    leaving=Leaving(4, (("Hooli", date(2026, 1, 30)), ("Initrode", date(2026, 2, 12)), ("Vandelay", date(2026, 3, 1)))),
)
_BY_CSM = Roster(
    ListQuery(AT_RISK.word, by="csm"),
    AT_RISK,
    _TODAY,
    9,
    values=("410k EUR", "45k GBP"),
    usage_on=date(2026, 1, 5),
    foreseen=(
        "Losses are foreseen from your own: of one account that left and one that stayed, I picked the right one in "
        "81 of 100 cases, as tried on past half-years."
    ),
    warned=record_words(WARNED, _TODAY),
    groups=(AccountGroup("Priya Nair", 6, ("290k EUR",)), AccountGroup("Tim Brandt", 3, ("120k EUR", "45k GBP"))),
)
_STUCK = Roster(
    ListQuery(STUCK.word),
    STUCK,
    _TODAY,
    2,
    whose="you",
    only="mid tier",
    values=("200k EUR",),
    opens=((1, "Acme"),),
    rows=(("Acme", "57", "45", "first value"), ("Initech", "88", "60", "a weekly habit")),
)
_UNJUDGED = Judged(3, ((22, "have no place yet"),))
EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "journey list stuck, most have no place yet",
        account_table_message(Roster(ListQuery(STUCK.word), STUCK, _TODAY, 0, whose="you", judged=_UNJUDGED)),
    ),
    ("journey list renewals, for a manager", account_table_message(_RENEWALS)),
    ("journey list at-risk by csm", account_table_message(_BY_CSM)),
    ("journey list stuck tier mid, my own", account_table_message(_STUCK)),
    (
        "journey list renewals, none",
        account_table_message(
            Roster(_RENEW, RENEWING, _TODAY, 0, whose="you", others=14, next_one=("Globex", date(2026, 5, 20)))
        ),
    ),
)
