"""How an account's health looks: the score, why it moved, its year, its parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot import actions
from bot.message import (
    Actions,
    Block,
    Button,
    Chart,
    Column,
    Facts,
    Heading,
    Line,
    Message,
    Notes,
    Series,
    Table,
    Text,
    bold,
    line,
    link,
)
from bot.talk.figures.how_counted import counted_button
from bot.talk.health.by_product import ProductUse, product_lines
from bot.talk.phrases.ticket_words import TicketWords
from bot.talk.phrases.words import capital, listed
from bot.text import number, rounded, whole_percent

LEAST_POINTS = 3  # fewer make no line


@dataclass(frozen=True)
class PartLine:
    """A KPI of health. weight and counts: shares of 1, before and after missing parts are shared out. points: what it
    gives to the score. None: it doesn't count."""

    name: str
    weight: float
    counts: float | None
    value: str
    age: str
    points: float | None


@dataclass(frozen=True)
class Trend:
    """Scores in force, the oldest first; measured: beside them where one was set by hand. unknown: how many of
    `points` moments had no score. high, low: with the day since when. since: where there is less than a year."""

    labels: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    measured: tuple[float, ...] = ()
    unknown: int = 0
    points: int = 0
    now: int | None = None
    week: int | None = None
    month: int | None = None
    high: tuple[int, str] | None = None
    low: tuple[int, str] | None = None
    since: str = ""


@dataclass(frozen=True)
class HealthShown:
    """age: of the newest figure ("yesterday"). by_hand: who set the score, and what is measured. known: share of the
    weights that is fresh, 0-1. missing: parts that don't count, with the reason; missing_share: their weight.
    worked_out: the day of the first assessment, where the year reaches further back. products: how each is used."""

    account_id: int
    name: str
    score: int | None = None
    band: str = ""
    age: str = ""
    by_hand: str = ""
    known: float = 1.0
    assessed: bool = True
    parts: tuple[PartLine, ...] = ()
    missing: tuple[str, ...] = ()
    missing_share: float = 0.0
    moved: tuple[str, ...] = ()
    products: tuple[ProductUse, ...] = ()
    tickets: TicketWords | None = None
    trend: Trend = field(default_factory=Trend)
    worked_out: str = ""
    churned: bool = False


def health_message(this: HealthShown) -> Message:
    if not this.assessed:
        said = line("Not assessed yet: new data or tomorrow morning does it.")
        return Message(title=_title(this), blocks=(Text(lines=(said,)), _buttons(this)))
    blocks: list[Block] = []
    first = _first(this)
    if first:
        blocks.append(Text(lines=first))
    if this.moved:
        head, *rest = this.moved
        blocks.append(Text(lines=(line(bold(head)), *(line(text) for text in rest))))
    if this.tickets:
        blocks.append(Text(lines=(_tickets(this.tickets),)))
    blocks += _trend(this.trend)
    if this.parts:
        blocks += [Heading(text="What it is made of"), _table(this)]
    if this.products:
        blocks += [Heading(text="By product"), Text(lines=product_lines(this.products))]
    shared = _shared_out(this)
    if shared:
        blocks.append(Text(lines=(line(shared),)))
    return Message(title=_title(this), blocks=(*blocks, _buttons(this), Notes(lines=_notes(this))))


def _tickets(this: TicketWords) -> Line:
    return line(f"{this}. ", link("Open it", this.link)) if this.link else line(f"{this}.")


def _title(this: HealthShown) -> Line:
    score = "not known" if this.score is None else f"{this.score}{f', {this.band}' if this.band else ''}"
    return line("Health of ", bold(this.name), f": {score}")


def _first(this: HealthShown) -> tuple[Line, ...]:
    lines = [line(capital(this.by_hand))] if this.by_hand else []
    if this.score is None:
        lines.append(
            line(f"Only {whole_percent(this.known)} of what it is made of is fresh; half is needed for a score.")
        )
    return tuple(lines)


def _trend(trend: Trend) -> list[Block]:
    pairs = [("Now", _score(trend.now)), ("A week ago", _score(trend.week)), ("A month ago", _score(trend.month))]
    span = f"since {trend.since}" if trend.since else "in a year"
    for name, mark in (("Highest", trend.high), ("Lowest", trend.low)):
        if mark:
            pairs.append((f"{name} {span}", f"{mark[0]}, {mark[1]}"))
    blocks: list[Block] = []
    if len(trend.scores) >= LEAST_POINTS:
        series = [Series(name="Health", values=trend.scores)]
        series += [Series(name="Measured", values=trend.measured)] if trend.measured else []
        blocks.append(Chart(title="Health over time", labels=trend.labels, series=tuple(series), style="line"))
    return [*blocks, Facts(pairs=tuple(pairs))]


def _score(score: int | None) -> str:
    return "not known" if score is None else str(score)


def _table(this: HealthShown) -> Table:
    titles = ("Weight", "Counts as", "Value", "Measured", "Gives")
    columns = (Column(title="Part"), *(Column(title=title, number=title != "Measured") for title in titles))
    return Table(columns=columns, rows=tuple(_row(part) for part in this.parts))


def _row(part: PartLine) -> tuple[str, ...]:
    counts = "–" if part.counts is None else whole_percent(part.counts)
    gives = (
        "–"
        if part.points is None or part.counts is None
        else f"{number(part.points, 0)} of {rounded(part.counts * 100)}"
    )
    return (part.name, f"{whole_percent(part.weight)}", counts, part.value, part.age, gives)


def _shared_out(this: HealthShown) -> str:
    if not this.missing:
        return ""
    what = f"Not counted: {listed(this.missing)}."
    if not any(part.counts for part in this.parts):
        return what
    return f"{what} Their {whole_percent(this.missing_share)} is shared out among the others, each by its own weight."


def _buttons(this: HealthShown) -> Actions:
    target = str(this.account_id)
    found = []
    if this.assessed and not this.churned:
        label = "Change it" if this.by_hand else "Set it by hand"
        found.append(Button(label=label, action=actions.HEALTH_SET, target=target))
        if this.by_hand:
            found.append(Button(label="Back to measured", action=actions.HEALTH_LIFT, target=target))
    found.append(Button(label="Why these to-dos", action=actions.WHY, target=target))
    found.append(Button(label="Card", action=actions.CARD, target=target))
    found.append(counted_button("health"))
    return Actions(elements=tuple(found))


def _notes(this: HealthShown) -> tuple[Line, ...]:
    lines = [line(f"Newest figure: {this.age}.")] if this.age else [line("No figures yet.")]
    trend = this.trend
    if trend.unknown:
        lines.append(line(f"The score wasn't known at {trend.unknown} of {trend.points} moments; the line skips them."))
    if this.worked_out:
        lines.append(line(f"Before {this.worked_out}, worked out afterwards from the figures of that time."))
    if len(trend.scores) < LEAST_POINTS:
        lines.append(line("Too few days on record for a line; it grows with each morning."))
    return tuple(lines)


_PARTS = (
    PartLine("weekly use", 0.25, 0.29, "41%", "yesterday", 15.2),
    PartLine("active seats", 0.15, 0.18, "78%", "Mon 29 Dec", 14.6),
    PartLine("open tickets", 0.1, 0.12, "5", "yesterday", 5.9),
    PartLine("NPS", 0.15, None, "30", "Fri 20 Jun 2025", None),
)
_UNCOUNTED = tuple(replace(one, counts=None, points=None) for one in _PARTS)
_TREND = Trend(
    ("1 Sep 2025", "1 Oct 2025", "1 Nov 2025", "1 Dec 2025", "6 Jan"),
    (66.0, 70.0, 78.0, 74.0, 61.0),
    now=61,
    week=74,
    month=72,
    high=(82, "Mon 3 Nov 2025"),
    low=(58, "Tue 12 Aug 2025"),
)
ACME = HealthShown(
    1,
    "Acme",
    61,
    "on watch",
    "yesterday",
    parts=_PARTS,
    missing=("NPS (200 days old, counts for 120)",),
    missing_share=0.15,
    known=0.85,
    products=(
        ProductUse("Reports", "weekly use 62% → 41% since Mon 8 Dec 2025, measured yesterday"),
        ProductUse("Alerts"),
    ),
    tickets=TicketWords("5 open tickets", "import broken", "12 days", "https://desk.example/4711"),
    trend=_TREND,
    moved=(
        "Down 13 since Mon 29 Dec: weekly use −10, open tickets −4, NPS +1.",
        "Weekly use 62% → 41%, open tickets 2 → 5.",
        "NPS has grown too old to count since.",
    ),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey acme health", health_message(ACME)),
    ("journey acme health, set by hand", health_message(replace(
        ACME, score=40, band="at risk", by_hand="set by Olga until Tue 3 Feb: sponsor left; measured 61",
        moved=("Measured: down 13 since Mon 29 Dec: weekly use −9, open tickets −4.", *ACME.moved[1:]),
        trend=replace(_TREND, scores=(66.0, 70.0, 78.0, 74.0, 40.0), measured=(66.0, 70.0, 78.0, 74.0, 61.0), now=40,
                      low=(40, "Tue 6 Jan"))))),
    ("journey acme health, not known", health_message(replace(
        ACME, score=None, band="", known=0.4, parts=_UNCOUNTED, missing_share=0.6,
        trend=Trend(week=64),
        missing=("weekly use (23 days old, counts for 14)", "our first answer (never measured)"),
        moved=("Unknown since Mon 29 Dec, when it was 64: weekly use is too old to count.",)))),
    ("journey acme health, not assessed", health_message(HealthShown(2, "Hooli", assessed=False))),
)  # fmt: skip
