"""What meeting prep is made of, in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.message import Element, Line, Step
from bot.playbook.text.situation import Promise


@dataclass(frozen=True)
class PrepTalk:
    """What to say to one person. All that stands after Say and Ask is to be said aloud.

    role: "decision maker"; talked: the day of the last talk. asked: what they asked and still wait for. persona: "CEO
    type" or ""; tagged: "likely, tagged by you Fri 2 Jan". telling: the question that would tell the persona, where it
    isn't known. always: in every stage, what never to do and what lands. The last seven are shown for one person only.
    """

    stakeholder_id: int
    who: str
    say: tuple[str, ...]
    never: str
    persona: str = ""
    tagged: str = ""
    role: str = ""
    talked: str = ""
    ask: str | None = None
    leave_with: str | None = None
    asked: tuple[str, ...] = ()
    vision: str | None = None
    vision_on: str | None = None
    telling: str | None = None
    evidence: str = ""
    thinking: str = ""
    outcome: str = ""
    motivation: str = ""
    lands: str = ""
    always: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prep:
    """profile: what they are and where they stand; background: since when they are with us. since: what changed, with
    the day it is counted from; lately: of it what was said and done; last: the last talk, a sentence; noted:
    another note that bears on it; well: what was reached last. why: why one meets, as it follows "Why you meet:".
    by_itself: what happens to the contract when its day is past.

    goal: what the meeting is for; money: what is at stake, and until when. expect: what will come up; bring: what to
    have in hand. first: what to clear before the renewal, where it is near; upsell: whether growth may be raised.
    people: everyone active, as id and who; talks: those there is room for. one: it is about one person only. where:
    buttons that ask for its place on the journey, where nobody knows it. asked: questions of others there that nobody
    has answered; answers: the buttons for the first of all. kind: what success is to companies of their kind here, and
    what these are like."""

    account_id: int
    name: str
    profile: tuple[str, ...]
    since_when: str = ""
    last: str = ""
    by_itself: str = ""
    well: str = ""
    noted: str = ""
    lately: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    theirs: tuple[str, ...] = ()
    why: str = ""
    background: str = ""
    goal: str = ""
    money: str = ""
    expect: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    first: tuple[Step, ...] = ()
    upsell: str = ""
    talks: tuple[PrepTalk, ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    one: bool = False
    where: tuple[Element, ...] = ()
    asked: tuple[str, ...] = ()
    answers: tuple[Element, ...] = ()
    kind: tuple[Line, ...] = ()


__all__ = ["Prep", "PrepTalk"]
