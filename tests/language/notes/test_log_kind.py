"""What somebody logs is guessed from the words that CS operations wrote down, and from who it was that asked."""

import pytest

from bot.language.notes.log_kind import ToldOf, kind_of_note, marked_as, told_of
from bot.playbook.load import load_library

TOLD = load_library().spoken.told


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("met the COO, wants the board slide", "contact"),
        ("called them at 9, all good", "contact"),
        ("they gave us NPS 9", "answer"),
        ("csat was 2, slow replies", "answer"),
        ("answered 4 of 5", "answer"),
        ("I'm worried, nobody answers", "view"),
        ("they are worried about the price", "contact"),
        ("promised: the schema notes", "promise"),
        ("Dana asked whether groups can be synced", "question"),
        ("the CFO wants to know when the export comes", "question"),
        ("Dana: can we export to CSV? Angry.", "question"),
        ("they wish for an offline mode", "wish"),
        ("spoke to Dana, feature request: SSO for guests", "wish"),
        ("they see us as slow", "perception"),
        ("interviewed the COO about success", "interview"),
    ],
)
def test_what_was_it(note: str, kind: str) -> None:  # method: A12, A14, B9, D17
    assert kind_of_note(note, TOLD) == kind


@pytest.mark.parametrize(
    "note",
    [
        "we asked whether they would renew",
        "asked whether they would renew",
        "I wondered if they are happy",
        "need to ask if they renew",
        "nobody asked whether it works",
        "Ben will ask whether they come",
        "best wishes from the whole team",
        "I wish they answered",
        "met the COO, who would love to meet again",
        "COO lacks time",
    ],
)
def test_what_we_asked_and_what_did_not_happen_is_nothing_of_theirs(note: str) -> None:  # method: A12
    assert told_of(note, TOLD) is None


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Dana asked whether groups can be synced, and she looks ready to quit", "whether groups can be synced"),
        ("Dana asked whether orders can be split, and looked tired", "whether orders can be split"),
        ("Dana asked whether orders can be split and seemed tired", "whether orders can be split"),
        ("COO wants to know when the export comes. Budget is tight.", "when the export comes"),
        ("Dana: can we export to CSV? Angry.", "can we export to CSV?"),
        ("Dana looked tired and asked, can we export, and how?", "can we export, and how?"),
        ("they wish for an offline mode, but nobody will pay", "an offline mode"),
        ("the team sees us as slow: “like a ticket machine”", "like a ticket machine"),
        ("the team sees us as slow and Tom may leave", ""),
    ],
)
def test_what_may_be_quoted_ends_where_our_own_words_begin(note: str, words: str) -> None:  # method: A12
    found = told_of(note, TOLD)
    assert found is not None
    assert found.words == words


def test_who_says_so_is_taken_at_their_word() -> None:
    assert marked_as("A question from Dana: can we sync groups? She hates Tom") == ToldOf(
        "question", "can we sync groups?", sure=True
    )
    assert marked_as("wish: offline mode. Not for free") == ToldOf("wish", "offline mode", sure=True)
    assert marked_as("Dana asked a question: none of it matters") is None


def test_a_company_adds_its_own_words() -> None:
    assert kind_of_note("Dana put the fish on the table about exports", TOLD) == "contact"
    own = {**TOLD, "wish": (*TOLD["wish"], "fish on table about")}
    assert told_of("Dana put the fish on the table about more exports", own) == ToldOf("wish", "more exports")
