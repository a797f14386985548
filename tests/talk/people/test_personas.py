"""The log, and what drives the people."""

import pytest

from bot.playbook.text.recognise import propose
from bot.talk.card.log import log
from bot.talk.people.personas import confirm_tagged, persona_form, persona_proposal, personas
from bot.talk.phrases.reader import Reader
from bot.usecases.people.personas import tag as tag_somebody
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.reading import buttons_of, lines_of, names_of, text_of

pytestmark = pytest.mark.one_database


# method: A3
async def test_people_show_their_type_with_evidence_and_history(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await personas(db, accounts.library, 1, OLGA, NOW)
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
async def test_a_tag_is_confirmed_with_what_stood_before(accounts: Accounts) -> None:
    await acme(accounts)
    done = await tag_somebody(
        Write(accounts.store, 1, accounts.book.owner, NOW, "x", None), 1, "friend", "thanked the whole team"
    )
    async with accounts.store.read(1) as db:
        message = await confirm_tagged(db, accounts.library, done.change_id, OLGA, NOW)
    assert lines_of(message)[:2] == ["Tagged the COO at Acme as Friend type", "Because: thanked the whole team"]
    assert "Before: CEO type, likely. It stays in the history." in lines_of(message)
    assert buttons_of(message)["Undo"] == ("undo", str(done.change_id))


async def test_the_form_shows_every_sign_once_and_mixed(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        form = await persona_form(db, accounts.library, 1, OLGA, NOW)
    assert form is not None
    assert names_of(form) == ["seen", "evidence"]
    keys = [option.value for option in form.inputs[0].options]  # type: ignore[union-attr]
    assert len(keys) == len(set(keys)) == sum(len(guide.signs) for guide in accounts.library.personas.values())
    first = {
        next(p for p, guide in accounts.library.personas.items() if key in {s.key for s in guide.signs})
        for key in keys[:3]
    }
    assert first == {"expert", "friend", "ceo"}


async def test_a_proposal_offers_its_own_type_first(accounts: Accounts) -> None:
    await acme(accounts)
    signs = [sign.key for sign in accounts.library.personas["ceo"].signs[:2]]
    proposal = propose(signs, accounts.library.personas)
    async with accounts.store.read(1) as db:
        message = await persona_proposal(
            db, accounts.library, 3, proposal, {"expert": 5, "friend": 6, "ceo": 7}, OLGA, NOW
        )
    assert lines_of(message)[0] == "Mia Okafor: CEO type, likely"
    assert next(iter(buttons_of(message).items())) == ("Tag as CEO type", ("run", "7"))


async def test_signs_that_do_not_tell_lead_to_a_question(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await persona_proposal(
            db,
            accounts.library,
            3,
            propose([], accounts.library.personas),
            {"expert": 5, "friend": 6, "ceo": 7},
            OLGA,
            NOW,
        )
    assert "Nothing seen yet that points to a type" in text_of(message)
    assert "To be surer, ask “" in text_of(message)


async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await log(db, accounts.library, 1, sam, NOW) is None
        assert await personas(db, accounts.library, 1, sam, NOW) is None
        assert await persona_form(db, accounts.library, 1, sam, NOW) is None
        assert await confirm_tagged(db, accounts.library, 1, sam, NOW) is None
