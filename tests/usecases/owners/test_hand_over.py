"""An account is handed over for good: what moves, who may, who still looks, what the file may say, and back again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.delivery.schedule.hand_overs import tell_hand_overs
from bot.errors import UserError
from bot.store.people.members import members_of
from bot.store.tables import Account, AccountEvent, Cta, HandOver, Outgoing, Person
from bot.surfaces.plain.text import plain_text
from bot.talk.outgoing import compose
from bot.usecases.owners.hand_over import hand_over
from bot.usecases.undo import undo
from bot.usecases.workspace.roles import give_role, put_in_team
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.rows import person, todo

OLGA, TIM = 11, 12


async def acme(accounts: Accounts) -> int:
    number = await accounts.account("Acme", started_on=date(2025, 3, 14))
    await accounts.add(
        person(1, "Dana Reyes", "COO", "decision maker", account_id=number),
        todo(1, "health-fell", account_id=number, subject=f"account:{number}:1", tell="told", told_at=NOW),
        todo(2, "hand", account_id=number, subject=f"account:{number}:1", title="call the CFO", owner_id=TIM),
    )
    return number


async def two_teams(accounts: Accounts) -> None:
    """Olga is Maya's, Tim is Mo's."""
    for boss, one in (("maya", "olga"), ("mo", "tim")):
        await give_role(accounts.store, 1, f"{one}@milepost.example", "csm", NOW)
        await put_in_team(accounts.store, 1, f"{boss}@milepost.example", [f"{one}@milepost.example"], NOW)


async def sees(accounts: Accounts, person_id: int, days: int = 0) -> bool:
    now = NOW + timedelta(days=days)
    async with accounts.store.read(1) as db:
        sight = (await members_of(db)).reach(person_id, now).sight
    async with accounts.store.read(1, sight) as db:
        return await db.scalar(select(func.count()).select_from(Account)) == 1


@pytest.mark.both_databases
async def test_owner_and_open_to_dos_move_a_brief_goes_out_and_undo_brings_all_back(accounts: Accounts) -> None:
    number = await acme(accounts)
    done = await hand_over(accounts.write(), [number], TIM, "Dana prefers the phone")
    assert (done.names, done.to, done.todos) == (("Acme",), "Tim Teammate", 1)
    assert await accounts.one(select(Account.csm_id)) == TIM
    assert await accounts.one(select(Cta.owner_id).where(Cta.id == 1)) == TIM
    assert await accounts.one(select(Cta.tell).where(Cta.id == 1)) == "due"  # new to whoever has it now
    note = await accounts.one(select(AccountEvent.note).order_by(AccountEvent.id.desc()).limit(1))
    assert note == "Handed over from Olga Owner to Tim Teammate: Dana prefers the phone"
    for _ in range(2):  # another round finds it in the outbox
        async with accounts.store.write(1) as db:
            await tell_hand_overs(db, NOW)
    row = await accounts.one(select(Outgoing).where(Outgoing.kind == "handed-over"))
    assert row.person_id == TIM
    async with accounts.store.read(1) as db:
        message = (await compose(db, accounts.library, row, NOW)).message
    assert message is not None
    text = plain_text(message)
    assert "Acme is yours now from Olga Owner" in text
    assert "Olga Owner says: “Dana prefers the phone”" in text
    assert "Decides Dana Reyes, COO" in text
    await undo(accounts.write(), done.change_id)
    assert await accounts.one(select(Account.csm_id)) == OLGA
    assert await accounts.one(select(Cta.owner_id).where(Cta.id == 1)) == OLGA
    assert await accounts.one(select(HandOver.undone_at)) == NOW
    async with accounts.store.read(1) as db:
        assert (await compose(db, accounts.library, row, NOW)).message is None


@pytest.mark.both_databases
async def test_the_old_owner_may_look_for_ten_working_days_and_not_write(accounts: Accounts) -> None:
    number = await accounts.account("Acme")
    await two_teams(accounts)
    assert (await sees(accounts, OLGA), await sees(accounts, TIM)) == (True, False)
    await hand_over(accounts.write(), [number], TIM)
    assert (await sees(accounts, OLGA), await sees(accounts, TIM)) == (True, True)
    assert await sees(accounts, OLGA, 14)  # Tuesday in two weeks is the tenth working day
    assert not await sees(accounts, OLGA, 15)
    with pytest.raises(UserError, match="belongs to Tim Teammate"):
        await hand_over(accounts.write(), [number], OLGA)


async def test_who_may_not_write_gives_nothing_away_and_nobody_takes_who_only_reads(accounts: Accounts) -> None:
    number = await accounts.account("Acme", csm_id=TIM)
    with pytest.raises(UserError, match="belongs to Tim Teammate"):
        await hand_over(accounts.write(), [number], OLGA)
    mine = await accounts.account("Hooli", id=2)
    await give_role(accounts.store, 1, "vera@milepost.example", "viewer", NOW)
    vera = await accounts.one(select(Person.id).where(Person.email == "vera@milepost.example"))
    with pytest.raises(UserError, match="Choose a colleague"):
        await hand_over(accounts.write(), [mine], vera)
    with pytest.raises(UserError, match="at least one"):
        await hand_over(accounts.write(), [], TIM)
    assert await accounts.one(select(func.count()).select_from(HandOver)) == 0


async def test_a_manager_hands_several_over_at_once(accounts: Accounts) -> None:
    first, second = await accounts.account("Acme"), await accounts.account("Hooli", id=2, csm_id=None)
    await give_role(accounts.store, 1, "olga@milepost.example", "manager", NOW)
    done = await hand_over(accounts.write(), [first, second], TIM)
    assert done.names == ("Acme", "Hooli")
    async with accounts.store.write(1) as db:
        await tell_hand_overs(db, NOW)
    row = await accounts.one(select(Outgoing).where(Outgoing.kind == "handed-over"))
    async with accounts.store.read(1) as db:
        message = (await compose(db, accounts.library, row, NOW)).message
    assert message is not None
    assert "2 accounts are yours now" in plain_text(message)
    await undo(accounts.write(), done.change_id)
    assert await accounts.one(select(func.count()).where(Account.csm_id == TIM)) == 0
