"""The digest answered where it stands: what each of its buttons saves, and that one Undo takes it back."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from bot import actions
from bot.message import Actions, Button, Message, line
from bot.store.tables import AccountEvent, Contract, Cta, Outgoing, Workspace
from tests.given.book import TODAY, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
FRIDAY = date(2026, 1, 9)


async def todos(town, count: int, **values) -> list[int]:
    """So many of Olga's, late, half of them at each account."""
    given = {"due_on": ago(3), "title": "Call Dana", "opened_on": ago(9), "changed_at": town.clock[0]} | values
    places = (town.acme, town.globex)
    return [await town.accounts.todo(places[nth % 2], "hand", occurrence=f"t{nth}", **given) for nth in range(count)]


async def posted(town, refs: dict | None = None, *buttons: Button) -> tuple[int, dict]:
    """This morning's digest as it stands in the channel; or those buttons, of a digest with such refs."""
    messages = QueuedMessages(town.accounts)
    await town.accounts.change(Workspace, 1, baseline_at=at(30))  # or it would be the first day's
    number = await messages.queue(channel="CTEAM")
    made = await messages.compose(number)
    assert made.message is not None
    message = Message(title=line("Good morning."), blocks=(Actions(elements=buttons),)) if buttons else made.message
    shown = Message.model_validate_json(message.model_dump_json().replace("{digest}", str(number)))
    there = await town.desk._line_of("T1").surface.post("CTEAM", shown, delivery_id="d")
    where = {"posted_channel": there.channel, "posted_ts": there.ts, "state": "sent"}
    if refs is not None:
        where |= {"refs": dict(made.refs) | {"items": [], "also": [], "ctas": []} | refs}
    await town.accounts.change(Outgoing, number, **where)
    return number, town.slack.messages("CTEAM")[-1]


async def press(town, message: dict, label: str, value: str | None = None) -> list[dict]:
    """What comes beside the message for Olga."""
    before = len(town.slack.ephemerals("CTEAM", "UOLGA"))
    block, element = next(
        (block, one)
        for block in message["blocks"]
        for one in block.get("elements") or []
        if label in json.dumps(one, ensure_ascii=False)
    )
    outcome = await town.slack.acting.click_message(
        "UOLGA", "CTEAM", message["ts"], block["block_id"], element["action_id"], value
    )
    assert outcome.ok, outcome
    await town.settled()
    return town.slack.ephemerals("CTEAM", "UOLGA")[before:]


async def its_renewal(town, lately: dict) -> int:
    """The to-do of Acme's renewal, as if it had risen this morning."""
    number = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule == "renewal"))
    await town.accounts.change(Cta, number, level=30, priority=1, **lately)
    return number


async def state(town, cta: int) -> tuple[str, date | None]:
    row = await town.one(select(Cta).where(Cta.id == cta))
    return row.state, row.wake_on


def values_of(message: dict) -> list[str]:
    menus = [one for block in message["blocks"] for one in block.get("elements") or [] if one.get("options")]
    return [option["value"] for menu in menus for option in menu["options"]]


async def again(town, number: int) -> dict:
    """The digest as it reads after what was done."""
    made = await QueuedMessages(town.accounts).compose(number)
    await town.desk._line_of("T1").surface.post("CTEAM", made.message, delivery_id="e")
    return town.slack.messages("CTEAM")[-1]


@pytest.mark.both_databases
async def test_the_answer_menu_does_what_the_buttons_of_that_name_do_and_takes_it_back(town):
    more = {"due_on": TODAY, "title": "Call them", "opened_on": TODAY, "changed_at": town.clock[0]}
    cta = await town.accounts.todo(town.globex, "hand", occurrence="t", **more)
    number, digest = await posted(town)
    offered = values_of(digest)
    assert {f"done/{cta}", f"later/{cta}", f"draft/{cta}", f"card/{town.globex}"} <= set(offered), offered
    for deed, after in (("done", ("done", None)), ("later", ("snoozed", date(2026, 1, 7)))):
        assert await press(town, digest, "Answer", f"{deed}/{cta}") == []  # the digest says it, and nothing beside it
        assert await state(town, cta) == after
        now = await again(town, number)
        [undo] = [value for value in values_of(now) if value.startswith("undo/")]
        await town.accounts.change(Outgoing, number, posted_ts=now["ts"], state="sent")
        await press(town, now, "Answer", undo)
        assert await state(town, cta) == ("open", None)
        await town.accounts.change(Outgoing, number, posted_ts=digest["ts"], state="sent", edit=False)
    await press(town, digest, "Answer", f"draft/{cta}")
    assert town.slack.views("UOLGA")[-1]["callback_id"].startswith("draft-sent")
    [shown] = await press(town, digest, "Answer", f"card/{town.globex}")
    assert "Globex" in text_of(shown)


@pytest.mark.both_databases
async def test_reached_out_not_a_problem_and_a_forecast_are_answered_from_the_menu_of_a_digest(town):
    """Of to-dos that rules opened, in the digest as it is composed and posted; each with its Undo in its place."""
    lately = {"opened_on": TODAY, "changed_at": town.clock[0], "tell": "due", "due_on": TODAY}
    fall = await town.accounts.todo(town.globex, "health-fell", type="risk", **lately)
    due = await its_renewal(town, lately)
    number, digest = await posted(town)
    offered = set(values_of(digest))
    assert {f"reached-out/{fall}", f"not-a-problem/{fall}", f"forecast/{due}/commit"} <= offered, offered
    answers = (
        (f"reached-out/{fall}", fall, ("asleep", date(2026, 1, 13))),
        (f"forecast/{due}/probable", due, ("snoozed", date(2026, 1, 20))),
        (f"forecast/{due}/at-risk", due, ("snoozed", date(2026, 1, 13))),
    )
    for value, cta, after in answers:
        assert await press(town, digest, "Answer", value) == [], value  # the digest says it, and nothing beside it
        assert (await state(town, cta))[0] == after[0]
        now = await again(town, number)
        [undo] = [one for one in values_of(now) if one.startswith("undo/")]
        await town.accounts.change(Outgoing, number, posted_ts=now["ts"], state="sent")
        await press(town, now, "Answer", undo)
        assert await state(town, cta) == ("open", None)
        await town.accounts.change(Outgoing, number, posted_ts=digest["ts"], state="sent", edit=False)
    assert await town.one(select(Contract.call).where(Contract.account_id == town.acme)) is None
    await press(town, digest, "Answer", f"not-a-problem/{fall}")
    assert town.slack.views("UOLGA")[-1]["callback_id"].startswith("not-a-problem-save")
    assert (await town.submits({"why": "planned maintenance"})).ok
    assert (await state(town, fall))[0] == "closed"


@pytest.mark.both_databases
async def test_a_forecast_is_one_click_in_the_digest_and_shows_over_in_its_alert(town):
    lately = {"opened_on": TODAY, "changed_at": town.clock[0], "tell": "due", "due_on": TODAY}
    due = await its_renewal(town, lately)
    number, digest = await posted(town)
    messages = QueuedMessages(town.accounts)
    told = await messages.queue("alert", cta_id=due)
    assert "[Commit] [Probable] [At risk]" in await messages.text(told)
    assert await press(town, digest, "Answer", f"forecast/{due}/commit") == []
    called = select(Contract.call).where(Contract.account_id == town.acme, Contract.ends_on == date(2026, 3, 14))
    assert await town.one(called) == "commit"
    assert (await state(town, due))[0] == "snoozed"
    assert "Acme · forecast commit" in text_of(await again(town, number))
    over = await messages.text(told)
    assert "✓ Forecast commit by you, " in over
    assert "[Undo]" in over
    assert "[Commit]" not in over
    typed = await town.types("/journey list renewals")
    assert f"account/{town.acme}/at-risk" in values_of(typed)
    said = await town.presses(typed, "Set a forecast", value=f"account/{town.acme}/at-risk")
    assert "your forecast is at risk" in text_of(said)
    assert await town.one(called) == "at risk"


@pytest.mark.both_databases
async def test_what_waits_is_answered_together_and_taken_back_together(town):
    waits = await todos(town, 5)
    refs = {"ctas": waits[:2], "items": [{"todos": waits[:1]}]}  # the second was left out: it was said the day before
    _, digest = await posted(town, refs, Button(label="See", action=actions.WAITING, target="{digest}"))
    await press(town, digest, "See")
    form = json.dumps(town.slack.views("UOLGA")[-1])
    assert all(f'"value": "{one}"' in form for one in waits[1:])
    assert f'"value": "{waits[0]}"' not in form  # the digest shows it itself
    some = [str(one) for one in waits[1:3]]
    assert "todos" in (await town.submits({"todos": [], "deed": "done"})).errors
    assert "why" in (await town.submits({"todos": some, "deed": "not-a-problem"})).errors
    assert (await town.submits({"todos": some, "deed": "reached-out"})).ok
    assert [(await state(town, one))[0] for one in waits] == ["open", "asleep", "asleep", "open", "open"]
    logged = select(AccountEvent.id).where(AccountEvent.kind == "contact", AccountEvent.undone_at.is_(None))
    assert await town.one(logged) is not None
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Noted that you reached out: Globex and Acme" in text_of(said)
    await town.presses(said, "Undo")
    assert [(await state(town, one))[0] for one in waits] == ["open"] * 5
    assert await town.one(logged) is None


@pytest.mark.both_databases
async def test_a_renewal_that_waits_takes_a_forecast_and_nothing_else_does(town):
    lately = {"opened_on": TODAY, "changed_at": town.clock[0], "tell": "told", "due_on": TODAY}
    due = await its_renewal(town, lately)
    other = (await todos(town, 2))[1]
    refs = {"ctas": [due, other]}
    _, digest = await posted(town, refs, Button(label="See", action=actions.WAITING, target="{digest}"))
    await press(town, digest, "See")
    refused = (await town.submits({"todos": [str(due), str(other)], "deed": "commit"})).errors
    assert refused == {"todos": "Globex isn't about a renewal. Untick that, or say something else."}
    assert (await town.submits({"todos": [str(due)], "deed": "commit"})).ok
    called = select(Contract.call).where(Contract.account_id == town.acme, Contract.call.is_not(None))
    assert await town.one(called) == "commit"
    assert (await state(town, due))[0] == "snoozed"
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "Undo")
    assert await town.one(called) is None
    assert (await state(town, due))[0] == "open"


@pytest.mark.both_databases
async def test_all_forecasts_are_set_with_one_form_and_one_undo(town):
    [cta] = await todos(town, 1)
    refs = {"items": [{"todos": [cta], "forecasts": True}], "ctas": [cta]}
    _, digest = await posted(town, refs, Button(label="Set all", action=actions.FORECASTS, target="{digest}"))
    await press(town, digest, "Set all")
    assert [block["block_id"] for block in town.slack.views("UOLGA")[-1]["blocks"] if block["type"] == "input"] == [
        str(town.acme)
    ]
    assert (await town.submits({str(town.acme): "probable"})).ok
    called = select(Contract.call).where(Contract.account_id == town.acme)
    assert await town.one(called) == "probable"
    said = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "1 forecast saved" in text_of(said)
    await town.presses(said, "Undo")
    assert await town.one(called) is None


@pytest.mark.both_databases
async def test_what_is_ours_is_quiet_for_two_days_and_what_is_right_until_friday(town):
    ours = await todos(town, 3)
    refs = {"items": [{"todos": ours, "ours": True}], "ctas": ours}
    quiet = Button(label="It's ours", action=actions.QUIET, target="{digest}")
    number, digest = await posted(town, refs, quiet)
    assert await press(town, digest, "It's ours") == []
    assert [await state(town, one) for one in ours] == [("snoozed", date(2026, 1, 8))] * 3
    now = await again(town, number)
    [undo] = {value for value in values_of(now) if value.startswith("undo/")}
    await press(town, now, "Answer", undo)
    assert [await state(town, one) for one in ours] == [("open", None)] * 3


async def test_still_right_is_put_off_until_friday_and_back_with_undo(town):
    [cta] = await todos(town, 1)
    _, other = await posted(
        town, {"asked_cta": cta, "ctas": [cta]}, Button(label="Yes, Friday", action=actions.CHASE, target=str(cta))
    )
    await press(town, other, "Yes, Friday")
    assert await state(town, cta) == ("snoozed", FRIDAY)
    async with town.store.read(1) as db:
        digest = await db.scalar(select(Outgoing).where(Outgoing.kind == "digest"))
    now = await again(town, digest.id)
    [undo] = [value for value in values_of(now) if value.startswith("undo/")]
    await press(town, now, "Answer", undo)
    assert await state(town, cta) == ("open", None)
