"""Every button and form is answered, and slips are helped."""

import pytest
from sqlalchemy import select

from bot import actions
from bot.message import Actions, Form, Message
from bot.store.tables import AccountEvent
from bot.talk.examples import EXAMPLES
from handlers.dispatch import ACTIONS, FORMS
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


def test_every_button_and_form_that_anybody_can_see_is_answered():
    named = {value for name, value in vars(actions).items() if name.isupper() and isinstance(value, str)}
    assert named == set(ACTIONS) | set(FORMS)
    assert set(ACTIONS) >= actions.OPEN_FORMS
    for name, example in EXAMPLES:
        if isinstance(example, Form):
            assert example.action in FORMS, name
            continue
        assert isinstance(example, Message)
        for block in example.blocks:
            for element in block.elements if isinstance(block, Actions) else ():
                assert element.action in ACTIONS, (name, element.action)


@pytest.mark.both_databases
async def test_unknown_words_get_the_nearest_that_works(town):
    shown = await town.types("/journey acme prpe")
    assert "Acme prep" in text_of(shown)
    shown = await town.types("/journey acme met the COO today")
    logged = await town.presses(shown, "Log it")
    assert "Saved" in text_of(logged)
    assert await town.one(select(AccountEvent.note)) == "met the COO today"
    assert "Add it as a to-do" in text_of(await town.types("/cta call Dana"))
