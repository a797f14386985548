"""Lost accounts: where they were, what they paid, what sets them apart, what we learned."""

from datetime import timedelta
from decimal import Decimal

from bot.journey.accounts.not_renewed import Leaving, leaving
from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.losses import Churn, Trait, churn
from bot.journey.figures.survey_results import By, Feedback, feedback
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import Account, AccountEvent, Contract, Cta, PostMortem
from tests.conftest import NOW, Book
from tests.given.accounts import World

TODAY = NOW.date()


async def read(world: World) -> Churn:
    async with world.store.read(world.workspace) as db:
        return await churn(db, TODAY)


async def lose(world: World, account: int, days_ago: int = 10) -> None:
    await world.set(Account, account, status="churned", churned_on=TODAY - timedelta(days=days_ago))


async def test_losses_count_by_stage_and_last_milestone_with_their_value_per_currency(world: World) -> None:
    # method: B7
    first, second, third = [await world.account(key, started_on=TODAY - timedelta(days=200)) for key in "abc"]
    await world.finish(second, "first-value")
    await world.contract(first, amount=Decimal(1000), currency="EUR")
    await world.contract(first, "Old", amount=Decimal(7), currency="EUR", retired=True)  # replaced by another
    await world.contract(second, amount=Decimal(500), currency="USD", retired=True, outcome="lost")
    await world.contract(third, amount=Decimal(50), currency="EUR")
    await world.sweep()
    await lose(world, first)
    await lose(world, second, 40)
    found = await read(world)
    assert (found.accounts, found.lost, found.undated) == (3, 2, 0)
    assert (found.since, found.until) == (TODAY - timedelta(days=40), TODAY - timedelta(days=10))
    assert found.value == {"EUR": Decimal(1000), "USD": Decimal(500)}
    assert {(one.key, one.lost): one.value for one in found.stages} == {
        ("land", 1): {"EUR": Decimal(1000)},
        ("adopt", 1): {"USD": Decimal(500)},
    }
    assert {(one.key, one.position, one.lost) for one in found.milestones} == {("", 0, 1), ("first-value", 1, 1)}


async def test_past_churn_of_an_import_counts_where_the_file_put_it_and_is_not_called_early(world: World) -> None:
    # method: B7
    old = await world.account("old", status="churned", entry_stage="adopt")
    moved = await world.account("moved", status="churned", entry_stage="land")
    await world.event(moved, "stage_entered", 300, "expand")
    await world.sweep()
    found = await read(world)
    assert {one.key: one.lost for one in found.stages} == {"adopt": 1, "expand": 1}
    assert [(one.key, one.position, one.lost) for one in found.milestones] == [("", -1, 2)]
    assert (found.since, found.undated, found.value) == (None, 2, {})
    assert dict(found.lessons.missing_first) == {old: "Old", moved: "Moved"}


async def test_what_lost_accounts_share_is_said_with_counts_and_lift(world: World) -> None:
    # method: C5
    for number in range(40):
        late = number < 10
        account = await world.account(f"a{number}", tier="small" if number % 2 else "mid", started_on=TODAY)
        await world.event(account, "review", 200 if late else 5)
    await world.sweep()
    for number, account in enumerate([cta.account_id for cta in await world.ctas(rule="no-review")]):
        if number < 8:
            await lose(world, account or 0, 1)
    found = {(one.what, one.value): one for one in (await read(world)).traits}
    assert set(found) == {("review", "late")}
    late = found["review", "late"]
    assert (late.accounts, late.lost, late.all_accounts, late.all_lost, late.lift) == (10, 8, 40, 8, 4.0)


async def test_nothing_is_claimed_from_fewer_than_five(world: World) -> None:
    # method: C5
    for number in range(30):
        account = await world.account(f"a{number}", segment="start-up" if number < 4 else "retail")
        if number < 4:
            await lose(world, account)
    assert (await read(world)).traits == ()


async def test_a_lost_contract_that_runs_is_known_before_the_account_is_lost(
    world: World, store: Store, library: Library, book: Book
) -> None:
    # method: B7
    acme, both, past = [await world.account(key) for key in ("acme", "both", "past")]
    end = TODAY + timedelta(days=30)
    lost = {"outcome": "lost", "outcome_for": end, "ends_on": end}
    await world.contract(acme, "One", **lost)
    await world.contract(both, "One", **lost)
    await world.contract(both, "Two", ends_on=end)
    await world.contract(past, "One", outcome="lost", outcome_for=TODAY, ends_on=TODAY + timedelta(days=365))  # renewed
    assert (await read(world)).leaving == Leaving(1, (("Acme", end),))
    async with world.store.read(world.workspace) as db:
        ending = await leaving(db, TODAY, EVERYONE, whole=False)
    assert ending == Leaving(2, (("Acme", end), ("Both", end)))
    theirs = World(store, library, book.other_workspace, book.stranger, NOW)
    assert (await read(theirs)).leaving == Leaving()


def test_what_chance_explains_does_not_stand_out() -> None:
    assert not Trait("tier", "mid", 90, 12, 240, 26).stands_out  # 1.2 times, but of 90 that is noise
    assert Trait("tier", "mid", 40, 14, 240, 26).stands_out
    assert not Trait("tier", "mid", 4, 4, 240, 26).stands_out


async def test_what_was_never_known_of_an_account_takes_no_part(world: World) -> None:
    for number in range(12):
        account = await world.account(f"a{number}", segment="retail" if number < 6 else None)
        if number < 5:
            await lose(world, account)
    assert (await read(world)).traits == ()  # of those whose segment is known, all are in it


async def test_post_mortems_are_counted_and_the_missing_ones_named_newest_first(world: World) -> None:
    # method: B7
    accounts = [await world.account(key) for key in "abc"]
    for number, account in enumerate(accounts):
        await lose(world, account, number + 1)
    told = {"period": 1, "at": NOW, "by_id": world.owner}
    await world.add(PostMortem, accounts[1], reason="price", differently="a pilot", foreseeable=True, **told)
    lessons = (await read(world)).lessons
    assert lessons.reasons == (("price", 1),)
    assert (lessons.foreseeable, lessons.asked, lessons.missing) == (1, 1, 2)
    assert [name for _, name in lessons.missing_first] == ["A", "C"]
    assert [(one.account, one.differently) for one in lessons.words] == [("B", "a pilot")]
    await world.set(Account, accounts[1], status="active", period=2)
    assert (await read(world)).lessons.reasons == ()


async def test_the_strangers_losses_and_answers_stay_theirs(store: Store, book: Book, library: Library) -> None:
    ours = World(store, library, book.workspace, book.owner, NOW)
    theirs = World(store, library, book.other_workspace, book.stranger, NOW)
    for number in range(6):
        account = await ours.account(f"a{number}", segment="secret")
        await ours.contract(account, amount=Decimal(1000), currency="EUR")
        await ours.event(account, "survey", 3, "nps 9")
        await lose(ours, account)
    await theirs.account("b")
    found = await read(theirs)
    assert (found.accounts, found.lost, found.value, found.traits) == (1, 0, {}, ())
    assert (await answers(theirs, "segment")).groups == ()


async def answers(world: World, by: By | None = None) -> Feedback:
    async with world.store.read(world.workspace) as db:
        return await feedback(db, world.now, by)


async def test_answers_are_grouped_with_the_lowest_first_and_too_few_last(world: World) -> None:
    # method: C5
    scores = {"retail": (9, 10, 9, 8, 10), "start-up": (2, 3, 9, 7, 10), "public": (0, 0)}
    for segment, given in scores.items():
        account = await world.account(segment, segment=segment)
        for day, score in enumerate(given):
            await world.event(account, "survey", day + 1, f"nps {score}")
        await world.event(account, "survey", 1, "csat 4")
    found = await answers(world, "segment")
    assert [(one.group, one.nps, one.nps_count) for one in found.groups] == [
        ("start-up", 0, 5), ("retail", 80, 5), ("public", None, 2),
    ]  # fmt: skip
    assert (found.all.promoters, found.all.passives, found.all.detractors) == (6, 2, 4)
    assert (found.all.csat, found.all.csat_count, found.accounts) == (None, 3, 3)
    assert [one.group for one in (await answers(world, "csm")).groups] == ["Olga Owner"]
    assert [one.group for one in (await answers(world, "tier")).groups] == [None]


async def test_old_undone_and_impossible_answers_do_not_count(world: World) -> None:
    acme = await world.account()
    for key, days in (("nps 9", 400), ("nps 11", 3), ("csat 6", 3), ("csat 4.5", 3), ("effort 5", 3), ("nps 6.5", 2)):
        await world.event(acme, "survey", days, key)
    undone = {"kind": "survey", "period": 1, "at": NOW, "undone_at": NOW}
    await world.add(AccountEvent, acme, key="nps 0", **undone)
    found = (await answers(world)).all
    assert (found.nps_count, found.detractors, found.csat_count, found.strays) == (1, 1, 1, 2)
    assert found.csat_mean == 4.5


async def survey_ctas(world: World, account: int) -> list[tuple[str, str]]:
    return [(cta.state, cta.tell) for cta in await world.ctas(account, "survey-due")]


async def test_an_answer_is_asked_for_when_there_was_none_for_ninety_days_and_quietly(world: World) -> None:
    # method: C5
    acme = await world.account(started_on=TODAY - timedelta(days=30))
    await world.sweep()
    await world.sweep(days=60)
    assert await survey_ctas(world, acme) == []
    await world.sweep(days=1)
    cta = await world.cta(acme, "survey-due")
    assert (cta.type, cta.priority, cta.state, cta.tell) == ("objective", 4, "open", "")
    await world.event(acme, "survey", 0, "nps 9")
    await world.sweep(days=1)
    assert await survey_ctas(world, acme) == [("closed", "")]


async def test_a_portfolio_that_comes_to_us_is_asked_in_turn_and_not_all_on_the_first_morning(world: World) -> None:
    # method: C5
    for name in ("one", "two", "three"):
        await world.account(name, started_on=TODAY - timedelta(days=300))
    opened = []
    for _ in range(5):
        await world.sweep()
        opened.append(len(await world.ctas(rule="survey-due")))
        world.now += timedelta(days=1)
    assert opened == [0, 0, 1, 2, 3]


async def test_it_is_not_asked_for_beside_a_deadline_or_without_a_start(world: World) -> None:
    # method: C5
    near, undated = await world.account("near", started_on=TODAY - timedelta(days=300)), await world.account("undated")
    await world.contract(near, ends_on=TODAY + timedelta(days=20))
    await world.sweep()
    assert await survey_ctas(world, near) == await survey_ctas(world, undated) == []


async def asked(world: World) -> int:
    """An account whose turn to be asked has come."""
    acme = await world.account(started_on=TODAY - timedelta(days=300))
    await world.sweep()
    await world.sweep(days=2)
    assert await survey_ctas(world, acme) == [("open", "")]
    return acme


async def test_who_was_asked_is_not_asked_again_for_ninety_days_even_in_a_new_quarter(world: World) -> None:
    # method: C5
    acme = await asked(world)
    await world.set(Cta, acme, state="closed", closed_why="not a problem")
    await world.sweep(days=89)  # a new quarter by now
    assert await survey_ctas(world, acme) == [("closed", "")]
    await world.sweep(days=1)
    assert await survey_ctas(world, acme) == [("closed", ""), ("open", "")]


async def test_an_answer_taken_back_is_asked_for_again(world: World) -> None:
    acme = await asked(world)
    await world.event(acme, "survey", 0, "nps 9")
    await world.sweep(days=1)
    await world.set(AccountEvent, acme, undone_at=world.now)
    await world.sweep(days=1)
    assert await survey_ctas(world, acme) == [("open", "")]


async def test_contracts_without_an_amount_are_no_value(world: World) -> None:
    acme = await world.account()
    await world.add(Contract, acme, product="Suite", currency="EUR")
    await lose(world, acme)
    assert (await read(world)).value == {}
