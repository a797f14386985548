"""Messages that show a to-do follow it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store.tables import Outgoing
from bot.usecases.account import todos


async def test_messages_that_show_a_to_do_are_edited_with_it(accounts, now):
    await accounts.let_colleagues_write()
    account = await accounts.account("Acme")
    cta, other = await accounts.todo(account), await accounts.todo(account, occurrence="2")
    async with accounts.store.write(accounts.workspace) as db:
        for number, refs in enumerate(({"ctas": [cta, other]}, {"top": {"cta_ids": [cta]}}, {"ctas": [other]}, {})):
            db.add(
                Outgoing(
                    workspace_id=1, installation_id=1,
                    kind="digest", once=str(number), person_id=accounts.owner, refs=refs, state="sent",
                    delivery_id=str(number), next_try_at=now, created_at=now - timedelta(hours=1),
                    message={"title": []},
                    cta_id=cta if not refs else None,
                )
            )  # fmt: skip
    await todos.reached_out(accounts.write(accounts.book.teammate), cta)
    async with accounts.store.read(accounts.workspace) as db:
        assert [row.edit for row in await db.scalars(select(Outgoing).order_by(Outgoing.id))] == [
            True, True, False, True,
        ]  # fmt: skip


@pytest.mark.both_databases
async def test_an_alert_follows_its_to_do_however_old_and_whoever_got_it(accounts, now):
    """It stands in the account's channel since three weeks, where a colleague got it who covered then."""
    account = await accounts.account("Acme")
    cta = await accounts.todo(account, opened_on=(now - timedelta(days=25)).date())
    async with accounts.store.write(accounts.workspace) as db:
        for number, person in enumerate((accounts.owner, accounts.book.teammate)):
            db.add(
                Outgoing(
                    workspace_id=1,
                    installation_id=1,
                    kind="alert",
                    once=f"alert:{cta}:{number}",
                    person_id=person,
                    refs={},
                    state="sent",
                    delivery_id=str(number),
                    next_try_at=now,
                    cta_id=cta,
                    created_at=now - timedelta(days=21),
                    message={"title": []},
                )
            )
    await todos.reached_out(accounts.write(accounts.owner), cta)
    async with accounts.store.read(accounts.workspace) as db:
        assert [row.edit for row in await db.scalars(select(Outgoing).order_by(Outgoing.id))] == [True, True]
