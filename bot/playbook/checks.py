"""What is wrong with a playbook beyond its shape: names that nothing has, doubles, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from bot.facts.comparison import Vocabulary
from bot.facts.condition import moves
from bot.playbook.audience import check_levels, check_segments, check_touchpoints
from bot.playbook.models import (
    PERSONAS,
    STAGES,
    Milestone,
    PersonaGuide,
    Playbook,
    Rule,
    Stage,
    Voice,
)
from bot.playbook.models.surveys import check_asks
from bot.playbook.models.ticks import check_ticks
from bot.playbook.reactions.reaction_checks import check_reactions
from bot.playbook.rehearse import check_templates
from bot.playbook.rules.condition_check import check_condition, size
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.playbook.text.letters import check_materials
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Trouble, Where

Named = Iterable[tuple[Where, str]]
RESERVED = ("list", "move", "show", "use")  # milepost playbook move …
MOST_STAGES, MOST_MILESTONES, MOST_RULES, MOST_COMPARISONS = 50, 200, 200, 400
TIES = ("expert-friend", "expert-ceo", "friend-ceo", "all")


def check_playbook(playbook: Playbook, folder: str) -> Iterator[Trouble]:
    if playbook.name != folder:
        yield Trouble(("name",), f"must be {folder!r}, the name of its folder")
    if playbook.name in RESERVED:
        yield Trouble(("name",), f"can't be {playbook.name!r}, which is a word of the command milepost playbook")
    if not playbook.milestones():
        yield Trouble(("stages",), "hold no milestone; at least one stage needs one")
    yield from _too_many(playbook)
    yield from _doubles(playbook)
    yield from _check_health(playbook)
    for at, stage in enumerate(playbook.stages):
        yield from _check_stage(stage, ("stages", at), playbook)
    yield from check_ticks(playbook)
    vocabulary = vocabulary_of(playbook)
    for at, rule in enumerate(playbook.rules):
        yield from _check_rule(rule, ("rules", at), vocabulary)
    yield from check_reactions(playbook)
    yield from check_levels(playbook)
    yield from check_segments(playbook)
    yield from check_touchpoints(playbook)
    yield from check_materials(playbook)
    yield from check_templates(playbook)


def _too_many(playbook: Playbook) -> Iterator[Trouble]:
    """All rules of a playbook are asked in one statement, and databases take only so much in one."""
    for where, what, found, most in (
        ("stages", "stages", len(playbook.stages), MOST_STAGES),
        ("stages", "milestones", len(playbook.milestones()), MOST_MILESTONES),
        ("rules", "rules", len(playbook.rules), MOST_RULES),
        ("rules", "comparisons in their conditions", sum(size(rule.when) for rule in playbook.rules), MOST_COMPARISONS),
    ):
        if found > most:
            yield Trouble((where,), f"hold {found:,} {what}; at most {most} are allowed")


def check_guides(guides: Mapping[Voice, PersonaGuide]) -> Iterator[tuple[Voice, Trouble]]:
    """guides: by the name of their file."""
    signs: dict[str, str] = {}
    for voice, guide in guides.items():
        if guide.key != voice:
            yield voice, Trouble(("key",), f"must be {voice!r}, the name of its file")
        for stage in STAGES:
            if stage not in guide.cells:
                yield voice, Trouble(("cells", stage), f"is missing; needed are {', '.join(STAGES)}")
        for at, sign in enumerate(guide.signs):
            if sign.key in signs:
                yield voice, Trouble(("signs", at, "key"), f"{sign.key!r} is also a sign of {signs[sign.key]}")
            signs[sign.key] = guide.name
        yield from ((voice, trouble) for trouble in _check_use(guide, voice))


def _check_use(guide: PersonaGuide, voice: Voice) -> Iterator[Trouble]:
    """Signs belong to the three personas, the questions that tell them apart to the neutral guide."""
    if voice in PERSONAS and not guide.signs:
        yield Trouble(("signs",), "are missing; name what can be seen of this persona")
    if voice == "neutral" and guide.signs:
        yield Trouble(("signs",), "belong to the three personas only")
    if voice == "neutral":
        for tie in TIES:
            if tie not in guide.telling:
                yield Trouble(("telling", tie), f"is missing; needed are {', '.join(TIES)}")


def _doubles(playbook: Playbook) -> Iterator[Trouble]:
    stages = [(("stages", at), stage) for at, stage in enumerate(playbook.stages)]
    milestones = [
        ((*where, "milestones", at), milestone)
        for where, stage in stages
        for at, milestone in enumerate(stage.milestones)
    ]
    yield from _twice("stage", ((where, stage.key) for where, stage in stages))
    yield from _twice("milestone", ((where, milestone.key) for where, milestone in milestones))
    # Tasks are recorded per account by their key alone, so two milestones can't share one.
    yield from _twice(
        "task",
        (
            ((*where, "tasks", at), task.key)
            for where, milestone in milestones
            for at, task in enumerate(milestone.tasks)
        ),
    )
    yield from _twice("KPI", ((("health", "kpis", at), kpi.key) for at, kpi in enumerate(playbook.health.kpis)))
    yield from _twice("band", ((("health", "bands", at), band.key) for at, band in enumerate(playbook.health.bands)))
    yield from _twice("rule", ((("rules", at), rule.key) for at, rule in enumerate(playbook.rules)))
    yield from _check_shares(playbook)


def _check_shares(playbook: Playbook) -> Iterator[Trouble]:
    """A word that no other rule has is most likely a slip; one that was left alone by `rules_without` is none."""
    for at, rule in enumerate(playbook.rules):
        others = [one.shares for one in playbook.rules if one.shares and one.key != rule.key]
        where = ("rules", at, "shares")
        if rule.shares and rule.per == "csm":
            yield Trouble(where, "is for to-dos at an account; with per: csm there is one for all of them anyway")
        elif rule.shares and rule.shares not in others and not playbook.rules_without:
            near = did_you_mean(rule.shares, list(dict.fromkeys(others))) or "."
            yield Trouble(where, f"no other rule shares {rule.shares!r}{near} Rules with one word share a to-do")


def _twice(what: str, named: Named) -> Iterator[Trouble]:
    seen: set[str] = set()
    for where, key in named:
        if key in seen:
            yield Trouble((*where, "key"), f"there is already a {what} called {key!r}; each needs a key of its own")
        seen.add(key)


def _check_health(playbook: Playbook) -> Iterator[Trouble]:
    health = playbook.health
    if not any(kpi.weight for kpi in health.kpis):
        yield Trouble(("health", "kpis"), "need at least one with a weight above 0, or there is no health score")
    tickets = playbook.before_renewal.tickets
    known = [kpi.key for kpi in health.kpis]
    if tickets is not None and tickets.kpi not in known:
        near = did_you_mean(tickets.kpi, known) or "."
        problem = f"{tickets.kpi!r} is not a KPI of health.yaml{near} Known: {one_of(known)}"
        yield Trouble(("before_renewal", "tickets", "kpi"), problem)
    for at, kpi in enumerate(health.kpis):
        if kpi.weight and kpi.worst == kpi.best:
            yield Trouble(("health", "kpis", at, "best"), "must differ from worst, or every value scores the same")
    floors = [band.floor for band in health.bands]
    if floors[0] != 0:
        yield Trouble(("health", "bands", 0, "floor"), "must be 0: the first band is the worst one")
    for at, (lower, higher) in enumerate(pairwise(floors), start=1):
        if higher <= lower:
            where = ("health", "bands", at, "floor")
            yield Trouble(where, f"must be more than {lower}, the band before it: bands go from worst to best")


def _check_stage(stage: Stage, where: Where, playbook: Playbook) -> Iterator[Trouble]:
    if stage.enters_when is not None and "at_most" not in stage.enters_when.get("days_to_deadline", {}):
        yield Trouble((*where, "enters_when"), "must read days_to_deadline: {at_most: 90}, with a number of days")
    for at, milestone in enumerate(stage.milestones):
        yield from _check_milestone(milestone, (*where, "milestones", at), playbook)


def _check_milestone(milestone: Milestone, where: Where, playbook: Playbook) -> Iterator[Trouble]:
    known = [kpi.key for kpi in playbook.health.kpis]
    for at, test in enumerate(milestone.kpis):
        if test.kpi not in known:
            near = did_you_mean(test.kpi, known) or "."
            problem = f"{test.kpi!r} is not a KPI of health.yaml{near} Known: {one_of(known)}"
            yield Trouble((*where, "kpis", at, "kpi"), problem)
        if test.kpi in [other.kpi for other in milestone.kpis[:at]]:
            yield Trouble((*where, "kpis", at, "kpi"), f"{test.kpi!r} has a minimum already; keep one")
    if not milestone.kpis and not any(task.required for task in milestone.tasks):
        yield Trouble((*where, "tasks"), "are all optional and there is no KPI minimum, so it would always be reached")


def _check_rule(rule: Rule, where: Where, vocabulary: Vocabulary) -> Iterator[Trouble]:
    found = list(check_condition(rule.when, vocabulary, (*where, "when")))
    yield from found
    if rule.clears_when is not None:
        yield from check_condition(rule.clears_when, vocabulary, (*where, "clears_when"))
    elif not found and moves(rule.when):
        problem = "is missing: a movement is over after its days, so say when the to-do is no longer needed"
        yield Trouble((*where, "clears_when"), problem)
    if not found:
        yield from check_asks(rule, where)
    yield from _check_rises(rule, where)


def _check_rises(rule: Rule, where: Where) -> Iterator[Trouble]:
    if rule.rises and rule.once_per != "renewal":
        yield Trouble((*where, "rises"), "count days before a renewal, so once_per must be renewal")
    days = [rise.days for rise in rule.rises]
    if days != sorted(set(days), reverse=True):
        yield Trouble((*where, "rises"), "must go from the most days before the deadline to the fewest, none twice")
