"""What a template may speak of: one account at one moment, in words and numbers ready to be said.

`bot/talk` fills it from the database; `milepost check` renders every template with made-up ones. Numbers that are not
known are None, and templates must cope (`{% if health.score is not none %}`).
"""

from dataclasses import dataclass, field
from typing import NewType

# What a customer was promised, in words that they may read. It is made of a to-do's `promise` and of nothing else
# (bot/talk/phrases/account_words.py): a to-do's title is its owner's own note, and no template can speak of one.
Promise = NewType("Promise", str)


@dataclass(frozen=True)
class AccountWords:
    name: str
    tier: str | None = None
    segment: str | None = None
    value: str | None = None  # "120k EUR"; the largest currency's total where there are several
    csm: str | None = None  # first name of the CSM


@dataclass(frozen=True)
class MilestoneWords:
    """The current milestone. `usual`: days, with where they come from; `late_after`: the days that three in four such
    accounts took, where the figures are learned. `missing`: what its test still lacks, in words ("two more weekly
    users (3 of 5)")."""

    name: str
    meaning: str
    days: int | None = None
    usual: int | None = None
    usual_basis: str = "the playbook's guess"
    late_after: int | None = None
    done: int = 0
    total: int = 0
    next_task: str | None = None
    next_ask: str | None = None  # how the next task is asked for, after "ask Dana Reyes" ("for the five names")
    done_tasks: tuple[str, ...] = ()
    open_tasks: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    last_reached: str | None = None  # the milestone before, if it was reached
    last_reached_on: str | None = None


@dataclass(frozen=True)
class HealthWords:
    """`moved`: what moved it, in words ("weekly use 62% → 41%"). `low`: what weighs most against it ("weekly use 4%").

    `was_when`: "a week ago", or "until Tue 30 Dec" where we haven't known the account for a week. `by_hand`: who set
    the score and why ("set by Olga until Tue 3 Feb: sponsor left; measured 74"); None where it is measured."""

    score: int | None = None
    was: int | None = None
    was_when: str | None = None
    band: str | None = None
    band_before: str | None = None
    moved: tuple[str, ...] = ()
    low: tuple[str, ...] = ()
    by_hand: str | None = None


@dataclass(frozen=True)
class RenewalWords:
    """`deadline`: the date to act by ("Tue 13 Jan"); `is_notice`: whether it is a notice date or the end itself.
    `value`: what that contract is worth; `by_itself`: whether it goes on unless somebody gives notice, where known.
    `ended`: the day of a term that ended and nobody said how, `ended_product` its product where there are several."""

    deadline: str | None = None
    days: int | None = None
    is_notice: bool = False
    ends: str | None = None
    call: str | None = None
    value: str | None = None
    by_itself: bool | None = None
    ended: str | None = None
    ended_product: str | None = None


@dataclass(frozen=True)
class ReviewWords:
    last: str | None = None  # "Tue 3 Mar"
    days: int | None = None  # since the last one, else since the start, or since it came to us where that is later
    from_start: bool = False
    from_coming: bool = False  # an old customer when it came: of reviews before nobody knows anything


@dataclass(frozen=True)
class StakeholderWords:
    """The person to talk to. `who`: how we name them in a sentence ("Dana Reyes, COO"); `with_role`: the same with why
    it is them ("Dana Reyes (COO, decides)", "Tom Okafor (Analyst, champion)"). `last_talk`: the day on which
    anybody of ours last spoke with them ("Wed 14 Oct"), within a year."""

    who: str
    first_name: str
    title: str | None = None
    role: str | None = None
    persona: str | None = None  # "CEO type"
    vision: str | None = None
    vision_on: str | None = None
    last_talk: str | None = None
    with_role: str = ""


@dataclass(frozen=True)
class EventWords:
    """What a reaction reacts to. name: of the milestone, stage or KPI as it stands in a sentence; "NPS", "CSAT".

    on: the day ("Tue 6 Jan"). value: the score, or the KPI with its unit ("82%"); was: the KPI before.
    by: who said it."""

    name: str
    on: str | None = None
    value: str | None = None
    was: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class TicketsAsked:
    """Open tickets; None where none are, or none are on record. count: "5 open tickets"; oldest: what it is about; age:
    "for 12 days", "since today". first: what to have solved first, in quotation marks, the
    gravest, at most two. fresh: "3 new since Wed 25
    Nov", of the last week."""

    count: str | None = None
    oldest: str | None = None
    age: str | None = None
    first: tuple[str, ...] = ()
    fresh: str | None = None


@dataclass(frozen=True)
class Situation:
    account: AccountWords
    stage: str
    milestone: MilestoneWords | None = None  # None: all reached
    health: HealthWords = field(default_factory=HealthWords)
    renewal: RenewalWords = field(default_factory=RenewalWords)
    review: ReviewWords = field(default_factory=ReviewWords)
    stakeholder: StakeholderWords | None = None  # None: nobody known
    hands_on: StakeholderWords | None = None  # who does the work there: the champion, else somebody who doesn't decide
    low_answer: str | None = None  # one that stands ("answered 4 of 10 on Mon 5 Jan")
    promise: Promise | None = None  # what we owe them ("schema notes by Fri 9 Jan")
    people_without_persona: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()  # data that is too old, in words ("weekly use, 23 days old")
    champion_left: str | None = None  # who and when ("Ana Silva, Fri 2 Jan")
    event: EventWords | None = None  # None: it is about a rule, not about something that happened
    tickets: TicketsAsked = field(default_factory=TicketsAsked)
    topic: str | None = None  # what a letter is about: what was won, the title of what is sent
    count: int = 1  # accounts a grouped to-do stands for
