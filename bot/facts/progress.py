"""Facts about the way: stage, milestone, and how long they take; what kind of account it is."""

from typing import Any

from sqlalchemy import and_, case, func, or_, select

from bot.facts.fact import Fact, Name
from bot.facts.measures import Since, Sql
from bot.store.tables import Account, AccountFacts, MilestoneReached, VersionMilestone, VersionStage

F = AccountFacts


def _of_stage(column: Any) -> Sql:
    return (
        select(column)
        .where(VersionStage.version_id == Account.playbook_version_id, VersionStage.position == F.stage_position)
        .correlate(Account, F)
        .scalar_subquery()
    )


def _last_reached(column: Any) -> Sql:
    """Of the milestone that it reached last, on a day that is known."""
    r, m = MilestoneReached, VersionMilestone
    return (
        select(column)
        .join(m, and_(m.version_id == Account.playbook_version_id, m.milestone == r.milestone))
        .where(r.account_id == F.account_id, r.period == Account.period, r.reached_on.is_not(None))
        .order_by(r.reached_on.desc(), m.position.desc())
        .limit(1)
        .correlate(Account, F)
        .scalar_subquery()
    )


def _unless_answered(since: Sql) -> Sql:
    """That day, while no answer to a survey has come in from it on."""
    return case((or_(F.last_survey_on.is_(None), F.last_survey_on < since), since))


NO_START = "nobody has said since when it is on the way to its milestone"
FACTS = (
    Name(
        "stage",
        func.nullif(F.stage, ""),
        holds="in {name}",
        denied="not in {name}",
        unknown="its stage isn't on record",
        of=lambda words: words.stages,
    ),
    Name(
        "laer",
        _of_stage(VersionStage.laer),
        holds="in {name}",
        denied="not in {name}",
        unknown="its stage isn't on record",
        of=lambda words: words.laer,
    ),
    Name(
        "milestone",
        func.nullif(F.milestone, ""),
        holds="on the way to {name}",
        denied="not on the way to {name}",
        unknown="all its milestones are reached, or nobody has said where it is on its way",
        of=lambda words: words.milestones,
    ),
    Name(
        "last_milestone",
        _last_reached(MilestoneReached.milestone),
        holds="{name} reached last",
        denied="another than {name} reached last",
        unknown="it has reached no milestone on a day that we know",
        of=lambda words: words.milestones,
    ),
    Name(
        "tier",
        Account.tier.expression,
        holds="tier {name}",
        denied="tier other than {name}",
        unknown="its tier isn't on record",
    ),
    Name(
        "segment",
        Account.segment.expression,
        holds="segment {name}",
        denied="segment other than {name}",
        unknown="its segment isn't on record",
    ),
    Fact(
        "milestone_days",
        Since(F.milestone_since.expression),
        high="on the way to its milestone for {span}",
        low="on the way to its milestone for {span}",
        clears_high="the milestone is reached",
        clears_low="more time has passed",
        unknown=NO_START,
    ),
    Fact(
        "milestone_overdue_days",
        Since(F.milestone_due_on.expression),
        high="{span} past the time its milestone may take",
        low="{span} past the time its milestone may take",
        some="past the time its milestone may take",
        none="within the time its milestone may take",
        clears_high="the milestone is reached",
        clears_low="that time has passed",
        unknown=NO_START,
    ),
    Fact(
        "milestone_days_unasked",  # on the way to its milestone, while no answer to a survey came in
        Since(_unless_answered(F.milestone_since.expression)),
        high="on the way to its milestone for {span} without a survey answer",
        low="on the way to its milestone for {span} without a survey answer",
        there="no survey answer on the way to its milestone",
        not_there="a survey answer on the way to its milestone",
        clears_high="an answer is recorded, or the milestone is reached",
        clears_low="more time has passed",
        unknown=None,  # an answer is there, or nobody knows since when: both are no reason to ask
    ),
    Fact(
        "reached_days_unasked",  # since its last milestone, while no answer to a survey came in
        Since(_unless_answered(_last_reached(MilestoneReached.reached_on))),
        high="a milestone reached {span} ago, and no survey answer since",
        low="a milestone reached {span} ago, and no survey answer since",
        there="no survey answer since its last milestone",
        not_there="a survey answer since its last milestone",
        clears_high="an answer is recorded",
        clears_low="more time has passed since the milestone",
        unknown=None,
    ),
    Fact(
        "stage_days",
        Since(F.stage_since.expression),
        high="in its stage for {span}",
        low="in its stage for {span}",
        clears_high="the next stage is entered",
        clears_low="more time has passed",
        unknown="the day it entered its stage isn't on record",
    ),
)

__all__ = ["FACTS"]
