"""Owners that a file knows by name: matched where one person is called so, else named; no account is refused."""

from sqlalchemy import insert

from bot.ingest.writing.matching.owners import ChatPerson
from bot.store.tables import Person
from tests.ingest.conftest import NOW, Shop

OWNED = 'key,name,csm_name\na,A,Ana Silva\nb,B,"Silva, ana"\nc,C,Ben Okafor\nd,D,\n'
ANA, ANNA = ChatPerson("Ana Silva", "Ana@tidewell.example"), ChatPerson("Ana Silva", "silva@tidewell.example")


async def owners(shop: Shop) -> dict[str, str | None]:
    people = dict(await shop.rows("people", "id", "email"))
    return {key: people.get(owner) for key, owner in await shop.rows("accounts", "key", "csm_id")}


async def test_a_name_is_whoever_is_called_so_in_chat(shop: Shop) -> None:
    report = await shop.take("accounts", OWNED, in_chat=[ANA])
    assert (report.added, report.rejected) == (4, 0)
    ana = "ana@tidewell.example"
    assert await owners(shop) == {"a": ana, "b": ana, "c": None, "d": None}
    assert report.notes[:1] == [f"Owners by name: Ana Silva is {ana} (1 account); Silva, ana is {ana} (1 account)."]
    assert report.messages == [
        "Ben Okafor is nobody that I know by that name (1 account, without an owner so far): "
        'say who it is in the map, values: {csm_name: {"Ben Okafor": ana@example.com}}'
    ]


async def test_the_line_of_the_map_that_is_advised_tells_who_it_is(shop: Shop) -> None:
    await shop.take("accounts", OWNED, in_chat=[ANA])
    advised = {"values": {"csm_name": {"Ben Okafor": "ben@tidewell.example"}}}
    report = await shop.take("accounts", OWNED, in_chat=[ANA], map=advised)
    assert (report.changed, report.warnings) == (1, 0)
    assert (await owners(shop))["c"] == "ben@tidewell.example"


async def test_somebody_who_comes_to_chat_later_is_found_by_the_next_import(shop: Shop) -> None:
    await shop.take("accounts", OWNED)
    assert set((await owners(shop)).values()) == {None}
    await shop.take("accounts", OWNED, in_chat=[ANA])
    assert (await owners(shop))["a"] == "ana@tidewell.example"
    await shop.take("accounts", OWNED)
    assert (await owners(shop))["a"] == "ana@tidewell.example", "who isn't found changes nothing"


async def test_two_of_one_name_are_a_question(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,csm_name\na,A,Ana Silva\n", in_chat=[ANA, ANNA])
    assert (report.added, await owners(shop)) == (1, {"a": None})
    assert report.messages == [
        "Ana Silva could be ana@tidewell.example or silva@tidewell.example (1 account): say which in the map, "
        'values: {csm_name: {"Ana Silva": ana@tidewell.example}}'
    ]


async def test_people_whom_we_know_count_and_an_address_needs_no_name(shop: Shop) -> None:
    row = {"workspace_id": shop.book.workspace, "email": "ana@x.example", "name": "Ana  SILVA", "created_at": NOW}
    await shop.set(insert(Person).values(**row))
    file = "key,name,csm_name,csm_email\na,A,Ana Silva,\nb,B,Eva Ott (Eva@x.example),\nc,C,Ana Silva,cem@x.example\n"
    await shop.take("accounts", file)
    assert await owners(shop) == {"a": "ana@x.example", "b": "eva@x.example", "c": "cem@x.example"}


async def test_several_strangers_are_one_line_of_the_map(shop: Shop) -> None:
    file = "key,name,csm_name\na,A,Ben Okafor\nb,B,Ben Okafor\nc,C,Eva Ott\n"
    report = await shop.take("accounts", file)
    advice = '{"Ben Okafor": person1@example.com, "Eva Ott": person2@example.com}'
    assert report.messages == [
        "Ben Okafor (2) and Eva Ott (1) are nobody that I know by that name (accounts in brackets, without an owner so "
        f"far): say who they are in the map, values: {{csm_name: {advice}}}"
    ]
    names = {"Ben Okafor": "ben@tidewell.example", "Eva Ott": "eva@tidewell.example"}
    assert (await shop.take("accounts", file, map={"values": {"csm_name": names}})).warnings == 0


async def test_who_has_left_the_crm_owns_nothing_here(shop: Shop) -> None:
    report = await shop.take("accounts", "key,name,csm_name\na,A,Deactivated User (Sam Ojo)\n", in_chat=[ANA])
    assert (await owners(shop), report.messages) == ({"a": None}, [])
    assert report.notes == ["Deactivated in your CRM, so without an owner here: Sam Ojo (1 account)."]
