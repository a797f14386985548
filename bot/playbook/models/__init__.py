"""A playbook as CS operations write it in YAML: the shapes, checked with pydantic.

Texts marked "template" are Jinja, rendered with a `Situation` (bot/playbook/text/situation.py).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from bot.playbook.models.offers import Catalogue, Moment, Offer
from bot.playbook.models.parts import (
    ASKS,
    PERSONAS,
    STAGES,
    VOICES,
    AskKind,
    Condition,
    CtaType,
    CustomerWords,
    Days,
    Key,
    Laer,
    Material,
    MatterTold,
    Part,
    Persona,
    Priority,
    SubjectOf,
    Track,
    Voice,
    WishOutcome,
    Words,
)
from bot.playbook.models.pieces import Content, UsefulPiece
from bot.playbook.models.reaction_models import Reaction
from bot.playbook.models.spoken import Spoken
from bot.playbook.models.surveys import SurveyAsked
from bot.playbook.models.ticks import Tick
from bot.text import compared


class Task(Part):
    """A step of a milestone's task list. `side`: who does it, us or the customer. `ask`: how it is asked for, as it
    follows "ask Dana Reyes, COO" ("for the five names"); left out, it is asked what the task waits for.
    customer_words: what it is called where the customer reads it ("Your data source, connected").
    ticked_by: the action in your product, or the figure, by which it is known to be done (method D13)."""

    key: Key
    name: Words
    customer_words: CustomerWords | None = None
    ask: Annotated[Words, Field(max_length=120)] | None = None
    side: Literal["ours", "theirs"] = "theirs"
    ticked_by: Tick | None = None
    required: bool = True  # the milestone's strict test asks for it


class KpiMinimum(Part):
    kpi: Key
    at_least: float
    fresh_days: Days = 30


class Milestone(Part):
    """A success milestone: real value that the customer perceives.

    name: as it stands in a sentence ("first value"). meaning: to the customer. usual_days: from the one before.
    won: how we tell the customer that it is reached, a sentence ("You have a first result from your own data.").
    customer_words: what it is called where the customer reads it ("Your first result").
    for_segments: KPI minimums that accounts of a segment must have as well, by the segment's key (method B3).
    """

    key: Key
    name: Words
    customer_words: CustomerWords | None = None
    meaning: Words
    usual_days: Days
    tasks: tuple[Task, ...] = Field(min_length=1)
    kpis: tuple[KpiMinimum, ...] = ()
    for_segments: dict[Key, Annotated[tuple[KpiMinimum, ...], Field(min_length=1)]] = Field(default_factory=dict)
    talk: dict[Voice, Track]
    won: Words | None = None
    materials: tuple[Material, ...] = ()

    def minimums(self, segment: str | None) -> tuple[KpiMinimum, ...]:
        """What an account of that segment must have: everyone's minimums, and its segment's own where there are any."""
        own = self.for_segments.get(segment or "", ())
        raised = {each.kpi for each in own}
        return (*(each for each in self.kpis if each.kpi not in raised), *own)


class Stage(Part):
    """A lifecycle stage: purpose, teams of ours taking part, the customer's needs, touchpoints, next actions.

    place: how a CSM says that an account is here ("using it daily"); its name where it is left out.
    touchpoints: may be left out in the file where touchpoints.yaml names this stage.
    requirements: what must be true to start here (method D1). usual_days: how long an account usually stays.
    enters_when: days before the next notice (else contract end) from which an account is in it.
    before_sale: for those who aren't customers yet; a customer that comes from another playbook starts behind it.
    """

    key: Key
    name: Words
    place: Words | None = None
    laer: Laer
    purpose: Words
    teams: tuple[Words, ...] = Field(min_length=1)
    needs: tuple[Words, ...] = Field(min_length=1)
    touchpoints: tuple[Words, ...] = Field(min_length=1)
    actions: tuple[Words, ...] = Field(min_length=1)
    requirements: tuple[Words, ...] = ()
    usual_days: Days | None = None
    enters_when: dict[Literal["days_to_deadline"], dict[Literal["at_most"], Days]] | None = None
    before_sale: bool = False
    milestones: tuple[Milestone, ...] = ()


class Kpi(Part):
    """A measured number. `weight` > 0: a part of health, from `worst` (scores 0) to `best` (scores 100).

    name: as in a sentence ("weekly use"); unit: "%", "" …; worst may be larger than best (tickets).
    """

    key: Key
    name: Words
    unit: str = ""
    weight: float = Field(default=0, ge=0)
    worst: float = 0
    best: float = 100
    fresh_days: Days = 14


class Band(Part):
    """A health band: from `floor` points upwards. name: as in a sentence ("healthy")."""

    key: Key
    name: Words
    floor: int = Field(ge=0, le=100)


class Rise(Part):
    """A step of a rising CTA: at so many days before the deadline it gets this priority, and is told if `alert`.

    only_untouched: not told where somebody reached out about it already, or committed to the renewal."""

    days: int = Field(ge=-36_500, le=36_500)
    priority: Priority
    alert: bool = True
    only_untouched: bool = False


class CtaSpec(Part):
    type: CtaType
    priority: Priority = "medium"
    due_in_working_days: int = Field(default=5, ge=0, le=1_000)
    review: Literal["qbr", "ebr"] | None = None


class Rule(Part):
    """A condition on facts and the CTA that it opens.

    subject: template, a letter's about it, as the customer reads it; left out, the persona's for such a matter.
    headline: template, the alert's bold line, after the account's name ("57 days without first value; 45 is usual").
    todo: template, what to do in a few words, for lists and the digest. step: template, the first step in full for
    alerts and the digest: whom to ask for what, as it follows "Next:"; left out, it is the todo.
    clears: template, what clears it, a sentence.
    talk: what to say about it to each persona; a milestone's own talk stands in where it has none.
    alert: whether people hear of it beyond the digest. per: "csm" groups all accounts into one CTA per CSM (data).
    shares: rules with the same word here have one to-do between them: the first that holds opens it, a more urgent one
    takes it over and tells of it, and it lasts until it is over for all of them that can tell.
    quiet_days: after one was opened, no other of this rule comes up within so many days.
    level: the playbook's rule_level from which on it is in use (method D7).
    asks: of a rule that has a survey asked for (method C11), which and whom.
    """

    key: Key
    level: int = Field(default=1, ge=1)
    when: Condition
    clears_when: Condition | None = None
    quiet_days: int = Field(default=0, ge=0, le=36_500)
    once_per: Literal["milestone", "stage", "renewal", "review", "health-change", "band", "quarter", "ever"]
    shares: Key | None = None
    per: Literal["account", "csm"] = "account"
    alert: bool = True
    sends: Literal["piece"] | None = None
    asks: SurveyAsked | None = None
    cta: CtaSpec
    rises: tuple[Rise, ...] = ()
    headline: Words
    todo: Words
    step: Words | None = None
    clears: Words
    subject: Words | None = None
    talk: dict[Voice, Track] = Field(default_factory=dict)


class Health(Part):
    kpis: tuple[Kpi, ...]
    bands: tuple[Band, ...] = Field(min_length=2)


class Segment(Part):
    """A kind of customer company, as a buyer persona (method B2). key: what the accounts' `segment` says.

    success: by stage, what success looks like from the customer's side (method B3).
    """

    key: Key
    name: Words
    about: Words
    demographics: tuple[Words, ...] = Field(min_length=1)
    behaviours: tuple[Words, ...] = Field(min_length=1)
    values: tuple[Words, ...] = Field(min_length=1)
    desires: tuple[Words, ...] = Field(min_length=1)
    pain_points: tuple[Words, ...] = Field(min_length=1)
    associations: tuple[Words, ...] = Field(min_length=1)
    success: dict[Key, Words]


class Touchpoint(Part):
    """Anywhere the customer meets us. helps: by stage, what it does for the customer there (method B4)."""

    key: Key
    name: Words
    kind: Literal["page", "product", "mail", "call", "meeting", "event", "document"]
    helps: dict[Key, Words] = Field(min_length=1)


class TicketLimit(Part):
    """Up to so many open tickets are no obstacle. kpi: what counts them."""

    kpi: Key
    at_most: float = Field(default=0, ge=0)


class BeforeRenewal(Part):
    """What is cleared first, from so many days before a notice or a contract's end (method C7).

    tickets: left out, nobody looks at tickets. answers_days: how long a low survey answer counts. contact_days: how
    long ago the last talk with who decides may be.
    """

    within_days: Days = 120
    tickets: TicketLimit | None = None
    answers_days: Days = 180
    contact_days: Days = 30


class AnswerDays(Part):
    """Working days until a customer's question is to be answered (method A12). tiers: by the account's tier, as files
    write it; others: of every other account."""

    others: Days = 2
    tiers: dict[Words, Days] = Field(default_factory=dict)

    def of(self, tier: str | None) -> int:
        wanted = compared(tier or "")
        return next((days for name, days in self.tiers.items() if compared(name) == wanted), self.others)


class Playbook(Part):
    """A methodology: `playbook.yaml`, `health.yaml`, `rules.yaml` and `stages/*.yaml` of its folder, merged, and
    `reactions.yaml`, `segments.yaml` and `touchpoints.yaml` where there are any.

    rules_from: the playbook whose rules and reactions this one takes over, but for `rules_without` and
    `reactions_without`; rules.yaml and reactions.yaml change or add some.
    rule_level: which of the levels is in use. rule_levels: what each adds, from level 1.
    rules: those in use. rules_waiting: those of a higher level; set by the loader.
    """

    name: Key
    title: Words
    about: Words
    rules_from: Key | None = None
    rules_without: tuple[Key, ...] = ()
    reactions_without: tuple[Key, ...] = ()
    rule_level: int = Field(default=1, ge=1)
    rule_levels: tuple[Words, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=1)
    health: Health
    rules: tuple[Rule, ...] = ()
    rules_waiting: tuple[Rule, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    segments: tuple[Segment, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()
    before_renewal: BeforeRenewal = BeforeRenewal()
    answer_days: AnswerDays = AnswerDays()

    def milestones(self) -> tuple[Milestone, ...]:
        """All milestones in order."""
        return tuple(milestone for stage in self.stages for milestone in stage.milestones)


class Cell(Part):
    """A persona at a LAER stage (method A3). Lists hold short sentences addressed to the CSM.

    message and questions: to be said aloud. thinking: in their own voice. never: what follows the word "Never",
    without a full stop ("come without figures").
    """

    thinking: Words
    outcome: Words
    motivation: Words
    message: Words
    activities: tuple[Words, ...] = Field(min_length=2)
    questions: tuple[Words, ...] = Field(min_length=2)
    never: Words


class Sign(Part):
    """A behaviour that points to a persona, as a CSM can observe it ("asks how it is measured")."""

    key: Key
    seen: Words


# Where a company's own personas say nothing of it.
PLAIN_ANSWER = (
    "{% if topic %}You asked: {{ topic|quoted(300) }}{% else %}You asked me something.{% endif %}",
    "[answer]",
)


class Letter(Part):
    """How we write to that persona; templates, in which `topic` is what the letter is about.

    greeting and closing stand on lines of their own. celebrate: paragraphs when a milestone is reached (topic: its
    `won`). send: paragraphs around a piece of material (topic: its title). asks: one paragraph each.
    subjects: a letter's, by what it is about; where one is left out, plain words stand there. answer: paragraphs to a
    question (topic: the question, where their words are known). wishes: paragraphs by what became of a wish (topic: the
    wish). A slot such as "[day]" is for the CSM to fill.
    """

    greeting: Words
    closing: Words
    subjects: dict[SubjectOf, Words] = Field(default_factory=dict)
    celebrate: tuple[Words, ...] = Field(min_length=1, max_length=3)
    send: tuple[Words, ...] = Field(min_length=1, max_length=2)
    asks: dict[AskKind, Words]
    answer: tuple[Words, ...] = Field(default=PLAIN_ANSWER, min_length=1, max_length=3)
    wishes: dict[WishOutcome, Annotated[tuple[Words, ...], Field(min_length=1, max_length=3)]] = Field(
        default_factory=dict
    )


class Always(Part):
    """Of a persona in every stage (method A15). never: what follows the word "Never", without a full stop; costs: what
    it costs, likewise. lands: what is always right, a few words."""

    never: Annotated[Words, Field(max_length=160)]
    costs: Annotated[Words, Field(max_length=160)]
    lands: Annotated[Words, Field(max_length=160)]


class PersonaGuide(Part):
    """A motivational persona: how it shows in a sentence, what drives it, how to recognise it, advice per stage.

    telling: of the neutral guide only; the question that tells two personas apart, by pair ("expert-ceo", "all").
    matters: by what presses most at an account, what to say of it beyond a rule's own words: one to each person, and
    the next after each talk.
    """

    key: Voice
    name: Words  # "Expert type"
    drives: Words
    signs: tuple[Sign, ...] = ()
    always: Always | None = None
    cells: dict[Laer, Cell]
    letter: Letter
    telling: dict[Literal["expert-friend", "expert-ceo", "friend-ceo", "all"], Words] = Field(default_factory=dict)
    matters: dict[MatterTold, tuple[Track, ...]] = Field(default_factory=dict)


class Library(Part):
    """Everything under `playbooks/`, and the host's links to where else accounts are looked at (MILEPOST_LINKS)."""

    playbooks: dict[str, Playbook]
    personas: dict[Voice, PersonaGuide]
    spoken: Spoken = Field(default_factory=Spoken)
    links: dict[str, str] = Field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    content: Content = Field(default_factory=Content)


__all__ = [
    "ASKS",
    "PERSONAS",
    "STAGES",
    "VOICES",
    "Always",
    "AnswerDays",
    "AskKind",
    "Band",
    "Catalogue",
    "Cell",
    "Condition",
    "Content",
    "CtaSpec",
    "CtaType",
    "Days",
    "Health",
    "Key",
    "Kpi",
    "KpiMinimum",
    "Laer",
    "Letter",
    "Library",
    "Material",
    "MatterTold",
    "Milestone",
    "Moment",
    "Offer",
    "Part",
    "Persona",
    "PersonaGuide",
    "Playbook",
    "Priority",
    "Reaction",
    "Rise",
    "Rule",
    "Segment",
    "Sign",
    "Stage",
    "SubjectOf",
    "SurveyAsked",
    "Task",
    "Tick",
    "Touchpoint",
    "Track",
    "UsefulPiece",
    "Voice",
    "WishOutcome",
    "Words",
]
