"""`milepost import`: a file that nobody has seen is tried before anything is written."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli.import_file import Asked, run_import
from bot.cli.main import main
from bot.errors import UserError
from bot.sandbox.workspace import LocalWorkspace
from bot.settings.read import Settings
from bot.store.session import Store, open_engine
from bot.store.upkeep.schema import migrate
from bot.usecases.owners.file_answers import settle
from bot.usecases.undo import undo
from bot.usecases.workspace.roles import give_role
from bot.usecases.writing.write import Write
from tests.cli.conftest import Database
from tests.given.files.workbook import Sheet, write_workbook
from tests.given.small_slack import APP_TOKEN, BOT_TOKEN

TEAM = "T0123ABCD"
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
both_databases = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
CRM = """Kunden-Nr.;Firma;Jahreswert;Kunde seit;Vertragsende
4711;Müller KG;1.200,50;14.03.2023;13.03.2027
4712;Ott;1.099;1.4.2024;31.3.2027
"""


async def run(database: Database, asked: Asked) -> list[str]:
    await migrate(database.store)
    done = await run_import(Settings(database_url=database.address), asked, TEAM, lambda *_: None)
    return done.lines()


@both_databases
async def test_a_guess_is_tried_and_kept_and_imports_nothing(database: Database, tmp_path: Path) -> None:
    file, map_file = tmp_path / "crm.csv", tmp_path / "crm map.yaml"
    file.write_text(CRM, encoding="utf-8")
    said = await run(database, Asked("accounts", file, guess=True, write=map_file))
    assert '  arr         from "Jahreswert" (decimal mark ",")' in said
    assert "crm.csv: 2 rows read. 2 accounts new, 0 changed, 0 as before." in said
    assert said[-1] == f"To import by it: milepost import accounts {file} --map '{map_file}' --workspace {TEAM}"
    assert await database.count("SELECT count(*) FROM accounts") == 0
    assert yaml.safe_load(map_file.read_text(encoding="utf-8"))["columns"]["renewal_on"] == "Vertragsende"
    said = await run(database, Asked("accounts", file, map_file=map_file))
    assert await database.count("SELECT count(*) FROM accounts") == 2
    asked = "their CSMs are asked in chat, five a morning, or the column stage says it."
    assert f"  2 accounts have no place on the journey yet: {asked}" in said
    other = tmp_path / "other.csv"
    other.write_text("key,name,started_on\nx,New One,2024-01-31\n", encoding="utf-8")
    said = await run(database, Asked("accounts", other))
    assert any(line.startswith("  1 account has no place on the journey yet") for line in said), said


@both_databases
async def test_a_guess_imports_at_once_where_it_is_told_to(database: Database, tmp_path: Path) -> None:
    rows = [["Customers"], ["Account ID", "Account Name", "ARR", "Renewal"], ["a1", "Alder", 5, date(2027, 3, 1)]]
    file = write_workbook(tmp_path / "crm.xlsx", {"Read me": Sheet([["Hello"]]), "All": Sheet(rows)})
    await run(database, Asked("accounts", file, guess=True, dry_run=True, at_once=True))
    assert await database.count("SELECT count(*) FROM accounts") == 0
    said = await run(database, Asked("accounts", file, guess=True, at_once=True))
    assert await database.count("SELECT count(*) FROM contracts WHERE ends_on = '2027-03-01'") == 1
    assert not any("Nothing was imported" in line or "Only tried" in line for line in said)


async def test_owners_are_whoever_is_called_so_in_slack_and_never_a_guest(
    slack: LocalWorkspace, tmp_path: Path
) -> None:
    file = tmp_path / "crm.csv"
    file.write_text("Account ID,Account Name,Account Owner\na,A,Ana Keller\nb,B,Gus Guest\n", encoding="utf-8")
    ours = Settings(
        database_url=f"sqlite:///{tmp_path}/milepost.db",
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        api_url=slack.api_url,
    )
    store = Store(open_engine(ours.database_url))
    await migrate(store)
    await store.close()
    done = await run_import(ours, Asked("accounts", file, guess=True), None, lambda *_: None)
    assert "Owners by name: Ana Keller is ana.keller@tidewell.example (1 account)." in done.report.notes
    assert [message.partition(":")[0] for message in done.report.messages] == [
        "Gus Guest is nobody that I know by that name (1 account, without an owner so far)"
    ]


def test_the_written_map_has_a_place_for_each_owner_that_nobody_is_called_like(tmp_path: Path) -> None:
    file, written = tmp_path / "crm.csv", tmp_path / "map.yaml"
    file.write_text('Account ID,Account Name,Account Owner\na,A,Ana Keller\nb,B,"Ott, Eva"\n', encoding="utf-8")
    assert milepost(tmp_path, "import", "accounts", str(file), "--guess", "--write", str(written)).exit_code == 0
    text = written.read_text(encoding="utf-8")
    filled = re.sub(r"^# (?!accounts|Nobody)", "", text, flags=re.MULTILINE)
    assert yaml.safe_load(filled)["values"] == {
        "csm_name": {"Ana Keller": "person1@example.com", "Ott, Eva": "person2@example.com"}
    }
    assert "values" not in yaml.safe_load(text)
    assert milepost(tmp_path, "migrate").exit_code == 0
    written.write_text(filled, encoding="utf-8")
    done = milepost(tmp_path, "import", "accounts", str(file), "--map", str(written), "--workspace", TEAM)
    assert "is nobody that I know" not in done.output


def test_most_rows_left_out_is_what_strict_ends_on(tmp_path: Path) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("key,name,status\na,A,x\nb,B,active\nc,C,y\n")
    words = ["import", "accounts", str(file), "--workspace", TEAM]
    assert milepost(tmp_path, "migrate").exit_code == 0
    assert milepost(tmp_path, *words).exit_code == 0
    strict = milepost(tmp_path, *words, "--strict")
    assert (strict.exit_code, strict.output.splitlines()[-1][:32]) == (1, "Error: Most rows were left out, ")
    file.write_text("key,name,status\na,A,active\nb,B,active\nc,C,y\n")
    assert milepost(tmp_path, *words, "--strict").exit_code == 0
    assert "--write and --yes go with --guess" in milepost(tmp_path, *words, "--yes").output


def milepost(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, words, env={"DATABASE_URL": f"sqlite:///{folder}/milepost.db"})


@both_databases
async def test_a_map_that_is_there_stays(database: Database, tmp_path: Path) -> None:
    file, map_file = tmp_path / "crm.csv", tmp_path / "map.yaml"
    file.write_text(CRM, encoding="utf-8")
    map_file.write_text("columns: {key: mine}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"is there already, and may have changes of yours: name another file\."):
        await run(database, Asked("accounts", file, guess=True, write=map_file))
    assert map_file.read_text(encoding="utf-8") == "columns: {key: mine}\n"


@both_databases
async def test_a_file_without_what_must_be_there_says_what_it_made_of_the_rest(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "crm.csv"
    file.write_text("A,B,ARR\nx,y,1\nz,w,2\n")
    with pytest.raises(UserError) as refused:
        await run(database, Asked("accounts", file, guess=True))
    assert str(refused.value).startswith("crm.csv has no column that I know as key or name.")
    assert 'arr  from "ARR"' in str(refused.value)


STAGES = """Record ID,Company name,Lifecycle Stage,ARR
1,Alder,Customer,10
2,Birch,Customer,20
3,Cedar,Opportunity,
"""


@both_databases
async def test_whom_a_guess_leaves_out_is_asked_once_and_remembered(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "companies.csv"
    file.write_text(STAGES, encoding="utf-8")
    asked = Asked("accounts", file, guess=True, at_once=True)
    said = await run(database, asked)
    open_one = (
        'companies.csv: by "Lifecycle Stage" I took 2 “Customer” in as customers, and left 1 “Opportunity” out. '
        "Customers only?"
    )
    assert said[-2] == "Open questions, each asked once in chat:"
    assert said[-1] == f"  {open_one} (nobody may answer it: milepost role EMAIL admin lets somebody)"
    assert await database.count("SELECT count(*) FROM accounts") == 2
    workspace = await database.count("SELECT min(id) FROM workspaces")
    await give_role(database.store, workspace, "maya@tidewell.example", "admin", NOW)
    maya = await database.count("SELECT id FROM people WHERE email = 'maya@tidewell.example'")
    number = await database.count("SELECT id FROM file_questions")
    done = await settle(Write(database.store, workspace, maya, NOW), number, "all")
    said = await run(database, asked)
    assert '  All rows, whatever "Lifecycle Stage" says, as was said in chat.' in said
    assert await database.count("SELECT count(*) FROM accounts") == 3
    assert not any("Open questions" in line for line in said)
    await undo(Write(database.store, workspace, maya, NOW), done.change_id)
    await settle(Write(database.store, workspace, maya, NOW), number, "customers")
    said = await run(database, asked)
    assert any("1 row left out" in line for line in said)
    assert not any("Open questions" in line for line in said)


def test_a_guess_that_imports_nothing_needs_neither_database_nor_workspace(tmp_path: Path) -> None:
    file = tmp_path / "crm.csv"
    file.write_text(CRM, encoding="utf-8")
    said = milepost(tmp_path, "import", "accounts", str(file), "--guess", "--write", str(tmp_path / "map.yaml"))
    assert said.exit_code == 0, said.output
    assert "Tried on an empty database." in said.output
    assert f"import accounts {file} --map {tmp_path}/map.yaml --workspace T0123ABCD" in said.output
    assert not (tmp_path / "milepost.db").exists()
    at_once = milepost(tmp_path, "import", "accounts", str(file), "--guess", "--yes")
    assert "run `milepost migrate` first" in at_once.output
    assert milepost(tmp_path, "migrate").exit_code == 0
    assert "Which workspace?" in milepost(tmp_path, "import", "accounts", str(file), "--guess", "--yes").output
    words = ("import", "accounts", str(file), "--guess", "--yes")
    assert milepost(tmp_path, *words, "--workspace", TEAM).exit_code == 0
    assert f"The file goes into {TEAM}, the only workspace here." in milepost(tmp_path, *words).output


def test_what_a_file_is_about_is_found_and_said_where_nobody_says_it(tmp_path: Path) -> None:
    crm, terms = tmp_path / "export1.csv", tmp_path / "export2.csv"
    crm.write_text(CRM, encoding="utf-8")
    terms.write_text(
        "Contract Number,Account Name,Term Start,Term End,Product,ACV\n1,Alder,2026-01-01,2026-12-31,Core,5\n",
        encoding="utf-8",
    )
    said = milepost(tmp_path, "import", str(crm), "--guess").output
    assert said.startswith(f"Taken as accounts, by what is in it. If it is something else: milepost import KIND {crm}")
    assert "2 accounts new" in said
    said = milepost(tmp_path, "import", str(terms), "--guess").output  # there is no database here
    assert "Taken as contracts, by what is in it." in said
    assert 'ends_on    from "Term End"' in said
    assert "It wasn't tried: contracts go to accounts" in said
    for words, why in (("accounts",), "Name the file, too"), (("moons", str(crm)), "KIND is one of accounts"):
        assert why in milepost(tmp_path, "import", *words).output
