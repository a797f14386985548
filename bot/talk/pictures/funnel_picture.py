"""/journey funnel picture: the funnel as a picture, for where charts and tables don't show."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bot.calendar import say_date
from bot.journey.accounts.selection import Selection
from bot.journey.figures.funnel import ENOUGH, Funnel, FunnelStep
from bot.message import Actions, Image, Message, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.card.card_message import label
from bot.talk.figures.funnel import EXAMPLE, shown
from bot.talk.figures.funnel_words import FunnelShown, bottleneck_words, name_of, percent
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.reader import Reader
from bot.talk.pictures.map_layout import MARGIN, WIDTH
from bot.talk.pictures.svg import png_of_svg, template
from bot.text import shorten

BAR, HEAD, FOOT = 172, 170, 90  # pixels: a milestone's height, above the first, below the last


@dataclass(frozen=True)
class Bar:
    """y: the name's baseline. reached: the bar's length, of 968. narrow: the bottleneck."""

    name: str
    y: int
    reached: int
    said: str
    narrow: bool


async def funnel_picture(
    db: ReadSession, library: Library, selection: Selection, reader: Reader, now: datetime
) -> Message:
    """In words only where there is nothing to draw."""
    this = await shown(db, library, selection, reader, now)
    found = this.funnel
    if found is None or not found.steps:
        return Message(title=line(bold("There is no funnel to draw yet")))
    return funnel_picture_message(this, found, await asyncio.to_thread(png_of, this, found, reader.today(now)))


def funnel_picture_message(this: FunnelShown, found: Funnel, png: bytes) -> Message:
    image = Image(alt=alt_of(this, found), name="funnel.png", png_base64=base64.b64encode(png).decode())
    title = line(bold(f"Success funnel: {this.who}, {found.accounts:,}"))
    how = Actions(elements=(counted_button("funnel"),))
    return Message(title=title, blocks=(image, Text(lines=(line(bottleneck_words(this, found)),)), how))


def alt_of(this: FunnelShown, found: Funnel) -> str:
    """What the picture says."""
    steps = "; ".join(f"{label(name_of(this, step.milestone))} {_said(step)}" for step in found.steps)
    return f"Success funnel, {this.who}: {steps}"


def png_of(this: FunnelShown, found: Funnel, today: date) -> bytes:
    """Takes some tens of milliseconds of CPU: call it off the event loop."""
    return png_of_svg(svg_of(this, found, today))


def svg_of(this: FunnelShown, found: Funnel, today: date) -> str:
    bars = tuple(_bar(this, found, at) for at in range(len(found.steps)))
    return template("funnel.svg").render(
        width=WIDTH,
        height=HEAD + BAR * len(bars) + FOOT,
        bars=bars,
        title=shorten(f"Success funnel: {this.who}", 40),
        foot=f"{found.accounts:,} accounts, {say_date(today, today)}",
    )


def _bar(this: FunnelShown, found: Funnel, at: int) -> Bar:
    step = found.steps[at]
    length = round((WIDTH - 2 * MARGIN) * step.reached / max(found.accounts, 1))
    name = shorten(label(name_of(this, step.milestone)), 44)
    return Bar(name, HEAD + BAR * at, length, _said(step), step is found.bottleneck)


def _said(step: FunnelStep) -> str:
    """ "52 reached · 62% in time · 94% in the end · half in 41 days"."""
    half = f" · half in {step.median:,} days" if step.median is not None else ""
    told = f" · {percent(step.in_time.value)} in time" if step.tells else ""
    if step.in_the_end.of >= ENOUGH:
        told += f" · {percent(step.in_the_end.value)} in the end{half}"
    return f"{step.reached:,} reached{told}"


# Examples


@lru_cache(maxsize=1)
def examples() -> tuple[tuple[str, Message], ...]:
    this, found = EXAMPLE
    return (("journey funnel picture", funnel_picture_message(this, found, png_of(this, found, date(2026, 1, 6)))),)


def __getattr__(name: str) -> Any:
    """EXAMPLES is drawn when it is asked for, so that importing this module draws nothing."""
    if name == "EXAMPLES":
        return examples()
    raise AttributeError(name)
