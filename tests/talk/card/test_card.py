"""The account card."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from bot.jobs.move_accounts import MoveWish, move_accounts
from bot.message import Steps
from bot.store.tables import Contract, LearnedTime, MilestoneReached, PostMortem
from bot.surfaces.plain.text import plain_text
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card, card_of, stage_steps
from bot.talk.card.share import shared_card
from bot.talk.phrases.reader import Reader
from bot.talk.pictures.journey_map import alt_of, map_of
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TIM, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import buttons_of, lines_of, said, text_of, words_in
from tests.given.rows import facts, person

pytestmark = pytest.mark.one_database


async def read(accounts: Accounts, account_id: int = 1, reader: Reader = OLGA) -> list[str]:
    async with accounts.store.read(reader.workspace_id) as db:
        return lines_of(await card(db, accounts.library, account_id, reader, NOW))


# method: A1, A2, C2, D2
async def test_the_first_screen_holds_all_that_decides(accounts: Accounts) -> None:
    await acme(accounts)
    assert (await read(accounts))[:14] == [
        "Acme · mid tier · you",
        "Land [done] ─ Adopt [now] ─ Expand [to come] ─ Renew [to come]",
        "120k EUR, 2 contracts",
        "  notice by Tue 13 Jan · renews Sat 14 Mar · forecast probable",
        "Health 61 ↓, was 74 a week ago · on watch",
        "  weekly use 62% → 41%, open tickets 2 → 5",
        "Your view, Fri 2 Jan: worried",
        "Weekly habit: 3 of 6 · day 77, usual 60",
        "  ☐ Trained admin",
        "  ☐ Old way switched off",
        "  ☐ Logins per user a week",
        "Dana Reyes, COO · decides · last talk Fri 2 Jan",
        "NEXT Ask Dana what the decision hangs on · due in 5 days",
        "Also there: Ivo Brandt (champion) and Mia Okafor",
    ]
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await card(db, accounts.library, 1, OLGA, NOW))
    assert list(buttons) == ["Draft to Dana", "Talking points", "Log", "2 more", "More"]


async def test_below_come_people_promises_and_the_ages_of_data(accounts: Accounts) -> None:
    await acme(accounts)
    below = (await read(accounts))[13:]
    assert not any(" type" in one for one in below)  # a guess about somebody stands in the talking points
    assert "Champion left: Ana Silva, Fri 2 Jan" in below
    assert below.count("• schema notes by Fri 9 Jan") == 1  # promised and logged: still one promise
    assert not any("intro to our architect" in one for one in below)  # a next step of ours is no promise
    assert "Too old to count: NPS, 200 days old." in below
    assert any(one.startswith("60 days are the playbook's guess. Figures: ") for one in below)


async def test_a_teammate_reads_whose_account_it_is(accounts: Accounts) -> None:
    await acme(accounts)
    lines = await read(accounts, reader=TIM)
    assert lines[0] == "Acme · mid tier · Olga"
    assert "Olga's view, Fri 2 Jan: worried" in lines


async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert (
            await card(
                db, accounts.library, 1, Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None), NOW
            )
            is None
        )


async def test_it_takes_one_statement(accounts: Accounts) -> None:
    await acme(accounts)
    await read(accounts)  # the playbook's version is parsed once
    seen: list[str] = []
    event.listen(
        accounts.store.engine.sync_engine, "before_cursor_execute", lambda c, cursor, sql, *rest: seen.append(sql)
    )
    await read(accounts)
    # The account with all that hangs on it, also the favours asked and the plan.
    assert len([sql for sql in seen if sql.lstrip().upper().startswith("SELECT")]) == 1


async def test_a_brand_new_account_says_what_comes(accounts: Accounts) -> None:
    await accounts.account("Hooli", csm_id=None, tier=None)
    assert await read(accounts) == [
        "Hooli · no CSM yet",
        "Value not known",
        "  no renewal date yet",
        "Not assessed yet: new data or tomorrow morning does it.",
        "Nobody is known there yet.",
    ]


async def test_unknown_health_is_said_and_never_a_number(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(health=None, band=None, health_known=0.2))
    assert "Health unknown: only 20% of its data is fresh" in await read(accounts)


async def test_no_data_at_all_is_said(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(health=None, band=None, health_known=0.0, kpi_newest_on=None, last_contact_on=None))
    lines = await read(accounts)
    assert "Health unknown: no fresh data" in lines
    assert any(one.endswith("Figures: none. Last contact: none yet.") for one in lines)


@pytest.mark.both_databases
async def test_a_churned_account_asks_for_nothing(accounts: Accounts) -> None:
    await accounts.account("Initech", status="churned", churned_on=date(2025, 11, 3), churn_reason="price")
    async with accounts.store.read(1) as db:
        message = await card(db, accounts.library, 1, OLGA, NOW)
    assert lines_of(message) == [
        "Initech · mid tier · you",
        "Left us on Mon 3 Nov 2025: the price",
        "It gets no to-dos and no alerts.",
    ]
    assert set(buttons_of(message)) == {"What did we learn?", "What happened", "Map", "People"}


async def test_a_lost_account_was_worth_its_last_terms_not_all_of_them(accounts: Accounts) -> None:
    acme = await accounts.account("Acme", status="churned", churned_on=ago(30))
    for starts, amount in ((400, 50000), (35, 52500), (-330, 52800)):
        await accounts.contract(acme, term=str(starts), starts_on=ago(starts), amount=amount, currency="USD")
    await accounts.contract(acme, product="Reports", amount=1000, currency="USD")
    assert "It was worth 54k USD a year" in await read(accounts, acme)


async def test_a_term_that_ended_untold_is_asked_about(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(outcome_missing_since=ago(3)),
        Contract(account_id=1, product="Reports", ends_on=ago(3), amount=Decimal(45000), currency="GBP"),
    )
    async with accounts.store.read(1) as db:
        message = await card(db, accounts.library, 1, OLGA, NOW)
    assert "  ended Sat 3 Jan; did it renew?" in lines_of(message)
    assert "no renewal date yet" not in text_of(message)
    await accounts.contract(1, product="Core", ends_on=ago(-300))
    assert "  Reports ended Sat 3 Jan; did it renew?" in await read(accounts)


@pytest.mark.parametrize(
    ("outcome", "days", "said"),
    [
        ("renewed", 20, "renewed, this term ends Mon 26 Jan"),
        ("reduced", 20, "renewed for less, this term ends Mon 26 Jan"),
        ("renewed", -2, "renewed, this term ended Sun 4 Jan"),
    ],
)
async def test_a_term_whose_next_one_is_agreed_is_said_and_not_asked_for(
    accounts: Accounts, outcome: str, days: int, said: str
) -> None:
    acme = await accounts.account("Acme")
    ends_on = NOW.date() + timedelta(days=days)
    await accounts.contract(acme, ends_on=ends_on, outcome=outcome, outcome_for=ends_on)
    await accounts.add(facts(acme))
    lines = await read(accounts, acme)
    assert f"  {said}" in lines
    assert not [line for line in lines if "did it renew" in line or "no renewal date" in line]


@pytest.mark.both_databases
async def test_two_currencies_stand_side_by_side(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(),
        Contract(
            account_id=1, product="A", amount=Decimal(45000), currency="GBP", auto_renew=True, ends_on=date(2027, 3, 1)
        ),
        Contract(account_id=1, product="B", amount=Decimal(80000), currency="USD"),
        Contract(account_id=1, product="C", amount=Decimal(99000), currency="USD", retired=True),
    )
    lines = await read(accounts)
    at = lines.index("80k USD + 45k GBP, 2 contracts")
    assert lines[at + 1] == "  renews by itself Mon 1 Mar 2027"


async def test_with_no_to_do_the_next_task_stands_in(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(milestone="first-value", milestone_position=1, stage="land", stage_position=1))
    next_line = next(one for one in await read(accounts) if one.startswith("NEXT"))
    assert next_line.startswith("NEXT On the way: ")


async def test_hostile_names_stay_on_their_line(accounts: Accounts) -> None:
    await accounts.account("Acme\n*bold* <!channel> \u202eevil")
    await accounts.add(facts(), person(1, "Eve\r\n> quoted", "CTO\nCEO"))
    lines = await read(accounts)
    assert lines[0].startswith("Acme *bold* <!channel> evil · ")
    assert "Eve > quoted, CTO CEO" in lines


async def test_many_people_are_folded(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), *(person(number, f"Person {number}") for number in range(1, 20)))
    assert "Also there: Person 2, Person 3, Person 4 and 15 more" in await read(accounts)


async def test_the_shared_card_holds_no_advice(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await shared_card(db, accounts.library, 1, OLGA, NOW)
    said = text_of(message)
    assert buttons_of(message) == {}
    assert "Acme · mid tier · Olga" in said
    assert "Shared by Olga." in said
    for ours in ("type", "NEXT", "We owe", "To-dos", "you", "Your"):
        assert ours not in said, ours


@pytest.mark.both_databases
async def test_days_are_counted_in_the_readers_zone(accounts: Accounts) -> None:
    await acme(accounts)
    kiritimati = replace(OLGA, timezone="Pacific/Kiritimati")  # 14 hours ahead: still Tuesday; 07:30 UTC is 21:30
    assert "Weekly habit: 3 of 6 · day 77, usual 60" in await read(accounts, reader=kiritimati)
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    assert view is not None
    late = NOW.replace(hour=23)
    assert card_of(view, OLGA, late).milestone.days == 78  # type: ignore[union-attr]


async def test_the_whole_card_stays_short(accounts: Accounts) -> None:
    await acme(accounts)
    first = (await read(accounts))[:13]
    assert words_in("\n".join(first)) <= 100
    assert max(len(one) for one in (first[0], *first[2:-1])) <= 64  # two lines of a phone
    assert len(first[-1]) <= 100  # the step may take three


async def test_a_stage_is_ticked_only_when_all_its_milestones_are_reached(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(stage="renew", stage_position=4),
        MilestoneReached(account_id=1, period=1, milestone="first-value", reached_on=ago(77), via="test"),
    )
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    assert view is not None
    said = {step.text: step.state for step in stage_steps(view)}
    assert said == {"Land": "done", "Adopt": "to come", "Expand": "to come", "Renew": "now"}
    alt = alt_of(map_of(view, OLGA, NOW))
    assert "Land (done)" in alt
    assert "Adopt (left, not all reached)" in alt


async def test_stages_are_inline(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await card(db, accounts.library, 1, OLGA, NOW)
    assert message is not None
    assert isinstance(message.blocks[0], Steps)
    assert message.blocks[0].inline
    assert message.plain() == "Acme: Adopt, health 61, notice by Tue 13 Jan · renews Sat 14 Mar"
    assert buttons_of(message)["Talking points"] == ("prep", "1")


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("decision maker", " · decides · no talk on record"),
        ("champion", " · champion · no talk on record"),
        (None, ""),
    ],
)
async def test_a_person_without_a_title_is_named_alone(accounts: Accounts, role: str | None, said: str) -> None:
    await accounts.account()
    await accounts.add(facts(), person(1, "Dana Reyes", None, role))
    line = next(one for one in await read(accounts) if one.startswith("Dana"))
    assert line == f"Dana Reyes{said}"


@pytest.mark.both_databases
async def test_the_card_compares_no_health_across_a_move(accounts: Accounts) -> None:
    # method: C2
    acme = await accounts.account(started_on=NOW.date() - timedelta(days=90))
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.best)
    await accounts.sweep()
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst, days_ago=-8)
    await accounts.sweep(days=8)
    assert "was 100 a week ago" in await said(accounts, card, acme)
    await move_accounts(accounts.store, accounts.library, accounts.workspace, MoveWish(to="subscription"), accounts.now)
    text = await said(accounts, card, acme)
    assert "Health 0" in text
    assert "a week ago" not in text


@pytest.mark.both_databases
async def test_the_card_says_whether_usual_was_learned_or_is_the_playbooks_guess(messages: QueuedMessages) -> None:
    # method: C6, D6
    await messages.accounts.account()
    await messages.accounts.add(facts())
    async with messages.store.read(1) as db:
        assert "60 days are the playbook's guess." in plain_text(await card(db, messages.library, 1, OLGA, NOW))  # type: ignore[arg-type]
    learned = {"version_id": await messages.accounts.version(), "milestone": "habit", "learned_on": ago(1)}
    await messages.accounts.add(
        LearnedTime(**learned, cohort="tier", name="mid", accounts=31, median_days=45, most_days=58)
    )
    async with messages.store.read(1) as db:
        text = plain_text(await card(db, messages.library, 1, OLGA, NOW))  # type: ignore[arg-type]
    assert "day 57, usual 45" in text
    assert "45 days: median of 31 mid-tier accounts; three in four took 58 or less." in text


@pytest.mark.both_databases
async def test_a_lost_account_works_towards_no_milestone_and_is_looked_back_on_until_it_was(accounts: Accounts) -> None:
    """Its last day is told, and what was learned is asked for until somebody said it."""
    await accounts.account()
    lost = Contract(
        account_id=1,
        product="A",
        ends_on=ago(-20),
        outcome="lost",
        outcome_for=ago(-20),
        amount=Decimal(9000),
        currency="EUR",
    )
    await accounts.add(facts(), lost)
    async with accounts.store.read(1) as db:
        before = await card(db, accounts.library, 1, OLGA, NOW)
    assert "NEXT See them off well; their last day is Mon 26 Jan" in lines_of(before)
    assert "What did we learn?" in buttons_of(before)
    await accounts.add(PostMortem(account_id=1, period=1, reason="price", by_id=11, at=NOW))
    async with accounts.store.read(1) as db:
        after = await card(db, accounts.library, 1, OLGA, NOW)
    assert "What did we learn?" not in buttons_of(after)
