"""Undo: what it restores, and when it is refused."""

import pytest
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.store.tables import Account, ChangeRecord, Contract, Cta, PersonaTag, Stakeholder
from bot.usecases.account import log, renewal, todos
from bot.usecases.people import personas
from bot.usecases.undo import undo


async def test_undoing_a_tag_restores_the_one_before_and_keeps_history(accounts):
    dana = await accounts.person(await accounts.account("Acme"), "Dana Reyes")
    await personas.tag(accounts.write(), dana, "expert")
    tagged = await personas.tag(accounts.write(), dana, "ceo")
    await undo(accounts.write(), tagged.change_id)
    assert await accounts.one(select(Stakeholder.persona)) == "expert"
    assert await accounts.one(select(func.count()).select_from(PersonaTag)) == 2
    assert await accounts.one(select(PersonaTag.undone_at).where(PersonaTag.persona == "ceo")) is not None


@pytest.mark.parametrize("what", ["tag", "to-do", "renewal"])
async def test_undo_over_newer_values_is_refused_with_the_reason_and_leaves_them(accounts, what):
    """What an import or the sweep wrote since is no change of a person's that could be undone first."""
    account = await accounts.account("Acme")
    dana, contract = await accounts.person(account, "Dana Reyes"), await accounts.ends_in_march(account)
    cta = await accounts.todo(account)
    if what == "tag":
        done, newer = await personas.tag(accounts.write(), dana, "ceo"), (Stakeholder, dana, {"persona": "friend"})
    elif what == "to-do":
        done, newer = await todos.reached_out(accounts.write(), cta), (Cta, cta, {"state": "closed"})
    else:
        settled = await renewal.my_call(accounts.write(), account, "commit", contract)
        done, newer = settled, (Contract, contract, {"call": "at risk"})
    table, number, values = newer
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(table).where(table.id == number).values(**values))
    with pytest.raises(UserError, match="This has changed since, so I left it as it is now"):
        await undo(accounts.write(), done.change_id)
    ((column, value),) = values.items()
    assert await accounts.one(select(getattr(table, column)).where(table.id == number)) == value
    assert await accounts.one(select(ChangeRecord.undone_at).where(ChangeRecord.id == done.change_id)) is None


async def test_undo_is_refused_after_a_later_change_and_for_others(accounts):
    await accounts.let_colleagues_write()
    dana = await accounts.person(await accounts.account("Acme"), "Dana Reyes")
    first = await personas.tag(accounts.write(), dana, "expert")
    with pytest.raises(UserError, match="Olga Owner did this"):
        await undo(accounts.write(accounts.book.teammate), first.change_id)
    second = await personas.tag(accounts.write(accounts.book.teammate), dana, "ceo")
    with pytest.raises(UserError, match="changed again since, by Tim Teammate"):
        await undo(accounts.write(), first.change_id)
    with pytest.raises(UserError, match="can't find"):
        await undo(accounts.write(accounts.book.stranger), second.change_id)
    await undo(accounts.write(accounts.book.teammate), second.change_id)
    await undo(accounts.write(), first.change_id)
    with pytest.raises(UserError, match="undone already"):
        await undo(accounts.write(), first.change_id)


async def test_undo_needs_the_right_to_write_there_still(accounts):
    acme = await accounts.account("Acme")
    saved = await log.log(accounts.write(), acme, "met somebody")
    await accounts.change(Account, acme, csm_id=accounts.book.teammate)
    with pytest.raises(UserError, match=r"Acme belongs to Tim Teammate, so you can only read there\. Ask them"):
        await undo(accounts.write(), saved.change_id)
    await accounts.change(Account, acme, csm_id=accounts.owner)
    await undo(accounts.write(), saved.change_id)


async def test_a_to_do_that_was_given_away_can_be_taken_back_and_not_taken(accounts):
    cta = await accounts.todo(await accounts.account("Acme"))
    with pytest.raises(UserError, match="Acme belongs to Olga Owner"):
        await todos.reassign(accounts.write(accounts.book.teammate), cta, accounts.book.teammate)
    given = await todos.reassign(accounts.write(), cta, accounts.book.teammate)
    await undo(accounts.write(), given.change_id)
    assert await accounts.one(select(Cta.owner_id)) == accounts.owner
