"""Files of every kind that programs and people write, made up: whatever goes in is right, and nothing else goes in.

A few go through with every run. All 5,000, with the memory that they take, in about ten minutes:

    MILEPOST_FILES=5000 python -m pytest -n0 tests/ingest/test_run_any_file.py
"""

import asyncio
import csv
import gc
import io
import multiprocessing
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select

from bot.errors import UserError
from bot.ingest import ImportReport, Kind, check_mapping, import_file, rejected_path
from bot.ingest.sources.formulas import armed
from bot.store.session import Store
from bot.store.tables import Account, Base, Contract, KpiObservation
from tests.bench.import_bench import open_store

FILES = int(os.environ.get("MILEPOST_FILES", "60"))
AT_ONCE = 250
MOST_MEMORY = 250 << 20
NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff"))
KEEP = ("workspaces", "playbook_versions", "version_stages")
LETTERS = "abcXYZ äöüßéñ œŒ 0123456789 -&.'/()"


# -- how a column writes what it means; None where it can't


def _grouped(value: Decimal, thousands: str, mark: str) -> str:
    return f"{value:,.2f}".translate(str.maketrans({",": thousands, ".": mark}))


def _whole(value: Decimal, thousands: str) -> str:
    """Without decimals where there are none, as spreadsheets do: the readings that are two."""
    return f"{int(value):,}".replace(",", thousands) if value == int(value) else ""


NUMBERS: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda value: f"{value}",
    "english": lambda value: _whole(value, ",") or _grouped(value, ",", "."),
    "german": lambda value: _whole(value, ".") or _grouped(value, ".", ","),
    "swiss": lambda value: _grouped(value, "'", "."),
    "spaces": lambda value: _grouped(value, "\u202f", ","),
    "comma": lambda value: f"{value:.2f}".replace(".", ","),
    "three": lambda value: f"{value:.3f}",
}
SHOWN = ("{}", "€ {}", "{} EUR", "EUR {}", " {} ")
DATES: dict[str, tuple[str, Callable[[date], str]]] = {
    "iso": ("", date.isoformat),
    "iso with time": ("", lambda day: f"{day}T09:30:11Z"),
    "german": ("%d.%m.%Y", lambda day: f"{day:%d.%m.%Y}"),
    "american": ("%m/%d/%Y", lambda day: f"{day:%m/%d/%Y}"),
    "british": ("%d/%m/%Y", lambda day: f"{day:%d/%m/%Y}"),
    "named": ("%d %b %Y", lambda day: f"{day:%d %b %Y}"),
    "excel": ("excel", lambda day: str((day - date(1899, 12, 30)).days)),
    "milliseconds": ("milliseconds", lambda day: str(int(datetime.combine(day, time(), UTC).timestamp()) * 1000)),
}
NOTHING = ("", "-", "n/a", "NULL", "nan", "(blank)", "#N/A", "#REF!", "####", "soon", "=A1")


@dataclass(frozen=True)
class Meant:
    """An account as it was meant. odd: what stands in place of a cell of its row, by the column's place."""

    key: str
    name: str
    arr: Decimal
    started_on: date
    odd: dict[int, str]


@dataclass(frozen=True)
class Dialect:
    """How the file is written. told: whether a map says how dates are."""

    delimiter: str
    encoding: str
    ends: str
    numbers: str
    shown: str
    dates: str
    told: bool
    sep: bool
    above: bool
    behind: int
    last_end: bool


keys = some.one_of(
    some.from_regex(r"[1-9][0-9]{3,8}", fullmatch=True),
    some.from_regex(r"0[0-9]{5}", fullmatch=True),
    some.from_regex(r"001[A-Za-z0-9]{12}", fullmatch=True),
    some.sampled_from(
        ["Grand Total", "Total", "1.5E+12", "NULL", "#REF!", "9001.0", "a\u200bb", "key", "x;y", "\ufeffz"]
    ),
    some.text(LETTERS, min_size=1, max_size=12),
)
names = some.one_of(
    some.text(LETTERS + ',;"|\t\n', min_size=1, max_size=30),
    some.sampled_from(["None", "Total", "=SUM(A1)", "@home", "-", "Confidential", "name", 'The "Best", Inc']),
)
accounts = some.builds(
    Meant,
    key=keys,
    name=names,
    arr=some.decimals(0, 9_999_999, places=2).map(lambda value: value.quantize(Decimal("0.01"))),
    started_on=some.dates(date(2015, 1, 1), date(2026, 11, 1)),
    odd=some.dictionaries(some.integers(0, 3), some.sampled_from(NOTHING), max_size=1),
)
dialects = some.builds(
    Dialect,
    delimiter=some.sampled_from([",", ";", "\t", "|"]),
    encoding=some.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]),
    ends=some.sampled_from(["\n", "\r\n", "\r"]),
    numbers=some.sampled_from(sorted(NUMBERS)),
    shown=some.sampled_from(SHOWN),
    dates=some.sampled_from(sorted(DATES)),
    told=some.booleans(),
    sep=some.booleans(),
    above=some.booleans(),
    behind=some.integers(0, 2),
    last_end=some.booleans(),
)
NOISE = ("", "Grand Total{0}{0}99{0}", "Confidential", "titles", "x{0}", '"open', "© crm.example{0}{0}{0}")
noise = some.lists(some.tuples(some.integers(0, 12), some.sampled_from(NOISE)), max_size=3)


def cells_of(meant: Meant, how: Dialect) -> list[str]:
    amount = how.shown.format(NUMBERS[how.numbers](meant.arr))
    cells = [meant.key, meant.name, amount, DATES[how.dates][1](meant.started_on)]
    return [meant.odd.get(place, cell) for place, cell in enumerate(cells)] + [""] * how.behind


def line_of(cells: list[str], how: Dialect) -> str:
    text = io.StringIO()
    broken = any(re.search(r"[\r\n]", cell) for cell in cells)  # Python quotes only the break that ends its own lines
    writer = csv.writer(text, delimiter=how.delimiter, lineterminator=how.ends)
    if broken:
        writer = csv.writer(text, delimiter=how.delimiter, lineterminator=how.ends, quoting=csv.QUOTE_ALL)
    writer.writerow(cells)
    return text.getvalue()


def content_of(rows: list[Meant], how: Dialect, between: list[tuple[int, str]]) -> bytes:
    titles = line_of(["key", "name", "arr", "started_on"], how)
    lines = [line_of(cells_of(meant, how), how) for meant in rows]
    for place, text in between:
        lines.insert(place, titles if text == "titles" else text.format(how.delimiter) + how.ends)
    above = f"Accounts by owner{how.ends}As of 2026-11-27{how.ends}" if how.above else ""
    sep = f"sep={how.delimiter}{how.ends}" if how.sep else ""
    text = sep + above + titles + "".join(lines)
    return (text if how.last_end else text.rstrip("\r\n")).encode(how.encoding, "replace")


def readable(text: str) -> str:
    """As it is kept: what can't be seen is gone, and the mark that spreadsheets put before a text, or digits
    that are to stay one."""
    seen = " ".join(armed(text).translate(UNSEEN).split())
    return seen[1:] if seen[:1] == "'" and re.fullmatch(r"\d+", seen[1:]) else seen


class Place:
    """A database that is emptied for each file, and a folder for the file."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.file = store, folder / "file.csv"

    async def empty(self) -> None:
        async with self.store.everywhere(writes=True) as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name not in KEEP:
                    await connection.execute(delete(table))
        rejected_path(self.file).unlink(missing_ok=True)

    async def take(self, kind: Kind, content: bytes, map: dict[str, Any], **more: Any) -> ImportReport | None:
        """None where the file was refused as a whole."""
        self.file.write_bytes(content)
        try:
            mapping = check_mapping(map, kind)
            return await import_file(self.store, 1, kind, self.file, mapping=mapping, now=NOW, file_time=NOW, **more)
        except UserError as error:
            refused = error.text
        assert refused.isprintable()
        assert len(refused) < 2000
        return None

    async def rows(self, query: Any) -> list[Any]:
        async with self.store.read(1) as session:
            return list((await session.execute(query)).all())


async def nothing_wrong_goes_in(place: Place, rows: list[Meant], how: Dialect, between: list[tuple[int, str]]) -> None:
    await place.empty()
    content = content_of(rows, how, between)
    form = DATES[how.dates][0]
    map: dict[str, Any] = {"constants": {"currency": "EUR"}}
    if how.told and form:
        map["dates"] = {"started_on": form}
    tried = await place.take("accounts", content, map, dry_run=True)
    assert await place.rows(select(Account.key)) == []
    report = await place.take("accounts", content, map)
    found = await place.rows(
        select(Account.key, Account.name, Account.started_on, Contract.amount, Contract.currency).join(
            Contract, Contract.account_id == Account.id, isouter=True
        )
    )
    if report is None or tried is None:
        assert (report, tried, found) == (None, None, [])
        return
    assert (tried.added, tried.rejected, tried.skipped) == (report.added, report.rejected, report.skipped)
    assert report.rows == report.added + report.rejected, report.lines()
    assert len(found) == report.added
    meant: defaultdict[str, list[Meant]] = defaultdict(list)
    for one in rows:
        if (key := one.odd.get(0, one.key)) != "=A1":
            held = key.encode(how.encoding, "replace").decode(
                how.encoding
            )  # what the file's encoding can't hold is "?"
            meant[readable(held)].append(one)
    told: defaultdict[str, str] = defaultdict(str)
    if report.rejected or report.cells:
        kept = io.StringIO(rejected_path(place.file).read_text(encoding="utf-8-sig"), newline="")
        for row in list(csv.reader(kept, delimiter=how.delimiter))[1:]:
            told[readable(armed(row[0]))] += row[-1]
        assert told
    for key, name, started_on, amount, currency in found:
        assert any(is_right(one, name, started_on, amount, currency, told[key]) for one in meant[key]), (key, name, how)


def is_right(
    meant: Meant, name: str, started_on: date | None, amount: Decimal | None, currency: str | None, told: str
) -> bool:
    """As it was meant; where something odd stands in a cell, or it was told that it is left out, nothing."""
    if meant.odd.get(1) == "=A1" or readable(meant.odd.get(1, meant.name)) != name:
        return False
    if started_on not in ((None,) if 3 in meant.odd else (meant.started_on,)) and not _left(
        started_on, "started_on", told
    ):
        return False
    return (amount is None if 2 in meant.odd else (amount, currency) == (meant.arr, "EUR")) or _left(
        amount, "arr", told
    )


def _left(value: object, column: str, told: str) -> bool:
    return value is None and f": {column} " in told


async def no_measurement_goes_in_wrong(place: Place, values: list[Decimal], how: Dialect) -> None:
    await place.empty()
    await place.take("accounts", b"key,name\na,A\n", {})
    lines = [line_of(["a", f"k{at}", NUMBERS[how.numbers](value)], how) for at, value in enumerate(values)]
    text = line_of(["account", "kpi", "value"], how) + "".join(lines)
    report = await place.take("kpis", text.encode(how.encoding, "replace"), {})
    found = await place.rows(select(KpiObservation.kpi, KpiObservation.value))
    assert report is None or report.added == len(found)
    for kpi, value in found:
        assert value == pytest.approx(float(values[int(kpi[1:])])), (kpi, how)


@pytest.mark.slow
def test_nothing_wrong_goes_in_whatever_the_file() -> None:
    """In a process of its own: what the tests around it hold is none of the import's memory, nor is what Hypothesis
    takes to read our code for values worth trying, which it does once in a tree and keeps."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as apart:
        apart.submit(tried_all, 1).result()
        assert apart.submit(tried_all, FILES).result() < MOST_MEMORY


def tried_all(files: int) -> int:
    """Bytes that it took at most."""
    values = some.lists(some.decimals(-99_999, 99_999, places=2), min_size=1, max_size=8)
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        place = Place(runner.run(open_store(Path(folder) / "any.db")), Path(folder))

        def check(rows: list[Meant], how: Dialect, between: list[tuple[int, str]], values: list[Decimal]) -> None:
            runner.run(nothing_wrong_goes_in(place, rows, how, between))
            runner.run(no_measurement_goes_in_wrong(place, values, how))

        for start in range(0, files, AT_ONCE):  # Hypothesis remembers all that it has tried
            many = settings(
                max_examples=min(AT_ONCE, files - start), deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            tried = given(rows=some.lists(accounts, max_size=12), how=dialects, between=noise, values=values)
            seed(start)(many(tried(check)))()
            gc.collect()
        runner.run(place.store.close())
    return most_memory()


def most_memory() -> int:
    """What this process has taken at most. `ru_maxrss` would count the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) << 10
