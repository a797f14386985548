"""What changed since a day, in order of what an account pays."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from bot import actions
from bot.calendar import say_date
from bot.journey.accounts.changed import Changed, changed
from bot.journey.accounts.selection import Selection
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView, find_milestone
from bot.talk.phrases.progress_words import moved
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, score_words
from bot.text import clean, shorten

SHOWN, OPENED = 10, 4


async def changes_message(
    db: ReadSession,
    library: Library,
    selection: Selection,
    since: date,
    way: str,
    said: str,
    reader: Reader,
    now: datetime,
) -> Message:
    """way: "up" for good news only, "down" for bad news, "" for all."""
    found = await changed(db, selection, reader.midnight(since), since)
    found = [one for one in found if not way or one.up is (way == "up")]
    by_account: dict[int, list[Changed]] = defaultdict(list)
    for one in found:
        by_account[one.account_id].append(one)
    views = await load_accounts(db, library, list(by_account), now)
    ordered = sorted((views[one] for one in by_account if one in views), key=_weight)
    today = reader.today(now)
    what = {"up": "got better", "down": "got worse"}.get(way, "changed")
    when = f"since {say_date(since, today)}"
    of = f"{said}: " if said else ""
    if not ordered:
        return Message(title=line(bold(f"{of}nothing {what} {when}.")), blocks=(_portfolio(),))
    rows = tuple(_row(view, by_account[view.account.id], today) for view in ordered[:SHOWN])
    blocks: list[Block] = [Text(lines=rows)]
    if len(ordered) > SHOWN:
        blocks.append(Notes(lines=(line(f"… and {len(ordered) - SHOWN} more"),)))
    opens = (
        Button(label=shorten(called(one.account.name), 30), action=actions.CARD, target=str(one.account.id))
        for one in ordered[:OPENED]
    )
    title = f"{of}{len(ordered):,} {what} {when}"
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=tuple(opens))))


def _weight(view: AccountView) -> tuple[float, int]:
    return -max((float(one.amount or 0) for one in view.contracts), default=0.0), view.account.id


def _portfolio() -> Actions:
    return Actions(elements=(Button(label="My accounts", action=actions.PORTFOLIO, target=""),))


def _row(view: AccountView, found: list[Changed], today: date) -> Line:
    return line(bold(called(view.account.name)), f" · {'; '.join(_words(view, one, today) for one in found)}")


def _words(view: AccountView, one: Changed, today: date) -> str:
    if one.kind == "health":
        causes = moved(view)
        why = f" ({causes[0]})" if causes else ""
        return f"health {one.was} → {one.now}{why}"
    if one.kind == "milestone":
        milestone = find_milestone(view, one.key)
        return f"reached {milestone.name if milestone else one.key.replace('-', ' ')}{_on(one.day, today)} 🎉"
    if one.kind == "survey":
        words = f": “{shorten(one.note, 80)}”" if one.note else ""
        return f"answered {score_words(one.key)}{words}"
    title = f", {clean(one.note)}" if one.note else ""
    return f"{called(one.who)}{title} left{_on(one.day, today)}"


def _on(day: date | None, today: date) -> str:
    return f" on {say_date(day, today)}" if day else ""
