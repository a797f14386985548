"""Who is let in by the accounts file, and in whose team: its CSMs and their managers."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, or_, select, update

from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.job import Job, people
from bot.store.as_json.value_list import is_one_of
from bot.store.session import WriteSession
from bot.store.tables import Account, Person


class Teams:
    """Follows the columns csm_email and manager_email."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._said: dict[int, tuple[int, str]] = {}  # by CSM: the line that named their manager, and whom

    async def follow(self, session: WriteSession, plans: list[Plan], outcome: ChunkOutcome) -> None:
        """Once the accounts have their CSMs. An empty cell, and a row that says nothing new, change nothing."""
        changed = [plan for plan in plans if {"csm_email", "manager_email"} & plan.changed.keys()]
        if not changed:
            return
        owners = select(Account.id, Account.csm_id).where(is_one_of(Account.id, [plan.id for plan in changed]))
        owner_of = {account: csm for account, csm in await session.execute(owners) if csm is not None}
        await _let_in_as_csms(session, set(owner_of.values()))
        named = [plan for plan in changed if plan.row.values.get("manager_email")]
        if not named:
            return
        managers = await people(session, {plan.row.values["manager_email"] for plan in named}, self._job.now)
        await _let_in_as_managers(session, set(managers.values()))
        wanted = {}
        for plan in named:
            email = plan.row.values["manager_email"]
            if (csm := owner_of.get(plan.id)) is not None:
                outcome.warnings += self._contradicts(csm, plan, email)
                wanted[csm] = managers[email]
        outcome.teams += await _join(session, wanted, outcome)

    def _contradicts(self, csm: int, plan: Plan, email: str) -> Iterable[str]:
        line, before = self._said.setdefault(csm, (plan.row.line, email))
        self._said[csm] = (plan.row.line, email)
        if before != email:
            whose = plan.row.values.get("csm_email") or "the CSM"
            here = f"line {plan.row.line}: {whose} is in the team of {email} here"
            yield f"{here}, of {before} in line {line}; this one counts"


async def _let_in_as_csms(session: WriteSession, ids: set[int]) -> None:
    """Who has accounts writes to them, whatever they could do before."""
    below = or_(Person.role.is_(None), Person.role == "viewer")
    await _give(session, ids, below, "csm")


async def _let_in_as_managers(session: WriteSession, ids: set[int]) -> None:
    """A role that somebody gave by hand stays."""
    below = or_(Person.role.is_(None), and_(Person.role.in_(("csm", "viewer")), Person.role_from != "command"))
    await _give(session, ids, below, "manager")


async def _give(session: WriteSession, ids: set[int], where: ColumnElement[bool], role: str) -> None:
    given = update(Person).where(is_one_of(Person.id, sorted(ids)), where).values(role=role, role_from="file")
    await session.execute(given.execution_options(synchronize_session=False))


async def _join(session: WriteSession, wanted: dict[int, int], outcome: ChunkOutcome) -> Counter[str]:
    """Person → manager. How many came into whose team, by the manager's name."""
    rows = (await session.execute(select(Person.id, Person.name, Person.manager_id))).all()
    names, above = {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
    joined: Counter[str] = Counter()
    for person, manager in wanted.items():
        if above[person] == manager or person == manager:
            continue
        if _leads(person, manager, above):
            outcome.warnings.append(f"{names[person]} leads {names[manager]}, so they stay out of that team")
            continue
        above[person] = manager
        joined[names[manager]] += 1
        moved = update(Person).where(Person.id == person).values(manager_id=manager)
        await session.execute(moved.execution_options(synchronize_session=False))
    return joined


def _leads(person: int, other: int, above: dict[int, int | None]) -> bool:
    """Whether that person leads the other, however far above."""
    seen: set[int] = set()
    at: int | None = other
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(at)
        if at == person:
            return True
    return False
