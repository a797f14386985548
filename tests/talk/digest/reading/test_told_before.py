"""What a digest tells again, and what it only counts: new before late."""

# method: D4, D5

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.message import Select
from bot.store.tables import AccountEvent, AccountFacts, Cta, Outgoing
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.answer_menu import friday_after
from tests.given.book import NOW, TODAY, ago, at
from tests.given.mornings.counted import items_of
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button
from tests.given.rows import facts, kpi, person, todo

pytestmark = pytest.mark.one_database


async def one_fall(messages: QueuedMessages, *, due_in: int = 1) -> None:
    """Hooli's health fell, and nobody has heard of it."""
    await messages.accounts.account("Hooli", id=3)
    await messages.accounts.add(
        facts(3, health=61, deadline_on=ago(-40)),
        person(23, "Kim Sato", "CTO", "decision maker", account_id=3),
        todo(13, "health-fell", due_in, account_id=3, subject="a:3", tell="due"),
    )


def on(day: int) -> datetime:
    return NOW + timedelta(days=day)


async def morning(messages: QueuedMessages, day: int) -> str:
    """The digest of so many days from now, delivered."""
    row = await messages.queue(day=(TODAY + timedelta(days=day)).isoformat(), now=on(day))
    return await messages.text(row, on(day))


@pytest.mark.both_databases
async def test_what_was_told_is_named_once_more_then_asked_about_once_then_only_counted(
    messages: QueuedMessages,
) -> None:
    await one_fall(messages)
    assert [item.name for item in items_of(await morning(messages, 0))] == ["Hooli"]
    said = await morning(messages, 2)
    assert items_of(said) == []
    assert "Overdue\n• Hooli · health fell, 1 day late. Ask Kim Sato what changed" in said
    asked = await messages.compose(await messages.queue(day="2026-01-09", now=on(3)), on(3))
    assert asked.message is not None
    assert "Still right to chase this?" in plain_text(asked.message)
    assert [label for label, _, target in every_button(asked.message) if target == "13"] == [
        "Yes, next Friday",
        "Not a problem",
        "Not mine",
    ]
    after = await morning(messages, 6)
    assert after.startswith("Good morning, Olga. Nothing new, one waiting.")
    assert items_of(after) == []
    assert "Overdue\n• Hooli · health fell, 5 days late\n" in after  # how late it is, and its step no more


async def test_a_digest_that_was_refused_has_told_nothing(messages: QueuedMessages) -> None:
    await one_fall(messages)
    first = await messages.queue(now=on(0))
    await messages.compose(first, on(0))
    await messages.accounts.change(Outgoing, first, state="rejected")
    assert [item.name for item in items_of(await morning(messages, 1))] == ["Hooli"]


async def test_what_an_alert_told_at_once_is_not_new_the_next_morning(messages: QueuedMessages) -> None:
    await one_fall(messages)
    await messages.accounts.change(Cta, 13, tell="told", told_at=on(0))
    alert = await messages.queue("alert", cta_id=13, account_id=3, refs={}, now=on(0))
    await messages.compose(alert, on(0))
    assert items_of(await morning(messages, 1)) == []


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"health": 48}, "health fell again: 48, was 61 when I told you yesterday"),
        ({"champion_left_on": TODAY}, "its champion left yesterday"),
        ({"deadline_on": ago(-8)}, "the contract ends in 7 days, Wed 14 Jan"),
        ({"health": 58}, None),
    ],
)
async def test_a_change_in_an_old_matter_is_new_again(
    messages: QueuedMessages, change: dict[str, object], why: str | None
) -> None:
    await one_fall(messages)
    await morning(messages, 0)
    async with messages.store.write(1) as db:
        row = await db.get_one(AccountFacts, 3)
        for column, value in change.items():
            setattr(row, column, value)
    assert [(item.name, item.why) for item in items_of(await morning(messages, 1))] == ([("Hooli", why)] if why else [])


async def test_a_renewal_that_comes_nearer_has_changed_and_is_not_new(messages: QueuedMessages) -> None:
    await one_fall(messages)
    await messages.accounts.change(Cta, 13, rule="renewal", type="lifecycle", level=30)
    await messages.accounts.contract(3, ends_on=ago(-8))
    async with messages.store.write(1) as db:
        (await db.get_one(AccountFacts, 3)).deadline_on = ago(-8)
    assert (await morning(messages, 0)).startswith("Good morning, Olga. One new")
    await messages.accounts.change(Cta, 13, level=7, tell="due", changed_at=on(1))
    said = await morning(messages, 1)
    assert said.startswith("Good morning, Olga. One changed")
    assert [item.why for item in items_of(said)] == ["the contract ends in 7 days, Wed 14 Jan"]


@pytest.mark.parametrize("tell", ["due", ""])
async def test_how_a_contract_ended_is_asked_once_and_no_to_do_asks_it_anew(
    messages: QueuedMessages, tell: str
) -> None:
    await messages.accounts.account("Hooli", id=3)
    await messages.accounts.contract(3, ends_on=ago(2))
    await messages.accounts.add(facts(3, outcome_missing_since=ago(2)))
    assert "Ended 4 Jan: Hooli. Renewed or lost?" in await morning(messages, 0)
    asks = todo(13, "outcome-missing", 2, account_id=3, subject="a:3", tell=tell, type="lifecycle")
    await messages.accounts.add(asks)
    said = await morning(messages, 2)
    assert items_of(said) == []
    assert "one waiting" in said


async def test_of_several_contracts_the_one_that_ended_is_named_with_its_own_day(messages: QueuedMessages) -> None:
    await messages.accounts.account("Hooli", id=3)
    await messages.accounts.contract(3, product="Reports", ends_on=ago(2))
    await messages.accounts.contract(3, product="Core", ends_on=ago(-300))
    asks = todo(13, "outcome-missing", 0, account_id=3, subject="a:3", tell="due", type="lifecycle")
    await messages.accounts.add(facts(3, outcome_missing_since=ago(2)), asks)
    said = await morning(messages, 0)
    assert [item.why for item in items_of(said)] == ["the contract for Reports ended Sun 4 Jan; how, we don't know yet"]


async def test_a_low_answer_is_new_with_the_customers_own_words(messages: QueuedMessages) -> None:
    await one_fall(messages)
    await morning(messages, 0)
    said = {"key": "nps 4", "note": "four days without a reply", "fingerprint": "s1"}
    await messages.accounts.add(
        AccountEvent(account_id=3, period=1, kind="survey", at=on(0) + timedelta(hours=5), source="file", **said)
    )
    [item] = items_of(await morning(messages, 1))
    assert item.why == "answered 4 of 10, yesterday: “four days without a reply”"


@pytest.mark.both_databases
async def test_alike_ones_are_one_item_and_the_menu_answers_each(messages: QueuedMessages) -> None:
    await one_fall(messages)
    for number, name in ((4, "Initech"), (5, "Globex")):
        await messages.accounts.account(name, id=number)
        await messages.accounts.add(
            facts(number, health=50),
            todo(10 + number, "health-fell", 1, account_id=number, subject=f"a:{number}", tell="due"),
        )
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    assert [item.why for item in items_of(plain_text(made.message))] == ["Health fell at three accounts"]
    [menu] = [one for block in made.message.blocks if block.kind == "actions" for one in block.elements
              if isinstance(one, Select)]  # fmt: skip
    assert {option.value for option in menu.options} >= {"reached-out/13", "draft/14", "card/5", "not-a-problem/15"}


@pytest.mark.parametrize(("today", "friday"), [("2026-01-05", "2026-01-09"), ("2026-01-08", "2026-01-16")])
def test_friday_leaves_a_day_between(today: str, friday: str) -> None:
    assert friday_after(date.fromisoformat(today)) == date.fromisoformat(friday)


async def test_of_more_than_two_deadlines_the_thread_holds_one_list(messages: QueuedMessages) -> None:
    await one_fall(messages)
    for number in range(20, 28):
        await messages.accounts.account(f"Firm {number}", id=number)
        await messages.accounts.add(
            facts(number, deadline_on=ago(-5)),
            todo(number, f"own-{number}", 5, account_id=number, subject=f"f:{number}", tell="due", type="objective"),
        )
    made = await messages.compose(await messages.queue())
    kinds = [child.kind for child in made.children]
    assert kinds.count("deadlines") == 1
    [listed] = [child for child in made.children if child.kind == "deadlines"]
    assert kinds.count("alert") <= 5
    row = await messages.put("d:1", kind="deadlines", refs=dict(listed.refs))
    text = await messages.text(row)
    assert text.splitlines()[0] == "5 deadlines within a week"
    async with messages.store.read(1) as db:
        names = set(await db.scalars(select(Cta.id).where(Cta.id.in_(listed.refs["ctas"]))))
    assert len(names) == 5


async def test_many_that_share_a_product_are_probably_ours_and_one_word_quiets_them(messages: QueuedMessages) -> None:
    for number in range(20, 26):
        await messages.accounts.account(f"Firm {number}", id=number)
        await messages.accounts.contract(number, product="Reports")
        await messages.accounts.add(
            facts(number),
            todo(number, "health-fell", 1, account_id=number, subject=f"f:{number}", tell="due"),
        )
    made = await messages.compose(row := await messages.queue())
    assert made.message is not None
    assert "Health fell at six accounts (of your 6); all have Reports. Probably ours" in plain_text(made.message)
    assert ("It's ours: quiet until Thu", "quiet", str(row)) in every_button(made.message)
    assert made.children == ()  # one cause is one item, not an alert each


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("feed", "weekly use fell at all of them. Probably ours"),
        ("silence", "weekly use wasn't measured for days at all of them. Probably ours"),
        ("move", "all came to the playbook Land, adopt, expand, renew lately. Probably ours"),
        ("nothing", ""),
    ],
)
async def test_a_feed_or_a_new_playbook_is_a_cause_of_ours_too(
    messages: QueuedMessages, cause: str, words: str
) -> None:
    for number in range(20, 26):
        more = {"moved_at": at(3)} if cause == "move" else {}
        await messages.accounts.account(f"Firm {number}", id=number, **more)
        falls = {"feed": [(8, 60), (1, 20)], "silence": [(8, 60), (6, 60)]}.get(cause, [(8, 60), (1, 60)])
        await messages.accounts.add(
            facts(number),
            todo(number, "health-fell", 1, account_id=number, subject=f"f:{number}", tell="due"),
            *kpi(number, "weekly-use", *falls),
            *kpi(number, "logins", (8, 3), (1, 3)),
        )
    made = await messages.compose(await messages.queue())
    assert made.message is not None
    text = plain_text(made.message)
    assert "Health fell at six accounts" in text
    assert ("Probably ours" in text) is bool(words)
    assert words in text


async def test_what_ends_within_a_week_is_named_until_it_is_answered_and_never_doubted(
    messages: QueuedMessages,
) -> None:
    await messages.accounts.account("Firm", id=20)
    await messages.accounts.contract(20, amount=100_000, currency="EUR", ends_on=ago(-6))
    await messages.accounts.add(
        facts(20, deadline_on=ago(-6)),
        todo(20, "renewal-near", 9, account_id=20, subject="f:20", tell="due", priority=1, type="lifecycle"),
    )
    said = []
    for days in range(4):
        day, now = TODAY + timedelta(days=days), NOW + timedelta(days=days)
        said.append(await messages.text(await messages.queue(day=day.isoformat(), now=now), now))
    assert [item.name for item in items_of(said[0])] == ["Firm"]
    assert ["Firm" in text and "100k EUR" in text for text in said[1:]] == [True, True, True]
    assert "Still right to chase" not in "".join(said)
