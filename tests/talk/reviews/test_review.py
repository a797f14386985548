"""Business reviews: prepared for each person who comes, and turned into a plan that is followed."""  # method: D7, D8

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import AccountEvent, Cta, PlanGoal
from bot.talk.card.card import card
from bot.talk.card.log import log
from bot.talk.people.prep import prep
from bot.talk.phrases.reader import Reader
from bot.talk.reviews.review import review
from bot.talk.reviews.review_plan import confirm_review, review_form
from bot.usecases.account import todos
from bot.usecases.account.reviews import ReviewWish, held
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.reading import buttons_of, lines_of, names_of, text_of
from tests.given.rows import facts, person

pytestmark = pytest.mark.one_database

PLAN = (
    ReviewWish(1, "board slide", "us:11", date(2026, 1, 9)),
    ReviewWish(2, "source connected", "them:2", date(2026, 1, 12)),
    ReviewWish(3, "dates for the training", "them", date(2026, 1, 14)),
)


async def test_the_agenda_is_built_around_the_present_milestone(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await review(db, accounts.library, 1, OLGA, NOW, kind="ebr")
    lines = lines_of(message)
    assert lines[0] == "Executive review: Acme · a weekly habit"
    assert "1. What you set out to do: “Halve reporting before the board meets”" in lines
    agenda = [one for one in lines if one[:2] in ("1.", "2.", "3.", "4.")]
    assert any(one.startswith("3. What stands between us and a weekly habit: trained admin") for one in agenda)
    assert agenda[-1].endswith("Decisions: who does what, and by when")
    assert not any("type" in one or "Milestone" in one for one in agenda)  # it may go to the customer


async def test_each_who_comes_gets_what_their_type_wants(accounts: Accounts) -> None:
    # method: A4, A5, A6
    await acme(accounts)
    await accounts.add(person(5, "Finn Maas", "Trainer", "user", persona="friend"))
    async with accounts.store.read(1) as db:
        everyone = text_of(await review(db, accounts.library, 1, OLGA, NOW))
        one = text_of(await review(db, accounts.library, 1, OLGA, NOW, kind="qbr", attending=[5]))
    assert "Team training | Old way switched off" in everyone or "| Trained admin" in everyone  # side by side
    assert (
        "Dana Reyes, COO: CEO type\nTheir vision “Halve reporting before the board meets” (Thu 20 Mar 2025)" in everyone
    )
    assert "Wins towards it You have a first real result from your own data" in everyone
    assert "Ivo Brandt, Analyst: Expert type\nShow reached beside outstanding" in everyone
    assert "Finn Maas, Trainer: Friend type\nStories Sun 4 Jan, Done: team training" in one
    assert "Thank by name Finn Maas, Dana Reyes, Ivo Brandt and Mia Okafor" in one
    assert "Dana Reyes, COO: CEO type" not in one


@pytest.mark.both_databases
async def test_decisions_become_a_plan_on_card_prep_log_and_lists(accounts: Accounts) -> None:
    await acme(accounts)
    done = await held(accounts.write(), 1, "ebr", "Go on with the second team.", [1, 2], PLAN)
    async with accounts.store.read(1) as db:
        said = lines_of(await confirm_review(db, done.event_id, done.goal_ids, done.change_id, OLGA, NOW))
        front = lines_of(await card(db, accounts.library, 1, OLGA, NOW))
        points = text_of(await prep(db, accounts.library, 1, OLGA, NOW))
        logged = text_of(await log(db, accounts.library, 1, OLGA, NOW))
        again = lines_of(await review(db, accounts.library, 1, OLGA, NOW + timedelta(days=8)))
        titles = list(await db.scalars(select(Cta.title).where(Cta.id > 3).order_by(Cta.id)))
        event = await db.get_one(AccountEvent, done.event_id)
        goal = await db.get_one(PlanGoal, done.goal_ids[0])
    assert said[0] == "Saved the executive review with Acme and 3 goals"
    assert "• source connected: Ivo Brandt, by Mon 12 Jan" in said
    assert "• source connected: Ivo Brandt, by Mon 12 Jan" in front[front.index("They take on") :]
    owe = front[front.index("We owe them") : front.index("To-dos")]
    assert "• board slide by Fri 9 Jan" in owe
    assert not any("Ask Ivo" in one for one in owe)
    assert "They take on\n• Source connected: Ivo Brandt, by Mon 12 Jan" in points
    assert "Agreed: Ivo Brandt, source connected, by Mon" in logged
    assert "Executive review held: Go on with the second team. With Dana Reyes and Ivo Brandt." in logged
    assert "source connected: Ivo Brandt, late since Mon 12 Jan [late]" in again
    assert titles == ["board slide", "Ask Ivo Brandt: source connected", "Ask them: dates for the training"]
    assert (event.kind, event.key, goal.milestone) == ("review", "ebr", "habit")


@pytest.mark.both_databases
async def test_a_goal_is_reached_when_its_to_do_is_done(accounts: Accounts) -> None:
    await acme(accounts)
    made = await held(accounts.write(), 1, "qbr", "", [], PLAN)
    async with accounts.store.read(1) as db:
        goal = await db.get_one(PlanGoal, made.goal_ids[1])
    await todos.done(accounts.write(), goal.cta_id)
    async with accounts.store.read(1) as db:
        lines = lines_of(await review(db, accounts.library, 1, OLGA, NOW))
    assert "source connected: Ivo Brandt, by Mon 12 Jan [done]" in lines
    assert "2. What we agreed last time: 1 of 3 done" in lines


@pytest.mark.both_databases
async def test_undo_takes_the_plan_back_with_its_to_dos(accounts: Accounts) -> None:
    await acme(accounts)
    done = await held(accounts.write(), 1, "ebr", "", [1], PLAN)
    await undo(accounts.write(), done.change_id)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(PlanGoal)) == 0
        assert await db.scalar(select(func.count()).select_from(Cta).where(Cta.id > 3)) == 0
        assert await db.scalar(select(AccountEvent.undone_at).where(AccountEvent.id == done.event_id)) is not None


async def test_what_is_missing_is_said_under_its_field(accounts: Accounts) -> None:
    await acme(accounts)
    for note, came, wish, field in (
        ("", [], None, "note"),
        ("x", [99], None, "came"),
        ("x", [], ReviewWish(2, "", "us:11", date(2026, 1, 9)), "goal2"),
        ("x", [], ReviewWish(1, "go", "", date(2026, 1, 9)), "owner1"),
        ("x", [], ReviewWish(1, "go", "us:99", date(2026, 1, 9)), "owner1"),
        ("x", [], ReviewWish(1, "go", "them:99", date(2026, 1, 9)), "owner1"),
        ("x", [], ReviewWish(1, "go", "us:11", None), "on1"),
        ("x", [], ReviewWish(1, "go", "us:11", date(2026, 1, 5)), "on1"),
    ):
        with pytest.raises(UserError) as caught:
            await held(accounts.write(), 1, "ebr", note, came, (wish,) if wish else ())
        assert caught.value.field == field, (note, wish)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(PlanGoal)) == 0


async def test_with_nobody_known_and_hostile_names_it_stands(accounts: Accounts) -> None:
    await accounts.account("<!channel> {{ 7 * 7 }}")
    await accounts.add(facts())
    async with accounts.store.read(1) as db:
        message = await review(db, accounts.library, 1, OLGA, NOW)
        assert "Nobody is known there yet" in text_of(message)
        assert "49" not in text_of(message)
        assert names_of(await review_form(db, accounts.library, 1, "ebr", OLGA, NOW))[:2] == ["note", "goal1"]
    assert buttons_of(message)["Note decisions"] == ("review-decided", "1/qbr")


async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    done = await held(accounts.write(), 1, "ebr", "x", [1], PLAN)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await review(db, accounts.library, 1, sam, NOW) is None
        assert await review_form(db, accounts.library, 1, "ebr", sam, NOW) is None
        assert await confirm_review(db, done.event_id, done.goal_ids, done.change_id, sam, NOW) is None
    with pytest.raises(UserError):
        await held(
            Write(accounts.store, accounts.book.other_workspace, accounts.book.stranger, NOW), 1, "ebr", "x", [], PLAN
        )
