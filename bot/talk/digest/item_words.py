"""One place of the digest in lines: the account, what is new, what is at stake, the line to say; or several accounts
under one title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.calendar import say_near
from bot.message import Line, bold, line, our_chat
from bot.talk.digest.reading.digest_parts import DigestItem
from bot.talk.phrases.todo_words import shortly, step_parts
from bot.talk.phrases.words import capital, listed
from bot.talk.todos.brief import Brief, TalkTo
from bot.text import clean, shorten


@dataclass(frozen=True)
class Brevity:
    """How much there is room for. why, ask, step, also: characters of a reason, of the line to say, of the step, and of
    what is told in short; good: lines of good news; words: of a customer's own; members: lines of one item with several
    accounts; names: of it after those. beside, week, walk, ages, kinds: whether those lines stand there.
    whole: whether reasons end after a whole part."""

    why: int = 64
    ask: int = 120
    step: int = 170
    also: int = 48
    members: int = 3
    names: int = 6
    good: int = 3
    words: int = 90
    beside: bool = True
    week: bool = True
    walk: bool = True
    ages: bool = True
    kinds: bool = True
    whole: bool = True


def item_lines(number: int, entry: DigestItem, today: date, room: Brevity) -> Iterator[Line]:
    if len(entry.briefs) > 1:
        yield from _several(number, entry, room)
    else:
        yield from _single(number, entry, today, room)


def _single(number: int, entry: DigestItem, today: date, room: Brevity) -> Iterator[Line]:
    [brief] = entry.briefs
    name = brief.name or shorten(brief.why, 60)
    if brief.settled is not None:
        yield line(f"{brief.settled.mark} {name} · {brief.settled.brief}")
        return
    why = shortly(brief.why, room.why, whole=room.whole) if brief.name else ""
    is_late = brief.due_on < today and not entry.new
    said = f"late since {say_near(brief.due_on, today)}" if is_late else why
    yield line(f"{number} ", bold(name), *(f" · {part}" for part in (said, brief.value) if part))
    more = f"{entry.more} more there" if entry.more else ""
    stake = " · ".join(part for part in (why if is_late else "", brief.deadline, more) if part)
    if stake:
        yield line(f"And {stake}" if stake == more else stake)  # a line that begins with a number reads as an item
    if brief.quote and room.words and not (brief.question is not None and len(brief.quote) > room.words):
        yield line(f"“{shorten(brief.quote, room.words)}”")
    if entry.beside and room.beside:
        yield line(f"Also there: {'; '.join(shortly(one, room.also, whole=room.whole) for one in entry.beside)}")
    if brief.tried:
        yield line(brief.tried)
    if brief.is_risk and brief.step:
        yield line(f"Next: {step_within(brief, room.step)}")
    elif brief.talk is not None and (words := _whole(brief.talk.ask, room.ask)):
        yield line(f'{_who(brief.talk)}: "{words}"')
    if brief.in_direct:
        yield line("More below") if brief.is_here else line("More in ", our_chat())
    elif brief.channel and brief.to_tell:
        yield line("More in ", brief.channel)


def step_within(brief: Brief, most: int) -> str:
    """The step, or its first part, or the to-do in short where there is no room: nobody's words are cut."""
    short = f"{brief.todo[:1].lower()}{brief.todo[1:]}"
    return next((text for text in step_parts(brief.step) if len(text) <= most), short)


def _several(number: int, entry: DigestItem, room: Brevity) -> Iterator[Line]:
    if entry.is_settled:
        yield line(f"✓ {entry.title} · all dealt with")
        return
    yield line(f"{number} ", bold(entry.title))
    lines = entry.briefs[: room.members]
    yield from (line(_member(brief, room)) for brief in lines)
    rest = [brief.name for brief in entry.briefs[len(lines) :]]
    if rest:
        yield line(f"{'Also ' if lines else ''}{listed(rest, room.names)}")


def _member(brief: Brief, room: Brevity) -> str:
    value = f" · {brief.value}" if brief.value else ""
    if brief.settled is not None:
        return f"{brief.settled.mark} {brief.name} · {brief.settled.brief}"
    return f"{brief.name}: {shortly(reason(brief), room.also, whole=room.whole)}{value}"


def reason(brief: Brief) -> str:
    """The reason without what the title of several says already."""
    return brief.why.partition("; no forecast")[0]


def also_words(entry: DigestItem, room: Brevity) -> str:
    """ "Kittiwake Travel: health 51, was 71"."""
    most = room.also
    if len(entry.briefs) > 1:
        names = [brief.name for brief in entry.briefs]
        return f"{entry.title}: {listed(names, room.names)}"
    [brief] = entry.briefs
    if brief.settled is not None:
        return f"{brief.settled.mark} {brief.name or shorten(brief.why, most)}, {brief.settled.brief}"
    return (
        f"{brief.name}: {shortly(brief.why, most, whole=room.whole)}"
        if brief.name
        else capital(shorten(brief.why, most))
    )


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


__all__ = ["Brevity", "also_words", "item_lines", "reason", "said_words"]
