"""How the load of a team looks: a row a person, by name. Nothing is scored and nobody is placed."""

from datetime import date
from decimal import Decimal

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.figures.load import CsmLoad, TeamLoad
from bot.message import Actions, Block, Button, Column, Message, Notes, Table, Text, bold, line
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.words import called, given_name, listed, money

MOST = 40
COLUMNS = ("CSM", "To-dos", "Late", "Promised", "Accounts", "A year", "Away")


def load_message(this: TeamLoad, today: date, *, own: bool = False) -> Message:
    """own: only the reader's, who leads nobody."""
    if not this.csms:
        none = Text(lines=(line("Nobody has accounts or to-dos yet."),))
        return Message(title=line(bold("Load")), blocks=(none, Actions(elements=(counted_button("load"),))))
    people = plural(len(this.csms), "person", "people")
    title = line(bold("Your load")) if own else line(bold("Load"), f" · {people}, by name")
    columns = tuple(Column(title=one, number=one not in ("CSM", "A year", "Away")) for one in COLUMNS)
    table = Table(columns=columns, rows=tuple(_row(one, today) for one in this.csms[:MOST]))
    blocks: list[Block] = [table]
    if this.unowned:
        text = f"{plural(this.unowned, 'account has', 'accounts have')} no owner."
        blocks.append(Text(lines=(line(text),)))
    if not own:
        several = Button(label="Hand accounts over", action=actions.HAND_OVER, target="")
        accounts = Button(label="Accounts by CSM", action=actions.LIST, target="accounts all by csm")
        blocks.append(Actions(elements=(several, accounts, counted_button("load"))))
    else:
        blocks.append(Actions(elements=(counted_button("load"),)))
    more = len(this.csms) - MOST
    notes = [line(f"… and {more:,} more")] if more > 0 else []
    notes.append(line("To-dos: open ones. Promised: to customers, due within a week or late."))
    if own:
        notes.append(line("What the others carry is for those who lead them."))
    return Message(title=title, blocks=(*blocks, Notes(lines=tuple(notes))))


def _row(one: CsmLoad, today: date) -> tuple[str, ...]:
    values = listed([money(v, c) for c, v in sorted(one.values.items(), key=lambda item: -item[1])]) or "–"
    counts = (one.open_, one.late, one.promised, one.accounts)
    return (called(one.name, 24), *(f"{count:,}" for count in counts), values, _away(one, today))


def _away(one: CsmLoad, today: date) -> str:
    if one.back_on is None:
        return "–"
    days = plural((one.back_on - today).days, "day")
    cover = f", {given_name(one.cover)} covers" if one.cover else ""
    return f"{days}, back {say_date(one.back_on, today)}{cover}"


_PRIYA = CsmLoad(1, "Priya Nair", 14, {"EUR": Decimal(1_400_000)}, 9, 2, 1)
_AWAY = CsmLoad(2, "Tim Brandt", 9, {"GBP": Decimal(45_000)}, 4, 0, 0, date(2026, 1, 9), "Priya Nair")
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey load", load_message(TeamLoad((_PRIYA, _AWAY), unowned=2), date(2026, 1, 6))),
    ("journey load, a CSM's own", load_message(TeamLoad((_PRIYA,)), date(2026, 1, 6), own=True)),
)
