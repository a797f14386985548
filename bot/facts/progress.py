"""Facts about the way: stage, milestone, and how long they take; what kind of account it is."""

from typing import Any

from sqlalchemy import func, select

from bot.facts.fact import Fact, Name
from bot.facts.measures import Since, Sql
from bot.store.tables import Account, AccountFacts, VersionStage

F = AccountFacts


def _of_stage(column: Any) -> Sql:
    return (
        select(column)
        .where(VersionStage.version_id == Account.playbook_version_id, VersionStage.position == F.stage_position)
        .correlate(Account, F)
        .scalar_subquery()
    )


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
