"""Words after a command that mean nothing to it are named, never dropped in silence."""

import pytest

from handlers.account_words import WORDS
from tests.given.slack_town import text_of

pytestmark = pytest.mark.one_database


TAKING_LITTLE = [one.word for one in WORDS if one.takes is not None and one.word != "post-mortem"]  # Acme hasn't left


@pytest.mark.parametrize("word", TAKING_LITTLE)
async def test_what_a_word_doesnt_take_is_said(town, word) -> None:
    await town.types(f"/journey acme {word} gibberish")
    shown = [*town.slack.ephemerals("CTEAM", "UOLGA"), *town.slack.views("UOLGA")]
    assert any("gibberish" in str(one) and "I left out" in str(one) for one in shown)


@pytest.mark.both_databases
async def test_a_forecast_typed_is_chosen_in_the_form_and_a_short_word_is_no_slip(town) -> None:
    await town.types("/journey acme renewal Probable")
    assert "'initial_option': {'text': {'type': 'plain_text', 'text': 'Probable'" in str(town.slack.views("UOLGA")[-1])
    said = text_of(await town.types("/journey acme as file"))
    assert "as file" in said
    assert "Acme ask" not in said
