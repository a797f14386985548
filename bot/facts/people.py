"""Facts about the people there: who decides, who carries it, who left, how many there are."""

from sqlalchemy import func, select

from bot.facts.fact import PEOPLE, Fact
from bot.facts.measures import Count, Since, Sql
from bot.store.tables import AccountFacts, Stakeholder

F = AccountFacts


def _active() -> Sql:
    """Counted where a rule asks: no row of facts holds it."""
    s = Stakeholder
    found = select(func.count(s.id)).where(s.account_id == F.account_id, s.status == "active")
    return found.correlate(F).scalar_subquery()


FACTS = (
    Fact(
        "decision_makers",
        Count(F.decision_makers.expression),
        high="{span} who decide",
        low="{span} who decide",
        unit=PEOPLE,
        some="a decision maker is known",
        none="no decision maker is known",
        clears_high="fewer people are noted as decision makers",
        clears_low="a decision maker is noted",
        unknown="nobody there is on record",
    ),
    Fact(
        "decision_makers_without_persona",
        Count(F.decision_makers_untagged.expression),
        high="{span} who decide and have no type yet",
        low="{span} who decide and have no type yet",
        unit=PEOPLE,
        some="a decision maker has no type yet",
        none="every decision maker has a type",
        clears_high="each decision maker has a type",
        clears_low="a decision maker without a type is noted",
        unknown="nobody there is on record",
    ),
    Fact(
        "champions",
        Count(F.champions.expression),
        high="{span} noted as champions",
        low="{span} noted as champions",
        unit=PEOPLE,
        some="a champion is noted",
        none="no champion is noted",
        clears_high="fewer people are noted as champions",
        clears_low="a champion is noted",
        unknown="nobody there is on record",
    ),
    Fact(
        "champion_left_days",
        Since(F.champion_left_on.expression),
        high="a champion left {span} ago",
        low="a champion left {span} ago",
        clears_high="a new champion is noted",
        clears_low="a new champion is noted",
        unknown=None,  # nobody left
    ),
    Fact(
        "active_stakeholders",
        Count(_active()),
        high="{span} active there",
        low="{span} active there",
        unit=PEOPLE,
        some="somebody there is active",
        none="nobody there is active",
        label="how many people there are active",
        clears_high="fewer people are active there",
        clears_low="another person there is noted",
        unknown="nobody there is on record",
    ),
)

__all__ = ["FACTS"]
