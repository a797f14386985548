"""Importing again: nothing changes, nothing is lost, nobody's work is undone."""

import pytest
from sqlalchemy import update

from bot.ingest import KINDS, ImportReport, Kind
from bot.store.tables import Account, Contract, Stakeholder
from tests.ingest.conftest import ACCOUNTS, NOW, Shop
from tests.ingest.writing import test_accounts, test_contracts, test_events, test_stakeholders
from tests.ingest.writing.measures import test_kpis, test_tickets

FILES: dict[Kind, str] = {
    "accounts": test_accounts.ALL,
    "contracts": test_contracts.ALL,
    "stakeholders": test_stakeholders.ALL,
    "kpis": test_kpis.KPIS,
    "events": test_events.EVENTS,
    "tickets": test_tickets.FILE,
}


async def take_all(shop: Shop) -> None:
    for kind in KINDS:
        report = await shop.take(kind, FILES[kind])
        assert report.rejected == 0, report.lines()


async def test_importing_twice_changes_nothing(shop: Shop) -> None:
    await take_all(shop)
    before = await shop.everything()
    for kind in KINDS:
        report = await shop.take(kind, FILES[kind], now=NOW.replace(day=20))
        assert (report.added, report.changed, report.rejected, report.touched) == (0, 0, 0, set()), kind
    assert await shop.everything() == before


async def test_a_dry_run_says_the_same_and_writes_nothing(shop: Shop) -> None:
    def said(report: ImportReport) -> tuple[int, ...]:
        return report.added, report.changed, report.unchanged, report.rejected, report.warnings

    await shop.take("accounts", ACCOUNTS)
    for kind in KINDS:
        file, before = FILES[kind] + "\nnowhere,,\n", await shop.everything()
        tried = await shop.take(kind, file, dry_run=True)
        assert tried.lines()[-1] == "Only tried: nothing was written."
        assert await shop.everything() == before
        assert not shop.left_over()
        assert said(await shop.take(kind, file)) == said(tried), kind
        for file_left in shop.left_over():
            file_left.unlink()


async def test_an_empty_cell_changes_nothing(shop: Shop) -> None:
    await take_all(shop)
    before = await shop.account()
    report = await shop.take("accounts", "key,name,domain,aliases,parent,csm_email,arr,tier,status\nacme,Acme,,,,,,,\n")
    after = await shop.account()
    assert report.unchanged == 1
    assert (after.domain, after.parent_id, after.csm_id, after.tier) == (
        before.domain, before.parent_id, before.csm_id, before.tier,
    )  # fmt: skip


async def test_a_reimport_never_undoes_a_csms_work(shop: Shop) -> None:
    await take_all(shop)
    await shop.set(update(Account).where(Account.key == "acme").values(tier="enterprise", csm_id=shop.book.owner))
    await shop.set(update(Contract).values(amount=1))
    await shop.set(update(Stakeholder).values(title="Chair"))
    await take_all(shop)
    acme = await shop.account()
    assert (acme.tier, acme.csm_id) == ("enterprise", shop.book.owner)
    assert set(await shop.rows("contracts", "amount")) == {(1,)}
    assert set(await shop.rows("stakeholders", "title")) == {("Chair",)}


async def test_a_cell_that_changed_in_the_file_applies_and_no_other(shop: Shop) -> None:
    await take_all(shop)
    await shop.set(update(Account).where(Account.key == "acme").values(tier="enterprise", segment="toys"))
    report = await shop.take("accounts", FILES["accounts"].replace(",retail,", ",wholesale,"))
    acme = await shop.account()
    assert (report.changed, report.unchanged, report.touched) == (1, 1, {acme.id})
    assert (acme.tier, acme.segment) == ("enterprise", "wholesale")


async def test_a_cell_written_in_another_way_is_no_change(shop: Shop) -> None:
    await shop.take("accounts", "key,name,arr,currency,renewal_on\nacme,Acme,120000,EUR,2026-03-14\n")
    written = "key;name;arr;currency;renewal_on\nacme;Acme;120.000,00;eur;14.03.2026\n"
    report = await shop.take("accounts", written, map={"dates": {"renewal_on": "%d.%m.%Y"}})
    assert (report.changed, report.unchanged) == (0, 1)


async def test_rows_that_are_missing_delete_nothing(shop: Shop) -> None:
    await take_all(shop)
    counts = {kind: await shop.count(kind) for kind in ("accounts", "contracts", "stakeholders", "account_events")}
    for kind in KINDS:
        await shop.take(kind, FILES[kind].split("\n")[0] + "\n")
    assert counts == {table: await shop.count(table) for table in counts}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_stranger_with_the_same_keys_is_left_alone(shop: Shop, kind: Kind) -> None:
    book = shop.book
    for each in KINDS:
        await shop.take(each, FILES[each], workspace=book.other_workspace)
    theirs = await shop.everything()
    for each in KINDS[: KINDS.index(kind) + 1]:
        await shop.take(each, FILES[each].replace("Acme", "Acme Two").replace("mid", "small"))
    after = await shop.everything()
    assert all(set(theirs[name]) <= set(after[name]) for name in theirs)


async def test_a_strangers_account_is_unknown(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS, workspace=shop.book.other_workspace)
    report = await shop.take("kpis", "account,kpi,value\nacme,nps,4\n")
    assert report.rejected == 1
    assert report.rejections[0].reason == "isn't the key of an account here"
