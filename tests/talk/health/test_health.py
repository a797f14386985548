"""What is said of an account's health: parts, its year, why it moved, and a score set by hand."""  # method: C2

from datetime import date, timedelta

import pytest

from bot.calendar import say_date
from bot.journey.health.why_health_moved import score_of
from bot.message import Chart, Message
from bot.store.tables import AccountFactsHistory, HealthOverride
from bot.store.tables.losses import AccountRisk, RiskModel
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.health.health import health
from bot.talk.health.health_form import confirm_health, health_form
from bot.talk.phrases.reader import Reader
from bot.talk.todos.why import why
from bot.usecases.account.health import HealthWish, set_health
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TIM, ago, at
from tests.given.reading import buttons_of, lines_of, text_of
from tests.given.rows import facts, kpi

pytestmark = pytest.mark.one_database

COLUMNS = [one.key for one in AccountFactsHistory.__table__.columns
           if one.key not in ("id", "account_id", "workspace_id", "valid_from", "valid_to")]  # fmt: skip


def was(first: int, last: int, **values: object) -> AccountFactsHistory:
    """Facts as they stood from so many days ago until so many days ago."""
    row = facts(**values)
    fields = {name: getattr(row, name) for name in COLUMNS}
    return AccountFactsHistory(**fields, account_id=1, valid_from=at(first), valid_to=at(last))


def by_hand(**values: object) -> HealthOverride:
    fields = {"account_id": 1, "score": 40, "reason": "sponsor left", "until": date(2026, 2, 3), "by_id": 11, "at": NOW}
    return HealthOverride(**(fields | values))


async def read(accounts: Accounts, reader: Reader = OLGA) -> Message | None:
    async with accounts.store.read(reader.workspace_id) as db:
        return await health(db, accounts.library, 1, reader, NOW)


@pytest.mark.both_databases
async def test_score_band_and_age_come_first_then_every_part(accounts: Accounts) -> None:
    await acme(accounts)
    await accounts.add(*kpi(1, "active-seats", (8, 76)))
    message = await read(accounts)
    lines = lines_of(message)
    assert lines[0] == "Health of Acme: 61, on watch"
    assert "Newest figure: yesterday." in lines
    # weight, what it counts as once the missing are shared out, value, age, points
    assert "weekly use | 25% | 42% | 41% | yesterday | 22 of 42" in lines
    assert "open tickets | 10% | 17% | 5 | yesterday | 8 of 17" in lines
    assert "NPS | 15% | – | +30 | Fri 20 Jun 2025 | –" in lines
    assert set(buttons_of(message)) == {"Set it by hand", "Why these to-dos", "How it's counted", "Card"}


@pytest.mark.both_databases
async def test_each_product_that_was_bought_says_how_it_is_used(accounts: Accounts) -> None:
    # method: C14
    await acme(accounts)
    before = lines_of(await read(accounts))
    await accounts.contract(1, "Forms", ends_on=NOW.date() + timedelta(days=90))
    await accounts.contract(1, "Maps", ends_on=NOW.date() + timedelta(days=90))
    await accounts.add_kpis(1, "weekly-use/forms", (40, 30.0), (2, 12.0))
    await accounts.add_kpis(1, "weekly-use/Notes", (2, 50.0))
    lines = lines_of(await read(accounts))
    assert "Forms: weekly use 30% → 12% since Thu 27 Nov 2025, measured Sun 4 Jan" in lines
    assert "Maps: nobody measures its use by itself" in lines
    assert "Notes: weekly use 50%, measured Sun 4 Jan" in lines  # no contract names it, and it is used
    assert before[0] == lines[0]  # the score is the whole account's


async def test_what_the_parts_give_adds_up_to_the_score(accounts: Accounts) -> None:
    await accounts.account()
    values = {"weekly-use": 41, "active-seats": 77, "core-features": 52, "logins": 2.1, "open-tickets": 4, "nps": 31}
    await accounts.add(facts(), *(row for key, value in values.items() for row in kpi(1, key, (9, value), (1, value))))
    parts = [line.split(" | ") for line in lines_of(await read(accounts)) if " of " in line and " | " in line]
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    assert view is not None
    assert sum(int(part[-1].split()[0]) for part in parts) == round(score_of(view.health) or 0)


async def test_a_score_set_by_hand_and_taken_back_leaves_no_trace(accounts: Accounts) -> None:
    await accounts.account()
    hand = {"health": 40, "band": 1, "health_until": date(2026, 2, 3), "health_measured": 70}
    await accounts.add(facts(health=70, valid_from=at(2)), was(40, 3, health=70), was(3, 2, **hand))
    await accounts.add(by_hand(undone_at=NOW, ended_at=NOW))
    said = text_of(await read(accounts))
    assert "Lowest" in said
    assert "40" not in said
    assert "set by hand" not in said


async def test_missing_parts_are_named_and_how_their_weight_is_shared_out(accounts: Accounts) -> None:
    await acme(accounts)
    too_little = text_of(await read(accounts))
    await accounts.add(*kpi(1, "active-seats", (8, 76)))
    said = text_of(await read(accounts))
    assert "NPS (200 days old, counts for 120)" in said
    assert "our first answer (never measured)" in said
    assert "shared out" not in too_little  # less than half is fresh: nothing makes a score
    assert "Their 40% is shared out among the others, each by its own weight." in said


async def test_why_it_moved_is_said_in_points_of_each_part(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(health=47, band=1, valid_from=at(2)),
        was(60, 8, health=80, band=3),
        was(8, 2, health=62, band=2),
        *kpi(1, "weekly-use", (61, 58), (8, 40), (2, 22)),
        *kpi(1, "logins", (61, 3.2), (12, 3.2), (2, 2)),
        *kpi(1, "active-seats", (12, 76)),
    )
    lines = lines_of(await read(accounts))
    (head,) = [line for line in lines if line.startswith("Down")]
    assert head.startswith("Down 33 from 80 since Mon 29 Dec 2025: weekly use −")
    assert "Weekly use 58% → 22%, logins per user a week 3.2 → 2." in lines
    points = [int(word.strip("., ").replace("−", "-")) for word in head.split() if word[0] in "−+"]
    rest = [int(line.split()[0].replace("−", "-")) for line in lines if "isn't explained" in line]
    assert sum(points) + sum(rest) == -33


async def test_a_part_that_grew_too_old_is_named_as_the_reason(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(health=40, valid_from=at(2)),
        was(30, 2, health=60, band=2),
        *kpi(1, "weekly-use", (31, 34), (1, 34)),
        *kpi(1, "nps", (140, 60)),
    )
    lines = lines_of(await read(accounts))
    assert "NPS has grown too old to count since." in lines


async def test_the_year_is_a_line_and_a_few_numbers(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(health=61, valid_from=at(2)),
        was(380, 200, health=55, band=2),
        was(200, 100, health=82, band=3),
        was(100, 40, health=None, band=None),
        was(40, 2, health=70, band=2),
    )
    message = await read(accounts)
    assert message is not None
    (chart,) = [block for block in message.blocks if isinstance(block, Chart)]
    assert chart.style == "line"
    assert chart.series[0].values[0] == 55
    assert chart.series[0].values[-1] == 61
    lines = lines_of(message)
    assert {"Now: 61", "A week ago: 70", "A month ago: 70"} <= set(lines)
    assert "Highest in a year: 82, Fri 20 Jun 2025" in lines
    assert any("The score wasn't known at 2 of 14 moments" in line for line in lines)


async def test_before_the_first_assessment_it_is_worked_out_from_the_figures_of_that_time(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(health=52, band=2, valid_from=at(3)),
        *kpi(1, "weekly-use", *((days, 70 if days > 90 else 40) for days in range(180, 0, -7))),
        *kpi(1, "active-seats", *((days, 90 if days > 90 else 60) for days in range(180, 0, -7))),
        *kpi(1, "logins", *((days, 4 if days > 90 else 2) for days in range(160, 0, -7))),
    )
    message = await read(accounts)
    assert message is not None
    (chart,) = [block for block in message.blocks if isinstance(block, Chart)]
    assert len(chart.labels) == 14
    assert chart.series[0].values[0] > 80 > 70 > chart.series[0].values[-2] > 30
    lines = lines_of(message)
    day = say_date(at(3).date(), NOW.date())
    assert f"Before {day}, worked out afterwards from the figures of that time." in lines
    (head,) = [line for line in lines if line.startswith("Down")]
    points = [int(word.strip("., ").replace("−", "-")) for word in head.split() if word[0] in "−+"]
    assert len(points) == 3
    assert sum(points) == -int(head.split()[1])


@pytest.mark.both_databases
async def test_a_score_set_by_hand_stands_beside_what_is_measured(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.write(1) as db:
        row = await db.get(type(facts()), 1)
        row.health, row.health_measured, row.health_until, row.band = 40, 74, date(2026, 2, 3), 1
    await accounts.add(by_hand())
    message = await read(accounts, TIM)
    lines = lines_of(message)
    assert lines[0] == "Health of Acme: 40, at risk"
    assert lines[1] == "Set by Olga until Tue 3 Feb: sponsor left; measured 74"
    assert {"Change it", "Back to measured"} <= set(buttons_of(message))
    async with accounts.store.read(1) as db:
        front = lines_of(await card(db, accounts.library, 1, OLGA, NOW))
        reasons = text_of(await why(db, accounts.library, 1, OLGA, NOW))
    assert "Health 40 · at risk" in front
    assert "  set by you until Tue 3 Feb: sponsor left; measured 74" in front
    assert "Its health is set by hand, which is no movement" in reasons


@pytest.mark.both_databases
async def test_the_form_keeps_what_was_typed_and_the_answer_names_the_day(accounts: Accounts) -> None:
    await acme(accounts)
    olga = Write(accounts.store, 1, 11, NOW, timezone="Europe/Berlin")
    change = await set_health(olga, 1, HealthWish(40, date(2026, 2, 3), "sponsor left"))
    async with accounts.store.read(1) as db:
        form = await health_form(db, accounts.library, 1, OLGA, NOW, score=35, reason="they said no")
        said = lines_of(await confirm_health(db, accounts.library, change, OLGA, NOW))
    assert form is not None
    assert [one.value for one in form.inputs] == ["35", date(2026, 2, 3), "they said no"]  # type: ignore[union-attr]
    assert said == ["Set: Acme's health is 40", "“sponsor left”",
                    "Until Tue 3 Feb, then what is measured counts again by itself."]  # fmt: skip


async def test_a_stranger_sees_nothing_of_it(accounts: Accounts) -> None:
    await acme(accounts)
    change = await set_health(Write(accounts.store, 1, 11, NOW), 1, HealthWish(40, date(2026, 2, 3), "sponsor left"))
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await health(db, accounts.library, 1, sam, NOW) is None
        assert await health_form(db, accounts.library, 1, sam, NOW) is None
        assert await confirm_health(db, accounts.library, change, sam, NOW) is None


# method: C6
@pytest.mark.both_databases
async def test_the_card_says_what_became_of_those_scored_alike(accounts: Accounts) -> None:
    await acme(accounts)
    few = {"low": 0.0, "accounts": 180, "left": 9, "share": 0.05, "least": 0.02, "most": 0.08, "telling": False}
    many = {"low": 0.3, "accounts": 20, "left": 6, "share": 0.3, "least": 0.2, "most": 0.4, "telling": True}
    learned = {"accounts": 200, "lost": 15, "undated": 0, "oldest": 30, "losses": [5, 5, 5], "auc": 0.8, "base": 0.075}
    reasons = [{"column": "kpi.weekly-use", "value": 41.0, "usual": 62.0}]
    await accounts.add(
        RiskModel(
            id=1,
            trained_at=NOW - timedelta(days=1),
            as_of=ago(5),
            why="",
            model="regression",
            bands=[few, many],
            **learned,
        ),
        AccountRisk(account_id=1, score=0.4, band=1, telling=True, reasons=reasons, at=NOW),
    )
    async with accounts.store.read(1) as db:
        assert "About 6 of 20 like it leave within half a year: weekly use 41% (62% is usual)" in lines_of(
            await card(db, accounts.library, 1, OLGA, NOW)
        )
    async with accounts.store.write(1) as db:
        row = await db.get(AccountRisk, 1)
        row.band, row.telling = 0, False  # as few as anywhere: nothing worth a line
    async with accounts.store.read(1) as db:
        assert "like it leave" not in text_of(await card(db, accounts.library, 1, OLGA, NOW))
    assert ago(0) == date(2026, 1, 6)
