"""What a CSM saw becomes a type with how sure we are, or the one question that would tell."""

import pytest

from bot.playbook.models import Library
from bot.playbook.text.recognise import how_sure, propose

EXPERT = ("asks-how-measured", "brings-own-goals", "wants-dates", "goes-deep")
FRIEND = ("says-we", "brings-others", "shares-credit")
CEO = ("keeps-it-brief", "decides-quickly")


@pytest.mark.parametrize(
    ("seen", "persona", "confidence"),
    [
        (EXPERT, "expert", "sure"),
        (EXPERT[:3], "expert", "likely"),
        (EXPERT[:2], "expert", "likely"),
        (EXPERT[:1], "expert", "guess"),
        ((*EXPERT, CEO[0]), "expert", "sure"),
        ((*EXPERT, *CEO), "expert", "likely"),
        ((*EXPERT[:3], *CEO), "expert", "guess"),
        ((*FRIEND, EXPERT[0]), "friend", "likely"),
        (CEO, "ceo", "likely"),
        ((*EXPERT[:1], *CEO[:1]), None, None),
        ((*EXPERT[:1], *FRIEND[:1], *CEO[:1]), None, None),
        ((), None, None),
        (("a-sign-of-last-year",), None, None),
    ],
)
def test_signs_point_to_a_type(library: Library, seen: tuple[str, ...], persona: str | None, confidence: str | None):
    # method: A3
    proposal = propose(seen, library.personas)
    assert (proposal.persona, proposal.confidence) == (persona, confidence)


def test_a_tie_is_answered_with_the_question_that_would_tell(library: Library):
    answer = propose((EXPERT[0], CEO[0]), library.personas).answer
    assert answer.startswith("Between Expert and CEO; one question that would tell: What would you want on one page")


def test_nothing_seen_is_answered_with_a_question_too(library: Library):
    answer = propose((), library.personas).answer
    assert answer.startswith("Nothing seen yet that points to a type; one question that would tell: ")


def test_while_in_doubt_the_proposal_comes_with_a_question(library: Library):
    assert propose((*EXPERT[:2], CEO[0]), library.personas).question is not None
    assert propose(EXPERT, library.personas).question is None


def test_the_evidence_is_what_was_seen_strongest_type_first(library: Library):
    proposal = propose((CEO[0], *EXPERT[:2]), library.personas)
    assert proposal.evidence == (
        "asks how a result will be measured; comes with goals or figures of their own; "
        "keeps messages and meetings brief"
    )
    assert list(proposal.counts.items()) == [("expert", 2), ("ceo", 1), ("friend", 0)]


def test_a_sign_counts_once_however_often_it_is_named(library: Library):
    assert propose([EXPERT[0]] * 5, library.personas).confidence == "guess"


def test_how_sure_needs_signs_and_a_lead():
    assert [how_sure(1, 1), how_sure(2, 1), how_sure(2, 2), how_sure(4, 2), how_sure(4, 3)] == [
        "guess",
        "guess",
        "likely",
        "likely",
        "sure",
    ]
