"""An alert's first lines: its title, and a sentence to its reader that says in plain words what is going on."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.talk.matter.may_explain import OF_USE
from bot.talk.phrases.todo_words import short, shortly
from bot.talk.phrases.words import capital
from bot.talk.todos.alerts.room import NEW, Detail
from bot.talk.todos.brief_parts import Brief

MARKS = {
    "health": "📉",
    "renewal": "⏳",
    "ended": "⏳",
    "stuck": "🚧",
    "leaver": "👋",
    "growth": "🌱",
    "question": "💬",
}
READY = "ready to "


def title_of(brief: Brief, detail: Detail) -> str:
    """What a phone shows of it: the worst of it."""
    why = short(brief.cause or brief.why)
    if brief.about == "growth":
        why = why.partition(": ")[0]
    return headline(replace(brief, why=shortly(why, detail.why) if len(why) > detail.why else why))


def headline(brief: Brief) -> str:
    """ "Acme: 57 days without first value; 45 is usual"; "Halcyon Labs has no champion since …"."""
    if not brief.name:
        return brief.why
    if brief.why.startswith("no champion"):
        return f"{brief.name} has {brief.why}"
    if brief.why.startswith(READY) and ": " not in brief.why:
        return f"{brief.name} looks {brief.why}"
    mark = " ·" if ": " in brief.why.partition("; ")[0] else ":"  # one colon is enough for a line
    return f"{brief.name}{mark} {brief.why}"


def signs_of(brief: Brief) -> list[str]:
    """What speaks for an opening, of its reason: "health 85", "a proven outcome reached Tue 29 Sep"."""
    return brief.why.partition(": ")[2].split(", ") if brief.about == "growth" and ": " in brief.why else []


def to_reader(brief: Brief, sentence: str) -> str:
    """ "Chloe, people are using it less:"; without the name where nobody in particular reads it."""
    if not sentence:
        return ""
    return f"{brief.to}, {sentence}" if brief.to else capital(sentence)


def lead_of(brief: Brief, detail: Detail, moved: list[str]) -> str:
    """What is going on, in a sentence; "" where the title says it all. moved: the figures that stand below."""
    if brief.quote and brief.question is not None:
        return ""  # their own words are spoken to the reader
    sentence = {
        "health": _of_health,
        "renewal": _of_renewal,
        "stuck": _of_milestone,
        "leaver": _of_leaver,
        "growth": _of_growth,
    }.get(brief.about, _nothing)(brief, detail, moved)
    return to_reader(brief, sentence)


def _nothing(brief: Brief, detail: Detail, moved: list[str]) -> str:
    return ""


def _of_health(brief: Brief, detail: Detail, moved: list[str]) -> str:
    known = brief.evidence
    tickets = known.tickets if detail.fresh else known.tickets.partition(NEW)[0].rpartition(", ")[0] or known.tickets
    fewer = any(OF_USE.search(one) and _fell(one) for one in moved)
    end = ":" if moved else "."
    if tickets:
        used = f" People use it less{end}" if fewer else f" What moved{end}" if moved else ""
        return f"support comes first: {tickets}.{used}"
    if fewer:
        unknown = "" if known.explains or known.note or brief.quote else ", and I don't know the cause yet"
        return f"people are using it less{unknown}{end}"
    return "this is what weighs on it:" if moved else ""


def _fell(figure: str) -> bool:
    """ "weekly use 62% → 41%"."""
    found = re.search(r"([\d.,]+)\S* → ([\d.,]+)", figure)
    if found is None:
        return False
    before, after = (float(one.replace(",", "").rstrip(".") or 0) for one in found.groups())
    return after < before


def _of_renewal(brief: Brief, detail: Detail, moved: list[str]) -> str:
    after = re.sub(r"^After that it renews by itself", "without notice it renews by itself", brief.evidence.after)
    after = re.sub(r"^It doesn't", "it doesn't", after).rstrip(".")
    if brief.call:
        return f"{after}. You called it {brief.call}." if after else f"you called it {brief.call}."
    missing = "your forecast is missing." if brief.calls else ""
    if ":" in after and missing:
        return f"{after}. {capital(missing)}"
    return ", and ".join(part for part in (after, missing) if part)


def _of_milestone(brief: Brief, detail: Detail, moved: list[str]) -> str:
    done = brief.evidence.done if detail.done else ""
    return f"{done[:1].lower()}{done[1:]}" if done else ""


def _of_leaver(brief: Brief, detail: Detail, moved: list[str]) -> str:
    return "nobody there carries it now. Still there:" if brief.evidence.there and detail.there else ""


def _of_growth(brief: Brief, detail: Detail, moved: list[str]) -> str:
    return "the signs are good:" if moved or signs_of(brief) else ""


__all__ = ["MARKS", "headline", "lead_of", "signs_of", "title_of", "to_reader"]
