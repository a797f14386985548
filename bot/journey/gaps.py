"""Gaps in the data: rules "per: csm" (type data) of all accounts make one CTA per CSM, never an alarm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Date,
    Executable,
    Integer,
    Select,
    Text,
    and_,
    func,
    literal,
    null,
    select,
    union,
    update,
)

from bot.calendar import add_working_days
from bot.journey.conditions import compile_condition
from bot.journey.ctas import COLUMNS, DATA_GAPS, LIVE, PRIORITIES
from bot.journey.facts import Today
from bot.playbook.models import Library, Rule
from bot.store.base import UtcDateTime
from bot.store.session import TenantSession
from bot.store.sql import text_of, upsert
from bot.store.tables import Account, AccountFacts, Cta, PlaybookVersion


@dataclass(frozen=True)
class Gap:
    """What one data rule finds among a CSM's accounts: how many, and the first few by name."""

    rule: Rule
    count: int
    account_ids: tuple[int, ...]


def group_statements(
    dialect: str, workspace_id: int, rules: Sequence[tuple[Rule, tuple[int, ...]]], today: Today
) -> Sequence[Executable]:
    """Opens one CTA for every CSM with a gap somewhere, closes those without any."""
    if not rules:
        return ()
    with_gap = union(*[_csms(workspace_id, rule, versions, today) for rule, versions in rules]).subquery("with_gap")
    due = max(rule.cta.due_in_working_days for rule, _ in rules)
    return (_close(workspace_id, with_gap, today), _open(dialect, workspace_id, with_gap, today, due))


def _csms(workspace_id: int, rule: Rule, versions: tuple[int, ...], today: Today) -> Select[Any]:
    return (
        select(Account.csm_id)
        .join(AccountFacts, AccountFacts.account_id == Account.id)
        .where(
            Account.workspace_id == workspace_id,
            AccountFacts.workspace_id == workspace_id,
            Account.status == "active",
            Account.csm_id.is_not(None),
            Account.playbook_version_id.in_(versions),
            compile_condition(rule.when, today),
        )
    )


def _close(workspace_id: int, with_gap: Any, today: Today) -> Executable:
    return (
        update(Cta)
        .where(
            Cta.workspace_id == workspace_id,
            Cta.rule == DATA_GAPS,
            Cta.state.in_(LIVE),
            Cta.owner_id.not_in(select(with_gap.c.csm_id)),
        )
        .values(state="closed", closed_at=today.now, closed_why="itself", changed_at=today.now)
        .execution_options(synchronize_session=False)
    )


def _open(dialect: str, workspace_id: int, with_gap: Any, today: Today, due_in: int) -> Executable:
    quarter = f"{today.day.year}Q{(today.day.month + 2) // 3}"
    live = select(Cta.owner_id).where(Cta.workspace_id == workspace_id, Cta.rule == DATA_GAPS, Cta.state.in_(LIVE))
    rows = select(
        literal(workspace_id, Integer),
        null(),
        literal("person:", Text) + text_of(with_gap.c.csm_id),
        literal(DATA_GAPS, Text),
        literal(quarter, Text),
        literal("data", Text),
        literal(PRIORITIES["low"], Integer),
        null(),
        with_gap.c.csm_id,
        literal(today.day, Date),
        literal(_due(today.day, due_in), Date),
        literal("open", Text),
        literal("", Text),
        literal(today.now, UtcDateTime),
    ).where(with_gap.c.csm_id.not_in(live))
    fresh = upsert(dialect, Cta).from_select(COLUMNS, rows)
    statement: Executable = fresh.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "rule", "occurrence"],
        set_={"state": "open", "due_on": fresh.excluded.due_on, "closed_at": None, "closed_why": None},
        where=and_(Cta.state == "closed", Cta.closed_why == "itself"),
    )
    return statement


def _due(day: date, working_days: int) -> date:
    return add_working_days(day, working_days)


async def gaps_of(db: TenantSession, library: Library, person_id: int, today: Today, most: int = 5) -> list[Gap]:
    """What is missing among the accounts of one CSM, rule by rule."""
    found = []
    for playbook in library.playbooks.values():
        for rule in playbook.rules:
            if rule.per == "csm":
                found.append(await _gap(db, playbook.name, rule, person_id, today, most))
    return [gap for gap in found if gap.count]


async def _gap(db: TenantSession, playbook: str, rule: Rule, person_id: int, today: Today, most: int) -> Gap:
    where = (
        Account.csm_id == person_id,
        Account.status == "active",
        PlaybookVersion.name == playbook,
        compile_condition(rule.when, today),
    )
    joined = (
        select(Account.id)
        .join(AccountFacts, AccountFacts.account_id == Account.id)
        .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
        .where(*where)
    )
    count = await db.scalar(select(func.count()).select_from(joined.subquery()))
    ids = (await db.scalars(joined.order_by(Account.name).limit(most))).all() if count else []
    return Gap(rule, count or 0, tuple(ids))


__all__ = ["Gap", "gaps_of", "group_statements"]
