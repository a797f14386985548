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
from tests.journey.test_health import by, measured
from tests.journey.world import World

HEALTH = ("health-fell", "health-red")


async def todos(world: World, account: int) -> list[Cta]:
    return [cta for cta in await world.ctas(account) if cta.rule in HEALTH]


def told(found: Sequence[Cta]) -> list[tuple[str, str, int, str]]:
    return [(cta.rule, cta.state, cta.priority, cta.tell) for cta in found]


async def close(world: World, cta: Cta, **values: object) -> None:
    async with world.store.write(world.workspace) as db:
        await db.execute(update(Cta).where(Cta.id == cta.id).values(**values))


@pytest.mark.parametrize("playbook", ["laer", "saas-lifecycle", "subscription", "success-milestones"])
async def test_a_first_measurement_that_is_red_opens_a_to_do(world: World, playbook: str) -> None:
    # method: C2, C6
    acme = await world.account()
    async with world.store.write(world.workspace) as db:
        version = PlaybookVersion.__table__.c
        found = PlaybookVersion.__table__.select().with_only_columns(version.id).where(version.name == playbook)
        await db.execute(update(Account).values(playbook_version_id=found.scalar_subquery()))
    for kpi in world.library.playbooks[playbook].health.kpis:
        if kpi.weight:
            await world.kpi(acme, kpi.key, kpi.worst + (kpi.best - kpi.worst) * 0.09)
    await world.sweep()
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "")]  # no alarm before there is a baseline
    await world.sweep(days=30)
    assert len(await todos(world, acme)) == 1


async def test_in_an_account_that_we_know_it_is_told(world: World) -> None:
    acme = await world.account()
    await world.sweep()
    await measured(world, acme, 9)
    await world.sweep(days=1)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "due")]


async def test_what_fell_and_turns_red_rises_in_the_same_to_do(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await measured(world, acme, 65)
    await world.sweep(days=1)
    (fell,) = await todos(world, acme)
    assert told([fell]) == [("health-fell", "open", 2, "due")]
    await close(world, fell, state="asleep", tell="told", tried_on=world.now.date(), note="called the COO",
                wake_on=world.now.date() + timedelta(days=5))  # fmt: skip
    await measured(world, acme, 30)
    await world.sweep(days=1)
    (red,) = await todos(world, acme)
    assert (red.id, red.wake_on, red.note, red.changed_at) == (fell.id, None, "called the COO", world.now)
    assert told([red]) == [("health-red", "open", 1, "due")]
    assert red.due_on > world.now.date()  # there is time for it anew
    await close(world, red, tell="told")
    await world.sweep(days=1)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "told")]  # told once


@pytest.mark.one_database
async def test_it_stays_while_the_account_is_red_also_when_the_fall_has_settled(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await measured(world, acme, 30)
    await world.sweep(days=1)
    for _ in range(4):  # steady for forty days
        await measured(world, acme, 30)
        await world.sweep(days=10)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "due")]
    await measured(world, acme, 52)  # out of it by two points, as it was lately
    await world.sweep(days=1)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "due")]
    await measured(world, acme, 84)
    await world.sweep(days=1)
    (over,) = await todos(world, acme)
    assert (over.state, over.closed_why) == ("closed", "itself")


async def test_it_stays_while_the_fall_has_not_settled_also_where_it_is_red_no_longer(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 90)
    await world.sweep()
    for use in (30, 65, 64):
        await measured(world, acme, use)
        await world.sweep(days=1)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "due")]
    await measured(world, acme, 89)
    await world.sweep(days=1)
    assert [cta.state for cta in await todos(world, acme)] == ["closed"]


async def test_red_that_was_answered_stays_answered_and_the_next_time_is_new(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 60)
    await world.sweep()
    await measured(world, acme, 30)
    await world.sweep(days=1)
    (red,) = await todos(world, acme)
    await close(world, red, state="closed", closed_why="not a problem", closed_at=world.now)
    await measured(world, acme, 31)
    await world.sweep(days=10)
    assert told(await todos(world, acme)) == [("health-red", "closed", 1, "due")]
    for use, days in ((80, 30), (20, 10)):
        await measured(world, acme, use)
        await world.sweep(days=days)
    assert [cta.state for cta in await todos(world, acme)] == ["closed", "open"]


@pytest.mark.one_database
async def test_a_score_set_by_hand_opens_none(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await set_health(by(world), acme, HealthWish(20, world.now.date() + timedelta(days=10), "the sponsor left"))
    await world.sweep(only=[acme])
    assert await todos(world, acme) == []


async def test_two_that_were_open_before_they_shared_are_left_as_they_are(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await measured(world, acme, 20)
    await world.sweep(days=1)
    (red,) = await todos(world, acme)
    async with world.store.write(world.workspace) as db:
        day = world.now.date()
        db.add(Cta(
            workspace_id=1, account_id=acme, subject=red.subject, rule="health-fell", occurrence="x", type="risk",
            priority=2, owner_id=world.owner, opened_on=day, due_on=day, state="open", changed_at=world.now,
        ))  # fmt: skip
    await world.sweep(days=1)
    assert sorted(cta.rule for cta in await todos(world, acme) if cta.state == "open") == ["health-fell", "health-red"]


async def test_a_good_score_set_by_hand_answers_it(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 60)
    await world.sweep()
    await measured(world, acme, 30)
    await world.sweep(days=1)
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "due")]
    await set_health(by(world), acme, HealthWish(20, world.now.date() + timedelta(days=10), "worse than it looks"))
    await world.sweep(only=[acme])
    assert [cta.state for cta in await todos(world, acme)] == ["open"]
    await set_health(by(world), acme, HealthWish(80, world.now.date() + timedelta(days=10), "the tracker is broken"))
    await world.sweep(only=[acme])
    assert [(cta.state, cta.closed_why) for cta in await todos(world, acme)] == [("closed", "itself")]


async def test_figures_that_grow_too_old_open_no_to_do_about_health(world: World) -> None:
    """They go into the one about missing data: use was good, and only the poor rest is still fresh."""
    acme = await world.account()
    for kpi, value in (("weekly-use", 64), ("logins", 3.6), ("active-seats", 34), ("feature-adoption", 22),
                       ("open-tickets", 2), ("response-hours", 20), ("nps", -30)):  # fmt: skip
        await world.kpi(acme, kpi, value)
    await world.sweep()
    for _ in range(20):
        await world.sweep(days=1)
    assert await todos(world, acme) == []
    assert [cta.rule for cta in await world.ctas() if cta.state == "open"] == ["data-gaps"]


async def test_files_that_come_in_one_after_the_other_are_no_fall(world: World) -> None:
    acme = await world.account()
    await world.sweep()
    await world.sweep(days=3)
    for kpi, value in (("weekly-use", 64), ("logins", 3.6), ("active-seats", 83), ("feature-adoption", 64)):
        await world.kpi(acme, kpi, value)
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health >= 85
    world.now += timedelta(minutes=1)
    for kpi, value in (("open-tickets", 10), ("response-hours", 24), ("nps", -50)):
        await world.kpi(acme, kpi, value)
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health < 65
    await world.sweep(days=1)
    assert await todos(world, acme) == []


async def test_on_an_accounts_first_day_nothing_is_told(world: World) -> None:
    await world.account("early")
    await world.sweep()
    acme = await world.account()
    await world.sweep(days=1)
    world.now += timedelta(minutes=3)
    await measured(world, acme, 9)
    await world.sweep(only=[acme])
    assert told(await todos(world, acme)) == [("health-red", "open", 1, "")]


# What the alert says


async def said(world: World, library: Library, account: int) -> str:
    (cta,) = await todos(world, account)
    reader = Reader(world.workspace, world.owner, "Olga Owner", "Europe/Berlin")
    async with world.store.read(world.workspace) as db:
        message = await alert(db, library, cta.id, reader, world.now)
    assert message is not None
    return plain_text(message)


async def test_the_alert_names_what_weighs_against_a_score_that_never_was_better(
    world: World, library: Library
) -> None:
    acme = await world.account()
    await measured(world, acme, 9)
    await world.sweep()
    first = (await said(world, library, acme)).splitlines()[0]
    assert first == "Acme: health 9 (at risk): weekly use 15.4%, active seats 26.3%"


async def test_a_point_or_two_are_no_fall(world: World, library: Library) -> None:
    acme = await world.account()
    await measured(world, acme, 32)
    await world.sweep()
    await measured(world, acme, 30)
    await world.sweep(days=8)
    first = (await said(world, library, acme)).splitlines()[0]
    assert first == "Acme: health 30 (at risk): weekly use 28%, active seats 41%"


async def test_a_fall_is_told_from_where_it_began_and_not_from_a_week_ago(world: World, library: Library) -> None:
    acme = await world.account()
    for use, days in ((60, 0), (60, 7), (92, 1), (66, 1)):
        await measured(world, acme, use)
        await world.sweep(days=days)
    first = (await said(world, library, acme)).splitlines()[0]
    assert first.startswith("Acme: health 66, was 92 until today: weekly use 65.2% → 49.6%"), first


async def test_what_is_coming_back_is_told_so_also_where_it_is_out_of_the_red(world: World, library: Library) -> None:
    acme = await world.account()
    for use, days in ((88, 0), (20, 1), (52, 1)):
        await measured(world, acme, use)
        await world.sweep(days=days)
    lines = (await said(world, library, acme)).splitlines()
    assert lines[0].startswith("Acme: health 52 (on watch), and is coming back; was 20 until today"), lines[0]
    assert "Clears by itself when health is at 55 or more and has settled." in lines


async def test_in_a_young_account_it_says_from_what_it_fell_and_why(world: World, library: Library) -> None:
    acme = await world.account()
    await world.sweep()
    await measured(world, acme, 85)
    await world.sweep(days=1)
    for kpi, value in (("weekly-use", 12), ("logins", 0.4), ("active-seats", 30)):
        await world.kpi(acme, kpi, value, days_ago=-2)
    await world.sweep(days=2)
    first = (await said(world, library, acme)).splitlines()[0]
    assert first.startswith("Acme: health 46 (at risk), was 85 until today: weekly use 61% → 12%")


async def test_so_it_does_where_it_fell_before_we_met(world: World, library: Library) -> None:
    """Half a year of figures came with the first import; the first assessment already found it red."""
    acme = await world.account()
    for days in range(60, 1, -7):
        world.now -= timedelta(days=days)
        await measured(world, acme, 80)
        world.now += timedelta(days=days)
    await measured(world, acme, 20)
    await world.sweep()
    first = (await said(world, library, acme)).splitlines()[0]
    assert first.startswith("Acme: health 20 (at risk), was 80 until today: weekly use 58% → 22%"), first
