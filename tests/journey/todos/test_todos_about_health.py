"""To-dos about health: one for each account, whether it fell or is red, and as long as either is so (method C2)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.playbook.models import Library
from bot.store.tables import Account, Cta, PlaybookVersion
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from bot.usecases.account.health import HealthWish, set_health
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow

HEALTH = ("health-fell", "health-red")


async def todos(accounts: Accounts, account: int) -> list[Cta]:
    return [cta for cta in await accounts.ctas(account) if cta.rule in HEALTH]


def told(found: Sequence[Cta]) -> list[tuple[str, str, int, str]]:
    return [(cta.rule, cta.state, cta.priority, cta.tell) for cta in found]


async def close(accounts: Accounts, cta: Cta, **values: object) -> None:
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(Cta).where(Cta.id == cta.id).values(**values))


@pytest.mark.parametrize("playbook", ["laer", "saas-lifecycle", "subscription", "success-milestones"])
async def test_a_first_measurement_that_is_red_opens_a_to_do(accounts: Accounts, playbook: str) -> None:
    # method: C2, C6
    acme = await accounts.account()
    async with accounts.store.write(accounts.workspace) as db:
        version = PlaybookVersion.__table__.c
        found = PlaybookVersion.__table__.select().with_only_columns(version.id).where(version.name == playbook)
        await db.execute(update(Account).values(playbook_version_id=found.scalar_subquery()))
    for kpi in accounts.library.playbooks[playbook].health.kpis:
        if kpi.weight:
            await accounts.kpi(acme, kpi.key, kpi.worst + (kpi.best - kpi.worst) * 0.09)
    await accounts.sweep()
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "")]  # no alarm before there is a baseline
    await accounts.sweep(days=30)
    assert len(await todos(accounts, acme)) == 1


async def test_in_an_account_that_we_know_it_is_told(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.sweep()
    await accounts.measure(acme, 9)
    await accounts.sweep(days=1)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "due")]


async def test_what_fell_and_turns_red_rises_in_the_same_to_do(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await accounts.measure(acme, 65)
    await accounts.sweep(days=1)
    (fell,) = await todos(accounts, acme)
    assert told([fell]) == [("health-fell", "open", 2, "due")]
    await close(accounts, fell, state="asleep", tell="told", tried_on=accounts.now.date(), note="called the COO",
                wake_on=accounts.now.date() + timedelta(days=5))  # fmt: skip
    await accounts.measure(acme, 30)
    await accounts.sweep(days=1)
    (red,) = await todos(accounts, acme)
    assert (red.id, red.wake_on, red.note, red.changed_at) == (fell.id, None, "called the COO", accounts.now)
    assert told([red]) == [("health-red", "open", 1, "due")]
    assert red.due_on > accounts.now.date()  # there is time for it anew
    await close(accounts, red, tell="told")
    await accounts.sweep(days=1)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "told")]  # told once


@pytest.mark.one_database
async def test_it_stays_while_the_account_is_red_also_when_the_fall_has_settled(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await accounts.measure(acme, 30)
    await accounts.sweep(days=1)
    for _ in range(4):  # steady for forty days
        await accounts.measure(acme, 30)
        await accounts.sweep(days=10)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "due")]
    await accounts.measure(acme, 52)  # out of it by two points, as it was lately
    await accounts.sweep(days=1)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "due")]
    await accounts.measure(acme, 84)
    await accounts.sweep(days=1)
    (over,) = await todos(accounts, acme)
    assert (over.state, over.closed_why) == ("closed", "itself")


async def test_it_stays_while_the_fall_has_not_settled_also_where_it_is_red_no_longer(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 90)
    await accounts.sweep()
    for use in (30, 65, 64):
        await accounts.measure(acme, use)
        await accounts.sweep(days=1)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "due")]
    await accounts.measure(acme, 89)
    await accounts.sweep(days=1)
    assert [cta.state for cta in await todos(accounts, acme)] == ["closed"]


async def test_red_that_was_answered_stays_answered_and_the_next_time_is_new(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 60)
    await accounts.sweep()
    await accounts.measure(acme, 30)
    await accounts.sweep(days=1)
    (red,) = await todos(accounts, acme)
    await close(accounts, red, state="closed", closed_why="not a problem", closed_at=accounts.now)
    await accounts.measure(acme, 31)
    await accounts.sweep(days=10)
    assert told(await todos(accounts, acme)) == [("health-red", "closed", 1, "due")]
    for use, days in ((80, 30), (20, 10)):
        await accounts.measure(acme, use)
        await accounts.sweep(days=days)
    assert [cta.state for cta in await todos(accounts, acme)] == ["closed", "open"]


@pytest.mark.one_database
async def test_a_score_set_by_hand_opens_none(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await set_health(
        accounts.write(), acme, HealthWish(20, accounts.now.date() + timedelta(days=10), "the sponsor left")
    )
    await accounts.sweep(only=[acme])
    assert await todos(accounts, acme) == []


async def test_two_that_were_open_before_they_shared_are_left_as_they_are(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 85)
    await accounts.sweep()
    await accounts.measure(acme, 20)
    await accounts.sweep(days=1)
    (red,) = await todos(accounts, acme)
    day = {"opened_on": accounts.now.date(), "due_on": accounts.now.date(), "changed_at": accounts.now}
    await accounts.todo(acme, "health-fell", subject=red.subject, **day)
    await accounts.sweep(days=1)
    assert sorted(cta.rule for cta in await todos(accounts, acme) if cta.state == "open") == [
        "health-fell",
        "health-red",
    ]


async def test_a_good_score_set_by_hand_answers_it(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 60)
    await accounts.sweep()
    await accounts.measure(acme, 30)
    await accounts.sweep(days=1)
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "due")]
    await set_health(
        accounts.write(), acme, HealthWish(20, accounts.now.date() + timedelta(days=10), "worse than it looks")
    )
    await accounts.sweep(only=[acme])
    assert [cta.state for cta in await todos(accounts, acme)] == ["open"]
    await set_health(
        accounts.write(),
        acme,
        HealthWish(80, accounts.now.date() + timedelta(days=10), "the tracker is broken"),
    )
    await accounts.sweep(only=[acme])
    assert [(cta.state, cta.closed_why) for cta in await todos(accounts, acme)] == [("closed", "itself")]


async def test_figures_that_grow_too_old_open_no_to_do_about_health(accounts: Accounts) -> None:
    """They go into the one about missing data: use was good, and only the poor rest is still fresh."""
    acme = await accounts.account()
    for kpi, value in (("weekly-use", 64), ("logins", 3.6), ("active-seats", 34), ("feature-adoption", 22),
                       ("open-tickets", 2), ("response-hours", 20), ("nps", -30)):  # fmt: skip
        await accounts.kpi(acme, kpi, value)
    await accounts.sweep()
    for _ in range(20):
        await accounts.sweep(days=1)
    assert await todos(accounts, acme) == []
    assert [cta.rule for cta in await accounts.ctas() if cta.state == "open"] == ["data-gaps"]


async def test_files_that_come_in_one_after_the_other_are_no_fall(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.sweep()
    await accounts.sweep(days=3)
    for kpi, value in (("weekly-use", 64), ("logins", 3.6), ("active-seats", 83), ("feature-adoption", 64)):
        await accounts.kpi(acme, kpi, value)
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health >= 85
    accounts.now += timedelta(minutes=1)
    for kpi, value in (("open-tickets", 10), ("response-hours", 24), ("nps", -50)):
        await accounts.kpi(acme, kpi, value)
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health < 65
    await accounts.sweep(days=1)
    assert await todos(accounts, acme) == []


async def test_on_an_accounts_first_day_nothing_is_told(accounts: Accounts) -> None:
    await accounts.account("Early")
    await accounts.sweep()
    acme = await accounts.account()
    await accounts.sweep(days=1)
    accounts.now += timedelta(minutes=3)
    await accounts.measure(acme, 9)
    await accounts.sweep(only=[acme])
    assert told(await todos(accounts, acme)) == [("health-red", "open", 1, "")]


# What the alert says


async def said(accounts: Accounts, library: Library, account: int) -> str:
    (cta,) = await todos(accounts, account)
    reader = Reader(accounts.workspace, accounts.owner, "Olga Owner", "Europe/Berlin")
    async with accounts.store.read(accounts.workspace) as db:
        message = await alert(db, library, cta.id, reader, accounts.now)
    assert message is not None
    return plain_text(message)


def head_and_figures(text: str) -> list[str]:
    first, *lines = text.splitlines()
    return [first, *(one for one in lines if one.startswith("• "))]


async def test_the_alert_names_what_weighs_against_a_score_that_never_was_better(
    accounts: Accounts, library: Library
) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 9)
    await accounts.sweep()
    first, *others = head_and_figures(await said(accounts, library, acme))
    assert (first, others[:2]) == ("📉 Acme: health 9", ["• Weekly use 15.4%", "• Active seats 26.3%"])


async def test_a_point_or_two_are_no_fall(accounts: Accounts, library: Library) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 32)
    await accounts.sweep()
    await accounts.measure(acme, 30)
    await accounts.sweep(days=8)
    first, *others = head_and_figures(await said(accounts, library, acme))
    assert (first, others[:2]) == ("📉 Acme: health 30", ["• Weekly use 28%", "• Active seats 41%"])


async def test_a_fall_is_told_from_where_it_began_and_not_from_a_week_ago(accounts: Accounts, library: Library) -> None:
    acme = await accounts.account()
    for use, days in ((60, 0), (60, 7), (92, 1), (66, 1)):
        await accounts.measure(acme, use)
        await accounts.sweep(days=days)
    first, figures, *_ = head_and_figures(await said(accounts, library, acme))
    assert (first, figures) == ("📉 Acme: health 92 → 66 today", "• Weekly use 65.2% → 49.6%")


async def test_what_is_coming_back_is_told_so_also_where_it_is_out_of_the_red(
    accounts: Accounts, library: Library
) -> None:
    acme = await accounts.account()
    for use, days in ((88, 0), (20, 1), (52, 1)):
        await accounts.measure(acme, use)
        await accounts.sweep(days=days)
    lines = (await said(accounts, library, acme)).splitlines()
    assert lines[0].startswith("📉 Acme: health 52, and is coming back; was 20 until today"), lines[0]
    assert "Clears by itself when health is at 55 or more and has settled." in lines


async def test_in_a_young_account_it_says_from_what_it_fell_and_why(accounts: Accounts, library: Library) -> None:
    acme = await accounts.account()
    await accounts.sweep()
    await accounts.measure(acme, 85)
    await accounts.sweep(days=1)
    for kpi, value in (("weekly-use", 12), ("logins", 0.4), ("active-seats", 30)):
        await accounts.kpi(acme, kpi, value, days_ago=-2)
    await accounts.sweep(days=2)
    first, figures, *_ = head_and_figures(await said(accounts, library, acme))
    assert (first, figures) == ("📉 Acme: health 85 → 46 today", "• Weekly use 61% → 12%")


async def test_so_it_does_where_it_fell_before_we_met(accounts: Accounts, library: Library) -> None:
    """Half a year of figures came with the first import; the first assessment already found it red."""
    acme = await accounts.account()
    for days in range(60, 1, -7):
        accounts.now -= timedelta(days=days)
        await accounts.measure(acme, 80)
        accounts.now += timedelta(days=days)
    await accounts.measure(acme, 20)
    await accounts.sweep()
    first, figures, *_ = head_and_figures(await said(accounts, library, acme))
    assert (first, figures) == ("📉 Acme: health 80 → 20 today", "• Weekly use 58% → 22%")
