"""What a row of the accounts file asks for, against what stands. Pure: no database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bot.ingest.reading.rows import Row
from bot.ingest.writing.changed_cells import Cells, as_cells, changes
from bot.ingest.writing.job import ImportWords

PLAIN = ("name", "domain", "tier", "segment", "started_on", "churned_on", "churn_reason")


class AccountHere(NamedTuple):
    """An account as it stands before this import. playbook: its name."""

    id: int
    status: str
    period: int
    playbook: str


@dataclass(slots=True)
class Plan:
    """changed: the values that differ from the last import; all of them for a new account.
    sets: columns of the account to write. was, status: before and after; a new account was active.
    playbook: the one that the account is on from now on."""

    row: Row
    cells: Cells
    last: Cells
    changed: dict[str, Any]
    here: AccountHere | None
    key: str
    id: int
    was: str
    status: str
    playbook: str
    sets: dict[str, Any] = field(default_factory=dict)

    @property
    def churns(self) -> bool:
        return self.status == "churned" != self.was

    @property
    def returns(self) -> bool:
        return self.status == "active" != self.was

    @property
    def moves(self) -> bool:
        """To another playbook, in the same life. A lost account stays as it was."""
        here = self.here
        return here is not None and self.status == "active" and not self.returns and self.playbook != here.playbook

    @property
    def period(self) -> int:
        return (self.here.period if self.here else 1) + self.returns


def plan_row(row: Row, here: AccountHere | None, last: Cells, words: ImportWords, today: date) -> Plan | None:
    """What the row asks for; None where nothing changed in it."""
    values = row.values
    if "churned_on" in values and "status" not in values:
        values["status"] = "churned"
    cells = as_cells(values)
    changed = changes(values, cells, last)
    if not changed:
        return None
    was = here.status if here else "active"
    status = changed.get("status", was)
    playbook = changed.get("playbook", here.playbook if here else words.playbook)
    plan = Plan(row, cells, last, changed, here, values["key"], here.id if here else 0, was, status, playbook)
    plan.sets = {name: changed[name] for name in PLAIN if name in changed}
    if "stage" in changed:
        plan.sets["entry_stage"] = changed["stage"]
    if status != was:
        plan.sets["status"] = status
    if plan.returns:
        plan.sets |= _new_life(plan, words, today)
    elif plan.status == "active":
        plan.sets = {name: value for name, value in plan.sets.items() if not name.startswith("churn")}
    return plan


def _new_life(plan: Plan, words: ImportWords, today: date) -> dict[str, Any]:
    """An account that comes back starts again, today if the file doesn't say when, with its playbook as it is today."""
    return {
        "period": plan.period,
        "entry_stage": plan.row.values.get("stage"),
        "started_on": plan.changed.get("started_on", today),
        "playbook_version_id": words.begins.get(plan.playbook, words.begins[words.playbook]).version,
        "churned_on": None,
        "churn_reason": None,
    }
