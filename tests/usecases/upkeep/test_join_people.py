"""Two persons become one and two again: whatever refers to a person does so to the right one."""

import re

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import Base, ChangeRecord, Concern, Cta, Identity, OtherEmail, Outgoing, Person
from bot.usecases.undo import undo
from bot.usecases.upkeep.join_people import UNDECLARED, join, person_columns, take_address
from bot.usecases.writing.write import Write
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages

OLGA, TIM, MAYA = 11, 12, 13


def test_no_column_that_holds_a_person_is_forgotten() -> None:
    """A new one either has a foreign key or is named."""
    known = {f"{column.table.name}.{column.name}" for column in person_columns()}
    alike = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if re.search(r"(^|_)(by|by_id|from_id|to_id|person_id|owner_id|csm_id|cover_id|manager_id)$", column.name)
    }
    others = {"success_plans.confirmed_by", "acting.person_id"}  # a stakeholder; whoever acts just now
    assert alike - others == known
    assert set(UNDECLARED) <= known


@pytest.fixture
async def joined(messages: QueuedMessages) -> int:
    """Olga is Tim too; what Tim had is hers. The id of the change."""
    accounts = messages.accounts
    await accounts.account("Globex", csm_id=TIM)
    await accounts.account("Acme")
    await accounts.todo(None, "hand", subject=f"person:{TIM}", owner_id=TIM, title="Call")
    await accounts.add(Person(id=MAYA, name="Maya", email="maya@milepost.example", role="manager", created_at=NOW))
    await accounts.change(Person, OLGA, cover_id=TIM, role="csm")
    await accounts.change(Person, MAYA, cover_id=TIM)
    await messages.put("digest:person:12:2026-01-06", kind="digest", person_id=OLGA, refs={"for": TIM})
    rows = [{"table": "ctas", "id": [1], "added": False, "values": {"owner_id": TIM}}]
    await accounts.add(
        ChangeRecord(
            person_id=OLGA, kind="reassigned", subject="cta:1", at=NOW, before={"rows": rows}, after={"rows": []}
        )
    )
    async with accounts.store.write(1) as db:
        return await join(db, await db.get_one(Person, OLGA), await db.get_one(Person, TIM), NOW)


async def owners(messages: QueuedMessages) -> dict[str, object]:
    """Who stands where a person stands."""
    async with messages.store.read(1) as db:
        cta = (await db.scalars(select(Cta).where(Cta.title == "Call"))).one()
        digest = (await db.scalars(select(Outgoing).where(Outgoing.kind == "digest"))).one()
        change = (await db.scalars(select(ChangeRecord).where(ChangeRecord.kind == "reassigned"))).one()
        people = {person.id: (person.email, person.cover_id) for person in await db.scalars(select(Person))}
        return {
            "to-do": (cta.owner_id, cta.subject),
            "digest": digest.refs["for"],
            "can be undone to": change.before["rows"][0]["values"]["owner_id"],
            "Tim's user": await db.scalar(select(Identity.person_id).where(Identity.user_id == "UTIM")),
            "people": people,
        }


APART = {
    "to-do": (TIM, "person:12"), "digest": TIM, "can be undone to": TIM, "Tim's user": TIM,
    "people": {
        OLGA: ("olga@milepost.example", TIM), TIM: ("tim@milepost.example", None), MAYA: ("maya@milepost.example", TIM),
    },
}  # fmt: skip


async def test_everything_moves_and_nobody_covers_for_themselves(messages, joined):
    assert await owners(messages) == {
        "to-do": (OLGA, "person:11"),
        "digest": OLGA,
        "can be undone to": OLGA,
        "Tim's user": OLGA,
        "people": {OLGA: ("tim@milepost.example", None), MAYA: ("maya@milepost.example", OLGA)},
    }
    async with messages.store.read(1) as db:
        other = (await db.scalars(select(OtherEmail))).one()
    assert (other.email, other.person_id) == ("olga@milepost.example", OLGA)


async def test_a_manager_takes_them_apart_and_nobody_else_does(messages, joined):
    with pytest.raises(UserError, match="Only a manager can undo that"):
        await undo(Write(messages.store, 1, OLGA, NOW), joined)
    undone = await undo(Write(messages.store, 1, MAYA, NOW), joined)
    assert await owners(messages) == APART
    async with messages.store.read(1) as db:
        assert (await db.scalars(select(OtherEmail))).all() == []
    assert len(undone.account_ids) == 1
    with pytest.raises(UserError, match="undone already"):
        await undo(Write(messages.store, 1, MAYA, NOW), joined)


async def test_an_address_that_was_theirs_still_means_them_until_it_is_anothers(messages):
    async with messages.store.write(1) as db:
        olga = await db.get_one(Person, OLGA)
        await take_address(db, olga, "olga.new@milepost.example")
        await take_address(db, olga, "olga@milepost.example")
    async with messages.store.read(1) as db:
        rows = [(row.email, row.person_id) for row in await db.scalars(select(OtherEmail))]
        assert rows == [("olga.new@milepost.example", OLGA)]
        assert await db.scalar(select(Concern.id)) is None
