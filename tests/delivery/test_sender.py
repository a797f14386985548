"""The sender: each message once, in the right place, at the platform's pace."""

from datetime import UTC, date, datetime, timedelta

from bot.delivery.compose import Dropped
from bot.delivery.outbox import mark_edited, queue
from bot.store.tables import Identity, Outgoing, Person
from tests.given.channels import channel_row

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)


async def test_a_message_goes_to_the_persons_direct_message_and_is_remembered(sender, outbox, reader, slack):
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1
    assert reader.direct("UOLGA") == ["hello"]
    row = await outbox.row("hello")
    assert (row.state, row.posted_channel, row.sent_at) == ("sent", slack.direct_channel("UOLGA"), NOW)
    assert row.posted_ts == slack.messages(row.posted_channel)[0]["ts"]
    assert row.lease_until is None


async def test_the_same_thing_is_queued_once_and_sent_once(sender, outbox, store, reader):
    await outbox.put("hello")
    async with store.write(1) as session:
        again = await queue(session, kind="notice", once="hello", refs={}, now=NOW, person_id=11)
    assert again is None
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW + timedelta(minutes=5))
    assert reader.direct("UOLGA") == ["hello"]


async def test_what_is_due_later_waits(sender, outbox, reader):
    await outbox.put("later", now=NOW + timedelta(hours=1))
    assert (await sender.deliver_due(NOW)).sent == 0
    assert (await sender.deliver_due(NOW + timedelta(hours=1))).sent == 1
    assert reader.direct("UOLGA") == ["later"]


async def test_a_direct_message_is_opened_once(sender, outbox, slack, store):
    await outbox.put("one")
    await sender.deliver_due(NOW)
    await outbox.put("two")
    await sender.deliver_due(NOW)
    assert slack.calls["conversations.open"] == 1


async def test_a_direct_message_that_is_gone_is_opened_again(sender, outbox, reader, store):
    async with store.write(1) as session:
        from sqlalchemy import update

        await session.execute(update(Identity).where(Identity.user_id == "UOLGA").values(direct_channel="DOLD"))
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1 or (await sender.deliver_due(NOW + timedelta(seconds=5))).sent == 1
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_channel_of_ours_gets_its_message(sender, outbox, reader):
    await outbox.put("in the channel", channel="CACME")
    await sender.deliver_due(NOW)
    await outbox.put("by name", channel="#acme")
    await sender.deliver_due(NOW)
    assert reader.texts("CACME") == ["in the channel", "by name"]


async def test_guests_and_strangers_read_nothing(sender, outbox, reader):
    for channel in ("CGUEST", "CSHARED", "CELSE", "#nowhere", "CNONE"):
        await outbox.put(f"not for {channel}", channel=channel)
    await sender.deliver_due(NOW)
    assert reader.texts("CGUEST") == reader.texts("CSHARED") == []
    assert len(reader.direct("UOLGA")) == 5


async def test_who_told_of_its_place_is_edited_where_it_became_another(sender, outbox, composer, reader):
    tellers = {channel: await outbox.put(f"digest naming {channel}") for channel in ("CACME", "CSHARED")}
    digest = await outbox.put("digest")
    await sender.deliver_due(NOW)
    for channel, teller in tellers.items():
        await outbox.put(f"alert for {channel}", channel=channel, refs={"told_by": teller})
    await outbox.put("alert in its thread", refs={"told_by": digest})
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW)
    told = ("digest", "digest naming CACME", "digest naming CSHARED")
    assert [composer.asked.count(once) for once in told] == [1, 1, 2]
    assert "alert for CSHARED" in reader.direct("UOLGA")


async def test_a_channel_that_cannot_be_checked_counts_as_not_ours(sender, outbox, reader, slack):
    slack.faults.server_error("conversations.members")
    await outbox.put("careful", channel="CACME")
    await sender.deliver_due(NOW)
    assert reader.texts("CACME") == []
    assert reader.direct("UOLGA") == ["careful"]


async def test_without_a_person_a_message_for_a_shared_channel_is_rejected_with_the_reason(sender, outbox):
    await outbox.put("no", channel="CSHARED", person_id=None)
    report = await sender.deliver_due(NOW)
    assert report["rejected"] == 1
    assert "CSHARED" in ((await outbox.row("no")).reason or "")


async def test_people_choose_where_their_messages_go(sender, outbox, reader):
    await outbox.change(Person, 11, channel_id=await channel_row(outbox.store, "CTEAM"))
    await outbox.put("hello")
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["hello"]


async def test_while_somebody_is_away_their_cover_hears(sender, outbox, reader):
    await outbox.change(Person, 11, away_until=date(2026, 1, 9), cover_id=12)
    await outbox.put("for the cover")
    await sender.deliver_due(NOW)
    assert (reader.direct("UTIM"), reader.direct("UOLGA")) == (["for the cover"], [])


async def test_back_today_means_back(sender, outbox, reader):
    await outbox.change(Person, 11, away_until=date(2026, 1, 6), cover_id=12)
    await outbox.put("welcome back")
    await sender.deliver_due(NOW)
    assert reader.direct("UOLGA") == ["welcome back"]


async def test_somebody_nobody_knows_on_slack_is_tried_again_later(sender, outbox, store):
    from sqlalchemy import delete

    async with store.write(1) as session:
        await session.execute(delete(Identity).where(Identity.person_id == 11))
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    assert report["later"] == 1
    row = await outbox.row("hello")
    assert (row.state, row.attempts, row.next_try_at) == ("pending", 1, NOW + timedelta(seconds=5))


async def test_nothing_to_say_any_more_is_dropped_with_the_reason(sender, outbox, reader, composer):
    composer.texts["old"] = Dropped("the account churned")
    await outbox.put("old")
    report = await sender.deliver_due(NOW)
    assert report["dropped"] == 1
    assert (await outbox.row("old")).reason == "the account churned"
    assert reader.direct("UOLGA") == []


async def test_children_follow_in_the_thread_in_their_order(sender, outbox, reader, composer, slack):
    async def also(session, row):
        if row.kind == "digest":
            for number in (1, 2, 3):
                await queue(
                    session, kind="alert", once=f"alert {number}", refs={}, now=NOW, person_id=11, parent_id=row.id
                )

    composer.also = also
    await outbox.put("digest", kind="digest")
    report = await sender.deliver_due(NOW)
    assert report.sent == 4
    messages = slack.messages(slack.direct_channel("UOLGA"))
    assert [message["text"] for message in messages] == ["digest", "alert 1", "alert 2", "alert 3"]
    assert {message["thread_ts"] for message in messages[1:]} == {messages[0]["ts"]}


async def test_a_child_whose_parent_was_dropped_is_dropped_too(sender, outbox, composer):
    composer.texts["parent"] = Dropped("nothing today")
    parent = await outbox.put("parent")
    await outbox.put("child", parent_id=parent)
    await sender.deliver_due(NOW)
    row = await outbox.row("child")
    assert (row.state, row.reason) == ("dropped", "what it belongs to was dropped: nothing today")


async def test_a_child_whose_parent_was_rejected_goes_there_without_a_thread(sender, outbox, reader, slack):
    parent = await outbox.put("parent", channel="CTEAM")
    await outbox.change(Outgoing, parent, state="rejected")
    await outbox.put("child", parent_id=parent)
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["child"]
    assert "thread_ts" not in slack.messages("CTEAM")[0]


async def test_a_channel_gets_about_one_message_a_second(sender, outbox, machine, reader):
    for number in range(3):
        await outbox.put(f"m{number}", channel="CTEAM")
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["m0", "m1", "m2"]
    assert sum(machine.slept) >= 2.0


async def test_without_patience_it_never_sleeps(sender, outbox, machine, reader):
    for number in range(3):
        await outbox.put(f"m{number}", channel="CTEAM")
    report = await sender.deliver_due(NOW, patience=0)
    assert (report.sent, report["held"] > 0, machine.slept) == (1, True, [])
    machine.now += timedelta(seconds=2)
    await sender.deliver_due(NOW, patience=0)
    assert reader.texts("CTEAM") == ["m0", "m1"]


async def test_a_long_queue_in_one_channel_holds_up_nobody_else(sender, outbox, reader):
    for number in range(15):
        await outbox.put(f"m{number}", channel="CTEAM", person_id=None)
    await outbox.put("for tim", person_id=12)
    await sender.deliver_due(NOW, patience=3)
    assert reader.direct("UTIM") == ["for tim"]
    assert len(reader.texts("CTEAM")) < 15


async def test_asked_to_wait_it_waits_and_that_is_no_failure(sender, outbox, slack, reader):
    slack.faults.rate_limit("chat.postMessage", retry_after=20)
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    row = await outbox.row("hello")
    assert (report["later"], row.state, row.attempts) == (1, "pending", 0)
    assert row.next_try_at == NOW + timedelta(seconds=20)
    await sender.deliver_due(NOW + timedelta(seconds=20))
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_message_is_composed_once_and_retried_as_it_was(sender, outbox, slack, composer, reader):
    slack.faults.rate_limit("chat.postMessage", retry_after=1)
    await outbox.put("hello")
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "something else"
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert composer.asked == ["hello"]
    assert reader.direct("UOLGA") == ["hello"]


async def test_an_answer_lost_after_acceptance_is_found_and_not_repeated(sender, outbox, slack, reader):
    slack.faults.drop_after("chat.postMessage")
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1
    assert reader.direct("UOLGA") == ["hello"]
    assert slack.calls["chat.postMessage"] == 1


async def test_a_lost_answer_in_a_thread_is_found_there(sender, outbox, slack, reader):
    parent = await outbox.put("parent")
    await sender.deliver_due(NOW)
    await outbox.put("child", parent_id=parent)
    slack.faults.drop_after("chat.postMessage")
    await sender.deliver_due(NOW)
    assert reader.direct("UOLGA") == ["parent", "child"]
    assert await outbox.state("child") == "sent"


async def test_a_request_lost_before_acceptance_is_sent_once_when_it_is_sure(sender, outbox, slack, reader):
    slack.faults.drop_before("chat.postMessage")
    await outbox.put("hello")
    report = await sender.deliver_due(NOW)
    assert (report["ambiguous"], await outbox.state("hello")) == (1, "ambiguous")
    assert (await sender.deliver_due(NOW + timedelta(seconds=5))).sent == 0  # it might still arrive
    await sender.deliver_due(NOW + timedelta(seconds=31))
    await sender.deliver_due(NOW + timedelta(seconds=62))
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_server_error_is_looked_into_before_anything_is_repeated(sender, outbox, slack, reader):
    slack.faults.server_error("chat.postMessage")
    await outbox.put("hello")
    await sender.deliver_due(NOW)
    assert await outbox.state("hello") == "ambiguous"
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["hello"]
    assert slack.calls["conversations.history"] == 2


async def test_what_cannot_be_read_back_is_never_repeated(sender, outbox, slack, reader):
    slack.faults.drop_before("chat.postMessage")
    slack.store.channels["CTEAM"].members.append("UBOT")  # stays a member only until after the post
    await outbox.put("hello", channel="CTEAM")
    members = slack.store.channels["CTEAM"].members
    taken = slack.faults.take

    def take(method):
        if method == "conversations.history":
            members[:] = [one for one in members if one != "UBOT"]
        return taken(method)

    slack.faults.take = take
    report = await sender.deliver_due(NOW)
    assert report["unconfirmed"] == 1
    await sender.deliver_due(NOW + timedelta(hours=1))
    assert (await outbox.state("hello"), slack.calls["chat.postMessage"]) == ("unconfirmed", 1)


async def test_a_sender_that_died_in_mid_sending_leaves_an_ambiguous_message(sender, outbox, machine, surface, reader):
    row = await outbox.row("hello") if await outbox.put("hello") else None
    channel = await surface.open_direct("UOLGA")
    from bot.message import Message, line

    message = Message(title=line("hello"))
    await surface.post(channel, message, delivery_id=row.delivery_id)
    await outbox.change(
        Outgoing, row.id, state="sending", attempts=1, message=message.model_dump(mode="json"),
        posted_channel=channel, lease_until=machine.now + timedelta(seconds=60),
    )  # fmt: skip
    assert (await sender.deliver_due(NOW)).sent == 0  # its owner may still be at work
    machine.now += timedelta(seconds=61)
    assert (await sender.deliver_due(NOW)).sent == 1
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_message_slack_refuses_for_good_is_rejected_with_its_words(sender, outbox, slack):
    for name in ("one", "two"):
        await outbox.put(name, channel="CTEAM", person_id=None)
    taken = slack.store.channels["CTEAM"].members
    await sender.deliver_due(NOW)  # the audience is remembered for minutes
    await outbox.put("three", channel="CTEAM", person_id=None)
    taken.remove("UBOT")
    report = await sender.deliver_due(NOW + timedelta(seconds=10))
    assert report["rejected"] == 1
    assert "not_in_channel" in ((await outbox.row("three")).reason or "")


async def test_thrown_out_of_a_channel_the_message_goes_to_the_person(sender, outbox, slack, reader):
    await outbox.put("one", channel="CTEAM")
    await sender.deliver_due(NOW)
    slack.store.channels["CTEAM"].members.remove("UBOT")
    await outbox.put("two", channel="CTEAM")
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["two"]


async def test_one_mistake_of_ours_stops_no_other_message(sender, outbox, composer, reader, caplog):
    async def also(session, row):
        if row.once == "broken":
            raise KeyError("no such account")

    composer.also = also
    await outbox.put("broken")
    await outbox.put("fine")
    await outbox.put("fine too", person_id=12)
    report = await sender.deliver_due(NOW)
    assert (report.sent, len(report.errors)) == (2, 1)
    assert (await outbox.row("broken")).message is None
    assert "could not be taken on" in caplog.text


async def test_an_edit_follows_the_message(sender, outbox, store, composer, reader):
    made = await outbox.put("hello")
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "hello again"
    async with store.write(1) as session:
        await mark_edited(session, [made])
    report = await sender.deliver_due(NOW)
    assert report["edited"] == 1
    assert reader.direct("UOLGA") == ["hello again"]
    assert not (await outbox.row("hello")).edit


async def test_an_edit_whose_answer_is_lost_is_made_again(sender, outbox, store, composer, reader, slack):
    made = await outbox.put("hello")
    await sender.deliver_due(NOW)
    async with store.write(1) as session:
        await mark_edited(session, [made])
    composer.texts["hello"] = "edited"
    slack.faults.drop_after("chat.update")
    assert (await sender.deliver_due(NOW))["later"] == 1
    assert (await sender.deliver_due(NOW + timedelta(seconds=6)))["edited"] == 1
    assert reader.direct("UOLGA") == ["edited"]


async def test_a_change_during_an_edit_is_not_lost(sender, outbox, store, composer, reader):
    made = await outbox.put("hello")
    await sender.deliver_due(NOW)

    async def also(session, row):
        composer.also = None
        await mark_edited(session, [made])  # somebody clicks just now

    composer.also = also
    async with store.write(1) as session:
        await mark_edited(session, [made])
    composer.texts["hello"] = "first edit"
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "second edit"
    await sender.deliver_due(NOW)
    assert reader.direct("UOLGA") == ["second edit"]


async def test_what_is_not_composed_yet_needs_no_edit(outbox, store):
    made = await outbox.put("hello")
    async with store.write(1) as session:
        await mark_edited(session, [made])
    assert not (await outbox.row("hello")).edit


async def test_a_workspace_without_a_surface_waits_and_others_do_not_see_its_messages(sender, outbox, store):
    async with store.write(2) as session:
        await queue(session, kind="notice", once="elsewhere", refs={}, now=NOW, person_id=21)
    report = await sender.deliver_due(NOW)
    assert report.sent == 0
