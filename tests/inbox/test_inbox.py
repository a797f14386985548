"""The inbox: what came in is kept as it was, is one process's until that dies, and leaves nothing behind."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.conversation import Caller, Inbound, Place
from bot.errors import NotKept
from bot.inbox.inbox import INBOX, KEPT, Inbox, inbox_address
from bot.store.session import Store

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)
FORM = Inbound(
    "form",
    Caller("T1", "UOLGA", "E1"),
    "form:1",
    Place("C1", "https://hooks.example/1", "17.1"),
    action="log-save",
    target="1",
    fields={"note": "met the COO", "with": ("1", "2"), "review": ()},
    inputs=("note", "with", "review"),
    takes=frozenset({"form"}),
    trigger="1.2.secret",
    quoted="“<!channel>”",
)


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def two(store: Store, clock: Clock):
    """Two processes' ways to one inbox."""
    address = store.engine.url.set(drivername=store.engine.dialect.name).render_as_string(hide_password=False)
    ways = Inbox(address, clock), Inbox(address, clock)
    yield ways
    for one in ways:
        await one.close()


async def test_what_a_killed_process_left_comes_as_it_was_sent(two, clock):
    first, second = two
    kept = await first.keep("slack", FORM, NOW)
    assert kept is not None
    assert await second.take_over() == []
    clock.at += timedelta(seconds=21)
    [left] = await second.take_over()
    assert (left.inbound, left.at, left.stage, left.left) == (kept.inbound, NOW, "work", True)
    assert left.inbound.fields == FORM.fields
    assert (left.inbound.trigger, left.inbound.takes) == (None, frozenset())
    assert not await first.begin_answer(kept), "it is the other one's by now"
    assert await second.begin_answer(left)


async def test_what_is_worked_on_stays_ours_and_what_is_let_go_is_anybodys(two, clock):
    first, second = two
    kept = await first.keep("slack", FORM, NOW)
    for _ in range(5):
        clock.at += timedelta(seconds=15)
        await first.renew({kept.id})
        assert await first.take_over({kept.id}) == []
        assert await second.take_over() == []
    await first.let_go()
    assert [one.id for one in await second.take_over()] == [kept.id]


async def test_the_same_delivery_is_kept_once_also_after_it_is_done(two, clock):
    first, second = two
    kept = await first.keep("slack", FORM, NOW)
    assert await second.keep("slack", FORM, NOW) is None
    assert await second.keep("paper", FORM, NOW) is not None
    await first.done(kept)
    assert await second.keep("slack", FORM, NOW) is None
    clock.at += timedelta(hours=1, seconds=1)
    await second.take_over()
    assert await second.keep("slack", FORM, NOW) is not None


async def test_nothing_of_what_was_sent_stays_once_it_is_done(two, store):
    first, _ = two
    kept = await first.keep("slack", FORM, NOW)
    async with first._store.everywhere() as connection:
        held = str([tuple(row) for row in await connection.execute(text("SELECT * FROM inbox"))])
    assert "met the COO" in held
    assert "secret" not in held
    await first.done(kept)
    async with first._store.everywhere() as connection:
        held = str([tuple(row) for row in await connection.execute(text("SELECT * FROM inbox"))])
    assert "COO" not in held
    assert "hooks.example" not in held
    assert (await first.state()).waiting == 0


async def test_after_two_days_it_is_too_old_to_be_done(two, clock):
    first, second = two
    await first.keep("slack", FORM, NOW)
    clock.at += KEPT - timedelta(minutes=1)
    [left] = await second.take_over()
    assert not left.is_too_old
    clock.at += timedelta(minutes=2)
    [left] = await first.take_over()
    assert left.is_too_old


async def test_what_cant_be_read_any_more_is_dropped(two, clock, caplog):
    first, second = two
    await first.keep("slack", FORM, NOW)
    async with first._store.everywhere(writes=True) as connection:
        await connection.execute(update(INBOX).values(inbound={"kind": "telegram"}))
    clock.at += timedelta(minutes=1)
    assert await second.take_over() == []
    assert "can't be read any more" in caplog.text
    assert (await second.state()).waiting == 0


@pytest.mark.one_database
async def test_a_long_write_on_the_database_doesnt_lock_it(store: Store, two):
    async with store.everywhere(writes=True):
        assert await two[0].keep("slack", FORM, NOW) is not None


@pytest.mark.one_database
async def test_where_it_cant_be_written_it_says_so_in_time(store: Store, two):
    first, second = two
    await second.prepare()
    async with second._store.everywhere(writes=True):  # somebody holds the inbox itself
        with pytest.raises(NotKept):
            await first.keep("slack", FORM, NOW)
    assert await first.keep("slack", FORM, NOW) is not None


@pytest.mark.one_database
async def test_the_file_is_its_owners_alone_and_beside_the_database(store: Store, tmp_path: Path):
    inbox = Inbox(f"sqlite:///{tmp_path}/milepost.db", Clock())
    assert (await inbox.state()).waiting == 0
    assert os.listdir(tmp_path) == []
    await inbox.keep("slack", FORM, NOW)
    rights = {name: os.stat(tmp_path / name).st_mode & 0o777 for name in os.listdir(tmp_path)}
    assert "milepost.db.inbox" in rights
    assert set(rights.values()) == {0o600}
    await inbox.close()


@pytest.mark.one_database
async def test_nothing_waits_beside_a_database_that_can_only_be_read(tmp_path: Path):
    inbox = Inbox(f"sqlite:///file:{tmp_path}/milepost.db?mode=ro&uri=true", Clock())
    assert (await inbox.state()).waiting == 0
    await inbox.close()


def test_on_postgresql_it_is_in_the_database_with_all_its_options():
    address = "postgresql://u:p%40@host/name?sslmode=require"
    assert inbox_address(address) == address
    assert inbox_address("sqlite:////var/lib/m.db") == "sqlite:////var/lib/m.db.inbox"
