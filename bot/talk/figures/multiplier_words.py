"""The success figure in words: its formula, its table of inputs, and what has to be said with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.calendar import plural, say_date
from bot.journey.figures.multiplier import (
    SIDES,
    TEAM,
    Figures,
    Load,
    MultiplierFigure,
    Side,
)
from bot.journey.figures.multiplier_inputs import (
    ANSWER_DAYS,
    CONTACT_DAYS,
    OUTCOME_DAYS,
    WORK_DAYS,
    Counted,
    Key,
)
from bot.message import Column, Line, Table, bold, line
from bot.talk.figures.funnel_words import percent
from bot.talk.phrases.words import listed
from bot.text import number, rounded

FEW = 5  # so little counted that the share says little
HEAVY = 0.9  # of load: below it, somebody carries clearly more than is usual
TITLES: Mapping[Side, str] = {"experience": "Their experience", "outcome": "Their outcome", "ours": "Our side"}
PARTS: Mapping[Key, str] = {
    "answers": "survey answers",
    "promises": "promises kept by their day",
    "contact": "in touch",
    "milestones": "milestones in their usual time",
    "goals": "goals reached by their day",
    "work": "to-dos answered by their day",
    "responses": "our first answers",
}
WIDE: Mapping[Key, str] = {  # heads of columns
    "answers": "good survey answers",
    "contact": "in touch within 30 days",
    "responses": "quick first answers",
}


@dataclass(frozen=True)
class MultiplierShown:
    """name: of the account, "" for people and the team. names: of CSMs, by person id. open_since: since when managers
    see each CSM's own figure, None: they don't. manages: the reader does. promises_since: since when promises are told
    from to-dos, None: always."""

    figures: Figures
    today: date
    name: str = ""
    account_id: int = 0
    names: Mapping[int, str] | None = None
    manages: bool = False
    open_since: date | None = None
    promises_since: date | None = None


# The figure and its formula


def said(figure: MultiplierFigure) -> str:
    """ "success 61%"; "customer 72%" where our side is kept back."""
    if figure.hidden and figure.customer is not None:
        return f"customer {percent(figure.customer)}"
    return "success not known yet" if figure.success is None else f"success {percent(figure.success)}"


def formula(figure: MultiplierFigure) -> tuple[Line, ...]:
    """ "61% = customer 72% × our side 85%"."""
    customer = f"customer {percent_of(figure.customer)}"
    whole = f"{customer} × our side {'kept back' if figure.hidden else percent_of(figure.ours)}"
    if figure.success is not None:
        whole = f"{percent(figure.success)} = {whole}"
    lines = [line(bold(whole))]
    both = (figure.side("experience"), figure.side("outcome"))
    if None not in both:
        sides = f"experience {percent_of(both[0])} + outcome {percent_of(both[1])}"
        lines.append(line(f"Customer {percent_of(figure.customer)} = ({sides}) ÷ 2"))
    elif figure.customer is not None:
        known, other = ("experience", "outcome") if both[1] is None else ("outcome", "experience")
        lines.append(line(f"Customer {percent_of(figure.customer)} = their {known} alone; their {other} isn't known"))
    return tuple(lines)


def percent_of(value: float | None) -> str:
    return "not known" if value is None else percent(value)


def sharing(mine: MultiplierFigure) -> tuple[Line, ...]:
    """More work than is usual is said as what it is: work to be shared."""
    load = mine.load
    if load is None or load.accounts is None or load.todos is None or (load.value or 1) >= HEAVY:
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


def inputs_table(figure: MultiplierFigure, this: MultiplierShown) -> Table:
    columns = (Column(title="Part"), Column(title="What counts"), Column(title="Share", number=True))
    rows: list[tuple[str, ...]] = []
    for side, keys in SIDES.items():
        hidden = side == "ours" and figure.hidden
        what = ("the mean of its parts", percent_of(figure.side(side))) if not hidden else (_hidden(), "–")
        rows.append((TITLES[side], *what))
        if not hidden:
            rows += [_row(key, figure.counted[key], this) for key in keys]
            rows += [_load_row(figure.load)] if side == "ours" else []
    return Table(columns=columns, rows=tuple(rows))


def _hidden() -> str:
    return f"kept back: fewer than {TEAM} CSMs"


def _row(key: Key, part: Counted, this: MultiplierShown) -> tuple[str, ...]:
    one = bool(this.name)
    name = "last contact" if one and key == "contact" else PARTS[key]
    counts = _kept_since(part, this) if key == "promises" else ""
    return (f"· {name}", counts or _counts(key, part, one), percent_of(part.value))


def _kept_since(part: Counted, this: MultiplierShown) -> str:
    """Promises since they are told from to-dos; "" once that is longer ago than they count."""
    since = this.promises_since
    if since is None or (this.today - since).days >= WORK_DAYS:
        return ""
    kept = f"{part.good:,} of {part.of:,}" if part.of else "none was due"
    return f"{kept} since {say_date(since, this.today)}; not known before"


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
    if key == "responses":
        return "as measured lately" if one else f"quick at {part.good:,} of {part.of:,}, as measured lately{few}"
    return f"{part.good:,} of {part.of:,} {span}{few}"


def _contact(part: Counted, one: bool) -> str:
    if one:
        ago = f"{rounded(CONTACT_DAYS / part.points):,} days ago, {CONTACT_DAYS} is usual"
        return f"within the usual {CONTACT_DAYS} days" if part.good else ago
    return f"{part.good:,} of {part.of:,} within {CONTACT_DAYS} days; later is less"


NOTHING: Mapping[Key, str] = {
    "answers": f"no answer in {ANSWER_DAYS} days",
    "promises": f"none was due in {WORK_DAYS} days",
    "contact": "no contact is on record",
    "milestones": "none reached or late in a year",
    "goals": "none was due in a year",
    "work": f"none was due in {WORK_DAYS} days",
    "responses": "how soon we answer isn't measured",
}


def _load_row(load: Load | None) -> tuple[str, ...]:
    if load is None:
        return ("· load", f"nothing to compare: fewer than {TEAM} CSMs", "not known")
    if load.accounts is None or load.todos is None:
        return ("· load", f"the team's, over {load.csms:,} CSMs", percent_of(load.value))
    return ("· load", carried(load), percent_of(load.value))


def carried(load: Load | None) -> str:
    if load is None or load.accounts is None or load.todos is None:
        return "–"
    if load.value is None:
        return f"{plural(load.accounts, 'account')}, {plural(load.todos, 'to-do')}"
    accounts = f"{plural(load.accounts, 'account')} ({number(load.usual_accounts)} usual)"
    return f"{accounts}, {plural(load.todos, 'to-do')} ({number(load.usual_todos)})"


def notes(shown: Sequence[MultiplierFigure], this: MultiplierShown) -> tuple[Line, ...]:
    lines = [line("Success = customer × our side. What isn't known is left out, never counted as 0.")]
    unknown = [PARTS[key] for key in PARTS if any(not figure.counted[key].of for figure in shown)]
    if 0 < len(unknown) < len(PARTS):
        lines.append(line(f"Left out here: {listed(unknown, 8)}."))
    lines.append(line("A to-do counts once: a plan's goal as outcome, a promise as experience, the rest as our work."))
    if any(figure.load is not None and figure.load.value is None for figure in shown):
        lines.append(line(f"Load: it takes {TEAM} CSMs to say what is usual."))
    loads = [
        figure.load
        for figure in shown
        if figure.load is not None and figure.load.value is not None and not figure.hidden
    ]
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


__all__ = [
    "PARTS",
    "WIDE",
    "MultiplierShown",
    "carried",
    "formula",
    "inputs_table",
    "notes",
    "percent_of",
    "said",
    "sharing",
]
