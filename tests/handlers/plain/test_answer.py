"""Plain words as people type them, asked of the real handlers on the sample portfolio; the file says what is right.

Another file of that format is asked with MILEPOST_QUESTIONS=file."""

import os
from pathlib import Path

import pytest

from tests.given.plain_words.asking import Asking, account_ids, judged, make_sample, questions_of, told

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
FILE = Path(os.environ.get("MILEPOST_QUESTIONS", Path(__file__).parent / "questions.yaml"))
LEAST = 0.95


async def test_at_least_95_of_100_are_answered_rightly_and_nothing_is_stored_wrongly(tmp_path, library):
    (tmp_path / "sample").mkdir()
    sample = await make_sample(tmp_path / "sample")
    questions, accounts = questions_of(FILE), account_ids(sample)
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
