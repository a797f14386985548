"""A value note has a thing in it: the next piece for the stage that they haven't had, and never a flood."""

# method: C1, C8

from datetime import timedelta

import pytest

from bot.message import ChoiceInput, Form
from bot.store.tables import Cta, PutForward
from bot.talk.letters.draft import draft_form
from bot.usecases.account.sent_drafts import SentLetter, WhatItOffers, sent_about
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA
from tests.given.rows import facts

pytestmark = pytest.mark.one_database


async def note(accounts: Accounts) -> Form:
    async with accounts.store.read(1) as db:
        form = await draft_form(db, accounts.library, "todo/5", OLGA, NOW)
    assert form is not None
    return form


def offered(form: Form) -> ChoiceInput:
    return next(one for one in form.inputs if isinstance(one, ChoiceInput) and one.name == "offer")


@pytest.mark.both_databases
async def test_each_note_sends_another_piece_and_none_two_at_once(accounts: Accounts) -> None:
    await accounts.account("Acme", id=1, playbook="subscription")
    await accounts.person(1, "Dana Reyes", title="COO", role="decision maker", persona="friend")
    await accounts.add(facts(stage="adoption", stage_position=2, milestone="", health=80, band=3))
    await accounts.todo(1, "value-note", id=5, type="objective", priority=4)
    first = await note(accounts)
    [option] = offered(first).options
    assert offered(first).value == (option.value,)
    piece = next(one for one in accounts.library.content.pieces if f"piece:{one.key}" == option.value)
    assert piece.personas == ("friend",)  # what is for them comes before what is for everyone
    text = str(first.inputs[1].value)
    assert text.startswith("Hi Dana,\n\nNothing to solve today. I came across something that I think your team would ")
    assert f"like: a word on {piece.title}.\n\n{piece.text}\n\n" in text
    letter = SentLetter(text, "mail", 1, "One thing", WhatItOffers("piece", piece.key, f"a word on {piece.title}"))
    await sent_about(accounts.write(), 5, letter)
    row = await accounts.one(PutForward.__table__.select().with_only_columns(PutForward.what, PutForward.kind))
    assert row == piece.key
    await accounts.change(Cta, 5, state="open")
    assert not any(one.value.startswith("piece:") for one in (offered(await note(accounts)).options))  # days later
    await accounts.set(PutForward, 1, made_on=NOW.date() - timedelta(days=28))
    [another] = offered(await note(accounts)).options
    assert another.value.startswith("piece:")
    assert another.value != option.value
