"""How a forecast and the retention beside it look."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.figures.forecast import PastCalls, QuarterForecast, Renewing, Sum
from bot.journey.figures.quarter import Quarter
from bot.message import Actions, Block, Button, Column, Heading, Line, Message, Notes, Table, Text, bold, line
from bot.store.contract_terms import CALLS
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.words import called, capital, listed, money
from bot.talk.renewal.group_words import GroupRenewals, InGroup, group_lines
from bot.text import shorten

SAID = {**dict(zip(CALLS, CALLS, strict=True)), "": "missing"}
SETTLED = {"renewed": "renewed", "reduced": "renewed for less", "lost": "lost"}
ROWS, NAMED, OPENED = 12, 4, 3


@dataclass(frozen=True)
class ForecastOf:
    """Whose forecast: "All accounts", "Your accounts". words: what was typed besides the quarter ("mine"). by_csm: a
    row each."""

    whose: str
    words: str = ""
    by_csm: bool = False


def forecast_message(found: QuarterForecast, asked: ForecastOf, today: date) -> Message:
    title = line(bold(f"Forecast {found.quarter}"), f" · {asked.whose}")
    if not found.sums:
        none = Text(lines=(line("No contract ends then, as far as their dates are on record."),))
        return Message(title=title, blocks=(none, _buttons(found, asked)))
    blocks: list[Block] = [Text(lines=tuple(total_lines(found.sums)))]
    blocks += [_by_csm(found.sums)] if asked.by_csm else _open(found, today)
    if found.together:
        blocks += [Heading(text="Groups"), Text(lines=group_lines(_groups(found), today))]
    if found.apart:
        blocks += [Heading(text="Where the CSM and the data disagree"), Text(lines=tuple(_apart(found.apart)))]
    if missing := tuple(_missing(found, today)):
        blocks += [Heading(text="Missing"), Text(lines=missing)]
    blocks.append(_buttons(found, asked))
    return Message(title=title, blocks=(*blocks, Notes(lines=tuple(_notes(found)))))


# Totals: a line a currency


def total_lines(sums: Iterable[Sum], *, uncalled: bool = True) -> Iterator[Line]:
    """ "EUR: commit 120k · no forecast 45k · renewed 80k already". uncalled: whether what has no forecast is said."""
    by: dict[str | None, dict[str, Decimal]] = {}
    for one in sums:
        if one.amount is not None:
            states = by.setdefault(one.currency, {})
            state = one.settled or f"call {one.call}"
            states[state] = states.get(state, Decimal(0)) + one.amount
    for currency, states in sorted(by.items(), key=lambda item: (-sum(item[1].values()), item[0] or "")):
        open_ = [
            f"{SAID[call] if call else 'no forecast'} {money(states[key], currency)}"
            for call, key in _calls()
            if key in states and (call or uncalled)
        ]
        done = [f"{words} {money(states[key], currency)}" for key, words in SETTLED.items() if key in states]
        none_open = [] if any(key in states for _, key in _calls()) else ["nothing open"]
        said = [*(open_ or none_open), *(f"{one} already" for one in done)]
        if said:
            yield line(bold(currency or "No currency"), f": {' · '.join(said)}")


def _calls() -> list[tuple[str, str]]:
    return [(call, f"call {call}") for call in SAID]


def _by_csm(sums: Iterable[Sum]) -> Table:
    """By name: it is no ranking."""
    by: dict[str, dict[str, dict[str | None, Decimal]]] = {}
    for one in sums:
        states = by.setdefault(one.csm, {}).setdefault((one.settled and "settled") or one.call, {})
        states[one.currency] = states.get(one.currency, Decimal(0)) + (one.amount or 0)
    calls = [call for call in SAID if call != CALLS[-1] or any(call in states for states in by.values())]
    columns = ("CSM", *(capital(call) if call else "No forecast" for call in calls))
    rows = (
        (called(name, 24) if name else "nobody", *(_money(states.get(call, {})) for call in calls))
        for name, states in sorted(by.items(), key=lambda item: (not item[0], item[0]))
    )
    return Table(columns=tuple(Column(title=title, number=title != "CSM") for title in columns), rows=tuple(rows))


def _money(amounts: Mapping[str | None, Decimal]) -> str:
    return (
        ", ".join(money(amount, currency) for currency, amount in sorted(amounts.items(), key=lambda one: -one[1]))
        or "–"
    )


# Rows


def _open(found: QuarterForecast, today: date) -> list[Block]:
    if not found.open_:
        return []
    shown = found.open_[:ROWS]
    columns = (
        Column(title="Account"), Column(title="Forecast"), Column(title="By the data"), Column(title="Ends"),
        Column(title="A year", number=True), Column(title="CSM"),
    )  # fmt: skip
    table = Table(columns=columns, rows=tuple(_row(one, today) for one in shown))
    more = sum(one.contracts for one in found.sums if not one.settled) - len(shown)
    return [table, *([Notes(lines=(line(f"… and {more:,} more"),))] if more > 0 else [])]


def _row(one: Renewing, today: date) -> tuple[str, ...]:
    ends = say_date(one.ends_on, today, weekday=False)
    return (
        called(one.account),
        SAID[one.call],
        one.data or "can't tell",
        ends,
        _worth(one),
        called(one.csm, 24) or "nobody",
    )


def _groups(found: QuarterForecast) -> list[GroupRenewals]:
    return [
        GroupRenewals(
            name,
            len({one.account_id for one in ones}),
            tuple(InGroup(one.account, one.ends_on, one.amount, one.currency, one.call) for one in ones),
        )
        for name, ones in found.together.items()
    ]


def _worth(one: Renewing) -> str:
    return "unknown" if one.amount is None else money(one.amount, one.currency)


def _apart(rows: Iterable[Renewing]) -> Iterator[Line]:
    for one in list(rows)[:NAMED]:
        because = "health is high and nothing is wrong" if one.data == "commit" else "it is among the accounts at risk"
        yield line(
            bold(called(one.account)), f" {_worth(one)}: called {SAID[one.call]}, by the data {one.data}; {because}"
        )


def _missing(found: QuarterForecast, today: date) -> Iterator[Line]:
    uncalled = sum(one.contracts for one in found.sums if not one.settled and not one.call)
    if uncalled:
        names = _told_apart([one for one in found.open_ if not one.call])[:NAMED]
        yield line(
            f"{plural(uncalled, 'contract has', 'contracts have')} no forecast yet: {_and_more(names, uncalled)}."
        )
    if found.untold:
        ended = [f"{called(one.account, 30)} on {say_date(one.ends_on, today, weekday=False)}" for one in found.untold]
        yield line(f"Ended, and nobody has said how: {_and_more(ended[:NAMED], len(ended))}.")
    unpriced = sum(one.unpriced for one in found.sums if not one.settled)
    if unpriced:
        yield line(f"{plural(unpriced, 'contract has', 'contracts have')} no amount on record.")


def _told_apart(renewing: Sequence[Renewing]) -> list[str]:
    """Their accounts; with the product where an account stands there more than once."""
    times = Counter(one.account_id for one in renewing)
    return [
        called(one.account, 30) + (f" ({called(one.product, 30)})" if times[one.account_id] > 1 else "")
        for one in renewing
    ]


def _and_more(names: list[str], count: int) -> str:
    return listed([*names, *([f"{count - len(names):,} more"] if count > len(names) else [])], most=NAMED + 1)


def _notes(found: QuarterForecast) -> Iterator[Line]:
    past = [
        f"of {one.called:,} called {call}, {one.renewed:,} renewed"
        for call, one in ((call, found.past.get(call, PastCalls())) for call in CALLS if call)
        if one.called
    ]
    yield line(f"Past forecasts: {capital('; '.join(past))}." if past else "No past forecast has come out yet.")
    yield line(
        "By the data: at risk where the account is on the list of accounts at risk; "
        "commit with health in the highest band, and not on that list."
    )


def _buttons(found: QuarterForecast, asked: ForecastOf) -> Actions:
    names = {one.account_id: one.account for one in (*found.apart, *found.untold, *found.open_)}
    opens = tuple(
        Button(label=f"Open {shorten(name, 30)}", action=actions.CARD, target=str(number))
        for number, name in list(names.items())[:OPENED]
    )
    ways = (
        ("Next quarter", f"{found.quarter.moved(1)}"),
        ("By CSM", f"{found.quarter} by csm"),
        ("Retention", f"{found.quarter} retention"),
    )
    return Actions(
        elements=(
            *(
                Button(label=label, action=actions.FORECAST, target=f"{words} {asked.words}".strip())
                for label, words in ways
                if not (asked.by_csm and label == "By CSM")
            ),
            counted_button("forecast"),
            *opens,
        )
    )


# Examples

_Q1, _DAY = Quarter(2026, 1), date(2026, 1, 6)
_ACME = Renewing(1, "Acme", "Priya Nair", "Suite", date(2026, 3, 14), Decimal(120_000), "EUR", "commit", "at risk", "")
_HOOLI = Renewing(2, "Hooli", "Tim Brandt", "Suite", date(2026, 1, 4), Decimal(45_000), "GBP", "", "probable", "")
_FOUND = QuarterForecast(
    _Q1,
    sums=(
        Sum("Priya Nair", "commit", "at risk", "", "EUR", 1, Decimal(120_000), 0),
        Sum("Tim Brandt", "", "probable", "", "GBP", 1, Decimal(45_000), 0),
        Sum("Tim Brandt", "", "commit", "renewed", "EUR", 2, Decimal(80_000), 0),
    ),
    open_=(_HOOLI, _ACME),
    apart=(_ACME,),
    untold=(_HOOLI,),
    past={"commit": PastCalls(20, 18), "at risk": PastCalls(5, 2)},
    together={"Acme Holding": (_ACME, _HOOLI)},
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey forecast", forecast_message(_FOUND, ForecastOf("All accounts"), _DAY)),
    ("journey forecast by csm", forecast_message(_FOUND, ForecastOf("All accounts", by_csm=True), _DAY)),
    ("journey forecast, nothing", forecast_message(QuarterForecast(_Q1), ForecastOf("Your accounts", "mine"), _DAY)),
)
