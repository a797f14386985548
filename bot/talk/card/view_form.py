"""The CSM's own view of an account: the form, and what is said when it is saved."""

from __future__ import annotations

from datetime import datetime

from bot import actions
from bot.message import Actions, Button, ChoiceInput, Form, Message, Option, Text, TextInput, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, ChangeRecord
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called

VIEWS = (("good", "Good"), ("unsure", "Unsure"), ("worried", "Worried"))


async def view_form(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Form | None:
    """My view of that account; None where this workspace has no such one."""
    account = await db.get(Account, account_id)
    return None if account is None else draw_view_form(account_id, called(account.name), account.view or "")


def draw_view_form(account_id: int, name: str, view: str = "") -> Form:
    """Fields: view (good | unsure | worried), note."""
    options = tuple(Option(label=label, value=key) for key, label in VIEWS)
    chosen = (view,) if view in dict(VIEWS) else ()
    return Form(
        action=actions.VIEW_SAVE,
        target=str(account_id),
        title="Your view",
        submit="Save",
        intro=(line("How do you see ", bold(name), ", whatever the figures say?"),),
        inputs=(
            ChoiceInput(name="view", label="I see it as", options=options, value=chosen, spread=True),
            TextInput(name="note", label="Why?", hint="It goes into the log.", many_lines=True, optional=True),
        ),
    )


async def confirm_view(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """ "Saved: you see Acme as worried", with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    account = await db.get(Account, change.account_id) if change and change.account_id else None
    return (
        None if account is None else view_saved_message(account.id, called(account.name), account.view or "", change_id)
    )


def view_saved_message(account_id: int, name: str, view: str, change_id: int) -> Message:
    said = {"good": "good", "unsure": "you are unsure", "worried": "you are worried"}.get(view, view)
    buttons = (
        Button(label="Card", action=actions.CARD, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(
        title=line("Saved your view of ", bold(name), f": {said}"),
        blocks=(Text(lines=(line("It stands on the card beside the health score."),)), Actions(elements=buttons)),
    )


EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Your view", draw_view_form(1, "Acme", "unsure")),
    ("Your view, saved", view_saved_message(1, "Acme", "worried", 6)),
)
