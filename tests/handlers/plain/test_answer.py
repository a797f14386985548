"""Plain words as people type them, asked of the real handlers on the sample portfolio; the file says what is right.

Another file of that format is asked with MILEPOST_QUESTIONS=file."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from tests.given.plain_words.asking import Asking, account_ids, judged, make_sample, questions_of, told

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
HERE = Path(__file__).parent
OTHER = os.environ.get("MILEPOST_QUESTIONS")
FILES = [Path(OTHER)] if OTHER else [HERE / "questions.yaml", HERE / "talks.yaml"]
LEAST = 0.95


async def test_at_least_95_of_100_are_answered_rightly_and_nothing_is_stored_wrongly(tmp_path, library):
    (tmp_path / "sample").mkdir()
    sample = await make_sample(tmp_path / "sample")
    questions, accounts = [one for file in FILES for one in questions_of(file)], account_ids(sample)
    asking, failures = Asking(sample, tmp_path, library), []
    for question in questions:
        heard = await asking.ask(question)
        wrong = judged(question, heard, accounts)
        if wrong:
            failures.append((question, wrong, heard))
    await asking.close()
    right = len(questions) - len(failures)
    print(f"{right} of {len(questions)} right\n{told(failures)}")
    assert not [one for one in failures if any(word.startswith("stored") for word in one[1])], told(failures)
    assert right >= LEAST * len(questions), told(failures)


EACH_STATEMENT = [
    ("when does acme renew", "14 Mar"),
    ("when did we last speak with acme", "contact"),
    ("what did acme answer in the last survey", "survey"),
    ("weekly use at acme", "weekly use"),
    ("acmee, all ok?", "Acme"),
    ("what should I say to the COO at acme", "Dana Reyes"),
    ("what should I say to Dana Reyes", "Dana Reyes"),
    ("which contracts end in march", "Acme"),
    ("which renewals have no forecast", "forecast"),
    ("accounts with no champion", "champion"),
    ("who left this year", "left"),
    ("who did we lose this year", "left us"),
    ("who is working on first value", "milestone"),
    ("which terms ended without an outcome", "outcome"),
    ("what's my total arr", "a year"),
    ("what changed since monday", "changed"),
    ("how many accounts are at risk by tier", "risk"),
    ("who is overloaded", "to-do"),
    ("how is Tim doing", "Tim"),
    ("snooze acme until friday", "Acme"),
    ("remind me on friday to call acme", "Acme"),
    ("spoke to Dana at acme, she wants the slide", "Acme"),
    ("tag Dana at acme as expert because she checks every figure", "Expert type"),
    ("my call for acme is probable", "probable"),
]


@pytest.mark.both_databases
async def test_each_kind_of_request_is_answered_on_either_database(town):
    for words, said in EACH_STATEMENT:
        await town.slack.acting.say("UOLGA", "CTEAM", f"@milepost {words}")
        await town.settled()
        answer = json.dumps(town.slack.ephemerals("CTEAM", "UOLGA")[-1], ensure_ascii=False)
        assert "didn't work" not in answer, words
        assert "Ask me" not in answer, words
        assert said in answer, (words, answer)


@pytest.mark.both_databases
async def test_four_who_ask_at_once_are_all_answered_and_each_button_is_one(town):
    asks = ["how is acmee", "when does acme renew", "log a call", "who renews in Q1"]

    async def says(words):
        await town.slack.acting.say("UOLGA", "CTEAM", f"@milepost {words}")

    await asyncio.gather(*(says(f"{words} {number}") for number in range(3) for words in asks))
    await town.settled()
    answers = [json.dumps(one, ensure_ascii=False) for one in town.slack.ephemerals("CTEAM", "UOLGA")]
    assert len(answers) == 12
    for answer in answers:
        assert "busy" not in answer
        assert "didn't work" not in answer
        assert "/say" not in answer  # what words become where a button can't be kept
