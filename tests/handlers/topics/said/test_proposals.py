"""What is offered to a customer and what is handed to sales: proposed, noted, and asked about once."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store.tables import AccountEvent, Cta, PutForward
from tests.given.book import TODAY
from tests.given.slack_town import SlackTown, text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


def form_of(town: SlackTown) -> dict:
    return town.slack.views("UOLGA")[-1]


def input_of(town: SlackTown, name: str) -> dict:
    return next(b["element"] for b in form_of(town)["blocks"] if b.get("element", {}).get("action_id") == name)


@pytest.mark.both_databases
async def test_an_offer_is_proposed_put_into_the_letter_and_noted_with_its_sending(town: SlackTown) -> None:
    # method: A6, A11
    kim = await town.accounts.person(town.globex, "Kim Frost", title="COO", role="decision maker")
    await town.accounts.finish(town.globex, "first-value")
    await town.accounts.sweep()
    await town.types("/persona globex Kim ceo because seen")
    await town.presses(await town.types("/journey globex prep Kim"), "Draft")
    labels = [one["text"]["text"] for one in input_of(town, "offer")["options"]]
    assert labels[0].endswith("suits a CEO type")
    # What is against the type stands last of the offers, and is refused with the reason.
    sent = {"text": "Dear Kim,\n\nhow is it going?\n\nKind regards,\nOlga", "channel": "mail", "with": str(kim)}
    refused = (await town.submits(sent | {"offer": "beta-programme"})).errors
    assert refused["offer"].startswith("Not a place in the beta programme for Kim Frost, a CEO type: no guinea pigs")
    assert (await town.submits(sent | {"offer": "named-engineer"})).ok
    assert await town.one(select(PutForward.id)) is None  # nothing went out yet
    text = input_of(town, "text")["initial_value"]
    assert text.startswith("Dear Kim,\n\nhow is it going?\n\nFor the next weeks I can give you [name]")
    assert text.endswith("Shall I set it up?\n\nKind regards,\nOlga")
    assert (await town.submits(sent | {"offer": "named-engineer", "text": "Dear Kim, you can have Tim."})).ok
    row = await town.one(select(PutForward))
    assert (row.kind, row.what, row.name, row.stakeholder_id) == ("offer", "named-engineer", "a named engineer", kim)
    note = await town.one(select(AccountEvent.note).where(AccountEvent.id == row.event_id))
    assert note.endswith("Dear Kim, you can have Tim.")
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "A named engineer to Kim Frost, Tue 6 Jan; no word yet" in text_of(await town.types("/journey globex"))
    await town.presses(await town.types("/journey globex prep Kim"), "Draft")
    assert "named engineer" not in json.dumps(input_of(town, "offer"))  # not twice
    await town.presses(said, "Undo")
    assert (await town.one(select(PutForward))).undone_at is not None


async def test_an_account_that_is_ready_is_handed_to_sales_and_what_came_of_it_is_asked_for_once(
    town: SlackTown,
) -> None:
    # method: B10
    ready = {"due_in": -1, "type": "opportunity", "priority": 1, "tell": "told"}
    cta = await town.accounts.todo(town.globex, "expansion-ready", **ready)
    ivo = await town.accounts.person(town.globex, "Ivo Brandt", title="Analyst")
    listed = await town.types("/cta")
    await town.presses(listed, f"lead:{cta}")
    assert "Globex" in text_of(form_of(town))
    assert (await town.submits({"whom": " ", "why": "92% of seats"})).errors["whom"]
    lead = {"whom": "Kim", "what": "20 seats", "why": "92% of seats in use", "with": str(ivo)}
    assert (await town.submits(lead)).ok
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Noted: Kim has Globex" in text_of(said)
    assert "To pass on: Globex, 20 seats. 92% of seats in use." in text_of(said)
    row = await town.one(select(PutForward))
    assert (row.kind, row.whom, row.why, row.stakeholder_id) == ("lead", "Kim", "92% of seats in use", ivo)
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "asleep"
    assert "to Kim, Tue 6 Jan; no word yet" in text_of(await town.types("/journey globex"))
    # A favour beside it would look like its price.
    assert "Kim in sales has them" in text_of(await town.types("/journey globex ask review"))
    await town.presses(said, "Undo")
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "open"
    assert (await town.one(select(PutForward))).undone_at is not None


async def test_nothing_is_offered_and_no_favour_asked_for_beside_a_survey(town: SlackTown) -> None:
    # method: C7, C11
    await town.accounts.finish(town.globex, "first-value")
    await town.accounts.reach(town.globex, "first-value", TODAY - timedelta(days=5))
    await town.accounts.sweep()
    survey = await town.accounts.cta(town.globex, "survey-at-start")
    await town.accounts.change(Cta, survey.id, due_on=TODAY)
    await town.presses(await town.types("/cta"), f"draft:todo/{survey.id}")
    assert not any(one.get("element", {}).get("action_id") == "offer" for one in form_of(town)["blocks"])
    assert "From 1 to 5" in input_of(town, "text")["initial_value"]
    assert (await town.submits({"text": "From 1 to 5?", "channel": "mail"})).ok
    refused = text_of(await town.types("/journey globex ask review"))
    assert "Globex was sent a survey on Tue 6 Jan. Wait for the answer and note it; then ask for this." in refused
    await town.presses(await town.types("/journey globex prep"), "Draft")
    assert not any(one.get("element", {}).get("action_id") == "offer" for one in form_of(town)["blocks"])


async def test_nobody_is_sold_to_while_something_is_open(town: SlackTown) -> None:
    # method: C7
    ready = {"due_in": -1, "type": "opportunity", "priority": 1, "tell": "told"}
    cta = await town.accounts.todo(town.globex, "expansion-ready", **ready)
    listed = await town.types("/cta")
    await town.accounts.kpi(town.globex, "csat", 1.8, 1)
    refused = text_of(await town.presses(listed, f"lead:{cta}"))
    assert "Not to sales now: csat is at 1.8 of 5, yesterday. Ask Globex what is behind it first." in refused
    await town.accounts.kpi(town.globex, "csat", 4.1, 0)
    await town.types("/journey globex ask review")
    assert (await town.submits({"text": "Would you?", "channel": "mail"})).ok
    refused = text_of(await town.presses(listed, f"lead:{cta}"))
    assert "Globex was asked for a public review on Tue 6 Jan. Wait for the answer" in refused
    # The list before a renewal says no.
    other = await town.accounts.todo(town.acme, "expansion-ready", **ready)
    refused = text_of(await town.presses(await town.types("/cta"), f"lead:{other}"))
    assert "Acme renews soon, and the list before it says: No upsell now, because health isn't known." in refused
    assert await town.one(select(PutForward.id)) is None
