"""A plain question means a command, or says what can be asked."""

import json

import pytest

from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.greeting import greeting
from handlers.questions import command_for

QUESTIONS = [
    ("how is acme?", "journey acme"),
    ("How's Acme Labs doing today?", "journey Acme Labs"),
    ("what’s up with Acme Labs", "journey Acme Labs"),
    ("tell me about acme", "journey acme"),
    ("prep me for acme", "journey prep acme"),
    ("please prep me for my call with Acme Labs", "journey prep Acme Labs"),
    ("prepare for the meeting with acme the COO", "journey prep acme the COO"),
    ("log for acme: met the COO", "journey log acme: met the COO"),
    ("log for acme: met the COO.\n\nShe wants:  a slide?", "journey log acme: met the COO.\n\nShe wants:  a slide?"),
    ("map of acme", "journey map acme"),
    ("show me the journey map for acme", "journey map acme"),
    ("my to-dos", "cta"),
    ("what are my todos?", "cta"),
    ("what's due today?", "cta"),
    ("my accounts", "journey"),
    ("show my portfolio", "journey"),
    ("tasks for acme", "journey tasks acme"),
    ("who is at acme?", "persona acme"),
    ("who is at risk?", "journey at-risk"),
    ("Who's at risk", "journey at-risk"),
    ("which accounts are at risk this quarter?", "journey at-risk"),
    ("show me the accounts at risk", "journey at-risk"),
    ("what renews next month?", "journey renewals"),
    ("which customers are up for renewal", "journey renewals"),
    ("who renews in the next 30 days", "journey renewals"),
    ("my renewals", "journey renewals mine"),
    ("renewals by csm", "journey renewals by csm"),
    ("who is stuck?", "journey stuck"),
    ("which of my accounts are stuck?", "journey stuck"),
    ("who did we lose?", "journey churn"),
    ("who is at Riskified?", "persona Riskified"),
    ("how is Stuck Ltd?", "journey Stuck Ltd"),
    ("stuck on a call with acme", None),
    ("acme", None),
    ("sing a song", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "command"), QUESTIONS)
def test_a_question_means_a_command(text, command):
    assert command_for(text) == command


def test_an_endless_question_is_read_in_no_time():
    assert command_for("how is " + "a " * 20_000) is not None
    assert command_for("prep " * 5_000) is not None
    assert command_for("who renews in " + "a " * 20_000 + "!?x") is None
    assert command_for("which of my accounts " * 5_000) is None


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

    assert "renews within 120 days" in await asks("what renews next month?")
    assert "Your accounts: 2 stuck" in await asks("who is stuck?")
    assert "Your accounts: none at risk" in await asks("who is at risk")
    assert "You're welcome, Olga!" in await asks("thanks")
