"""What all tests share: both databases, for real, and a book of three people.

Every test with a store runs on SQLite, and on PostgreSQL too unless it says otherwise. What decides is what can differ:
SQL can, and so can what becomes of its results in Python; how a result is put into words can't. So

- tests of SQL (the journey, what people do, imports, delivery, the schema) run on both. Only those that assert one
  sentence for many values, or live through weeks of the same sweep, are marked `one_database` where another test sends
  PostgreSQL the same statements;
- files about what is said and clicked are marked `one_database`. Those of their tests that are marked `both_databases`
  together send PostgreSQL every statement that no test of SQL sends. Whoever adds a statement there marks a test of it.

A database isn't made for each test. SQLite's is a copy of a file; PostgreSQL's is emptied. Each process of the tests
has one engine for either, because an engine keeps the SQL that it made of our statements."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.playbook.load import load_library
from bot.playbook.models import Library, Playbook
from bot.store.session import Store, open_engine
from bot.store.tables import Base, Workspace
from tests.given.accounts import Accounts
from tests.given.book import Book, at, write_book
from tests.given.databases import EMPTY_POSTGRESQL, make_empty_sqlite, postgresql_server, renew, turn_round
from tests.given.made_once import make_once
from tests.given.queued_messages import QueuedMessages

# What is kept for the next test is looked through for garbage again and again, which took a third of the time.
gc.set_threshold(20_000, 20, 200)
# Learning from a few hundred accounts needs no second core; other tests do.
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def laer(library: Library) -> Playbook:
    """The shipped playbook that most is tried with."""
    return library.playbooks["laer"]


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        make_once(patch)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgresql_server() as address:
        yield address


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_empty_sqlite(tmp_path_factory.mktemp("empty") / "milepost.db")


@pytest.fixture(scope="session")
async def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncEngine]:
    """The engine of all tests; the file behind it is another for each."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/milepost.db", query_cache_size=1500)
    event.listen(engine.sync_engine, "connect", turn_round)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
async def postgresql_engine(postgres: str) -> AsyncIterator[AsyncEngine]:
    """The engine of all tests, with its connections and all that they have prepared."""
    engine = open_engine(postgres, query_cache_size=1500)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield engine
    await engine.dispose()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On which databases a test runs: see above."""
    if "engine" not in metafunc.fixturenames:
        return
    marks = (mark.name for mark in metafunc.definition.iter_markers())  # the test's own before its file's
    nearest = next((name for name in marks if name in ("one_database", "both_databases")), "both_databases")
    names = ["sqlite", "postgresql"] if nearest == "both_databases" else ["sqlite"]
    metafunc.parametrize("engine", names, indirect=True, scope="function")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "postgresql" in item.name or "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker("postgresql")
    # What takes long comes first, so that no process is left alone with it at the end.
    items.sort(key=lambda item: not any(item.iter_markers("slow")) and not any(item.iter_markers("browser")))


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> AsyncEngine:
    """SQLite's or PostgreSQL's."""
    found: AsyncEngine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
async def store(engine: AsyncEngine, empty_sqlite: Path) -> AsyncIterator[Store]:
    """An empty database with all tables, on SQLite and on PostgreSQL."""
    opened = Store(engine.execution_options())  # what a test listens to ends with it
    if engine.dialect.name == "sqlite":
        renew(Path(str(engine.url.database)), empty_sqlite)
        yield opened
        await opened.close()
    else:
        async with engine.begin() as connection:
            await connection.execute(text(EMPTY_POSTGRESQL))
        yield opened


@pytest.fixture
async def book(store: Store) -> Book:
    return await write_book(store)


@pytest.fixture
def accounts(store: Store, book: Book, library: Library) -> Accounts:
    return Accounts(store, library, book)


@pytest.fixture
async def messages(accounts: Accounts) -> QueuedMessages:
    """Of a workspace that has been at work for some weeks."""
    await accounts.version()
    await accounts.change(Workspace, accounts.workspace, baseline_at=at(40))
    return QueuedMessages(accounts)


@pytest.fixture
async def town(accounts: Accounts) -> AsyncIterator[Any]:
    """A SlackTown."""
    from tests.given.slack_town import slack_town  # which brings all of handlers; few files need it

    async with slack_town(accounts) as place:
        yield place
