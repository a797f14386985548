"""Where an account stands on its way, in words: its milestone and what the strict test lacks, its health and what
moved it."""

from __future__ import annotations

from datetime import date, datetime

from bot.calendar import say_date, say_near
from bot.journey.accounts.progress import HealthPart, MinimumState, Progress, Slip
from bot.journey.health.why_health_moved import Move
from bot.playbook.models import Milestone
from bot.playbook.text.situation import HealthWords, MilestoneWords
from bot.talk.account.view import AccountView, days_since, find_milestone, kpi_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name, in_words, moved_words
from bot.text import measured, measured_pair, number, shorten

MOVES_SHOWN, LOW_SHOWN = 3, 2
HOW = {"moved": "moved", "stale": "too old to count", "back": "measured again", "new": "measured for the first time"}
GUESS = "the playbook's guess"


def milestone_words(view: AccountView, reader: Reader, now: datetime) -> MilestoneWords | None:
    """The milestone it works towards; None where all are reached or nothing is assessed."""
    milestone, facts = view.milestone, view.facts
    if milestone is None or facts is None:
        return None
    today = reader.today(now)
    done, left = split_tasks(view, milestone)
    before, reached_on = last_reached(view, today)
    passed, total = tally(view.progress)
    return MilestoneWords(
        name=milestone.name,
        meaning=milestone.meaning,
        days=days_since(facts.milestone_since, today),
        usual=usual_days(view, milestone),
        usual_basis=usual_basis(view, milestone),
        late_after=late_after(view, milestone),
        done=passed,
        total=total,
        next_task=left[0] if left else None,
        next_ask=_asked_for(view, milestone),
        done_tasks=done,
        open_tasks=left,
        missing=missing_words(view, reader, now),
        last_reached=before,
        last_reached_on=reached_on,
    )


def usual_days(view: AccountView, milestone: Milestone) -> int:
    """The median of accounts like it where enough of them are known, else what its version of the playbook allows."""
    if milestone.key in view.learned:
        return view.learned[milestone.key].days
    own = (mine.usual_days for mine in view.playbook.milestones() if mine.key == milestone.key)
    return next(own, milestone.usual_days)


def usual_basis(view: AccountView, milestone: Milestone) -> str:
    """ "31 mid-tier accounts", "the playbook's guess"."""
    learned = view.learned.get(milestone.key)
    return f"{learned.accounts:,} {learned.cohort}" if learned else GUESS


def late_after(view: AccountView, milestone: Milestone) -> int | None:
    """The days after which it counts as late, where these aren't the usual ones: three in four were faster."""
    learned = view.learned.get(milestone.key)
    return learned.most if learned else None


def task_name(view: AccountView, key: str) -> str:
    for playbook in (view.current, view.playbook):
        for milestone in playbook.milestones():
            for task in milestone.tasks:
                if task.key == key:
                    return task.name
    return key.replace("-", " ")


def _asked_for(view: AccountView, milestone: Milestone) -> str | None:
    """How the next open task is asked for, in today's words."""
    first = next_task(view)
    return next((task.ask for task in milestone.tasks if first is not None and task.key == first[1]), None)


def next_task(view: AccountView) -> tuple[str, str] | None:
    """The name and key of the task that comes next; None where none is open."""
    open_ = [task for task in view.progress.tasks if not task.done] if view.progress else []
    first = min(open_, key=lambda task: not task.required, default=None)
    return (task_name(view, first.key), first.key) if first is not None else None


def split_tasks(view: AccountView, milestone: Milestone) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the tasks done and still open, required ones first."""
    if view.progress is None:
        return (), ()
    ordered = sorted(view.progress.tasks, key=lambda task: not task.required)
    done = tuple(task_name(view, task.key) for task in ordered if task.done)
    return done, tuple(task_name(view, task.key) for task in ordered if not task.done)


def tally(progress: Progress | None) -> tuple[int, int]:
    """How much of the strict test holds: required tasks done and KPI minimums met, of how many."""
    if progress is None:
        return 0, 0
    checks = [task.done for task in progress.tasks if task.required]
    checks += [minimum.met is True for minimum in progress.minimums]
    return sum(checks), len(checks)


def last_reached(view: AccountView, today: date) -> tuple[str | None, str | None]:
    """The milestone before, and when it was reached where that is known."""
    reached = [state for state in view.progress.milestones if state.reached] if view.progress else []
    if not reached:
        return None, None
    state = max(reached, key=lambda one: one.position)
    milestone = find_milestone(view, state.key)
    name = milestone.name if milestone else state.key.replace("-", " ")
    return name, say_date(state.reached_on, today) if state.reached_on else None


def completed(view: AccountView, stage: int) -> bool:
    """Every milestone of the stage at that position is reached, or was before it came to us."""
    states = view.progress.milestones if view.progress else ()
    return all(one.reached for one in states if one.stage_position == stage)


def missing_words(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """What the strict test still lacks: "data source live", "two more weekly users (3 of 5, yesterday)"."""
    if view.progress is None:
        return ()
    tasks = [task_name(view, task.key) for task in view.progress.tasks if task.required and not task.done]
    lacking = [minimum for minimum in view.progress.minimums if minimum.met is not True]
    return (*tasks, *(minimum_words(view, minimum, reader, now) for minimum in lacking))


def minimum_words(view: AccountView, minimum: MinimumState, reader: Reader, now: datetime) -> str:
    kpi = kpi_of(view, minimum.kpi)
    if minimum.value is None or minimum.observed_at is None:
        return f"{kpi.name} (no data yet, {measured(minimum.minimum, kpi.unit)} needed)"
    value, bound = measured_pair(minimum.value, minimum.minimum, kpi.unit)
    when = say_near(reader.day(minimum.observed_at), reader.today(now))
    if not minimum.fresh:
        return f"{kpi.name} ({value} of {bound} on {when}, too old to count)"
    gap = minimum.minimum - minimum.value
    if kpi.unit == "" and gap == int(gap) and 0 < gap <= 10:
        return f"{in_words(int(gap))} more {kpi.name} ({number(minimum.value)} of {number(minimum.minimum)}, {when})"
    return f"{kpi.name} ({value} of {bound}, {when})"


def slip_words(view: AccountView, slip: Slip, reader: Reader, now: datetime, *, named: bool = True) -> str:
    """A milestone that was reached and isn't kept up: "first value no longer holds: weekly users 3, 5 needed
    (yesterday)". named: with its name."""
    milestone = find_milestone(view, slip.milestone)
    name = (f"{milestone.name} " if milestone else f"{slip.milestone.replace('-', ' ')} ") if named else ""
    return f"{name}no longer holds: {'; '.join(_short(view, one, reader, now) for one in slip.short)}"


def _short(view: AccountView, minimum: MinimumState, reader: Reader, now: datetime) -> str:
    kpi = kpi_of(view, minimum.kpi)
    value, bound = measured_pair(minimum.value or 0, minimum.minimum, kpi.unit)
    when = f" ({say_near(reader.day(minimum.observed_at), reader.today(now))})" if minimum.observed_at else ""
    return f"{kpi.name} {value}, {bound} needed{when}"


# Health


def health_words_of(view: AccountView, reader: Reader, now: datetime) -> HealthWords:
    """The score in force. One set by hand is compared with what is measured, not with what was a week ago."""
    facts = view.facts
    if facts is None:
        return HealthWords()
    bands = sorted(view.playbook.health.bands, key=lambda band: band.floor)
    names = {position: band.name for position, band in enumerate(bands, start=1)}
    by_hand = by_hand_words(view, reader, now)
    was, when = (None, None) if by_hand else _was(view, reader, now)
    return HealthWords(
        score=facts.health,
        was=was,
        was_when=when,
        band=names.get(facts.band or 0),
        band_before=names.get(facts.band_before or 0),
        moved=_moved_since(view) if view.moved else moved(view),
        low=low(view),
        by_hand=by_hand,
    )


def _was(view: AccountView, reader: Reader, now: datetime) -> tuple[int | None, str | None]:
    """The score before, and when that was: before its last notable change where that was read, else a week ago."""
    moved = view.moved
    if moved is None or view.before == moved.was:
        return view.before, None if view.before is None else "a week ago"
    until, today = reader.day(moved.since), reader.today(now)
    return moved.was, "until today" if until == today else f"until {say_date(until, today)}"


def by_hand_words(view: AccountView, reader: Reader, now: datetime) -> str | None:
    """ "set by Olga until Tue 3 Feb: sponsor left; measured 74"; None where the score is what was measured."""
    facts, by_hand = view.facts, view.by_hand
    if facts is None or facts.health_until is None:
        return None
    day = say_date(facts.health_until, reader.today(now))
    measured_now = "unknown" if facts.health_measured is None else str(facts.health_measured)
    if by_hand is None:  # lifted a moment ago: the next assessment follows
        return f"set by hand until {day}; measured {measured_now}"
    whom = "you" if reader.is_me(by_hand.row.by_id) else given_name(by_hand.by)
    return f"set by {whom} until {day}: {shorten(by_hand.row.reason, 80)}; measured {measured_now}"


def moved(view: AccountView, most: int = MOVES_SHOWN) -> tuple[str, ...]:
    """What moved in the last 7 days, the heaviest first: "weekly use 62% → 41%"."""
    parts = [part for part in view.health if part.value is not None and part.before not in (None, part.value)]
    parts.sort(key=lambda part: -_shift(view, part))
    return tuple(_moved(view, part) for part in parts[:most])


def _moved_since(view: AccountView) -> tuple[str, ...]:
    """What made that change, the heaviest first: "weekly use 62% → 41%", "NPS too old to count"."""
    change = view.moved
    if change is None:
        return ()
    down = change.score < change.was
    moves = [one for one in change.moves if one.points and (one.points < 0) == down]
    return tuple(_move(view, one) for one in moves[:MOVES_SHOWN])


def _move(view: AccountView, one: Move) -> str:
    kpi = kpi_of(view, one.kpi)
    if one.how == "moved" and one.was is not None and one.value is not None:
        return moved_words(kpi.name, one.was, one.value, kpi.unit)
    return f"{kpi.name} {HOW[one.how]}"


def low(view: AccountView) -> tuple[str, ...]:
    """What weighs most against the score, the heaviest first: "weekly use 4%"."""
    poor = [part for part in view.health if part.score is not None and part.value is not None and part.score < 50]
    poor.sort(key=lambda part: -part.weight * (100 - (part.score or 0)))
    return tuple(
        f"{kpi_of(view, part.kpi).name} {measured(part.value or 0, kpi_of(view, part.kpi).unit)}"
        for part in poor[:LOW_SHOWN]
    )


def _shift(view: AccountView, part: HealthPart) -> float:
    """How much the movement weighs: its share of the KPI's span, times the weight."""
    kpi = kpi_of(view, part.kpi)
    span = abs(kpi.best - kpi.worst) or 1
    return float(abs((part.value or 0) - (part.before or 0)) / span * part.weight)


def _moved(view: AccountView, part: HealthPart) -> str:
    kpi = kpi_of(view, part.kpi)
    return moved_words(kpi.name, part.before or 0, part.value or 0, kpi.unit)


def stale_words(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """Health's data that is too old: "weekly use, 23 days old"."""
    old = (part for part in view.health if not part.fresh and part.observed_at is not None)
    today = reader.today(now)
    return tuple(
        f"{kpi_of(view, part.kpi).name}, {(today - reader.day(part.observed_at)).days} days old"
        for part in old
        if part.observed_at is not None
    )
