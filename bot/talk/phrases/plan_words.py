"""A success plan in words: each goal with who takes it on, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.calendar import say_date
from bot.journey.accounts.plan_goals import Goal
from bot.message import Step
from bot.talk.phrases.words import called
from bot.text import shorten


def theirs(goals: Sequence[Goal], today: date) -> tuple[str, ...]:
    """Goals that are still open on their side: "source connected: Ivo Brandt, by Fri 9 Jan"."""
    return tuple(words(goal, today) for goal in goals if goal.side == "theirs" and goal.state == "open")


def words(goal: Goal, today: date) -> str:
    who = called(goal.who) if goal.who else "them" if goal.side == "theirs" else "us"
    due = say_date(goal.due_on, today)
    when = f"late since {due}" if goal.late(today) else f"by {due}"
    return f"{shorten(goal.goal, 70)}: {who}, {when}"


def step(goal: Goal, today: date) -> Step:
    """The goal as a step of the plan, with its state."""
    if goal.state == "dropped":
        return Step(text=words(goal, today), state="to come", note="dropped")
    state = "done" if goal.state == "done" else "late" if goal.late(today) else "to come"
    return Step(text=words(goal, today), state=state)
