"""One account is read by its own rows: what is read of it doesn't grow with what others have."""

from typing import Any

import pytest
from sqlalchemy import event

from bot.talk.account.read_account import load_accounts
from tests.given.accounts import Accounts
from tests.given.book import NOW


@pytest.mark.one_database
async def test_it_goes_through_no_table_whole(accounts: Accounts) -> None:
    await accounts.account("Acme", id=1)
    asked: list[tuple[str, Any]] = []
    engine = accounts.store.engine.sync_engine

    def heard(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", heard)
    async with accounts.store.read(accounts.workspace) as db:
        assert list(await load_accounts(db, accounts.library, [1], NOW)) == [1]
    event.remove(engine, "before_cursor_execute", heard)
    walked = set()
    async with accounts.store.everywhere() as connection:
        for statement, values in asked:
            plan = (await connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)).all()
            walked |= {step[3].split()[1] for step in plan if step[3].startswith("SCAN")}
    tables = {alias for alias in walked if not alias.startswith(("anon_", "(", "json_each", "CONSTANT"))}
    assert len(asked) > 0
    assert tables == set()


@pytest.mark.both_databases
async def test_a_group_is_its_parent_and_those_below(accounts: Accounts) -> None:
    await accounts.account("Group", id=1)
    await accounts.account("Below", id=2, parent_id=1)
    await accounts.account("Alone", id=3)
    async with accounts.store.read(accounts.workspace) as db:
        found = await load_accounts(db, accounts.library, [1, 2, 3], NOW)
    assert {number: view.in_group for number, view in found.items()} == {1: True, 2: True, 3: False}
