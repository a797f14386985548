"""The journey map of an account (method A1, A2): the stages, what is behind, where it stands, what comes next."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bot import actions
from bot.calendar import say_date
from bot.journey.accounts.progress import MilestoneState
from bot.message import Actions, Button, Element, Heading, Image, Line, Message, Text, bold, line
from bot.playbook.models import Library, Stage
from bot.store.session import ReadSession
from bot.talk.account.kind import profile_lines, success_line
from bot.talk.account.place import WHERE, buttons_of
from bot.talk.account.read_account import load_account
from bot.talk.account.view import find_milestone, find_stage
from bot.talk.card.card_message import label
from bot.talk.phrases.account_words import AccountView, renewal_words
from bot.talk.phrases.progress_words import completed, milestone_words, slip_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, given_name
from bot.talk.pictures.map_layout import JourneyMap, MapMilestone, MapStage, State
from bot.talk.pictures.stage_in_full import stage_menu, stages_of
from bot.talk.pictures.svg import png_of
from bot.talk.quotes.heard_in_stage import on_the_map
from bot.text import clean, shorten

STEPS_SHOWN = 3
UNKNOWN = "not known yet"


async def journey_map(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Message | None:
    """The map as a picture; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    this = map_of(view, reader, now)
    names = [(stage.key, stage.name) for stage in (*view.playbook.stages, *view.current.stages)]
    seen = await on_the_map(db, account_id, names, reader.today(now))
    png = await asyncio.to_thread(png_of, this)
    kind = tuple(one for one in (success_line(view), *profile_lines(view)) if one)
    return journey_map_message(account_id, this, png, buttons_of(view), seen, kind, stages_of(view))


def journey_map_message(
    account_id: int,
    this: JourneyMap,
    png: bytes,
    where: tuple[Element, ...] = (),
    seen: Sequence[Line] = (),
    kind: Sequence[Line] = (),
    stages: Sequence[tuple[str, str]] = (),
) -> Message:
    """where: buttons that ask for its place, where nobody knows it. seen: how they see us; kind: what companies of
    their kind are like; neither is in the picture, as that may be passed on. stages: key and name of each, to be read
    in full."""
    image = Image(alt=alt_of(this), name=f"journey-{account_id}.png", png_base64=base64.b64encode(png).decode())
    here = next((stage for stage in this.stages if stage.state in ("now", "late")), None)
    words = f"In {here.name} now." if here else WHERE if where else "Not placed on it yet."
    said = line(words, *_ahead(this))
    target, asked = str(account_id), (Actions(elements=where),) if where else ()
    buttons: tuple[Element, ...] = (
        Button(label="Card", action=actions.CARD, target=target),
        Button(label="Tasks", action=actions.TASKS, target=target),
    )
    buttons += (stage_menu(account_id, stages),) if stages else ()
    theirs = (Heading(text="How they see us"), Text(lines=tuple(seen))) if seen else ()
    kinds = (Heading(text="Companies of their kind"), Text(lines=tuple(kind))) if kind else ()
    return Message(
        title=line(bold(called(this.name)), " · journey map"),
        blocks=(Text(lines=(said,)), *asked, image, *theirs, *kinds, Actions(elements=buttons)),
        summary=f"{called(this.name)}, journey map: {words}",
    )


def _ahead(this: JourneyMap) -> tuple[str, ...]:
    steps = [text for stage in this.stages for text in stage.next_steps]
    return (f" Next: {steps[0]}.",) if steps else ()


def alt_of(this: JourneyMap) -> str:
    """What the picture shows, for those who can't see it."""
    parts = []
    here = next((at for at, stage in enumerate(this.stages) if stage.state in ("now", "late")), 0)
    for at, stage in enumerate(this.stages):
        ahead = UNKNOWN if not this.placed else "left, not all reached" if at < here else "to come"
        where = {"done": "done", "now": "now here", "late": "now here, late", "to come": ahead}[stage.state]
        inner = "; ".join(f"{one.name}: {one.note or one.state}" for one in stage.milestones)
        parts.append(f"{stage.name} ({where})" + (f": {inner}" if inner else ""))
    return f"Journey map of {called(this.name)}. {'. '.join(parts)}."


# From the account to the map


def map_of(view: AccountView, reader: Reader, now: datetime) -> JourneyMap:
    today = reader.today(now)
    states = view.progress.milestones if view.progress else ()
    stages = tuple(
        _stage(view, find_stage(view.current, stage.key) or stage, position, states, reader, now)
        for position, stage in enumerate(view.playbook.stages, start=1)
    )
    return JourneyMap(
        name=clean(view.account.name),
        about=_about(view, reader, today),
        stages=stages,
        placed=view.placed,
        foot=f"Milepost · {view.current.title} · {say_date(today, today)} {today.year}",
    )


def _about(view: AccountView, reader: Reader, today: date) -> str:
    account = view.account
    parts = [shorten(text, 24) for text in (account.tier, account.segment) if text]
    if view.csm:
        parts.append(given_name(view.csm.name))
    if view.churned:
        when = f" on {say_date(account.churned_on, today)}" if account.churned_on else ""
        return " · ".join([*parts, f"left us{when}"])
    renewal = renewal_words(view, today)
    if renewal.ends and (renewal.days or 0) >= 0:
        parts.append(f"renews {renewal.ends}")
    return " · ".join(parts) or "Milepost"


def _stage(
    view: AccountView,
    stage: Stage,
    position: int,
    states: tuple[MilestoneState, ...],
    reader: Reader,
    now: datetime,
) -> MapStage:
    state = _stage_state(view, position, reader.today(now))
    here = state in ("now", "late")
    return MapStage(
        name=stage.name,
        state=state,
        purpose=stage.purpose,
        milestones=tuple(_milestone(view, one, reader, now) for one in states if one.stage_position == position),
        needs=stage.needs,
        touchpoints=stage.touchpoints,
        teams=stage.teams,
        next_steps=_next_steps(view, stage, reader, now) if here else (),
        note=_note(view, stage, reader.today(now)) if here else "",
    )


def _stage_state(view: AccountView, position: int, today: date) -> State:
    if view.facts is None or view.churned:
        return "to come"
    at = view.facts.stage_position
    if position != at:
        return "done" if position < at and completed(view, position) else "to come"
    own = view.progress.milestones if view.progress else ()
    late = any(one.key == view.facts.milestone and one.stage_position == at for one in own) and _is_late(view, today)
    return "late" if late else "now"


def _is_late(view: AccountView, today: date) -> bool:
    due = view.facts.milestone_due_on if view.facts else None
    return due is not None and due < today


def _milestone(view: AccountView, one: MilestoneState, reader: Reader, now: datetime) -> MapMilestone:
    today = reader.today(now)
    milestone = find_milestone(view, one.key)
    name = label(milestone.name if milestone else one.key.replace("-", " "))
    if one.reached:
        note = f"reached {say_date(one.reached_on, today)}" if one.reached_on else "passed before it came to us"
        slip = next((slip for slip in view.slipped if slip.milestone == one.key), None)
        if slip is not None:
            return MapMilestone(name, "late", f"{note}, but {slip_words(view, slip, reader, now, named=False)}")
        return MapMilestone(name, "done", note)
    if not view.placed:
        return MapMilestone(name, "to come", UNKNOWN)
    goal = milestone_words(view, reader, now)
    if goal is None or view.churned or view.facts is None or view.facts.milestone != one.key:
        return MapMilestone(name, "to come")
    days = f"day {goal.days}, usually {goal.usual}" if goal.days is not None else ""
    tally = f"{goal.done} of {goal.total} done" if goal.total else ""
    state: State = "late" if _is_late(view, today) else "now"
    return MapMilestone(name, state, " · ".join(text for text in (tally, days) if text))


def _next_steps(view: AccountView, stage: Stage, reader: Reader, now: datetime) -> tuple[str, ...]:
    """What the milestone still lacks, then what this stage asks of us."""
    goal = milestone_words(view, reader, now)
    lacking = goal.missing if goal else ()
    return tuple(capital(text) for text in (*lacking[: STEPS_SHOWN - 1], *stage.actions)[:STEPS_SHOWN])


def _note(view: AccountView, stage: Stage, today: date) -> str:
    since = view.facts.stage_since if view.facts else None
    parts = [f"here since {say_date(since, today)}"] if since else ["here now"]
    renewal = renewal_words(view, today)
    if stage.laer == "renew" and renewal.deadline and (renewal.days or 0) >= 0:
        parts.append(f"{'notice by' if renewal.is_notice else 'ends'} {renewal.deadline}")
    return " · ".join(parts)


SAMPLE = JourneyMap(
    name="Acme",
    about="mid · retail · Olga · renews Sat 14 Mar",
    stages=(
        MapStage(
            name="Land",
            state="done",
            purpose="Turn what was signed into a first result.",
            milestones=(MapMilestone("First value", "done", "reached Tue 21 Oct 2025"),),
            touchpoints=("Kick-off", "Set-up sessions"),
            teams=("onboarding", "support"),
        ),
        MapStage(
            name="Adopt",
            state="late",
            purpose="Get it into daily work, as soon and as widely as it helps.",
            milestones=(
                MapMilestone("Weekly habit", "late", "3 of 6 done · day 77, usually 60"),
                MapMilestone("Goal met", "to come"),
            ),
            needs=("A routine that is easier than the old way", "Quick answers"),
            touchpoints=("Weekly call", "Training"),
            teams=("customer success", "training"),
            next_steps=("trained admin", "old way switched off"),
            note="here since Tue 21 Oct 2025",
        ),
        MapStage(name="Expand", state="to come", purpose="Build on what works.", teams=("sales",)),
        MapStage(name="Renew", state="to come", purpose="Agree the next term.", teams=("sales",)),
    ),
    foot="Milepost · Tue 6 Jan 2026",
)


@lru_cache(maxsize=1)
def examples() -> tuple[tuple[str, Message], ...]:
    seen = (line(bold("Adopt"), ": “answers come late” Dana Reyes, Fri 2 Jan"),)
    return (("Journey map", journey_map_message(1, SAMPLE, png_of(SAMPLE), (), seen, (), (("land", "Land"),))),)


def __getattr__(name: str) -> Any:
    """EXAMPLES is drawn when it is asked for, so that importing this module draws nothing."""
    if name == "EXAMPLES":
        return examples()
    raise AttributeError(name)
