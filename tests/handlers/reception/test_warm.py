"""The first answers after a start are as quick as later ones."""

import pytest
from sqlalchemy import func, select

from bot.clock import machine_now
from bot.conversation import Caller, Inbound
from bot.inbox.inbox import Inbox
from bot.store.session import Store, open_engine
from bot.store.tables import Receipt
from bot.store.tables.people import Intent
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.book import NOW


@pytest.fixture
async def started(town):
    """A process that has just begun, on the town's database."""
    url = town.store.engine.url.set(drivername=town.store.engine.dialect.name).render_as_string(hide_password=False)
    store = Store(open_engine(url))
    yield FrontDesk(
        Services(store, town.library), "slack", town.desk._line_of, lambda: NOW, Background(), Inbox(url, machine_now)
    )
    await store.close()


async def test_the_first_question_finds_its_statements_made(town, started):
    await started.warm_up()
    made = started._store.engine.sync_engine._compiled_cache
    before = set(made)
    for number, text in enumerate(("", "acme", "acme log", "acme prep")):
        inbound = Inbound("command", Caller("T1", "UOLGA"), f"first:{number}", name="journey", text=text,
                          takes=frozenset({"message"}))  # fmt: skip
        assert (await started.receive(inbound)).message is not None
        await started.background.idle()
    reads = [key for key in set(made) - before if "UPDATE" not in str(made[key]) and "INSERT" not in str(made[key])]
    assert len(reads) <= 2, [str(made[key]) for key in reads]  # how somebody's name for an account is looked up


async def test_nothing_is_changed_by_it(town, started):
    counts = [select(func.count()).select_from(table) for table in (Receipt, Intent)]
    before = [await town.one(count) for count in counts]
    await started.warm_up()
    assert [await town.one(count) for count in counts] == before


@pytest.mark.one_database
async def test_before_the_first_import_there_is_nothing_to_warm(store, book, library):
    desk = FrontDesk(Services(store, library), "slack", {}.__getitem__, lambda: NOW, Background(), None)  # type: ignore[arg-type]
    await desk.warm_up()
