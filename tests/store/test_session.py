"""A session for reading can't write: the type checker says so, and so does the session itself. No session shows another
workspace's rows, not even through the door past the ORM."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, text, union_all, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from bot.store.ours import ours
from bot.store.session import ReadSession, Store, open_engine
from bot.store.tables import Identity, Person, Workspace
from tests.given.book import NOW, Book

ROOT = Path(__file__).parents[2]
IN_TALK = """
from datetime import datetime
from sqlalchemy import insert, select, update
from bot.store.session import ReadSession
from bot.store.tables import Person

async def message(db: ReadSession) -> str | None:
    {line}
    return await db.scalar(select(Person.name))
"""
WRITES = {
    "db.add(Person())": '"ReadSession" has no attribute "add"',
    "await db.flush()": '"ReadSession" has no attribute "flush"',
    "await db.execute(insert(Person))": 'Argument 1 to "execute" of "ReadSession" has incompatible type "Insert"',
    "await db.execute(update(Person))": 'Argument 1 to "execute" of "ReadSession" has incompatible type "Update"',
    "await db.scalar(insert(Person).returning(Person.id))": 'Argument 1 to "scalar" of "ReadSession"',
}


@pytest.mark.slow
def test_the_type_checker_refuses_a_talk_that_writes(tmp_path: Path) -> None:
    files = {tmp_path / f"talk_{number}.py": line for number, line in enumerate(("pass", *WRITES))}
    for file, line in files.items():
        file.write_text(IN_TALK.format(line=line), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout
    for file, line in files.items():
        about = [one for one in told.splitlines() if file.name in one and "error:" in one]
        assert bool(about) == (line in WRITES), told
        assert line not in WRITES or WRITES[line] in about[0]


@pytest.mark.one_database
async def test_a_session_for_reading_refuses_what_changes_rows(store: Store, book: Book) -> None:
    for statement in (
        insert(Person).values(workspace_id=1, name="Nobody", created_at=NOW),
        update(Person).values(name="Nobody"),
        delete(Person),
    ):
        async with store.read(book.workspace) as db:
            for way in (db.execute, db.scalar, db.scalars, db.one_statement):
                with pytest.raises(TypeError, match=r"store\.write"):
                    await way(statement)  # type: ignore[arg-type]


@pytest.mark.one_database
async def test_a_row_that_was_read_is_not_for_changing(store: Store, book: Book) -> None:
    async with store.read(book.workspace) as db:
        olga = await db.get_one(Person, book.owner)
        olga.name = "Olga Other"
        with pytest.raises(TypeError, match=r"\(Person\).*store\.write"):
            await db.scalar(select(Person.name).where(Person.id == book.owner))


async def test_one_statement_confines_each_table_that_rows_come_from(store: Store, book: Book) -> None:
    async with store.read(book.workspace) as db:
        names = await db.one_statement(select(Person.name).order_by(Person.name))
        assert list(names.scalars()) == ["Olga Owner", "Tim Teammate"]
        teammate = aliased(Person)
        pairs = select(Person.name, teammate.name).join(teammate, teammate.id > Person.id)
        assert (await db.one_statement(pairs)).all() == [("Olga Owner", "Tim Teammate")]
        users = select(Person.name, Identity.user_id).outerjoin(Identity, Identity.person_id == Person.id)
        assert len((await db.one_statement(users.where(Person.id != book.owner))).all()) == 1
    async with store.read(book.other_workspace) as db:  # the same statement, as it was built
        assert list((await db.one_statement(select(Person.name))).scalars()) == ["Sam Stranger"]


async def test_a_statement_built_once_serves_every_workspace(store: Store, book: Book) -> None:
    count = select(func.count(Person.id))
    found = {}
    for workspace in (book.workspace, book.other_workspace):
        async with store.read(workspace) as db:
            found[workspace] = (await db.one_statement(count)).scalar_one()
    assert found == {book.workspace: 2, book.other_workspace: 1}


async def test_what_is_selected_within_says_itself_that_it_is_ours(store: Store, book: Book) -> None:
    everybody, mine = select(Person.id, Person.name), select(Person.id, Person.name).where(ours(Person))
    async with store.read(book.workspace) as db:
        for inner in (mine.subquery(), mine.cte(), union_all(mine, mine.where(Person.id == 0)).subquery()):
            found = await db.one_statement(select(inner.c.name).order_by(inner.c.name))
            assert list(found.scalars()) == ["Olga Owner", "Tim Teammate"]
        for inner in (everybody.subquery(), everybody.cte(), union_all(mine, everybody).subquery()):
            with pytest.raises(TypeError, match=r"rows of people: add ours\(table\)"):
                await db.one_statement(select(inner.c.name))
        with pytest.raises(TypeError, match="rows of people"):
            await db.one_statement(union_all(mine, everybody))


@pytest.mark.one_database
@pytest.mark.parametrize("statement", [select(Workspace.name), select(func.count()), select(func.now())])
async def test_a_statement_about_no_workspace_is_refused(store: Store, book: Book, statement: object) -> None:
    async with store.read(book.workspace) as db:
        with pytest.raises(TypeError, match="about none"):
            await db.one_statement(statement)  # type: ignore[arg-type]


@pytest.mark.one_database
async def test_ours_may_be_said_without_the_index(store: Store, book: Book) -> None:
    async with store.read(book.workspace) as db:
        found = await db.one_statement(
            select(Person.name).where(ours(Person, indexed=False), Person.id == book.stranger)
        )
        assert found.all() == []
        assert isinstance(db, ReadSession)


async def test_errors_never_carry_what_people_wrote(store: Store, book: Book) -> None:
    """They are logged, and what is bound are notes about people."""
    wrong = text("SELECT nothing FROM nowhere WHERE note = :note")
    async with store.everywhere() as connection:
        with pytest.raises(DBAPIError) as caught:
            await connection.execute(wrong, {"note": "is seriously ill"})
    assert "seriously ill" not in str(caught.value)
    async with store.write(book.workspace) as db:
        db.add_all(Person(workspace_id=1, email="ill@x.example", name="seriously ill", created_at=NOW) for _ in "12")
        with pytest.raises(DBAPIError) as twice:
            await db.flush()
        await db.rollback()
    assert "seriously ill" not in str(twice.value)


async def test_a_new_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    made = Store(open_engine(f"sqlite:///{tmp_path}/new.db"))
    async with made.everywhere(writes=True) as connection:
        await connection.execute(text("CREATE TABLE t (x)"))
        rights = {name: os.stat(tmp_path / name).st_mode & 0o777 for name in os.listdir(tmp_path)}
    assert set(rights.values()) == {0o600}, rights
    await made.close()
