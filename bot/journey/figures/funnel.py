"""The success funnel (method D6): who reaches which milestone, how long it takes, where accounts stop and leave."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.expected_reaches import Expected, expected
from bot.journey.steps.life_counts import StepCounts, count
from bot.journey.steps.speed import Speed
from bot.journey.steps.step_query import LOST, NOW, PASSED, REACHED, StepQuery
from bot.journey.steps.stuck_next import StuckTogether, stuck_together
from bot.journey.steps.ways import Ways, read_ways
from bot.statistics.life_table import Estimate, LifeTable, Rate
from bot.store.session import ReadSession
from bot.store.sql import total
from bot.store.tables import Account, PlaybookVersion

ENOUGH = 10  # accounts of which it is known what became of them by then: below, no share is told
AHEAD_DAYS = 90


@dataclass(frozen=True)
class FunnelStep:
    """One milestone.

    reached: all that have it behind them; `undated` of these on a day that nobody knows, which count for nothing else.
    life: those that turned to it on a known day, and what became of them. now: all that are at it today, whatever is
    known of their past, `now_late` of them past due. gone: how many left before it, `gone_undated` of them on a day
    that nobody knows. expected: how many will reach it within 90 days; None where too little is known. stuck_next: of
    those that are in time, how many will get stuck; None likewise."""

    milestone: str
    usual_days: int
    life: LifeTable
    reached: int = 0
    undated: int = 0
    now: int = 0
    now_late: int = 0
    gone: int = 0
    gone_undated: int = 0
    expected: Expected | None = None
    stuck_next: StuckTogether | None = None

    @property
    def in_time(self) -> Estimate:
        """The share that reaches it within its usual days."""
        return self.life.share("reached", self.usual_days)

    @property
    def in_the_end(self) -> Estimate:
        return self.life.share("reached")

    @property
    def leaving(self) -> Estimate:
        """The share that leaves before it, in the end."""
        return self.life.share("lost")

    @property
    def stopped(self) -> Estimate:
        """The share that is late or lost once its usual days are over."""
        one = self.in_time
        return Estimate(1 - one.value, 1 - one.high, 1 - one.low, one.of)

    @property
    def tells(self) -> bool:
        return self.in_time.of >= ENOUGH

    @property
    def median(self) -> int | None:
        """Days by which half of all who came had reached it; None: not known yet."""
        return self.life.within(0.5)

    @property
    def most(self) -> int | None:
        return self.life.within(0.75)


@dataclass(frozen=True)
class LeftThere:
    """Who left with this as the last milestone (None: before the first). share: of those who had reached it, leaves
    before the next one; None after the last. rate: losses and the months that accounts lived through there. lost: all
    who left there, whatever is known of their days."""

    milestone: str | None
    share: Estimate | None
    rate: Rate
    lost: int


@dataclass(frozen=True)
class Funnel:
    """accounts: all that are in it. elsewhere: accounts on other playbooks, by name. ageless: accounts at a milestone
    since an unknown day; the forecast leaves them out. unplaced: accounts whose place nobody knows, in none of it.
    speed: by milestone, who left of those slow to it."""

    playbook: str
    accounts: int
    steps: tuple[FunnelStep, ...]
    leaving: tuple[LeftThere, ...]
    elsewhere: Mapping[str, int]
    ageless: int = 0
    unplaced: int = 0
    speed: tuple[Speed, ...] = ()

    @property
    def bottleneck(self) -> FunnelStep | None:
        """The step with the largest share late or lost; None where nobody is, or too few came to tell."""
        found = max((step for step in self.steps if step.tells), key=lambda step: step.stopped.value, default=None)
        return found if found and found.stopped.value > 0 else None

    @property
    def stuck_next(self) -> FunnelStep | None:
        """The step on which most of those that are in time will get stuck; None where too little is known."""
        told = (
            (step.stuck_next.accounts * step.stuck_next.chance.value, step) for step in self.steps if step.stuck_next
        )
        return max(told, key=lambda one: one[0], default=(0.0, None))[1]


async def funnel(db: ReadSession, today: date, selection: Selection = EVERYONE) -> Funnel | None:
    """The funnel of the playbook that most of these accounts are on; None where there are no accounts."""
    playbooks = Counter({row.name: row.accounts for row in (await db.one_statement(_on_playbooks(selection))).all()})
    if not playbooks:
        return None
    name = max(playbooks, key=lambda one: (playbooks[one], one))
    (ways,) = await read_ways(db, name)
    asked = StepQuery(today, ways, selection)
    found = await count(db, asked)
    counts = found.steps
    accounts = sum(step.count(NOW, LOST) for step in counts.values())  # each is at one place, or left from one
    return Funnel(
        playbook=name,
        accounts=accounts,
        steps=_steps(ways, counts),
        leaving=leaving(ways, counts),
        unplaced=playbooks.pop(name) - accounts,
        elsewhere=playbooks,
        ageless=sum(counts[ways.place(key)].count(NOW, timed=False) for key in ways.order),
        speed=found.speed,
    )


def _on_playbooks(selection: Selection) -> Select[*tuple[Any, ...]]:
    a, v = Account, PlaybookVersion
    number = a.playbook_version_id + 0  # by the table, not by the index
    each = (
        select(number.label("version"), func.count().label("accounts"))
        .where(*selection.ours(), is_itself())
        .group_by(number)
        .subquery("each")
    ).c
    name, accounts = v.name, total(each.accounts).label("accounts")
    return select(name, accounts).join_from(each.version.table, v, v.id == each.version).group_by(name)


def _steps(ways: Ways, counts: Mapping[int, StepCounts]) -> tuple[FunnelStep, ...]:
    of = {key: counts[ways.place(key)] for key in ways.order}
    ahead = expected([(step.life, step.ages) for step in of.values()], AHEAD_DAYS)
    return tuple(
        FunnelStep(
            milestone=key,
            usual_days=ways.usual_days[key],
            life=step.life,
            reached=step.count(REACHED, PASSED),
            undated=step.count(PASSED),
            now=step.count(NOW),
            now_late=step.count(NOW, late=True),
            gone=step.count(LOST),
            gone_undated=step.count(LOST, timed=False),
            expected=forecast,
            stuck_next=stuck_together(step),
        )
        for (key, step), forecast in zip(of.items(), ahead, strict=True)
    )


def leaving(ways: Ways, counts: Mapping[int, StepCounts]) -> tuple[LeftThere, ...]:
    """For "before the first" and every milestone in order."""
    lasts = (None, *ways.order)
    found = []
    for place, last in enumerate(lasts, 1):
        step = counts[place]
        share = step.life.share("lost") if place < ways.after_all else None
        found.append(LeftThere(last, share, step.life.losses, step.count(LOST)))
    return tuple(found)


__all__ = ["AHEAD_DAYS", "ENOUGH", "Funnel", "FunnelStep", "LeftThere", "funnel", "leaving"]
