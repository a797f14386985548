"""The Slack wire, with signed requests against the real app and a local workspace."""

import asyncio
import json
import time
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.message import ask_home
from bot.sandbox.link import signature
from bot.store.people.members import ROLES
from bot.store.tables import AccountEvent, Identity, Person
from bot.usecases.workspace.roles import shut_out
from handlers.typed import COMMANDS, help_message
from tests.given.slack_town import SECRET, first_button, text_of

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("role", ROLES)
async def test_help_shows_each_role_what_it_can_use_in_at_most_fourteen_lines(role):
    lines = [line for block in help_message(role).blocks for line in getattr(block, "lines", ())]
    typed = [line[0].text for line in lines]
    assert 8 <= len(typed) <= 14
    assert ask_home() in help_message(role).title
    assert len({*typed}) == len(typed)
    assert ("journey acme log met the COO" in typed) == (role != "viewer")  # who only reads logs nothing
    assert ("journey acme draft to the COO" in typed) == (role == "csm")
    assert all(len("".join(span.text for span in line)) <= 100 for line in lines)


async def test_every_line_of_help_works_as_it_is_typed_and_so_do_the_old_words(town):
    for usage in (usage for command in COMMANDS for usage in command.usages):
        shown = await town.types(f"/{usage.typed}")
        assert "I don't know" not in text_of(shown), usage.typed
        assert "No account is called" not in text_of(shown), usage.typed
    shown = text_of(await town.types("/journey help"))
    for old in ("map", "health", "tasks", "qbr", "ask"):
        assert f"/journey acme {old}" not in shown
        assert "don't know" not in text_of(await town.types(f"/journey acme {old}")), old
    for old in ("funnel", "churn", "feedback", "multiplier", "releases", "at-risk", "stuck", "renewals"):
        assert f"/journey {old}" not in shown
        assert "No account is called" not in text_of(await town.types(f"/journey {old}")), old


async def test_a_slip_offers_the_nearest_and_its_button_works(town):
    shown = await town.types("/journey acmee prep")
    assert "No account is called" in text_of(shown)
    shown = await town.presses(shown, "Acme")
    assert "Dana Reyes" in text_of(shown)


async def test_someone_elses_kept_command_is_refused(town):
    shown = await town.types("/journey acmee")
    block = next(block for block in shown["blocks"] if block["type"] == "actions")
    action = block["elements"][0]["action_id"]
    answer = await post_click(town, "UTIM", action)
    assert answer.status == 200
    await town.settled()
    assert "meant for somebody else" in text_of(town.slack.messages(town.slack.direct_channel("UTIM"))[-1])


@pytest.mark.both_databases
async def test_a_field_that_is_wrong_is_marked_and_keeps_what_was_typed(town):
    shown = await town.types("/journey acme log call")
    await town.presses(shown, "Add details")
    outcome = await town.submits({"note": "a long story", "next_on": "2026-01-09"})
    assert "next_step" in outcome.errors
    assert town.slack.views("UOLGA")[-1]["state"]["values"]["note"]["note"]["value"] == "a long story"
    outcome = await town.submits({"note": "a long story", "next_step": "call", "next_on": "2026-01-09"})
    assert outcome.ok, outcome


@pytest.mark.both_databases
async def test_the_same_command_delivered_twice_saves_once(town):
    body = {
        "team_id": "T1", "user_id": "UOLGA", "command": "/journey", "text": "acme log once", "trigger_id": "1.2.3",
        "channel_id": "CTEAM",
    }  # fmt: skip
    answers = await asyncio.gather(*[post(town, form(body)) for _ in range(3)])
    assert [answer.status for answer in answers] == [200, 200, 200]
    await town.settled()
    assert await town.one(select(func.count()).select_from(AccountEvent).where(AccountEvent.note == "once")) == 1


async def test_a_mention_answers_as_the_command_would(town):
    await town.slack.acting.say("UOLGA", "CTEAM", "@milepost how is Acme doing?")
    await town.settled()
    assert "Talking points" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])


async def test_a_direct_message_is_answered_there(town):
    channel = town.slack.direct_channel("UOLGA")
    await town.slack.acting.say("UOLGA", channel, "log for acme: met <https://x.example|the COO>")
    await town.settled()
    assert await town.one(select(AccountEvent.note)) is not None
    assert "Saved" in text_of(town.slack.messages(channel)[-1])


@pytest.mark.both_databases
async def test_a_channels_account_needs_no_name(town):
    await town.types("/journey log they called", channel="CACME")
    assert await town.one(select(AccountEvent.account_id)) == town.acme


@pytest.mark.both_databases
async def test_who_is_let_in_by_address_is_known_at_the_first_word(town):
    await town.lets_in()
    assert "No account is in your name yet" in text_of(await town.types("/journey", user="UNEW"))
    person = await town.one(select(Person).join(Identity, Identity.person_id == Person.id).where(
        Identity.user_id == "UNEW"))  # fmt: skip
    assert (person.email, person.name, person.timezone) == ("nora@milepost.example", "Nora New", "Asia/Tokyo")


async def test_a_member_who_is_not_let_in_is_told_whom_to_ask_on_any_path(town):
    await town.lets_in("maya@milepost.example", "manager")
    for line in ("/journey", "/journey acme", "/journey acme log x", "/journey help", "/persona acme", "/cta"):
        assert "Ask maya@milepost.example" in text_of(await town.types(line, user="UNEW"))
    await town.slack.acting.say("UNEW", "CTEAM", "@milepost how is Acme?")
    direct = town.slack.direct_channel("UNEW")
    await town.slack.acting.say("UNEW", direct, "how is Acme?")
    await town.slack.acting.open_home("UNEW")
    await town.settled()
    assert "Ask maya@milepost.example" in text_of(town.slack.ephemerals("CTEAM", "UNEW")[-1])
    assert "Ask maya@milepost.example" in text_of(town.slack.messages(direct)[-1])
    assert "Ask maya@milepost.example" in json.dumps(town.slack.home("UNEW"))
    assert "Acme" not in json.dumps(town.slack.home("UNEW"))
    await post_click(town, "UNEW", f"card:{town.acme}")
    await town.settled()
    assert "Dana" not in json.dumps(town.slack.messages(direct))
    assert "Ask maya@milepost.example" in text_of(town.slack.messages(direct)[-1])
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 0
    assert await town.one(select(Identity.id).where(Identity.user_id == "UNEW")) is None


async def test_who_is_shut_out_is_so_at_their_next_word(town):
    await town.lets_in()
    assert "Dana" in text_of(await town.types("/persona acme", user="UNEW"))
    await shut_out(town.store, 1, "nora@milepost.example")
    assert "who have been let in" in text_of(await town.types("/persona acme", user="UNEW"))


@pytest.mark.parametrize(("user", "channel"), [("UGUEST", "CGUESTS"), ("USTRANGE", "CSHARED")])
async def test_guests_and_strangers_see_nothing_on_any_path(town, user, channel):
    for line in ("/journey", "/journey acme", "/journey acme log x", "/persona acme", "/cta"):
        shown = await town.types(line, user=user, channel=channel)
        assert "people of the company" in text_of(shown)
        assert "Dana" not in text_of(shown)
    await town.slack.acting.say(user, channel, "@milepost how is Acme?")
    await town.slack.acting.open_home(user)
    await town.settled()
    assert len(town.slack.ephemerals(channel, user)) == 6
    assert "people of the company" in text_of(town.slack.ephemerals(channel, user)[-1])
    assert "Acme" not in json.dumps(town.slack.home(user) or {})
    await post_click(town, user, f"card:{town.acme}")
    await town.settled()
    assert "Acme" not in json.dumps(town.slack.messages(town.slack.direct_channel(user)))
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("told", [True, False], ids=["told", "not told"])
async def test_a_person_we_know_who_became_a_guest_sees_nothing_from_their_next_word_on(town, told):
    shown = await town.types("/journey acme")
    assert "Acme" in text_of(shown)
    town.slack.administration.tells = told
    town.slack.administration.make_guest("UOLGA")
    await town.settled()
    if not told:
        town.clock[0] += timedelta(seconds=31)  # for half a minute, who asked is remembered
    for line in ("/journey", "/journey acme", "/journey acme prep", "/journey acme log x", "/persona acme", "/cta"):
        refused = await town.types(line)
        assert "people of the company" in text_of(refused)
        assert "Acme" not in text_of(refused)
    refused = await town.presses(shown, first_button(shown))
    assert "people of the company" in text_of(refused)
    await town.slack.acting.open_home("UOLGA")
    await town.settled()
    assert "Acme" not in json.dumps(town.slack.home("UOLGA") or {})
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 0
    town.slack.administration.make_member("UOLGA")
    await town.settled()
    town.clock[0] += timedelta(seconds=31)
    assert "Acme" in text_of(await town.types("/journey acme"))


async def test_another_companys_workspace_sees_only_its_own(town):
    body = {"team_id": "T2", "user_id": "USAM", "command": "/journey", "trigger_id": "9.9", "channel_id": "C9"}
    for text in ("", "acme", "acme prep", f"#{town.acme}", f"#{town.acme} log hello"):
        answer = await post(town, form(body | {"text": text, "trigger_id": f"9.{text}"}))
        assert answer.status == 200
        assert "Dana" not in answer.body
        assert "Acme" not in answer.body
    assert "Secret Corp" in (await post(town, form(body | {"text": "secret corp"}))).body
    answer = await post(town, form(body | {"team_id": "T3", "text": "secret corp", "trigger_id": "8"}))
    assert "not set up" in answer.body


@pytest.mark.both_databases
async def test_what_breaks_is_told_calmly_with_what_was_typed(town, monkeypatch):
    from handlers.topics import log

    def broken(*_args, **_more):
        raise RuntimeError("boom")

    monkeypatch.setattr(log, "saved", broken)
    shown = await town.types("/journey acme log precious words")
    assert "That is saved" in text_of(shown)
    monkeypatch.setattr(log.use, "log", broken)
    shown = await town.types("/journey acme log precious words")
    assert "nothing was saved" in text_of(shown)
    assert "precious words" in text_of(shown)
    assert "boom" not in text_of(shown)


async def test_names_that_look_like_markup_stay_names(town):
    await town.accounts.account("<!channel> & Sons")
    shown = await town.types("/journey <!channel> & Sons")
    assert "<!channel>" not in text_of(shown)
    assert "Sons" in text_of(shown)


def form(body: dict) -> tuple[str, str]:
    from urllib.parse import urlencode

    return urlencode(body), "application/x-www-form-urlencoded"


class Reply:
    def __init__(self, status: int, body: str) -> None:
        self.status, self.body = status, body


async def post(town, encoded: tuple[str, str], headers: dict | None = None) -> Reply:
    body, kind = encoded
    signed = signature(SECRET, body) if headers is None else headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{town.address}/slack/events", data=body.encode(), headers={"Content-Type": kind, **signed}) as r,
    ):
        return Reply(r.status, await r.text())


async def post_click(town, user: str, action_id: str, more: dict[str, object] | None = None) -> Reply:
    payload = {
        "type": "block_actions", "user": {"id": user, "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "5",
        "container": {"type": "message"}, "actions": [{"action_id": action_id, "action_ts": "1", "type": "button",
        "block_id": "b", "value": ""}],
    }  # fmt: skip
    return await post(town, form({"payload": json.dumps(payload | (more or {}))}))


async def test_in_an_enterprise_a_click_from_another_workspace_is_a_colleagues_unless_slack_says_otherwise(town):
    direct = town.slack.direct_channel
    for user, home, enterprise, colleague in (
        ("UOLGA", "E1", {"id": "E1"}, True),  # as Slack puts it for members of an organisation
        ("UTIM", "T2", {"id": "E1"}, True),
        ("USTRANGE", "T9", {"id": "E1"}, False),
        ("UGUEST", "E1", {"id": "E1"}, False),
        ("UNEW", "T2", None, False),  # without an organisation, another team is another company
    ):
        more = {"user": {"id": user, "team_id": home}, "enterprise": enterprise, "channel": {"id": direct(user)}}
        await post_click(town, user, f"card:{town.acme}", more)
        await town.settled()
        said = json.dumps(town.slack.messages(direct(user)))
        assert (("Acme" in said), ("people of the company" in said)) == (colleague, not colleague), user


async def test_unsigned_and_malformed_requests_are_refused_without_a_traceback(town):
    good = signature(SECRET, "x=1")
    for headers in (
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": good["X-Slack-Signature"]},
        {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": good["X-Slack-Signature"]},
        good | {"X-Slack-Signature": "v0=é"},
        good | {"X-Slack-Signature": "v0=" + "0" * 64},
        good | {"X-Slack-Request-Timestamp": str(int(time.time()) - 600)},
    ):
        answer = await post(town, ("x=1", "application/x-www-form-urlencoded"), headers)
        assert answer.status == 401, headers
        assert "Traceback" not in answer.body


async def test_health_is_told(town):
    async with aiohttp.ClientSession() as session, session.get(f"{town.address}/healthz") as answer:
        assert answer.status == 200


async def test_buttons_nobody_makes_any_more_say_so(town):
    for action in ("gone:1", "card:x", "undo:", "todo-more:999", "x" * 200):
        assert (await post_click(town, "UOLGA", action)).status == 200
    await town.settled()


async def test_an_event_that_is_sent_again_is_answered_once(town):
    event = {
        "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {
            "type": "message", "channel_type": "im", "channel": town.slack.direct_channel("UOLGA"), "user": "UOLGA",
            "text": "log for acme: once", "ts": "17.1"},
    }  # fmt: skip
    for _ in range(2):
        assert (await post(town, (json.dumps(event), "application/json"))).status == 200
    town.desk._seen.__init__()  # as after a restart
    assert (await post(town, (json.dumps(event), "application/json"))).status == 200
    await town.settled()
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 1


async def test_a_question_that_needs_a_form_offers_a_button_for_it(town):
    await town.slack.acting.say("UOLGA", "CTEAM", "@milepost /journey acme renewal")
    await town.settled()
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "Open the form")
    assert (await town.submits({"call": "commit"})).ok
