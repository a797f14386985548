"""Which playbook a workspace's new accounts start with, and which ones its accounts are on."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select, update

from bot.calendar import plural
from bot.playbook.models import Library
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, PlaybookVersion, Workspace


async def choose_playbook(db: WriteSession, name: str) -> None:
    """For new accounts; those that are here stay on theirs."""
    mine = update(Workspace).where(Workspace.id == db.workspace_id)
    await db.execute(mine.values(playbook=name).execution_options(synchronize_session=False))


@dataclass(frozen=True)
class InUse:
    """chosen: for new accounts. accounts: active ones by playbook, and how many of them are on an older version."""

    chosen: str
    accounts: dict[str, tuple[int, int]]

    def elsewhere(self, name: str) -> int:
        """Active accounts on other playbooks."""
        return sum(count for playbook, (count, _) in self.accounts.items() if playbook != name)

    def lines(self, library: Library) -> list[str]:
        """One for each playbook, those that the library no longer has last."""
        names = [*library.playbooks, *sorted(self.accounts.keys() - library.playbooks.keys())]
        return [self._line(name, library) for name in names]

    def _line(self, name: str, library: Library) -> str:
        playbook = library.playbooks.get(name)
        count, older = self.accounts.get(name, (0, 0))
        parts = [playbook.title if playbook else "no longer among the playbooks", plural(count, "account")]
        if older and playbook:
            parts.append(f"{older:,} of them on an older version")
        if name == self.chosen:
            parts.append("new accounts start with it")
        return f"{name}: {', '.join(parts)}"


async def playbooks_in_use(db: ReadSession) -> InUse:
    v = PlaybookVersion
    rows = await db.execute(
        select(v.name, v.current, func.count())
        .join(Account, and_(Account.workspace_id == v.workspace_id, Account.playbook_version_id == v.id))
        .where(Account.status == "active")
        .group_by(v.name, v.current)
    )
    accounts: dict[str, tuple[int, int]] = {}
    for name, current, count in rows.all():
        all_of_them, older = accounts.get(name, (0, 0))
        accounts[name] = (all_of_them + count, older + (0 if current else count))
    chosen = await db.scalar(select(Workspace.playbook).where(Workspace.id == db.workspace_id))
    return InUse(chosen or "", accounts)
