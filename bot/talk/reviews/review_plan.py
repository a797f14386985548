"""After a business review: the form of what was decided, and what is said when the plan is saved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.journey.accounts.plan_goals import goals_of
from bot.message import Form, Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.phrases.account_words import AccountView, who
from bot.talk.phrases.plan_words import words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.talk.reviews.review import kind_of
from bot.talk.reviews.review_message import TITLES, draw_review_form, review_saved_message


async def review_form(
    db: ReadSession, library: Library, account_id: int, kind: str, reader: Reader, now: datetime
) -> Form | None:
    """None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    people = tuple((known.row.id, who(known)) for known in view.active)
    kind = kind if kind in TITLES else kind_of(view)
    return draw_review_form(account_id, kind, called(view.account.name), owners(view, reader), people)


def owners(view: AccountView, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Who may take a goal on: me, the account's CSM, anybody of theirs."""
    found = [(f"us:{reader.person_id}", "You")]
    if view.csm is not None and not reader.is_me(view.csm.id):
        found.append((f"us:{view.csm.id}", f"{called(view.csm.name)}, ours"))
    found += [(f"them:{known.row.id}", who(known)) for known in view.active]
    return (*found, ("them", f"Somebody at {called(view.account.name)}"))


async def confirm_review(
    db: ReadSession, event_id: int, goal_ids: Collection[int], change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What was saved, with Undo. None where that review isn't there."""
    event = await db.get(AccountEvent, event_id)
    account = await db.get(Account, event.account_id) if event else None
    if event is None or account is None:
        return None
    today = reader.today(now)
    goals = [words(goal, today) for goal in await goals_of(db, account.id) if goal.id in goal_ids]
    return review_saved_message(account.id, called(account.name), event.key, goals, change_id)
