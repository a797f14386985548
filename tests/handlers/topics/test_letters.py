"""Drafts: opened from everywhere, changed, copied out, and logged when they were sent."""

import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from bot.store.tables import AccountEvent, Cta, MilestoneReached, Stakeholder
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

SENT = {"text": "Dear Dana,\nshall we talk on Thursday?", "channel": "mail"}


def shown(view: dict) -> str:
    return json.dumps(view, ensure_ascii=False)


@pytest.mark.both_databases
async def test_a_to_do_drafts_a_message_and_sleeps_once_it_was_sent(town):  # method: C3
    cta = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule.like("renewal%")))
    listed = await town.types("/cta")
    await town.presses(listed, f"draft:todo/{cta}")
    form = shown(town.slack.views("UOLGA")[-1])
    assert "Hello Dana," in form
    assert "Kind regards,\\\\nOlga" in form or "Kind regards,\\nOlga" in form
    assert (await town.submits(SENT | {"with": str(town.dana)})).ok
    event = await town.one(select(AccountEvent).where(AccountEvent.kind == "contact"))
    assert (event.key, event.stakeholder_id, event.note) == ("mail", town.dana, SENT["text"])
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "asleep"
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "you wrote to" in text_of(said)
    assert "again Tue 13 Jan" in text_of(said)
    assert "is open again" in text_of(await town.presses(said, "Undo"))
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "open"
    assert await town.one(select(AccountEvent.undone_at).where(AccountEvent.kind == "contact")) is not None


async def test_a_draft_is_in_the_voice_of_the_persona(town):  # method: A5, A6
    for persona, greeting in (("ceo", "Dear Dana,"), ("friend", "Hi Dana,"), ("expert", "Hello Dana,")):
        await town.types(f"/persona acme Dana {persona} because seen")
        prep = await town.types("/journey acme prep Dana")
        await town.presses(prep, "Draft")
        form = shown(town.slack.views("UOLGA")[-1])
        assert greeting in form
        assert "type" not in form.partition('"initial_value": "')[2].partition('"')[0]


async def test_the_cards_next_step_is_drafted_and_a_call_is_logged_as_one(town):
    card = await town.types("/journey acme")
    await town.presses(card, "Draft to Dana")
    assert "text" in (await town.submits(SENT | {"text": " "})).errors
    assert (await town.submits(SENT | {"channel": "call", "with": str(town.dana)})).ok
    assert "you spoke with" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])
    assert "Spoke with Dana" in text_of(
        await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "What happened")
    )


@pytest.mark.both_databases
async def test_the_words_draft_and_celebrate_open_what_their_buttons_open(town):  # method: C3, B5
    await town.presses(await town.types("/journey acme"), "Draft to Dana")
    pressed = town.slack.views("UOLGA")[-1]
    assert await town.types("/journey acme draft") == {}
    typed = town.slack.views("UOLGA")[-1]
    assert typed["id"] != pressed["id"]
    assert [block.get("element") for block in typed["blocks"]] == [block.get("element") for block in pressed["blocks"]]
    await town.types("/journey acme draft to Dana")
    assert "Dana Reyes" in shown(town.slack.views("UOLGA")[-1])
    assert "I know no *Zebulon* at Acme" in text_of(await town.types("/journey acme draft to Zebulon"))
    assert "No milestone has been reached at Acme" in text_of(await town.types("/journey acme celebrate"))
    async with town.store.write(1) as db:
        told = {"workspace_id": 1, "account_id": town.acme, "period": 1, "via": "person"}
        db.add(MilestoneReached(**told, milestone="habit", reached_on=date(2026, 1, 5)))
        db.add(MilestoneReached(**told, milestone="first-value", reached_on=date(2026, 1, 2)))
        db.add(MilestoneReached(**told, milestone="of-its-last-playbook", reached_on=date(2026, 1, 6)))
    assert await town.types("/journey acme celebrate") == {}
    form = town.slack.views("UOLGA")[-1]
    assert form["title"]["text"] == "Celebrate"
    won = next(one.won for one in town.library.playbooks["laer"].milestones() if one.key == "habit")
    assert won
    assert won in shown(form)
    assert (await town.submits(SENT)).ok
    assert await town.one(select(AccountEvent.note).where(AccountEvent.kind == "contact")) == SENT["text"]
    assert "No account is called" in text_of(await town.types("/journey secret corp celebrate"))


async def test_a_draft_has_a_subject_and_opens_in_the_mail_program(town):
    async with town.store.write(1) as db:
        (await db.get_one(Stakeholder, town.dana)).email = "dana@acme.example"
    await town.types("/journey acme draft to Dana")
    view = town.slack.views("UOLGA")[-1]
    fields = {
        block["block_id"]: block["element"].get("initial_value") for block in view["blocks"] if "element" in block
    }
    (address,) = re.findall(r"<(mailto:[^|>]*)\|Open in mail>", shown(view))
    parts = urlsplit(address.replace("&amp;", "&"))
    written = {name: value[0].replace("\r\n", "\n") for name, value in parse_qs(parts.query).items()}
    assert parts.path == "dana@acme.example"
    assert written == {"subject": fields["subject"], "body": fields["text"]}
    assert (await town.submits(SENT | {"subject": "Your goal"})).ok
    noted = select(AccountEvent.note).where(AccountEvent.kind == "contact")
    assert await town.one(noted) == f"Your goal\n\n{SENT['text']}"


@pytest.mark.both_databases
async def test_where_nobody_is_known_the_draft_greets_nobody(town):
    card = await town.types("/journey globex")
    await town.presses(card, "Draft")
    form = shown(town.slack.views("UOLGA")[-1])
    assert "Hello," in form
    assert "Nobody is noted there yet" in form
    assert (await town.submits(SENT)).ok
    assert await town.one(select(AccountEvent.stakeholder_id).where(AccountEvent.kind == "contact")) is None


@pytest.mark.both_databases
async def test_a_hostile_name_pings_nobody(town):
    async with town.store.write(1) as db:
        (await db.get_one(Stakeholder, town.dana)).name = "<!channel> {{ 7 * 7 }} Reyes"
    card = await town.types("/journey acme")
    await town.presses(card, f"draft:account/{town.acme}")
    form = shown(town.slack.views("UOLGA")[-1])
    assert "49" not in form.partition('"initial_value"')[2][:200]
    assert "*<!channel>" not in form


async def test_the_right_piece_for_the_next_task_opens_as_a_draft(town):  # method: D9
    shown = await town.types("/journey acme tasks")
    await town.presses(shown, "Send this: the goal on one page")
    form = json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)
    assert "Five lines are enough." in form
    assert (await town.submits({"text": "Here it is.", "channel": "mail"})).ok
    assert await town.one(select(AccountEvent.note).where(AccountEvent.kind == "contact")) == "Here it is."
