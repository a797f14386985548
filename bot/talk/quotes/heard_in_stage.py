"""How customers see us, and what they told in interviews, by the stage they were in (method B9, D17).

For our own people only: nothing of it is ever part of what a customer gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.calendar import plural, say_date
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.language.repeats import repeated
from bot.message import Line, bold, line
from bot.playbook.models import Playbook
from bot.playbook.page import HeardInStage
from bot.store.session import ReadSession
from bot.talk.phrases.words import called, listed
from bot.talk.quotes.said_rows import SaidRow, said_rows
from bot.talk.quotes.said_words import quoted

LATELY = timedelta(days=180)
ON_MAP, IN_WALK, ON_PAGE, SHORT = 3, 3, 8, 110


async def on_the_map(
    db: ReadSession, account_id: int, stages: Sequence[tuple[str, str]], today: date
) -> tuple[Line, ...]:
    """The newest of one account. stages: key and name."""
    rows = await said_rows(db, "perception", Selection(account_id=account_id))
    names = dict(stages)
    newest = sorted(rows, key=lambda row: (row.saying.said_on, row.saying.id), reverse=True)[:ON_MAP]
    return tuple(
        line(
            bold(names.get(row.saying.stage, "Earlier")),
            f": {quoted(row.text, SHORT)}{f' {row.who},' if row.who else ''} {say_date(row.saying.said_on, today)}",
        )
        for row in newest
    )


async def in_the_walk(db: ReadSession, stage: str, today: date) -> tuple[Line, ...]:
    """What was heard in that stage lately, and what repeats; nothing where nothing was."""
    rows = [row for row in await said_rows(db, "perception", EVERYONE) if row.saying.stage == stage]
    return walk_lines([row for row in rows if today - row.saying.said_on <= LATELY])


def walk_lines(rows: Sequence[SaidRow]) -> tuple[Line, ...]:
    if not rows:
        return ()
    newest = sorted(rows, key=lambda row: (row.saying.said_on, row.saying.id), reverse=True)
    accounts = len({row.account.id for row in rows})
    said = "; ".join(f"{quoted(row.text, SHORT)} ({called(row.account.name, 24)})" for row in newest[:IN_WALK])
    lines = [line(bold(f"Heard here at {plural(accounts, 'account')}: "), said)]
    again = repeated((row.account.id, row.text) for row in rows)
    if again:
        words = listed([f"{word} ({plural(count, 'account')})" for word, count in again])
        lines.append(line(bold("It repeats: "), words))
    return tuple(lines)


async def for_the_page(db: ReadSession, playbook: Playbook) -> dict[str, HeardInStage]:
    """By stage: how many, at how many accounts, and the newest in their words."""
    kinds = [(kind, await said_rows(db, kind, EVERYONE)) for kind in ("perception", "interview")]
    found = {}
    for stage in playbook.stages:
        here = [(kind, row) for kind, rows in kinds for row in rows if row.saying.stage == stage.key]
        if here:
            found[stage.key] = _heard(here)
    return found


def _heard(here: Iterable[tuple[str, SaidRow]]) -> HeardInStage:
    rows = sorted(here, key=lambda one: (one[1].saying.said_on, one[1].saying.id), reverse=True)
    counts = tuple(sum(kind == wanted for kind, _ in rows) for wanted in ("perception", "interview"))
    quotes = tuple((row.text, _about(kind, row)) for kind, row in rows[:ON_PAGE])
    again = repeated((row.account.id, row.text) for _, row in rows)
    return HeardInStage(counts[0], counts[1], len({row.account.id for _, row in rows}), quotes, again)


def _about(kind: str, row: SaidRow) -> str:
    parts = ("interview" if kind == "interview" else "", row.account.name, row.account.segment or "")
    return ", ".join(part for part in (*parts, row.saying.said_on.isoformat()) if part)


__all__ = ["for_the_page", "in_the_walk", "on_the_map", "walk_lines"]
