"""An alert: what and why now, what is missing, what is at stake, whom to talk to and what to say, what clears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import actions
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import capital
from bot.talk.todos.alert_buttons import buttons
from bot.talk.todos.alerts.example_briefs import ACME, ASKED, BY_HAND, GAPS, LOW_SCORE, RENEWAL
from bot.talk.todos.alerts.lead import MARKS, headline, title_of
from bot.talk.todos.alerts.lines import basis_of, in_full, said, step_line, to_say, why_lines
from bot.talk.todos.alerts.room import Detail, lighter
from bot.talk.todos.brief import briefs
from bot.talk.todos.brief_parts import Brief
from bot.talk.todos.outcome_line import OutcomeLine
from bot.text import shorten

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
    for detail in lighter(brief):
        message = _open(brief, detail)
        if visible_words(message) <= MOST_WORDS:
            return message
    return message


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


def _open(brief: Brief, detail: Detail) -> Message:
    blocks: list[Block] = []
    if lines := [line(text) for text in why_lines(brief, detail) if text]:
        blocks.append(Text(lines=tuple(lines)))
    if step := step_line(brief, detail.step, ages=detail.ages, explained=detail.explains):
        wants = brief.evidence.wants if detail.wants else ""
        after = (text for text in (wants, *to_say(brief, detail, said(step))) if text)
        blocks.append(Text(lines=(step, *(line(text) for text in after))))
    else:
        blocks += [Text(lines=(line(text),)) for text in to_say(brief, detail, "")]
    small = (basis_of(brief) if detail.basis else "", brief.clears if detail.clears else "")
    if notes := tuple(line(text) for text in small if text):
        blocks.append(Notes(lines=notes))
    if brief.calls and not brief.call and detail.sees:
        blocks.append(Text(lines=(line(bold("How do you see it?")),)))
    title = title_of(brief, detail)
    mark = f"{MARKS[brief.about]} " if brief.about in MARKS else ""
    worth = f" · {brief.value}" if brief.value and brief.value not in title else ""
    message = Message(title=line(mark, bold(title)), blocks=(*blocks, Actions(elements=buttons(brief))))
    return message.model_copy(update={"summary": f"{title}{worth}"})


def _settled(brief: Brief, settled: OutcomeLine) -> Message:
    told = shorten(title_of(brief, Detail()), 200)
    title: Line = line(bold(told))
    blocks: tuple[Block, ...] = (Text(lines=(line(f"{settled.mark} {settled.full}"),)),)
    if settled.untold is not None:
        say_how = Button(label="Say how", action=actions.RENEWAL, target=str(settled.untold), style="primary")
        blocks += (Actions(elements=(say_how,)),)
    elif settled.undo is not None:
        blocks += (Actions(elements=(Button(label="Undo", action=actions.UNDO, target=str(settled.undo)),)),)
    return Message(title=title, blocks=blocks, summary=f"{capital(told)}. {settled.full}")


# Examples

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

__all__ = ["ACME", "EXAMPLES", "MOST_WORDS", "alert", "headline", "in_full", "render_alert", "visible_words"]
