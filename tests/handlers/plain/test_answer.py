"""Plain words as people type them, asked of the real handlers on the sample portfolio; the file says what is right.

Another file of that format is asked with MILEPOST_QUESTIONS=file."""

import asyncio
import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import actions
from bot.store.session import Store, open_engine
from bot.store.tables import Account, Cta, Person
from bot.surfaces.plain.text import plain_text
from bot.talk.account.read_account import load_accounts
from bot.talk.phrases.reader import Reader
from bot.talk.plain.asked import FactAsked
from bot.talk.plain.facts import FACTS, fact_message
from bot.talk.plain.people_facts import PEOPLE_FACTS
from tests.given.plain_words.asking import (
    NOW,
    Asking,
    account_ids,
    buttons_of,
    desk_on,
    judged,
    make_sample,
    questions_of,
    told,
)

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
HERE = Path(__file__).parent
OTHER = os.environ.get("MILEPOST_QUESTIONS")
FILES = (
    [Path(OTHER)]
    if OTHER
    else [
        HERE / f"{one}.yaml"
        for one in (
            "questions",
            "talks",
            "otherwise_put",
            "said_around",
            "by_all_its_words",
            "which_part",
            "nothing_stored",
            "by_a_figure",
        )
    ]
)
LEAST = 0.95


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return asyncio.run(make_sample(tmp_path_factory.mktemp("sample")))


async def test_at_least_95_of_100_are_answered_rightly_and_nothing_is_stored_wrongly(sample, tmp_path, library):
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
    ("acmes arr", "a year"),
    ("how is acmme", "Acme"),
    ("when did we last speak with Dana Reyes", "contact"),
    ("when does acme renew, and who decides there?", "Dana Reyes"),
    ("how's northbridge timber doing", "northbridge timber"),
    ("acme's kick-off is done, tick it off", "Acme"),
    ("did we win anyone new this month", "new"),
    ("everything that Tim looks after", "Tim"),
    ("draft a mail to Dana at acme asking for a reference", "reference"),
    ("no need to log that. how is acme?", "Acme"),
    ("who has the worst health?", "no health on record"),
    ("which account uses it least?", "weekly use"),
    ("any urgent tickets?", "no pressing ticket"),
    ("how did acme's health develop over the last month", "health"),
    ("when did acme reach first value", "first value"),
    ("does acme renew automatically", "by itself"),
    ("tell Tim to call Dana at acme on friday", "Tim hears of it at once"),
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


FOUR = {
    "ana": ("how is corvan", "log a call", "who renews in Q1", "snooze brightwater"),
    "ben": ("when does larkrise renew", "remind me about halcyon", "who is at risk", "tag Amara Adeyemi as expert"),
    "chloe": ("what should I say to the COO", "log a call", "what changed since monday", "how is umberfeld"),
    "mei": ("how many accounts do I have", "log that they want a discount", "prep me for driftwell", "who is stuck"),
}


async def test_four_who_ask_at_once_are_all_answered_and_each_button_is_one(sample, tmp_path, library):
    """Each of them one thing after the other, all four at the same time."""
    shutil.copyfile(sample, tmp_path / "four.db")
    store = Store(open_engine(f"sqlite:///{tmp_path / 'four.db'}"))
    async with desk_on(store, library) as desk:

        async def asks(user):
            return [await desk.says(user, words) for words in FOUR[user]]

        answers = [one for all_ in await asyncio.gather(*map(asks, FOUR)) for one in all_]
    await store.close()
    assert len(answers) == 16
    for answer in answers:
        said = plain_text(answer.message)
        assert said.strip()
        assert "busy" not in said
        assert "didn't work" not in said
        assert "/say" not in said  # what words become where a button can't be kept
        runs = [one for one in buttons_of(answer) if one.action == actions.RUN]
        assert all(one.target.isdecimal() for one in runs)
    assert sum(one.action == actions.RUN for answer in answers for one in buttons_of(answer)) >= 8


async def test_a_colleague_gets_a_to_do_after_a_yes_and_only_then(sample, tmp_path, library):
    shutil.copyfile(sample, tmp_path / "for-ben.db")
    store = Store(open_engine(f"sqlite:///{tmp_path / 'for-ben.db'}"))

    async def theirs():
        async with store.read(1) as db:
            rows = await db.execute(
                select(Person.name, Account.key, Cta.due_on)
                .join(Cta, Cta.owner_id == Person.id)
                .join(Account, Account.id == Cta.account_id)
                .where(Cta.title == "call Henrik at Brightwater")
            )
            return [tuple(row) for row in rows]

    async with desk_on(store, library) as desk:
        asked = await desk.says("ana", "tell Ben to call Henrik at Brightwater on Monday")
        assert await theirs() == []
        yes, mine = buttons_of(asked)
        assert (yes.label, mine.label) == ("Yes, for Ben Okafor", "For me")
        done = await desk.presses("ana", yes)
        assert await theirs() == [("Ben Okafor", "brightwater", date(2026, 11, 30))]
        assert any(one.label == "Undo" for one in buttons_of(done))
    await store.close()


MOST_WORDS = 40  # of a fact's sentence: it is read on a phone


async def test_each_fact_of_each_account_is_a_sentence_of_at_most_40_words(sample, library):
    store = Store(open_engine(f"sqlite:///{sample}"))
    names = [*FACTS, *PEOPLE_FACTS, *(f"kpi:{one.key}" for one in library.playbooks["laer"].health.kpis)]
    async with store.read(1) as db:
        views = await load_accounts(db, library, sorted(account_ids(sample).values()), NOW)
        reader = Reader(1, 1, "Ana Keller", "Europe/Berlin")
        said = {
            (view.account.key, name): "".join(span.text for span in fact_message(_asked(view, reader), name).title)
            for view in views.values()
            for name in names
        }
    await store.close()
    assert len(said) == 40 * len(names)
    assert {at: words for at, words in said.items() if len(words.split()) > MOST_WORDS or not words.strip()} == {}


def _asked(view, reader):
    return FactAsked(view, reader, NOW, people=())


async def test_words_that_nobody_understands_are_kept_in_a_buttons_intent_for_a_day_and_in_no_log(
    sample, tmp_path, library, caplog
):
    words = "zimtstern about corvane wobblefrost"
    shutil.copyfile(sample, tmp_path / "kept.db")
    store = Store(open_engine(f"sqlite:///{tmp_path / 'kept.db'}"))
    with caplog.at_level("DEBUG", logger="bot"), caplog.at_level("DEBUG", logger="handlers"):
        async with desk_on(store, library) as desk:
            answer = await desk.says("ana", f"tell them {words} whenever it suits, quite so")
            await desk.says("ana", f"prep me for halcyon and {words}")
            for user, said in FOUR.items():
                await desk.says(user, f"{said[0]} {words}")
    async with store.everywhere() as db:
        kept = (await db.exec_driver_sql("SELECT expires_at FROM intents WHERE command LIKE '%wobblefrost%'")).all()
    await store.close()
    assert buttons_of(answer)
    assert kept
    assert all(str(row.expires_at) <= str(NOW + timedelta(days=1, minutes=1)).replace("+00:00", "") for row in kept)
    assert "wobblefrost" not in caplog.text
