"""What a digest reads for whom: a manager hears of the own team, and of all where they have none."""

import pytest
from sqlalchemy import select

from bot.store.tables import Cta, Person
from bot.talk.digest.reading import digest_rows
from bot.usecases.workspace.roles import make_manager, put_in_team
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.both_databases


async def test_what_nobody_owns_is_told_to_every_manager_and_to_nobody_else(messages: QueuedMessages) -> None:
    todo = await messages.accounts.todo(await messages.accounts.account())
    await messages.accounts.change(Cta, todo, owner_id=None)
    await put_in_team(messages.store, 1, "mo@milepost.example", ["olga@milepost.example"], NOW)
    await make_manager(messages.store, 1, "tim@milepost.example", NOW)
    async with messages.store.read(1) as db:
        people = (await db.execute(select(Person.id, Person.role).order_by(Person.name))).all()
        told = {role: await digest_rows.unowned(db, number) for number, role in people}
    assert told == {"csm": 0, "manager": 1}
