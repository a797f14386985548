"""What was told before and still waits: the first few by name, with how late they are or how many days are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.calendar import plural
from bot.message import Line, bold, line
from bot.talk.digest.reading.digest_parts import Digest, Waits
from bot.talk.digest.says.room import Brevity
from bot.talk.phrases.words import capital, in_words

SOON = 14  # days


def waiting_lines(digest: Digest, room: Brevity, *, headed: bool = False) -> Iterator[Line]:
    """ "Overdue", then "Hartsease Pharma · health 38, 10 days late", and how many more there are; in short "Overdue:
    Hartsease Pharma (10 days late)". headed: late ones stand above already."""
    shown = digest.late[: min(room.late, digest.waiting)]
    if not shown:
        return
    is_late = all(one.since < digest.today for one in shown)
    if not room.late_why:
        each = [f"{one.name} ({_when(one, digest.today)})" if _when(one, digest.today) else one.name for one in shown]
        yield line(bold("Overdue:" if is_late else "Waiting:"), f" {', '.join(each)}")
        return
    if not (headed and is_late):
        yield line(bold("Overdue" if is_late else "Waiting"))
    for one in shown:
        yield _waits(one, digest.today, room)
    more = digest.waiting - len(shown)
    if more:
        yield line(f"{capital(in_words(more))} more {'waits' if more == 1 else 'wait'}.")


def _late(one: Waits, today: date) -> str:
    if one.since == today:
        return "due today"
    return f"{plural((today - one.since).days, 'day')} late" if one.since < today else ""


def _when(one: Waits, today: date) -> str:
    """ "ends in 4 days" where that is soon, else "10 days late"."""
    late = _late(one, today)
    days = re.search(r"in (\d+) days", one.left)
    is_soon = one.left and (days is None or int(days[1]) <= SOON)
    return one.left if is_soon or not late else late


def _waits(one: Waits, today: date, room: Brevity) -> Line:
    late = _late(one, today)
    said = one.why
    if one.left and not any(word in said for word in (one.left, one.left.partition(" ")[2])):
        said = f"{said}, {one.left}" if said else one.left
    value = one.value if one.value and one.value not in said and room.values else ""
    facts = ", ".join(part for part in (f"{said} · {value}".strip(" ·") if value else said, late) if part)
    step = f". {capital(one.step)}" if one.step and room.late_step else ""
    return line("• ", bold(one.name), f" · {facts}" if facts else "", step)


__all__ = ["waiting_lines"]
