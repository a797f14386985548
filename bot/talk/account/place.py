"""Where an account is on its way, where nobody has said so: in words, and asked for with a button for each answer."""

from __future__ import annotations

from bot import actions
from bot.message import Button, Element, Option, Select
from bot.playbook.models import Playbook, Stage
from bot.talk.account.view import AccountView, find_stage
from bot.text import shorten

Places = tuple[tuple[str, str], ...]  # a stage's key, and how a CSM says that an account is there
NOT_KNOWN = "?"  # in a stage's place: the one who was asked doesn't know
NOT_PLACED = "Nobody has told me yet how far they are."
WHERE = f"{NOT_PLACED} Where are they now?"
BUTTONS = 3  # more answers than these are a menu


def places(own: Playbook, current: Playbook | None = None) -> Places:
    """The stages of the account's playbook that somebody can say it is in, in today's words. Daily work first: that is
    where most old customers are. Left out: what only the calendar opens, and what lies before the sale."""
    open_to_it = [one for one in own.stages if one.milestones and not one.before_sale and not one.enters_when]
    first = next((one for one in open_to_it if one.laer == "adopt"), None)
    ordered = sorted(open_to_it, key=lambda one: one is not first)
    return tuple((one.key, _words(find_stage(current or own, one.key) or one)) for one in ordered)


def place_words(key: str, *playbooks: Playbook) -> str:
    """ "using it daily"."""
    return next((_words(one) for book in playbooks if (one := find_stage(book, key))), key.replace("-", " "))


def _words(stage: Stage) -> str:
    return stage.place or stage.name


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def place_buttons(account_id: int, known: Places, name: str = "") -> tuple[Element, ...]:
    """name: of the account, where the message is about others too."""
    said = f"{shorten(name, 30)}: " if name else ""
    unknown = Button(label="Don't know", action=actions.PLACE, target=f"{account_id}/{NOT_KNOWN}")
    if len(known) > BUTTONS:
        options = tuple(Option(label=_capital(words), value=key) for key, words in known)
        label = f"{said}where?" if said else "Where are they?"
        menu = Select(label=label, action=actions.PLACE, target=str(account_id), options=options, menu=True)
        return menu, unknown
    labels = [said + words if said and not at else _capital(words) for at, (_, words) in enumerate(known)]
    buttons = (
        Button(label=label, action=actions.PLACE, target=f"{account_id}/{key}")
        for label, (key, _) in zip(labels, known, strict=True)
    )
    return *buttons, unknown


def buttons_of(view: AccountView) -> tuple[Element, ...]:
    """For a message about that account; none where its place is known, or it has left."""
    if view.placed or view.churned:
        return ()
    return place_buttons(view.account.id, places(view.playbook, view.current))


__all__ = ["NOT_KNOWN", "NOT_PLACED", "WHERE", "Places", "buttons_of", "place_buttons", "place_words", "places"]
