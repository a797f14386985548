"""The log, and what drives the people."""

import pytest

from bot.playbook.models import Library
from bot.playbook.text.recognise import propose
from bot.store.session import Store
from bot.talk.account.read_account import load_account
from bot.talk.card.log import log, log_form, saved
from bot.talk.people.personas import confirm_tagged, persona_form, persona_proposal, personas
from bot.talk.phrases.reader import Reader
from bot.usecases.account.personas import tag as tag_somebody
from bot.usecases.writing.write import Write
from tests.conftest import Book
from tests.talk.reading import buttons_of, lines_of, names_of, text_of
from tests.talk.seed import NOW, OLGA, TIM, account, acme, add, at, event

pytestmark = pytest.mark.one_database


async def test_the_log_reads_newest_first(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        lines = lines_of(await log(db, library, 1, TIM, NOW))
    assert lines[0] == "Acme · what happened"
    assert lines[1] == "Sun 4 Jan · Done: team training (Olga)"
    assert "Fri 2 Jan · Spoke with Dana Reyes: wants the board slide (Olga)" in lines
    assert "Fri 2 Jan · Next step: schema notes, by Fri (Olga)" in lines
    assert "Tue 2 Dec 2025 · Survey, NPS 9 (Olga)" in lines
    assert lines[-1] == "Tue 21 Oct 2025 · Reached first value"


async def test_every_kind_of_event_has_words(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(
        store,
        event("stage_entered", 9, key="adopt"),
        event("review", 8, "went well", key="ebr"),
        event("renewal", 7, key="reduced"),
        event("churned", 6, "price", by_id=None, by_text="Sales\nteam"),
        event("note", 5, "Quiet week"),
        event("note", 4, "Gone", undone_at=at(1)),
        event("something-new", 3),
    )
    async with store.read(1) as db:
        assert lines_of(await log(db, library, 1, OLGA, NOW))[1:] == [
            "Sat 3 Jan · something-new (you)",
            "Thu 1 Jan · Quiet week (you)",
            "Wed 31 Dec 2025 · Left us: price (Sales team)",
            "Tue 30 Dec 2025 · Renewed for less (you)",
            "Mon 29 Dec 2025 · Executive review held: went well (you)",
            "Sun 28 Dec 2025 · Entered Adopt (you)",
        ]


async def test_a_long_log_shows_the_last_fifteen(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    await add(store, *(event("note", number, f"note {number}") for number in range(20)))
    async with store.read(1) as db:
        lines = lines_of(await log(db, library, 1, OLGA, NOW))
    assert len(lines) == 1 + 15 + 1
    assert lines[-1] == "The last 15 are shown."


@pytest.mark.both_databases
async def test_an_empty_log_teaches(store: Store, library: Library, book: Book) -> None:
    await account(store, library)
    async with store.read(1) as db:
        assert "One line after each call is enough." in lines_of(await log(db, library, 1, OLGA, NOW))


def test_saving_is_said_in_the_past_tense_with_undo() -> None:
    message = saved("Acme", "met the COO,\nwants the board slide", 17, 4)
    assert lines_of(message) == ["Saved to Acme's log", "“met the COO, wants the board slide”"]
    assert buttons_of(message) == {"Add details": ("log-add", "event/17"), "Undo": ("undo", "4")}


async def test_the_form_asks_for_review_people_and_next_step(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        view = await load_account(db, library, 1, NOW)
    assert view is not None
    form = log_form(view, note="met the COO")
    assert names_of(form) == ["note", "review", "with", "next_step", "next_on"]
    assert form.target == "1"
    assert len(form.title) <= 24


# method: A3
async def test_people_show_their_type_with_evidence_and_history(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        message = await personas(db, library, 1, OLGA, NOW)
    assert lines_of(message)[:5] == [
        "Acme · people and types",
        "Dana Reyes, COO · decision maker",
        "CEO type (likely, tagged by you Fri 2 Jan)",
        "Because: asked for the result first",
        "Before: Expert type, a guess (Thu 27 Nov 2025, you)",
    ]
    assert "Type not known yet" in lines_of(message)
    assert "Left: Ana Silva." in lines_of(message)


@pytest.mark.both_databases
async def test_a_tag_is_confirmed_with_what_stood_before(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    done = await tag_somebody(Write(store, 1, book.owner, NOW, "x", None), 1, "friend", "thanked the whole team")
    async with store.read(1) as db:
        message = await confirm_tagged(db, library, done.change_id, OLGA, NOW)
    assert lines_of(message)[:2] == ["Tagged the COO at Acme as Friend type", "Because: thanked the whole team"]
    assert "Before: CEO type, likely. It stays in the history." in lines_of(message)
    assert buttons_of(message)["Undo"] == ("undo", str(done.change_id))


async def test_the_form_shows_every_sign_once_and_mixed(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        form = await persona_form(db, library, 1, OLGA, NOW)
    assert form is not None
    assert names_of(form) == ["seen", "evidence"]
    keys = [option.value for option in form.inputs[0].options]  # type: ignore[union-attr]
    assert len(keys) == len(set(keys)) == sum(len(guide.signs) for guide in library.personas.values())
    first = {
        next(p for p, guide in library.personas.items() if key in {s.key for s in guide.signs}) for key in keys[:3]
    }
    assert first == {"expert", "friend", "ceo"}


async def test_a_proposal_offers_its_own_type_first(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    signs = [sign.key for sign in library.personas["ceo"].signs[:2]]
    proposal = propose(signs, library.personas)
    async with store.read(1) as db:
        message = await persona_proposal(db, library, 3, proposal, {"expert": 5, "friend": 6, "ceo": 7}, OLGA, NOW)
    assert lines_of(message)[0] == "Mia Okafor: CEO type, likely"
    assert next(iter(buttons_of(message).items())) == ("Tag as CEO type", ("run", "7"))


async def test_signs_that_do_not_tell_lead_to_a_question(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        message = await persona_proposal(
            db, library, 3, propose([], library.personas), {"expert": 5, "friend": 6, "ceo": 7}, OLGA, NOW
        )
    assert "Nothing seen yet that points to a type" in text_of(message)
    assert "To be surer, ask “" in text_of(message)


async def test_a_stranger_finds_nothing(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    sam = Reader(book.other_workspace, book.stranger, "Sam", None)
    async with store.read(book.other_workspace) as db:
        assert await log(db, library, 1, sam, NOW) is None
        assert await personas(db, library, 1, sam, NOW) is None
        assert await persona_form(db, library, 1, sam, NOW) is None
        assert await confirm_tagged(db, library, 1, sam, NOW) is None
