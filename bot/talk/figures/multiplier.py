"""/journey multiplier, /journey acme multiplier: the success figure, its formula and every input (method A7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import plural, say_date, zone
from bot.journey.figures.multiplier import (
    SIDES,
    TEAM,
    Figures,
    Load,
    MultiplierFigure,
    Onlooker,
    Side,
    figures,
    of_account,
)
from bot.journey.figures.multiplier_inputs import (
    ANSWER_DAYS,
    CONTACT_DAYS,
    OUTCOME_DAYS,
    WORK_DAYS,
    Counted,
    Key,
    nothing,
)
from bot.message import Actions, Block, Button, Column, Heading, Line, Message, Notes, Table, Text, ask_home, bold, line
from bot.playbook.models import Library
from bot.store.people.members import LEADS
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession
from bot.store.tables import Account, Person, Workspace
from bot.talk.figures.funnel_words import percent
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, listed
from bot.talk.renewal.post_mortem import ask_for_it
from bot.text import number

FEW = 5  # so little counted that the share says little
HEAVY = 0.9  # of load: below it, somebody carries clearly more than is usual
CSMS_SHOWN = 50
TITLES: Mapping[Side, str] = {"experience": "Their experience", "outcome": "Their outcome", "ours": "Our side"}
PARTS: Mapping[Key, str] = {
    "answers": "survey answers",
    "promises": "promises kept by their day",
    "contact": "in touch",
    "milestones": "milestones in their usual time",
    "goals": "goals reached by their day",
    "work": "to-dos answered by their day",
}
WIDE: Mapping[Key, str] = {"answers": "good survey answers", "contact": "in touch within 30 days"}  # heads of columns


@dataclass(frozen=True)
class MultiplierShown:
    """name: of the account, "" for people and the team. names: of CSMs, by person id. open_since: since when managers
    see each CSM's own figure, None: they don't. manages: the reader does."""

    figures: Figures
    today: date
    name: str = ""
    account_id: int = 0
    names: Mapping[int, str] | None = None
    manages: bool = False
    open_since: date | None = None


async def multiplier(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """The reader's own figure and the workspace's; for managers each CSM's, while the setting is open."""
    workspace = await db.get_one(Workspace, reader.workspace_id)
    role = await db.scalar(select(Person.role).where(Person.id == reader.person_id))
    onlooker = Onlooker(reader.person_id, role in LEADS, workspace.figures_open_at is not None)
    found = await figures(db, reader.today(now), await minutes_ahead(db, now), onlooker)
    names = {row.id: row.name for row in await db.execute(select(Person.id, Person.name))} if found.csms else {}
    since = reader.day(workspace.figures_open_at) if workspace.figures_open_at else None
    return multiplier_message(
        MultiplierShown(found, reader.today(now), names=names, manages=onlooker.manages, open_since=since)
    )


async def account_multiplier(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Message | None:
    """One account's. None where this workspace has no such one."""
    account = await db.get(Account, account_id)
    if account is None or account.workspace_id != reader.workspace_id:
        return None
    today = reader.today(now)
    found = await of_account(db, account_id, today, await minutes_ahead(db, now))
    if account.status == "churned":
        return churned_multiplier_message(called(account.name), account_id)
    return account_multiplier_message(MultiplierShown(Figures(found), today, called(account.name), account_id))


async def minutes_ahead(db: ReadSession, now: datetime) -> int:
    """By how much the workspace's clocks are ahead of UTC."""
    there = now.astimezone(zone(await workspace_zone(db))).utcoffset()
    return round(there.total_seconds() / 60) if there else 0


# Whole messages


def account_multiplier_message(this: MultiplierShown) -> Message:
    figure = this.figures.team
    blocks: list[Block] = [Text(lines=_formula(figure)), _table(figure, this)]
    card = Button(label="Card", action=actions.CARD, target=str(this.account_id))
    blocks += [Actions(elements=(card,)), Notes(lines=_notes([figure], this))]
    return Message(title=line(bold(f"{this.name}: {_said(figure)}")), blocks=tuple(blocks))


def churned_multiplier_message(name: str, account_id: int) -> Message:
    said = line("The figure is about customers who are with us. What its loss teaches stands in the post-mortem.")
    return Message(
        title=line(bold(f"{name} has left")), blocks=(Text(lines=(said,)), Actions(elements=(ask_for_it(account_id),)))
    )


def multiplier_message(this: MultiplierShown) -> Message:
    """Mine first, then the team's; a CSM's own figure is nobody else's unless the setting opens it."""
    mine, team = this.figures.mine, this.figures.team
    blocks: list[Block] = []
    if mine is not None:
        blocks += [Text(lines=(*_formula(mine), *_sharing(mine))), _table(mine, this)]
        blocks += [Text(lines=(line(_who_sees(this)),)), Heading(text=f"All of us: {_said(team)}")]
    blocks += [Text(lines=_formula(team)), _table(team, this)]
    blocks += _csms(this)
    blocks.append(Notes(lines=_notes([team] if mine is None else [mine, team], this)))
    title = f"You and your customers: {_said(mine)}" if mine is not None else f"All of us: {_said(team)}"
    return Message(title=line(bold(title)), blocks=tuple(blocks))


# The figure and its formula


def _said(figure: MultiplierFigure) -> str:
    """ "success 61%"."""
    return "success not known yet" if figure.success is None else f"success {percent(figure.success)}"


def _formula(figure: MultiplierFigure) -> tuple[Line, ...]:
    """ "61% = customer 72% × our side 85%"."""
    customer = f"customer {_percent(figure.customer)}"
    whole = f"{customer} × our side {_percent(figure.ours)}"
    if figure.success is not None:
        whole = f"{percent(figure.success)} = {whole}"
    lines = [line(bold(whole))]
    both = (figure.side("experience"), figure.side("outcome"))
    if None not in both:
        sides = f"experience {_percent(both[0])} + outcome {_percent(both[1])}"
        lines.append(line(f"Customer {_percent(figure.customer)} = ({sides}) ÷ 2"))
    elif figure.customer is not None:
        known, other = ("experience", "outcome") if both[1] is None else ("outcome", "experience")
        lines.append(line(f"Customer {_percent(figure.customer)} = their {known} alone; their {other} isn't known"))
    return tuple(lines)


def _percent(value: float | None) -> str:
    return "not known" if value is None else percent(value)


def _sharing(mine: MultiplierFigure) -> tuple[Line, ...]:
    """More work than is usual is said as what it is: work to be shared."""
    load = mine.load
    if load is None or load.accounts is None or load.todos is None or load.value >= HEAVY:
        return ()
    parts = [
        f"{own:,} {what} ({number(usual)} usual)"
        for own, usual, what in (
            (load.accounts, load.usual_accounts, "accounts"),
            (load.todos, load.usual_todos, "open to-dos"),
        )
        if own > usual
    ]
    return (line(f"You carry more than most: {listed(parts)}. That lowers the figure, and it asks for sharing."),)


def _table(figure: MultiplierFigure, this: MultiplierShown) -> Table:
    columns = (Column(title="Part"), Column(title="What counts"), Column(title="Share", number=True))
    rows: list[tuple[str, ...]] = []
    for side, keys in SIDES.items():
        hidden = side == "ours" and figure.hidden
        rows.append((TITLES[side], "the mean of its parts" if not hidden else _hidden(), _percent(figure.side(side))))
        if not hidden:
            rows += [_row(key, figure.counted[key], bool(this.name)) for key in keys]
            rows += [_load_row(figure.load)] if side == "ours" else []
    return Table(columns=columns, rows=tuple(rows))


def _hidden() -> str:
    return f"kept back: fewer than {TEAM} CSMs"


def _row(key: Key, part: Counted, one: bool) -> tuple[str, ...]:
    name = "last contact" if one and key == "contact" else PARTS[key]
    return (f"· {name}", _counts(key, part, one), _percent(part.value))


def _counts(key: Key, part: Counted, one: bool) -> str:
    """The input's own numbers, with the time that they are from."""
    if not part.of:
        return NOTHING[key]
    few = ", few" if part.of < FEW and not (one and key == "contact") else ""
    days = {"promises": WORK_DAYS, "work": WORK_DAYS}.get(key, OUTCOME_DAYS)
    span = f"in {days} days" if days == WORK_DAYS else "in a year"
    if key == "answers":
        return f"{part.of:,} in {ANSWER_DAYS} days{few}; 9 of 10 is 90%, 4 of 5 is 75%"
    if key == "contact":
        return _contact(part, one)
    return f"{part.good:,} of {part.of:,} {span}{few}"


def _contact(part: Counted, one: bool) -> str:
    if one:
        ago = f"{round(CONTACT_DAYS / part.points):,} days ago, {CONTACT_DAYS} is usual"
        return f"within the usual {CONTACT_DAYS} days" if part.good else ago
    return f"{part.good:,} of {part.of:,} within {CONTACT_DAYS} days; later is less"


NOTHING: Mapping[Key, str] = {
    "answers": f"no answer in {ANSWER_DAYS} days",
    "promises": f"none was due in {WORK_DAYS} days",
    "contact": "no contact is on record",
    "milestones": "none reached or late in a year",
    "goals": "none was due in a year",
    "work": f"none was due in {WORK_DAYS} days",
}


def _load_row(load: Load | None) -> tuple[str, ...]:
    if load is None:
        return ("· load", f"nothing to compare: fewer than {TEAM} CSMs", "not known")
    if load.accounts is None or load.todos is None:
        return ("· load", f"the team's, over {load.csms:,} CSMs", percent(load.value))
    return ("· load", _carried(load), percent(load.value))


# Who sees what


def _who_sees(this: MultiplierShown) -> str:
    """Nobody finds out by accident who can see their figure."""
    if this.open_since is None:
        return "Only you see your own figure."
    return f"You and your managers see your own figure, since {say_date(this.open_since, this.today)}."


def _csms(this: MultiplierShown) -> list[Block]:
    """By name, so that it is no ranking; with every input, since a figure by itself explains nothing."""
    if not this.manages:
        return []
    if this.open_since is None:
        alone = "Each CSM's own figure is theirs alone. You can open them to managers on "
        return [Text(lines=(line(alone, ask_home(), "."),))]
    columns = (
        Column(title="CSM"),
        Column(title="Success", number=True),
        Column(title="Customer", number=True),
        Column(title="Our side", number=True),
        *(Column(title=capital(WIDE.get(key, PARTS[key])), number=True) for key in PARTS),
        Column(title="Load"),
    )
    ordered = sorted(this.figures.csms.items(), key=lambda one: ((this.names or {}).get(one[0], ""), one[0]))
    rows = tuple(_csm_row((this.names or {}).get(person, "somebody"), one) for person, one in ordered[:CSMS_SHOWN])
    blocks: list[Block] = [Heading(text="Each CSM, by name"), Table(columns=columns, rows=rows)]
    more = len(ordered) - CSMS_SHOWN
    return [*blocks, Notes(lines=(line(f"… and {more:,} more"),))] if more > 0 else blocks


def _csm_row(name: str, figure: MultiplierFigure) -> tuple[str, ...]:
    counted = figure.counted
    return (
        called(name, 24),
        _percent(figure.success),
        _percent(figure.customer),
        _percent(figure.ours),
        *(f"{counted[key].good:,} of {counted[key].of:,}" if counted[key].of else "–" for key in PARTS),
        _carried(figure.load),
    )


def _carried(load: Load | None) -> str:
    if load is None or load.accounts is None or load.todos is None:
        return "–"
    accounts = f"{plural(load.accounts, 'account')} ({number(load.usual_accounts)} usual)"
    return f"{accounts}, {plural(load.todos, 'to-do')} ({number(load.usual_todos)})"


def _notes(shown: Sequence[MultiplierFigure], this: MultiplierShown) -> tuple[Line, ...]:
    lines = [line("Success = customer × our side. What isn't known is left out, never counted as 0.")]
    unknown = [PARTS[key] for key in PARTS if any(not figure.counted[key].of for figure in shown)]
    if 0 < len(unknown) < len(PARTS):
        lines.append(line(f"Left out here: {listed(unknown, 8)}."))
    lines.append(line("A to-do counts once: a plan's goal as outcome, a promise as experience, the rest as our work."))
    loads = [figure.load for figure in shown if figure.load is not None and not figure.hidden]
    if loads:
        usual = f"Load: up to what is usual 100%, twice as much 50%. Usual is the median of {loads[0].csms:,} CSMs."
        lines.append(line(usual + (" A CSM's own stays out of this." if this.name else "")))
    if any(figure.hidden for figure in shown):
        lines.append(line(f"Our side is kept back: with fewer than {TEAM} CSMs it would show somebody's own figure."))
    counts = {
        key: [figure.counted[key].of for figure in shown] for key in PARTS if not (this.name and key == "contact")
    }
    if any(0 < of < FEW for every in counts.values() for of in every):
        lines.append(line(f"Few: fewer than {FEW}, so that share says little."))
    return (*lines, line(f"As of {say_date(this.today, this.today)}."))


# Examples

_TODAY = date(2026, 1, 6)


def _parts(**given: tuple[int, int, float]) -> Mapping[Key, Counted]:
    return {key: Counted(*given[key]) if key in given else part for key, part in nothing().items()}


_ACME = MultiplierFigure(
    _parts(answers=(3, 2, 2.4), promises=(7, 5, 5), contact=(1, 0, 0.53), milestones=(3, 2, 2), work=(10, 9, 9)),
    Load(0.84, 12),
)
_MINE = MultiplierFigure(
    _parts(
        answers=(21, 15, 16.6),
        promises=(18, 16, 16),
        contact=(41, 33, 36.2),
        milestones=(23, 17, 17),
        goals=(6, 5, 5),
        work=(64, 58, 58),
    ),
    Load(0.72, 12, 58, 41, 39, 28),
)
_TEAM = MultiplierFigure(
    _parts(
        answers=(212, 151, 166.1),
        promises=(170, 141, 141),
        contact=(480, 391, 427),
        milestones=(260, 171, 171),
        goals=(44, 31, 31),
        work=(702, 610, 610),
    ),
    Load(0.84, 12),
)
_SMALL = MultiplierFigure(_parts(contact=(9, 9, 9)), None, hidden=True)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey acme multiplier", account_multiplier_message(MultiplierShown(Figures(_ACME), _TODAY, "Acme", 1))),
    (
        "journey acme multiplier, nothing known yet",
        account_multiplier_message(MultiplierShown(Figures(MultiplierFigure(_parts())), _TODAY, "Acme", 1)),
    ),
    ("journey acme multiplier, it left", churned_multiplier_message("Acme", 1)),
    ("journey multiplier, a CSM", multiplier_message(MultiplierShown(Figures(_TEAM, _MINE), _TODAY))),
    ("journey multiplier, a manager", multiplier_message(MultiplierShown(Figures(_TEAM), _TODAY, manages=True))),
    (
        "journey multiplier, a manager, opened",
        multiplier_message(
            MultiplierShown(
                Figures(_TEAM, None, {1: _MINE, 2: _SMALL}),
                _TODAY,
                names={1: "Priya Nair", 2: "Tim Brandt"},
                manages=True,
                open_since=date(2026, 1, 5),
            )
        ),
    ),
    ("journey multiplier, a small team", multiplier_message(MultiplierShown(Figures(_SMALL), _TODAY))),
)

__all__ = ["EXAMPLES", "account_multiplier", "account_multiplier_message", "multiplier", "multiplier_message"]
