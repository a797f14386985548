"""How gross and net retention look, with the accounts behind them."""

from datetime import date
from decimal import Decimal

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.figures.quarter import Quarter
from bot.journey.figures.retention import Moved, Retained, Retention
from bot.message import Actions, Block, Button, Column, Heading, Line, Message, Table, Text, bold, line
from bot.talk.figures.forecast_message import OPENED, ROWS, ForecastOf
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.words import called, listed, money
from bot.text import shorten, whole_percent


def retention_message(found: Retention, asked: ForecastOf, today: date) -> Message:
    begins, until = (say_date(day, today, weekday=False) for day in (found.quarter.first, found.until))
    title = line(bold(f"Retention {found.quarter}"), f" · {asked.whose}, {begins} to {until}")
    back = Button(label="Forecast", action=actions.FORECAST, target=f"{found.quarter} {asked.words}".strip())
    if not found.currencies:
        none = Text(lines=(line("No contract with an amount ran on that day."), *_untold(found)))
        return Message(title=title, blocks=(none, Actions(elements=(counted_button("retention"), back))))
    columns = ("Currency", "Gross", "Net", "At the start", "Now", "Accounts")
    rows = tuple(_currency(one) for one in found.currencies)
    table = Table(columns=tuple(Column(title=title_, number=title_ != "Currency") for title_ in columns), rows=rows)
    blocks: list[Block] = [table]
    if found.moved:
        lines = [line(bold(called(one.account)), f": {_moved(one)}") for one in found.moved[:ROWS]]
        more = found.count - len(lines)
        lines += [line(f"… and {more:,} more")] if more > 0 else []
        blocks += [Heading(text=f"Who pays more or less: {found.count:,}"), Text(lines=tuple(lines))]
    else:
        blocks.append(Text(lines=(line("Every account pays what it paid at the start."),)))
    if found.untold:
        blocks.append(Text(lines=_untold(found)))
    how = counted_button("retention")
    opens = (
        Button(label=f"Open {shorten(one.account, 30)}", action=actions.CARD, target=str(one.account_id))
        for one in found.moved[:OPENED]
    )
    return Message(title=title, blocks=(*blocks, Actions(elements=(how, back, *opens))))


def _currency(one: Retained) -> tuple[str, ...]:
    currency = one.currency or "none"
    start, now = money(one.start, one.currency), money(one.now, one.currency)
    return (currency, whole_percent(one.gross), whole_percent(one.net), start, now, f"{one.accounts:,}")


def _untold(found: Retention) -> tuple[Line, ...]:
    if not found.untold:
        return ()
    count = sum(each for _, each, _ in found.untold)
    amounts = listed([money(amount, currency) for currency, _, amount in found.untold])
    said = f"Not counted: {plural(count, 'contract')} over {amounts} ended, and nobody said how. "
    ask = "Its renewal in chat takes the outcome." if count == 1 else "Each one's renewal in chat takes the outcome."
    return (line(said, ask),)


def _moved(one: Moved) -> str:
    was = money(one.start, one.currency)
    return f"{was}, now nothing" if not one.now else f"{was} → {money(one.now, one.currency)}"


# Examples

_RETAINED = Retention(
    Quarter(2026, 1),
    date(2026, 1, 6),
    (Retained("EUR", 12, Decimal(339_000), Decimal(291_000), Decimal(266_000)),),
    (
        Moved(1, "Initech", "EUR", Decimal(50_000), Decimal(0)),
        Moved(2, "Acme", "EUR", Decimal(40_000), Decimal(55_000)),
    ),
    2,
    (("EUR", 2, Decimal(24_000)),),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey forecast retention", retention_message(_RETAINED, ForecastOf("All accounts"), date(2026, 1, 6))),
)
