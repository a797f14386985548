"""An answer that a CSM was told."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import Account, AccountEvent
from bot.usecases.account.survey import Answered, record
from bot.usecases.undo import undo
from tests.given.accounts import Accounts


async def surveys(accounts: Accounts) -> list[AccountEvent]:
    async with accounts.store.read(accounts.workspace) as db:
        found = select(AccountEvent).where(AccountEvent.kind == "survey", AccountEvent.undone_at.is_(None))
        return list(await db.scalars(found.order_by(AccountEvent.id)))


async def test_a_survey_keeps_its_scores_as_an_import_would_and_their_words_once(
    accounts: Accounts, now: datetime
) -> None:
    # method: C5
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    change = await record(accounts.write(), account, Answered(9, 4, "It saves my Mondays.", dana))
    found = await surveys(accounts)
    assert [(one.key, one.note, one.stakeholder_id, one.at) for one in found] == [
        ("nps 9", "It saves my Mondays.", dana, now),
        ("csat 4", "", dana, now),
    ]
    await undo(accounts.write(), change)
    assert await surveys(accounts) == []


async def test_an_answer_of_another_day_stands_on_that_day(accounts: Accounts) -> None:
    account = await accounts.account("Acme")
    await record(accounts.write(), account, Answered(nps=0, on=date(2025, 12, 19)))
    assert (await surveys(accounts))[0].at.date() == date(2025, 12, 19)
    with pytest.raises(UserError, match="still to come") as refused:
        await record(accounts.write(), account, Answered(nps=0, on=date(2026, 1, 7)))
    assert refused.value.field == "on"


@pytest.mark.parametrize(
    ("answered", "field", "said"),
    [
        (Answered(), "nps", "at least one score"),
        (Answered(nps=11), "nps", "NPS goes from 0 to 10"),
        (Answered(csat=0), "csat", "CSAT goes from 1 to 5"),
        (Answered(nps=9, words="x" * 4001), "words", "4,001 characters"),
    ],
)
async def test_a_wrong_answer_is_refused_under_its_field(
    accounts: Accounts, answered: Answered, field: str, said: str
) -> None:
    account = await accounts.account("Acme")
    with pytest.raises(UserError, match=said) as refused:
        await record(accounts.write(), account, answered)
    assert refused.value.field == field
    assert await surveys(accounts) == []


async def test_who_answered_must_be_at_that_account(accounts: Accounts) -> None:
    acme, globex = await accounts.account("Acme"), await accounts.account("Globex")
    dana = await accounts.person(globex, "Dana Reyes")
    with pytest.raises(UserError, match="isn't at Acme"):
        await record(accounts.write(), acme, Answered(nps=9, stakeholder_id=dana))


async def test_the_same_delivery_twice_is_kept_once(accounts: Accounts) -> None:
    from bot.inbox.receipts import AlreadyDone

    account = await accounts.account("Acme")
    await record(accounts.write(once="1"), account, Answered(nps=9))
    with pytest.raises(AlreadyDone):
        await record(accounts.write(once="1"), account, Answered(nps=9))
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(func.count()).select_from(AccountEvent)) == 1
        assert await db.scalar(select(func.count()).select_from(Account)) == 1
