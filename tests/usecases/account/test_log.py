"""An entry of the log and its details."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import AccountEvent, Cta
from bot.usecases.account import log
from bot.usecases.undo import undo


async def test_a_log_entry_gets_its_details_later(accounts):  # method: C4
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    saved = await log.log(accounts.write(), account, "met the COO,\nwants the slide")
    more = await log.add_details(
        accounts.write(), saved.event_id, log.Details("ebr", dana, "send the slide", date(2026, 1, 9))
    )
    async with accounts.store.read(accounts.workspace) as db:
        events = {event.kind: event for event in await db.scalars(select(AccountEvent))}
        cta = await db.get_one(Cta, more.cta_id)
    assert events["review"].key == "ebr"
    assert events["review"].note == "met the COO,\nwants the slide"
    assert (events["next_step"].note, events["next_step"].key) == ("send the slide", "2026-01-09")
    assert (cta.title, cta.due_on, cta.rule, cta.owner_id) == (
        "send the slide",
        date(2026, 1, 9),
        "hand",
        accounts.owner,
    )
    await undo(accounts.write(), more.change_id)
    assert await accounts.one(select(AccountEvent.kind).where(AccountEvent.id == saved.event_id)) == "contact"
    assert await accounts.one(select(func.count()).select_from(Cta)) == 0


async def test_with_whom_is_said_by_our_own_people_only(accounts):
    await accounts.let_colleagues_write()
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    saved = await log.log(accounts.write(), account, "met somebody")
    with pytest.raises(UserError, match="was undone"):
        await log.contact_with(accounts.write(accounts.book.stranger), saved.event_id, dana)
    await log.contact_with(accounts.write(accounts.book.teammate), saved.event_id, dana)
    assert await accounts.one(select(AccountEvent.stakeholder_id)) == dana


async def test_details_must_fit(accounts):
    account, other = await accounts.account("Acme"), await accounts.account("Globex")
    zoe = await accounts.person(other, "Zoe")
    saved = await log.log(accounts.write(), account, "call")
    for details, field in (
        (log.Details(stakeholder_id=zoe), "with"),
        (log.Details(next_on=date(2026, 1, 9)), "next_step"),
        (log.Details(review="party"), "review"),
    ):
        with pytest.raises(UserError) as caught:
            await log.add_details(accounts.write(), saved.event_id, details)
        assert caught.value.field == field
    with pytest.raises(UserError, match="nothing to log"):
        await log.log(accounts.write(), account, "  ")
