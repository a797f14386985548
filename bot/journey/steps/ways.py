"""The milestones of playbooks in their order, as figures count along them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from bot.store.session import ReadSession
from bot.store.tables import Account, PlaybookVersion, VersionMilestone, VersionStage


@dataclass(frozen=True)
class OnTheWay:
    """A milestone. opens: the stage that begins with it, "" where it isn't the first one of its stage."""

    key: str
    stage_position: int
    opens: str


@dataclass(frozen=True)
class Route:
    """The milestones in order that so many versions of a playbook have alike. stages: (key, position) of those that
    milestones lead to."""

    playbook: str
    milestones: tuple[OnTheWay, ...]
    stages: tuple[tuple[str, int], ...]
    versions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ways:
    """All of a playbook. order: every milestone, as the newest version has them, then older ones' own. usual_days: of
    the newest version that has it. ways: of the versions that accounts are on. versions: (version, milestone), of
    all."""

    playbook: str
    order: tuple[str, ...]
    usual_days: dict[str, int]
    ways: tuple[Route, ...]
    versions: tuple[tuple[int, str], ...] = ()

    def place(self, milestone: str) -> int:
        """Its number in the order, from 1."""
        return self.order.index(milestone) + 1

    @property
    def after_all(self) -> int:
        """The number that stands for the time after the last one."""
        return len(self.order) + 1


async def read_ways(db: ReadSession, playbook: str | None = None) -> tuple[Ways, ...]:
    """That playbook's (None: all that accounts are on), by name; none of one without milestones."""
    m, v, s, other = VersionMilestone, PlaybookVersion, VersionStage, aliased(PlaybookVersion)
    stage = and_(s.version_id == m.version_id, s.position == m.stage_position)
    used = select(other.name).where(_is_used(other))
    rows = (
        await db.execute(
            select(v.name, v.id, m.milestone, m.stage_position, m.usual_days, s.stage, _is_used(v).label("used"))
            .join(v, v.id == m.version_id)
            .outerjoin(s, stage)
            .where(v.name.in_(used), *([] if playbook is None else [v.name == playbook]))
            .order_by(v.name, v.id.desc(), m.position)
        )
    ).all()
    stages: dict[int, list[tuple[str, int]]] = {}
    of_stages = select(s.version_id, s.stage, s.position).where(s.enters_days.is_(None)).order_by(s.position)
    for version, key, position in (await db.execute(of_stages)).all():
        stages.setdefault(version, []).append((key, position))
    found = []
    for name, several in groupby(rows, lambda row: row.name):
        own = list(several)
        usual = {row.milestone: row.usual_days for row in reversed(own)}
        order = tuple(dict.fromkeys(row.milestone for row in own))
        ways = [
            Route(name, _steps(list(steps)), tuple(stages.get(version, ())), (version,))
            for (version, is_used), steps in groupby(own, lambda row: (row.id, row.used))
            if is_used
        ]
        found.append(Ways(name, order, usual, _alike(ways), tuple((row.id, row.milestone) for row in own)))
    return tuple(found)


def allowed(guess: Any, greater: Callable[[Any, Any], Any] = max) -> Any:
    """How many days a milestone may take before it is late, from its usual days in a playbook; of a column `greater` is
    SQL's. They are a guess: late is only what is 10% and at least three days over it. What three in four took is none,
    and counts at once."""
    return guess + greater(3, (guess + 9) // 10) - 1


def _is_used(version: Any) -> Any:
    return exists().where(Account.playbook_version_id == version.id).correlate(version)


def _steps(rows: Sequence[Any]) -> tuple[OnTheWay, ...]:
    before = [None, *(row.stage for row in rows)]
    return tuple(
        OnTheWay(row.milestone, row.stage_position, "" if row.stage == earlier else row.stage or "")
        for row, earlier in zip(rows, before, strict=False)
    )


def _alike(ways: Sequence[Route]) -> tuple[Route, ...]:
    """Versions that have the same milestones in the same order are one way."""
    versions: dict[Route, tuple[int, ...]] = {}
    for way in ways:
        same = replace(way, versions=())
        versions[same] = (*versions.get(same, ()), *way.versions)
    return tuple(replace(way, versions=numbers) for way, numbers in versions.items())


__all__ = ["OnTheWay", "Route", "Ways", "allowed", "read_ways"]
