"""A step takes up what its CSM noted about the same thing, and nothing else."""

# method: D7

import pytest

from bot.talk.matter.note_step import with_note

ARJUN = "Arjun Novak (Service manager, champion)"
STEP = f"ask {ARJUN} for a day and the names for the training"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "You noted 10 Sep: “The second shift wants a training of its own.”",
            f"offer {ARJUN} two dates for the training, one of them for the second shift",
        ),
        (
            "Noted 3 Nov: “Met them. The night team needs its own training, says Mia.”",
            f"offer {ARJUN} two dates for the training, one of them for the night team",
        ),
        ("You noted 10 Sep: “The second shift wants an import of its own.”", STEP),  # about another thing
        ("You noted 10 Sep: “The training went well.”", STEP),
        ("", STEP),
    ],
)
def test_a_group_that_wants_one_of_its_own_gets_a_date_of_its_own(note: str, expected: str) -> None:
    assert with_note(STEP, note, ARJUN) == expected


def test_nobody_is_offered_what_the_step_asks_of_somebody_else() -> None:
    note = "You noted 10 Sep: “The second shift wants a training of its own.”"
    assert with_note(STEP, note, "Ivo Brandt (Analyst, champion)") == STEP
    assert with_note(STEP, note, "") == STEP
