"""A session that reads for somebody sees the accounts that they may see, and what hangs on them, by any statement."""

import pytest
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from bot.store.access.sight import EVERYTHING, NOTHING, Sight
from bot.store.ours import ours
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    AccountName,
    Base,
    Contract,
    Cta,
    PersonaTag,
    Stakeholder,
)
from tests.given.rows import event, tag

OF_NO_ACCOUNT = {
    "acting",  # who writes just now; never more than a moment
    "api_keys",
    "channels",
    "concerns",
    "conversations",  # ids only; names are looked up again by whoever may see them
    "file_questions",  # asked of those only who may write to the accounts that they are about
    "identities",
    "imported_rows",
    "installations",
    "intents",
    "learned_times",
    "other_emails",
    "people",
    "platform_notes",  # conversations and forms by a platform's own ids, without any name
    "playbook_versions",
    "receipts",
    "releases",
    "revisits",
    "risk_models",
    "slots",
    "kept_losses",  # of all accounts; read by who sees all of them only
    "stuck_chances",  # of milestones
    "version_bands",
    "version_kpis",
    "version_milestones",
    "version_segment_tests",
    "version_stages",
    "version_tasks",
    "version_tests",
    "webhook_targets",  # names of the settings
    "workspaces",
}
STATEMENTS = {
    "its own": select(Account.name),
    "counted": select(func.count()).select_from(Account),
    "under another name": select(aliased(Account, name="other").name),
    "a row": select(Account),
    "joined": select(AccountName.shown).join(Account, Account.id == AccountName.account_id),
    "what hangs on it": select(Stakeholder.name),
    "within": select(func.count()).select_from(select(Contract.id).subquery()),
    "whether there is one": select(AccountName.shown).where(
        exists().where(Stakeholder.account_id == AccountName.account_id)
    ),
    "a person's": select(PersonaTag.persona),
    "joined under another name": select(Account.name, (somebody := aliased(Stakeholder)).name).outerjoin(
        somebody, somebody.account_id == Account.id
    ),
    "only joined, under another name": select(AccountName.shown).join(
        (there := aliased(Account)), there.id == AccountName.account_id
    ),
    "a person's, under another name": select((other_tag := aliased(PersonaTag)).persona).join(
        (whose := aliased(Stakeholder)), whose.id == other_tag.stakeholder_id
    ),
    "its log": select(AccountEvent.note),
}
PAST_THE_ORM = {
    "its own": select(Account.name),
    "said to be ours": select(Account.name).where(ours(Account, indexed=False)),
    "joined": select(Account.name).join(Stakeholder, Stakeholder.account_id == Account.id),
    "within": select(func.count()).select_from(select(Account.id).where(ours(Account)).subquery()),
    "in a column": select(
        Account.name, select(func.count()).where(Stakeholder.account_id == Account.id).scalar_subquery()
    ),
    "under another name": select((other := aliased(Account)).name).where(ours(other)),
    "both": select(Account.name).where(ours(Account)).union_all(select(AccountName.shown).where(ours(AccountName))),
}


@pytest.fixture
async def two(accounts):
    """An account of each of two people, with all that a statement above could find."""
    found = []
    for name, owner in (("Acme", accounts.owner), ("Globex", accounts.book.teammate)):
        number = await accounts.account(name, csm_id=owner)
        person = await accounts.person(number, f"{name} Person")
        await accounts.contract(number)
        await accounts.add(
            tag(person, "ceo", by=owner), event("note", note=f"{name} note", account_id=number, by_id=owner)
        )
        found.append(number)
    return found


def names(rows) -> str:
    return str([tuple(row) if not isinstance(row[0], Account) else row[0].name for row in rows])


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
async def test_what_hangs_on_an_account_out_of_sight_is_not_found(accounts, two, statement):
    async with accounts.store.read(1) as db:
        everything = names(await db.execute(statement))
    async with accounts.store.read(1, Sight(frozenset({accounts.owner}))) as db:
        seen = names(await db.execute(statement))
    assert seen != everything
    assert "Globex" not in seen
    assert "Acme" in seen or "1" in seen or "ceo" in seen
    async with accounts.store.write(1, NOTHING) as db:
        assert names(await db.execute(statement)) in ("[]", "[(0,)]")


@pytest.mark.parametrize("statement", PAST_THE_ORM.values(), ids=PAST_THE_ORM)
async def test_nor_is_it_past_the_orm(accounts, two, statement):
    async with accounts.store.read(1) as db:
        everything = names(await db.one_statement(statement))
    async with accounts.store.read(1, Sight(frozenset({accounts.owner}))) as db:
        seen = names(await db.one_statement(statement))
        assert names(await db.one_statement(statement)) == seen
    assert seen != everything
    assert "Globex" not in seen
    assert "Acme" in seen or "(1,)" in seen
    async with accounts.store.read(1, NOTHING) as db:
        assert names(await db.one_statement(statement)) in ("[]", "[(0,)]")
    async with accounts.store.read(1, EVERYTHING) as db:
        assert names(await db.one_statement(statement)) == everything


async def test_whose_to_do_it_is_reads_the_account_and_goes_on_while_it_is_fresh(accounts, two):
    (acme, globex), now = two, accounts.now
    mine = await accounts.todo(globex, owner_id=accounts.owner)
    theirs = await accounts.todo(None, owner_id=accounts.book.teammate, subject="person:12")
    sight = Sight(frozenset({accounts.owner}), reader=accounts.owner, since=now)
    async with accounts.store.read(1, sight) as db:
        assert await db.get(Account, globex) is not None
        assert await db.get(Cta, theirs) is None
    await accounts.change(Cta, mine, state="done", changed_at=now)
    async with accounts.store.read(1, sight) as db:
        assert await db.get(Account, globex) is not None
    later = Sight(sight.owners, reader=accounts.owner, since=now.replace(year=now.year + 1))
    async with accounts.store.read(1, later) as db:
        assert [await db.get(Account, one) is not None for one in (acme, globex)] == [True, False]


async def test_nobodys_accounts_are_seen_where_it_is_said(accounts, two):
    async with accounts.store.write(1) as db:
        (await db.get_one(Account, two[1])).csm_id = None
    for unowned in (False, True):
        async with accounts.store.read(1, Sight(frozenset(), unowned=unowned)) as db:
            assert (await db.get(Account, two[1]) is not None) is unowned
            found = await db.one_statement(select(Account.id).where(ours(Account)))
            assert list(found.scalars()) == ([two[1]] if unowned else [])


def test_every_table_hangs_on_an_account_or_is_known_not_to():
    """A new one has to be decided on: a `account_id` or `stakeholder_id` puts it out of sight with its account."""
    hanging = {
        name
        for name, table in Base.metadata.tables.items()
        if {"account_id", "stakeholder_id", "csm_id"} & set(table.c.keys())
    }
    assert set(Base.metadata.tables) - hanging == OF_NO_ACCOUNT
    assert AccountFacts.__tablename__ in hanging
