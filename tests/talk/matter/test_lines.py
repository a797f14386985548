"""What is said to whom: every persona in every situation, at every stage of every playbook."""

# method: A3, A4, A5, A6, C7

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement
from typing import Any

import pytest

from bot.playbook.models import VOICES, Library, Milestone, Playbook, Voice
from bot.playbook.text.advice import Advice, filled
from bot.playbook.text.letters import paragraphs_of
from bot.store.tables import Account, Contract, Cta, Person, Reacted
from bot.talk.account.view import AccountView, Contact
from bot.talk.matter.lines import advice_for
from bot.talk.matter.matter import kind_of, matter_of
from bot.talk.phrases.account_words import situation
from bot.talk.todos.alert import in_full
from bot.talk.todos.brief import TalkTo
from tests.given.book import NOW, OLGA, ago, at
from tests.given.rows import facts, person, todo

TODAY = ago(0)
GLAD = re.compile(r"congratulat|celebrat|proud|well done|thank everyone", re.IGNORECASE)
SOLD = re.compile(
    r"next team|other team|second team|upgrade|bigger|larger plan|"
    r"comes next for you|more of it|meet (a|\[)|case study|leadership should|invite|on stage",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\bthis week\b|\bthis month\b|\bnext week\b",
    re.IGNORECASE,
)
OURS = re.compile(r"\bour (CEO|engineer|specialist|head|architect)\b|\bhead of support\b|\bengineer\b", re.IGNORECASE)
CUT = re.compile(r"…|\b\d+ more\b")


@dataclass(frozen=True)
class Given:
    """A situation: the to-dos at the account, and what else is so."""

    todos: tuple[Cta, ...] = ()
    band: int = 2
    ends_in: int = 200
    reacted: tuple[Reacted, ...] = ()
    kind: str = "milestone"


def _answer() -> Reacted:
    return Reacted(
        account_id=1,
        period=1,
        reaction="low-score",
        occurrence="1",
        about="nps",
        value=3.0,
        stakeholder_id=1,
        happened_on=ago(2),
        made_at=at(2),
    )


SITUATIONS = {
    "a fall": Given((todo(1, "health-fell"), todo(2, "expansion-ready", type="opportunity")), kind="burning"),
    "a fall that was put off": Given(
        (todo(1, "health-fell", state="snoozed", wake_on=ago(-5)), todo(2, "stuck-in-milestone")), kind="burning"
    ),
    "use that broke off, near a deadline": Given((todo(1, "use-fell"), todo(2, "renewal")), ends_in=20, kind="burning"),
    "a low answer": Given((todo(1, "low-score/cta", occurrence="1"),), reacted=(_answer(),), kind="burning"),
    "a low score without a to-do": Given(band=1, kind="burning"),
    "the champion left": Given((todo(1, "champion-left"),), kind="burning"),
    "thanks due in a fall": Given((todo(1, "thanks-for-milestone/celebrate"), todo(2, "health-red")), kind="burning"),
    "notice in 25 days": Given(
        (todo(1, "renewal"), todo(2, "expansion-ready", type="opportunity")), ends_in=25, kind="deadline"
    ),
    "growth before a renewal": Given((todo(2, "expansion-ready", type="opportunity"),), ends_in=80, kind="deadline"),
    "a promise that is due": Given((todo(1, "hand", 0, title="the schema notes"),), kind="promise"),
    "stuck": Given((todo(1, "stuck-in-milestone"),)),
    "ready for more": Given((todo(1, "expansion-ready", type="opportunity"),), kind="growth"),
    "a quiet time": Given(),
}


def viewed(library: Library, playbook: Playbook, milestone: Milestone | None, given: Given, voices: Any) -> AccountView:
    stage = next((one for one in playbook.stages if milestone in one.milestones), playbook.stages[-1])
    people = [
        person(number, f"Person {number}", f"Title {number}", "decision maker", persona=voice)
        for number, voice in enumerate((None if voice == "neutral" else voice for voice in voices), start=1)
    ]
    known = facts(
        stage=stage.key,
        milestone=milestone.key if milestone else "",
        health=85 if given.band > 1 else 20,
        band=given.band,
        milestone_since=ago(10),
        band_since=ago(1),
        health_until=None,
    )
    return AccountView(
        account=Account(
            id=1, name="Acme", status="active", period=1, tier="mid", started_on=ago(200), created_at=at(200), view=None
        ),
        playbook=playbook,
        library=library,
        csm=Person(id=11, name="Olga"),
        facts=known,
        contracts=(Contract(id=1, product="A", ends_on=ago(-given.ends_in), amount=Decimal(9), currency="EUR"),),
        people=tuple(Contact(row) for row in people),
        todos=given.todos,
        reacted=given.reacted,
    )


def places(library: Library) -> Iterator[tuple[Playbook, Milestone | None]]:
    for playbook in library.playbooks.values():
        for milestone in (*playbook.milestones(), None):
            yield playbook, milestone


def sentences(advice: Advice) -> list[str]:
    return [*advice.say, *([advice.ask] if advice.ask else [])]


def told(view: AccountView) -> list[Advice]:
    matter = matter_of(view, OLGA, NOW)
    return [advice_for(view, known, OLGA, NOW, matter=matter) for known in view.people]


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_pair_of_people_hears_of_what_presses_most_each_in_words_of_their_own(
    library: Library, name: str
) -> None:
    given = SITUATIONS[name]
    for playbook, milestone in places(library):
        for pair in combinations_with_replacement(VOICES, 2):
            view = viewed(library, playbook, milestone, given, pair)
            where = f"{name}: {playbook.name}/{milestone and milestone.key}/{pair}"
            if any(kind_of(view, cta) == "other" for cta in view.todos if cta.rule != "hand"):
                continue  # this playbook has no such rule
            matter = matter_of(view, OLGA, NOW)
            expands = given.kind == "milestone" and matter.kind == "deadline"
            assert matter.kind == given.kind or expands, where
            first, second = told(view)
            assert not set(sentences(first)) & set(sentences(second)), where
            for advice in (first, second):
                said = " ".join((*sentences(advice), *paragraphs_of(advice)))
                assert not DAYS.search(said), f"{where}: {said}"
                assert not OURS.search(said), f"{where}: {said}"
                assert not CUT.search(said), f"{where}: {said}"
                assert given.kind != "burning" or not GLAD.search(said), f"{where}: {said}"
                assert given.kind not in ("burning", "deadline") or not SOLD.search(said), f"{where}: {said}"


@pytest.mark.parametrize("voice", VOICES)
def test_after_a_talk_about_it_other_words_are_proposed(library: Library, laer: Playbook, voice: Voice) -> None:
    for name, given in SITUATIONS.items():
        view = viewed(library, laer, laer.milestones()[0], given, (voice,))
        said = []
        for days in range(3):
            talks = tuple(at(day) for day in range(days))
            older = tuple(replaced(cta, opened_on=ago(9)) for cta in given.todos)
            reacted = tuple(replaced(one, happened_on=ago(9)) for one in given.reacted)
            said.append(told(replace(view, talks=talks, todos=older, reacted=reacted))[0].say)
        if given.band > 1:
            assert len(set(said)) == 3, (name, said)


def replaced(row: Any, **values: date) -> Any:
    kept = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return type(row)(**(kept | values))


def test_a_fall_that_was_put_off_is_still_what_is_spoken_of(library: Library, laer: Playbook) -> None:
    view = viewed(library, laer, laer.milestones()[1], SITUATIONS["a fall that was put off"], ("friend",))
    fell = next(rule for rule in laer.rules if rule.key == "health-fell")
    [advice] = told(view)
    words = situation(view, OLGA, NOW, stakeholder=view.people[0])
    assert advice.say == filled(fell.talk["friend"].say, words)
    stuck = view.todos[1]
    assert matter_of(view, OLGA, NOW, about=stuck).cta is view.todos[0]  # also from the other to-do's alert


def test_only_who_gave_the_answer_is_thanked_for_it(library: Library, laer: Playbook) -> None:
    view = viewed(library, laer, laer.milestones()[1], SITUATIONS["a low answer"], ("ceo", "friend", "friend"))
    first, *others = [" ".join(sentences(one)) for one in told(view)]
    assert "You told us plainly" in first
    assert not any("You told us" in one or "Thank you for being open" in one for one in others)


def test_with_nobody_on_record_there_are_words_for_anybody(library: Library) -> None:
    for playbook, milestone in places(library):
        for name, given in SITUATIONS.items():
            view = viewed(library, playbook, milestone, given, ())
            advice = advice_for(view, None, OLGA, NOW)
            assert all((advice.say, advice.ask)), name


def test_what_stands_in_quotation_marks_is_whole_or_not_there() -> None:
    talk = TalkTo("the COO", "", "A first sentence that is long enough. " * 4, "Which day? And who else comes along?")
    assert in_full(talk, most=300) == f"{talk.say} {talk.ask}"
    assert in_full(talk, most=60) == talk.ask
    assert in_full(talk, most=12) == "Which day?"
    assert in_full(talk, most=5) == ""
