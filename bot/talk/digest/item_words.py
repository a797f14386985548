"""One place of the digest in lines: the account with what it is about and what it is worth, then the next step with its
day; or several accounts under one title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from bot.calendar import plural, say_near
from bot.message import Line, bold, line
from bot.talk.digest.reading.digest_parts import DigestItem
from bot.talk.digest.says.room import Brevity
from bot.talk.phrases.todo_words import short, step_parts
from bot.talk.phrases.words import capital, listed
from bot.talk.todos.brief import Brief, TalkTo
from bot.text import clean, shorten

When = Literal["Today", "This week", "Next week", "Later", "Overdue"]


LINE = 90  # characters of a to-do in a digest


def when_of(entry: DigestItem, place: int, today: date) -> When:
    """Under which heading it stands: the first one is for today, whenever it is due."""
    due = min(brief.due_on for brief in entry.briefs)
    if due < today and not entry.new:
        return "Overdue"
    if place == 0 or due <= today:
        return "Today"
    sunday = today + timedelta(days=6 - today.weekday())
    return "This week" if due <= sunday else "Next week" if due <= sunday + timedelta(days=7) else "Later"


def item_lines(number: int, entry: DigestItem, today: date, room: Brevity) -> Iterator[Line]:
    if len(entry.briefs) > 1:
        yield from _several(number, entry, room)
    else:
        yield from _single(number, entry, today, room)


def _single(number: int, entry: DigestItem, today: date, room: Brevity) -> Iterator[Line]:
    [brief] = entry.briefs
    if brief.settled is not None:
        yield line(f"{brief.settled.mark} {name_of(brief)} · {brief.settled.brief}")
        return
    why = told(brief, brief=room.brief) if brief.name else ""
    yield line(
        f"{number} ",
        bold(name_of(brief)),
        *(f" · {part}" for part in (why, worth(brief, why) if room.values else "") if part),
    )
    if number > room.items:
        return
    if brief.quote and brief.quote not in brief.todo and room.words and len(brief.quote) <= room.words:
        yield line(f"“{clean(brief.quote)}”")
    if entry.beside and room.beside:
        yield line(f"Also there: {'; '.join(map(short, entry.beside))}")
    if brief.tried:
        yield line(brief.tried)
    if brief.step:
        there = (" · ", brief.channel) if brief.channel and brief.to_tell and not brief.in_direct else ()
        step = step_within(brief, room.cuts, titles=room.titles, firsts=room.firsts)
        yield line(_by(brief, today, step), *there)
    elif brief.talk is not None and (words := _whole(brief.talk.ask, room.ask)):
        yield line(f'{_who(brief.talk)}: "{words}"')
    elif brief.todo and brief.todo not in why and len(brief.todo) <= LINE:
        yield line(_by(brief, today, brief.todo))


def name_of(brief: Brief) -> str:
    return brief.name or shorten(brief.why, 60)


def told(this: Brief, *, brief: bool = False) -> str:
    """The reason without where its figures come from; in brief its first part. No part is cut."""
    why = short(this.cause or this.why)
    return re.split(r"[;:] |, (?!notice)", why)[0] if brief else why


def worth(brief: Brief, why: str) -> str:
    """What it pays, where the reason doesn't say it."""
    return brief.value if brief.value and brief.value not in why else ""


def _by(brief: Brief, today: date, step: str) -> str:
    """ "By Thu: ask Dana who takes over"; "Ask Dana who takes over" where it is for today."""
    if brief.due_on <= today:
        late = (today - brief.due_on).days if brief.due.endswith(" late") else 0
        return f"{capital(step)} ({plural(late, 'day')} late)" if late else capital(step)
    return f"By {say_near(brief.due_on, today)}: {step[:1].lower()}{step[1:]}"


def step_within(brief: Brief, cuts: int, *, titles: bool = True, firsts: bool = False) -> str:
    """The step, or its first part: nobody's words are cut. titles: else whom one asks has no more than a name; firsts:
    the first one."""
    parts = step_parts(brief.step)
    step, full = parts[min(cuts, len(parts) - 1)], brief.talk.full if brief.talk is not None else ""
    if titles or not full:
        return step
    name = full.partition(",")[0]
    step = re.sub(rf"{re.escape(name)} \([^()]*\)", lambda _: name, step)
    step = step.replace(f"{full},", name).replace(full, name)
    if firsts and brief.talk is not None and brief.talk.first:
        step = step.replace(name, brief.talk.first)
    return _without_what_is_told(step, brief.why)


def _without_what_is_told(step: str, why: str) -> str:
    """ "who takes over from Freya Mbeki", where the reason says that she left: "who takes over"."""
    head, said, who = step.rpartition(" from ")
    return head if said and who and who in why else step


def _several(number: int, entry: DigestItem, room: Brevity) -> Iterator[Line]:
    if entry.is_settled:
        yield line(f"✓ {entry.title} · all dealt with")
        return
    yield line(f"{number} ", bold(entry.title))
    lines = entry.briefs[: room.members]
    yield from (line(_member(brief, room)) for brief in lines)
    rest = [" ".join(part for part in (brief.name, brief.value) if part) for brief in entry.briefs[len(lines) :]]
    if rest:
        yield line(f"• {listed(rest, 6)}")


def _member(brief: Brief, room: Brevity) -> str:
    if brief.settled is not None:
        return f"{brief.settled.mark} {brief.name} · {brief.settled.brief}"
    return f"• {also_words(brief, room)}"


def also_words(brief: Brief, room: Brevity) -> str:
    """ "Kittiwake Travel: health 71 → 51 · 69k SGD"."""
    if brief.settled is not None:
        return f"{brief.settled.mark} {name_of(brief)}, {brief.settled.brief}"
    if not brief.name:
        return capital(shorten(brief.why, 60))
    why = told(brief, brief=room.brief)
    value = worth(brief, why) if room.values else ""
    return f"{brief.name}: {why}{f' · {value}' if value else ''}"


def also_lines(entries: tuple[DigestItem, ...], room: Brevity) -> Iterator[Line]:
    """What else is new, a line each; how many, where there is no room for them."""
    for entry in entries[: room.also]:
        if len(entry.briefs) > 1:
            names = [" ".join(part for part in (one.name, one.value) if part) for one in entry.briefs]
            yield line(f"• {entry.title}: {listed(names, 4)}")
        else:
            yield line(f"• {also_words(entry.briefs[0], room)}")
    rest = [brief.name or capital(shorten(brief.why, 40)) for entry in entries[room.also :] for brief in entry.briefs]
    if rest:
        yield line(f"• {listed(rest, 4)}")


def said_words(entry: DigestItem) -> str:
    """What an entry says, for comparing mornings: who, and why."""
    return " | ".join(f"{brief.name}: {brief.why}" for brief in entry.briefs)


def _who(talk: TalkTo) -> str:
    return capital(talk.who.removeprefix("the ")) if talk.who else "Ask"


def _whole(words: str, most: int) -> str:
    """As many whole sentences as there is room for: what is to be said isn't cut."""
    text = clean(words)
    while len(text) > most:
        ends = list(re.finditer(r"[.?!]\s", text[:-1]))
        text = text[: ends[-1].start() + 1] if ends else ""
    return text


__all__ = ["Brevity", "also_lines", "item_lines", "name_of", "said_words", "step_within", "told", "when_of", "worth"]
