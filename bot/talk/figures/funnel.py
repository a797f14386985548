"""/journey funnel: how far accounts get, where they stop and leave, and what to expect of the next 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, exists, func, select

from bot.calendar import plural
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.funnel import AHEAD_DAYS, ENOUGH, Funnel, FunnelStep, LeftThere
from bot.journey.figures.funnel import funnel as read
from bot.journey.steps.expected_reaches import Expected
from bot.journey.steps.speed import Speed
from bot.journey.steps.stuck_next import StuckTogether
from bot.message import Actions, Block, Chart, Column, Line, Message, Notes, Series, Span, Table, Text, ask, bold, line
from bot.playbook.models import Library
from bot.statistics.life_table import Estimate, LifeTable, Rate, life_table
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.tables import Account, Person
from bot.talk.card.card_message import label
from bot.talk.figures.funnel_words import (
    TOO_FEW,
    FunnelShown,
    bottleneck_words,
    forecast_blocks,
    leaving_blocks,
    name_of,
    ranged,
    speed_blocks,
    stuck_next_words,
)
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed
from bot.text import clean, possessive


async def funnel(db: ReadSession, library: Library, selection: Selection, reader: Reader, now: datetime) -> Message:
    """The success funnel of those accounts."""
    return funnel_message(await shown(db, library, selection, reader, now))


async def shown(db: ReadSession, library: Library, selection: Selection, reader: Reader, now: datetime) -> FunnelShown:
    """That funnel, with the names of what it counts."""
    found = await read(db, reader.today(now), selection)
    playbook = library.playbooks.get(found.playbook) if found else None
    names = {one.key: one.name for one in playbook.milestones()} if playbook else {}
    who, ways = await who_words(db, selection, reader), await other_ways(db, selection, reader)
    return FunnelShown(found, names, playbook.name if playbook else "", who, ways)


async def other_ways(db: ReadSession, selection: Selection, reader: Reader) -> tuple[str, ...]:
    """What else of the workspace can be chosen: "mine" or "all", and one other tier, segment and CSM it has."""
    a = Account
    tier = func.min(case((a.tier != (selection.tier or ""), a.tier)))
    segment = func.min(case((a.segment != (selection.segment or ""), a.segment)))
    found = (await db.one_statement(select(tier, segment).where(*EVERYONE.ours()))).one()
    has_some = exists().where(ours(a), a.csm_id == Person.id).correlate(Person)
    others = Person.id.not_in((reader.person_id, selection.csm_id or 0))
    csm = (await db.one_statement(select(func.min(Person.name)).where(others, has_some))).scalar()
    named = (
        f"{what} {clean(value)}" for what, value in zip(("tier", "segment", "csm"), (*found, csm), strict=True) if value
    )
    return ("all" if selection != EVERYONE else "mine", *named)


async def who_words(db: ReadSession, selection: Selection, reader: Reader) -> str:
    """ "all accounts", "your accounts, mid tier"."""
    whose = "your team's accounts" if db.sight.limited else "all accounts"
    if reader.is_me(selection.csm_id):
        whose = "your accounts"
    elif selection.csm_id is not None:
        name = await db.scalar(select(Person.name).where(Person.id == selection.csm_id))
        whose = f"{possessive(called(name or 'a CSM'))} accounts"
    parts = [f"{called(selection.tier)} tier"] if selection.tier else []
    parts += [f"{called(selection.segment)} segment"] if selection.segment else []
    return ", ".join([whose, *parts])


def funnel_message(this: FunnelShown) -> Message:
    found = this.funnel
    if found is None or not found.steps or not found.accounts:
        return _empty(this)
    steps = found.steps
    said = (bottleneck_words(this, found), stuck_next_words(this, found))
    blocks: list[Block] = [Text(lines=tuple(line(text) for text in said if text))]
    blocks.append(_chart(this, steps))
    blocks.append(_table(this, steps))
    blocks += leaving_blocks(this, found) + speed_blocks(this, found) + forecast_blocks(this, found)
    title = f"Success funnel: {this.who}, {found.accounts:,}"
    blocks.append(Actions(elements=(counted_button("funnel"),)))
    return Message(title=line(bold(title)), blocks=(*blocks, Notes(lines=_notes(this, found))))


def _empty(this: FunnelShown) -> Message:
    said = "There are none yet. They come in with the accounts file, and milestones from what is done there."
    if this.funnel is not None and this.funnel.unplaced:
        said = f"{_unplaced(this.funnel)}, so there is nothing to count yet. An account's card asks where it is."
    how = Actions(elements=(counted_button("funnel"),))
    return Message(title=line(bold(f"Success funnel: {this.who}")), blocks=(Text(lines=(line(said),)), how))


def _unplaced(found: Funnel) -> str:
    """ "22 accounts have no place on the journey yet"."""
    return f"{plural(found.unplaced, 'account')} {'has' if found.unplaced == 1 else 'have'} no place on the journey yet"


# Table and chart


def _chart(this: FunnelShown, steps: Sequence[FunnelStep]) -> Chart:
    return Chart(
        title="How far accounts got",
        labels=tuple(label(name_of(this, step.milestone)) for step in steps),
        series=(
            Series(name="Reached", values=tuple(float(step.reached) for step in steps)),
            Series(name="At it now", values=tuple(float(step.now) for step in steps)),
        ),
        unit="accounts",
    )


def _table(this: FunnelShown, steps: Sequence[FunnelStep]) -> Table:
    # Short titles and no more columns than these: on a screen of 1400 pixels the last one must still be seen.
    titles = ("In time", "In the end", "Half, ¾ within", "Now", "Late")
    columns = (Column(title="Milestone"), *(Column(title=title, number=True) for title in titles))
    return Table(columns=columns, rows=tuple(_row(this, step) for step in steps))


def _row(this: FunnelShown, step: FunnelStep) -> tuple[str, ...]:
    return (
        label(name_of(this, step.milestone)),
        ranged(step.in_time),
        ranged(step.in_the_end),
        _days(step),
        f"{step.now:,}",
        f"{step.now_late:,}",
    )


def _days(step: FunnelStep) -> str:
    """ "39, 52 d": days by which half and three in four had reached it; "not yet" where they haven't."""
    if step.in_the_end.of < ENOUGH:
        return TOO_FEW
    if step.median is None:
        return "not known yet"
    return f"{step.median:,}, {step.most:,} d" if step.most is not None else f"{step.median:,} d, not yet"


def _notes(this: FunnelShown, found: Funnel) -> tuple[Line, ...]:
    undated = max(step.undated for step in found.steps)
    lines = [
        line(
            "In time: within the playbook's usual days, from the milestone before (the first one: from the start). "
            "In brackets the likely range. Half, ¾: of all who came, also those who left."
        )
    ]
    if any(step.in_the_end.of < ENOUGH or not step.tells for step in found.steps):
        lines.append(line(f"{TOO_FEW}: too few accounts to say, or to forecast; {ENOUGH} are needed."))
    if undated:
        lines.append(line(f"{plural(undated, 'account')} came to us further on: reached, but in no share and no days."))
    if found.unplaced:
        lines.append(line(f"Left out: {_unplaced(found)}."))
    gone = sum(step.gone_undated for step in found.steps)
    if gone:
        lines.append(line(f"{plural(gone, 'account')} left on an unknown day or from an unknown start: in no share."))
    ageless = (
        f" {plural(found.ageless, 'account')} at a milestone since an unknown day left out." if found.ageless else ""
    )
    if any(step.expected for step in found.steps):
        lines.append(line(f"The next {AHEAD_DAYS} days: today's accounts at the pace of those before them.{ageless}"))
    if found.elsewhere:
        others = listed([f"{count:,} on {name}" for name, count in sorted(found.elsewhere.items())])
        lines.append(line(f"Playbook: {this.playbook or found.playbook}. Not counted: {others}."))
    picture = ask("funnel picture")
    return (
        *lines,
        also("funnel", this.ways),
        line("No chart here? ", picture, " draws one."),
    )


def also(about: str, ways: Sequence[str]) -> Line:
    """What else to type."""
    spans: list[str | Span] = []
    for way in ways:
        spans += [" · "] if spans else []
        spans.append(ask(f"{about} {way}"))
    return line("Also: ", *spans)


# Examples

_NAMES = {"first-value": "first value", "habit": "a weekly habit", "proven-outcome": "a proven outcome"}


def _life(reached: Sequence[int], lost: Sequence[int], still: Sequence[int]) -> LifeTable:
    """One account each on these days."""
    return life_table(
        {
            "reached": [(day, 1) for day in reached],
            "lost": [(day, 1) for day in lost],
            None: [(day, 1) for day in still],
        }
    )


_LIVES = (
    _life(range(12, 60), (33, 80), range(3, 63, 6)),
    _life(range(9, 75, 3), (40, 61), range(2, 74, 3)),
    _life(range(70, 115, 5), (), range(20, 90, 5)),
)
_STUCK = (StuckTogether(5, Estimate(0.31, 0.2, 0.45, 60)), StuckTogether(8, Estimate(0.58, 0.41, 0.73, 38)))
_STEPS = (
    FunnelStep("first-value", 45, _LIVES[0], 52, 4, 10, 5, 2, 0, Expected(9.4, 6, 12), _STUCK[0]),
    FunnelStep("habit", 30, _LIVES[1], 24, 2, 24, 16, 2, 0, Expected(12.2, 8, 16), _STUCK[1]),
    FunnelStep("proven-outcome", 90, _LIVES[2], 9, 0, 14, 3, 1, 1, None),
)
_LEAVING = (
    LeftThere(None, _STEPS[0].leaving, Rate(2, 61), 2),
    LeftThere("first-value", _STEPS[1].leaving, Rate(2, 64), 2),
    LeftThere("habit", _STEPS[2].leaving, Rate(0, 48), 1),
    LeftThere("proven-outcome", None, Rate(0, 31), 0),
)
_SPEED = (Speed("first-value", Estimate(0.18, 0.1, 0.31, 44), Estimate(0.05, 0.02, 0.12, 71)),)
_FUNNEL = Funnel("laer", 64, _STEPS, _LEAVING, {"success-milestones": 12}, 3, 22, _SPEED)
EXAMPLE = (FunnelShown(_FUNNEL, _NAMES, "laer", "all accounts"), _FUNNEL)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey funnel", funnel_message(EXAMPLE[0])),
    ("journey funnel, few accounts", funnel_message(FunnelShown(
        Funnel("laer", 6, (FunnelStep("first-value", 45, _life((40, 44), (), (5, 9, 31, 60)), 2, now=4, now_late=1),
                           FunnelStep("habit", 30, _life((), (), (2, 8)), now=2)), (), {}), _NAMES, "laer",
        "your accounts"))),
    ("journey funnel, no place known yet", funnel_message(FunnelShown(
        Funnel("laer", 0, _STEPS[:1], (), {}, unplaced=25), _NAMES, "laer", "your accounts"))),
    ("journey funnel, nobody yet", funnel_message(FunnelShown(None, {}, "", "all accounts, mid tier"))),
)  # fmt: skip


__all__ = ["EXAMPLE", "EXAMPLES", "also", "funnel", "funnel_message", "other_ways", "shown", "who_words"]
