"""The accounts file."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.errors import UserError
from bot.store.tables import Account, Contract, HandOver
from tests.given.rows import typed_of
from tests.ingest.conftest import ACCOUNTS, NOW, Shop

ALL = (
    "Key,Name,Domain,Aliases,Parent,CSM e-mail,ARR,Currency,tier,segment,started on,Renewal_On,term months,stage,"
    "channel,status\n"
    "acme,Acme,https://www.acme.example,Acme Inc|ACM;acme  inc,globex,Ana.Silva@milepost.example,120000,eur,mid,retail,"
    "2025-03-14,2026-03-14,12,adopt,cs-acme,active\n"
    "globex,Globex,,,,olga@milepost.example,,,,,,,,,C0123ABCD,\n"
)


async def test_every_column_arrives(shop: Shop) -> None:
    report = await shop.take("accounts", ALL)
    assert (report.added, report.rejected, report.warnings) == (2, 0, 0), report.lines()
    acme, globex = await shop.account(), await shop.account("globex")
    assert (acme.name, acme.domain, acme.tier, acme.segment) == ("Acme", "acme.example", "mid", "retail")
    assert (acme.started_on, acme.entry_stage) == (date(2025, 3, 14), "adopt")
    assert await typed_of(shop.store, acme.channel_id) == "#cs-acme"
    assert (acme.status, acme.period, acme.parent_id) == ("active", 1, globex.id)
    assert (globex.tier, globex.started_on) == (None, None)
    assert await typed_of(shop.store, globex.channel_id) == "C0123ABCD"
    assert report.touched == {acme.id, globex.id}
    assert acme.playbook_version_id == (await shop.rows("playbook_versions", "id"))[0][0]


async def test_an_account_is_found_by_key_name_domain_and_aliases_folded(shop: Shop) -> None:
    await shop.take("accounts", ALL)
    names = await shop.rows("account_names", "folded", "kind", where="account_id = (select min(id) from accounts)")
    assert names == [
        ("acme", "key"), ("acme", "name"), ("acme.example", "domain"), ("acme inc", "alias"), ("acm", "alias"),
    ]  # fmt: skip


async def test_new_names_take_the_place_of_old_ones(shop: Shop) -> None:
    await shop.take("accounts", ALL)
    await shop.take("accounts", "key,name,aliases\nacme,Acme Group,AG\n")
    names = await shop.rows("account_names", "shown", "kind", where="account_id = (select min(id) from accounts)")
    assert names == [("acme", "key"), ("acme.example", "domain"), ("Acme Group", "name"), ("AG", "alias")]


async def test_csms_are_people_by_email_and_made_where_nobody_knows_them(shop: Shop) -> None:
    await shop.take("accounts", ALL)
    people = dict(await shop.rows("people", "email", "name"))
    assert people["ana.silva@milepost.example"] == "Ana Silva"
    assert (await shop.account("globex")).csm_id == shop.book.owner
    assert len(people) == 3


async def test_arr_and_renewal_stand_for_a_contract(shop: Shop) -> None:
    await shop.take("accounts", ALL)
    columns = ("amount", "currency", "starts_on", "ends_on", "term_months", "stand_in")
    assert await shop.rows("contracts", *columns) == [
        (Decimal(120000), "EUR", date(2025, 3, 14), date(2026, 3, 14), 12, True)
    ]


@pytest.mark.parametrize(
    ("started", "term", "ends"),
    [("2025-03-14", 12, date(2026, 3, 14)), ("2024-01-06", 12, date(2026, 1, 6)), ("2024-01-05", 12, date(2027, 1, 5)),
     ("2025-08-31", 6, date(2026, 2, 28)), ("2026-02-01", 24, date(2028, 2, 1))],
)  # fmt: skip
async def test_without_a_renewal_date_the_term_tells_it(shop: Shop, started: str, term: int, ends: date) -> None:
    await shop.take("accounts", f"key,name,started_on,term_months\nacme,Acme,{started},{term}\n")
    assert await shop.rows("contracts", "ends_on") == [(ends,)]


async def test_an_account_without_worth_or_dates_has_no_contract(shop: Shop) -> None:
    await shop.take("accounts", "key,name,currency,started_on\nacme,Acme,EUR,2025-03-14\n")
    assert await shop.count("contracts") == 0


async def test_churn_is_kept_with_its_date_and_logged_once(shop: Shop) -> None:
    text = "key,name,status,churned_on,churn_reason\nacme,Acme,churned,2025-12-01,Price\nglobex,Globex,Churned,,\n"
    await shop.take("accounts", text)
    await shop.take("accounts", text)
    acme, globex = await shop.account(), await shop.account("globex")
    assert (acme.status, acme.churned_on, acme.churn_reason) == ("churned", date(2025, 12, 1), "Price")
    assert (globex.status, globex.churned_on) == ("churned", None)
    events = await shop.rows("account_events", "account_id", "kind", "at", "note")
    assert [(event[0], event[1], event[2].date(), event[3]) for event in events] == [
        (acme.id, "churned", date(2025, 12, 1), "Price"),
        (globex.id, "churned", NOW.date(), ""),
    ]


async def test_an_account_that_comes_back_starts_a_new_period(shop: Shop) -> None:
    await shop.take("accounts", "key,name,status,stage,renewal_on\nacme,Acme,churned,expand,2025-11-01\n")
    await shop.set(update(Contract).values(outcome="lost", retired=True))
    back = "key,name,status,stage,started_on,renewal_on\nacme,Acme,active,land,2026-01-05,2027-01-05\n"
    report = await shop.take("accounts", back)
    acme = await shop.account()
    assert report.changed == 1
    assert (acme.status, acme.period, acme.churned_on, acme.entry_stage) == ("active", 2, None, "land")
    assert acme.started_on == date(2026, 1, 5)
    assert await shop.rows("contracts", "ends_on", "outcome", "retired") == [(date(2027, 1, 5), None, False)]
    assert (await shop.take("accounts", back)).changed == 0


async def test_a_parent_may_come_later_in_the_file_or_in_a_later_file(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,parent\nacme,Acme,globex\nlone,Lone,nobody\nglobex,Globex,\n")
    assert (await shop.account()).parent_id == (await shop.account("globex")).id
    assert (await shop.account("lone")).parent_id is None
    assert report.messages == ['line 3: parent "nobody" isn\'t the key of an account; left out']
    text = "key,name,parent\nlone,Lone,nobody\nnobody,Nobody,\n"
    report = await shop.take("accounts", text)
    assert (report.added, report.changed, report.warnings) == (1, 1, 0)
    assert (await shop.account("lone")).parent_id == (await shop.account("nobody")).id
    assert (await shop.take("accounts", text)).changed == 0


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("acme,,,,", "name", "is empty"),
        ("acme,Acme,,,gone", "status", "isn't one of active, churned"),
    ],
)
async def test_a_bad_row_says_which_column_and_why(shop: Shop, row: str, column: str, reason: str) -> None:
    report = await shop.take("accounts", f"key,name,stage,parent,status\nfine,Fine,,,\n{row}\n")
    assert (report.added, report.rejected) == (1, 1)
    assert (report.rejections[0].line, report.rejections[0].column) == (3, column)
    assert reason in report.rejections[0].reason


CANT_BE = (
    (
        "stage",
        "acme,Acme,sell,,,",
        "isn't a stage of laer: land, adopt, expand, renew; say in the map which is meant, ",
    ),
    ("parent", "acme,Acme,,acme,,", "is the account itself"),
    ("renewal_on", "acme,Acme,,,2026-01-05,2025-01-05", "is before it starts (2026-01-05)"),
)


@pytest.mark.parametrize(("column", "row", "reason"), CANT_BE)
async def test_a_cell_that_cant_be_right_costs_itself_and_not_the_customer(
    shop: Shop, column: str, row: str, reason: str
) -> None:
    report = await shop.take("accounts", f"key,name,stage,parent,started_on,renewal_on\n{row}\n")
    assert (report.added, report.rejected, report.cells) == (1, 0, 1)
    assert report.rejections[0].column == column
    assert reason in report.rejections[0].reason
    account = await shop.account()
    assert (account.entry_stage, account.parent_id) == (None, None)


async def test_stages_that_nobody_knows_are_one_line_of_a_map_that_mends_them(shop: Shop) -> None:
    text = "key,name,stage\nacme,Acme,Go-Live\nglobex,Globex,Go-Live\nhooli,Hooli,Value\n"
    report = await shop.take("accounts", text)
    assert (report.added, report.cells) == (3, 3)
    [told] = [one for one in report.lines() if "isn't a stage" in one]
    assert "values: {stage: {" in told
    mended = await shop.take("accounts", text, map={"values": {"stage": {"Go-Live": "land", "Value": "adopt"}}})
    assert (mended.changed, mended.cells) == (3, 0)


async def test_parents_never_go_in_a_circle(shop: Shop) -> None:
    text = "key,name,parent\nacme,Acme,globex\nglobex,Globex,hooli\nhooli,Hooli,acme\n"
    for more in ({"dry_run": True}, {}, {}):
        report = await shop.take("accounts", text, **more)
        assert len(report.messages) == 1, report.messages
        assert "goes in a circle (" in report.messages[0]
    # The other way round is no circle, once the link that was there has gone.
    await shop.take("accounts", "key,name\ninitech,Initech\n")
    swapped = await shop.take("accounts", text.replace("Globex,hooli", "Globex,initech"))
    assert swapped.messages == []
    assert (await shop.account("hooli")).parent_id == (await shop.account()).id


async def test_the_same_key_twice_in_a_file_is_taken_once(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name\nacme,Acme\nacme,Other\n")
    assert (report.added, str(report.rejections[0])) == (1, 'line 3: key "acme" stands in line 2 already')
    assert (await shop.account()).name == "Acme"


async def test_an_unknown_channel_warns_and_is_kept(shop: Shop) -> None:
    text = "key,name,channel\nacme,Acme,#cs-acme\nglobex,Globex,cs-known\nhooli,Hooli,C0123ABCD\n"
    report = await shop.take("accounts", text, known_channels={"cs-known", "C0123ABCD"})
    assert report.messages == ["line 2: there is no channel #cs-acme, or the bot isn't in it"]
    assert await typed_of(shop.store, (await shop.account()).channel_id) == "#cs-acme"


async def test_without_a_playbook_nothing_is_imported(shop: Shop) -> None:
    await shop.set(update(Account.metadata.tables["workspaces"]).values(playbook="other"))
    with pytest.raises(UserError, match="other isn't loaded"):
        await shop.take("accounts", ACCOUNTS)


async def test_keys_are_exact_after_trimming_and_never_similar(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("accounts", "key,name\n acme ,Acme\nACME,Acme Two\n")
    assert (report.added, report.unchanged) == (1, 1)
    assert [key for (key,) in await shop.rows("accounts", "key")] == ["acme", "globex", "ACME"]


async def test_an_amount_without_a_currency_is_kept_and_told_once(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,arr\nacme,Acme,100\nglobex,Globex,200\n")
    assert report.messages == [
        "2 accounts have arr without a currency (acme in line 2, globex in line 3): a map can set one for them, "
        'values: {currency: {"": EUR}}'
    ]
    assert await shop.rows("contracts", "amount", "currency") == [(100, None), (200, None)]
    await shop.take("accounts", "key,name,arr\nacme,Acme,100\n", map={"constants": {"currency": "EUR"}})
    assert await shop.rows("contracts", "amount", "currency") == [(100, "EUR"), (200, None)]


async def test_a_file_with_no_good_row_changes_nothing(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name\n,Acme\nx,\n")
    assert (report.added, report.rejected) == (0, 2)
    assert (await shop.take("accounts", "key,name\n")).rows == 0
    assert await shop.count("accounts") == 0


async def test_the_last_activity_is_a_contact_on_that_day_and_a_day_to_come_is_none(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,last_contact_on\na,A,2026-01-02\nb,B,2031-01-01\nc,C,\n")
    assert [message.partition(": ")[2] for message in report.messages] == [
        "last_contact_on 2031-01-01 is still to come, so it is no contact yet"
    ]
    contacts = await shop.rows("account_events", "kind", "at")
    assert [(kind, at.date()) for kind, at in contacts] == [("contact", date(2026, 1, 2))]
    await shop.take("accounts", "key,name,last_contact_on\na,A,2026-01-05\n")
    await shop.take("accounts", "key,name,last_contact_on\na,A,2026-01-05\n")
    assert [at.date() for (at,) in await shop.rows("account_events", "at")] == [date(2026, 1, 2), date(2026, 1, 5)]


async def test_a_file_that_was_not_told_takes_no_hand_over_back(shop: Shop) -> None:
    file = "Key,Name,CSM e-mail,tier\nacme,Acme,{},{}\n"
    await shop.take("accounts", file.format("ana.silva@milepost.example", "mid"))
    await shop.take("accounts", file.format("ben@milepost.example", "mid"))
    ben = (await shop.account()).csm_id
    await shop.take("accounts", file.format("ana.silva@milepost.example", "mid"))
    acme = await shop.account()
    async with shop.store.write(1) as session:  # as the button does it
        given = HandOver(
            workspace_id=session.workspace_id,
            account_id=acme.id,
            from_id=acme.csm_id,
            to_id=ben,
            by_id=acme.csm_id,
            at=NOW,
            looks_until=NOW,
        )
        session.add(given)
        await session.execute(update(Account).where(Account.id == acme.id).values(csm_id=ben))
    report = await shop.take("accounts", file.format("ana.silva@milepost.example", "large"))
    assert ((await shop.account()).csm_id, (await shop.account()).tier) == (ben, "large")
    assert any("was handed over to" in line and "ana.silva@milepost.example" in line for line in report.lines())
    await shop.take("accounts", file.format("cleo@milepost.example", "large"))  # a third person is a new decision
    assert (await shop.account()).csm_id not in (ben, acme.csm_id)
