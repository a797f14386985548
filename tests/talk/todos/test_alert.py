"""An alert answers five questions in at most 80 words."""

# method: C2, C4, D7, A4, A5, A6

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.message import Actions, Element, Message, Select
from bot.store.tables import ChangeRecord, Contract, Cta, Outgoing, Stakeholder
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import ACME, EXAMPLES, MOST_WORDS, alert, render_alert, visible_words
from bot.talk.todos.brief import TalkTo
from bot.usecases.account.tasks import task_done
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TIM, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button
from tests.given.rows import facts, person, tag, todo

pytestmark = pytest.mark.one_database


def elements_of(message: Message) -> list[Element]:
    return [element for block in message.blocks if isinstance(block, Actions) for element in block.elements]


async def shown(messages: QueuedMessages, cta: int, reader: Reader = OLGA) -> Message:
    async with messages.store.read(reader.workspace_id) as db:
        message = await alert(db, messages.library, cta, reader, NOW)
    assert message is not None
    return message


async def test_it_says_what_why_now_what_is_at_stake_whom_to_ask_and_what_clears_it(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    message = await shown(messages, 1)
    lines = plain_text(message).splitlines()
    assert lines[:5] == [
        "🚧 Acme: 77 days without a weekly habit; 60 is usual",
        "Olga, 3 of 6 steps are done, the last Sun 4 Jan. Still open:",
        "☐ Trained admin ← next",
        "☐ Old way switched off",
        "☐ Logins per user a week (1.5 of 2, yesterday)",
    ]
    assert lines[5].startswith("120k EUR · notice by Tue 13 Jan")
    step = "Next, today: ask Ivo Brandt (Analyst, champion) who will look after it"  # it was told to nobody before
    assert any(line.startswith(step) for line in lines)
    assert message.plain() == "Acme: 77 days without a weekly habit; 60 is usual · 120k EUR"
    await messages.accounts.change(Cta, 1, told_at=NOW - timedelta(days=1))
    assert "Next, today, 1 day late: ask Ivo" in plain_text(await shown(messages, 1))
    assert plain_text(await shown(messages, 1, TIM)).splitlines()[1].startswith("3 of 6 steps are done")
    assert visible_words(message) <= MOST_WORDS


@pytest.mark.both_databases
async def test_the_same_alert_speaks_in_the_key_of_whoever_is_asked(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Stakeholder, 1, vision=None)
    await messages.accounts.add(todo(9, "no-review", type="objective"))
    said = {plain_text(await shown(messages, 9))}
    assert 'Ask: "What would make the next term a clear win for you?"' in next(iter(said))
    for persona in ("expert", "friend"):
        async with messages.store.write(1) as db:
            (await db.get_one(Stakeholder, 1)).persona = persona
        await messages.accounts.add(tag(1, persona, 0))
        said.add(plain_text(await shown(messages, 9)))
    assert len(said) == 3


async def test_an_unknown_persona_gets_neutral_words_and_no_type(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(facts(), person(1, "Kim Park", "COO", "decision maker"), todo(1, "health-fell"))
    text = plain_text(await shown(messages, 1))
    assert "ask Kim Park (COO, decides) what changed" in text
    assert 'Ask: "' in text
    assert "type" not in text


@pytest.mark.both_databases
async def test_nobody_known_there_is_said(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(facts(), todo(1, "health-fell"))
    said = plain_text(await shown(messages, 1))
    assert "Next, by Thu 8 Jan: find who decides there, as nobody is on record; then ask what changed." in said


async def test_the_buttons_carry_names_and_ids_only(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    assert every_button(await shown(messages, 1)) == [
        ("Draft to Ivo", "draft", "todo/1"),
        ("Done: trained admin", "task-done", "1/own-admin-named"),
        ("Reached out", "reached-out", "1"),
        ("More", "todo-more", "1"),
    ]
    assert ("Done", "done", "3") in every_button(await shown(messages, 3))
    renewal = every_button(await shown(messages, 2))  # how sure one is, is one click away
    assert renewal[:5] == [
        ("Commit", "forecast-call", "todo/2/commit"),
        ("✓ Probable", "forecast-call", "todo/2/probable"),
        ("At risk", "forecast-call", "todo/2/at-risk"),
        ("Won't renew", "forecast-call", "todo/2/won't-renew"),
        ("Draft to Dana", "draft", "todo/2"),
    ]


@pytest.mark.both_databases
async def test_a_step_ticked_in_it_leaves_it_and_comes_back_with_undo(messages: QueuedMessages) -> None:
    # method: D3
    await acme(messages.accounts)
    row = await messages.queue("alert", cta_id=1)
    await messages.accounts.change(Outgoing, row, state="sent", message={"title": []})
    for expected, count in (
        ("☐ Old way switched off ← next", "4 of 6 steps are done"),
        ("☐ Trained admin ← next", "3 of 6 steps are done"),
    ):
        write = Write(messages.store, 1, 11, NOW, f"tick:{count}", "Europe/Berlin")
        if count.startswith("4"):
            change = await task_done(write, 1, "own-admin-named")
        else:
            await undo(write, change)
        async with messages.store.read(1) as db:
            assert (await db.get_one(Outgoing, row)).edit
        await messages.accounts.change(Outgoing, row, edit=False)
        text = plain_text(await shown(messages, 1))
        assert expected in text
        assert count in text


@pytest.mark.both_databases
async def test_reached_out_takes_the_place_of_the_buttons_with_undo(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    change = await messages.reached_out(1)
    message = await shown(messages, 1)
    assert "✓ Reached out by you, Tue 6 Jan; I'll look again Tue 13 Jan." in plain_text(message)
    assert every_button(message) == [("Undo", "undo", str(change))]


async def test_a_colleague_sees_who_did_it_and_gets_no_undo(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.reached_out(1)
    message = await shown(messages, 1, TIM)
    assert "Reached out by Olga" in plain_text(message)
    assert every_button(message) == []


@pytest.mark.both_databases
async def test_a_re_check_says_what_was_tried(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Cta, 1, tried_on=ago(7), note="called the COO, no answer")
    message = await shown(messages, 1)
    assert "Reached out Tue 30 Dec 2025: called the COO, no answer. Still so." in plain_text(message)
    assert visible_words(message) <= MOST_WORDS


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"state": "snoozed", "wake_on": date(2026, 1, 13)}, "Put off until Tue 13 Jan."),
        ({"state": "closed", "closed_why": "itself", "closed_at": NOW}, "Cleared by itself, Tue 6 Jan."),
        ({"state": "closed", "closed_why": "not a problem", "note": "holidays", "closed_at": NOW},
         "Not a problem: holidays. Noted, Tue 6 Jan."),
        ({"state": "closed", "closed_why": "outcome", "closed_at": NOW}, 
         "Closed with the renewal's outcome, Tue 6 Jan."),
        ({"state": "done", "closed_why": "done", "closed_at": NOW}, "Done, Tue 6 Jan."),
    ],
)  # fmt: skip
async def test_every_end_has_its_sentence(messages: QueuedMessages, values: dict[str, object], expected: str) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Cta, 1, **values)
    message = await shown(messages, 1)
    assert f"✓ {expected}" in plain_text(message)
    assert plain_text(message).startswith("Acme: ")


@pytest.mark.both_databases
async def test_a_contract_that_ended_untold_is_not_called_cleared(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Contract, 1, ends_on=ago(2), notice_on=None)
    await messages.accounts.change(
        Cta, 2, state="closed", closed_why="itself", closed_at=NOW, occurrence=ago(2).isoformat()
    )
    message = await shown(messages, 2)
    text = plain_text(message)
    assert "○ The contract ended Sun 4 Jan; how, we don't know yet." in text
    assert "✓" not in text
    assert every_button(message) == [("Say how", "renewal", "1")]
    await messages.accounts.change(Contract, 1, outcome="renewed", outcome_for=ago(2))
    assert "✓ Cleared by itself" in plain_text(await shown(messages, 2))


@pytest.mark.both_databases
async def test_handed_to_a_colleague_it_says_to_whom(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Cta, 1, owner_id=12)
    await messages.accounts.add(
        ChangeRecord(person_id=11, kind="reassigned", subject="cta:1", before={}, after={}, at=NOW)
    )
    assert "✓ Now with Tim." in plain_text(await shown(messages, 1))
    assert "Reached out" in plain_text(await shown(messages, 1, TIM))  # for Tim it is open


async def test_the_grouped_data_alert_names_five_accounts_and_counts_the_rest(messages: QueuedMessages) -> None:
    for number in range(1, 18):
        await messages.accounts.account(f"Firm {number:02}", id=number)
        await messages.accounts.add(facts(number, kpis_stale=2))
    await messages.accounts.add(todo(1, "data-gaps", account_id=None, subject="person:11", type="data"))
    message = await shown(messages, 1)
    text = plain_text(message)
    assert text.startswith("Figures too old to judge by at 17 accounts")
    assert "Firm 01, Firm 02, Firm 03, Firm 04, Firm 05 … and 12 more" in text
    assert "Reached out" not in text
    assert visible_words(message) <= MOST_WORDS


@pytest.mark.both_databases
async def test_where_one_account_lacks_data_it_is_named(messages: QueuedMessages) -> None:
    await messages.accounts.account("Larkrise")
    await messages.accounts.add(facts(kpis_stale=2), todo(1, "data-gaps", -1, account_id=None, subject="person:11"))
    assert plain_text(await shown(messages, 1)).startswith("Larkrise: figures too old to judge by")
    digest = await messages.text(await messages.queue())
    assert "1 Larkrise · figures too old to judge by\nBring in new figures" in digest
    assert "Figures are too old to judge by at Larkrise." in digest
    assert "1 account" not in digest


@pytest.mark.both_databases
async def test_a_rule_that_left_the_playbook_still_makes_a_message(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.add(todo(9, "gone-rule"))
    assert "rule is no longer in use" in plain_text(await shown(messages, 9))


async def test_what_has_no_button_of_its_own_stands_in_the_menu(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    for cta, least in ((1, 4), (2, 6)):
        message = await shown(messages, cta)
        [more] = [one for one in elements_of(message) if isinstance(one, Select)]
        assert {"later", "prep", "reassign", "why", "card"} <= {option.value for option in more.options}
        assert len(elements_of(message)) == least


async def test_the_stranger_sees_nothing(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    async with messages.store.read(2) as db:
        assert await alert(db, messages.library, 1, Reader(2, 21, "Sam Stranger", "UTC"), NOW) is None


def test_however_much_there_is_to_say_it_stays_within_80_words() -> None:
    wordy = " ".join(["word"] * 60)
    brief = replace(
        ACME,
        why=wordy,
        missing=tuple(f"step {n} of a long list of things" for n in range(9)),
        tried=f"Reached out Tue 30 Dec: {wordy[:50]}. Still so.",
        clears=f"Clears by itself when {wordy[:80]}.",
        talk=TalkTo("the Vice President of Regional Operations", "CEO type, a guess", wordy, wordy, 1),
    )
    assert visible_words(render_alert(brief)) <= MOST_WORDS


def test_a_hostile_name_stays_one_line_and_plain_text() -> None:
    message = render_alert(replace(ACME, name="<!channel> *Evil* & Co"))
    assert plain_text(message).splitlines()[0].startswith("<!channel> *Evil* & Co: 57 days")  # escaped by renderers
    assert all(span.user is None and span.channel is None for span in message.title)


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_every_example_is_within_its_words_and_neither_shouts_nor_speaks_of_rules(name: str, message: Message) -> None:
    text = plain_text(message)
    assert visible_words(message) <= MOST_WORDS
    assert "!" not in text
    assert not {"rule", "sweep", "cta"} & set(text.casefold().split())


async def test_day_counts_are_the_readers(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    tokyo = Reader(1, 11, "Olga Owner", "Asia/Tokyo")
    late = NOW.replace(hour=16)  # already Wednesday in Tokyo
    async with messages.store.read(1) as db:
        here = await alert(db, messages.library, 1, OLGA, late)
        there = await alert(db, messages.library, 1, tokyo, late)
    assert here is not None
    assert there is not None
    assert "77 days" in here.plain()
    assert "78 days" in there.plain()


@pytest.mark.parametrize(("sure", "asks"), [("a guess", False), ("likely", True), ("sure", True)])
def test_beside_a_step_nothing_is_asked_by_a_type_that_is_only_guessed(sure: str, asks: bool) -> None:
    assert ACME.talk is not None
    talk = replace(ACME.talk, persona=f"CEO type, {sure}", full="Dana Frost, COO")
    brief = replace(ACME, step="ask Dana Frost, COO, who can connect the source", owner="Ana", talk=talk)
    text = plain_text(render_alert(brief))
    assert "Next for Ana: ask Dana Frost, COO" in text
    assert ('Ask: "' in text) is asks
    assert 'Ask Dana Frost, COO: "' in plain_text(render_alert(replace(brief, step="")))
    assert "type" not in text
