"""What may reach a customer: a promise, in the words it was made in; never what stands on somebody's list."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import bot
from bot.api.account_json import product_account
from bot.message import Form, TextInput
from bot.store.tables import Cta
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView, Contact
from bot.talk.card.share import shared_card
from bot.talk.letters.draft import draft_form
from bot.talk.letters.written import Draft, asking, celebration, draft_of, sending
from bot.talk.matter.lines import advice_for
from bot.talk.matter.matter import matter_of
from bot.talk.people.prep import prep
from bot.talk.pictures.journey_map import map_of
from bot.talk.plan.plan import plan
from bot.talk.reviews.review import review_of
from bot.talk.todos.alert import alert
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import text_of
from tests.given.rows import event, todo

PRIVATE = "find out whether the ZEBRA is leaving"
PROMISED = "schema notes"


@pytest.mark.both_databases
async def test_no_text_for_a_customer_holds_a_private_to_do(accounts: Accounts) -> None:
    # method: A2, D12
    await acme(accounts)
    await accounts.add(
        todo(9, "hand", -1, title=PRIVATE, type="objective", priority=1),
        todo(10, "hand", -2, title=PRIVATE, type="objective", priority=1, state="done"),
        event("next_step", 1, PRIVATE, key=ago(-1).isoformat()),
    )
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
        assert view is not None
        forms = [await draft_form(db, accounts.library, to, OLGA, NOW) for to in ("account/1", "person/1", "todo/9")]
        said = [text_of(await shared_card(db, accounts.library, 1, OLGA, NOW))]
        said += [text_of(await of(db, accounts.library, 1, OLGA, NOW)) for of in (prep, plan)]
        said.append(text_of(await alert(db, accounts.library, 1, OLGA, NOW)))
        said.append(str(await product_account(db, accounts.library, "acme")))
    said += [
        field.value for form in forms if isinstance(form, Form) for field in form.inputs if isinstance(field, TextInput)
    ]
    said += said_to_them(view)
    assert len(said) > 200  # every playbook, stage, rule and person
    assert not [text for text in said if "ZEBRA" in text]
    assert sum(PROMISED in text for text in said) > 20


def said_to_them(view: AccountView) -> Iterator[str]:
    """Letters, lines to say, favours, agendas and the map, in every place of every playbook."""
    for playbook in view.library.playbooks.values():
        for stage in playbook.stages:
            for milestone in stage.milestones:
                facts = view.facts
                assert facts is not None
                facts.stage, facts.milestone = stage.key, milestone.key
                yield from of_place(replace(view, playbook=playbook))


def of_place(view: AccountView) -> Iterator[str]:
    yield from (words for draft in drafts_of(view) for words in (draft.subject, draft.text))
    yield " ".join(review_of(view, [], view.goals, OLGA, NOW).agenda)
    yield repr(map_of(view, OLGA, NOW))
    for known, cta in asked_at(view):
        advice = advice_for(view, known, OLGA, NOW, cta=cta)
        yield " ".join((*advice.say, advice.ask or "", *advice.questions, *advice.draft))


def drafts_of(view: AccountView) -> Iterator[Draft]:
    for known, cta in asked_at(view):
        yield draft_of(view, known, matter_of(view, OLGA, NOW, about=cta), OLGA, NOW, cta=cta)
    if view.milestone is not None:
        yield celebration(view, view.milestone, OLGA, NOW)
        yield from (sending(view, piece, None, OLGA, NOW) for piece in view.milestone.materials)
    yield asking(view, "reference", OLGA, NOW)


def asked_at(view: AccountView) -> Iterator[tuple[Contact | None, Cta | None]]:
    todos = (*view.todos, *(todo(100 + at, rule.key) for at, rule in enumerate(view.current.rules)), None)
    return ((known, cta) for known in (*view.active, None) for cta in todos)


def test_a_promise_is_made_in_one_place_of_words_that_were_marked_as_one() -> None:
    made = []
    for path in sorted(Path(bot.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_one = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Promise"
            if is_one and not all(isinstance(arg, ast.Constant) for arg in node.args):  # examples are written out
                made.append(path.name)
    assert made == ["account_words.py"]
