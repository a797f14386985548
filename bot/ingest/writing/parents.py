"""Links from an account to its parent, which may stand anywhere in the file, or in an earlier one."""

from collections.abc import Collection

from sqlalchemy import Table, select
from sqlalchemy.orm import aliased

from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.bulk import update_rows
from bot.ingest.writing.changed_cells import last_cells, save_cells
from bot.ingest.writing.job import Job
from bot.ingest.writing.names import References
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Base

ACCOUNTS: Table = Base.metadata.tables["accounts"]
AT_ONCE = 2000


class Parents:
    """`_later`: child's key → (its line, its parent's key, whether this is all that changed in its row)."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._later: dict[str, tuple[int, str, bool]] = {}
        self._above: dict[str, str] | None = None  # child's key → its parent's key

    async def link(self, session: WriteSession, plans: list[Plan]) -> list[Plan]:
        """Links those whose parent is here by now, keeps the others for later. Returns the plans that still stand."""
        wanted = {plan.changed["parent"] for plan in plans if "parent" in plan.changed}
        if not wanted:
            return plans
        found, _ = await self._find(session, wanted)
        await self._learn(session)
        links: list[tuple[int, dict[str, int]]] = []
        for plan in plans:
            if cell := plan.changed.get("parent"):
                parent = found.get(cell)
                if parent and parent.id != plan.id and not self._circle(plan.key, parent.key):
                    self._set(plan.key, parent.key)
                    links.append((plan.id, {"parent_id": parent.id}))
                else:
                    self._keep(plan, cell)
        await update_rows(session, ACCOUNTS, links)
        return [plan for plan in plans if plan.changed]

    async def _find(self, session: ReadSession, cells: Collection[str]) -> References:
        return await self.job.references(session, cells, "parent")

    def _keep(self, plan: Plan, parent: str) -> None:
        """Its cell isn't remembered before the link is made, so that the next import tries again."""
        del plan.changed["parent"], plan.cells["parent"]
        self._later[plan.key] = (plan.row.line, parent, not plan.changed)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Links the rest; a parent that isn't an account here is left out with a warning."""
        waiting = list(self._later.items())
        for start in range(0, len(waiting), AT_ONCE):
            await self._finish(session, dict(waiting[start : start + AT_ONCE]), outcome)

    async def _finish(
        self, session: WriteSession, some: dict[str, tuple[int, str, bool]], outcome: ChunkOutcome
    ) -> None:
        ids = await _ids(session, list(some))
        named, ties = await self._find(session, {cell for _, cell, _ in some.values()})
        parents = {cell: one.key for cell, one in named.items()}
        linked, circles = self._sort(some, ids, parents)
        links = ((ids[child], {"parent_id": named[some[child][1]].id}) for child in linked)
        await update_rows(session, ACCOUNTS, links)
        last = await last_cells(session, "accounts", linked)
        # As the cell says it, by which the next import sees that nothing changed.
        await save_cells(session, "accounts", {key: {**last.get(key, {}), "parent": some[key][1]} for key in linked})
        for child, (line, cell, alone) in some.items():
            title = self.job.parser.title("parent")
            if child in circles:
                outcome.warnings.append(f'line {line}: {title} "{cell}" goes in a circle ({circles[child]}); left out')
            elif child in linked or (self.job.dry_run and self.job.has_seen(cell)):
                outcome.changed += alone
                outcome.unchanged -= alone
                outcome.touched |= {ids[child]} if child in ids else set()
            else:
                kinds = " or ".join(self.job.parser.found_by("parent"))
                why = ties.get(cell, f"isn't the {kinds} of an account")
                outcome.warnings.append(f'line {line}: {title} "{cell}" {why}; left out')

    def _sort(
        self, some: dict[str, tuple[int, str, bool]], ids: dict[str, int], parents: dict[str, str]
    ) -> tuple[set[str], dict[str, str]]:
        """The children that can be linked; and those that would close a circle, which it is. parents: key by cell."""
        linked: set[str] = set()
        circles: dict[str, str] = {}
        for child, (_, cell, _) in some.items():
            parent = parents.get(cell, cell)
            if circle := self._circle(child, parent):
                circles[child] = circle
            elif child in ids and cell in parents and parent != child:
                linked.add(child)
                self._set(child, parent)
            elif self.job.dry_run and self.job.has_seen(cell):
                self._set(child, parent)
        return linked, circles

    async def _learn(self, session: ReadSession) -> None:
        """By keys: in a dry run, ids are given again to other accounts."""
        if self._above is None:
            child, parent = aliased(Account), aliased(Account)
            query = select(child.key, parent.key).join(parent, parent.id == child.parent_id)
            self._above = dict((await session.execute(query)).all())

    def _set(self, child: str, parent: str) -> None:
        if self._above is not None:
            self._above[child] = parent

    def _circle(self, child: str, parent: str) -> str:
        """ "acme → globex → acme", if this link closed one; else nothing."""
        above, way = self._above or {}, [child, parent]
        while (higher := above.get(way[-1])) is not None and higher not in way[1:]:
            way.append(higher)
            if higher == child:
                return " → ".join(way)
        return ""


async def _ids(session: ReadSession, keys: list[str]) -> dict[str, int]:
    query = select(Account.key, Account.id).where(is_one_of(Account.key, keys))
    return dict((await session.execute(query)).all())
