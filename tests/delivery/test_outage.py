"""What is wrong with everything costs no message anything; what is wrong with one is heard of."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.delivery.outage import CUT_OFF, end_cut_off, note_cut_off
from bot.store.tables import Installation
from tests.given.book import NOW

pytestmark = pytest.mark.both_databases
OUTAGES = ("token_revoked", "invalid_auth", "account_inactive", "missing_scope", "token_expired")


async def installation(messages) -> Installation:
    async with messages.store.read(1) as session:
        found = await session.scalar(select(Installation).where(Installation.id == 1))
    assert found is not None
    return found


async def rounds(sender, minutes: range) -> None:
    for minute in minutes:
        await sender.deliver_due(NOW + timedelta(minutes=minute))


@pytest.mark.slow
@pytest.mark.parametrize("word", OUTAGES)
async def test_a_day_without_a_token_costs_no_attempt_and_then_all_arrives(
    sender, messages, slack, reader, word, caplog
):
    slack.faults.refuse("*", word, times=None)
    for number in range(6):
        await messages.put(f"alert {number}", channel="CACME" if number % 2 else None)
    with caplog.at_level(logging.WARNING):
        await rounds(sender, range(0, 24 * 60, 30))
        rows = [await messages.row(f"alert {number}") for number in range(6)]
        assert {(row.state, row.attempts) for row in rows} == {("pending", 0)}
        said = [record.message for record in caplog.records if "gets through" in record.message]
        assert len(said) == 1, said  # once, not each minute
        assert word in said[0]
        slack.faults.clear()
        await rounds(sender, range(24 * 60 + 1, 24 * 60 + 4))
    assert sorted(reader.direct("UOLGA")) == ["alert 0", "alert 2", "alert 4"]
    assert reader.texts("CACME") == ["alert 1", "alert 3", "alert 5"]
    assert (await installation(messages)).outage is None
    assert "messages get through to installation 1 again" in caplog.messages


async def test_while_it_lasts_one_message_a_minute_tries_the_line(sender, messages, slack):
    slack.faults.refuse("*", "token_revoked", times=None)
    for number in range(30):
        await messages.put(f"m{number}", person_id=11 if number % 2 else 12)
    await sender.deliver_due(NOW)
    here = await installation(messages)
    assert (here.outage, here.outage_since) == ("token_revoked", NOW)
    slack.calls.clear()
    await rounds(sender, range(1, 11))
    assert sum(slack.calls.values()) == 10
    assert (await installation(messages)).outage_since == NOW
    await sender.deliver_due(NOW + timedelta(minutes=10, seconds=30))
    assert sum(slack.calls.values()) == 10


async def test_out_of_reach_is_an_outage_too(sender, messages, slack, reader, surface):
    home = surface.client.base_url
    surface.client.base_url = "http://127.0.0.1:9/api/"
    await messages.put("hello")
    await sender.deliver_due(NOW)
    assert "no connection" in ((await installation(messages)).outage or "")
    surface.client.base_url = home
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["hello"]


async def test_what_waited_says_what_is_true_when_it_gets_through(sender, messages, slack, reader, composer):
    slack.faults.refuse("*", "token_revoked", times=None)
    await messages.put("hello")
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "as it is now"
    slack.faults.clear()
    await sender.deliver_due(NOW + timedelta(hours=5))
    assert reader.direct("UOLGA") == ["as it is now"]


async def test_a_clock_that_was_ahead_holds_nothing_up(sender, messages, slack, reader):
    slack.faults.refuse("*", "token_revoked", times=None)
    await messages.put("hello")
    await sender.deliver_due(NOW + timedelta(days=365))
    slack.faults.clear()
    await messages.put("after")
    await sender.deliver_due(NOW)
    assert "after" in reader.direct("UOLGA")


async def test_an_edit_waits_as_well(sender, messages, slack, reader, composer):
    from bot.delivery.outbox import mark_edited

    number = await messages.put("hello")
    await sender.deliver_due(NOW)
    async with messages.store.write(1) as session:
        await mark_edited(session, [number])
    composer.texts["hello"] = "hello, edited"
    slack.faults.refuse("chat.update", "token_revoked", times=1)
    await sender.deliver_due(NOW)
    row = await messages.row("hello")
    assert (row.edit, row.attempts, row.state) == (True, 0, "sent")
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["hello, edited"]


# What is wrong with one message


@pytest.mark.parametrize("word", ["invalid_blocks", "msg_too_long", "msg_blocks_too_long"])
@pytest.mark.parametrize("times", [1, 2])
async def test_what_is_refused_as_it_is_drawn_goes_in_a_simpler_form(sender, messages, slack, reader, word, times):
    slack.faults.refuse("chat.postMessage", word, times=times)
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1
    assert reader.direct("UOLGA") == ["hello"]
    stands = slack.messages(slack.direct_channel("UOLGA"))[-1]
    assert bool(stands.get("blocks")) is (times == 1)  # the last form is text alone


async def test_a_day_of_invalid_blocks_delivers_all_as_text(sender, messages, slack, reader):
    taken = slack.faults.take

    def refuse_blocks(method, channel):
        if method == "chat.postMessage" and slack.calls[method] % 3:
            slack.faults.refuse(method, "invalid_blocks")
        return taken(method, channel)

    slack.faults.take = refuse_blocks
    for number in range(5):
        await messages.put(f"m{number}")
    await rounds(sender, range(3))
    assert reader.direct("UOLGA") == [f"m{number}" for number in range(5)]


async def test_what_stays_refused_is_logged_with_whom_and_why(sender, messages, slack, caplog):
    slack.faults.refuse("chat.postMessage", "restricted_action", times=None)
    await messages.put("hello", account_id=None)
    with caplog.at_level(logging.ERROR):
        report = await sender.deliver_due(NOW)
    assert report["rejected"] == 1
    assert any("person 11" in one and "restricted_action" in one for one in caplog.messages), caplog.messages


@pytest.mark.parametrize("word", CUT_OFF)
async def test_what_the_platform_has_cut_off_is_not_tried_until_it_is_connected_anew(
    sender, messages, slack, reader, word, caplog
):
    await note_cut_off(messages.store, "slack", "T1", word, NOW)
    await note_cut_off(messages.store, "slack", "T-unknown", word, NOW)
    await messages.put("hello")
    slack.calls.clear()
    await rounds(sender, range(0, 24 * 60, 60))
    assert sum(slack.calls.values()) == 0
    here, row = await installation(messages), await messages.row("hello")
    assert (here.outage, here.outage_since, row.state, row.attempts) == (word, NOW, "pending", 0)
    assert [one for one in caplog.messages if "until it is connected anew" in one]
    await end_cut_off(messages.store, 1, 1)
    await rounds(sender, range(24 * 60, 24 * 60 + 2))
    assert reader.direct("UOLGA") == ["hello"]


async def test_connecting_anew_ends_no_other_outage(sender, messages, slack):
    slack.faults.refuse("*", "missing_scope", times=None)
    await messages.put("hello")
    await sender.deliver_due(NOW)
    await end_cut_off(messages.store, 1, 1)
    assert (await installation(messages)).outage == "missing_scope"


READS = ("conversations.info", "conversations.members", "users.list", "users.info", "conversations.open")


@pytest.mark.parametrize("break_down", ["server_error", "drop_before"])
async def test_a_question_that_gets_no_answer_costs_no_message_an_attempt(sender, messages, slack, reader, break_down):
    for method in READS:
        getattr(slack.faults, break_down)(method, times=None)
    await messages.put("in a channel", channel="CACME")
    await messages.put("direct", person_id=12)
    await rounds(sender, range(0, 24 * 60, 20))
    for name in ("in a channel", "direct"):
        row = await messages.row(name)
        assert (row.state, row.attempts) == ("pending", 0), name
    assert reader.texts("CACME") == []
    slack.faults.clear()
    await rounds(sender, range(24 * 60, 24 * 60 + 3))
    assert reader.texts("CACME") == ["in a channel"]
    assert reader.direct("UTIM") == ["direct"]


POST, READ_BACK = "chat.postMessage CACME", "conversations.history CACME"


@pytest.mark.slow
@pytest.mark.parametrize(("broken", "end"), [
    (("conversations.info CACME",), "rejected"),
    ((POST,), "rejected"),
    ((POST, READ_BACK), "unconfirmed"),
])  # fmt: skip
async def test_a_channel_that_never_answers_is_given_up_and_named(sender, messages, slack, reader, broken, end):
    for call in broken:
        slack.faults.server_error(call, times=None)
    await messages.put("to a channel", channel="CACME")
    await rounds(sender, range(0, 8 * 60, 30))  # nothing else gets through, so it may be Slack that is down
    row = await messages.row("to a channel")
    assert (row.state in ("pending", "ambiguous"), row.attempts) == (True, 0)
    await messages.put("digest", person_id=12)
    await rounds(sender, range(8 * 60, 40 * 60, 35))
    row = await messages.row("to a channel")
    assert row.state == end
    assert "attempts" in str(row.reason)
    assert reader.direct("UTIM") == ["digest"]
    assert reader.texts("CACME") == []


async def test_while_the_platform_answers_nobody_no_message_is_given_up(sender, messages, slack, reader):
    slack.faults.server_error("chat.postMessage", times=None)
    for number in range(3):
        await messages.put(f"alert {number}", channel="CACME" if number else None)
    await rounds(sender, range(0, 8 * 60, 30))
    rows = [await messages.row(f"alert {number}") for number in range(3)]
    assert {row.attempts for row in rows} == {0}
    slack.faults.clear()
    await rounds(sender, range(8 * 60, 8 * 60 + 5))
    assert reader.direct("UOLGA") == ["alert 0"]
    assert reader.texts("CACME") == ["alert 1", "alert 2"]
    assert [(await messages.row(f"alert {number}")).refs for number in range(3)] == [{}, {}, {}]
