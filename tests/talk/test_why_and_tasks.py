"""Why each to-do exists, and the milestone's task list."""

import pytest

from bot.playbook.models import Library
from bot.store.session import Store
from bot.talk.card.tasks import confirm_task, tasks
from bot.talk.phrases.reader import Reader
from bot.talk.todos.why import why
from bot.usecases.account.tasks import task_done
from bot.usecases.writing.write import Write
from tests.conftest import Book
from tests.talk.reading import buttons_of, lines_of, text_of
from tests.talk.seed import NOW, OLGA, TODAY, account, acme, add, ago, facts, kpi, todo

pytestmark = pytest.mark.one_database


async def reasons(store: Store, library: Library) -> list[str]:
    async with store.read(1) as db:
        return lines_of(await why(db, library, 1, OLGA, NOW))


async def test_each_to_do_says_why_and_what_clears_it(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    lines = await reasons(store, library)
    at = lines.index("Unblock: trained admin · 1 day late")
    assert lines[at + 1] == "77 days without a weekly habit; 60 is usual (the playbook's guess). Opened Sat 3 Jan."
    assert lines[at + 2] == "Clears by itself when a weekly habit is reached."
    at = lines.index("schema notes · due in 3 days")
    assert lines[at + 1 : at + 3] == ["Added by hand. Opened Sat 3 Jan.", "You close it with Done."]


@pytest.mark.both_databases
async def test_what_was_tried_is_remembered(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(
        store,
        facts(),
        todo(1, "no-review", state="asleep", wake_on=ago(-2), tried_on=ago(3), note="called the COO"),
    )
    lines = await reasons(store, library)
    assert "Tried: reached out Sat 3 Jan: called the COO" in lines
    assert any("reached out, back in 2 days" in one for one in lines)


async def test_where_nothing_fired_the_nearest_rules_say_how_far(store: Store, library: Library, book: Book) -> None:
    await account(store, library, started_on=ago(56))
    await add(store, facts(started_on=ago(56), milestone_since=ago(10), milestone_due_on=ago(-50)))
    lines = await reasons(store, library)
    assert lines[1] == "No to-dos: nothing holds that would open one."
    assert "• No review for more than 90 days (no review yet, customer for 56 days)" in lines


async def test_missing_data_is_named_though_one_to_do_asks_for_it_at_all_accounts(
    store: Store, library: Library, book: Book
) -> None:
    await account(store, library)
    await add(store, facts(kpis_stale=2))
    lines = await reasons(store, library)
    assert lines[1:3] == ["Missing data, asked for in one to-do for all accounts", "• Figures are too old to judge by"]
    assert "No to-dos: nothing holds that would open one." not in lines


async def test_what_nobody_can_tell_says_what_is_missing(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(store, facts(health=None, band=None, health_known=0.1))
    said = "\n".join(await reasons(store, library))
    assert "Can't tell" in said
    assert "Too little fresh data for a health score" in said
    assert "No renewal date is on record" in said


async def test_before_the_first_assessment_nothing_is_claimed(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    lines = await reasons(store, library)
    assert lines[1] == "No to-dos: nothing holds that would open one."
    assert lines[-1] == "Not assessed yet: new data or tomorrow morning does it."


@pytest.mark.both_databases
async def test_an_account_that_left_gets_none(store: Store, library: Library, book: Book) -> None:
    await account(store, library, status="churned", churned_on=TODAY)
    assert (await reasons(store, library))[-1] == "An account that has left gets no to-dos."


# method: D3, D4
async def test_the_list_shows_what_is_done_and_what_the_test_lacks(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        message = await tasks(db, library, 1, OLGA, NOW)
    assert lines_of(message) == [
        "Acme · Weekly habit",
        "The team does a job of its own in the product every week, without being asked.",
        "3 of 6 done · day 77, usually 60",
        "One weekly job chosen [done] Wed 17 Dec 2025",
        "Team training [done] Sun 4 Jan",
        "Trained admin [to come] theirs",
        "Old way switched off [to come] theirs",
        "And by the figures",
        "Weekly use: 41%, at least 40% needed · yesterday · ✓ met",
        "Logins per user a week: 1.5, at least 2 needed · yesterday · not yet",
        "Reached when all of it holds; it is checked after each change and every morning.",
    ]
    assert buttons_of(message)["Done: Trained admin"] == ("task-done", "1/own-admin-named")


async def test_a_figure_that_is_missing_or_old_is_unknown(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(store, facts(), *kpi(1, "weekly-use", (20, 55)))
    async with store.read(1) as db:
        said = text_of(await tasks(db, library, 1, OLGA, NOW))
    assert "Weekly use: 55%, at least 40% needed · Wed 17 Dec 2025, too old to count · unknown" in said
    assert "Logins per user a week: at least 2 needed · no data yet · unknown" in said


@pytest.mark.both_databases
async def test_after_a_tick_the_list_comes_again_with_undo(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    change = await task_done(Write(store, 1, book.owner, NOW, "x", "Europe/Berlin"), 1, "own-admin-named")
    async with store.read(1) as db:
        message = await confirm_task(db, library, change, OLGA, NOW)
    assert lines_of(message)[1] == "Done: trained admin"
    assert "Trained admin [done] Tue 6 Jan" in lines_of(message)
    assert buttons_of(message)["Undo"] == ("undo", str(change))


async def test_with_all_reached_nothing_is_left(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(store, facts(milestone="", milestone_position=5))
    async with store.read(1) as db:
        assert lines_of(await tasks(db, library, 1, OLGA, NOW))[1] == "All milestones are reached."


async def test_a_stranger_finds_nothing(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    sam = Reader(book.other_workspace, book.stranger, "Sam", None)
    async with store.read(book.other_workspace) as db:
        assert await why(db, library, 1, sam, NOW) is None
        assert await tasks(db, library, 1, sam, NOW) is None
