"""What becomes of a to-do."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import Cta
from bot.usecases.account import todos
from bot.usecases.undo import undo


async def test_reached_out_sleeps_for_five_working_days(accounts):
    await accounts.let_colleagues_write()
    cta = await accounts.todo(await accounts.account("Acme"))
    acted = await todos.reached_out(accounts.write(accounts.book.teammate), cta, "left a message")
    row = await accounts.one(select(Cta))
    assert (row.state, row.wake_on, row.tried_on, row.note) == (
        "asleep", date(2026, 1, 13), date(2026, 1, 6), "left a message",
    )  # fmt: skip
    await undo(accounts.write(accounts.book.teammate), acted.change_id)
    row = await accounts.one(select(Cta))
    assert (row.state, row.wake_on, row.note) == ("open", None, "")


async def test_the_other_ends_of_a_to_do(accounts):
    account = await accounts.account("Acme")
    one_, two, three = [await accounts.todo(account, occurrence=str(number)) for number in range(3)]
    await todos.not_a_problem(accounts.write(), one_, "holidays")
    await todos.later(accounts.write(), two, date(2026, 1, 12))
    await todos.reassign(accounts.write(), three, accounts.book.teammate)
    with pytest.raises(UserError, match="closed as not a problem"):
        await todos.reached_out(accounts.write(), one_)
    for attempt in (
        todos.not_a_problem(accounts.write(), two, " "),
        todos.later(accounts.write(), two, date(2026, 1, 6)),
        todos.reassign(accounts.write(), three, accounts.book.stranger),
        todos.done(accounts.write(), three),
        todos.reached_out(accounts.write(accounts.book.stranger), three),
        todos.add(accounts.write(), account, "", None),
        todos.add(accounts.write(), account, "x", date(2026, 1, 1)),
    ):
        with pytest.raises(UserError):
            await attempt
    assert await accounts.one(select(Cta.owner_id).where(Cta.id == three)) == accounts.book.teammate


async def test_a_to_do_by_hand_is_added_and_done(accounts):
    added = await todos.add(accounts.write(), None, "call Dana", None)
    assert added.until == date(2026, 1, 13)
    await todos.done(accounts.write(), added.cta_id)
    assert await accounts.one(select(Cta.state)) == "done"
    with pytest.raises(UserError, match="changed again since"):
        await undo(accounts.write(), added.change_id)
