"""What the account card is made of, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.message import Element, Line, Step
from bot.playbook.text.situation import HealthWords, MilestoneWords, Promise, RenewalWords
from bot.talk.phrases.ticket_words import TicketWords


@dataclass(frozen=True)
class PersonLine:
    """A stakeholder: `role` as imported. talked: the day of the last talk. vision: in their words."""

    name: str
    title: str
    role: str = ""
    talked: str = ""
    vision: str = ""


@dataclass(frozen=True)
class Card:
    """All that the card says, in words.

    where: buttons that ask for its place, where nobody knows it. csm: "you" or a first name; None: nobody.
    health_known: share of the health weights that are fresh, 0-1. own_view: "worried", with whose and when in
    `view_whose`. risk: how many left of those scored alike. outcome_missing: "ended Sat 3 Jan", of a term that
    ended untold. next_step: the most pressing to-do, or the milestone's next task; others: how many more are open.
    plan: goals that they take on. draft_to: whom a draft is written to, where the step names them. questions:
    theirs that nobody has answered, the oldest first; asked: the buttons for that one. asks: favours in public that
    they were asked for. success: what it is to companies of their kind here. shared: for others to read, without
    advice. look_back: a loss of which nobody has said yet what we learned."""

    account_id: int
    name: str
    tier: str = ""
    csm: str | None = None
    assessed: bool = True
    stages: tuple[Step, ...] = ()
    milestone: MilestoneWords | None = None
    slipped: tuple[str, ...] = ()
    where: tuple[Element, ...] = ()
    health: HealthWords = field(default_factory=HealthWords)
    health_known: float = 1.0
    tickets: TicketWords | None = None
    own_view: str = ""
    view_whose: str = ""
    risk: str = ""
    money: tuple[str, ...] = ()
    contracts: int = 0
    known_ends: tuple[str, ...] = ()
    renewal: RenewalWords = field(default_factory=RenewalWords)
    renews_itself: bool = False
    outcome_missing: str | None = None
    next_step: str | None = None
    draft_to: str = ""
    next_due: str = ""
    others: int = 0
    people: tuple[PersonLine, ...] = ()
    champion_left: str | None = None
    promises: tuple[Promise, ...] = ()
    questions: tuple[str, ...] = ()
    asked: tuple[Element, ...] = ()
    todos: tuple[tuple[str, str], ...] = ()
    plan: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    success: Line = ()
    notes: tuple[str, ...] = ()
    churned: str | None = None
    shared: bool = False
    look_back: bool = False
    group: tuple[Line, ...] = ()
    links: Line = ()


__all__ = ["Card", "PersonLine"]
