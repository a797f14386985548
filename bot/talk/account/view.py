"""One account as messages see it: what was read of it (see read_account.py), and the playbook that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.journey.accounts.plan_goals import Goal
from bot.journey.accounts.progress import HealthPart, Measure, Progress, Slip
from bot.journey.health.health_history import ByHand
from bot.journey.health.why_health_moved import HealthMove
from bot.journey.risk.churn_risk import Risk
from bot.playbook.models import Kpi, Library, Milestone, Playbook, Stage
from bot.store.tables import (
    Account,
    AccountFacts,
    AdvocacyAsk,
    Channel,
    Contract,
    Cta,
    Person,
    PersonaTag,
    PutForward,
    Reacted,
    Saying,
    Stakeholder,
    Ticket,
)


@dataclass(frozen=True)
class Contact:
    """A stakeholder and the tag that stands."""

    row: Stakeholder
    tag: PersonaTag | None = None
    tagged_by: str | None = None  # None: imported


@dataclass(frozen=True)
class Usual:
    """How long a milestone usually takes: half of the cohort's accounts took `days` or fewer, three in four `most`.

    cohort: "mid-tier accounts", "retail accounts"."""

    days: int
    most: int
    accounts: int
    cohort: str


@dataclass(frozen=True)
class OpenTickets:
    """How many are open, and the one that has been for the longest time. first: what to have solved first, at most
    two. fresh: how many came within a week, the first of them then."""

    count: int
    oldest: Ticket
    first: tuple[Ticket, ...] = ()
    fresh: int = 0
    fresh_since: datetime | None = None


@dataclass(frozen=True)
class AccountView:
    """One account as messages see it.

    playbook: as it stood when the account started. library: today's, for talk tracks, rules and personas.
    todos: live ones, the most pressing first; what they say is ours alone, but for their `promise`.
    learned: usual times from accounts like it, by milestone; where there are none, the playbook's count.
    reacted: what reactions answered lately, for the to-dos that came of it.
    before: the measured health score a week ago. view_by: whose view
    it is. moved: the last notable change of the measured score, where a to-do is about health (see
    phrases/health_moved.py). measures: each KPI's newest value, also of those that health doesn't count. by_hand: the
    score that somebody set and nobody has ended. talks: when they were spoken with, of late. last_talks: with each
    person (by id) the last one within a year. low: low answers that
    stand ("nps 3") and when, the newest first. risk: the learned one, where it says something. asks: favours in
    public, the newest first. goals: of the success plan, by date.
    tickets: None where none are open, or none are on record. in_group: it has a parent, or is one. waiting: what they
    asked or wished for and haven't heard about (see said.py), the oldest first. proposals: what was offered to them or
    handed to sales, the newest first.
    """

    account: Account
    playbook: Playbook
    library: Library
    csm: Person | None = None
    channel: Channel | None = None
    facts: AccountFacts | None = None
    contracts: tuple[Contract, ...] = ()
    people: tuple[Contact, ...] = ()
    todos: tuple[Cta, ...] = ()
    reacted: tuple[Reacted, ...] = ()
    progress: Progress | None = None
    health: tuple[HealthPart, ...] = ()
    before: int | None = None
    moved: HealthMove | None = None
    view_by: str | None = None
    learned: Mapping[str, Usual] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    by_hand: ByHand | None = None
    risk: Risk | None = None
    talks: tuple[datetime, ...] = ()
    last_talks: Mapping[int, datetime] = field(default_factory=dict)
    low: tuple[tuple[str, datetime], ...] = ()
    asks: tuple[AdvocacyAsk, ...] = ()
    goals: tuple[Goal, ...] = ()
    tickets: OpenTickets | None = None
    in_group: bool = False
    waiting: tuple[Saying, ...] = ()
    proposals: tuple[PutForward, ...] = ()

    @property
    def current(self) -> Playbook:
        """Today's playbook of that name, else the account's own version."""
        return self.library.playbooks.get(self.playbook.name, self.playbook)

    @property
    def churned(self) -> bool:
        return self.account.status == "churned"

    @property
    def placed(self) -> bool:
        """Whether its place on the journey is known; until it is assessed nobody has looked."""
        return self.facts is None or self.facts.placed

    @property
    def stage(self) -> Stage | None:
        """The stage it is in: the assessed one, else the one it came in."""
        key = self.facts.stage if self.facts else self.account.entry_stage
        return find_stage(self.current, key) or find_stage(self.playbook, key)

    @property
    def milestone(self) -> Milestone | None:
        """The first milestone not reached; None where all are, or nothing is assessed."""
        if self.facts is None or not self.facts.milestone:
            return None
        return find_milestone(self, self.facts.milestone)

    @property
    def slipped(self) -> tuple[Slip, ...]:
        """Milestones that were reached and no longer hold, of a customer whose place is known."""
        return () if self.churned or not self.placed or self.progress is None else self.progress.slipped

    @property
    def active(self) -> tuple[Contact, ...]:
        return tuple(person for person in self.people if person.row.status == "active")


def find_stage(playbook: Playbook, key: str | None) -> Stage | None:
    return next((stage for stage in playbook.stages if stage.key == key), None)


def find_milestone(view: AccountView, key: str) -> Milestone | None:
    """Today's words for it, else those of the account's own version."""
    for playbook in (view.current, view.playbook):
        for milestone in playbook.milestones():
            if milestone.key == key:
                return milestone
    return None


def kpi_of(view: AccountView, key: str) -> Kpi:
    """The KPI in today's words, else those of the account's own version, else named after its key."""
    for playbook in (view.current, view.playbook):
        for kpi in playbook.health.kpis:
            if kpi.key == key:
                return kpi
    return Kpi(key=key, name=key.replace("-", " "))


def days_since(day: date | None, today: date) -> int | None:
    return None if day is None else max(0, (today - day).days)
