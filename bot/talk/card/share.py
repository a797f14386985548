"""Sharing a card in a channel: who will read it, then the card without what is ours alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import actions
from bot.calendar import plural
from bot.message import Actions, Button, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card_of
from bot.talk.card.card_examples import ACME
from bot.talk.card.card_message import card_message
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import apostrophe, called, given_name


def ask_to_share(account_id: int, account: str, channel: str, members: int) -> Message:
    """Who will read it. channel: its name, with or without "#". members: people in it, without the bot; 0: unknown."""
    where = f"#{called(channel.lstrip('#'), 60)}"
    readers = (
        f"{plural(members, 'person', 'people')} in {where} will read it." if members else f"All of {where} read it."
    )
    buttons = (
        Button(label="Share", action=actions.SHARE_NOW, target=str(account_id), style="primary"),
        Button(label="Back to the card", action=actions.CARD, target=str(account_id)),
    )
    return Message(
        title=line("Share ", bold(called(account)), f"{apostrophe(account)} card here? {readers}"),
        blocks=(Text(lines=(line("Talking points, types and to-dos stay with you."),)), Actions(elements=buttons)),
    )


def not_shared(account_id: int, account: str, channel: str, *, outsiders: bool) -> Message:
    """Why it can't be shared there. outsiders: guests or people of other companies; else nobody could check."""
    where = f"#{called(channel.lstrip('#'), 60)}"
    why = f"{where} has people from outside in it." if outsiders else f"I can't see who reads {where}."
    return Message(
        title=line("I haven't shared ", bold(called(account)), f"{apostrophe(account)} card"),
        blocks=(
            Text(lines=(line(f"{why} Cards hold figures that are ours alone; try a channel of your team's."),)),
            Actions(elements=(Button(label="Card", action=actions.CARD, target=str(account_id)),)),
        ),
    )


async def shared_card(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Message | None:
    """The card for a channel to read: nobody is "you", and no advice, types or to-dos. None where there is none."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    everyone = replace(reader, person_id=0)
    return signed(card_message(card_of(view, everyone, now, shared=True)), reader.name)


def signed(message: Message, by: str) -> Message:
    return message.model_copy(
        update={"blocks": (*message.blocks, Notes(lines=(line(f"Shared by {given_name(by)}."),)))}
    )


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Share here?", ask_to_share(1, "Acme", "sales", 14)),
    ("Not shared", not_shared(1, "Acme", "acme-joint", outsiders=True)),
    (
        "Shared card",
        signed(card_message(replace(ACME, csm="Olga", view_whose="Olga's view, Fri 2 Jan", shared=True)), "Olga Owner"),
    ),
)
