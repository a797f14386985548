"""The step at which most accounts are lost, and what customers answer there (method C11)."""

from __future__ import annotations

from datetime import date

from bot.calendar import plural
from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.losses import LostAt, last_milestones, seen_losses
from bot.journey.figures.survey_results import Answers, Feedback
from bot.message import Line, bold, line
from bot.playbook.models import Library, Milestone
from bot.store.session import ReadSession
from bot.text import number

AT_LEAST = 2  # losses; of one nobody speaks of a step where accounts are lost


async def hardest_step(db: ReadSession, library: Library, found: Feedback, today: date) -> tuple[Line, ...]:
    """Nothing where too few are lost to say. found: by milestone."""
    seen = await seen_losses(db)
    if seen.lost < AT_LEAST:
        return ()
    places = [one for one in await last_milestones(db, today, EVERYONE, seen, {}) if one.position >= 0]
    most = max(places, key=lambda one: (one.lost, -one.position), default=None)
    step = _step_after(library, most) if most is not None else None
    if most is None or step is None or most.lost < AT_LEAST:
        return ()
    here = next((group for group in found.groups if group.group == step.key), None)
    lost = f"{most.lost:,} of {plural(seen.lost, 'lost account')}"
    return (line(bold(f"Most are lost on the way to {step.name}"), f" ({lost}). {_answered(here)}"),)


def _step_after(library: Library, place: LostAt) -> Milestone | None:
    """The milestone that they didn't reach; None where they had reached the last."""
    playbook = library.playbooks.get(place.playbook)
    milestones = playbook.milestones() if playbook is not None else ()
    keys = [one.key for one in milestones]
    at = keys.index(place.key) + 1 if place.key in keys else 0 if not place.key else len(keys)
    return milestones[at] if at < len(milestones) else None


def _answered(here: Answers | None) -> str:
    """ "Customers on it answered NPS −12 (7 answers)."; how many, where they are too few to tell."""
    count = here.nps_count + here.csat_count if here is not None else 0
    if here is None or not count:
        return "Nobody on it has answered within a year: ask there."
    said = [f"NPS {here.nps:+d}".replace("-", "−")] if here.nps is not None else []
    said += [f"CSAT {number(here.csat)} of 5"] if here.csat is not None else []
    return f"Customers on it answered {' and '.join(said) or 'too seldom to tell'} ({plural(count, 'answer')})."


__all__ = ["hardest_step"]
