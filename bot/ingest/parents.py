"""Links from an account to its parent, which may stand anywhere in the file, or in an earlier one."""

from sqlalchemy import Table, select

from bot.ingest.account_plan import Plan
from bot.ingest.among import among
from bot.ingest.bulk import update_rows
from bot.ingest.diff import last_cells, save_cells
from bot.ingest.job import Job
from bot.ingest.report import Outcome
from bot.store.session import TenantSession
from bot.store.tables import Account, Base

ACCOUNTS: Table = Base.metadata.tables["accounts"]
AT_ONCE = 2000


class Parents:
    """`_later`: child's key → (its line, its parent's key, whether this is all that changed in its row)."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._later: dict[str, tuple[int, str, bool]] = {}

    async def link(self, session: TenantSession, plans: list[Plan]) -> list[Plan]:
        """Links those whose parent is here by now, keeps the others for later. Returns the plans that still stand."""
        wanted = {plan.changed["parent"] for plan in plans if "parent" in plan.changed}
        if not wanted:
            return plans
        ids = await _ids(session, list(wanted))
        links: list[tuple[int, dict[str, int]]] = []
        for plan in plans:
            if parent := plan.changed.get("parent"):
                if parent in ids:
                    links.append((plan.id, {"parent_id": ids[parent]}))
                else:
                    self._keep(plan, parent)
        await update_rows(session, ACCOUNTS, links)
        return [plan for plan in plans if plan.changed]

    def _keep(self, plan: Plan, parent: str) -> None:
        """Its cell isn't remembered before the link is made, so that the next import tries again."""
        del plan.changed["parent"], plan.cells["parent"]
        self._later[plan.key] = (plan.row.line, parent, not plan.changed)

    async def finish(self, session: TenantSession, outcome: Outcome) -> None:
        """Links the rest; a parent that isn't an account here is left out with a warning."""
        waiting = list(self._later.items())
        for start in range(0, len(waiting), AT_ONCE):
            await self._finish(session, dict(waiting[start : start + AT_ONCE]), outcome)

    async def _finish(self, session: TenantSession, some: dict[str, tuple[int, str, bool]], outcome: Outcome) -> None:
        ids = await _ids(session, [*some, *(parent for _, parent, _ in some.values())])
        found = {child: parent for child, (_, parent, _) in some.items() if child in ids and parent in ids}
        await update_rows(session, ACCOUNTS, ((ids[child], {"parent_id": ids[its]}) for child, its in found.items()))
        last = await last_cells(session, "accounts", found)
        await save_cells(session, "accounts", {key: {**last.get(key, {}), "parent": found[key]} for key in found})
        for child, (line, parent, alone) in some.items():
            if child in found or (self.job.dry_run and self.job.has_seen(parent)):
                outcome.changed += alone
                outcome.unchanged -= alone
                outcome.touched |= {ids[child]} if child in ids else set()
            else:
                title = self.job.parser.title("parent")
                outcome.warnings.append(f'line {line}: {title} "{parent}" isn\'t the key of an account; left out')


async def _ids(session: TenantSession, keys: list[str]) -> dict[str, int]:
    query = select(Account.key, Account.id).where(among(Account.key, keys))
    return dict((await session.execute(query)).all())
