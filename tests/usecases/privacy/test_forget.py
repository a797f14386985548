"""A person's traces are planted into every text column of every table, and none is found after they are forgotten."""

import json
from datetime import date

import pytest
from sqlalchemy import JSON, select, update

from bot.store.tables import Account, AccountEvent, AuditEntry, Base, Cta, Identity, Person, Stakeholder
from bot.store.tables.audit.acting import Actor, acting
from bot.usecases.privacy.export import person_export
from bot.usecases.privacy.forget import COLLEAGUE, CONTACT, forget
from bot.usecases.privacy.subject import subject_of
from bot.usecases.privacy.traces import text_columns
from tests.given.book import NOW
from tests.given.every_table.rows import plain, write_rows

NAME, EMAIL, CHAT = "Zoë Quintero", "zoe.q@acme.example", "U0ZQZQ77"
MARKS = (NAME, EMAIL, CHAT, json.dumps(NAME).strip('"'))
TEXT = f"met {NAME} <{EMAIL}>, in chat @{CHAT}"
HOST = Actor("cli", NOW, who="root")


def planted(column):
    if isinstance(column.type, JSON):
        return {"words": [TEXT], EMAIL: {"deep": TEXT}}
    return TEXT if column in text_columns(column.table) else plain(column)


async def rows_of(store) -> dict[str, list[dict]]:
    async with store.everywhere() as connection:
        return {
            table.name: [dict(row._mapping) for row in await connection.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


async def left_in(store) -> list[str]:
    found = []
    for name, rows in (await rows_of(store)).items():
        text = json.dumps(rows, ensure_ascii=False, default=str).casefold()
        found += [f"{name}: {mark}" for mark in MARKS if mark.casefold() in text]
    return found


@pytest.mark.parametrize("what", ["contact", "colleague", "both"])
async def test_nothing_is_left_of_somebody_in_any_table(store, what):
    async with store.everywhere(writes=True) as connection:
        await write_rows(connection, planted)
        is_contact, is_colleague = what != "colleague", what != "contact"
        contact = (NAME, EMAIL) if is_contact else ("Nobody Else", None)
        colleague = (NAME, EMAIL) if is_colleague else ("No One", None)
        await connection.execute(update(Stakeholder).values(name=contact[0], email=contact[1]))
        await connection.execute(update(Person).values(name=colleague[0], email=colleague[1]))
        await connection.execute(update(Identity).values(user_id=CHAT, email=EMAIL, direct_channel=None))
        if not is_colleague:  # a contact has no chat of ours
            await connection.execute(Base.metadata.tables["identities"].delete())
    before = await left_in(store)
    texts = {table.name for table in Base.metadata.sorted_tables if table.name != "acting" and text_columns(table)}
    assert {one.partition(":")[0] for one in before} >= texts - {"identities", "people", "stakeholders"}
    async with store.read(1) as db:
        subject = await subject_of(db, EMAIL.upper())
    assert (bool(subject.contacts), subject.colleague is not None) == (is_contact, is_colleague)
    with acting(HOST):
        told = await person_export(store, 1, subject)
        done = await forget(store, 1, subject, NOW.date())
    assert set(told) >= texts - {"identities", "people", "stakeholders"}
    left = [one for one in await left_in(store) if is_colleague or not one.endswith(CHAT)]
    assert left == []
    assert done["account_events"] == 1
    rows = await rows_of(store)
    assert rows["stakeholders"][0]["name"] == (CONTACT if is_contact else "Nobody Else")
    assert rows["people"][0]["name"] == (COLLEAGUE if is_colleague else "No One")
    assert {one["deed"] for one in rows["audit"] if one["via"] == "cli"} == {"exported", "forgotten"}
    with acting(HOST):
        assert sum((await forget(store, 1, subject, NOW.date())).values()) == 0


async def test_others_stay_as_they_are(accounts):
    acme, globex = await accounts.account("Acme"), await accounts.account("Globex")
    dana = await accounts.person(acme, "Dana Reyes", email="dana@acme.example", role="champion")
    await accounts.person(acme, "Ben Reyes", email="ben@acme.example")
    told = {"kind": "note", "at": NOW, "period": 1}
    await accounts.add(
        AccountEvent(account_id=acme, note="Dana was there, Ben Reyes was ill", stakeholder_id=dana, **told),
        AccountEvent(account_id=globex, note="Dana of ours sat in; dana@acme.example.org", **told),
    )
    async with accounts.store.read(1) as db:
        subject = await subject_of(db, "dana@acme.example")
    with acting(HOST):
        done = await forget(accounts.store, 1, subject, date(2026, 1, 6))
    assert done["account_events"] == 1
    async with accounts.store.read(1) as db:
        notes = (await db.scalars(select(AccountEvent.note).order_by(AccountEvent.id))).all()
        people = (await db.scalars(select(Stakeholder).order_by(Stakeholder.id))).all()
        trace = (await db.scalars(select(AuditEntry))).all()
    assert notes == ["somebody was there, Ben Reyes was ill", "Dana of ours sat in; dana@acme.example.org"]
    assert [(one.name, one.email, one.status) for one in people] == [
        (CONTACT, None, "left"), ("Ben Reyes", "ben@acme.example", "active"),
    ]  # fmt: skip
    assert [(one.deed, one.after) for one in trace] == [("forgotten", {"contacts": [dana], "colleague": None})]


async def test_a_colleagues_accounts_and_to_dos_are_nobodys_and_the_figures_stay(accounts):
    acme = await accounts.account("Acme")
    todo = await accounts.todo(acme, "stuck")
    async with accounts.store.read(1) as db:
        owner = await db.get_one(Person, accounts.owner)
        subject = await subject_of(db, str(owner.email))
    with acting(HOST):
        await forget(accounts.store, 1, subject, NOW.date())
    async with accounts.store.read(1) as db:
        assert (await db.get_one(Account, acme)).csm_id is None
        assert (await db.get_one(Cta, todo)).owner_id is None
        assert (await db.get_one(Person, accounts.owner)).role is None
        assert not (await subject_of(db, str(owner.email))).is_known
