"""The digest: 20 seconds on a phone, and the same list all day."""

# method: C4, D5, D7

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.store.tables import (
    Account,
    AccountFacts,
    Contract,
    Cta,
    Identity,
    MilestoneReached,
    Outgoing,
    Person,
    Reacted,
    Workspace,
)
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.waiting import forecasts_form
from bot.usecases.account.sent_drafts import SentLetter, sent, sent_about
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TODAY, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button
from tests.given.rows import channel_row, facts, person, todo

pytestmark = pytest.mark.one_database


async def three(messages: QueuedMessages) -> None:
    """Acme late, Globex due today, Hooli new, Initech later this week."""
    await acme(messages.accounts)
    for number, name in ((2, "Globex"), (3, "Hooli"), (4, "Initech")):
        await messages.accounts.account(name, id=number)
        await messages.accounts.add(facts(number), person(20 + number, f"Kim {number}", "CTO", "decision maker",
                                                    account_id=number))  # fmt: skip
    await messages.accounts.change(Cta, 2, state="closed", closed_why="outcome")
    await messages.accounts.change(Cta, 3, state="done", closed_why="done")
    await messages.accounts.add(
        todo(12, "health-fell", 0, account_id=2, subject="a:2"),
        todo(13, "champion-left", 4, account_id=3, subject="a:3", tell="due"),
        todo(14, "no-review", 2, account_id=4, subject="a:4", priority=3),
    )


@pytest.mark.both_databases
async def test_what_is_new_comes_first_then_what_was_never_told_then_the_week_and_the_ages(
    messages: QueuedMessages,
) -> None:
    await three(messages)
    lines = (await messages.text(await messages.queue())).splitlines()
    assert lines[0] == "Good morning, Olga. Two new, one older; start with Globex."
    at = next(at for at, line in enumerate(lines) if " Acme · " in line)
    assert lines[at].endswith("Acme · 77 days without a weekly habit; 60 is usual · 120k EUR")
    assert lines[at + 1].startswith("Ask Ivo Brandt")
    assert sorted(line[2:8] for line in lines if line[:2] in ("1 ", "2 ", "3 ")) == ["Acme ·", "Globex", "Hooli "]
    assert "Usage" not in lines[-1]  # 90 words hold no more
    await messages.reached_out(1)
    lines = (await messages.text(await messages.queue(day="2026-01-07"), NOW + timedelta(days=1))).splitlines()
    assert "Coming up: Initech tomorrow · Hooli Sat" in lines
    assert not any("Usage" in line or "figures since" in line for line in lines)  # two days are no news


@pytest.mark.both_databases
async def test_where_eight_things_happen_at_once_few_alerts_stand_outside_the_thread_and_deadlines_are_one(
    messages: QueuedMessages,
) -> None:
    """Each account has a channel of its own, so that each alert could stand there."""
    risks = ("health-fell", "champion-left", "stuck-in-milestone", "use-fell", "health-red")
    for number in range(1, 9):
        near = {"deadline_on": TODAY + timedelta(days=5)} if number > 5 else {}
        await messages.accounts.account(f"Firm {number}", id=number, channel=f"#firm-{number}")
        await messages.accounts.add(facts(number, **near))
        rule = "renewal" if near else risks[number - 1]
        more = {"account_id": number, "subject": f"account:{number}:1", "tell": "due"}
        await messages.accounts.add(todo(number, rule, type="lifecycle" if near else "risk", **more))
    made = await messages.compose(await messages.queue())
    lists = [child for child in made.children if child.kind == "deadlines"]
    alerts = [child for child in made.children if child.kind == "alert"]
    far = [child for child in alerts if child.cta_id is not None and child.cta_id <= 5]
    assert len([child for child in far if not child.in_thread]) <= 2  # one of the three is kept for later events
    assert len(alerts) <= 5
    assert [len(child.refs["ctas"]) for child in lists] in ([], [3])
    near = [child for child in alerts if child not in far]
    assert len(near) + sum(len(child.refs["ctas"]) for child in lists) == 3  # none is held back
    assert len(near) <= 2 or not lists
    for child in alerts:
        where = {"channel_id": child.channel_id, "refs": dict(child.refs), "account_id": child.account_id}
        parent = {"parent_id": 1} if child.in_thread else {}
        await messages.put(child.once, cta_id=child.cta_id, **where, **parent)
    await messages.accounts.account("Late", id=9)
    await messages.accounts.add(facts(9))
    for number in (21, 22, 23):
        later = {"subject": f"a:{number}", "tell": "due", "changed_at": NOW + timedelta(hours=2)}
        await messages.accounts.add(todo(number, "health-fell", 0, account_id=9, **later))
    await messages.announce(NOW + timedelta(hours=3))
    told = [row.cta_id for row in await messages.rows("alert") if row.once.startswith("alert:")]
    assert len(told) <= 1, told


@pytest.mark.both_databases
async def test_the_full_alert_of_what_is_new_comes_in_its_thread_and_counts_as_told(messages: QueuedMessages) -> None:
    await three(messages)
    made = await messages.compose(await messages.queue())
    [child] = made.children
    assert (child.kind, child.cta_id, child.person_id) == ("alert", 13, 11)
    assert (child.channel_id, child.in_thread) == (None, True)
    assert set(made.told) == {1, 12, 13}
    assert (await messages.tells())[13] == "told"


async def test_an_account_with_its_own_channel_gets_its_alert_there_and_the_digest_says_so(
    messages: QueuedMessages,
) -> None:
    await three(messages)
    own = await channel_row(messages.store, "CHOOLI")
    await messages.accounts.change(Account, 3, channel_id=own)
    made = await messages.compose(await messages.queue())
    assert [(child.channel_id, child.in_thread) for child in made.children] == [(own, False)]
    assert made.message is not None
    spans = [span for block in made.message.blocks if block.kind == "text" for each in block.lines for span in each]
    assert [span.channel for span in spans if span.channel] == ["CHOOLI"]


async def test_a_channel_that_no_platform_knows_is_nowhere_to_look(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.change(Account, 3, channel_id=await channel_row(messages.store, "#hooli-alerts"))
    row = await messages.queue()
    assert len((await messages.compose(row)).children) == 1
    assert "hooli-alerts" not in await messages.text(row)


@pytest.mark.both_databases
async def test_where_outsiders_read_that_channel_the_digest_says_where_the_alert_stands(
    messages: QueuedMessages,
) -> None:
    await three(messages)
    await messages.accounts.change(Account, 3, channel_id=await channel_row(messages.store, "CHOOLI"))
    async with messages.store.write(1) as db:
        await db.execute(update(Identity).where(Identity.person_id == 11).values(direct_channel="DOLGA"))
    row = await messages.queue()
    [child] = (await messages.compose(row)).children
    assert child.refs == {"told_by": row}
    alert = await messages.queue("alert", cta_id=child.cta_id, channel_id=child.channel_id, refs=child.refs)
    await messages.accounts.change(Outgoing, alert, state="sent", posted_channel="CHOOLI")
    assert "its channel" in await messages.text(row)
    await messages.accounts.change(Outgoing, alert, posted_channel="DOLGA")
    said = await messages.text(row)
    assert "its channel" not in said


async def test_a_click_shows_as_done_in_place_and_the_list_stays_the_same(messages: QueuedMessages) -> None:
    await three(messages)
    row = await messages.queue()
    await messages.compose(row)
    await messages.reached_out(1)
    await messages.accounts.add(todo(15, "champion-left", -9, account_id=4, subject="a:9", tell="due", priority=1))
    made = await messages.compose(row, NOW + timedelta(hours=30))  # the next day: the words are still this morning's
    assert made.message is not None
    lines = plain_text(made.message).splitlines()
    assert lines[0].startswith("Good morning, Olga. Two new, one dealt with")
    assert "✓ Acme · reached out" in lines
    assert [line[:8] for line in lines if line[:2] in ("1 ", "2 ")] == ["1 Globex", "2 Hooli "]
    assert (made.children, made.told) == ((), ())


@pytest.mark.both_databases
async def test_what_a_digest_of_yesterday_told_beside_its_list_stays_as_it_was_told(messages: QueuedMessages) -> None:
    await three(messages)
    row = await messages.queue()
    before = (await messages.text(row)).splitlines()
    await messages.reached_out(1)
    await messages.accounts.change(Cta, 14, due_on=ago(-3))
    await messages.accounts.change(Account, 4, name="Renamed")
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 1)).kpi_newest_on = ago(-2)
    after = (await messages.text(row, NOW + timedelta(hours=48))).splitlines()
    assert after[0] == "Good morning, Olga. Two new, one dealt with; start with Globex."
    assert "✓ Acme · reached out" in after
    told = [line for line in after[1:] if line[:2] in ("1 ", "2 ") or line.startswith("CTO: ")]
    assert told
    assert set(told) <= set(before)
    assert "Coming up: Initech Thu" in after


@pytest.mark.both_databases
async def test_a_promise_that_is_due_comes_first_and_thanks_come_last(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.change(Cta, 1, rule="reaction/celebrate", priority=1)
    await messages.accounts.change(Cta, 12, priority=3)
    await messages.accounts.change(Cta, 12, rule="hand", title="send the guide")
    await messages.accounts.change(Cta, 13, due_on=TODAY)
    lines = (await messages.text(await messages.queue())).splitlines()
    assert [line[:6] for line in lines if line[:2] in ("1 ", "2 ", "3 ")] == ["1 Glob", "2 Hool", "3 Acme"]


async def test_what_is_due_by_the_next_working_day_is_never_held_back(messages: QueuedMessages) -> None:
    await three(messages)
    for number, due_in in ((20, 1), (21, 2)):
        await messages.accounts.account(f"Firm {number}", id=number)
        await messages.accounts.add(facts(number), todo(number, "champion-left", due_in, account_id=number,
                                                  subject=f"f:{number}", tell="due", priority=4))  # fmt: skip
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    said = plain_text(made.message)
    assert all(name in said for name in ("Hooli", "Firm 20", "Firm 21"))
    assert {13, 20, 21} <= set(made.told)
    assert "Held back" not in said


async def test_the_milestones_since_the_last_digest_come_first_and_only_once(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.add(
        MilestoneReached(account_id=2, period=1, milestone="habit", reached_on=ago(1), via="test"),
        MilestoneReached(account_id=3, period=1, milestone="habit", reached_on=ago(1), via="entry"),
    )
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    text = plain_text(made.message)
    assert text.splitlines()[1].startswith("🎉 Globex reached ")
    assert text.splitlines()[1].endswith(" yesterday")
    assert text.count("🎉") == 1
    assert ("Celebrate Globex", "celebrate", "2/habit") in every_button(made.message)
    assert "🎉" not in await messages.text(await messages.queue(day="2026-01-07"), NOW + timedelta(days=1))


async def celebrating(messages: QueuedMessages) -> int:
    """A digest that told of Globex's milestone."""
    await three(messages)
    await messages.accounts.add(
        MilestoneReached(account_id=2, period=1, milestone="habit", reached_on=ago(1), via="test")
    )
    row = await messages.queue()
    assert "Celebrate Globex" in await labels(messages, row)
    return row


async def labels(messages: QueuedMessages, row: int) -> list[str]:
    return [label for label, _, _ in every_button((await messages.compose(row)).message)]


async def to_edit(messages: QueuedMessages, row: int) -> bool:
    async with messages.store.read(1) as db:
        return bool(await db.scalar(select(Outgoing.edit).where(Outgoing.id == row)))


@pytest.mark.both_databases
async def test_once_the_thanks_are_sent_the_digest_offers_them_no_more(messages: QueuedMessages) -> None:
    row = await celebrating(messages)
    write = Write(messages.store, 1, 11, NOW + timedelta(hours=1))
    done = await sent(write, 2, SentLetter("Thank you.", "mail"), milestone="habit")
    assert await to_edit(messages, row)
    assert "Celebrate Globex" not in await labels(messages, row)
    await undo(write, done.change_id)
    assert "Celebrate Globex" in await labels(messages, row)


@pytest.mark.both_databases
async def test_nor_once_the_to_do_for_them_is_done(messages: QueuedMessages) -> None:
    row = await celebrating(messages)
    thanks = {"account_id": 2, "occurrence": "habit:1", "subject": "account:2:1"}
    await messages.accounts.add(
        todo(40, "thanks-for-milestone/celebrate", 1, **thanks),
        Reacted(
            account_id=2,
            period=1,
            reaction="thanks-for-milestone",
            occurrence="habit:1",
            about="habit",
            happened_on=ago(1),
            made_at=NOW,
        ),
    )
    assert "Celebrate Globex" in await labels(messages, row)
    await sent_about(Write(messages.store, 1, 11, NOW + timedelta(hours=1)), 40, SentLetter("Thank you.", "mail"))
    assert await to_edit(messages, row)
    said = await messages.compose(row)
    assert said.message is not None
    assert "Globex reached " in plain_text(said.message)
    assert "Celebrate Globex" not in await labels(messages, row)


async def test_a_renewal_without_my_call_asks_for_it(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.add(
        Contract(account_id=4, product="x", ends_on=date(2026, 1, 28), amount=45000, currency="GBP"),
        Contract(account_id=4, product="y", ends_on=date(2026, 9, 30), amount=90000, currency="GBP"),  # not at stake
    )
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    assert "Renews 28 Jan: Initech, 45k GBP. How do you see it?" in plain_text(made.message)
    for label, key in (("commit", "commit"), ("probable", "probable"), ("at risk", "at-risk")):
        assert (f"Initech: {label}", "forecast-call", f"account/4/{key}") in every_button(made.message)


@pytest.mark.both_databases
async def test_a_day_to_give_notice_by_is_called_that(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.add(
        Contract(account_id=4, product="x", ends_on=date(2026, 3, 28), notice_on=date(2026, 1, 28))
    )
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    assert "Notice by 28 Jan: Initech. How do you see it?" in await messages.text(await messages.queue())


@pytest.mark.both_databases
@pytest.mark.parametrize("state", ["asleep", "snoozed"])
async def test_a_renewal_whose_to_do_sleeps_is_not_asked_for(messages: QueuedMessages, state: str) -> None:
    await three(messages)
    await messages.accounts.add(
        Contract(account_id=4, product="x", ends_on=date(2026, 1, 28)),
        todo(30, "renewal", 5, account_id=4, subject="a:4", wake_on=ago(-7)),
    )
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    row = await messages.queue()
    assert "Renews 28 Jan: Initech" in await messages.text(row)
    await messages.accounts.change(Cta, 30, state=state)
    assert "Renews 28 Jan" not in await messages.text(row)


async def test_what_is_held_back_is_counted_and_can_be_seen(messages: QueuedMessages) -> None:
    await three(messages)
    for number in range(20, 26):
        await messages.accounts.account(f"Firm {number}", id=number)
        await messages.accounts.add(
            facts(number),
            todo(number, f"own-rule-{number}", 5, account_id=number, subject=f"f:{number}", tell="due", priority=3),
        )
    row = await messages.queue()
    made = await messages.compose(row)
    assert made.message is not None
    assert "Held back: 2, no deadline soon" in plain_text(made.message)
    assert ("See held back", "held-back", str(row)) in every_button(made.message)


async def test_a_deadline_within_seven_days_is_told_even_beyond_the_first_three(messages: QueuedMessages) -> None:
    await three(messages)
    for number, days in ((20, 7), (21, 5), (22, 6)):
        await messages.accounts.account(f"Firm {number}", id=number)
        await messages.accounts.contract(number, amount=number, currency="EUR", ends_on=ago(-days))
        asks = todo(number, "renewal", 5, account_id=number, subject=f"f:{number}", tell="due", priority=4, level=30)
        await messages.accounts.add(facts(number, deadline_on=ago(-days)), asks)
    made = await messages.compose(await messages.queue())
    assert set(made.told) >= {20, 21, 22}
    assert made.message is not None
    text = plain_text(made.message)
    assert "Three renewals, your forecasts are missing" in text
    assert re.findall(r"Firm \d+", text)[:3] == ["Firm 21", "Firm 22", "Firm 20"]  # by their day, not by their value
    assert ("Set all forecasts", "forecasts", "1") in every_button(made.message)
    async with messages.accounts.store.read(1) as db:
        form = await forecasts_form(db, messages.library, (20, 21, 22), 1, OLGA, NOW)
    assert form is not None
    assert [one.name for one in form.inputs] == ["21", "22", "20"]


async def test_the_first_three_are_three_accounts(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.add(todo(30, "health-fell", -2, account_id=1, subject="a:1", tell="due"))
    lines = (await messages.text(await messages.queue())).splitlines()
    assert lines[0] == "Good morning, Olga. Three new, one waiting."
    assert "1 Health fell at two accounts" in lines
    assert [line.partition(":")[0] for line in lines if ": health " in line] == ["• Acme", "• Globex"]
    assert sum("Acme" in line for line in lines) == 1


async def test_of_an_account_two_new_ones_are_one_item_and_one_alert(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.account("Firm", id=20)
    await messages.accounts.add(facts(20, deadline_on=ago(-7)), *(
        todo(number, rule, 5, account_id=20, subject=f"f:{number}", tell="due", priority=4)
        for number, rule in ((20, "renewal"), (21, "stuck-in-milestone"))
    ))  # fmt: skip
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    assert set(made.told) >= {20, 21}
    assert [child.cta_id for child in made.children if child.account_id == 20] == [20]
    assert "Also there: " in plain_text(made.message)


@pytest.mark.both_databases
async def test_a_message_that_may_not_have_arrived_is_named(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.compose(await messages.queue(day="2026-01-05", now=at(1)), at(1))
    lost = await messages.queue("alert", cta_id=12, account_id=2, now=at(1) + timedelta(hours=3))
    await messages.accounts.change(Outgoing, lost, state="unconfirmed")
    assert "May not have arrived: Globex" in await messages.text(await messages.queue())


@pytest.mark.both_databases
async def test_who_covers_reads_for_whom_it_is(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.change(Person, 11, away_until=date(2026, 1, 12), cover_id=12)
    row = await messages.queue(person_id=12, refs={"local_date": "2026-01-06", "for": 11})
    text = await messages.text(row)
    start = "Good morning. For Olga, back Mon: two new, one older; start with Globex.\nToday\n1 Globex"
    assert text.startswith(start)


async def test_the_first_day_is_calm(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.change(Workspace, 1, baseline_at=at(0))
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    text = plain_text(made.message)
    assert text.startswith("Good morning. 4 accounts found")
    assert "3 accounts have no renewal date" in text
    assert (made.children, made.told) == ((), ())
    assert ("Add dates", "setup", "dates") in every_button(made.message)
    assert (await messages.text(await messages.queue(day="2026-01-07"), NOW + timedelta(days=1))).startswith(
        "Good morning, Olga. One new, two older; start with Hooli."
    )


@pytest.mark.both_databases
async def test_a_baseline_of_friday_afternoon_makes_monday_the_first_day(messages: QueuedMessages) -> None:
    await three(messages)
    await messages.accounts.change(Workspace, 1, baseline_at=at(0) - timedelta(days=4))  # Friday
    text = await messages.text(await messages.queue(day="2026-01-05"), at(1))
    assert "accounts found" in text


@pytest.mark.both_databases
async def test_with_nothing_to_say_there_is_no_digest(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(facts())
    made = await messages.compose(await messages.queue())
    assert (made.message, made.reason) == (None, "nothing to say")


async def test_an_alert_whose_reason_went_before_it_was_sent_is_dropped(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    row = await messages.queue("alert", cta_id=1, account_id=1, refs={})
    await messages.reached_out(1)
    assert await messages.text(row) == "(the to-do is asleep already)"


@pytest.mark.both_databases
async def test_an_alert_that_was_sent_follows_what_happens(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    row = await messages.queue("alert", cta_id=1, account_id=1, refs={})
    assert "[Reached out]" in await messages.text(row)
    await messages.reached_out(1)
    assert "✓ Reached out by you" in await messages.text(row)


async def test_a_kind_that_nobody_knows_is_dropped_with_the_reason(messages: QueuedMessages) -> None:
    assert await messages.text(await messages.queue("riddle", refs={}, once="r:1")) == "(nothing to say for riddle)"


@pytest.mark.both_databases
async def test_the_digest_reads_no_other_workspace(messages: QueuedMessages) -> None:
    await three(messages)
    async with messages.store.read(2) as db:
        assert list(await db.scalars(select(Cta))) == []


@pytest.mark.both_databases
async def test_who_was_asked_ahead_is_asked_again_when_the_contract_has_ended(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    async with messages.store.everywhere(writes=True) as connection:
        await connection.execute(update(Cta).values(state="closed", closed_why="itself", closed_at=NOW))
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 1)).outcome_missing_since = ago(1)
    asked = {"local_date": "2026-01-05", "ctas": [], "renewals": [1], "reached": []}
    before = await messages.put("digest:person:11:2026-01-05", kind="digest", refs=asked)
    await messages.accounts.change(Outgoing, before, state="sent", message={"title": []})
    first = await messages.compose(await messages.queue())
    assert first.message is not None
    assert "Renewed or lost?" in plain_text(first.message)
    assert first.refs["ended"] == [1]
