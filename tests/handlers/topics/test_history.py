"""Who changed what at an account, and what was taken out of the house, read where people ask why."""

import pytest
from sqlalchemy import select

from bot.store.tables import AuditEntry
from bot.store.tables.audit.triggers import audited
from bot.store.tables.base import Base
from bot.talk.changes.history_words import LEFT, NAMES, differences
from tests.given.book import NOW
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


async def trace(town) -> list[AuditEntry]:
    async with town.store.read(1) as db:
        return list((await db.scalars(select(AuditEntry).order_by(AuditEntry.id))).all())


@pytest.mark.both_databases
async def test_history_says_who_changed_what_when_and_from_where(town):
    await town.types("/journey acme health 40 until 3 Feb because the sponsor left")
    await town.types("/cta add Send the notes by Fri for acme")
    why = await town.types("/journey acme why")
    shown = text_of(await town.presses(why, "History"))
    assert "Acme · who changed what" in shown
    assert "Tue 6 Jan, " in shown
    assert "Olga Owner in Slack" in shown
    assert "Health by hand added: score: 40; reason: the sponsor left; until: Tue 3 Feb" in shown
    assert "To-do added: title: Send the notes; whose: Olga Owner; due: Fri 9 Jan" in shown
    assert "account_" not in shown


async def test_who_may_only_read_there_is_told_whom_to_ask(town):
    why = await town.types("/journey acme why", user="UTIM")
    said = text_of(await town.presses(why, "History", user="UTIM"))
    assert "read by those who may change something there. Acme belongs to Olga Owner" in said


async def test_files_letters_and_what_is_shared_leave_a_trace_and_the_rest_none(town):
    for typed in ("/journey acme", "/journey acme prep", "/journey list renewals", "/journey list renewals as file"):
        await town.types(typed)
    await town.types("/journey acme draft")
    card = await town.types("/journey acme")
    assert card
    found = [(one.deed, one.what, one.account_id, one.person_id, one.via, one.at) for one in await trace(town)]
    olga = town.accounts.owner
    assert found == [
        ("exported", "file", None, olga, "slack", NOW),
        ("drafted", "letter", town.acme, olga, "slack", NOW),
    ]
    [file, letter] = await trace(town)
    assert file.after["asked"] == "/journey list renewals as file"
    assert set(letter.after) == {"to"}


def test_every_table_that_leaves_a_trace_has_a_name_for_people():
    assert set(NAMES) == {table.name for table in audited(Base.metadata)}
    assert not set(LEFT) & {"added", "changed", "deleted"}


def test_values_are_said_as_people_write_them():
    before, after = {"amount": 12_000_000, "auto_renew": 0, "ends_on": "2026-03-14", "call_by": 7}, {
        "amount": None, "auto_renew": 1, "ends_on": "2027-03-14", "call_by": 8,
    }  # fmt: skip
    said = list(differences("contracts", before, after, {}, NOW.date()))
    assert said == ["ends: Sat 14 Mar → Sun 14 Mar 2027", "auto renew: no → yes", "amount: 120,000 → none"]
    assert list(differences("accounts", None, {"csm_id": 7}, {"people/7": "Olga"}, NOW.date())) == ["CSM: Olga"]
