"""A shop to import into: files written as a CSM would get them, and short ways to look at what came of them."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.ingest import ImportReport, Kind, check_mapping, import_file
from bot.store.session import Store
from bot.store.tables import Account, Base
from tests.given.accounts import Accounts
from tests.given.book import NOW, Book

FILE_TIME = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
ACCOUNTS = "key,name\nacme,Acme\nglobex,Globex\n"


@dataclass
class Shop:
    """`take` imports a file's text; `rows` reads a table's columns back, in the order of its id or keys."""

    store: Store
    book: Book
    folder: Path

    def left_over(self) -> list[Path]:
        """The files of rejected rows that lie about."""
        return list(self.folder.glob("*.rejected.csv"))

    def file(self, content: str | bytes, name: str = "file.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    async def take(
        self,
        kind: Kind,
        content: str | bytes,
        *,
        map: dict[str, Any] | None = None,
        now: datetime = NOW,
        workspace: int | None = None,
        **more: Any,
    ) -> ImportReport:
        mapping = check_mapping(map, kind) if map else None
        place = workspace or self.book.workspace
        options = {"now": now, "file_time": FILE_TIME, "mapping": mapping, **more}
        return await import_file(self.store, place, kind, self.file(content, f"{kind}.csv"), **options)

    async def rows(self, table: str, *columns: str, where: str = "1 = 1") -> list[tuple[Any, ...]]:
        its = Base.metadata.tables[table]
        query = select(*(its.c[name] for name in columns)).where(its.c.workspace_id == self.book.workspace, text(where))
        async with self.store.everywhere() as connection:
            order = [its.c.id] if "id" in its.c else list(its.primary_key.columns)
            return [tuple(row) for row in await connection.execute(query.order_by(*order))]

    async def count(self, table: str) -> int:
        its = Base.metadata.tables[table]
        async with self.store.everywhere() as connection:
            return len((await connection.execute(select(its.c.workspace_id))).all())

    async def everything(self) -> dict[str, list[Any]]:
        """Every row of every table, to see that nothing changed."""
        found: dict[str, list[Any]] = {}
        async with self.store.everywhere() as connection:
            for name, table in Base.metadata.tables.items():
                found[name] = sorted(map(repr, await connection.execute(select(table))))
        return found

    async def set(self, statement: Any) -> None:
        """What a person of ours does meanwhile."""
        async with self.store.everywhere(writes=True) as connection:
            await connection.execute(statement)

    async def account(self, key: str = "acme") -> Any:
        async with self.store.read(self.book.workspace) as session:
            return await session.scalar(select(Account).where(Account.key == key))


@pytest.fixture
async def shop(accounts: Accounts, tmp_path: Path) -> Shop:
    for theirs in (accounts, accounts.elsewhere()):
        await theirs.version()
    return Shop(accounts.store, accounts.book, tmp_path)


def telco_file() -> Path:
    """The real customers' file: beside the repository, or where MILEPOST_TELCO says."""
    given = os.environ.get("MILEPOST_TELCO")
    path = Path(given) if given else Path(__file__).resolve().parents[3] / "shared" / "data" / "telco-churn.csv"
    if not path.exists():
        pytest.skip(f"the telco customers' file isn't here ({path}); MILEPOST_TELCO can name it")
    return path
