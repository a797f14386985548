"""Who carries it at an account now that the champion has left: the form, and what is said when it is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import actions
from bot.message import Actions, Button, ChoiceInput, Form, Message, Notes, Option, TextInput, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, ChangeRecord, Stakeholder
from bot.talk.account.read_account import load_account
from bot.talk.card.card import by_weight
from bot.talk.phrases.account_words import Contact, champion_left, is_champion, who, with_role
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name
from bot.text import shorten

SOMEBODY_NEW = "new"
MOST = 20  # people in the form


async def champion_form(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Form | None:
    """Who carries it now; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    people = [(one.row.id, with_role(one)) for one in by_weight(view.active) if not is_champion(one)]
    name = called(view.account.name)
    return draw_champion_form(account_id, name, people[:MOST], champion_left(view, reader.today(now)) or "")


def draw_champion_form(account_id: int, name: str, people: Sequence[tuple[int, str]], gone: str = "") -> Form:
    """Fields: who (a stakeholder's id, or "new"), name and title of somebody new. gone: "Freya Mbeki, Fri 20 Nov"."""
    options = [Option(label=shorten(who, 70), value=str(number)) for number, who in people]
    options.append(Option(label="Somebody else", value=SOMEBODY_NEW))
    since = f" since {gone.replace(', ', ' left ', 1)}" if gone else ""
    alone = () if people else (SOMEBODY_NEW,)
    return Form(
        action=actions.CHAMPION_SAVE,
        target=str(account_id),
        title="New champion",
        submit="Save",
        intro=(line("Who carries it at ", bold(name), f"{since}?"),),
        inputs=(
            ChoiceInput(name="who", label="Champion", options=tuple(options), value=alone),
            TextInput(name="name", label="Name, if it's somebody else", optional=True, most=100),
            TextInput(name="title", label="Their title", placeholder="Team lead", optional=True, most=100),
        ),
    )


async def confirm_champion(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """ "Noted: Dana Frost, COO, is the champion at Acme", with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    person = await db.get(Stakeholder, int(change.subject.partition(":")[2])) if change else None
    if person is None:
        return None
    account = await db.get_one(Account, person.account_id)
    known = Contact(person)
    return champion_message(person.id, who(known), called(account.name), change_id)


def champion_message(stakeholder_id: int, who: str, account: str, change_id: int) -> Message:
    target = str(stakeholder_id)
    buttons = (
        Button(label=f"Draft to {shorten(given_name(who), 24)}", action=actions.DRAFT, target=f"person/{target}"),
        Button(label="What I've seen", action=actions.PERSONA_FORM, target=target),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    said = f", {tail}," if (tail := who.partition(", ")[2]) else ""
    return Message(
        title=line("Noted: ", bold(who.partition(", ")[0]), f"{said} is the champion at ", bold(account)),
        blocks=(
            Actions(elements=buttons),
            Notes(lines=(line("Begin with what they want to reach. The to-do about it closes by itself."),)),
        ),
    )


EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    (
        "New champion: the form",
        draw_champion_form(
            1, "Acme", ((1, "Dana Reyes (COO, decides)"), (2, "Mia Okafor, Team lead")), "Ivo Brandt, Fri 2 Jan"
        ),
    ),
    ("New champion: nobody is known there", draw_champion_form(1, "Acme", ())),
    ("New champion: noted", champion_message(2, "Mia Okafor, Team lead", "Acme", 12)),
)

__all__ = ["champion_form", "confirm_champion"]
