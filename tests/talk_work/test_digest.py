"""The digest: 20 seconds on a phone, and the same list all day."""

# method: C4, D5, D7

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.message import Message
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
from bot.talk.digest.digest_message import EXAMPLES, MORNING, Digest, greeting, render_digest
from bot.talk.phrases.todo_words import shortly
from bot.talk.todos.alert import visible_words
from bot.usecases.account.sent_drafts import SentLetter, sent, sent_about
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.channels import channel_row
from tests.talk.seed import NOW, TODAY, account, acme, add, ago, at, facts, person, todo
from tests.talk_work.conftest import Desk, buttons

pytestmark = pytest.mark.one_database


async def three(desk: Desk) -> None:
    """Acme late, Globex due today, Hooli new, Initech later this week."""
    await acme(desk.store, desk.library)
    for number, name in ((2, "Globex"), (3, "Hooli"), (4, "Initech")):
        await account(desk.store, desk.library, number, name=name)
        await add(desk.store, facts(number), person(20 + number, f"Kim {number}", "CTO", "decision maker",
                                                    account_id=number))  # fmt: skip
    await desk.set(Cta, 2, state="closed", closed_why="outcome")
    await desk.set(Cta, 3, state="done", closed_why="done")
    await add(
        desk.store,
        todo(12, "health-fell", 0, account_id=2, subject="a:2"),
        todo(13, "champion-left", 4, account_id=3, subject="a:3", tell="due"),
        todo(14, "no-review", 2, account_id=4, subject="a:4", priority=3),
    )


@pytest.mark.both_databases
async def test_three_to_do_first_then_the_week_then_the_ages(desk: Desk) -> None:
    await three(desk)
    lines = (await desk.text(await desk.queued())).splitlines()
    assert lines[0] == "Good morning. Three today, one late."
    assert lines[1] == "1 Acme · late since yesterday"
    assert [line[:8] for line in lines if line[:2] in ("2 ", "3 ")] == ["2 Globex", "3 Hooli "]
    assert "Coming up: Initech Thu" in lines
    assert lines[-1] == "Usage: yesterday."


@pytest.mark.both_databases
async def test_the_full_alert_of_what_is_new_comes_in_its_thread_and_counts_as_told(desk: Desk) -> None:
    await three(desk)
    made = await desk.compose(await desk.queued())
    [child] = made.children
    assert (child.kind, child.cta_id, child.person_id, child.channel_id, child.in_thread) == (
        "alert",
        13,
        11,
        None,
        True,
    )
    assert made.told == (13,)
    assert (await desk.tells())[13] == "told"


async def test_an_account_with_its_own_channel_gets_its_alert_there_and_the_digest_says_so(desk: Desk) -> None:
    await three(desk)
    own = await channel_row(desk.store, "CHOOLI")
    await desk.set(Account, 3, channel_id=own)
    made = await desk.compose(await desk.queued())
    assert [(child.channel_id, child.in_thread) for child in made.children] == [(own, False)]
    assert made.message is not None
    spans = [span for block in made.message.blocks if block.kind == "text" for each in block.lines for span in each]
    assert [span.channel for span in spans if span.channel] == ["CHOOLI"]


@pytest.mark.both_databases
async def test_where_outsiders_read_that_channel_the_digest_says_where_the_alert_stands(desk: Desk) -> None:
    await three(desk)
    await desk.set(Account, 3, channel_id=await channel_row(desk.store, "CHOOLI"))
    async with desk.store.write(1) as db:
        await db.execute(update(Identity).where(Identity.person_id == 11).values(direct_channel="DOLGA"))
    row = await desk.queued()
    [child] = (await desk.compose(row)).children
    assert child.refs == {"told_by": row}
    alert = await desk.queued("alert", cta_id=child.cta_id, channel_id=child.channel_id, refs=child.refs)
    await desk.set(Outgoing, alert, state="sent", posted_channel="CHOOLI")
    assert "More in its channel" in await desk.text(row)
    await desk.set(Outgoing, alert, posted_channel="DOLGA")
    said = await desk.text(row)
    assert "More in your direct messages" in said
    assert "More in its channel" not in said


async def test_a_click_shows_as_done_in_place_and_the_list_stays_the_same(desk: Desk) -> None:
    await three(desk)
    row = await desk.queued()
    await desk.compose(row)
    await desk.reached_out(1)
    await add(desk.store, todo(15, "champion-left", -9, account_id=4, subject="a:9", tell="due", priority=1))
    made = await desk.compose(row, NOW + timedelta(hours=30))  # the next day: the words are still this morning's
    assert made.message is not None
    lines = plain_text(made.message).splitlines()
    assert lines[0].startswith("Good morning. Three today, one dealt with")
    assert lines[1] == "✓ Acme · reached out"
    assert [line[:8] for line in lines if line[:2] in ("2 ", "3 ")] == ["2 Globex", "3 Hooli "]
    assert (made.children, made.told) == ((), ())


@pytest.mark.both_databases
async def test_what_a_digest_of_yesterday_told_beside_its_list_stays_as_it_was_told(desk: Desk) -> None:
    await three(desk)
    row = await desk.queued()
    before = (await desk.text(row)).splitlines()
    await desk.reached_out(1)
    await desk.set(Cta, 14, due_on=ago(-3))
    await desk.set(Account, 4, name="Renamed")
    async with desk.store.write(1) as db:
        (await db.get_one(AccountFacts, 1)).kpi_newest_on = ago(-2)
    after = (await desk.text(row, NOW + timedelta(hours=48))).splitlines()
    assert after[0] == "Good morning. Three today, one dealt with, one late."
    assert after[1] == "✓ Acme · reached out"
    rest = [line for line in after[2:] if not line.startswith("[")]
    assert rest == [line for line in before if not line.startswith("[")][-len(rest) :]
    assert "Coming up: Initech Thu" in after


@pytest.mark.both_databases
async def test_a_promise_that_is_due_comes_first_and_thanks_come_last(desk: Desk) -> None:
    await three(desk)
    await desk.set(Cta, 1, rule="reaction/celebrate", priority=1)
    await desk.set(Cta, 12, priority=3)
    await desk.set(Cta, 12, rule="hand", title="send the guide")
    await desk.set(Cta, 13, due_on=TODAY)
    lines = (await desk.text(await desk.queued())).splitlines()
    assert [line[:6] for line in lines if line[:2] in ("1 ", "2 ", "3 ")] == ["1 Glob", "2 Hool", "3 Acme"]


async def test_what_is_due_by_the_next_working_day_is_never_held_back(desk: Desk) -> None:
    await three(desk)
    for number, due_in in ((20, 1), (21, 2)):
        await account(desk.store, desk.library, number, name=f"Firm {number}")
        await add(desk.store, facts(number), todo(number, "champion-left", due_in, account_id=number,
                                                  subject=f"f:{number}", tell="due", priority=4))  # fmt: skip
    made = await desk.compose(await desk.queued())
    assert made.message is not None
    said = plain_text(made.message)
    assert "Also in the thread, as the date is near: Firm 20" in said
    assert "Held back: 1, no deadline soon" in said
    assert said.startswith("Good morning. Three first, of four today, one late.")  # Firm 21 isn't today's


async def test_the_milestones_since_the_last_digest_come_first_and_only_once(desk: Desk) -> None:
    await three(desk)
    await add(desk.store, MilestoneReached(account_id=2, period=1, milestone="habit", reached_on=ago(1), via="test"),
              MilestoneReached(account_id=3, period=1, milestone="habit", reached_on=ago(1), via="entry"))  # fmt: skip
    made = await desk.compose(await desk.queued())
    assert made.message is not None
    text = plain_text(made.message)
    assert text.splitlines()[1].startswith("Globex reached ")
    assert text.splitlines()[1].endswith(" yesterday 🎉")
    assert text.count("🎉") == 1
    assert ("Celebrate Globex", "celebrate", "2/habit") in buttons(made.message)
    assert "🎉" not in await desk.text(await desk.queued(day="2026-01-07"), NOW + timedelta(days=1))


async def celebrating(desk: Desk) -> int:
    """A digest that told of Globex's milestone."""
    await three(desk)
    await add(desk.store, MilestoneReached(account_id=2, period=1, milestone="habit", reached_on=ago(1), via="test"))
    row = await desk.queued()
    assert "Celebrate Globex" in await labels(desk, row)
    return row


async def labels(desk: Desk, row: int) -> list[str]:
    return [label for label, _, _ in buttons((await desk.compose(row)).message)]


async def to_edit(desk: Desk, row: int) -> bool:
    async with desk.store.read(1) as db:
        return bool(await db.scalar(select(Outgoing.edit).where(Outgoing.id == row)))


@pytest.mark.both_databases
async def test_once_the_thanks_are_sent_the_digest_offers_them_no_more(desk: Desk) -> None:
    row = await celebrating(desk)
    write = Write(desk.store, 1, 11, NOW + timedelta(hours=1))
    done = await sent(write, 2, SentLetter("Thank you.", "mail"), milestone="habit")
    assert await to_edit(desk, row)
    assert "Celebrate Globex" not in await labels(desk, row)
    await undo(write, done.change_id)
    assert "Celebrate Globex" in await labels(desk, row)


@pytest.mark.both_databases
async def test_nor_once_the_to_do_for_them_is_done(desk: Desk) -> None:
    row = await celebrating(desk)
    thanks = {"account_id": 2, "occurrence": "habit:1", "subject": "account:2:1"}
    await add(desk.store, todo(40, "thanks-for-milestone/celebrate", 1, **thanks),
              Reacted(account_id=2, period=1, reaction="thanks-for-milestone", occurrence="habit:1", about="habit",
                      happened_on=ago(1), made_at=NOW))  # fmt: skip
    assert "Celebrate Globex" in await labels(desk, row)
    await sent_about(Write(desk.store, 1, 11, NOW + timedelta(hours=1)), 40, SentLetter("Thank you.", "mail"))
    assert await to_edit(desk, row)
    said = await desk.compose(row)
    assert said.message is not None
    assert "Globex reached " in plain_text(said.message)
    assert "Celebrate Globex" not in await labels(desk, row)


async def test_a_renewal_without_my_call_asks_for_it(desk: Desk) -> None:
    await three(desk)
    await add(desk.store, Contract(account_id=4, product="x", ends_on=date(2026, 1, 28), amount=45000, currency="GBP"))
    async with desk.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    made = await desk.compose(await desk.queued())
    assert made.message is not None
    assert "Renews 28 Jan: Initech, 45k GBP, your call missing" in plain_text(made.message)
    assert ("Set: Initech", "renewal", "4") in buttons(made.message)


@pytest.mark.both_databases
async def test_a_day_to_give_notice_by_is_called_that(desk: Desk) -> None:
    await three(desk)
    await add(desk.store, Contract(account_id=4, product="x", ends_on=date(2026, 3, 28), notice_on=date(2026, 1, 28)))
    async with desk.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    assert "Notice by 28 Jan: Initech, your call missing" in await desk.text(await desk.queued())


@pytest.mark.both_databases
@pytest.mark.parametrize("state", ["asleep", "snoozed"])
async def test_a_renewal_whose_to_do_sleeps_is_not_asked_for(desk: Desk, state: str) -> None:
    await three(desk)
    await add(desk.store, Contract(account_id=4, product="x", ends_on=date(2026, 1, 28)),
              todo(30, "renewal", 5, account_id=4, subject="a:4", wake_on=ago(-7)))  # fmt: skip
    async with desk.store.write(1) as db:
        (await db.get_one(AccountFacts, 4)).deadline_on = date(2026, 1, 28)
    row = await desk.queued()
    assert "Renews 28 Jan: Initech" in await desk.text(row)
    await desk.set(Cta, 30, state=state)
    assert "Renews 28 Jan" not in await desk.text(row)


async def test_what_is_held_back_is_counted_and_can_be_seen(desk: Desk) -> None:
    await three(desk)
    for number in range(20, 26):
        await account(desk.store, desk.library, number, name=f"Firm {number}")
        await add(desk.store, facts(number), todo(number, "champion-left", 5, account_id=number, subject=f"f:{number}",
                                                  tell="due", priority=3))  # fmt: skip
    row = await desk.queued()
    made = await desk.compose(row)
    assert made.message is not None
    assert "Held back: 6, no deadline soon" in plain_text(made.message)
    assert ("See held back", "held-back", str(row)) in buttons(made.message)


async def test_a_deadline_within_seven_days_is_told_even_beyond_the_first_three(desk: Desk) -> None:
    await three(desk)
    for number in (20, 21, 22):
        await account(desk.store, desk.library, number, name=f"Firm {number}")
        await add(desk.store, facts(number, deadline_on=ago(-7)), todo(number, "renewal", 5, account_id=number,
                                                    subject=f"f:{number}", tell="due", priority=4))  # fmt: skip
    made = await desk.compose(await desk.queued())
    assert set(made.told) >= {20, 21, 22}
    assert made.message is not None
    assert "Also in the thread, as the date is near" in plain_text(made.message)


async def test_the_first_three_are_three_accounts(desk: Desk) -> None:
    await three(desk)
    await add(desk.store, todo(30, "health-fell", -2, account_id=1, subject="a:1", tell="due"))
    lines = (await desk.text(await desk.queued())).splitlines()
    assert lines[0] == "Good morning. Three first, of four today, two late."
    assert [line[:5] for line in lines if line[:2] in ("1 ", "2 ", "3 ")] == ["1 Acm", "2 Glo", "3 Hoo"]


async def test_of_an_account_one_alert_a_morning_and_the_next_one_tomorrow(desk: Desk) -> None:
    await three(desk)
    await account(desk.store, desk.library, 20, name="Firm")
    await add(desk.store, facts(20, deadline_on=ago(-7)), *(
        todo(number, rule, 5, account_id=20, subject=f"f:{number}", tell="due", priority=4)
        for number, rule in ((20, "renewal"), (21, "champion-left"))
    ))  # fmt: skip
    assert {20, 21} & set((await desk.compose(await desk.queued())).told) == {20}
    again = await desk.compose(await desk.queued(day="2026-01-07"), NOW + timedelta(days=1))
    assert {20, 21} & set(again.told) == {21}


@pytest.mark.both_databases
async def test_a_message_that_may_not_have_arrived_is_named(desk: Desk) -> None:
    await three(desk)
    await desk.compose(await desk.queued(day="2026-01-05", now=at(1)), at(1))
    lost = await desk.queued("alert", cta_id=12, account_id=2, now=at(1) + timedelta(hours=3))
    await desk.set(Outgoing, lost, state="unconfirmed")
    assert "May not have arrived: Globex" in await desk.text(await desk.queued())


@pytest.mark.both_databases
async def test_who_covers_reads_for_whom_it_is(desk: Desk) -> None:
    await three(desk)
    await desk.set(Person, 11, away_until=date(2026, 1, 12), cover_id=12)
    row = await desk.queued(person_id=12, refs={"local_date": "2026-01-06", "for": 11})
    text = await desk.text(row)
    assert text.startswith("Good morning. For Olga, back Mon: three today, one late.\n1 Acme")


async def test_the_first_day_is_calm(desk: Desk) -> None:
    await three(desk)
    await desk.set(Workspace, 1, baseline_at=at(0))
    made = await desk.compose(await desk.queued())
    assert made.message is not None
    text = plain_text(made.message)
    assert text.startswith("Good morning. 4 accounts found")
    assert "3 have no renewal date" in text
    assert (made.children, made.told) == ((), ())
    assert ("Add dates", "setup", "dates") in buttons(made.message)
    assert (await desk.text(await desk.queued(day="2026-01-07"), NOW + timedelta(days=1))).startswith(
        "Good morning. Three today"
    )


@pytest.mark.both_databases
async def test_a_baseline_of_friday_afternoon_makes_monday_the_first_day(desk: Desk) -> None:
    await three(desk)
    await desk.set(Workspace, 1, baseline_at=at(0) - timedelta(days=4))  # Friday
    text = await desk.text(await desk.queued(day="2026-01-05"), at(1))
    assert "accounts found" in text


@pytest.mark.both_databases
async def test_with_nothing_to_say_there_is_no_digest(desk: Desk) -> None:
    await account(desk.store, desk.library)
    await add(desk.store, facts())
    made = await desk.compose(await desk.queued())
    assert (made.message, made.reason) == (None, "nothing to say")


async def test_an_alert_whose_reason_went_before_it_was_sent_is_dropped(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    row = await desk.queued("alert", cta_id=1, account_id=1, refs={})
    await desk.reached_out(1)
    assert await desk.text(row) == "(the to-do is asleep already)"


@pytest.mark.both_databases
async def test_an_alert_that_was_sent_follows_what_happens(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    row = await desk.queued("alert", cta_id=1, account_id=1, refs={})
    assert "[Reached out]" in await desk.text(row)
    await desk.reached_out(1)
    assert "✓ Reached out by you" in await desk.text(row)


@pytest.mark.both_databases
async def test_a_milestone_reached_is_celebrated_in_one_line(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    row = await desk.queued("celebration", account_id=1, refs={"milestone": "habit"}, once="c:1")
    assert (await desk.text(row)).startswith("Acme reached ")


async def test_a_kind_that_nobody_knows_is_dropped_with_the_reason(desk: Desk) -> None:
    assert await desk.text(await desk.queued("riddle", refs={}, once="r:1")) == "(nothing to say for riddle)"


@pytest.mark.both_databases
async def test_the_digest_reads_no_other_workspace(desk: Desk) -> None:
    await three(desk)
    async with desk.store.read(2) as db:
        assert list(await db.scalars(select(Cta))) == []


# Words


@pytest.mark.parametrize(
    ("due", "late", "items", "expected"),
    [
        (1, 0, 1, "Good morning. One today."),
        (1, 1, 1, "Good morning. One today, late."),
        (2, 2, 2, "Good morning. Two today, both late."),
        (3, 3, 3, "Good morning. Three today, all late."),
        (3, 1, 3, "Good morning. Three today, one late."),
        (12, 2, 3, "Good morning. Three first, of 12 today, two late."),
        (0, 0, 0, "Good morning. Nothing due today."),
    ],
)
def test_the_greeting_counts_as_people_do(due: int, late: int, items: int, expected: str) -> None:
    assert greeting(Digest(TODAY, 1, items=MORNING.items[:items], due=due, late=late)) == expected


def test_the_walk_is_announced_in_words_that_are_true_on_any_day() -> None:
    said = plain_text(render_digest(replace(MORNING, revisit=True)) or Message())
    assert "Once a quarter: walk the journey as a customer." in said
    assert "New quarter" not in said


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_a_digest_is_short_and_shouts_at_nobody(name: str, message: Message) -> None:
    text = plain_text(message)
    assert visible_words(message) <= 150
    assert "!" not in text
    assert all(len(line) <= 110 for line in text.splitlines())


def test_names_that_try_to_be_markup_stay_names() -> None:
    hostile = replace(MORNING.items[0], name="<!channel> & *Co*\u202e")
    message = render_digest(replace(MORNING, items=(hostile,), reached=()))
    assert message is not None
    assert any(span.text == hostile.name and span.style == "bold" for block in message.blocks if block.kind == "text"
               for each in block.lines for span in each)  # fmt: skip


def test_a_reason_that_is_cut_ends_after_a_whole_figure() -> None:
    why = "health 58, was 79 a week ago: weekly use 58% → 42%, NPS 39 → 10, active seats 80% → 62%"
    assert shortly(why, 64) == "health 58, was 79 a week ago: weekly use 58% → 42%…"
    assert shortly("30 days to notice (Thu 5 Feb)", 64) == "30 days to notice"
    assert len(shortly("x" * 200, 64)) <= 64
