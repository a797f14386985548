"""How many rows a second the import takes, against SQLAlchemy Core's executemany of the same rows.

Both sides run on a new SQLite file each, through the same kind of engine, in transactions of the same size. The same
rows are those that the import wrote, read back from its database: an account is one row of the file and several in the
tables (its names, its contract, its cells as imported). For KPIs the other side writes the measurements alone, without
the newest of each that the import also keeps.
"""

import asyncio
import csv
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bot.ingest import Kind, import_file
from bot.store.session import Store, open_engine
from bot.store.tables import Base, PlaybookVersion, VersionStage, Workspace

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)
ACCOUNTS = 100_000
MEASURED = 400_000
KPIS = ("weekly-use", "seats-used", "tickets", "logins")
TABLES = Base.metadata.tables
SIZES: dict[Kind, int] = {"accounts": 2000, "kpis": 8000}  # rows in a transaction, as the import has them
WRITTEN: dict[Kind, tuple[str, ...]] = {
    "accounts": ("people", "accounts", "account_names", "contracts", "imported_rows"),
    "kpis": ("kpi_observations",),
}
Result = tuple[str, float, float, float]


async def measure(accounts: int = ACCOUNTS, measured: int = MEASURED) -> list[Result]:
    """(name, our rows of the file a second, executemany's, ours as a share of theirs) for accounts and for kpis."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = [await open_store(Path(folder) / f"{name}.db") for name in ("ours", "theirs")]
        files = write_files(Path(folder), accounts, measured)
        results = []
        for kind, size in SIZES.items():
            rows = accounts if kind == "accounts" else measured
            seconds = await _import(ours, kind, files[kind], rows)
            their_seconds = await _executemany(ours, theirs, WRITTEN[kind], size)
            results.append(
                (f"import of {rows:,} {kind}", rows / seconds, rows / their_seconds, their_seconds / seconds)
            )
        await ours.close()
        await theirs.close()
    return results


async def open_store(file: Path) -> Store:
    store = Store(open_engine(f"sqlite:///{file}"))
    async with store.everywhere(writes=True) as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Workspace).values(id=1, name="Bench", created_at=NOW))
        await connection.execute(
            insert(PlaybookVersion).values(id=1, workspace_id=1, name="laer", hash="x", source={}, created_at=NOW)
        )
        for position, stage in enumerate(("land", "adopt", "expand", "renew"), start=1):
            await connection.execute(
                insert(VersionStage).values(workspace_id=1, version_id=1, position=position, stage=stage, laer=stage)
            )
    return store


async def _import(store: Store, kind: Kind, file: Path, count: int) -> float:
    start = time.perf_counter()
    report = await import_file(store, 1, kind, file, now=NOW, file_time=NOW)
    seconds = time.perf_counter() - start
    assert (report.added, report.rejected) == (count, 0), report.lines()
    return seconds


async def _executemany(source: Store, target: Store, tables: tuple[str, ...], size: int) -> float:
    """Seconds for the rows of these tables, as they stand in the source."""
    seconds = 0.0
    for name in tables:
        table = TABLES[name]
        async with source.everywhere() as connection:
            rows = [dict(row) for row in (await connection.execute(select(table))).mappings()]
        start = time.perf_counter()
        for first in range(0, len(rows), size):
            async with target.everywhere(writes=True) as connection:
                await connection.execute(insert(table), rows[first : first + size])
        seconds += time.perf_counter() - start
    return seconds


def write_files(folder: Path, accounts: int, measured: int) -> dict[Kind, Path]:
    files: dict[Kind, Path] = {"accounts": folder / "accounts.csv", "kpis": folder / "kpis.csv"}
    _write_csv(files["accounts"], _account_cells(accounts))
    if measured:
        _write_csv(files["kpis"], _kpi_cells(accounts, measured))
    return files


def _write_csv(file: Path, rows: Iterator[dict[str, Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        first = next(rows)
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def _account_cells(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        started = date(2023, 1, 1) + timedelta(days=number % 900)
        yield {
            "key": f"acc-{number}",
            "name": f"Company {number} & Sons",
            "domain": f"company{number}.example",
            "aliases": f"Co{number}|C-{number}",
            "csm_email": f"csm{number % 40}@milepost.example",
            "arr": f"{1000 + number % 5000}.50",
            "currency": ("EUR", "USD", "GBP")[number % 3],
            "tier": ("enterprise", "mid", "small")[number % 3],
            "segment": ("retail", "banking", "health")[number % 3],
            "started_on": started.isoformat(),
            "renewal_on": (started + timedelta(days=1461)).isoformat(),
            "term_months": 12,
            "stage": ("land", "adopt", "expand", "renew")[number % 4],
            "status": "active",
        }


def _kpi_cells(accounts: int, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        account, kpi = divmod(number, len(KPIS))
        yield {
            "account": f"acc-{account % accounts}",
            "kpi": KPIS[kpi],
            "value": number % 997 / 10,
            "observed_at": _observed(account // accounts).isoformat(),
        }


def _observed(week: int) -> datetime:
    return NOW - timedelta(weeks=week)


if __name__ == "__main__":
    for name, our_rate, their_rate, ratio in asyncio.run(measure()):
        print(f"{name}: {our_rate:,.0f} rows/s, executemany {their_rate:,.0f} rows/s, ratio {ratio:.2f}")
