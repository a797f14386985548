"""Gaps in the data: rules "per: csm" (type data) of all accounts make one CTA per CSM, never an alarm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Date,
    Executable,
    Select,
    Text,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from bot.calendar import add_working_days
from bot.facts.measures import AsOf
from bot.journey.rules.condition_sql import compile_condition
from bot.playbook.models import Library, Priority, Rule
from bot.store.session import ReadSession
from bot.store.sql import spelled, text_of, upsert
from bot.store.tables import Account, AccountFacts, Cta, Person, PlaybookVersion
from bot.store.tables.base import UtcDateTime
from bot.store.todo_states import COLUMNS, DATA_GAPS, PRIORITIES, is_live


@dataclass(frozen=True)
class Gap:
    """What one data rule finds among a CSM's accounts: how many, and the first few by name."""

    rule: Rule
    count: int
    account_ids: tuple[int, ...]


def csms_with_gaps(
    workspace_id: int, rules: Sequence[tuple[Rule, tuple[int, ...]]], as_of: AsOf
) -> Select[*tuple[Any, ...]] | None:
    """The ids of all CSMs with a gap somewhere among their accounts; None where no rule asks."""
    if not rules:
        return None
    found = or_(
        *[
            and_(Account.playbook_version_id.in_(versions), compile_condition(rule.when, as_of))
            for rule, versions in rules
        ]
    )
    # Person by person, so that the database stops at the first gap of each.
    gap = (
        select(Account.id)
        .join(AccountFacts, AccountFacts.account_id == Account.id)
        .where(
            Account.workspace_id == workspace_id,
            Account.csm_id == Person.id,
            Account.status == spelled("active"),
            found,
        )
        .correlate(Person)
    )
    return select(Person.id).where(Person.workspace_id == workspace_id, gap.exists())


@dataclass(frozen=True)
class Grouped:
    """A to-do that stands for many accounts: one for each person that it is for. due_in: working days."""

    rule: str
    occurrence: str
    priority: Priority
    due_in: int


def data_gaps(rules: Sequence[tuple[Rule, tuple[int, ...]]], day: date) -> Grouped:
    return Grouped(
        DATA_GAPS, quarter_of(day), "low", max((rule.cta.due_in_working_days for rule, _ in rules), default=0)
    )


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def group_statements(
    dialect: str, workspace_id: int, one: Grouped, person_ids: Sequence[int], as_of: AsOf
) -> Iterator[Executable]:
    """Opens the to-do for each of these people, closes those of all others."""
    yield _close(workspace_id, one, person_ids, as_of)
    if person_ids:
        yield _open(dialect, workspace_id, one, person_ids, as_of)


def _close(workspace_id: int, one: Grouped, person_ids: Sequence[int], as_of: AsOf) -> Executable:
    others = Cta.subject.not_in([f"person:{number}" for number in person_ids])
    return (
        update(Cta)
        .where(Cta.workspace_id == workspace_id, Cta.rule == one.rule, is_live(Cta), others)
        .values(state="closed", closed_at=as_of.now, closed_why="itself", changed_at=as_of.now)
        .execution_options(synchronize_session=False)
    )


def _open(dialect: str, workspace_id: int, one: Grouped, person_ids: Sequence[int], as_of: AsOf) -> Executable:
    live = select(Cta.subject).where(Cta.workspace_id == workspace_id, Cta.rule == one.rule, is_live(Cta))
    subject = literal("person:", Text) + text_of(Person.id)
    rows = select(
        Person.workspace_id,
        null(),
        subject,
        literal(one.rule, Text),
        literal(one.occurrence, Text),
        literal("data", Text),
        literal(PRIORITIES[one.priority]),
        null(),
        Person.id,
        literal(as_of.day, Date),
        literal(add_working_days(as_of.day, one.due_in), Date),
        literal("open", Text),
        literal("", Text),
        literal(as_of.now, UtcDateTime),
    ).where(Person.id.in_(person_ids), subject.not_in(live))
    fresh = upsert(dialect, Cta).from_select(COLUMNS, rows)
    statement: Executable = fresh.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "rule", "occurrence"],
        set_={"state": "open", "due_on": fresh.excluded.due_on, "closed_at": None, "closed_why": None},
        where=and_(Cta.state == spelled("closed"), Cta.closed_why == "itself"),
    )
    return statement


async def gaps_of(db: ReadSession, library: Library, person_id: int, as_of: AsOf, most: int = 5) -> list[Gap]:
    """What is missing among the accounts of one CSM, rule by rule."""
    found = []
    for playbook in library.playbooks.values():
        for rule in playbook.rules:
            if rule.per == "csm":
                found.append(await _gap(db, playbook.name, rule, person_id, as_of, most))
    return [gap for gap in found if gap.count]


async def _gap(db: ReadSession, playbook: str, rule: Rule, person_id: int, as_of: AsOf, most: int) -> Gap:
    where = (
        Account.csm_id == person_id,
        Account.status == spelled("active"),
        PlaybookVersion.name == playbook,
        compile_condition(rule.when, as_of),
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


__all__ = ["Gap", "Grouped", "csms_with_gaps", "data_gaps", "gaps_of", "group_statements", "quarter_of"]
