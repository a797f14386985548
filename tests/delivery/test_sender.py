"""The sender: each message once, in the right place, at the platform's pace."""

from datetime import date, timedelta

from bot.delivery.compose import Dropped
from bot.delivery.outbox import mark_edited, queue
from bot.store.tables import Identity, Outgoing, Person
from tests.given.book import NOW
from tests.given.rows import channel_row


async def test_a_message_goes_to_the_persons_direct_message_and_is_remembered(sender, messages, reader, slack):
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1
    assert reader.direct("UOLGA") == ["hello"]
    row = await messages.row("hello")
    assert (row.state, row.posted_channel, row.sent_at) == ("sent", slack.direct_channel("UOLGA"), NOW)
    assert row.posted_ts == slack.messages(row.posted_channel)[0]["ts"]
    assert row.lease_until is None


async def test_the_same_thing_is_queued_once_and_sent_once(sender, messages, store, reader):
    await messages.put("hello")
    async with store.write(1) as session:
        again = await queue(session, kind="alert", once="hello", refs={}, now=NOW, person_id=11)
    assert again is None
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW + timedelta(minutes=5))
    assert reader.direct("UOLGA") == ["hello"]


async def test_what_is_due_later_waits(sender, messages, reader):
    await messages.put("later", now=NOW + timedelta(hours=1))
    assert (await sender.deliver_due(NOW)).sent == 0
    assert (await sender.deliver_due(NOW + timedelta(hours=1))).sent == 1
    assert reader.direct("UOLGA") == ["later"]


async def test_a_direct_message_is_opened_once(sender, messages, slack, store):
    await messages.put("one")
    await sender.deliver_due(NOW)
    await messages.put("two")
    await sender.deliver_due(NOW)
    assert slack.calls["conversations.open"] == 1


async def test_a_direct_message_that_is_gone_is_opened_again(sender, messages, reader, store):
    async with store.write(1) as session:
        from sqlalchemy import update

        await session.execute(update(Identity).where(Identity.user_id == "UOLGA").values(direct_channel="DOLD"))
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1 or (await sender.deliver_due(NOW + timedelta(seconds=5))).sent == 1
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_channel_of_ours_gets_its_message(sender, messages, reader):
    await messages.put("in the channel", channel="CACME")
    await sender.deliver_due(NOW)
    await messages.put("by name", channel="#acme")
    await sender.deliver_due(NOW)
    assert reader.texts("CACME") == ["in the channel", "by name"]


async def test_guests_and_strangers_read_nothing(sender, messages, reader):
    for channel in ("CGUEST", "CSHARED", "CELSE", "#nowhere", "CNONE"):
        await messages.put(f"not for {channel}", channel=channel)
    await sender.deliver_due(NOW)
    assert reader.texts("CGUEST") == reader.texts("CSHARED") == []
    assert len(reader.direct("UOLGA")) == 5


async def test_who_told_of_its_place_is_edited_where_it_became_another(sender, messages, composer, reader):
    tellers = {channel: await messages.put(f"digest naming {channel}") for channel in ("CACME", "CSHARED")}
    digest = await messages.put("digest")
    await sender.deliver_due(NOW)
    for channel, teller in tellers.items():
        await messages.put(f"alert for {channel}", channel=channel, refs={"told_by": teller})
    await messages.put("alert in its thread", refs={"told_by": digest})
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW)
    told = ("digest", "digest naming CACME", "digest naming CSHARED")
    assert [composer.asked.count(once) for once in told] == [1, 1, 2]
    assert "alert for CSHARED" in reader.direct("UOLGA")


async def test_a_channel_that_cannot_be_checked_counts_as_not_ours(sender, messages, reader, slack):
    slack.faults.refuse("conversations.members", "fetch_members_failed")
    await messages.put("careful", channel="CACME")
    await sender.deliver_due(NOW)
    assert reader.texts("CACME") == []
    assert reader.direct("UOLGA") == ["careful"]


async def test_without_a_person_a_message_for_a_shared_channel_is_rejected_with_the_reason(sender, messages):
    await messages.put("no", channel="CSHARED", person_id=None)
    report = await sender.deliver_due(NOW)
    assert report["rejected"] == 1
    assert "CSHARED" in ((await messages.row("no")).reason or "")


async def test_people_choose_where_their_messages_go(sender, messages, reader):
    await messages.accounts.change(Person, 11, channel_id=await channel_row(messages.store, "CTEAM"))
    await messages.put("hello")
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["hello"]


async def test_while_somebody_is_away_their_cover_hears(sender, messages, reader):
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 9), cover_id=12)
    await messages.put("for the cover")
    await sender.deliver_due(NOW)
    assert (reader.direct("UTIM"), reader.direct("UOLGA")) == (["for the cover"], [])


async def test_back_today_means_back(sender, messages, reader):
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 6), cover_id=12)
    await messages.put("welcome back")
    await sender.deliver_due(NOW)
    assert reader.direct("UOLGA") == ["welcome back"]


async def test_somebody_nobody_knows_on_slack_is_tried_again_later(sender, messages, store):
    from sqlalchemy import delete

    async with store.write(1) as session:
        await session.execute(delete(Identity).where(Identity.person_id == 11))
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert report["later"] == 1
    row = await messages.row("hello")
    assert (row.state, row.attempts, row.next_try_at) == ("pending", 1, NOW + timedelta(seconds=5))


async def test_nothing_to_say_any_more_is_dropped_with_the_reason(sender, messages, reader, composer):
    composer.texts["old"] = Dropped("the account churned")
    await messages.put("old")
    report = await sender.deliver_due(NOW)
    assert report["dropped"] == 1
    assert (await messages.row("old")).reason == "the account churned"
    assert reader.direct("UOLGA") == []


async def test_children_follow_in_the_thread_in_their_order(sender, messages, reader, composer, slack):
    async def also(session, row):
        if row.kind == "digest":
            for number in (1, 2, 3):
                await queue(
                    session, kind="alert", once=f"alert {number}", refs={}, now=NOW, person_id=11, parent_id=row.id
                )

    composer.also = also
    await messages.put("digest", kind="digest")
    report = await sender.deliver_due(NOW)
    assert report.sent == 4
    shown = slack.messages(slack.direct_channel("UOLGA"))
    assert [message["text"] for message in shown] == ["digest", "alert 1", "alert 2", "alert 3"]
    assert {message["thread_ts"] for message in shown[1:]} == {shown[0]["ts"]}


async def test_a_child_whose_parent_was_dropped_is_dropped_too(sender, messages, composer):
    composer.texts["parent"] = Dropped("nothing today")
    parent = await messages.put("parent")
    await messages.put("child", parent_id=parent)
    await sender.deliver_due(NOW)
    row = await messages.row("child")
    assert (row.state, row.reason) == ("dropped", "what it belongs to was dropped: nothing today")


async def test_a_child_whose_parent_was_rejected_goes_there_without_a_thread(sender, messages, reader, slack):
    parent = await messages.put("parent", channel="CTEAM")
    await messages.accounts.change(Outgoing, parent, state="rejected")
    await messages.put("child", parent_id=parent)
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["child"]
    assert "thread_ts" not in slack.messages("CTEAM")[0]


async def test_a_channel_gets_about_one_message_a_second(sender, messages, machine, reader):
    for number in range(3):
        await messages.put(f"m{number}", channel="CTEAM")
    await sender.deliver_due(NOW)
    assert reader.texts("CTEAM") == ["m0", "m1", "m2"]
    assert sum(machine.slept) >= 2.0


async def test_without_patience_it_never_sleeps(sender, messages, machine, reader):
    for number in range(3):
        await messages.put(f"m{number}", channel="CTEAM")
    report = await sender.deliver_due(NOW, patience=0)
    assert (report.sent, report["held"] > 0, machine.slept) == (1, True, [])
    machine.now += timedelta(seconds=2)
    await sender.deliver_due(NOW, patience=0)
    assert reader.texts("CTEAM") == ["m0", "m1"]


async def test_a_long_queue_in_one_channel_holds_up_nobody_else(sender, messages, reader):
    for number in range(15):
        await messages.put(f"m{number}", channel="CTEAM", person_id=None)
    await messages.put("for tim", person_id=12)
    await sender.deliver_due(NOW, patience=3)
    assert reader.direct("UTIM") == ["for tim"]
    assert len(reader.texts("CTEAM")) < 15


async def test_asked_to_wait_it_waits_and_that_is_no_failure(sender, messages, slack, reader):
    slack.faults.rate_limit("chat.postMessage", retry_after=20)
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    row = await messages.row("hello")
    assert (report["later"], row.state, row.attempts) == (1, "pending", 0)
    assert row.next_try_at == NOW + timedelta(seconds=20)
    await sender.deliver_due(NOW + timedelta(seconds=20))
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_message_is_composed_once_and_retried_as_it_was(sender, messages, slack, composer, reader):
    slack.faults.rate_limit("chat.postMessage", retry_after=1)
    await messages.put("hello")
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "something else"
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert composer.asked == ["hello"]
    assert reader.direct("UOLGA") == ["hello"]


async def test_an_answer_lost_after_acceptance_is_found_and_not_repeated(sender, messages, slack, reader):
    slack.faults.drop_after("chat.postMessage")
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert report.sent == 1
    assert reader.direct("UOLGA") == ["hello"]
    assert slack.calls["chat.postMessage"] == 1


async def test_a_lost_answer_in_a_thread_is_found_there(sender, messages, slack, reader):
    parent = await messages.put("parent")
    await sender.deliver_due(NOW)
    await messages.put("child", parent_id=parent)
    slack.faults.drop_after("chat.postMessage")
    await sender.deliver_due(NOW)
    assert reader.direct("UOLGA") == ["parent", "child"]
    assert await messages.state("child") == "sent"


async def test_a_request_lost_before_acceptance_is_sent_once_when_it_is_sure(sender, messages, slack, reader):
    slack.faults.drop_before("chat.postMessage")
    await messages.put("hello")
    report = await sender.deliver_due(NOW)
    assert (report["ambiguous"], await messages.state("hello")) == (1, "ambiguous")
    assert (await sender.deliver_due(NOW + timedelta(seconds=5))).sent == 0  # it might still arrive
    await sender.deliver_due(NOW + timedelta(seconds=31))
    await sender.deliver_due(NOW + timedelta(seconds=62))
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_server_error_is_looked_into_before_anything_is_repeated(sender, messages, slack, reader):
    slack.faults.server_error("chat.postMessage")
    await messages.put("hello")
    await sender.deliver_due(NOW)
    assert await messages.state("hello") == "ambiguous"
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["hello"]
    assert slack.calls["conversations.history"] == 2


async def test_what_cannot_be_read_back_is_never_repeated(sender, messages, slack, reader):
    slack.faults.drop_before("chat.postMessage")
    slack.store.channels["CTEAM"].members.append("UBOT")  # stays a member only until after the post
    await messages.put("hello", channel="CTEAM")
    members = slack.store.channels["CTEAM"].members
    taken = slack.faults.take

    def take(method, channel):
        if method == "conversations.history":
            members[:] = [one for one in members if one != "UBOT"]
        return taken(method, channel)

    slack.faults.take = take
    report = await sender.deliver_due(NOW)
    assert report["unconfirmed"] == 1
    await sender.deliver_due(NOW + timedelta(hours=1))
    assert (await messages.state("hello"), slack.calls["chat.postMessage"]) == ("unconfirmed", 1)


async def test_a_sender_that_died_in_mid_sending_leaves_an_ambiguous_message(
    sender, messages, machine, surface, reader
):
    row = await messages.row("hello") if await messages.put("hello") else None
    channel = await surface.open_direct("UOLGA")
    from bot.message import Message, line

    message = Message(title=line("hello"))
    await surface.post(channel, message, delivery_id=row.delivery_id)
    await messages.accounts.change(
        Outgoing, row.id, state="sending", attempts=1, message=message.model_dump(mode="json"),
        posted_channel=channel, lease_until=machine.now + timedelta(seconds=60),
    )  # fmt: skip
    assert (await sender.deliver_due(NOW)).sent == 0  # its owner may still be at work
    machine.now += timedelta(seconds=61)
    assert (await sender.deliver_due(NOW)).sent == 1
    assert reader.direct("UOLGA") == ["hello"]


async def test_a_message_slack_refuses_for_good_is_rejected_with_its_words(sender, messages, slack):
    await messages.put("three", channel="CTEAM", person_id=None)
    slack.faults.refuse("chat.postMessage", "not_in_channel")  # thrown out since it was asked who reads it
    report = await sender.deliver_due(NOW)
    assert report["rejected"] == 1
    assert "not_in_channel" in ((await messages.row("three")).reason or "")


async def test_thrown_out_of_a_channel_the_message_goes_to_the_person(sender, messages, slack, reader):
    await messages.put("one", channel="CTEAM")
    await sender.deliver_due(NOW)
    slack.store.channels["CTEAM"].members.remove("UBOT")
    await messages.put("two", channel="CTEAM")
    await sender.deliver_due(NOW)
    await sender.deliver_due(NOW + timedelta(minutes=1))
    assert reader.direct("UOLGA") == ["two"]


async def test_one_mistake_of_ours_stops_no_other_message(sender, messages, composer, reader, caplog):
    async def also(session, row):
        if row.once == "broken":
            raise KeyError("no such account")

    composer.also = also
    await messages.put("broken")
    await messages.put("fine")
    await messages.put("fine too", person_id=12)
    report = await sender.deliver_due(NOW)
    assert (report.sent, len(report.errors)) == (2, 1)
    assert (await messages.row("broken")).message is None
    assert "could not be taken on" in caplog.text


async def test_an_edit_follows_the_message(sender, messages, store, composer, reader):
    made = await messages.put("hello")
    await sender.deliver_due(NOW)
    composer.texts["hello"] = "hello again"
    async with store.write(1) as session:
        await mark_edited(session, [made])
    report = await sender.deliver_due(NOW)
    assert report["edited"] == 1
    assert reader.direct("UOLGA") == ["hello again"]
    assert not (await messages.row("hello")).edit


async def test_an_edit_whose_answer_is_lost_is_made_again(sender, messages, store, composer, reader, slack):
    made = await messages.put("hello")
    await sender.deliver_due(NOW)
    async with store.write(1) as session:
        await mark_edited(session, [made])
    composer.texts["hello"] = "edited"
    slack.faults.drop_after("chat.update")
    assert (await sender.deliver_due(NOW))["later"] == 1
    assert (await sender.deliver_due(NOW + timedelta(seconds=31)))["edited"] == 1
    assert reader.direct("UOLGA") == ["edited"]


async def test_a_change_during_an_edit_is_not_lost(sender, messages, store, composer, reader):
    made = await messages.put("hello")
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


async def test_what_is_not_composed_yet_needs_no_edit(messages, store):
    made = await messages.put("hello")
    async with store.write(1) as session:
        await mark_edited(session, [made])
    assert not (await messages.row("hello")).edit


async def test_a_workspace_without_a_surface_waits_and_others_do_not_see_its_messages(sender, messages, store):
    async with store.write(2) as session:
        await queue(session, kind="alert", once="elsewhere", refs={}, now=NOW, person_id=21)
    report = await sender.deliver_due(NOW)
    assert report.sent == 0
