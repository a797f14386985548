"""What is said once a CSM has sent a draft."""

from __future__ import annotations

from datetime import date, datetime

from bot import actions
from bot.calendar import say_date
from bot.message import Actions, Button, Message, Text, bold, line
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, Stakeholder
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called


async def confirm_sent(
    db: ReadSession,
    event_id: int,
    change_id: int,
    until: date | None,
    reader: Reader,
    now: datetime,
    *,
    done: bool = False,
) -> Message | None:
    """ "Noted: you wrote to Dana Reyes at Acme", with Undo. None where that entry isn't there."""
    event = await db.get(AccountEvent, event_id)
    account = await db.get(Account, event.account_id) if event else None
    if event is None or account is None:
        return None
    person = await db.get(Stakeholder, event.stakeholder_id) if event.stakeholder_id else None
    again = say_date(until, reader.today(now)) if until else ""
    whom = called(person.name) if person else ""
    return draft_sent_message(
        account.id, called(account.name), change_id, whom=whom, call=event.key == "call", again=again, done=done
    )


def draft_sent_message(
    account_id: int, account: str, change_id: int, *, whom: str, call: bool, again: str = "", done: bool = False
) -> Message:
    """again: when the to-do it was about is looked at again. done: that to-do is done."""
    verb = "spoke with" if call else "wrote to"
    told = f"{whom} at {account}" if whom else account
    buttons = (
        Button(label="What happened", action=actions.LOG, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    after = f" I'll look at the to-do again {again}." if again else " The to-do is done." if done else ""
    return Message(
        title=line(f"Noted: you {verb} ", bold(told)),
        blocks=(Text(lines=(line(f"It is in the log, with your words.{after}"),)), Actions(elements=buttons)),
    )


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Sent", draft_sent_message(1, "Acme", 9, whom="Dana Reyes", call=False, again="Tue 13 Jan")),
    ("Sent, and the to-do done", draft_sent_message(1, "Acme", 9, whom="Ivo Brandt", call=False, done=True)),
    ("Sent, by phone to nobody known", draft_sent_message(2, "Hooli", 10, whom="", call=True)),
)
