"""A champion is named in one form: somebody there, or somebody new; who decides still decides."""

import pytest
from sqlalchemy import select

from bot.errors import UserError
from bot.store.tables import Stakeholder
from bot.usecases.account import log
from bot.usecases.people.champion import name_champion
from bot.usecases.undo import undo


async def roles(accounts) -> dict[str, str | None]:
    async with accounts.store.read(accounts.workspace) as db:
        return {one.name: one.role for one in await db.scalars(select(Stakeholder).order_by(Stakeholder.id))}


@pytest.mark.both_databases
async def test_who_decides_can_carry_it_too_and_undo_restores_the_role(accounts):
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes", role="decision maker")
    await accounts.person(account, "Ivo Brandt", role="champion", status="left", left_on=accounts.now.date())
    named = await name_champion(accounts.write(), account, dana)
    assert (await roles(accounts))["Dana Reyes"] == "decision maker, champion"
    await accounts.sweep()
    facts = await accounts.facts(account)
    assert (facts.champions, facts.decision_makers) == (1, 1)
    await undo(accounts.write(), named.change_id)
    assert (await roles(accounts))["Dana Reyes"] == "decision maker"


async def test_somebody_new_is_added_and_stays_once_something_was_noted_with_them(accounts):
    account = await accounts.account("Acme")
    first = await name_champion(accounts.write(), account, None, " Nina  New ", "Team lead")
    await undo(accounts.write(), first.change_id)
    assert await roles(accounts) == {}
    again = await name_champion(accounts.write(), account, None, "Nina New")
    await log.log(accounts.write(), account, "called", log.Details(stakeholder_id=again.stakeholder_id))
    with pytest.raises(UserError, match="stay on record"):
        await undo(accounts.write(), again.change_id)
    assert await roles(accounts) == {"Nina New": "champion"}


@pytest.mark.parametrize(
    ("who", "name", "said"),
    [
        ("elsewhere", "", "isn't at Acme"),
        ("left", "", "has left Acme"),
        (None, "ivo brandt", "Ivo Brandt has left Acme"),
        (None, "dana reyes", "is the champion at Acme already"),
        (None, " ", "Choose somebody, or give a name"),
        (None, "N" * 101, "has at most 100"),
    ],
)
async def test_what_makes_no_champion_is_said(accounts, who, name, said):
    acme, other = await accounts.account("Acme"), await accounts.account("Globex")
    await accounts.person(acme, "Dana Reyes", role="champion")
    there = {
        "left": await accounts.person(acme, "Ivo Brandt", status="left"),
        "elsewhere": await accounts.person(other, "Mia Okafor"),
    }
    with pytest.raises(UserError, match=said):
        await name_champion(accounts.write(), acme, there.get(who), name)
