"""What an alert leaves out, and in which order, until it is short enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.talk.todos.brief_parts import Brief

NEW = " new since "  # of tickets: "3 new since Wed"


@dataclass(frozen=True)
class Detail:
    """How much an alert tells. missing, first, figures, there: how many of them; why, ask and quote: characters. step:
    how many parts of it are left out, from its end. brackets: whether what stands in them is told, such as where a
    figure comes from. note, ages, silent, done, wants, explains: of the evidence, see evidence.py. sees: whether the
    forecast is asked for in words; basis: where the usual days come from; well: how much of what speaks for a
    renewal."""

    missing: int = 5
    first: int = 4
    say: bool = True
    dates: int = 2
    why: int = 300
    figures: int = 3
    ask: int = 300
    tried: bool = True
    quote: int = 160
    clears: bool = True
    step: int = 0
    brackets: bool = True
    note: bool = True
    wants: bool = True
    explains: bool = True
    ages: bool = True
    silent: bool = True
    done: bool = True
    there: int = 3
    sees: bool = True
    basis: bool = True
    fresh: bool = True
    well: int = 2


def lighter(brief: Brief) -> Iterator[Detail]:
    """From everything down to the bones; the step stays."""
    detail, known = Detail(), brief.evidence
    yield detail
    changes: tuple[dict[str, Any], ...] = (
        {"say": False},
        {"clears": False},
        {"ask": 0} if brief.step else {},  # the talking points ask it; what is known of the matter stands here only
        {"basis": False},
        {"well": 1},
        {"wants": False} if brief.about == "health" else {},
        {"ages": False},
        {"figures": 2},
        {"step": 1} if known.there else {},
        {"fresh": False} if NEW in known.tickets and known.explains else {},
        {"silent": False} if brief.first or brief.missing else {},
        {"missing": 3},
        {"first": 3},
        {"silent": False},
        {"step": 1},
        {"sees": False},
        {"dates": 1},
        {"brackets": False},
        {"dates": 0} if brief.missing and known.wants else {},
        {"wants": False} if known.note and not brief.calls else {},
        {"missing": 2} if known.wants else {},
        {"step": 2} if known.wants and brief.grows else {},
        {"step": 2} if brief.missing else {},
        {"wants": False},
        {"well": 0},
        {"fresh": False},
        {"note": False},
        {"quote": 90},
        {} if brief.step else {"ask": 140},
        {"step": 2},
        {"figures": 1, "first": 2, "there": 2},
        {"explains": False},
        {"quote": 50} if brief.step else {"ask": 80, "quote": 50},
        {"why": 140},
        {"step": 3},
        {"missing": 2},
        {"done": False},
        {"missing": 1, "first": 1, "there": 1},
        {"why": 110},
        {"missing": 0, "first": 0, "there": 0, "figures": 0},
        {"dates": 0, "why": 80},
        {"ask": 0, "step": 4},
        {"tried": False},
    )
    for change in changes:
        detail = replace(detail, **change)
        yield detail


__all__ = ["NEW", "Detail", "lighter"]
