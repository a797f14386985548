"""What drives the people at an account: dated hypotheses with their evidence (method A3-A6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.calendar import say_date
from bot.message import Form, Message
from bot.playbook.models import PERSONAS, Library
from bot.playbook.text.recognise import Proposal
from bot.store.session import ReadSession
from bot.store.tables import Account, ChangeRecord, Person, PersonaTag, Stakeholder
from bot.talk.account.read_account import load_account
from bot.talk.card.card import by_weight
from bot.talk.people.persona_message import (
    PersonaLine,
    draw_persona_form,
    mixed_signs,
    persona_message,
    persona_proposal_message,
    persona_tagged_message,
)
from bot.talk.people.prep import tagged_words
from bot.talk.phrases.account_words import Contact, who
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name, guide_of, persona_words
from bot.text import clean, shorten

EARLIER_SHOWN = 2
Tags = Mapping[int, Sequence[tuple[PersonaTag, str | None]]]


async def personas(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """Everyone at the account with their type; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    tags = await _history(db, [known.row.id for known in view.active])
    lines = [_line(library, known, tags.get(known.row.id, ()), reader, now) for known in by_weight(view.active)]
    gone = [called(known.row.name) for known in view.people if known.row.status != "active"]
    return persona_message(account_id, called(view.account.name, 48), lines, gone)


async def persona_form(
    db: ReadSession, library: Library, stakeholder_id: int, reader: Reader, now: datetime
) -> Form | None:
    """ "Which of these have you seen?"; None where this workspace has no such person."""
    row = await db.get(Stakeholder, stakeholder_id)
    return None if row is None else draw_persona_form(stakeholder_id, called(row.name), mixed_signs(library))


async def persona_proposal(
    db: ReadSession,
    library: Library,
    stakeholder_id: int,
    proposal: Proposal,
    intents: Mapping[str, int],
    reader: Reader,
    now: datetime,
) -> Message | None:
    """What the signs say. `intents`: per persona, the id of the kept command that tags with the evidence seen."""
    row = await db.get(Stakeholder, stakeholder_id)
    if row is None:
        return None
    names = {persona: library.personas[persona].name for persona in PERSONAS}
    return persona_proposal_message(
        stakeholder_id, called(row.name), proposal, {names[key]: i for key, i in intents.items() if key in names}, names
    )


async def confirm_tagged(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """ "Tagged the COO as CEO type." with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    row = await db.get(Stakeholder, int(change.subject.partition(":")[2])) if change else None
    if row is None:
        return None
    account = await db.get_one(Account, row.account_id)
    tags = (await _history(db, [row.id])).get(row.id, ())
    if not tags:
        return None
    tag = tags[0][0]
    guide = guide_of(library, tag.persona)
    earlier = tags[1][0] if len(tags) > 1 else None
    return persona_tagged_message(
        stakeholder_id=row.id,
        change_id=change_id,
        whom=who(Contact(row), short=True),
        account=called(account.name),
        persona=guide.name if guide else clean(tag.persona),
        drives=guide.drives if guide else "",
        evidence=shorten(tag.evidence, 200),
        before=persona_words(library, earlier.persona, earlier.confidence) if earlier else "",
    )


async def _history(db: ReadSession, ids: Sequence[int]) -> Tags:
    """All tags that stand, the newest first, with who gave them."""
    rows = await db.execute(
        select(PersonaTag, Person.name)
        .outerjoin(Person, Person.id == PersonaTag.by_id)
        .where(PersonaTag.stakeholder_id.in_(ids), PersonaTag.undone_at.is_(None))
        .order_by(PersonaTag.at.desc(), PersonaTag.id.desc())
    )
    found: defaultdict[int, list[tuple[PersonaTag, str | None]]] = defaultdict(list)
    for tag, name in rows.all():
        found[tag.stakeholder_id].append((tag, name))
    return found


def _line(
    library: Library, known: Contact, tags: Sequence[tuple[PersonaTag, str | None]], reader: Reader, now: datetime
) -> PersonaLine:
    today = reader.today(now)
    guide = guide_of(library, known.row.persona)
    earlier = tuple(
        f"{persona_words(library, tag.persona, tag.confidence)} "
        f"({say_date(reader.day(tag.at), today)}{_by(tag, name, reader)})"
        for tag, name in tags[1 : 1 + EARLIER_SHOWN]
    )
    return PersonaLine(
        stakeholder_id=known.row.id,
        who=who(known),
        role=called(known.row.role or "", 24),
        persona=guide.name if guide else "",
        tagged=tagged_words(known, reader, today) if guide else "",
        evidence=shorten(known.tag.evidence, 160) if known.tag and known.tag.by_id is not None else "",
        earlier=earlier,
    )


def _by(tag: PersonaTag, name: str | None, reader: Reader) -> str:
    return ", you" if reader.is_me(tag.by_id) else f", {given_name(name)}" if name else ""


__all__ = ["confirm_tagged", "persona_form", "persona_proposal", "personas"]
