"""/journey: my accounts at a glance: what needs me today, at risk, renewals, stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from bot import actions
from bot.calendar import plural, say_age
from bot.journey.accounts.selection import Selection
from bot.journey.health.health_by_stage import StageHealth, health_by_stage
from bot.message import Actions, Block, Button, Column, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta
from bot.talk.digest.first_day import no_accounts, read_unassigned
from bot.talk.digest.outside import has_accounts, set_up
from bot.talk.digest.reading import digest_rows as reads
from bot.talk.digest.reading.age_rows import ages
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import shortly
from bot.talk.portfolio.account_lists import ListSection, at_risk, renewals, section_blocks, stuck
from bot.talk.portfolio.concerns import standing
from bot.talk.todos.alerts.example_briefs import ACME, RENEWAL
from bot.talk.todos.brief import Brief, briefs
from bot.talk.todos.todo_list import due_words, next_renewal, nothing_due
from bot.text import rounded, shorten

AHEAD = 60  # days: a renewal this near is said where nothing else is


@dataclass(frozen=True)
class Portfolio:
    """needs: the first three to-dos; due: how many are late, due today, urgent or new. concerns: what else the reader
    has to know, about people and channels. by_stage: "Land 62 (8)", health and how many accounts."""

    today: date
    accounts: int
    needs: tuple[Brief, ...]
    due: int
    sections: tuple[ListSection, ...]
    usage_on: date | None = None
    next_renewal: tuple[str, date] | None = None
    concerns: tuple[Line, ...] = ()
    by_stage: tuple[str, ...] = ()


async def portfolio(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """The reader's own accounts; who has none learns how to get some."""
    mine = (Account.csm_id == reader.person_id, Account.status == "active")
    accounts = await db.scalar(select(func.count()).select_from(Account).where(*mine)) or 0
    if not accounts and not await _has_todos(db, reader.person_id):
        if not await has_accounts(db):
            return set_up()
        none = no_accounts(await read_unassigned(db, reader))
        return _with_concerns(none, await standing(db, reader, now))
    today = reader.today(now)
    begins = reader.midnight(today)
    first = await reads.first_three(db, reader.person_id, today, begins, untold=False)
    usage_on, _, _ = await ages(db, reader.person_id)
    sections = [await part(db, library, reader, now) for part in (at_risk, renewals, stuck)]
    return render_portfolio(
        Portfolio(
            today=today,
            accounts=accounts,
            needs=tuple(await briefs(db, library, first, reader, now)),
            due=(await reads.ahead(db, reader.person_id, today, begins)).due,
            sections=tuple(sections),
            usage_on=usage_on,
            next_renewal=None if first else await next_renewal(db, reader.person_id, today),
            concerns=tuple(await standing(db, reader, now)),
            by_stage=_by_stage(library, await health_by_stage(db, Selection(csm_id=reader.person_id))),
        )
    )


def _by_stage(library: Library, found: Sequence[StageHealth]) -> tuple[str, ...]:
    """None where all are in one, or nobody's health is known."""
    names: dict[str, str] = {}
    for playbook in library.playbooks.values():
        for stage in playbook.stages:
            names.setdefault(stage.key, stage.name)
    known = [one for one in found if one.mean is not None]
    said = (f"{names.get(one.stage, one.stage)} {rounded(one.mean or 0)} ({_of(one)})" for one in known)
    return tuple(said) if len(known) > 1 else ()


def _of(one: StageHealth) -> str:
    return f"{one.known:,}" if one.known == one.accounts else f"{one.known:,} of {one.accounts:,}"


def _with_concerns(message: Message, concerns: Sequence[Line]) -> Message:
    notes = (Notes(lines=tuple(concerns)),) if concerns else ()
    return message.model_copy(update={"blocks": (*message.blocks, *notes)})


async def _has_todos(db: ReadSession, person_id: int) -> bool:
    found = await db.scalar(select(Cta.id).where(Cta.owner_id == person_id, Cta.state == "open").limit(1))
    return found is not None


def render_portfolio(portfolio: Portfolio) -> Message:
    return Message(title=line(bold(_title(portfolio))), blocks=portfolio_blocks(portfolio))


def portfolio_blocks(portfolio: Portfolio) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if portfolio.needs:
        blocks.append(Text(lines=tuple(_need(brief, portfolio.today) for brief in portfolio.needs)))
        blocks.append(Actions(elements=(*_opens(portfolio.needs), _all_todos())))
    else:
        blocks.append(Text(lines=(line(nothing_due(portfolio.next_renewal, portfolio.today)),)))
    for section in portfolio.sections:
        blocks += section_blocks(section)
    if portfolio.by_stage:
        blocks.append(Text(lines=(line(bold("Health by stage"), f" {' · '.join(portfolio.by_stage)}"),)))
    if portfolio.usage_on is not None:
        blocks.append(Notes(lines=(line(f"Usage: {say_age(portfolio.usage_on, portfolio.today)}."),)))
    if portfolio.concerns:
        blocks.append(Notes(lines=portfolio.concerns))
    return tuple(blocks)


def _title(portfolio: Portfolio) -> str:
    accounts = f"Your {plural(portfolio.accounts, 'account')}"
    if not portfolio.due:
        name, day = portfolio.next_renewal or ("", date.max)
        days = (day - portfolio.today).days
        if not 0 <= days <= AHEAD:
            return f"{accounts}: nothing needs you today"
        when = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
        return f"{accounts}: no to-dos today; {shorten(name, 40)} renews {when}"
    more = f"{portfolio.due:,} {'to-do needs' if portfolio.due == 1 else 'to-dos need'} you today"
    return f"{accounts}: {more}"


def _need(brief: Brief, today: date) -> Line:
    when = f" · {due_words(brief.due_on, today)}" if brief.due_on <= today else ""
    if not brief.name:
        return line(bold(shorten(brief.why, 60)), when)
    return line(bold(brief.name), f" · {shortly(brief.why, 70)}{when}")


def _opens(needs: tuple[Brief, ...]) -> tuple[Button, ...]:
    """One button an account, however many to-dos it has."""
    accounts = {brief.account_id: brief.name for brief in needs if brief.account_id is not None}
    return tuple(
        Button(label=f"Open {shorten(name, 30)}", action=actions.CARD, target=str(number))
        for number, name in accounts.items()
    )


def _all_todos() -> Button:
    return Button(label="All to-dos", action=actions.TODOS, target="")


# Examples

_RISKS = ListSection(
    "At risk",
    (Column(title="Account"), Column(title="Health"), Column(title="A year", number=True)),
    (("Umbrella", "38 ↓, was 61 a week ago", "45k GBP"), ("Hooli", "31 →, as a week ago", "22k EUR, 5k USD")),
    14,
    "",
)
_RENEWALS = ListSection(
    "Renewals",
    (Column(title="Account"), Column(title="By"), Column(title="Forecast"), Column(title="A year", number=True)),
    (("Acme", "notice 13 Jan", "probable", "120k EUR"), ("Soylent", "28 Jan", "missing", "45k GBP")),
    2,
    "",
)
_STUCK = ListSection("Stuck", (), (), 0, "every account is within the usual time of its milestone")
_UNJUDGED = ListSection("Stuck", (), (), 0, "none among the 3 I can judge; 22 have no place yet")
EXAMPLE = Portfolio(
    date(2026, 1, 6),
    41,
    (ACME, RENEWAL),
    2,
    (_RISKS, _RENEWALS, _STUCK),
    usage_on=date(2026, 1, 5),
    by_stage=("Land 62 (8)", "Adopt 71 (24)", "Renew 55 (6 of 9)"),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey: my portfolio", render_portfolio(EXAMPLE)),
    (
        "journey: first mornings",
        render_portfolio(Portfolio(date(2026, 1, 6), 25, (), 0, (_UNJUDGED,))),
    ),
    (
        "journey: a quiet day",
        render_portfolio(Portfolio(date(2026, 1, 6), 3, (), 0, (_STUCK,), next_renewal=("Globex", date(2026, 5, 3)))),
    ),
)
