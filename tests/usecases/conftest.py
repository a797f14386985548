"""Accounts of the book's people, and people who do something with them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.journey.playbooks.versions import keep_versions
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import Account, AccountName, Contract, Cta, PlaybookVersion, Stakeholder
from bot.text import compared
from bot.usecases.writing.write import Write
from tests.given.channels import channel_row

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday
AddAccount = Callable[..., Awaitable[int]]


@dataclass
class Office:
    """Makes what a test needs, in the owner's workspace unless told otherwise."""

    store: Store
    library: Library
    workspace: int
    owner: int
    teammate: int
    other_workspace: int
    stranger: int

    def write(self, person: int | None = None, *, once: str = "", now: datetime = NOW) -> Write:
        person = person or self.owner
        workspace = self.other_workspace if person == self.stranger else self.workspace
        return Write(self.store, workspace, person, now, once, "Europe/Berlin")

    async def account(
        self, name: str, *, key: str | None = None, aliases: tuple[str, ...] = (), domain: str | None = None,
        channel: str | None = None, workspace: int | None = None,
    ) -> int:  # fmt: skip
        """An account with all its names; its id."""
        workspace = workspace or self.workspace
        key = key or f"k-{compared(name)}"[:40]
        own = await channel_row(self.store, channel, workspace)
        async with self.store.write(workspace) as db:
            version = await db.scalar(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))
            row = Account(
                workspace_id=workspace, key=key, name=name, domain=domain, channel_id=own, created_at=NOW,
                csm_id=self.owner if workspace == self.workspace else None, playbook_version_id=version,
                started_on=date(2025, 11, 10),
            )  # fmt: skip
            db.add(row)
            await db.flush()
            names = [("key", key), ("name", name), *[("alias", alias) for alias in aliases]]
            for kind, shown in names + ([("domain", domain)] if domain else []):
                name = {"folded": compared(shown), "kind": kind, "shown": shown}
                db.add(AccountName(workspace_id=workspace, account_id=row.id, **name))
            return row.id

    async def stakeholder(self, account_id: int, name: str, **values: object) -> int:
        async with self.store.write(self.workspace) as db:
            row = Stakeholder(workspace_id=self.workspace, account_id=account_id, name=name, created_at=NOW, **values)
            db.add(row)
            await db.flush()
            return row.id

    async def contract(self, account_id: int, product: str = "Suite", **values: object) -> int:
        given: dict[str, object] = {
            "ends_on": date(2026, 3, 14), "notice_on": date(2026, 1, 13), "amount": Decimal("120000"),
            "currency": "EUR",
        }  # fmt: skip
        async with self.store.write(self.workspace) as db:
            row = Contract(workspace_id=self.workspace, account_id=account_id, product=product, **(given | values))
            db.add(row)
            await db.flush()
            return row.id

    async def cta(self, account_id: int, rule: str = "stuck", **values: object) -> int:
        given: dict[str, object] = {
            "type": "risk", "priority": 2, "owner_id": self.owner, "opened_on": date(2026, 1, 5), "state": "open",
            "due_on": date(2026, 1, 9), "changed_at": NOW, "occurrence": "1", "subject": f"account:{account_id}:1",
        }  # fmt: skip
        async with self.store.write(self.workspace) as db:
            row = Cta(workspace_id=self.workspace, account_id=account_id, rule=rule, **(given | values))
            db.add(row)
            await db.flush()
            return row.id


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
async def office(store: Store, book, library: Library) -> Office:  # type: ignore[no-untyped-def]
    made = Office(store, library, book.workspace, book.owner, book.teammate, book.other_workspace, book.stranger)
    for workspace in (book.workspace, book.other_workspace):
        await keep_versions(store, library, workspace, NOW)
    return made
