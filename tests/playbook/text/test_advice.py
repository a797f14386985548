"""What to say: about the rule if it has words, else about the milestone, else for the stage."""

import dataclasses

import pytest

from bot.playbook.models import STAGES, VOICES, Library, Playbook, Track
from bot.playbook.text.advice import advise
from bot.playbook.text.samples import FULL, UNKNOWN


def rules(laer: Playbook):
    return {rule.key: rule for rule in laer.rules}


def test_a_rule_with_words_of_its_own_comes_first(library: Library, laer: Playbook):
    advice = advise(library, "ceo", "renew", FULL, milestone=laer.milestones()[0], rule=rules(laer)["renewal"])
    assert advice.source == "rule"
    assert "full cost" in advice.say[0]
    assert advice.never == library.personas["ceo"].cells["renew"].never


def test_a_rule_without_words_leaves_them_to_the_milestone(library: Library, laer: Playbook):
    advice = advise(
        library, "expert", "land", FULL, milestone=laer.milestones()[0], rule=rules(laer)["stuck-in-milestone"]
    )
    assert advice.source == "milestone"
    assert advice.say == (
        "2 of 5 steps done. Open: live data source, first users invited and first result on screen.",
        "This is day 57, and 45 is usual. Let's find the step that holds up the others and put a date on it.",
        "Open on our side: schema notes by Fri 9 Jan.",
    )
    assert advice.leave_with == "a date and a name for each open step"


def test_without_milestone_and_rule_the_stage_speaks(library: Library):
    # method: A3
    advice = advise(library, "friend", "adopt", UNKNOWN)
    cell = library.personas["friend"].cells["adopt"]
    assert (advice.source, advice.say, advice.ask) == ("cell", (cell.message,), cell.questions[0])


def test_a_line_with_nothing_to_say_is_left_out(library: Library, laer: Playbook):
    without = dataclasses.replace(FULL, promise=None)
    advice = advise(library, "expert", "land", without, milestone=laer.milestones()[0])
    assert len(advice.say) == 2


def test_words_that_cannot_be_rendered_never_stop_a_csm(library: Library, laer: Playbook):
    broken = laer.milestones()[0].model_copy(update={"talk": {"ceo": Track(say=("{{ nobody }}",))}})
    assert advise(library, "ceo", "land", FULL, milestone=broken).source == "cell"


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("stage", STAGES)
def test_there_is_always_something_to_say_and_to_ask(library: Library, laer: Playbook, voice, stage):
    for situation in (FULL, UNKNOWN):
        for milestone in (*laer.milestones(), None):
            for rule in (*laer.rules, None):
                advice = advise(library, voice, stage, situation, milestone=milestone, rule=rule)
                assert advice.say
                assert advice.ask
                assert advice.never
