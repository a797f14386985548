"""An alert: what and why now, what is missing, what is at stake, whom to talk to and what to say, what clears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot import actions
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import parted, short, shortly, step_parts
from bot.talk.phrases.words import SURE, capital
from bot.talk.todos.alert_buttons import buttons
from bot.talk.todos.brief import briefs
from bot.talk.todos.brief_parts import Brief, TalkTo
from bot.talk.todos.outcome_line import OutcomeLine
from bot.text import shorten, whole

MOST_WORDS = 80


async def alert(db: ReadSession, library: Library, cta_id: int, reader: Reader, now: datetime) -> Message | None:
    """The alert as it stands now; settled where somebody has acted. None where this workspace has no such to-do."""
    cta = await db.get(Cta, cta_id)
    if cta is None or cta.workspace_id != reader.workspace_id:
        return None
    [brief] = await briefs(db, library, [cta], reader, now)
    return render_alert(brief)


def render_alert(brief: Brief) -> Message:
    """At most 80 words on the screen, buttons included: what matters least goes first."""
    if brief.settled is not None:
        return _settled(brief, brief.settled)
    for detail in _lighter(brief):
        message = _open(brief, detail)
        if visible_words(message) <= MOST_WORDS:
            return message
    return message


def headline(brief: Brief) -> str:
    """ "Acme: 57 days without first value; 45 is usual"."""
    if not brief.name:
        return brief.why
    mark = " ·" if ": " in brief.why.partition("; ")[0] else ":"  # one colon is enough for a line
    return f"{brief.name}{mark} {brief.why}"


def visible_words(message: Message) -> int:
    """The words that stand on the screen: title, headings, text, small print and the labels of buttons and menus."""
    said: list[str] = ["".join(span.text for span in message.title)]
    for block in message.blocks:
        if isinstance(block, Text | Notes):
            said += ["".join(span.text for span in each) for each in block.lines]
        if isinstance(block, Heading):
            said.append(block.text)
        if isinstance(block, Actions):
            said += [element.label for element in block.elements]
    return sum(any(letter.isalnum() for letter in word) for text in said for word in text.split())


@dataclass(frozen=True)
class Detail:
    """How much an alert tells. missing: how many; why, figures, ask and quote: characters. step: how many parts of it
    are left out, from its end. brackets: whether what stands in them is told, such as where a figure comes from. note,
    ages, silent, done, there: of the evidence, see evidence.py. sees: whether the forecast is asked for in words."""

    missing: int = 4
    say: bool = True
    dates: int = 2
    why: int = 300
    figures: int = 300
    ask: int = 300
    tried: bool = True
    quote: int = 160
    clears: bool = True
    step: int = 0
    brackets: bool = True
    note: int = 140
    ages: bool = True
    silent: bool = True
    done: bool = True
    there: int = 4
    sees: bool = True


def _lighter(brief: Brief) -> Iterator[Detail]:
    """From everything down to the bones; the step stays."""
    detail = Detail()
    yield detail
    changes: tuple[dict[str, Any], ...] = (
        {"say": False},
        {"clears": False},
        {"note": 80},
        {"ages": False},
        {"note": 0},
        {"ask": 0} if brief.step else {},  # the talking points ask it; what is known of the matter stands here only
        {"step": 1},
        {"silent": False},
        {"there": 3},
        {"figures": 90, "quote": 90},
        {"dates": 1},
        {"sees": False},
        {"brackets": False},
        {} if brief.step else {"ask": 140},
        {"figures": 76},
        {"step": 2},
        {"missing": 3},
        {"figures": 60},
        {"missing": 2},
        {"step": 3},
        {"quote": 50} if brief.step else {"ask": 80, "quote": 50},
        {"why": 140, "there": 2},
        {"done": False},
        {"missing": 1},
        {"dates": 0},
        {"why": 110},
        {"missing": 0},
        {"why": 80},
        {"ask": 0, "step": 4},
        {"figures": 0},
        {"tried": False},
    )
    for change in changes:
        detail = replace(detail, **change)
        yield detail


def _open(brief: Brief, detail: Detail) -> Message:
    cause, figures = parted(brief.why)
    cause = cause if detail.brackets or brief.calls else short(cause)  # a renewal's day stands in them
    title = headline(replace(brief, why=shortly(cause, detail.why) if len(cause) > detail.why else cause))
    figures = capital(", ".join(brief.evidence.moved)) or figures if figures else ""
    lines = [line(text) for text in (_within(figures, detail.figures), *_lines(brief, detail)) if text]
    blocks: list[Block] = [Text(lines=tuple(lines))] if lines else []
    if brief.evidence.there and detail.there:
        people = tuple(line(f"• {one}") for one in brief.evidence.there[: detail.there])
        blocks.append(Text(lines=(line(bold("Still there")), *people)))
    if step := step_line(brief, detail.step, ages=detail.ages):
        blocks.append(Text(lines=(step, *(line(text) for text in _to_say(brief, detail, said(step))))))
    if brief.clears and detail.clears:
        blocks.append(Notes(lines=(line(brief.clears),)))
    if brief.calls and not brief.call and detail.sees:
        blocks.append(Text(lines=(line(bold("How do you see it?")),)))
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=buttons(brief))))


def _within(figures: str, most: int) -> str:
    """As many whole figures as there is room for."""
    while len(figures) > most:
        figures = figures[: max(figures.rfind(", "), figures.rfind(": "), 0)]
    return figures


def _lines(brief: Brief, detail: Detail) -> Iterator[str]:
    known = brief.evidence
    yield known.done if detail.done else ""
    yield _missing(brief, detail.missing, brackets=detail.brackets)
    yield known.after
    yield first_words(brief, detail.missing)
    yield from brief.lines
    verb = "asked" if brief.question is not None else "wrote"
    yield f"They {verb}: “{shorten(brief.quote, detail.quote)}”" if brief.quote and detail.quote else ""
    yield " · ".join(part for part in _stake(brief, detail) if part)
    yield known.silent if detail.silent else ""
    yield _noted(known.note, detail.note)
    yield brief.tried if detail.tried else ""
    if not brief.step:
        yield from _to_say(brief, detail, "")


def _stake(brief: Brief, detail: Detail) -> tuple[str, ...]:
    """What it is worth and its dates, but for what is said of the contract already."""
    if not brief.evidence.after:
        return brief.value, *brief.dates[: detail.dates]
    return ("" if brief.value and brief.value in brief.evidence.after else brief.value,)


def _noted(note: str, most: int) -> str:
    """Their words aren't cut: as long as there is room for, or not at all."""
    return note if len(note) <= most + 50 and most else ""


def step_line(brief: Brief, shorter: int = 0, *, ages: bool = False) -> Line | None:
    """ "Next for Ana: ask Dana Frost, COO, who can connect the source"."""
    if not brief.step:
        return None
    parts = step_parts(brief.step)
    step = parts[min(shorter, len(parts) - 1)]
    for name, since in brief.evidence.ages if ages else ():
        step = step.replace(name, f"{name} ({since})")
    whose = f"Next for {brief.owner}:" if brief.owner else "Next:"
    return line(bold(whose), f" {step}{'' if step.endswith(('.', '?')) else '.'}")


def said(words: Line) -> str:
    return "".join(span.text for span in words)


def _to_say(brief: Brief, detail: Detail, step: str) -> Iterator[str]:
    """What to say to whom: in short who they are where the step, as it stands there, names them."""
    talk = brief.talk
    if talk is None or (brief.step and (not talk.who or talk.persona.endswith(SURE["guess"]))):
        return  # a question by a guessed type takes the place of what is known; it stands in the talking points
    words = in_full(talk, say=detail.say, most=detail.ask)
    if talk.full and talk.full in step:
        if words:
            yield f'Ask ({talk.persona}): "{words}"' if talk.persona else f'Ask: "{words}"'
    elif words or not brief.step:
        yield spoken(talk, say=detail.say, most=detail.ask)


def _missing(brief: Brief, most: int, *, brackets: bool = True) -> str:
    if not brief.missing or most == 0:
        return ""
    shown, more = brief.missing[:most], len(brief.missing) - most
    shown = shown if brackets else tuple(map(short, shown))
    return f"Missing: {'; '.join(shown)}{f'; {more} more' if more > 0 else ''}"


def first_words(brief: Brief, most: int) -> str:
    """What is to be cleared before a renewal: "In the way: open tickets 5, yesterday. No upsell now."."""
    if not brief.first or most == 0:
        return brief.upsell if most else ""
    shown, more = brief.first[:most], len(brief.first) - most
    return f"In the way: {'; '.join(shown)}{f'; {more} more' if more > 0 else ''}. {brief.upsell}"


def spoken(talk: TalkTo, *, say: bool = True, most: int = 300) -> str:
    """'Ask Dana Frost, COO (CEO type, likely): "…"'."""
    words = in_full(talk, say=say, most=most)
    if not talk.who:
        return "Nobody is noted there yet. Find who decides" + (f', then ask: "{words}"' if words else ".")
    sure = f" ({talk.persona})" if talk.persona else ""
    return f"Ask {talk.full or talk.who}{sure}" + (f': "{words}"' if words else ".")


def in_full(talk: TalkTo, *, say: bool = True, most: int = 300) -> str:
    """What to say, or the question alone where there is no room; what stands in quotation marks is never cut."""
    options = [f"{talk.say} {talk.ask}"] if say and talk.say else []
    return next((text for text in (*options, talk.ask, whole(talk.ask, most)) if text and len(text) <= most), "")


def _settled(brief: Brief, settled: OutcomeLine) -> Message:
    title: Line = line(bold(shorten(headline(brief), 200)))
    blocks: tuple[Block, ...] = (Text(lines=(line(f"✓ {settled.full}"),)),)
    if settled.undo is not None:
        blocks += (Actions(elements=(Button(label="Undo", action=actions.UNDO, target=str(settled.undo)),)),)
    return Message(title=title, blocks=blocks, summary=f"{capital(headline(brief))}. {settled.full}")


# Examples

ACME = Brief(
    cta_id=1,
    account_id=12,
    name="Acme",
    why="57 days without first value; 45 is usual (median of 31 mid-tier accounts)",
    todo="Unblock: live data source",
    clears="Clears by itself when first value is reached.",
    due_on=date(2026, 1, 5),
    next_day="Tomorrow",
    missing=("live data source", "two more weekly users (3 of 5, yesterday)"),
    value="120k EUR",
    deadline="notice in 7 days",
    dates=("notice by Tue 13 Jan", "renews Sat 14 Mar"),
    talk=TalkTo(
        who="the COO",
        persona="CEO type, likely",
        say="You wanted “reporting halved before the board meets”, and the first result is its proof.",
        ask="Shall our engineer connect the source on Thursday, or coach your team?",
        stakeholder_id=4,
    ),
)
RENEWAL = Brief(
    cta_id=2,
    account_id=13,
    name="Initech",
    why="30 days to notice (Thu 5 Feb); no forecast from you",
    todo="Say how sure you are of the renewal",
    clears="Clears when you record the renewal, however it ends.",
    due_on=date(2026, 1, 20),
    value="80k USD",
    dates=("renews Sun 5 Apr",),
    clearing=("Record it", actions.RENEWAL),
    first=("5 open tickets (up to 2 are fine), yesterday", "low answer 4 of 10 from Ivo Brandt, Fri 2 Jan"),
    upsell="No upsell now.",
    talk=TalkTo("the analyst", "Expert type, sure", "", "Which of these results do your own figures confirm?", 5),
)
GAPS = Brief(
    cta_id=3,
    name="",
    why="figures too old to judge by at 17 accounts",
    todo="Bring in new figures for 17 accounts",
    clears="Clears by itself when newer figures come in.",
    due_on=date(2026, 1, 20),
    lines=("Globex, Hooli, Initech, Soylent, Umbrella … and 12 more",),
)
BY_HAND = Brief(
    cta_id=4,
    account_id=12,
    name="Acme",
    why="schema notes to the analyst",
    todo="schema notes to the analyst",
    due_on=date(2026, 1, 9),
    value="120k EUR",
    by_hand=True,
)
LOW_SCORE = Brief(
    cta_id=6,
    account_id=14,
    name="Umbrella",
    why="Kim Sato answered 4 of 10 on Mon 5 Jan; up to 6 is a warning",
    todo="Call Kim and ask what is behind the score",
    clears="You close it with Done.",
    due_on=date(2026, 1, 8),
    value="45k GBP",
    talk=TalkTo(
        "the team lead",
        "Friend type, a guess",
        "Thank you for being open with me. I'm sorry that it felt that way.",
        "When did it start to feel wrong, and who else is troubled by it?",
        6,
    ),
    one_off=True,
)
ASKED = Brief(
    cta_id=6,
    account_id=12,
    name="Acme",
    why="the COO asked Fri 2 Jan and has no answer yet",
    todo="Answer Dana Reyes: “can groups be synced?”",
    clears="Closes when you say that it is answered.",
    due_on=date(2026, 1, 6),
    value="120k EUR",
    quote="can groups be synced?",
    question=3,
    by_hand=True,
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Alert: stuck before first value", render_alert(ACME)),
    ("Alert: on a Friday", render_alert(replace(ACME, next_day="Next working day (Mon)"))),
    ("Alert: back after a re-check", render_alert(replace(ACME, tried="Reached out Tue 30 Dec: called. Still so."))),
    ("Alert: renewal, risen to 30 days", render_alert(RENEWAL)),
    ("Alert: data too old, grouped for one CSM", render_alert(GAPS)),
    ("Alert: a low score", render_alert(LOW_SCORE)),
    ("To-do made by hand", render_alert(BY_HAND)),
    ("A question of theirs", render_alert(ASKED)),
    (
        "Alert: settled by a click",
        render_alert(
            replace(
                ACME,
                settled=OutcomeLine("Reached out by you, Tue 6 Jan; I'll look again Tue 13 Jan.", "reached out", 9),
            )
        ),
    ),
)
