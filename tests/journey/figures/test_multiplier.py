"""The success multiplier: what counts, what is left out, and who sees whose."""

from datetime import timedelta
from typing import Any

import pytest

from bot.journey.figures.multiplier import Figures, MultiplierFigure, Onlooker, figures, of_account
from bot.journey.figures.multiplier_inputs import Counted, Key
from bot.store.session import Store
from bot.store.tables import Account, Cta, KpiLatest, MilestoneReached, Person, PlanGoal
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.multiplier import multiplier_message
from bot.talk.figures.multiplier_words import MultiplierShown
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY, Book, ago

BERLIN = 60  # minutes ahead of UTC in winter


async def todo(accounts: Accounts, account: int | None, due: int, owner: int | None = None, **more: Any) -> int:
    """A to-do that was due so many days ago."""
    values: dict[str, Any] = {
        "rule": "a-rule",
        "owner_id": owner or accounts.owner,
        "opened_on": ago(due + 5),
        "due_on": ago(due),
        "occurrence": str(len(await accounts.ctas())),
    }
    return await accounts.todo(account, **(values | more))


async def promise(accounts: Accounts, account: int, title: str, due: int, done: int | None) -> int:
    """A to-do that was marked as a promise when it was made."""
    return await todo(accounts, account, due, rule="hand", title=title, promise=title, **finished(done))


def finished(days_ago: int | None) -> dict[str, Any]:
    if days_ago is None:
        return {}
    return {"state": "done", "closed_why": "done", "closed_at": NOW - timedelta(days=days_ago)}


async def account_figure(accounts: Accounts, account: int, workspace: int | None = None) -> MultiplierFigure:
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await of_account(db, account, TODAY, BERLIN)


async def all_figures(accounts: Accounts, onlooker: Onlooker, workspace: int | None = None) -> Figures:
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await figures(db, TODAY, BERLIN, onlooker)


def known(figure: MultiplierFigure) -> dict[Key, tuple[int, int]]:
    """good and of, where anything counts."""
    return {key: (part.good, part.of) for key, part in figure.counted.items() if part.of}


async def test_success_is_customer_times_ours_and_customer_is_half_experience_half_outcome(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account(started_on=ago(100))
    await accounts.event(one, "survey", 10, "nps 8")
    await accounts.add(
        MilestoneReached(account_id=one, period=1, milestone="first-value", reached_on=ago(60), via="import")
    )
    await todo(accounts, one, 5, **finished(6))
    await todo(accounts, one, 5)
    found = await account_figure(accounts, one)
    assert known(found) == {"answers": (1, 1), "milestones": (1, 1), "work": (1, 2)}
    assert (found.side("experience"), found.side("outcome"), found.customer) == (0.8, 1.0, 0.9)
    assert (found.ours, found.success) == (0.5, 0.45)


async def test_what_is_unknown_is_left_out_and_never_counts_as_nothing(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account()
    nothing = await account_figure(accounts, one)
    assert (nothing.customer, nothing.ours, nothing.success, known(nothing)) == (None, None, None, {})
    await accounts.event(one, "survey", 10, "csat 5")
    only_experience = await account_figure(accounts, one)
    assert (only_experience.customer, only_experience.side("outcome"), only_experience.success) == (1.0, None, None)


async def test_only_fresh_answers_count_and_of_each_person_the_newest(accounts: Accounts) -> None:
    # method: A7, C5
    one = await accounts.account()
    for days, key in ((170, "nps 1"), (20, "nps 10"), (200, "csat 1"), (3, "csat 3"), (2, "nps 12"), (1, "ces 5")):
        await accounts.event(one, "survey", days, key)
    part = (await account_figure(accounts, one)).counted["answers"]
    assert part == Counted(of=2, good=1, points=1.5)


async def test_a_contact_later_than_usual_counts_for_less_the_later_it_is(accounts: Accounts) -> None:
    # method: A7
    fresh, old = await accounts.account("Fresh"), await accounts.account("Old")
    await accounts.event(fresh, "contact", 30)
    await accounts.event(old, "contact", 60)
    await accounts.sweep()
    assert (await account_figure(accounts, fresh)).counted["contact"].value == 1
    assert (await account_figure(accounts, old)).counted["contact"].value == pytest.approx(0.5)


async def test_each_to_do_counts_once_as_goal_promise_or_work(accounts: Accounts) -> None:
    # method: A7, D8
    one = await accounts.account()
    await promise(accounts, one, "send the notes", 10, done=10)
    await promise(accounts, one, "call back", 10, done=8)
    goal = await promise(accounts, one, "reports by March", 20, done=25)
    await accounts.add(
        PlanGoal(account_id=one, period=1, goal="reports by March", side="ours", due_on=ago(20), cta_id=goal)
    )
    await todo(accounts, one, 4, rule="hand", title="tidy up", **finished(4))
    found = await account_figure(accounts, one)
    assert known(found) == {"promises": (1, 2), "goals": (1, 1), "work": (1, 1)}


async def test_a_promise_not_kept_yet_counts_from_the_day_after_and_a_dropped_one_never(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account()
    await promise(accounts, one, "due today", 0, done=None)
    await promise(accounts, one, "late", 1, done=None)
    dropped = await promise(accounts, one, "no longer wanted", 9, done=None)
    async with accounts.store.write(accounts.workspace) as db:
        row = await db.get_one(Cta, dropped)
        row.state, row.closed_why, row.closed_at = "closed", "not a problem", NOW
    assert known(await account_figure(accounts, one)) == {"promises": (0, 1)}


async def test_work_is_on_time_when_it_was_answered_by_its_day_whatever_the_answer(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account()
    why = {"state": "closed", "closed_at": NOW - timedelta(days=7)}
    await todo(accounts, one, 7, closed_why="not a problem", **why)
    await todo(accounts, one, 7, state="asleep", tried_on=ago(8))
    await todo(accounts, one, 7, closed_why="itself", tried_on=ago(9), **why)  # answered, and then it closed
    await todo(accounts, one, 9, closed_why="itself", tried_on=ago(8), **why)  # answered late
    await todo(accounts, one, 9, closed_why="churned", **why)  # left out, as the three that follow
    await todo(accounts, one, 9, state="snoozed", wake_on=TODAY + timedelta(days=3))
    await todo(accounts, one, 9, rule="data-gaps")
    await todo(accounts, one, 200)
    assert known(await account_figure(accounts, one)) == {"work": (3, 4)}


async def test_a_to_do_that_closes_itself_is_nobodys_merit_or_fault(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account()
    for why in ("itself", "moved"):
        for closed in (9, 6):  # by its day, and after it
            closing = {"state": "closed", "closed_why": why, "closed_at": NOW - timedelta(days=closed)}
            await todo(accounts, one, 7, **closing)
    found = await account_figure(accounts, one)
    assert (known(found), found.ours) == ({}, None)


async def test_how_soon_we_answer_counts_where_it_is_measured(accounts: Accounts) -> None:
    # method: A7, A12
    quick, slow, stale = [await accounts.account(name) for name in ("Quick", "Slow", "Stale")]
    for account, hours, days in ((quick, 2, 1), (slow, 13, 1), (stale, 2, 60)):
        at = NOW - timedelta(days=days)
        await accounts.add(KpiLatest(account_id=account, kpi="response-hours", value=hours, observed_at=at))
    figures_ = [await account_figure(accounts, one) for one in (quick, slow, stale)]
    assert [one.counted["responses"].value for one in figures_] == [1.0, 0.5, None]  # 2 h is best, 24 h worst
    assert (figures_[0].ours, known(figures_[1])) == (1.0, {"responses": (0, 1)})


async def test_a_csm_alone_reads_our_side_for_it_is_their_own(accounts: Accounts, book: Book) -> None:
    # method: A7
    one = await accounts.account()
    await accounts.event(one, "survey", 5, "nps 10")
    await todo(accounts, one, 5, **finished(6))
    found = await all_figures(accounts, Onlooker(book.owner))
    assert (found.team.ours, found.team.success) == (1.0, 1.0)
    await todo(accounts, await accounts.account("Tims", csm_id=book.teammate), 5, owner=book.teammate)
    both = await all_figures(accounts, Onlooker(book.owner))
    assert both.mine is not None
    assert (both.mine.ours, both.team.ours, both.team.customer) == (1.0, None, 1.0)
    shown = plain_text(multiplier_message(MultiplierShown(both, TODAY)))
    for told in (
        "1 account, 0 to-dos",
        "it takes 3 CSMs to say what is usual",
        "All of us: customer 100%",
        "kept back",
    ):
        assert told in shown


async def test_a_day_ends_at_midnight_of_the_workspace(accounts: Accounts) -> None:
    # method: A7
    one = await accounts.account()
    late_evening = NOW.replace(hour=22, minute=30) - timedelta(days=2)  # half past eleven in Berlin
    await todo(accounts, one, 2, state="done", closed_why="done", closed_at=late_evening)
    await todo(accounts, one, 2, state="done", closed_why="done", closed_at=late_evening + timedelta(hours=1))
    assert known(await account_figure(accounts, one)) == {"work": (1, 2)}


async def test_milestones_count_against_the_playbooks_usual_days_and_one_that_is_late_counts_too(
    accounts: Accounts,
) -> None:
    # method: A7
    one = await accounts.account(started_on=ago(300))
    await accounts.add(
        MilestoneReached(account_id=one, period=1, milestone="first-value", reached_on=ago(260), via="import")
    )
    await accounts.sweep()
    assert known(await account_figure(accounts, one))["milestones"] == (1, 2)  # the second one is overdue


async def three_csms(accounts: Accounts, book: Book) -> int:
    """Olga carries four accounts, two colleagues two each; all have a to-do that was answered late, Olga's in time."""
    async with accounts.store.write(accounts.workspace) as db:
        third = Person(workspace_id=accounts.workspace, name="Uma Third", created_at=NOW)
        db.add(third)
        await db.flush()
    for csm, count in ((book.owner, 4), (book.teammate, 2), (third.id, 2)):
        for number in range(count):
            account = await accounts.account(f"a{csm}-{number}", csm_id=csm)
            await accounts.event(account, "survey", 5, "nps 10")
            if not number:
                await todo(accounts, account, 5, owner=csm, **finished(5 if csm == book.owner else 3))
    return third.id


async def test_more_than_the_usual_load_lowers_the_figure(accounts: Accounts, book: Book) -> None:
    # method: A7
    await three_csms(accounts, book)
    for _ in range(3):
        await todo(accounts, None, -3, owner=book.owner)
    for owner in (book.teammate, book.owner):
        await todo(accounts, None, -3, owner=owner)
    mine = (await all_figures(accounts, Onlooker(book.owner))).mine
    assert mine is not None
    assert mine.load is not None
    assert (mine.load.accounts, mine.load.usual_accounts, mine.load.todos, mine.load.usual_todos) == (4, 2, 4, 1)
    assert mine.load.value == pytest.approx((0.5 + 0.25) / 2)
    theirs = (await all_figures(accounts, Onlooker(book.teammate))).mine
    assert theirs is not None
    assert theirs.load is not None
    assert theirs.load.value == 1


async def test_a_csms_own_figure_is_theirs_until_the_setting_opens_it_to_managers(
    accounts: Accounts, book: Book
) -> None:
    # method: A7
    third = await three_csms(accounts, book)
    for closed in (Onlooker(book.teammate), Onlooker(book.teammate, manages=True), Onlooker(book.teammate, open=True)):
        found = await all_figures(accounts, closed)
        assert found.csms == {}
        assert found.mine is not None
        assert known(found.mine) == {"answers": (2, 2), "work": (0, 1)}
        assert known(found.team) == {"answers": (8, 8), "work": (1, 3)}
    opened = (await all_figures(accounts, Onlooker(third, manages=True, open=True))).csms
    assert {person: known(one)["work"] for person, one in opened.items()} == {
        book.owner: (1, 1), book.teammate: (0, 1), third: (0, 1),
    }  # fmt: skip


async def test_a_small_teams_side_is_kept_back_because_it_would_show_somebodys_own(
    accounts: Accounts, book: Book
) -> None:
    # method: A7
    one = await accounts.account()
    await accounts.event(one, "survey", 5, "nps 10")
    await todo(accounts, one, 5)
    found = await all_figures(accounts, Onlooker(book.teammate, manages=True))
    assert found.mine is None
    assert (found.team.customer, found.team.ours, found.team.success) == (1.0, None, None)
    assert (await all_figures(accounts, Onlooker(book.teammate, manages=True, open=True))).team.ours == 0


async def test_lost_accounts_and_their_former_life_stay_out(accounts: Accounts, book: Book) -> None:
    # method: A7
    lost = await accounts.account("Lost", status="churned")
    back = await accounts.account("Back", period=2)
    for account in (lost, back):
        await accounts.event(account, "survey", 5, "nps 0")
    assert known((await all_figures(accounts, Onlooker(book.owner))).team) == {}
    await accounts.set(Account, back, period=1)
    assert known((await all_figures(accounts, Onlooker(book.owner))).team) == {"answers": (0, 1)}


async def test_a_stranger_gets_nothing_of_ours(accounts: Accounts, book: Book, store: Store) -> None:
    # method: A7
    one = await accounts.account(started_on=ago(300))
    await accounts.event(one, "survey", 5, "nps 10")
    await todo(accounts, one, 5)
    await accounts.sweep()
    found = await all_figures(accounts, Onlooker(book.stranger, manages=True, open=True), book.other_workspace)
    assert (known(found.team), found.mine, found.csms) == ({}, None, {})
    assert known(await account_figure(accounts, one, book.other_workspace)) == {}
