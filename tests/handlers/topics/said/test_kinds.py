"""What customers ask, wish for and think of us: from a line, a click or the form to the letter that tells them back."""

import json

import pytest
from sqlalchemy import select

from bot.store.tables import AccountEvent, Cta, Saying
from tests.given.slack_town import SlackTown, text_of

pytestmark = pytest.mark.one_database


async def saying(town: SlackTown) -> Saying:
    return await town.one(select(Saying).order_by(Saying.id.desc()).limit(1))


async def todo_of(town: SlackTown, row: Saying) -> Cta:
    return await town.one(select(Cta).where(Cta.id == row.cta_id))


def draft_in(town: SlackTown) -> str:
    return json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)


@pytest.mark.both_databases
async def test_a_question_is_asked_about_once_has_a_clock_and_is_answered_by_a_letter(town: SlackTown) -> None:
    # method: A12
    shown = await town.types("/journey acme log Dana asked whether groups can be synced; she may leave us in May")
    assert "A question of theirs: " in text_of(shown)
    assert await town.one(select(Saying.id)) is None  # nothing is written on a guess
    shown = await town.presses(shown, "Question")
    assert "Kept as their question: “whether groups can be synced”. An answer is due Thu 8 Jan." in text_of(shown)
    assert "A question of theirs: " not in text_of(shown)
    row = await saying(town)
    assert (row.kind, row.words, row.stakeholder_id) == ("question", "whether groups can be synced", town.dana)
    todo = await todo_of(town, row)
    assert (todo.title, todo.state) == ("Answer Dana Reyes: “whether groups can be synced”", "open")
    card = text_of(await town.types("/journey acme"))
    assert "They asked us" in card
    assert "“whether groups can be synced” Dana Reyes, COO, Tue 6 Jan; answer by Thu 8 Jan" in card
    prep = text_of(await town.types("/journey acme prep"))
    assert "Asked Tue 6 Jan: “whether groups can be synced”. Unanswered; start there." in prep
    listed = text_of(await town.types("/journey list questions"))
    assert "1 question waits for an answer" in listed
    await town.presses(shown, "Draft an answer")
    letter = draft_in(town)
    assert "You asked: “whether groups can be synced”" in letter
    assert "leave us" not in letter  # our own words stay with us
    await town.submits({"text": "Yes, from today on.", "channel": "mail"})
    row = await saying(town)
    assert row.outcome == "answered"
    assert (await todo_of(town, row)).state == "done"
    assert "None of your customers waits for an answer" in text_of(await town.types("/journey list questions"))
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-2], "Undo")
    assert (await saying(town)).outcome is None
    assert (await todo_of(town, row)).state == "open"


async def test_just_a_note_stays_one_and_nobody_is_asked_again(town: SlackTown) -> None:
    shown = await town.types("/journey acme log Dana asked whether groups can be synced")
    shown = await town.presses(shown, "Just a note")
    assert "question" not in text_of(shown)
    assert "Undo" in text_of(shown)
    assert await town.one(select(Saying.id)) is None


async def test_who_says_that_it_is_a_question_is_taken_at_their_word_and_may_say_that_it_was_none(
    town: SlackTown,
) -> None:
    shown = await town.types("/journey acme log question from Dana: can we sync groups? She is tired")
    assert "Kept as their question: “can we sync groups?”." in text_of(shown)
    row = await saying(town)
    assert (await todo_of(town, row)).due_on == row.said_on.replace(day=row.said_on.day + 2)
    shown = await town.presses(shown, "Not a question")
    assert "It stays in the log as a note." in text_of(shown)
    assert (await saying(town)).undone_at is not None
    assert (await todo_of(town, row)).closed_why == "not a problem"
    await town.presses(shown, "Undo")
    assert (await saying(town)).undone_at is None
    history = text_of(await town.types("/journey acme log"))
    assert "Question of Dana Reyes, no answer yet: question from Dana" in history, history


async def test_done_by_whatever_way_answers_it(town: SlackTown) -> None:
    """A to-do that ends takes its question along, and Undo brings both back."""
    await town.types("/journey globex log question: can we sync groups?")
    card = await town.types("/journey globex")
    assert "Answer them: “can we sync groups?” · due in 2 days" in text_of(card)
    await town.presses(card, "Draft")
    assert "You asked: “can we sync groups?”" in draft_in(town)
    shown = await town.types("/cta")
    await town.presses(shown, "Answered")
    assert (await saying(town)).outcome == "answered"
    assert (await town.one(select(AccountEvent.key).order_by(AccountEvent.id.desc()).limit(1))) == "answered"


@pytest.mark.both_databases
async def test_a_wish_goes_to_the_product_team_and_comes_back_as_a_letter(town: SlackTown) -> None:
    # method: A14
    await town.presses(await town.types("/journey acme log"), "Add")
    sent = {"note": "Dana needs it on site. Budget is cut.", "kind": "wish", "words": "an offline mode"}
    assert (await town.submits({**sent, "with": str(town.dana)})).ok
    shown = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "Kept as their wish: “an offline mode”." in text_of(shown)
    listed = await town.types("/journey list wishes")
    assert "1 wish from 1 account" in text_of(listed)
    assert "120k EUR" in text_of(listed)
    row = await saying(town)
    await town.presses(listed, "What became of one?", value=str(row.id))
    assert (await town.submits({"outcome": "wont", "note": "We build for the browser first."})).ok
    shown = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "You have a to-do to tell Dana Reyes." in text_of(shown)
    await town.presses(shown, "Draft the letter")
    letter = draft_in(town)
    assert "“an offline mode”" in letter
    assert "We build for the browser first." in letter
    assert "Budget" not in letter
    await town.submits({"text": "It won't come.", "channel": "mail"})
    row = await saying(town)
    assert (row.outcome, row.told_on is not None) == ("wont", True)
    assert "won't come, told Tue 6 Jan" in text_of(await town.types("/journey list wishes"))


async def test_wishes_as_a_file_hold_a_column_a_currency(town: SlackTown) -> None:
    # method: A14
    await town.types("/journey acme log wish: =SUM(A1) in reports")
    shown = await town.types("/journey list wishes as file")
    assert "1 wish, a row each" in text_of(shown)


async def test_details_change_what_an_entry_was(town: SlackTown) -> None:
    """The kind that is kept is shown, and choosing another one takes its to-do back."""
    shown = await town.types("/journey acme log question: can we sync groups?")
    await town.presses(shown, "Add details")
    assert '"question"' in draft_in(town)
    assert (await town.submits({"kind": "perception", "words": ""})).ok
    async with town.store.read(1) as db:
        rows = list(await db.scalars(select(Saying).order_by(Saying.id)))
    assert [(one.kind, one.undone_at is None) for one in rows] == [("question", False), ("perception", True)]
    assert (await todo_of(town, rows[0])).state == "closed"
