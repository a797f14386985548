"""/journey funnel: how far accounts get, where they stop and leave, and what to expect of the next 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.calendar import plural
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.funnel import AHEAD_DAYS, ENOUGH, Funnel, FunnelStep, Lost
from bot.journey.figures.funnel import funnel as read
from bot.message import Block, Chart, Column, Heading, Line, Message, Notes, Series, Span, Table, Text, ask, bold, line
from bot.playbook.models import Library
from bot.statistics.intervals import Share
from bot.store.session import ReadSession
from bot.store.tables import Account, Person
from bot.talk.card.card_message import label
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed
from bot.text import clean, number, possessive

FEW = 20  # accounts: a share of fewer is said with its range


@dataclass(frozen=True)
class FunnelShown:
    """A funnel and the names of what it counts. who: "all accounts", "the mid tier", "Tim Brandt's accounts".
    ways: what else can be chosen."""

    funnel: Funnel | None
    names: dict[str, str]
    playbook: str
    who: str
    ways: tuple[str, ...] = ("mine", "tier mid", "segment retail")


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
    workspace = Account.workspace_id == reader.workspace_id
    tier = select(func.min(Account.tier)).where(workspace, Account.tier != (selection.tier or ""))
    segment = select(func.min(Account.segment)).where(workspace, Account.segment != (selection.segment or ""))
    theirs = Account.csm_id.not_in((reader.person_id, selection.csm_id or 0))
    csm = select(func.min(Person.name)).join(Account, Account.csm_id == Person.id).where(workspace, theirs)
    found = (await db.execute(select(*(one.scalar_subquery() for one in (tier, segment, csm))))).one()
    named = (f"{what} {clean(value)}" for what, value in zip(("tier", "segment", "csm"), found, strict=True) if value)
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
    blocks: list[Block] = [Text(lines=(line(bottleneck_words(this, found)),))]
    blocks.append(_chart(this, steps))
    blocks.append(_table(this, steps))
    blocks += _churn(this, found.lost)
    blocks += [Heading(text=f"The next {AHEAD_DAYS} days"), Text(lines=_ahead(this, found))]
    title = f"Success funnel: {this.who}, {found.accounts:,}"
    return Message(title=line(bold(title)), blocks=(*blocks, Notes(lines=_notes(this, found))))


def _empty(this: FunnelShown) -> Message:
    said = "There are none yet. They come in with the accounts file, and milestones from what is done there."
    if this.funnel is not None and this.funnel.unplaced:
        said = f"{_unplaced(this.funnel)}, so there is nothing to count yet. An account's card asks where it is."
    return Message(title=line(bold(f"Success funnel: {this.who}")), blocks=(Text(lines=(line(said),)),))


def _unplaced(found: Funnel) -> str:
    """ "22 accounts have no place on the journey yet"."""
    return f"{plural(found.unplaced, 'account')} {'has' if found.unplaced == 1 else 'have'} no place on the journey yet"


def name_of(this: FunnelShown, key: str | None) -> str:
    return "the first milestone" if key is None else this.names.get(key) or key.replace("-", " ")


# The bottleneck


def bottleneck_words(this: FunnelShown, found: Funnel) -> str:
    """ "Most stop before Weekly habit: 18 of 40 who reached first value, usually 30 days, here 52"."""
    step = found.bottleneck
    if step is None:
        came = max(one.came for one in found.steps)
        if came < ENOUGH:
            return f"Too few to name a bottleneck: {plural(came, 'account')} so far on any step, {ENOUGH} are needed."
        return "Nobody has left, and nobody is longer at a milestone than usual."
    at = found.steps.index(step)
    origin = f"who reached {name_of(this, found.steps[at - 1].milestone)}" if at else "who started"
    here = f"usually {plural(step.usual_days, 'day')}, here {step.median}" if step.median is not None else ""
    parts = [f"{step.late:,} longer there than usual"] if step.late else []
    parts += [f"{step.lost:,} left"] if step.lost else []
    said = f"Most stop before {label(name_of(this, step.milestone))}: {step.stopped:,} of {step.came:,} {origin}"
    return f"{said}{', ' + here if here else ''}. Of these, {listed(parts)}."


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
    titles = ("Reached", "Share", "Half, ¾ within", "At it now", "Late")
    columns = (Column(title="Milestone"), *(Column(title=title, number=True) for title in titles))
    return Table(columns=columns, rows=tuple(_row(this, step) for step in steps))


def _row(this: FunnelShown, step: FunnelStep) -> tuple[str, ...]:
    return (
        label(name_of(this, step.milestone)),
        f"{step.reached:,}",
        share_words(step.conversion),
        _days(step.median, step.most),
        f"{step.now:,}",
        f"{step.now_late:,}",
    )


def _days(half: int | None, most: int | None) -> str:
    """ "39, 52 d": of those who reached it, half and three in four took so many days."""
    return "–" if half is None or most is None else f"{half:,}, {most:,} d"


def share_words(share: Share) -> str:
    """ "31 of 40 (78%)"; below 20 only the counts: a percentage would promise more than is known."""
    if not share.of:
        return "–"
    counts = f"{share.count:,} of {share.of:,}"
    return counts if share.of < FEW else f"{counts} ({percent(share.value)})"


def percent(value: float) -> str:
    """ "7%", "<1%", "0%": never rounded to nothing."""
    if 0 < value < 0.005:
        return "<1%"
    return f"{round(value * 100)}%" if value <= 0.995 or value == 1 else ">99%"


# Churn


def _churn(this: FunnelShown, lost: Sequence[Lost]) -> list[Block]:
    if not any(one.share.count for one in lost):
        return [Text(lines=(line("Nobody of these has left so far."),))]
    lines = tuple(_churn_line(this, one) for one in lost if one.share.of)
    return [Heading(text="Who left, by the last milestone"), Text(lines=lines)]


def _churn_line(this: FunnelShown, one: Lost) -> Line:
    share = one.share
    last = label(name_of(this, one.milestone)) if one.milestone else "None reached"
    likely = f"{percent(share.low)} to {percent(share.high)}"
    if share.of < FEW:
        return line(f"{last}: {share.count:,} of {share.of:,} (too few accounts to say: {likely})")
    return line(f"{last}: {share.count:,} of {share.of:,}, {percent(share.value)} (likely {likely})")


# What to expect


def _ahead(this: FunnelShown, found: Funnel) -> tuple[Line, ...]:
    told = [(step, step.expected) for step in found.steps if step.expected is not None]
    lines = [
        line(f"{label(name_of(this, step.milestone))}: {_about(value)}, judging by the {step.timed:,} that reached it")
        for step, value in told
    ]
    unknown = [name_of(this, step.milestone) for step in found.steps if step.expected is None]
    if unknown:
        lines.append(line(f"Too few have reached {listed(unknown)} to say; {ENOUGH} are needed."))
    return tuple(lines)


def _about(value: float) -> str:
    """Two digits at most: it is an expectation."""
    if value < 0.5:
        return "probably none"
    digits = len(str(round(value)))
    return f"about {number(round(value, 2 - digits)) if digits > 2 else round(value)}"


def _notes(this: FunnelShown, found: Funnel) -> tuple[Line, ...]:
    undated = max(step.undated for step in found.steps)
    lines = [line("Days are counted from the milestone before (the first one: from the start), as of today.")]
    if undated:
        lines.append(line(f"{plural(undated, 'account')} came to us further on: reached, but in no share and no days."))
    ageless = (
        f" {plural(found.ageless, 'account')} at a milestone since an unknown day left out." if found.ageless else ""
    )
    lines.append(line(f"The next {AHEAD_DAYS} days: today's accounts at the pace of those before them.{ageless}"))
    if found.unplaced:
        lines.append(line(f"Left out: {_unplaced(found)}."))
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
_STEPS = (
    FunnelStep("first-value", 45, 52, 4, 60, 48, 5, 2, 10, 5, 44, 41, 58, 9.4),
    FunnelStep("habit", 30, 24, 2, 48, 22, 16, 2, 24, 16, 22, 52, 71, 12.2),
    FunnelStep("proven-outcome", 90, 9, 0, 24, 9, 3, 1, 14, 3, 9, 83, 104, None),
)
_LOST = (
    Lost(None, Share(2, 12)),
    Lost("first-value", Share(2, 28)),
    Lost("habit", Share(1, 15)),
    Lost("proven-outcome", Share(0, 9)),
)
_FUNNEL = Funnel("laer", 64, _STEPS, _LOST, {"success-milestones": 12}, ageless=3, unplaced=22)
EXAMPLE = (FunnelShown(_FUNNEL, _NAMES, "laer", "all accounts"), _FUNNEL)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey funnel", funnel_message(EXAMPLE[0])),
    ("journey funnel, few accounts", funnel_message(FunnelShown(
        Funnel("laer", 6, (FunnelStep("first-value", 45, 2, came=6, went=2, now=4, timed=2, median=40, most=44),
                           FunnelStep("habit", 30, came=2, now=2)), (), {}), _NAMES, "laer", "your accounts"))),
    ("journey funnel, no place known yet", funnel_message(FunnelShown(
        Funnel("laer", 0, _STEPS[:1], (), {}, unplaced=25), _NAMES, "laer", "your accounts"))),
    ("journey funnel, nobody yet", funnel_message(FunnelShown(None, {}, "", "all accounts, mid tier"))),
)  # fmt: skip


__all__ = [
    "EXAMPLE",
    "EXAMPLES",
    "FunnelShown",
    "also",
    "bottleneck_words",
    "funnel",
    "funnel_message",
    "name_of",
    "other_ways",
    "percent",
    "share_words",
    "shown",
]
