"""The accounts file lets in its CSMs and their managers, and says whose team they are in."""

import pytest
from sqlalchemy import update

from bot.store.tables import Person
from tests.ingest.conftest import Shop

HEAD = "key,name,csm_email,manager_email\n"
PEOPLE = ("email", "role", "role_from", "manager_id")


async def people(shop: Shop) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Role, who said so, and the manager's address, by address; without those of the book whom no file names."""
    rows = await shop.rows("people", "id", *PEOPLE)
    emails = {row[0]: row[1] for row in rows}
    return {row[1]: (row[2], row[3], emails.get(row[4])) for row in rows if not row[1].startswith(("olga@", "tim@"))}


async def test_csms_come_into_their_managers_team(shop: Shop) -> None:
    report = await shop.take(
        "accounts",
        HEAD + "acme,Acme,ana@x.example,Maya@x.example\nglobex,Globex,ana@x.example,maya@x.example\n"
        "hooli,Hooli,ben@x.example,\numbra,Umbra,,maya@x.example\n",
    )
    assert await people(shop) == {
        "ana@x.example": ("csm", "file", "maya@x.example"),
        "ben@x.example": ("csm", "file", None),
        "maya@x.example": ("manager", "file", None),
    }
    assert "  In Maya's team now: 1 CSM." in report.lines()
    assert report.warnings == 0
    again = await shop.take("accounts", HEAD + "acme,Acme,ana@x.example,\n")
    assert not again.teams
    assert (await people(shop))["ana@x.example"][2] == "maya@x.example"  # an empty cell changes nothing


async def test_rows_that_disagree_are_said_and_the_last_one_counts(shop: Shop) -> None:
    report = await shop.take(
        "accounts", HEAD + "acme,Acme,ana@x.example,maya@x.example\nglobex,Globex,ana@x.example,mo@x.example\n"
    )
    assert report.messages == [
        "line 3: ana@x.example is in the team of mo@x.example here, of maya@x.example in line 2; this one counts"
    ]
    assert (await people(shop))["ana@x.example"][2] == "mo@x.example"


async def test_nobody_leads_themselves_however_far_above(shop: Shop) -> None:
    report = await shop.take(
        "accounts",
        HEAD + "acme,Acme,ana@x.example,ana@x.example\nglobex,Globex,ben@x.example,ana@x.example\n"
        "hooli,Hooli,ana@x.example,ben@x.example\n",
    )
    found = await people(shop)
    assert (found["ana@x.example"][2], found["ben@x.example"][2]) in ((None, "ana@x.example"), ("ben@x.example", None))
    assert any("so they stay out of that team" in message for message in report.messages)


@pytest.mark.parametrize(
    ("role", "said", "as_csm", "as_manager"),
    [
        (None, "command", "csm", "manager"),
        ("viewer", "upgrade", "csm", "manager"),
        ("viewer", "command", "csm", "viewer"),
        ("csm", "file", "csm", "manager"),
        ("csm", "command", "csm", "csm"),
        ("manager", "command", "manager", "manager"),
        ("admin", "setting", "admin", "admin"),
    ],
)
async def test_a_role_given_by_hand_stays_but_whoever_owns_accounts_may_write(
    shop: Shop, role: str | None, said: str, as_csm: str, as_manager: str
) -> None:
    for number, (row, expected) in enumerate(
        (("ann@x.example,", as_csm), ("zoe@x.example,ann@x.example", as_manager)), 1
    ):
        await shop.take("accounts", HEAD + f"first{number},First,ann@x.example,\n")
        await shop.set(update(Person).where(Person.email == "ann@x.example").values(role=role, role_from=said))
        await shop.take("accounts", HEAD + f"more{number},More,{row}\n")
        assert (await people(shop))["ann@x.example"][0] == expected
