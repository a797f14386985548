"""Drafts: a short message to a stakeholder in the voice of their persona, from the facts of the account (method C3, B5,
D9). It stands in a form, to be changed and copied out; nothing is ever sent by us."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from bot.message import Form
from bot.playbook.models import Library, Material
from bot.playbook.reactions.prepared_todos import PreparedTodo
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, MilestoneReached, Stakeholder, VersionMilestone
from bot.talk.account.read_account import load_account
from bot.talk.account.said import followed_by, questions_of
from bot.talk.account.view import AccountView, Contact, find_milestone
from bot.talk.letters.draft_form import draw_draft_form
from bot.talk.letters.offers import sending_piece, with_offers
from bot.talk.letters.telling_back import telling_back
from bot.talk.letters.written import Draft, celebration, draft_of, piece_for, sending
from bot.talk.matter.matter import Matter, is_calm, matter_of, matter_words, what_burns
from bot.talk.phrases.account_words import hands_on, whom
from bot.talk.phrases.reaction_words import prepared_of, reacted_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import capital
from bot.text import id_in


async def draft_form(db: ReadSession, library: Library, target: str, reader: Reader, now: datetime) -> Form | None:
    """target: "todo/12", "person/4" or "account/7". None where this workspace has no such thing."""
    kind, _, number = target.partition("/")
    asked = id_in(number)
    if asked is None:
        return None
    account_id, cta = await _found(db, kind, asked)
    view = await load_account(db, library, account_id, now) if account_id is not None else None
    if view is None:
        return None
    if kind == "account" and is_calm(matter_of(view, reader, now)):
        cta = _to_answer(view)
    followed = followed_by(view, cta) if cta is not None else None
    if cta is not None and followed is not None:
        return draw_draft_form(telling_back(view, followed, cta, reader, now))
    if kind == "person":
        known = next((one for one in view.people if one.row.id == asked), None)
        matter = matter_of(view, reader, now)
        draft = draft_of(view, known, matter, reader, now)
    else:
        matter = matter_of(view, reader, now, about=cta)
        draft = _about_matter(view, matter, reader, now, asked=cta)
    alone = bool(draft.offered) or (matter.rule is not None and matter.rule.asks is not None)  # a survey asks only that
    return draw_draft_form(draft if alone else with_offers(view, draft, matter, reader, now))


def _to_answer(view: AccountView) -> Cta | None:
    """The to-do of whoever waits longest for an answer."""
    todos = {cta.id: cta for cta in view.todos}
    return next((todos[one.cta_id] for one in questions_of(view) if one.cta_id in todos), None)


def _about_matter(view: AccountView, matter: Matter, reader: Reader, now: datetime, *, asked: Cta | None) -> Draft:
    """A letter about what presses most, which its sending then answers; a piece that was asked for is sent all the
    same."""
    wanted, found = prepared_of(view, asked), prepared_of(view, matter.cta)
    if asked is not None and wanted is not None and wanted.letter == "material":
        return _prepared(view, asked, wanted, matter, reader, now)
    other = asked is not None and (matter.cta is None or matter.cta.id != asked.id)
    if matter.cta is not None and found is not None and not other:
        return _prepared(view, matter.cta, found, matter, reader, now)
    known = whom(view, matter.cta, matter.rule)
    if matter.cta is not None and matter.rule is not None and matter.rule.sends == "piece" and not other:
        draft = sending_piece(view, known, matter.cta, matter, reader, now)
        if draft is not None:
            return draft
    first = _first(view, matter, reader, now) if other else ""
    return replace(draft_of(view, known, matter, reader, now, cta=matter.cta), first=first)


def _first(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> str:
    """Why the letter isn't about what was asked for."""
    why = matter_words(view, matter, reader, now)
    return f"{capital(why)}. That comes first, so this is about it." if why else ""


def _prepared(view: AccountView, cta: Cta, one: PreparedTodo, matter: Matter, reader: Reader, now: datetime) -> Draft:
    """What a reaction has ready: thanks, a piece to send, else what to say about its to-do."""
    known, event = whom(view, cta, one.rule), reacted_of(view, cta)
    milestone = find_milestone(view, event.about) if event and one.letter == "celebrate" else None
    if milestone is not None:
        return celebration(view, milestone, reader, now, cta=cta)
    piece = (one.material or _next_piece(view, known)) if one.letter == "material" else None
    if piece is not None:
        return sending(view, piece, known, reader, now, cta=cta)
    return draft_of(view, known, matter, reader, now, cta=cta)


def _next_piece(view: AccountView, known: Contact | None) -> Material | None:
    """For the first open task that there is something to send for."""
    done = {task.key for task in view.progress.tasks if task.done} if view.progress else set()
    tasks = [task.key for task in view.milestone.tasks if task.key not in done] if view.milestone else []
    return next(filter(None, (piece_for(view, task, known) for task in tasks)), None)


async def _found(db: ReadSession, kind: str, number: int) -> tuple[int | None, Cta | None]:
    """The account that it is about, and the to-do if it is one."""
    if kind == "todo":
        cta = await db.get(Cta, number)
        return (cta.account_id if cta else None), cta
    if kind == "person":
        person = await db.get(Stakeholder, number)
        return (person.account_id if person else None), None
    return number, None


# When something was reached, and for a task


async def celebrate_form(
    db: ReadSession, library: Library, account_id: int, key: str, reader: Reader, now: datetime
) -> Form | None:
    """Thanks for a milestone. None where this workspace has no such account, or nobody knows the milestone."""
    view = await load_account(db, library, account_id, now)
    milestone = find_milestone(view, key) if view else None
    if view is None or milestone is None:
        return None
    burning = what_burns(view, reader.today(now))
    if burning is not None:
        draft = _about_matter(view, burning, reader, now, asked=None)
        return draw_draft_form(replace(draft, first=_first(view, burning, reader, now)))
    due = _thanks_due(view, key)
    draft = celebration(view, milestone, reader, now, cta=due)
    return draw_draft_form(with_offers(view, draft, matter_of(view, reader, now, about=due), reader, now))


async def last_reached(db: ReadSession, account_id: int) -> str | None:
    """The key of its playbook's milestone that it reached last, on a day that is known; None where there is none."""
    r, m = MilestoneReached, VersionMilestone
    return await db.scalar(
        select(r.milestone)
        .join(Account, (Account.id == r.account_id) & (Account.period == r.period))
        .join(m, (m.version_id == Account.playbook_version_id) & (m.milestone == r.milestone))
        .where(Account.id == account_id, r.reached_on.is_not(None))
        .order_by(r.reached_on.desc(), m.position.desc())
        .limit(1)
    )


def _thanks_due(view: AccountView, milestone: str) -> Cta | None:
    """The to-do that waits for these thanks, so that it is done with them."""
    return next((cta for cta in view.todos if _thanks_for(view, cta) == milestone), None)


def _thanks_for(view: AccountView, cta: Cta) -> str | None:
    one, event = prepared_of(view, cta), reacted_of(view, cta)
    return event.about if one is not None and event is not None and one.letter == "celebrate" else None


async def material_form(
    db: ReadSession, library: Library, account_id: int, task: str, reader: Reader, now: datetime
) -> Form | None:
    """The right piece for a task. None where there is no such account, or nothing to send for it (any more)."""
    view = await load_account(db, library, account_id, now)
    known = hands_on(view) if view else None
    piece = piece_for(view, task, known) if view else None
    if view is None or piece is None:
        return None
    return draw_draft_form(sending(view, piece, known, reader, now))
