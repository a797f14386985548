"""What stands between an alert's title and its buttons, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.message import Line, bold, line
from bot.talk.matter.may_explain import shorter_step
from bot.talk.phrases.progress_words import GUESS
from bot.talk.phrases.todo_words import short, step_parts
from bot.talk.phrases.words import SURE, capital
from bot.talk.todos.alerts.lead import lead_of, signs_of, to_reader
from bot.talk.todos.alerts.room import Detail
from bot.talk.todos.brief_parts import Brief, TalkTo
from bot.text import shorten, whole


def why_lines(brief: Brief, detail: Detail) -> Iterator[str]:
    """What is going on, what is missing, what is at stake."""
    known = brief.evidence
    moved = [one for one in known.moved if one not in (brief.cause or brief.why)][: detail.figures]
    missing = list(_missing(brief, detail))
    lead = lead_of(brief, detail, moved)
    if missing and not lead.endswith(":"):
        lead = f"{lead} {missing.pop(0)}".strip()
    yield lead
    yield from (f"• {capital(one)}" for one in (*signs_of(brief), *moved))
    yield known.explains if detail.explains else ""
    yield from missing
    yield from first_lines(brief, detail.first)
    yield f"Going well: {'; '.join(known.well[: detail.well])}" if known.well[: detail.well] else ""
    if known.there and detail.there:
        yield from (f"• {one}" for one in known.there[: detail.there])
    yield from brief.lines
    yield _their_words(brief, detail.quote)
    yield known.note if detail.note else ""
    yield brief.tried if detail.tried else ""
    yield _stake(brief, detail)
    yield known.silent if detail.silent else ""


def _their_words(brief: Brief, most: int) -> str:
    if not (brief.quote and most):
        return ""
    verb = "asked" if brief.question is not None else "wrote"
    return to_reader(brief, f"they {verb}: “{shorten(brief.quote, most)}”")


def _stake(brief: Brief, detail: Detail) -> str:
    """ "120k EUR · renews Sat 14 Mar": what the title doesn't say."""
    value = brief.value if brief.value not in brief.why else ""
    dates = brief.dates[: detail.dates] if not brief.evidence.after else ()
    if value and not dates:
        return f"At stake: {value}" if not brief.grows else value
    return capital(" · ".join(part for part in (value, *dates) if part))


def _missing(brief: Brief, detail: Detail) -> Iterator[str]:
    """ "Still open:", a line each, the next one first."""
    shown = brief.missing[: detail.missing]
    if not shown:
        return
    yield f"Still open{'' if len(shown) == len(brief.missing) else ', first of all'}:"
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


def basis_of(brief: Brief) -> str:
    """Where a title's usual days come from."""
    found = re.search(r"(\d+) is usual \(([^()]+)\)", brief.why)
    if found is None:
        return ""
    guess = found[2] == GUESS
    return f"{found[1]} days are {found[2]}." if guess else f"{found[1]} days: as counted at {found[2]}."


# The step, and what to say


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


def to_say(brief: Brief, detail: Detail, step: str) -> Iterator[str]:
    """What to say to whom: in short who they are where the step, as it stands there, names them."""
    talk = brief.talk
    if talk is None or (brief.step and (not talk.who or talk.persona.endswith(SURE["guess"]))):
        return  # a question by a guessed type takes the place of what is known; it stands in the talking points
    words = in_full(talk, say=detail.say, most=detail.ask)
    if talk.full and talk.full.partition(",")[0] in step:
        if words:
            yield f'Ask: "{words}"'
    elif words or not brief.step:
        yield spoken(talk, say=detail.say, most=detail.ask)


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


__all__ = ["basis_of", "first_lines", "in_full", "said", "spoken", "step_line", "to_say", "why_lines"]
