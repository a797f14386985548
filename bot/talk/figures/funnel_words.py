"""The funnel in sentences: where accounts stop, who leaves, whether speed matters, what to expect."""

from __future__ import annotations

from dataclasses import dataclass

from bot.calendar import plural
from bot.journey.figures.funnel import AHEAD_DAYS, ENOUGH, Funnel, LeftThere
from bot.journey.steps.expected_reaches import Expected
from bot.journey.steps.speed import Speed
from bot.message import Block, Heading, Text, line
from bot.statistics.intervals import Ranged, Share
from bot.statistics.life_table import Estimate
from bot.talk.card.card_message import label
from bot.talk.phrases.words import listed
from bot.text import likely as interval_words
from bot.text import number, percent, rounded

TOO_FEW = "–"
FEW = 20  # accounts: a share of fewer is said in counts only


@dataclass(frozen=True)
class FunnelShown:
    """A funnel and the names of what it counts. who: "all accounts", "the mid tier", "Tim Brandt's accounts".
    ways: what else can be chosen."""

    funnel: Funnel | None
    names: dict[str, str]
    playbook: str
    who: str
    ways: tuple[str, ...] = ("mine", "tier mid", "segment retail")


def name_of(this: FunnelShown, key: str) -> str:
    return this.names.get(key) or key.replace("-", " ")


# The bottleneck


def bottleneck_words(this: FunnelShown, found: Funnel) -> str:
    """ "The bottleneck is Weekly habit: 45% are late or gone after its usual 30 days, the largest share (31 to 59% is
    likely, …)": whatever the share, it needn't be most of them."""
    step = found.bottleneck
    if step is None:
        return _no_bottleneck(found)
    share, usual = step.stopped, plural(step.usual_days, "day")
    said = (
        f"The bottleneck is {label(name_of(this, step.milestone))}: {percent(share.value)} are late or gone after its"
    )
    half = f" Half take {plural(step.median, 'day')}." if step.median is not None else ""
    sure = f"{likely(share)} is likely, from {plural(share.of, 'account')}"
    return f"{said} usual {usual}, the largest share ({sure}).{half}"


def _no_bottleneck(found: Funnel) -> str:
    if not any(step.tells for step in found.steps):
        most = max(step.in_time.of for step in found.steps)
        return (
            f"Too few to name a bottleneck: it takes {ENOUGH} accounts seen at a milestone for its usual days, "
            f"and {most} are the most so far."
        )
    late, gone = sum(step.now_late for step in found.steps), sum(step.gone for step in found.steps)
    gone += sum(one.lost for one in found.leaving[len(found.steps) :])  # after the last milestone
    were = any(step.stopped.value > 0 for step in found.steps)
    if not late and not gone and not were:
        return "All who came reached each milestone within its usual days, and nobody has left."
    parts = [f"{late:,} late now"] * bool(late) + [f"{gone:,} gone"] * bool(gone)
    parts = parts or ["some were late"]
    return f"No bottleneck where enough came to tell: all were in time. Elsewhere: {listed(parts)}."


# Who gets stuck next


def stuck_next_words(this: FunnelShown, found: Funnel) -> str:
    """ "Next to get stuck: Weekly habit. Of the 24 accounts in time there, 38% will be late or gone …"; "" where nobody
    is in time, or too few came to name a bottleneck, which is said already."""
    step = found.stuck_next
    if step is None or step.stuck_next is None:
        waits = any(step.now > step.now_late for step in found.steps) and any(step.tells for step in found.steps)
        few = "too few were there as long as those who are now"
        return f"Which step gets stuck next I can't say: {few}." if waits else ""
    one, name = step.stuck_next, label(name_of(this, step.milestone))
    those = f"Of the {plural(one.accounts, 'account')} in time there" if one.accounts > 1 else "Of the account there"
    share = f"{percent(one.chance.value)} will be late or gone before they reach it"
    if one.accounts == 1:
        share = f"the chance is {percent(one.chance.value)} that it will be late or gone before"
    return f"Next to get stuck: {name}. {those}, {share} ({likely(one.chance)} is likely), going by those before."


def likely(share: Ranged) -> str:
    """ "4 to 12%": the 95% interval."""
    return interval_words(share.low, share.high)


def ranged(share: Estimate) -> str:
    """ "62% (51–72)"; "–" where too few tell."""
    if share.of < ENOUGH:
        return TOO_FEW
    return f"{percent(share.value)} ({percent(share.low).removesuffix('%')}–{percent(share.high).removesuffix('%')})"


def share_words(share: Share) -> str:
    """ "31 of 40 (78%)"; below 20 only the counts: a percentage would promise more than is known."""
    if not share.of:
        return "–"
    counts = f"{share.count:,} of {share.of:,}"
    return counts if share.of < FEW else f"{counts} ({percent(share.value)})"


# Who leaves


def leaving_blocks(this: FunnelShown, found: Funnel) -> list[Block]:
    if not any(one.lost for one in found.leaving):
        return [Text(lines=(line("I have seen none of these leave."),))]
    told = ((one, where(this, one.milestone)) for one in found.leaving if one.lost or tells(one))
    lines = (leaving_words(one, place) if tells(one) else f"{place}: {one.lost:,} left" for one, place in told)
    return [Heading(text="Who leaves, by the last milestone"), Text(lines=tuple(map(line, lines)))]


def where(this: FunnelShown, last: str | None) -> str:
    return f"After {label(name_of(this, last))}" if last else "Before the first milestone"


def tells(one: LeftThere) -> bool:
    return one.share.of >= ENOUGH if one.share else one.rate.months >= ENOUGH * 12


def leaving_words(one: LeftThere, place: str) -> str:
    """ "After First value: 5% leave before the next (2 to 11% is likely). A month: 0.5 of 100 (0.2 to 1.1)"."""
    low, high = one.rate.interval
    monthly = f"{number(one.rate.per_hundred)} of 100 ({number(low)} to {number(high)})"
    if one.share is None:
        return f"{place}: {monthly} leave a month"
    before = " before the next" if one.milestone else ""
    return f"{place}: {percent(one.share.value)} leave{before} ({likely(one.share)} is likely); {monthly} a month"


# Whether speed matters


def speed_blocks(this: FunnelShown, found: Funnel) -> list[Block]:
    """Nothing where too few were slow, or in time, and have been followed for a year."""
    told = [one for one in found.speed if min(one.slow.of, one.in_time.of) >= ENOUGH]
    if not told:
        return []
    return [Heading(text="Does speed matter?"), Text(lines=tuple(line(_speed_words(this, one)) for one in told))]


def _speed_words(this: FunnelShown, one: Speed) -> str:
    """ "First value: of those slower than usual 18% left within a year, of those in time 6%; more than chance"."""
    low, high = one.interval
    slow = f"of those slower than usual {percent(one.slow.value)} left within a year"
    chance = "so it may be chance" if low <= 0 <= high else "more than chance"
    reach = f"{points(low, unit=False)} to {points(high)} is likely, {chance}"
    return f"{label(name_of(this, one.milestone))}: {slow}, of those in time {percent(one.in_time.value)} ({reach})"


def points(value: float, *, unit: bool = True) -> str:
    """ "+25 points", "−2"."""
    whole = int(rounded(value * 100))
    sign = "+" if whole > 0 else "−" if whole < 0 else "±"
    word = (" point" if abs(whole) == 1 else " points") if unit else ""
    return f"{sign}{abs(whole)}{word}"


# What to expect


def forecast_blocks(this: FunnelShown, found: Funnel) -> list[Block]:
    lines = tuple(
        line(
            f"{label(name_of(this, step.milestone))}: {_about(step.expected)}, judging by the "
            f"{step.life.reached:,} that reached it"
        )
        for step in found.steps
        if step.expected is not None
    )
    return [Heading(text=f"The next {AHEAD_DAYS} days"), Text(lines=lines)] if lines else []


def _about(one: Expected) -> str:
    """ "about 12, likely 8 to 16": two digits at most, it is an expectation."""
    if one.high == 0:
        return "probably none"
    return f"about {_two_digits(one.value)}, likely {_two_digits(one.low)} to {_two_digits(one.high)}"


def _two_digits(value: float) -> str:
    digits = len(str(rounded(value)))
    return number(float(rounded(value, min(0, 2 - digits))))


__all__ = [
    "TOO_FEW",
    "FunnelShown",
    "bottleneck_words",
    "forecast_blocks",
    "leaving_blocks",
    "leaving_words",
    "likely",
    "name_of",
    "percent",
    "points",
    "ranged",
    "share_words",
    "speed_blocks",
    "stuck_next_words",
    "tells",
]
