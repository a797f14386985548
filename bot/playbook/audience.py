"""What is wrong with segments (methods B2, B3), touchpoints (B4) and rule levels (D7)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playbook.models import KpiMinimum, Milestone, Playbook, Segment
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Trouble, Where


def check_levels(playbook: Playbook) -> Iterator[Trouble]:
    """The level in use exists, and each level is told in words."""
    highest = max((rule.level for rule in playbook.rules), default=1)
    if playbook.rule_level > max(highest, len(playbook.rule_levels)):
        yield Trouble(("rule_level",), f"must be at most {highest}: no rule is of a higher level")
    if highest > 1 and len(playbook.rule_levels) != highest:
        yield Trouble(("rule_levels",), f"must say in words what each of the {highest} levels adds, one entry each")


def check_segments(playbook: Playbook) -> Iterator[Trouble]:
    keys = [segment.key for segment in playbook.segments]
    for at, segment in enumerate(playbook.segments):
        if segment.key in keys[:at]:
            yield Trouble(("segments", at, "key"), f"there is already a segment called {segment.key!r}")
        yield from _check_success(segment, ("segments", at, "success"), playbook)
    for at, stage in enumerate(playbook.stages):
        for number, milestone in enumerate(stage.milestones):
            yield from _check_minimums(milestone, ("stages", at, "milestones", number), playbook, keys)


def _check_success(segment: Segment, where: Where, playbook: Playbook) -> Iterator[Trouble]:
    """Success is told for every stage in which something can be reached, and for no stage that isn't there."""
    known = [stage.key for stage in playbook.stages]
    for key in segment.success:
        if key not in known:
            yield Trouble((*where, key), f"is not a stage{_near(key, known)}")
    for stage in playbook.stages:
        if stage.milestones and stage.key not in segment.success:
            yield Trouble((*where, stage.key), f"is missing: what {stage.name} looks like when it went well for them")


def _check_minimums(milestone: Milestone, where: Where, playbook: Playbook, segments: list[str]) -> Iterator[Trouble]:
    kpis = [kpi.key for kpi in playbook.health.kpis]
    for key, minimums in milestone.for_segments.items():
        here = (*where, "for_segments", key)
        if key not in segments:
            yield Trouble(here, f"is not a segment of segments.yaml{_near(key, segments)}")
        for at, asked in enumerate(minimums):
            if asked.kpi not in kpis:
                yield Trouble((*here, at, "kpi"), f"{asked.kpi!r} is not a KPI of health.yaml{_near(asked.kpi, kpis)}")
            if asked.kpi in [other.kpi for other in minimums[:at]]:
                yield Trouble((*here, at, "kpi"), f"{asked.kpi!r} has a minimum already; keep one")
            yield from _check_raised(asked, milestone, (*here, at, "at_least"))


def _check_raised(asked: KpiMinimum, milestone: Milestone, where: Where) -> Iterator[Trouble]:
    """Everyone's minimum holds for the segment too, so its own means something only if it is higher."""
    for all_of_them in milestone.kpis:
        if all_of_them.kpi == asked.kpi and asked.at_least <= all_of_them.at_least:
            yield Trouble(where, f"must be more than {all_of_them.at_least:g}, which everyone must have already")


def check_touchpoints(playbook: Playbook) -> Iterator[Trouble]:
    stages = [stage.key for stage in playbook.stages]
    keys = [touchpoint.key for touchpoint in playbook.touchpoints]
    for at, touchpoint in enumerate(playbook.touchpoints):
        if touchpoint.key in keys[:at]:
            yield Trouble(("touchpoints", at, "key"), f"there is already a touchpoint called {touchpoint.key!r}")
        for key in touchpoint.helps:
            if key not in stages:
                yield Trouble(("touchpoints", at, "helps", key), f"is not a stage{_near(key, stages)}")


def _near(wrong: str, known: list[str]) -> str:
    return f"{did_you_mean(wrong, known) or '.'} Known: {one_of(known)}"
