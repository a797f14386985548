"""An alert: what and why now, what is missing, what is at stake, whom to talk to and what to say, what clears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot import actions
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.matter.may_explain import shorter_step
from bot.talk.phrases.progress_words import GUESS
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import short, shortly, step_parts
from bot.talk.phrases.words import SURE, capital
from bot.talk.todos.alert_buttons import buttons
from bot.talk.todos.brief import briefs
from bot.talk.todos.brief_parts import Brief, TalkTo
from bot.talk.todos.outcome_line import OutcomeLine
from bot.text import shorten, whole

MOST_WORDS = 80
NEW = " new since "  # of tickets: "3 new since Wed"


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
    """ "Acme: 57 days without first value; 45 is usual"; "Halcyon Labs has no champion since …"."""
    if not brief.name:
        return brief.why
    if brief.why.startswith("no champion"):
        return f"{brief.name} has {brief.why}"
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
    """How much an alert tells. missing, first, figures, there: how many of them; why, ask and quote: characters. step:
    how many parts of it are left out, from its end. brackets: whether what stands in them is told, such as where a
    figure comes from. note, ages, silent, done, wants, explains: of the evidence, see evidence.py. sees: whether the
    forecast is asked for in words; basis: where the usual days come from."""

    missing: int = 5
    first: int = 4
    say: bool = True
    dates: int = 2
    why: int = 300
    figures: int = 3
    ask: int = 300
    tried: bool = True
    quote: int = 160
    clears: bool = True
    step: int = 0
    brackets: bool = True
    note: bool = True
    wants: bool = True
    explains: bool = True
    ages: bool = True
    silent: bool = True
    done: bool = True
    there: int = 3
    sees: bool = True
    basis: bool = True
    fresh: bool = True


def _lighter(brief: Brief) -> Iterator[Detail]:
    """From everything down to the bones; the step stays."""
    detail, known = Detail(), brief.evidence
    yield detail
    changes: tuple[dict[str, Any], ...] = (
        {"say": False},
        {"clears": False},
        {"ask": 0} if brief.step else {},  # the talking points ask it; what is known of the matter stands here only
        {"basis": False},
        {"ages": False},
        {"figures": 2},
        {"fresh": False} if NEW in known.tickets and known.explains else {},
        {"wants": False} if known.note else {},
        {"step": 1} if brief.missing else {},
        {"silent": False} if brief.first or brief.missing else {},
        {"first": 3},
        {"missing": 4},
        {"step": 1},
        {"wants": False},
        {"step": 2} if brief.missing else {},
        {"sees": False},
        {"brackets": False},
        {"silent": False},
        {"dates": 1},
        {"fresh": False},
        {"note": False},
        {"quote": 90},
        {} if brief.step else {"ask": 140},
        {"step": 2},
        {"figures": 1, "first": 2, "there": 2},
        {"missing": 3},
        {"explains": False},
        {"quote": 50} if brief.step else {"ask": 80, "quote": 50},
        {"why": 140},
        {"step": 3},
        {"missing": 2},
        {"done": False},
        {"missing": 1, "first": 1, "there": 1},
        {"why": 110},
        {"missing": 0, "first": 0, "there": 0, "figures": 0},
        {"dates": 0, "why": 80},
        {"ask": 0, "step": 4},
        {"tried": False},
    )
    for change in changes:
        detail = replace(detail, **change)
        yield detail


def _open(brief: Brief, detail: Detail) -> Message:
    blocks: list[Block] = []
    if lines := [line(text) for text in _lines(brief, detail) if text]:
        blocks.append(Text(lines=tuple(lines)))
    if step := step_line(brief, detail.step, ages=detail.ages, explained=detail.explains):
        blocks.append(Text(lines=(step, *(line(text) for text in _to_say(brief, detail, said(step))))))
    small = (_basis(brief) if detail.basis else "", brief.clears if detail.clears else "")
    if notes := tuple(line(text) for text in small if text):
        blocks.append(Notes(lines=notes))
    if brief.calls and not brief.call and detail.sees:
        blocks.append(Text(lines=(line(bold("Your forecast is missing. How do you see it?")),)))
    return Message(title=line(bold(_title(brief, detail))), blocks=(*blocks, Actions(elements=buttons(brief))))


def _title(brief: Brief, detail: Detail) -> str:
    """What a phone shows of it: the worst of it, and what it is worth."""
    why = short(brief.cause or brief.why)
    told = headline(replace(brief, why=shortly(why, detail.why) if len(why) > detail.why else why))
    return f"{told} · {brief.value}" if brief.value and brief.value not in told else told


def _basis(brief: Brief) -> str:
    """Where a title's usual days come from."""
    found = re.search(r"(\d+) is usual \(([^()]+)\)", brief.why)
    if found is None:
        return ""
    guess = found[2] == GUESS
    return f"{found[1]} days are {found[2]}." if guess else f"{found[1]} days: as counted at {found[2]}."


def _lines(brief: Brief, detail: Detail) -> Iterator[str]:
    known = brief.evidence
    yield capital(
        known.tickets if detail.fresh else known.tickets.partition(NEW)[0].rpartition(", ")[0] or known.tickets
    )
    moved = [one for one in known.moved if one not in (brief.cause or brief.why)]
    yield from (f"• {capital(one)}" for one in moved[: detail.figures])
    yield known.explains if detail.explains else ""
    yield from _missing(brief, detail)
    yield known.after
    yield from first_lines(brief, detail.first)
    if known.there and detail.there:
        yield "Still there:"
        yield from (f"• {one}" for one in known.there[: detail.there])
    yield from brief.lines
    verb = "asked" if brief.question is not None else "wrote"
    yield f"They {verb}: “{shorten(brief.quote, detail.quote)}”" if brief.quote and detail.quote else ""
    yield capital(" · ".join(brief.dates[: detail.dates])) if not known.after else ""
    yield known.silent if detail.silent else ""
    yield known.note if detail.note else ""
    yield known.wants if detail.wants else ""
    yield brief.tried if detail.tried else ""
    if not brief.step:
        yield from _to_say(brief, detail, "")


def step_line(brief: Brief, shorter: int = 0, *, ages: bool = False, explained: bool = False) -> Line | None:
    """ "Next for Ana, by Fri 9 Jan: ask Dana Frost, COO, who can connect the source". explained: the ticket that may be
    behind it is named above."""
    if not brief.step:
        return None
    parts = step_parts(brief.step)
    step = parts[min(shorter, len(parts) - 1)]
    step = shorter_step(step, brief.evidence.explains) if explained else step
    for name, since in brief.evidence.ages if ages else ():
        step = step.replace(name, f"{name} ({since})")
    whose = f"Next for {brief.owner}" if brief.owner else "Next"
    when = f", {brief.due}" if brief.due else ""
    return line(bold(f"{whose}{when}:"), f" {step}{'' if step.endswith(('.', '?')) else '.'}")


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
            yield f'Ask: "{words}"'
    elif words or not brief.step:
        yield spoken(talk, say=detail.say, most=detail.ask)


def _missing(brief: Brief, detail: Detail) -> Iterator[str]:
    """ "3 of 6 done, nothing since Fri 6 Nov. Still open:", a line each, the next one first."""
    shown = brief.missing[: detail.missing]
    if not shown:
        return
    done = f"{brief.evidence.done} " if brief.evidence.done and detail.done else ""
    yield f"{done}Still open{'' if len(shown) == len(brief.missing) else ', among others'}:"
    for at, one in enumerate(shown):
        following = " ← next" if at == 0 and len(shown) > 1 and brief.step else ""
        yield f"☐ {capital(one if detail.brackets else short(one))}{following}"


def first_lines(brief: Brief, most: int) -> Iterator[str]:
    """What is to be cleared before a renewal, a line each."""
    if brief.first and most:
        yield "In the way:"
        yield from (f"• {capital(one)}" for one in brief.first[:most])
    elif brief.upsell:
        yield brief.upsell


def spoken(talk: TalkTo, *, say: bool = True, most: int = 300) -> str:
    """'Ask Dana Frost, COO: "…"'. What type we take them for stands in the talking points."""
    words = in_full(talk, say=say, most=most)
    if not talk.who:
        return "Nobody is noted there yet. Find who decides" + (f', then ask: "{words}"' if words else ".")
    return f"Ask {talk.full or talk.who}" + (f': "{words}"' if words else ".")


def in_full(talk: TalkTo, *, say: bool = True, most: int = 300) -> str:
    """What to say, or the question alone where there is no room; what stands in quotation marks is never cut."""
    options = [f"{talk.say} {talk.ask}"] if say and talk.say else []
    return next((text for text in (*options, talk.ask, whole(talk.ask, most)) if text and len(text) <= most), "")


def _settled(brief: Brief, settled: OutcomeLine) -> Message:
    told = shorten(_title(brief, Detail()), 200)
    title: Line = line(bold(told))
    blocks: tuple[Block, ...] = (Text(lines=(line(f"{settled.mark} {settled.full}"),)),)
    if settled.untold is not None:
        say_how = Button(label="Say how", action=actions.RENEWAL, target=str(settled.untold), style="primary")
        blocks += (Actions(elements=(say_how,)),)
    elif settled.undo is not None:
        blocks += (Actions(elements=(Button(label="Undo", action=actions.UNDO, target=str(settled.undo)),)),)
    return Message(title=title, blocks=blocks, summary=f"{capital(told)}. {settled.full}")


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
    why="80k USD, notice by Thu 5 Feb, in 30 days",
    todo="Say how sure you are of the renewal",
    clears="Your forecast lets it rest; recording how it ends clears it.",
    due_on=date(2026, 1, 20),
    value="80k USD",
    dates=("renews Sun 5 Apr",),
    clearing=("Record it", actions.RENEWAL),
    first=("5 open tickets, oldest 12 days", "Ivo Brandt answered 4 of 10 on Fri 2 Jan"),
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
    why="Kim Sato answered 4 of 10 on Mon 5 Jan",
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
