"""Home and the settings."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from bot.platform import PlatformUser
from bot.store.tables import Cta, Person, Release
from bot.usecases.upkeep.follow_users import follow_users
from tests.given.rows import typed_of
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_home_shows_the_portfolio_and_settings_are_checked(town):
    await town.slack.acting.open_home("UOLGA")
    await town.settled()
    home = town.slack.home("UOLGA")
    block, element = next(
        (block, element) for block in home["blocks"] for element in block.get("elements") or []
        if element.get("action_id", "").startswith("settings")
    )  # fmt: skip
    outcome = await town.slack.acting.click_view("UOLGA", home["id"], block["block_id"], element["action_id"])
    assert outcome.ok, outcome
    await town.settled()
    good = {"digest_at": "07:15", "digest_days": ["1", "2"], "work_from": "09:00", "work_to": "17:00"}
    for channel, word in (("CSHARED", "other companies"), ("CGUESTS", "Guests"), ("CAWAY", "Add me")):
        outcome = await town.submits(good | {"alert_budget": "3", "channel": channel})
        assert word in outcome.errors["channel"]
    outcome = await town.submits(good | {"alert_budget": "99"})
    assert "alert_budget" in outcome.errors
    outcome = await town.submits(good | {"alert_budget": "4", "channel": "CTEAM"})
    assert outcome.ok, outcome
    olga = await town.one(select(Person).where(Person.id == 11))
    assert (olga.digest_at, olga.digest_days) == ("07:15", "12")
    assert await typed_of(town.store, olga.channel_id) == "CTEAM"
    assert "07:15" in json.dumps(town.slack.home("UOLGA"))


FORM = {"digest_at": "08:00", "digest_days": ["1", "2", "3", "4", "5"], "work_from": "09:00", "work_to": "18:00"}


async def says(town, order: str) -> None:
    """Olga says in her settings how she writes days."""
    await town.slack.acting.open_home("UOLGA")
    await town.settled()
    home = town.slack.home("UOLGA")
    places = [(block, one) for block in home["blocks"] for one in block.get("elements") or []]
    block, element = next(found for found in places if found[1].get("action_id", "").startswith("settings"))
    assert (await town.slack.acting.click_view("UOLGA", home["id"], block["block_id"], element["action_id"])).ok
    await town.settled()
    assert (await town.submits(FORM | {"alert_budget": "3", "day_order": order})).ok


@pytest.mark.slow
@pytest.mark.both_databases
async def test_how_one_writes_days_is_said_once_and_every_typed_day_is_read_so(town):
    assert "may mean" in text_of(await town.types("/cta add acme call Dana by 2/3"))
    for order, told, iso in (("dm", "Mon 2 Mar", date(2026, 3, 2)), ("md", "Tue 3 Feb", date(2026, 2, 3))):
        await says(town, order)
        assert await town.one(select(Person.day_order).where(Person.id == 11)) == order
        assert f"Due {told}" in text_of(await town.types("/cta add acme call Dana by 2/3"))
        assert told in text_of(await town.types("/journey acme health 40 until 2/3 because the sponsor left"))
        assert told in text_of(await town.types("/journey acme log call Dana again on 2/3"))
        promised = await town.types("/journey acme log promised Dana the schema notes by 2/3")
        assert told in text_of(promised), text_of(promised)
        await town.types(f'/journey release "Reports {order}" on 2/1')
        day = await town.one(select(Release.released_on).where(Release.name == f"Reports {order}"))
        assert day == (date(2026, 1, 2) if order == "dm" else date(2025, 2, 1))
        since = text_of(await town.types("/journey changes since 2/1"))
        assert ("Fri 2 Jan" if order == "dm" else "1 Feb") in since, since
        await town.slack.acting.say("UOLGA", "CTEAM", "@milepost remind me on 2/3 to call Dana at Acme")
        await town.settled()
        said = text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])
        assert told in said, said
        assert await town.one(select(Cta.due_on).where(Cta.rule == "hand").order_by(Cta.id.desc()).limit(1)) == iso


@pytest.mark.both_databases
async def test_the_language_of_their_chat_is_a_first_guess_and_what_they_said_stands(town):
    def known(locale: str) -> PlatformUser:
        return PlatformUser("UOLGA", "olga@milepost.example", "Olga Owner", "Europe/Berlin", locale=locale)

    for locale, order in (("en-US", None), ("de-DE", "dm"), ("ja-JP", "dm")):
        async with town.store.write(1) as db:
            await follow_users(db, 1, [known(locale)], town.clock[0])
        assert await town.one(select(Person.day_order).where(Person.id == 11)) == order
    await says(town, "md")
    async with town.store.write(1) as db:
        await follow_users(db, 1, [known("de-DE")], town.clock[0])
    assert await town.one(select(Person.day_order).where(Person.id == 11)) == "md"
