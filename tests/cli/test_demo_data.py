"""`milepost demo --data`: one's own export, five mornings of it, and nothing left behind."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.cli.demo import DemoHome
from bot.cli.demo_data import OwnData, database_kept_in, living_on_own_data, next_working_day_from, read_own_data
from bot.errors import UserError
from bot.sandbox.workspace import LocalWorkspace
from bot.store.tables import Account, FileQuestion, Person
from bot.store.tables.files.file_questions import EVERYBODY
from bot.usecases.owners.file_answers import settle
from bot.usecases.writing.write import Write
from tests.given.files.workbook import Sheet, write_workbook

TODAY = date(2026, 11, 27)  # a Friday
NOW = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
OWNERS = ("Ana Silva", "Ben Okafor", "José Ortega")


def crm_export(file: Path) -> Path:
    """25 known customers: owner, value, start and renewal; no stage and no KPIs."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Record ID", "Company name", "Company owner", "Value", "Customer since", "Renewal date"])
        for number in range(25):
            start = TODAY - timedelta(days=1100 if number % 2 else 700)
            renewal = TODAY + timedelta(days=20 + number * 13)
            days = [f"{day:%d/%m/%Y}" for day in (start, renewal)]
            rows.writerow([9000000100 + number, f"Customer {chr(65 + number)}", OWNERS[number % 3], "12,000.00", *days])
    return file


def own_folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "mine").mkdir()
    return folder


async def mornings(tmp_path: Path, data: OwnData, many: int) -> tuple[LocalWorkspace, list[str], dict[str, list[Any]]]:
    """The workspace, what the terminal said, and all that was posted, by channel."""
    (folder := tmp_path / "demo").mkdir()
    said: list[str] = []
    home = DemoHome(database_kept_in(None, folder), 0, "Europe/Berlin")
    async with living_on_own_data(folder, data, home, NOW, said.append) as (demo, place):
        for _ in range(many - 1):
            await demo.next_morning()
        posted = {channel.name: place.messages(channel.id) for channel in place.seed.channels}
    return place, said, posted


@pytest.mark.slow
async def test_an_export_goes_in_by_guess_and_its_owners_have_their_mornings(tmp_path: Path) -> None:
    file = crm_export(own_folder(tmp_path) / "companies.csv")
    place, said, posted = await mornings(tmp_path, read_own_data([file], guess=True), 5)
    assert "companies.csv: 25 rows read. 25 accounts new, 0 changed, 0 as before." in said
    assert said[-1].startswith("25 accounts have no place on the journey yet: their CSMs are asked in chat")
    assert [user.real_name for user in place.seed.users] == list(OWNERS)
    digests = {name: [each["text"] for each in all_ if "Good morning" in each["text"]] for name, all_ in posted.items()}
    counted = {name: len(all_) for name, all_ in digests.items()}
    assert counted.keys() == {"cs-ana", "cs-ben", "cs-jose"}
    assert set(counted.values()) <= {4, 5}, "a fifth only where something is new: places are asked for thrice"
    assert "9 accounts" in digests["cs-ana"][0]
    assert [path.name for path in file.parent.iterdir()] == ["companies.csv"], "nothing is left beside one's own file"


@pytest.mark.slow
async def test_prospects_that_are_wanted_after_all_come_with_the_next_morning(tmp_path: Path) -> None:
    file = crm_export(own_folder(tmp_path) / "companies.csv")
    rows = file.read_text(encoding="utf-8").splitlines()
    stages = ["Lifecycle Stage", *["Opportunity"] * 4, *["Customer"] * 21]
    file.write_text("\n".join(f"{row},{stage}" for row, stage in zip(rows, stages, strict=True)), encoding="utf-8")
    (folder := tmp_path / "demo").mkdir()
    home = DemoHome(database_kept_in(None, folder), 0, "Europe/Berlin")
    data = read_own_data([file], guess=True)
    async with living_on_own_data(folder, data, home, NOW, lambda said: None) as (demo, _):
        store, number = demo.milepost.store, demo.workspace_id
        async with store.read(number) as db:
            question = await db.scalar(select(FileQuestion.id))
            lead = await db.scalar(select(Person.id).where(Person.role == "manager"))
        assert question is not None
        assert lead is not None
        await settle(Write(store, number, lead, demo.clock.now()), question, EVERYBODY)
        await demo.next_morning()
        async with store.read(number) as db:
            assert await db.scalar(select(func.count()).select_from(Account)) == 25


async def test_a_workbook_with_rows_that_cant_be_read_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    rows: Sequence[Sequence[object]] = [
        ["key", "name", "arr", "csm_email"],
        ["a", "A", 5, "eva@x.example"],
        ["b", "B", "x", None],
    ]
    write_workbook(folder / "mine.xlsx", {"Customers": Sheet(rows)})
    (folder / "kpis.csv").write_text("account,kpi,value\na,nps,9\n")
    data = read_own_data([folder / "mine.xlsx", folder / "kpis.csv"], guess=False)
    place, said, _ = await mornings(tmp_path, data, 1)
    assert [(user.real_name, user.email) for user in place.seed.users] == [("Eva", "eva@x.example")]
    assert [line for line in said if line.startswith(("Left out", "  line 3"))] == [
        "Left out: 1 cell; the rest of those rows went in.",
        '  line 3: arr "x" isn\'t a number; if that is no value, say so in the map, values: {arr: {"x": ""}}',
    ]
    assert "kpis.csv: 1 row read. 1 measurement new, 0 changed, 0 as before." in said
    assert sorted(path.name for path in folder.iterdir()) == ["kpis.csv", "mine.xlsx"]


async def test_advice_that_is_printed_there_can_be_followed_there(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    file, lines = folder / "crm.csv", folder / "lines.yaml"
    file.write_text("Account ID,Account Name,ARR,Success Manager\na,Alder,a lot,Eva\nb,Birch,$900,Eva\n")
    _, said, _ = await mornings(tmp_path, read_own_data([file], guess=True), 1)
    assert "To follow what is said of a map: write its lines into a file, and start again with --map MAP.yaml" in said
    lines.write_text('values: {arr: {"a lot": ""}, currency: {"": USD}}\n')
    data = read_own_data([file], guess=True, maps=[str(lines)])
    assert data.files[0].mapping.columns["csm_name"] == ("Success Manager",)  # what was guessed stays
    (again := tmp_path / "again").mkdir()
    _, said, _ = await mornings(again, data, 1)
    assert not [line for line in said if line.startswith(("Left out", "Worth a look", "To follow"))]


def test_without_owners_all_is_yours(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("key,name\na,A\n")
    data = read_own_data([file], guess=False)
    assert [one.name for one in data.owners] == ["You"]
    assert data.files[0].mapping.constants == {"csm_email": data.owners[0].email}


def test_what_cant_be_understood_is_said_before_anything_starts(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for file in (first, second):
        file.write_text("Firma;Wert\nAlder;5\n" if file == first else "Moons;Mass\n2;5\n")
    with pytest.raises(UserError, match=r"has no column key.*Or try --guess"):
        read_own_data([first], guess=False)
    with pytest.raises(UserError, match=r"What is in b\.csv\? Call it after what it has"):
        read_own_data([first, second], guess=True)
    (tmp_path / "kpis.csv").write_text("account,kpi,value\n")
    with pytest.raises(UserError, match=r"None of these files has accounts"):
        read_own_data([tmp_path / "kpis.csv"], guess=False)


def test_what_is_kept_never_takes_somebodys_place(tmp_path: Path) -> None:
    assert database_kept_in(tmp_path / "new.db", tmp_path) == f"sqlite:///{tmp_path}/new.db"
    (tmp_path / "old.db").touch()
    with pytest.raises(UserError, match=r"old\.db is there already"):
        database_kept_in(tmp_path / "old.db", tmp_path)
    with pytest.raises(UserError, match=r"There is no folder .*nowhere to keep x\.db in"):
        database_kept_in(tmp_path / "nowhere" / "x.db", tmp_path)


def test_mornings_are_on_working_days() -> None:
    assert next_working_day_from(date(2026, 11, 27)) == date(2026, 11, 27)
    assert next_working_day_from(date(2026, 11, 28)) == date(2026, 11, 30)
