"""Words to the bot are answered as the command would, or say what can be asked."""

import json

import pytest

from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.greeting import greeting
from bot.usecases.writing.conversations import KEPT

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("text", ["thanks", "Thank you!", "thanks a lot", "Great, thanks!"])
def test_thanks_are_answered_in_one_warm_line(text):
    assert plain_text(greeting(text, "Olga Owner")).strip() == "You're welcome, Olga!"


@pytest.mark.parametrize("text", ["hello", "Hi!", "good morning", "Hey there"])
def test_a_greeting_is_answered_in_one_line_with_what_to_ask(text):
    said = plain_text(greeting(text, "Olga Owner")).strip()
    assert said.startswith("Hello, Olga! Ask me")
    assert "\n" not in said


def test_an_account_or_a_question_is_no_greeting():
    assert greeting("hello fresh", "Olga") is None
    assert greeting("thanks for acme", "Olga") is None


async def test_a_mention_in_plain_words_answers_as_the_list_does(town):
    async def asks(words):
        await town.slack.acting.say("UOLGA", "CTEAM", f"@milepost {words}")
        await town.settled()
        return json.dumps(town.slack.ephemerals("CTEAM", "UOLGA")[-1], ensure_ascii=False)

    assert "Your accounts: 2 stuck" in await asks("who is stuck?")
    assert "at risk" in await asks("who is at risk")
    assert "You're welcome, Olga!" in await asks("thanks")


@pytest.mark.both_databases
async def test_a_talk_goes_on_in_its_place_for_half_an_hour(town):
    """Kept in the database, so that another process or a restart knows it too; elsewhere nothing is known of it."""

    async def asks(words, channel="CTEAM"):
        await town.slack.acting.say("UOLGA", channel, f"@milepost {words}")
        await town.settled()
        return json.dumps(town.slack.ephemerals(channel, "UOLGA")[-1], ensure_ascii=False)

    assert "mid tier" in await asks("how is acme?")
    assert "Acme" in await asks("when does it renew")
    assert "Which account" in await asks("prep me for it", channel="CGUESTS")
    town.clock[0] += KEPT
    assert "Which account" in await asks("prep me for it")
