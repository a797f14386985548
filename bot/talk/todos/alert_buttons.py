"""What can be done about a to-do where it is told: in its alert, in lists, in the digest."""

from __future__ import annotations

from collections.abc import Iterator

from bot import actions
from bot.message import Button, Element, Option, Select
from bot.talk.quotes.said_words import buttons_for
from bot.talk.renewal.call_buttons import call_buttons
from bot.talk.todos.brief_parts import Brief
from bot.text import shorten

NEXT_DAY = "tomorrow"  # the menu's value: the next working day, whichever that is when it is chosen


def buttons(brief: Brief) -> tuple[Element, ...]:
    """Three or four that do the job, the likeliest first; of a renewal, how sure one is. The rest is in the menu."""
    if brief.question is not None:
        return (*buttons_for(brief.question, brief.cta_id), later_menu(brief), more_menu(brief))
    found: list[Element] = [*forecast_buttons(brief)]
    if brief.account_id is not None:
        found.append(draft_button(brief.cta_id, brief.talk.first if brief.talk is not None else ""))
    if brief.ticks is not None:
        label, target = brief.ticks
        found.append(Button(label=f"Done: {shorten(label, 40)}", action=actions.TASK_DONE, target=target))
    found += answer_buttons(brief)
    crowded = brief.calls or brief.ticks is not None or (brief.clearing is not None)
    return (*found, *(() if crowded else (later_menu(brief),)), more_menu(brief, later=crowded, talk=True))


def answer_buttons(brief: Brief) -> Iterator[Button]:
    """Whom to give it to, where something may be won; done or reached out; and what clears it, where a click can begin
    that."""
    if brief.grows and not brief.one_off and brief.account_id is not None:
        yield Button(label="Hand to sales", action=actions.LEAD, target=str(brief.cta_id))
    if brief.by_hand or brief.one_off:
        yield Button(label="Done", action=actions.DONE, target=str(brief.cta_id))
    elif brief.account_id is not None and not brief.calls:
        yield Button(label="Reached out", action=actions.REACHED_OUT, target=str(brief.cta_id))
    if brief.clearing is not None and not brief.calls:
        label, action = brief.clearing
        yield Button(label=label, action=action, target=str(brief.account_id))


def forecast_buttons(brief: Brief) -> Iterator[Button]:
    """ "[Commit] [Probable] [At risk]": each saves at once; the one that stands is marked."""
    if brief.calls:
        yield from call_buttons(f"todo/{brief.cta_id}", brief.call)


def draft_button(cta_id: int, first: str = "") -> Button:
    """first: whom it is written to."""
    return Button(
        label=f"Draft to {shorten(first, 24)}" if first else "Draft", action=actions.DRAFT, target=f"todo/{cta_id}"
    )


def later_menu(brief: Brief) -> Select:
    values = ((NEXT_DAY, brief.next_day), ("next-week", "Next week"), ("date", "Pick a date"))
    options = tuple(Option(label=label, value=value) for value, label in values)
    return Select(label="Later", action=actions.LATER, target=str(brief.cta_id), options=options)


def more_menu(brief: Brief, *, later: bool = False, talk: bool = False) -> Select:
    """What is needed more seldom. later, talk: what else stands there, as it has no button of its own."""
    options = [] if brief.by_hand else [Option(label="Not a problem, because …", value="not-a-problem")]
    if brief.calls:
        options.insert(0, Option(label="Reached out", value="reached-out"))
        options.append(Option(label="Record how it ended", value="renewal"))
    if later:
        options.insert(0, Option(label="Later, pick a date", value="later"))
    if brief.account_id is not None and (brief.calls or (talk and brief.talk is not None)):
        options.append(Option(label="Talking points", value="prep"))
    options.append(Option(label="Give to a colleague", value="reassign"))
    if brief.account_id is not None and brief.others:
        options.append(Option(label=f"{brief.others:,} more there", value="account-todos"))
    if brief.account_id is not None:
        options.append(Option(label="Why, and what clears it", value="why"))
        options.append(Option(label=f"Open {shorten(brief.name, 30)}", value="card"))
    return Select(label="More", action=actions.TODO_MORE, target=str(brief.cta_id), options=tuple(options), menu=True)
