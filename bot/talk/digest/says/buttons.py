"""What can be done from a digest: the likeliest deed, one menu for the rest, and what stands beside the to-dos."""

from __future__ import annotations

from collections.abc import Iterator

from bot import actions
from bot.message import Button, Element
from bot.talk.digest.answer_menu import answer_menu
from bot.talk.digest.one_cause import quiet_button
from bot.talk.digest.reading.digest_parts import Digest
from bot.talk.digest.says.greeting import first_of
from bot.talk.renewal.call_buttons import named_call_buttons
from bot.talk.todos.alert_buttons import draft_button
from bot.text import shorten


def digest_buttons(digest: Digest) -> Iterator[Element]:
    """ "[Draft to Hugo] [Answer ▾] [See what waits]"."""
    first = first_of(digest)
    if first is not None and first.question is not None:
        yield Button(label="Draft an answer", action=actions.DRAFT, target=f"todo/{first.cta_id}")
    elif first is not None and first.account_id is not None and first.talk is not None and first.talk.first:
        yield draft_button(first.cta_id, first.talk.first)
    yield from answer_menu(digest)
    yield from other_buttons(digest)


def other_buttons(digest: Digest) -> Iterator[Element]:
    if any(item.ours and not item.is_settled for item in digest.items):
        yield quiet_button(digest.row_id, digest.today, actions.QUIET)
    if digest.waiting:
        yield Button(label="See what waits", action=actions.WAITING, target=str(digest.row_id))
    for reached in [one for one in digest.reached if not one.thanked][:1]:
        name = shorten(reached.account, 30)
        target = f"{reached.account_id}/{reached.key}"
        yield Button(label=f"Celebrate {name}", action=actions.CELEBRATE, target=target)
    yield from _renewal_buttons(digest)
    if walks(digest):
        yield Button(label="Walk the journey", action=actions.REVISIT, target="")
    if digest.unowned and digest.unowned_still:
        yield Button(label="Load", action=actions.LOAD, target="")
    if digest.unplaced:
        yield Button(label="Where are they?", action=actions.SETUP, target="stages")
    if digest.held:
        yield Button(label="See held back", action=actions.HELD_BACK, target=str(digest.row_id))


def _renewal_buttons(digest: Digest) -> Iterator[Element]:
    open_ = [one for one in digest.renewals if not one.ended]
    together = any(entry.forecasts and not entry.is_settled for entry in digest.items)
    if together or len(open_) > 1:
        yield forecasts_button(digest)
    else:
        for one in open_:
            yield from named_call_buttons(shorten(one.account, 24), f"account/{one.account_id}")
    for one in [one for one in digest.renewals if one.ended][:2]:
        yield Button(label=f"Say how: {shorten(one.account, 30)}", action=actions.RENEWAL, target=str(one.account_id))


def walks(digest: Digest) -> bool:
    """On a morning that has nothing new."""
    return digest.revisit and not digest.new and not digest.changed


def forecasts_button(digest: Digest) -> Button:
    return Button(label="Set all forecasts", action=actions.FORECASTS, target=str(digest.row_id))


__all__ = ["digest_buttons", "walks"]
