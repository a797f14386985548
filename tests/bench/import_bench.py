"""How many rows a second the import takes, against SQLAlchemy Core's executemany of the same rows.

Both sides run on a new SQLite file each, through the same kind of engine, in transactions of the same size.
"""

import asyncio
import csv
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert

from bot.ingest import Kind, import_file
from bot.store.session import Store, open_engine
from bot.store.tables import Base, PlaybookVersion, VersionStage, Workspace

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)
ACCOUNTS = 100_000
MEASURED = 400_000
KPIS = ("weekly-use", "seats-used", "tickets", "logins")
TABLES = Base.metadata.tables
Result = tuple[str, float, float, float]


async def measure(accounts: int = ACCOUNTS, measured: int = MEASURED) -> list[Result]:
    """(name, our rows a second, executemany's, ours as a share of theirs) for accounts and for kpis."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = [await open_store(Path(folder) / f"{name}.db") for name in ("ours", "theirs")]
        files = write_files(Path(folder), accounts, measured)
        results = []
        for kind, table, rows in (
            ("accounts", TABLES["accounts"], _account_rows(accounts)),
            ("kpis", TABLES["kpi_observations"], _kpi_rows(accounts, measured)),
        ):
            count = len(rows)
            their_rate = count / await _executemany(theirs, table, rows, 2000 if kind == "accounts" else 5000)
            our_rate = count / await _import(ours, kind, files[kind], count)  # type: ignore[arg-type]
            results.append((f"import of {count:,} {kind}", our_rate, their_rate, our_rate / their_rate))
        await ours.close()
        await theirs.close()
    return results


async def open_store(file: Path) -> Store:
    store = Store(open_engine(f"sqlite:///{file}"))
    async with store.across(writes=True) as connection:
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


async def _executemany(store: Store, table: Table, rows: list[dict[str, Any]], size: int) -> float:
    start = time.perf_counter()
    for first in range(0, len(rows), size):
        async with store.across(writes=True) as connection:
            await connection.execute(insert(table), rows[first : first + size])
    return time.perf_counter() - start


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


def _account_rows(count: int) -> list[dict[str, Any]]:
    names = ("key", "name", "domain", "tier", "segment", "status")
    return [
        {
            "workspace_id": 1,
            **{name: cells[name] for name in names},
            "started_on": date.fromisoformat(cells["started_on"]),
            "entry_stage": cells["stage"],
            "playbook_version_id": 1,
            "created_at": NOW,
        }
        for cells in _account_cells(count)
    ]


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


def _kpi_rows(accounts: int, count: int) -> list[dict[str, Any]]:
    return [
        {
            "workspace_id": 1,
            "account_id": number // len(KPIS) % accounts + 1,
            "kpi": cells["kpi"],
            "value": cells["value"],
            "observed_at": _observed(number // len(KPIS) // accounts),
        }
        for number, cells in enumerate(_kpi_cells(accounts, count))
    ]


if __name__ == "__main__":
    for name, our_rate, their_rate, ratio in asyncio.run(measure()):
        print(f"{name}: {our_rate:,.0f} rows/s, executemany {their_rate:,.0f} rows/s, ratio {ratio:.2f}")
