"""Every sentence that ships can be said aloud, is short, and gives nothing of ours away."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.playbook.models import STAGES, VOICES, Library, Milestone, Playbook, Track
from bot.playbook.text.samples import situations
from bot.playbook.text.situation import MilestoneWords, Situation
from bot.playbook.text.templates import render

NORMAL = {name: each for name, each in situations().items() if name != "long names full of markup"}
OURS = ("persona", "expert type", "friend type", "ceo type", "stakeholder", "champion", "milestone", "playbook", "cta",
        "health score", "churn", "upsell", "cross-sell", "sponsor", "qbr", "ebr", "arr", "tier")  # fmt: skip
EMPTY_TALK = ("leverage", "synergy", "touch base", "circle back", "reach out", "customer success", "best-in-class",
              "seamless", "delight", "journey", "onboarding", "adoption", "kpi")  # fmt: skip


def tracks(playbook: Playbook) -> Iterator[tuple[str, Track]]:
    for owner in (*playbook.milestones(), *playbook.rules):
        for voice, track in owner.talk.items():
            yield f"{owner.key}, {voice}", track


def spoken(library: Library, playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Everything that a customer may hear, rendered in every normal situation."""
    for name, situation in NORMAL.items():
        for where, track in tracks(playbook):
            for template in (*track.say, *filter(None, [track.ask])):
                yield f"{where}, {name}", render(template, situation)
    for milestone in playbook.milestones():
        for done in range(len(milestone.tasks)):
            for voice, track in milestone.talk.items():
                for template in track.say:
                    yield f"{milestone.key}, {voice}, {done} done", render(template, told(milestone, done=done))
    for rule in playbook.rules:
        for milestone in playbook.milestones():
            for template in (line for track in rule.talk.values() for line in track.say):
                yield f"{rule.key} at {milestone.key}", render(template, told(milestone, done=0))
    for voice in VOICES:
        for stage in STAGES:
            cell = library.personas[voice].cells[stage]
            yield from ((f"{voice}, {stage}", said) for said in (cell.message, *cell.questions))


def told(milestone: Milestone, *, done: int) -> Situation:
    """The full situation on the way to that milestone, with its own tasks, of which the first are done."""
    names = tuple(task.name for task in milestone.tasks)
    words = replace(
        MilestoneWords(name=milestone.name, meaning=milestone.meaning, days=57, usual=milestone.usual_days),
        done=done,
        total=len(names),
        next_task=names[done],
        done_tasks=names[:done],
        open_tasks=names[done:],
        missing=(*names[done:], "weekly use 38% of 40%"),
    )
    return replace(situations()["everything known"], milestone=words)


def words_for_csms(playbook: Playbook) -> Iterator[tuple[str, str, int]]:
    """Where, the rendered text and its limit."""
    for name, situation in NORMAL.items():
        for rule in playbook.rules:
            yield f"{rule.key}.headline, {name}", render(rule.headline, situation), 110
            yield f"{rule.key}.todo, {name}", render(rule.todo, situation), 60
            yield f"{rule.key}.clears, {name}", render(rule.clears, situation), 110
        for where, track in tracks(playbook):
            if track.leave_with:
                yield f"{where}, leave with, {name}", render(track.leave_with, situation), 70


def test_what_is_said_fits_one_breath(library: Library, playbook: Playbook):
    assert [(where, said) for where, said in spoken(library, playbook) if len(said) > 200] == []


def test_headlines_and_todos_fit_a_phone(playbook: Playbook):
    assert [(where, said) for where, said, limit in words_for_csms(playbook) if not 0 < len(said) <= limit] == []


@pytest.mark.slow
def test_customers_never_hear_our_words_for_them(library: Library, playbook: Playbook):
    # method: A3
    for where, said in spoken(library, playbook):
        heard = [word for word in (*OURS, *EMPTY_TALK) if re.search(rf"\b{re.escape(word)}s?\b", said.lower())]
        assert not heard, f"{where}: {heard} in {said!r}"


def test_a_ceo_type_is_always_given_two_ways(playbook: Playbook):
    # method: A6
    for where, track in tracks(playbook):
        if where.endswith("ceo"):
            said = " ".join(track.say).lower()
            assert re.search(r"\btwo (ways|dates)\b", said), where
            assert not re.search(r"\bbeta\b|we can't|cannot", said), where


def test_a_ceo_types_vision_is_quoted_where_it_is_known(playbook: Playbook):
    # method: A6
    for where, track in tracks(playbook):
        if where.endswith("ceo") and not where.startswith("health-fell"):
            assert "“Halve the time" in render(track.say[0], NORMAL["everything known"]), where


def test_nobody_is_shouted_at(library: Library, playbook: Playbook):
    for _, said in spoken(library, playbook):
        assert "!" not in said
    for _, said, _ in words_for_csms(playbook):
        assert "!" not in said


def test_nothing_unknown_is_ever_printed_and_nothing_is_left_dangling(library: Library, playbook: Playbook):
    everything = [*spoken(library, playbook), *((where, said) for where, said, _ in words_for_csms(playbook))]
    for where, said in everything:
        assert "None" not in said, where
        assert not re.search(r"\(\s*\)|\s[,.;:?]|[,;:]\.|\.\.|  |:$|,$", said), f"{where}: {said!r}"


def test_plurals_are_right_when_there_is_one(library: Library, playbook: Playbook):
    one = situations()["one of everything"]
    said = " ".join(render(text, one) for rule in playbook.rules for text in (rule.headline, rule.todo))
    said += " ".join(render(line, one) for _, track in tracks(playbook) for line in track.say)
    assert "1 day" in said
    assert not re.search(r"\b1 (days|accounts|steps|decision makers)\b", said)


def test_sentences_start_large_and_end_with_a_mark(library: Library, playbook: Playbook):
    for where, said in spoken(library, playbook):
        if said:
            assert said[0].isupper() or said[0] in "“0123456789", f"{where}: {said!r}"
            assert said[-1] in ".?", f"{where}: {said!r}"


def test_headlines_read_on_after_the_accounts_name(playbook: Playbook):
    for where, said, _ in words_for_csms(playbook):
        if ".headline" in where:
            assert not said[0].isupper(), where
            assert said[-1] not in ".", where


def test_every_question_is_one(library: Library, playbook: Playbook):
    for where, track in tracks(playbook):
        assert track.ask, where
        assert track.ask.endswith("?"), where
    for voice in VOICES:
        for cell in library.personas[voice].cells.values():
            assert all(question.endswith("?") for question in cell.questions)


def test_what_follows_never_and_leave_with_is_a_few_words(library: Library, playbook: Playbook):
    for voice in VOICES:
        for cell in library.personas[voice].cells.values():
            assert cell.never[0].islower()
            assert not cell.never.endswith(".")
    for where, track in tracks(playbook):
        assert track.leave_with, where
        assert track.leave_with[0].islower(), where
        assert not track.leave_with.endswith("."), where


def test_talk_differs_between_the_voices(playbook: Playbook):
    for owner in (*playbook.milestones(), *playbook.rules):
        said = [line for track in owner.talk.values() for line in (track.say[0], track.ask, track.leave_with)]
        assert len(said) == len(set(said)), owner.key


def test_the_alert_says_what_the_number_is_compared_with(laer: Playbook):
    stuck = next(rule for rule in laer.rules if rule.key == "stuck-in-milestone")
    said = render(stuck.headline, situations()["everything known"])
    assert said == "57 days without first value; 45 is usual (31 mid-tier accounts)"


@pytest.mark.parametrize("word", ["persona", "type", "difficult", "impatient", "ego", "annoy", "lazy", "weak"])
def test_signs_are_written_as_if_the_customer_will_read_them(library: Library, word: str):
    for guide in library.personas.values():
        for sign in guide.signs:
            assert word not in sign.seen.lower()
