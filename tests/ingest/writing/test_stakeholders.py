"""The stakeholders file. # method: A3"""

from datetime import date

from sqlalchemy import insert, update

from bot.store.tables import PersonaTag, Stakeholder
from tests.ingest.conftest import ACCOUNTS, NOW, Shop

ALL = (
    "account,name,email,title,role,status,persona,vision\n"
    'acme,Dana Reyes,Dana@acme.example,COO,Decision Maker,,CEO,"Halve reporting\nbefore the board meets."\n'
    "acme,Bo Falk,,Analyst,champion,active,,\n"
    "globex,Dana Reyes,dana@acme.example,Adviser,user,left,friend,\n"
)


async def test_every_column_arrives_and_the_same_person_at_two_accounts_is_two(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    report = await shop.take("stakeholders", ALL)
    assert (report.added, report.rejected) == (3, 0), report.lines()
    assert await shop.rows("stakeholders", "name", "email", "title", "role", "status", "left_on", "persona") == [
        ("Dana Reyes", "dana@acme.example", "COO", "decision maker", "active", None, "ceo"),
        ("Bo Falk", None, "Analyst", "champion", "active", None, None),
        ("Dana Reyes", "dana@acme.example", "Adviser", "user", "left", date(2026, 1, 6), "friend"),
    ]
    assert (await shop.rows("stakeholders", "vision"))[0] == ("Halve reporting\nbefore the board meets.",)


async def test_of_several_roles_the_one_that_weighs_most_counts(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    people = "account,name,role\nacme,A,champion;end user\nacme,B,BUDGET_HOLDER\nacme,C,Influencer; Champion\n"
    report = await shop.take("stakeholders", f"{people}acme,D,End User\nacme,E,legal;press\n")
    roles = [role for (role,) in await shop.rows("stakeholders", "role")]
    assert roles == ["champion", "decision maker", "champion", "user", "legal;press"]
    assert len(report.messages) == 1  # only of what nothing looks at


async def test_a_persona_in_the_file_is_a_guess_without_a_person_behind_it(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    tags = await shop.rows("persona_tags", "stakeholder_id", "persona", "evidence", "confidence", "by_id", "at")
    assert tags == [(1, "ceo", "imported", "guess", None, NOW), (3, "friend", "imported", "guess", None, NOW)]


async def test_a_guess_from_a_later_file_replaces_a_guess_and_keeps_the_history(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    await shop.take("stakeholders", ALL.replace(",CEO,", ",expert,"))
    assert await shop.rows("persona_tags", "persona", "undone_at", where="stakeholder_id = 1") == [
        ("ceo", None), ("expert", None),
    ]  # fmt: skip
    assert (await shop.rows("stakeholders", "persona"))[0] == ("expert",)


async def test_a_guess_never_stands_above_what_one_of_ours_has_said(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    said = {"persona": "friend", "evidence": "brought the team", "confidence": "sure", "by_id": shop.book.owner}
    await shop.set(insert(PersonaTag).values(workspace_id=1, stakeholder_id=1, at=NOW, **said))
    await shop.set(update(Stakeholder).where(Stakeholder.id == 1).values(persona="friend"))
    await shop.take("stakeholders", ALL.replace(",CEO,", ",expert,"))
    assert (await shop.rows("stakeholders", "persona"))[0] == ("friend",)
    standing = await shop.rows("persona_tags", "persona", where="stakeholder_id = 1 and undone_at is null")
    assert standing[-1] == ("friend",)


async def test_a_person_is_known_by_email_and_may_change_the_name(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    report = await shop.take("stakeholders", "account,name,email\nacme,Dana Reyes-Falk,DANA@acme.example\n")
    assert (report.added, report.changed) == (0, 1)
    assert (await shop.rows("stakeholders", "name"))[0] == ("Dana Reyes-Falk",)


async def test_without_an_email_a_person_is_known_by_the_exact_name(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    report = await shop.take(
        "stakeholders", "account,name,email,title\nacme,Bo Falk,bo@acme.example,Lead\nacme,bo falk,,\n"
    )
    assert (report.added, report.changed) == (1, 1)
    assert ("Bo Falk", "bo@acme.example", "Lead") in await shop.rows("stakeholders", "name", "email", "title")


async def test_two_people_of_one_name_need_their_emails(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    two = "account,name,email\nacme,Kim Lee,kim1@acme.example\nacme,Kim Lee,kim2@acme.example\n"
    assert (await shop.take("stakeholders", two)).added == 2
    report = await shop.take("stakeholders", "account,name,title\nacme,Kim Lee,CFO\n")
    assert "is the name of 2 people at this account: give the e-mail" in str(report.rejections[0])


async def test_one_person_twice_in_a_file_is_taken_once(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    text = "account,name,email,title\nacme,Dana Reyes,dana@acme.example,CEO\nacme,Dana Reyes,,CFO\nacme,X,,\nacme,X,,\n"
    report = await shop.take("stakeholders", text)
    assert [each.line for each in report.rejections] == [3, 5]
    assert (await shop.rows("stakeholders", "title"))[0] == ("CEO",)


async def test_who_leaves_has_left_on_the_day_we_heard_it_and_may_come_back(shop: Shop) -> None:
    await shop.take("accounts", ACCOUNTS)
    await shop.take("stakeholders", ALL)
    await shop.take("stakeholders", "account,name,status\nacme,Bo Falk,left\n")
    assert (await shop.rows("stakeholders", "status", "left_on"))[1] == ("left", date(2026, 1, 6))
    await shop.take("stakeholders", "account,name,status\nacme,Bo Falk,active\n")
    assert (await shop.rows("stakeholders", "status", "left_on"))[1] == ("active", None)
