"""The contract that stands in for an account's own until real ones are imported: arr, term and renewal date."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import Table, select

from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.bulk import Insert, update_rows
from bot.store.as_json.value_list import is_one_of
from bot.store.session import WriteSession
from bot.store.tables import Base, Contract

PRODUCT = "Subscription"
CONTRACTS: Table = Base.metadata.tables["contracts"]
FROM = {
    "arr": "amount",
    "currency": "currency",
    "term_months": "term_months",
    "started_on": "starts_on",
    "renewal_on": "ends_on",
}
_WORTH = {"arr", "term_months", "renewal_on"}  # without one of these there is no contract to speak of
_SETS = tuple(FROM.values())
_ADD = Insert(CONTRACTS, ("workspace_id", "account_id", "product", "stand_in", *_SETS))


def next_term_end(starts_on: date, term_months: int, today: date) -> date:
    """The first end of a term on or after today."""
    months = (today.year - starts_on.year) * 12 + today.month - starts_on.month
    terms = max(1, months // term_months)
    while (end := starts_on + relativedelta(months=terms * term_months)) < today:
        terms += 1
    return end


async def write(session: WriteSession, plans: list[Plan], today: date) -> list[Plan]:
    """Makes and updates the stand-ins of these accounts. An account with a contract of its own has none: those plans
    are returned."""
    asked = [plan for plan in plans if plan.returns or plan.changed.keys() & FROM.keys()]
    query = select(Contract.account_id, Contract.id, Contract.stand_in)
    old = [plan.id for plan in asked if plan.here]
    rows = (await session.execute(query.where(is_one_of(Contract.account_id, old)))).all() if old else []
    has_own = {account for account, _, stand_in in rows if not stand_in}
    stand_ins = {account: number for account, number, stand_in in rows if stand_in}
    owning = [plan for plan in asked if plan.id in has_own]
    asked = [plan for plan in asked if plan.id not in has_own]
    changed = ((stand_ins[plan.id], _changes(plan, today)) for plan in asked if plan.id in stand_ins)
    await update_rows(session, CONTRACTS, changed)
    new = [plan for plan in asked if plan.id not in stand_ins and plan.row.values.keys() & _WORTH]
    workspace = session.workspace_id
    await _ADD.run(session, [_row(workspace, plan, today) for plan in new])
    return owning


def _row(workspace_id: int, plan: Plan, today: date) -> tuple[Any, ...]:
    made = _all(plan, today)
    return (workspace_id, plan.id, PRODUCT, True, *(made.get(name) for name in _SETS))


def _all(plan: Plan, today: date) -> dict[str, Any]:
    values = plan.row.values
    made = {ours: values[theirs] for theirs, ours in FROM.items() if theirs in values}
    return made | _end(plan, today)


def _changes(plan: Plan, today: date) -> dict[str, Any]:
    """Only what changed in the file: the rest may be a CSM's own work. A new life starts with a clean contract."""
    if plan.returns:
        fresh = {"retired": False, "call": None, "call_at": None, "call_by": None, "outcome": None, "outcome_for": None}
        return fresh | {"ends_on": None} | _all(plan, today)
    made = {ours: plan.changed[theirs] for theirs, ours in FROM.items() if theirs in plan.changed}
    return made | (_end(plan, today) if plan.changed.keys() & {"started_on", "term_months"} else {})


def _end(plan: Plan, today: date) -> dict[str, Any]:
    """When the current term ends, where the file says how long terms are and not when they end."""
    values = plan.row.values
    known = "renewal_on" in values or "renewal_on" in plan.last
    if known or plan.status == "churned" or not {"started_on", "term_months"} <= values.keys():
        return {}
    return {"ends_on": next_term_end(values["started_on"], values["term_months"], today)}
