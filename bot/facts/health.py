"""Facts about health: the score, its band, how they moved, and the figures behind them."""

from datetime import timedelta

from sqlalchemy import and_, case, exists, func, literal, null, or_, select

from bot.calendar import plural
from bot.facts.asked import DAYS, choice
from bot.facts.comparison import Comparison
from bot.facts.entry import Here
from bot.facts.fact import Fact, Movement, Name
from bot.facts.measures import AsOf, Count, Sql, Until
from bot.store.sql import alike
from bot.store.tables import Account, AccountFacts, AccountFactsHistory, VersionBand

F = AccountFacts
TOO_LITTLE = "too little fresh data for a health score"


def _band_key() -> Sql:
    return (
        select(VersionBand.band)
        .where(VersionBand.version_id == Account.playbook_version_id, VersionBand.position == F.band)
        .correlate(Account, F)
        .scalar_subquery()
    )


def _fell(asked: Comparison, as_of: AsOf) -> Sql:
    """Health was measured so many points higher at some time within the last days. Unknown while health is, and
    while somebody's own score stands in its place: that is no measured fall.

    Scores from before a move to another playbook or version are no comparison, nor are those of which a good deal more
    or less was known: what came in or grew too old is no fall."""
    h, within = AccountFactsHistory, asked.asked
    since_move = and_(h.valid_from >= Account.moved_at, h.valid_to > Account.moved_at)
    earlier = exists().where(
        h.account_id == F.account_id,
        or_(Account.moved_at.is_(None), since_move),
        h.valid_to > as_of.now - timedelta(days=int(within["within_days"])),
        alike(h.health_known, F.health_known),
        case((h.health_until.is_(None), h.health), else_=h.health_measured) >= F.health + within["points"],
    )
    unknown = or_(F.health.is_(None), F.health_until.is_not(None))
    return case((unknown, null()), else_=earlier.correlate(F, Account))


def _band_changed(asked: Comparison, as_of: AsOf) -> Sql:
    """The measured band changed within the last days; `to`: only downwards or only upwards. Unknown as above."""
    recent = F.band_since > as_of.day - timedelta(days=int(asked.asked["within_days"]))
    moves = {"down": F.band < F.band_before, "up": F.band > F.band_before}
    changed = and_(F.band_before.is_not(None), recent, moves.get(str(asked.asked.get("to")), F.band != F.band_before))
    by_hand = F.health_until.is_not(None)
    return case((F.band.is_(None), null()), (by_hand, null()), else_=func.coalesce(changed, literal(False)))


def _within(asked: Comparison) -> str:
    return f"within {plural(int(asked.asked['within_days']), 'day')}"


def _fell_words(asked: Comparison) -> str:
    return f"health has {{not}}fallen by {plural(int(asked.asked['points']), 'point')} or more {_within(asked)}"


def _band_words(asked: Comparison) -> str:
    verb = {"down": "fallen", "up": "risen"}.get(asked.asked.get("to", ""), "changed")
    return f"the health band has {{not}}{verb} {_within(asked)}"


def _no_movement(here: Here) -> str:
    by_hand = here.facts is not None and here.facts.health_until is not None
    return "its health is set by hand, which is no movement" if by_hand else TOO_LITTLE


FACTS = (
    Name(
        "band",
        _band_key(),
        holds="health is {name}",
        denied="health is not {name}",
        unknown=TOO_LITTLE,
        of=lambda words: words.bands,
    ),
    Fact(
        "health",  # one set by hand stands in place of the measured one
        Count(F.health.expression),
        high="health {span}",
        low="health {span}",
        unit=("point", "points"),
        bare=True,
        clears_high="health goes down",
        clears_low="health comes up",
        unknown=TOO_LITTLE,
    ),
    Fact(
        "health_by_hand_days",  # until a score set by hand ends
        Until(F.health_until.expression),
        high="a health score set by hand that stands for {span}",
        low="a health score set by hand that ends in {span}",
        there="a health score set by hand stands",
        not_there="no health score set by hand stands",
        clears_high="its end comes nearer",
        clears_low="the score set by hand has ended",
        unknown=None,  # it is measured
    ),
    Fact(
        "health_known",  # of all weights of health, the percentage that is freshly measured
        Count(F.health_known * 100),
        high="{span} of the weights of health known",
        low="{span} of the weights of health known",
        unit=("percent", "percent"),
        clears_high="figures grow old",
        clears_low="more of its figures come in",
        unknown="no figures are on record",
    ),
    Fact(
        "stale_kpis",
        Count(F.kpis_stale.expression),
        high="{span} too old to judge by",
        low="{span} too old to judge by",
        unit=("figure", "figures"),
        some="figures are too old to judge by",
        none="all figures are recent",
        clears_high="newer figures come in",
        clears_low="figures grow old",
        unknown="no figures are on record",
    ),
    Movement(
        "health_fell",  # below its highest of the days before
        asks={"points": DAYS, "within_days": DAYS},
        example="{points: 15, within_days: 7}",
        happened=_fell,
        says=_fell_words,
        clears_it="health has settled or comes up again",
        clears_denied="health falls",
        unknown=_no_movement,
    ),
    Movement(
        "band_changed",
        asks={"within_days": DAYS, "to": choice("up", "down")},
        example="{within_days: 7, to: down}",
        happened=_band_changed,
        says=_band_words,
        clears_it="the health band has settled",
        clears_denied="the health band changes",
        unknown=_no_movement,
    ),
)

__all__ = ["FACTS"]
