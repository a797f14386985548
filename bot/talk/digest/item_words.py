"""One place of the digest in lines: the account with what it is about and what it is worth, then the next step with its
day; or several accounts under one title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.calendar import say_near
from bot.message import Line, bold, line
from bot.talk.digest.reading.digest_parts import DigestItem
from bot.talk.phrases.todo_words import short, step_parts
from bot.talk.phrases.words import capital, in_words, listed
from bot.talk.todos.brief import Brief, TalkTo
from bot.text import clean, shorten

When = Literal["Today", "This week", "Next week", "Later", "Overdue"]


LINE = 90  # characters of a to-do in a digest


@dataclass(frozen=True)
class Brevity:
    """How much there is room for. items: how many with their next step, the others a line each. brief: reasons end
    after their first part. cuts: parts of a step that are left out, from its end; titles: whether whom it names stands
    there with title and role. ask, words: characters of a line to say and of a customer's own; also: of what else is
    new, lines; members: lines of one item with several accounts; good: lines of good news. beside, week, ages, kinds,
    start: whether those stand there."""

    items: int = 3
    brief: bool = False
    cuts: int = 0
    titles: bool = True
    ask: int = 120
    also: int = 3
    members: int = 4
    good: int = 3
    words: int = 90
    beside: bool = True
    week: bool = True
    ages: bool = True
    kinds: bool = True
    start: bool = True


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
    yield line(f"{number} ", bold(name_of(brief)), *(f" · {part}" for part in (why, worth(brief, why)) if part))
    if number > room.items:
        return
    if brief.quote and room.words and len(brief.quote) <= room.words:
        yield line(f"“{clean(brief.quote)}”")
    if entry.beside and room.beside:
        yield line(f"Also there: {'; '.join(map(short, entry.beside))}")
    if brief.tried:
        yield line(brief.tried)
    late = f"Overdue since {say_near(brief.due_on, today)}" if brief.due_on < today and not entry.new else ""
    if brief.step:
        when = late or _next(brief, today)
        there = (" · ", brief.channel) if brief.channel and brief.to_tell and not brief.in_direct else ()
        yield line(f"{when}: {step_within(brief, room.cuts, titles=room.titles)}", *there)
    elif brief.talk is not None and (words := _whole(brief.talk.ask, room.ask)):
        yield line(f'{late}{". " if late else ""}{_who(brief.talk)}: "{words}"')
    elif brief.todo and brief.todo not in why and len(brief.todo) <= LINE:
        when = late or _next(brief, today)
        yield line(f"{when}: {brief.todo[:1].lower()}{brief.todo[1:]}")
    elif late:
        yield line(late)


def name_of(brief: Brief) -> str:
    return brief.name or shorten(brief.why, 60)


def told(this: Brief, *, brief: bool = False) -> str:
    """The reason without where its figures come from; in brief its first part. No part is cut."""
    why = short(this.cause or this.why)
    return re.split(r"[;:] |, (?!notice)", why)[0] if brief else why


def worth(brief: Brief, why: str) -> str:
    """What it pays, where the reason doesn't say it."""
    return brief.value if brief.value and brief.value not in why else ""


def _next(brief: Brief, today: date) -> str:
    """ "Next, by Thu"; what is due today stands under that heading."""
    if brief.due_on == today:
        return "Next"
    return f"Next, {'due' if brief.due_on < today else 'by'} {say_near(brief.due_on, today)}"


def step_within(brief: Brief, cuts: int, *, titles: bool = True) -> str:
    """The step, or its first part: nobody's words are cut. titles: else whom one asks has no more than a name."""
    parts = step_parts(brief.step)
    step, full = parts[min(cuts, len(parts) - 1)], brief.talk.full if brief.talk is not None else ""
    if titles or not full:
        return step
    for form in (f"champion {full}", f"{full} and decider", f"{full}, the decider", full):
        step = step.replace(f"{form},", full.partition(",")[0]).replace(form, full.partition(",")[0])
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
    value = worth(brief, why)
    return f"{brief.name}: {why}{f' · {value}' if value else ''}"


def also_lines(entries: tuple[DigestItem, ...], room: Brevity) -> Iterator[Line]:
    """What else is new, a line each; how many, where there is no room for them."""
    for entry in entries[: room.also]:
        if len(entry.briefs) > 1:
            names = [" ".join(part for part in (one.name, one.value) if part) for one in entry.briefs]
            yield line(f"• {entry.title}: {listed(names, 4)}")
        else:
            yield line(f"• {also_words(entry.briefs[0], room)}")
    hidden = sum(len(entry.briefs) for entry in entries[room.also :])
    if hidden:
        yield line(f"{capital(in_words(hidden))} more {'is' if hidden == 1 else 'are'} new: see Answer.")


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
