"""Meeting prep."""

import pytest

from bot.store.tables import Contract
from bot.talk.people.prep import prep
from bot.talk.people.prep_message import spoken
from bot.talk.phrases.reader import Reader
from bot.talk.reviews.review import review
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TIM, ago
from tests.given.reading import buttons_of, lines_of, text_of
from tests.given.rows import event, facts, person, tag

pytestmark = pytest.mark.one_database


async def read(accounts: Accounts, *, one: int | None = None, reader: Reader = OLGA) -> list[str]:
    async with accounts.store.read(1) as db:
        return lines_of(await prep(db, accounts.library, 1, reader, NOW, stakeholder_id=one))


# method: D8
async def test_profile_and_history_stand_in_one_place(accounts: Accounts) -> None:
    await acme(accounts)
    assert (await read(accounts, one=1))[1:8] == [
        "Why you meet: 90k EUR, notice by Tue 13 Jan, in 7 days.",
        "Adopt (mid · retail): working on a weekly habit, 3 of 6 done, day 77 (usual 60)",
        "Health 61 ↓, was 74 a week ago · on watch",
        "120k EUR · notice by Tue 13 Jan, in 7 days · forecast: probable",
        "Since Fri 2 Jan: done: team training; spoke with Dana Reyes: wants the board slide; weekly use 62% → 41%; "
        "open tickets 2 → 5; logins per user a week 2.4 → 1.5.",
        "Open: trained admin; old way switched off; logins per user a week (1.5 of 2, yesterday).",
        "We owe: schema notes by Fri 9 Jan.",
    ]
    small = "Last review: none yet · customer since 14 Mar 2025 · champion left: Ana Silva, Fri 2 Jan"
    assert (await read(accounts, one=1))[-2] == small


# method: A3, A4, A5, A6
async def test_each_person_is_spoken_to_in_their_own_key(accounts: Accounts) -> None:
    await acme(accounts)
    heads = {
        1: "Dana Reyes, COO · decision maker · CEO type (likely, tagged by you Fri 2 Jan) · last talk Fri 2 Jan",
        2: "Ivo Brandt, Analyst · champion · Expert type (sure, imported Wed 8 Oct 2025) · no talk on record",
    }
    for number, persona in ((1, "ceo"), (2, "expert")):
        lines = await read(accounts, one=number)
        assert heads[number] in lines
        part = "\n".join(lines)
        assert part.count("Say “") in (1, 2, 3)
        assert "Ask “" in part
        assert f"Never {accounts.library.personas[persona].cells['renew'].never}." in part  # type: ignore[index]
        assert "Leave with: " in part
        always = accounts.library.personas[persona].always  # type: ignore[index]
        assert always is not None
        assert f"Never, in any stage: {always.never}; {always.costs}." in part  # method: A15
        assert f"What always lands: {always.lands}." in part


# method: D8
async def test_for_everybody_it_is_one_screen_with_its_goal_and_two_questions(accounts: Accounts) -> None:
    await acme(accounts)
    lines = await read(accounts)
    assert [one for one in lines[1:] if not one.startswith("Ask “")] == [
        "Leave with a clear answer on the renewal, and what it hangs on.",
        "90k EUR, notice by Tue 13 Jan, in 7 days.",
        "You last spoke with Dana Reyes on Fri 2 Jan: “wants the board slide”",
        "Going well: first value, since Tue 21 Oct 2025",
        "Expect",
        "• Weekly use 62% → 41%, open tickets 2 → 5, logins per user a week 2.4 → 1.5",
        "• Done: team training",
        "Dana Reyes, COO · decides · last talk Fri 2 Jan",
        "Their words (Thu 20 Mar 2025): “Halve reporting before the board meets”",
        "Ivo Brandt, Analyst · champion · no talk on record",
        *[one for one in lines if " type, " in one],
        "Bring",
        "• What we owe: schema notes by Fri 9 Jan",
        "• The figure so far: logins per user a week (1.5 of 2, yesterday)",
        "For you only: not to be shared with the customer.",
    ]
    assert sum(one.startswith("Ask “") for one in lines) == 2
    assert len(lines) <= 20


async def test_with_an_unknown_type_comes_the_question_that_would_tell(accounts: Accounts) -> None:
    await acme(accounts)
    said = "\n".join(await read(accounts, one=3))
    assert f"{accounts.library.personas['neutral'].telling['all']}” (it tells what drives them)" in said


async def test_the_words_are_about_the_milestone_it_is_stuck_in(accounts: Accounts) -> None:
    await acme(accounts)
    assert any(one.startswith("Say") and "trained admin" in one for one in await read(accounts, one=2))


async def test_for_one_person_also_what_goes_on_in_them(accounts: Accounts) -> None:
    await acme(accounts)
    lines = await read(accounts, one=1)
    cell = accounts.library.personas["ceo"].cells["renew"]  # notice is a week away
    assert lines[0] == "Prep: Acme with Dana Reyes, COO"
    assert f"They may think: {spoken(cell.thinking)}" in lines
    assert f"They want: {cell.outcome}" in lines
    assert "Why we think so: asked for the result first" in lines
    assert [one for one in lines if one in {f"• {text}" for text in cell.activities}]
    assert not any("Ivo" in one for one in lines)


async def test_their_own_words_are_quoted_with_the_day(accounts: Accounts) -> None:
    await acme(accounts)
    lines = await read(accounts)
    assert "Their words (Thu 20 Mar 2025): “Halve reporting before the board meets”" in lines


async def test_quotes_inside_what_is_said_are_single_ones() -> None:
    assert spoken("You said “Halve it”.") == "“You said ‘Halve it’.”"


async def test_each_part_is_short_enough_to_be_said_aloud(accounts: Accounts) -> None:
    await acme(accounts)
    spoken_lines = [one for one in await read(accounts, one=1) if one.startswith(("Say", "Ask"))]
    assert max(len(one.split()) for one in spoken_lines) <= 40


@pytest.mark.both_databases
async def test_a_teammates_tag_says_who_made_it(accounts: Accounts) -> None:
    await acme(accounts)
    said = "\n".join(await read(accounts, one=1, reader=TIM))
    assert "Dana Reyes, COO · decision maker · CEO type (likely, tagged by Olga Fri 2 Jan) · last talk" in said


async def test_nobody_known_is_said_with_what_to_ask(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), person(1, "Ana", status="left"))
    assert "Nobody is known there yet. Ask in the meeting who decides, and who uses it." in await read(accounts)


async def test_before_the_first_assessment_it_says_so(accounts: Accounts) -> None:
    await accounts.account()
    lines = await read(accounts)
    assert lines[1] == "Not assessed yet. Value not known."
    assert "No contact on record yet." in lines


async def test_what_happened_since_leaves_out_what_was_before(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(),
        person(1, "Dana Reyes"),
        event("note", 9, "Old news"),
        event("contact", 5, "wants a slide"),
        event("note", 2, "Acme hired a new analyst"),
    )
    lines = await read(accounts)
    assert "You last spoke with them on Thu 1 Jan: “wants a slide”" in lines
    assert "• Acme hired a new analyst" in lines
    assert not any("Old news" in one for one in lines)


async def test_notes_that_end_with_a_full_stop_get_no_second_one(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(), event("note", 4, "Asked for access."), event("contact", 5, "Walked through it together.")
    )
    said = "\n".join(await read(accounts))
    assert "“Walked through it together.”" in said
    assert ".." not in said


async def test_buttons_lead_to_each_person(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        everyone = buttons_of(await prep(db, accounts.library, 1, OLGA, NOW))
        one = buttons_of(await prep(db, accounts.library, 1, OLGA, NOW, stakeholder_id=1))
    assert list(everyone) == ["Log the meeting", "What to say to", "Draft", "More"]
    assert everyone["What to say to"] == ("prep-one", "1")
    assert "More" in everyone
    assert everyone["More"][0] == "more"
    assert one["Change type"] == ("persona-form", "1")
    assert one["Everyone"] == ("prep", "1")


async def test_hostile_words_stay_words(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(),
        person(1, "{{ 7 * 7 }}", "{% raw %}", "decision maker", persona="ceo", vision="{{ config }}\n<b>"),
        tag(1, "ceo"),
    )
    said = "\n".join(await read(accounts))
    assert "{{ 7 * 7 }}" in said
    assert "{{ config }} <b>" in said
    assert "49" not in said


async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert (
            await prep(
                db, accounts.library, 1, Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None), NOW
            )
            is None
        )


async def test_it_is_marked_as_ours(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        assert text_of(await prep(db, accounts.library, 1, OLGA, NOW)).endswith(
            "For you only: not to be shared with the customer."
        )


async def test_what_was_said_today_shows_at_once(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), event("review", 0, "wants fewer reports", key="ebr"), event("note", 0, "Ana is back"))
    lines = await read(accounts)
    assert "You last met them on Tue 6 Jan: “wants fewer reports”" in lines
    assert "• Ana is back" in lines


# method: C5
COACHING = ("working on", "Not assessed", "Why you meet", "Open:", "Celebrate", "Nobody is known")


@pytest.mark.both_databases
async def test_an_account_that_left_is_said_to_have_left_first(accounts: Accounts) -> None:
    await accounts.account(status="churned", churned_on=ago(20), churn_reason="price")
    await accounts.add(person(1, "Dana Reyes", "COO", persona="ceo"), event("contact", 25, "bye"))
    lines = await read(accounts)
    assert lines[:3] == ["Prep: Acme", "They left on Wed 17 Dec 2025: the price.", "Last contact: Fri 12 Dec 2025"]
    assert "Ask “What would have to be different for you to look at us again?”" in lines
    assert not [one for one in lines if one.startswith(COACHING)]
    async with accounts.store.read(1) as db:
        assert "Draft" not in buttons_of(await prep(db, accounts.library, 1, OLGA, NOW))


async def test_while_a_lost_contract_runs_out_prep_and_review_say_that_first(accounts: Accounts) -> None:
    await accounts.account()
    ends = ago(-20)
    lost = {"outcome": "lost", "outcome_for": ends, "outcome_reason": "price"}
    await accounts.add(
        facts(), person(1, "Dana Reyes", "COO"), Contract(account_id=1, product="x", ends_on=ends, **lost)
    )
    lines = await read(accounts, one=1)
    assert lines[:2] == ["Prep: Acme with Dana Reyes, COO", "Not renewed; ends Mon 26 Jan: the price."]
    assert not [one for one in lines if one.startswith(COACHING)]
    async with accounts.store.read(1) as db:
        assert lines_of(await review(db, accounts.library, 1, OLGA, NOW, kind="qbr"))[1] == lines[1]


async def test_while_another_contract_may_renew_prep_is_as_ever(accounts: Accounts) -> None:
    await acme(accounts)
    await accounts.add(Contract(account_id=1, product="x", ends_on=ago(-20), outcome="lost", outcome_for=ago(-20)))
    assert (await read(accounts, one=1))[2].startswith("Adopt (mid · retail): working on")
