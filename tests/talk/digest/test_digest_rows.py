"""What a digest reads for whom: a manager hears of the own team, and of all where they have none."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store.tables import Cta, Outgoing, Person
from bot.talk.digest import digest_rows
from bot.usecases.workspace.roles import give_role, make_manager, put_in_team
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.both_databases


async def heard_by(messages: QueuedMessages) -> dict[str, tuple[str, ...]]:
    """Of whose refused digests each hears."""
    async with messages.store.read(messages.workspace) as db:
        people = (await db.execute(select(Person.id, Person.email))).all()
        found = {email: await digest_rows.untold_since(db, number, NOW - timedelta(days=1)) for number, email in people}
    return {str(email).partition("@")[0]: names for email, names in found.items() if names}


async def test_a_refused_digest_is_told_to_whoever_leads_that_person(messages: QueuedMessages) -> None:
    accounts, store = messages.accounts, messages.store
    refused = await messages.queue()
    await accounts.change(Outgoing, refused, state="rejected", next_try_at=NOW)
    assert await heard_by(messages) == {}
    await give_role(store, 1, "ada@milepost.example", "admin", NOW)
    assert await heard_by(messages) == {"ada": ("Olga Owner",)}
    await make_manager(store, 1, "maya@milepost.example", NOW)
    assert await heard_by(messages) == {"maya": ("Olga Owner",)}
    await put_in_team(store, 1, "mo@milepost.example", ["olga@milepost.example"], NOW)
    assert await heard_by(messages) == {"mo": ("Olga Owner",)}
    await put_in_team(store, 1, "maya@milepost.example", ["tim@milepost.example"], NOW)
    assert await heard_by(messages) == {"mo": ("Olga Owner",)}


async def test_what_nobody_owns_is_told_to_every_manager_and_to_nobody_else(messages: QueuedMessages) -> None:
    todo = await messages.accounts.todo(await messages.accounts.account())
    await messages.accounts.change(Cta, todo, owner_id=None)
    await put_in_team(messages.store, 1, "mo@milepost.example", ["olga@milepost.example"], NOW)
    await make_manager(messages.store, 1, "tim@milepost.example", NOW)
    async with messages.store.read(1) as db:
        people = (await db.execute(select(Person.id, Person.role).order_by(Person.name))).all()
        told = {role: await digest_rows.unowned(db, number) for number, role in people}
    assert told == {"csm": 0, "manager": 1}
