"""Drafts to customers: for every rule that ships and every persona, ready to be sent as they stand."""

import dataclasses
import re

import pytest

from bot.playbook.models import ASKS, VOICES, Library, Voice
from bot.playbook.text.advice import advise, filled
from bot.playbook.text.letters import about, letter, paragraphs_of, won
from bot.playbook.text.samples import situations

OURS = re.compile(
    r"\b(personas?|(expert|friend|ceo) type|cta|csm|stakeholder|churn\w*|upsell|cross-sell|health score|playbook|"
    r"milestones?|sweep|none(?! of)|null|undefined)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"[^.:]*\b(congratulations|thank)", re.IGNORECASE)  # before anything else
SLOT = r"\[(?:day|name|course|name of another customer)\]"  # what isn't on record is left to whoever writes
BRACKETS = re.compile(rf"\{{\{{|\}}\}}|\{{%|%\}}|(?!{SLOT})\[[a-z ]+\]|<[a-z]")
SITUATIONS = {name: words for name, words in situations().items() if name != "long names full of markup"}


def written(library: Library, voice, words, paragraphs) -> str:
    return letter(library, voice, words, paragraphs, "Olga")


def fine(text: str, where: str) -> None:
    assert not OURS.search(text), f"{where}: {OURS.search(text)} in\n{text}"
    assert not BRACKETS.search(text), f"{where}:\n{text}"
    assert "  " not in text, where
    assert " ," not in text, where
    greeting, *body, closing = text.split("\n\n")
    assert greeting.endswith(","), where
    assert body, where
    assert all(part and part[0].upper() == part[0] and part[-1] in ".?!”" for part in body), f"{where}:\n{text}"
    assert closing.endswith(",\nOlga"), where


@pytest.mark.slow
@pytest.mark.parametrize("voice", VOICES)
def test_every_rule_has_a_letter_for_every_persona_in_every_situation(
    library: Library, voice: Voice
):  # method: C3, A4, A5, A6
    for playbook in library.playbooks.values():
        for stage in playbook.stages:
            for milestone in (*stage.milestones, None):
                for rule in (*playbook.rules, *playbook.rules_waiting, None):
                    for name, words in SITUATIONS.items():
                        advice = advise(library, voice, stage.laer, words, milestone=milestone, rule=rule)
                        text = written(library, voice, words, paragraphs_of(advice))
                        fine(text, f"{playbook.name}/{rule and rule.key}/{milestone and milestone.key}/{voice}/{name}")


@pytest.mark.parametrize("voice", VOICES)
def test_thanks_favours_and_material_read_well_in_every_situation(library: Library, voice: Voice):  # method: B5, D9
    own = library.personas[voice].letter
    for playbook in library.playbooks.values():
        for milestone in playbook.milestones():
            for name, words in SITUATIONS.items():
                topic = about(words, won(milestone))
                fine(written(library, voice, words, filled(own.celebrate, topic)), f"{milestone.key}/{voice}/{name}")
                assert FIRST.match(filled(own.celebrate, topic)[0]), f"{milestone.key}/{voice}/{name}"
    for kind in ASKS:
        text = written(
            library, voice, SITUATIONS["nothing known"], filled([own.asks[kind]], SITUATIONS["nothing known"])
        )
        fine(text, f"{kind}/{voice}")


def test_the_three_personas_are_written_to_in_three_ways(library: Library):  # method: A3
    letters = [library.personas[voice].letter for voice in VOICES]
    for texts in zip(
        *[(one.closing, *one.celebrate[1:2], *one.send, *one.asks.values()) for one in letters], strict=False
    ):
        assert len(set(texts)) >= len(texts) - 1, texts


def test_a_hostile_name_cannot_write_templates(library: Library):
    words = situations()["long names full of markup"]
    text = written(library, "ceo", words, ["Fine."])
    assert "49" not in text
    assert "{{ 7 * 7 }}" in text  # it stands as it was typed


@pytest.mark.parametrize("voice", VOICES)
def test_of_figures_that_moved_a_customer_is_told_the_first_two_and_no_count(library: Library, voice: Voice):
    moved = ("NPS 39 → 10", "weekly use 62% → 41%", "open tickets 2 → 5")
    words = next(iter(SITUATIONS.values()))
    words = dataclasses.replace(words, health=dataclasses.replace(words.health, moved=moved))
    for playbook in library.playbooks.values():
        for rule in playbook.rules:
            if "health" not in rule.key:
                continue
            for stage in playbook.stages:
                said = " ".join(paragraphs_of(advise(library, voice, stage.laer, words, milestone=None, rule=rule)))
                assert "1 more" not in said, f"{playbook.name}/{rule.key}/{voice}"
                assert "open tickets" not in said, f"{playbook.name}/{rule.key}/{voice}"
