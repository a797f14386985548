"""Post-mortems and surveys: kept, changed, taken back, refused with the reason."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import Account, AccountEvent, PostMortem
from bot.usecases.account.post_mortem import REASONS, Learned, learn
from bot.usecases.account.renewal import RenewalOutcome, settle
from bot.usecases.account.survey import Answered, record
from bot.usecases.undo import undo
from tests.usecases.conftest import Office


async def lost(office: Office, name: str = "Initech") -> int:
    account = await office.account(name)
    await office.contract(account, ends_on=date(2026, 1, 2))
    await settle(office.write(), account, RenewalOutcome("lost", note="too expensive", reason="price"), ())
    return account


async def kept(office: Office, workspace: int = 1) -> PostMortem | None:
    async with office.store.read(workspace) as db:
        return await db.scalar(select(PostMortem))


async def test_a_lost_account_gets_one_post_mortem_that_can_be_changed_and_taken_back(office: Office) -> None:
    # method: B7
    account = await lost(office)
    first = await learn(office.write(), account, Learned("price", " too dear ", "start with a pilot", True))
    row = await kept(office)
    assert row is not None
    assert (row.reason, row.words, row.differently, row.foreseeable) == (
        "price",
        "too dear",
        "start with a pilot",
        True,
    )
    second = await learn(office.write(office.teammate), account, Learned("value"))
    row = await kept(office)
    assert row is not None
    assert (row.reason, row.words, row.foreseeable, row.by_id) == ("value", "", None, office.teammate)
    with pytest.raises(UserError, match="changed again since, by Tim Teammate"):
        await undo(office.write(), first)
    await undo(office.write(office.teammate), second)
    row = await kept(office)
    assert row is not None
    assert row.reason == "price"
    await undo(office.write(), first)
    assert await kept(office) is None


async def test_an_account_that_is_with_us_has_no_post_mortem(office: Office) -> None:
    account = await office.account("Acme")
    with pytest.raises(UserError, match="Acme is with us") as refused:
        await learn(office.write(), account, Learned("price"))
    assert refused.value.ways[0].command == f"journey #{account} renewal"


async def test_an_account_that_is_leaving_can_be_learned_from_at_once(office: Office) -> None:
    account = await office.account("Initech")
    suite = await office.contract(account)
    await office.contract(account, "Extra")
    gone = RenewalOutcome("lost", reason="price")
    await settle(office.write(), account, gone, (), suite)
    with pytest.raises(UserError, match="Initech is with us"):
        await learn(office.write(), account, Learned("price"))
    await settle(office.write(), account, gone, ())
    await learn(office.write(), account, Learned("price"))
    row = await kept(office)
    assert row is not None
    assert row.reason == "price"


async def test_a_reason_is_one_of_the_list(office: Office) -> None:
    account = await lost(office)
    with pytest.raises(UserError, match="reason that weighed most") as refused:
        await learn(office.write(), account, Learned("bad luck"))
    assert refused.value.field == "reason"
    with pytest.raises(UserError, match="2,001 characters"):
        await learn(office.write(), account, Learned(REASONS[0], words="x" * 2001))


async def test_a_stranger_can_neither_write_nor_read_it(office: Office) -> None:
    account = await lost(office)
    with pytest.raises(UserError, match="can't find that account"):
        await learn(office.write(office.stranger), account, Learned("price"))
    with pytest.raises(UserError, match="can't find that account"):
        await record(office.write(office.stranger), account, Answered(nps=9))
    await learn(office.write(), account, Learned("price"))
    assert await kept(office, office.other_workspace) is None


async def surveys(office: Office) -> list[AccountEvent]:
    async with office.store.read(office.workspace) as db:
        found = select(AccountEvent).where(AccountEvent.kind == "survey", AccountEvent.undone_at.is_(None))
        return list(await db.scalars(found.order_by(AccountEvent.id)))


async def test_a_survey_keeps_its_scores_as_an_import_would_and_their_words_once(office: Office, now: datetime) -> None:
    # method: C5
    account = await office.account("Acme")
    dana = await office.stakeholder(account, "Dana Reyes")
    change = await record(office.write(), account, Answered(9, 4, "It saves my Mondays.", dana))
    found = await surveys(office)
    assert [(one.key, one.note, one.stakeholder_id, one.at) for one in found] == [
        ("nps 9", "It saves my Mondays.", dana, now),
        ("csat 4", "", dana, now),
    ]
    await undo(office.write(), change)
    assert await surveys(office) == []


async def test_an_answer_of_another_day_stands_on_that_day(office: Office) -> None:
    account = await office.account("Acme")
    await record(office.write(), account, Answered(nps=0, on=date(2025, 12, 19)))
    assert (await surveys(office))[0].at.date() == date(2025, 12, 19)
    with pytest.raises(UserError, match="still to come") as refused:
        await record(office.write(), account, Answered(nps=0, on=date(2026, 1, 7)))
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
    office: Office, answered: Answered, field: str, said: str
) -> None:
    account = await office.account("Acme")
    with pytest.raises(UserError, match=said) as refused:
        await record(office.write(), account, answered)
    assert refused.value.field == field
    assert await surveys(office) == []


async def test_who_answered_must_be_at_that_account(office: Office) -> None:
    acme, globex = await office.account("Acme"), await office.account("Globex")
    dana = await office.stakeholder(globex, "Dana Reyes")
    with pytest.raises(UserError, match="isn't at Acme"):
        await record(office.write(), acme, Answered(nps=9, stakeholder_id=dana))


async def test_the_same_delivery_twice_is_kept_once(office: Office) -> None:
    from bot.inbox.receipts import AlreadyDone

    account = await office.account("Acme")
    await record(office.write(once="1"), account, Answered(nps=9))
    with pytest.raises(AlreadyDone):
        await record(office.write(once="1"), account, Answered(nps=9))
    async with office.store.read(office.workspace) as db:
        assert await db.scalar(select(func.count()).select_from(AccountEvent)) == 1
        assert await db.scalar(select(func.count()).select_from(Account)) == 1
