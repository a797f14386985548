"""What somebody has to know about people and channels: told once when it begins, and shown while it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bot import actions
from bot.message import Actions, Button, Line, Message, Text, bold, line
from bot.playbook.models import Library
from bot.store.people.members import LEADS, Members, members_of
from bot.store.session import ReadSession
from bot.store.tables import Account, Channel, Concern, Identity, Outgoing, Person
from bot.talk.composed import Composed
from bot.talk.phrases.concern_words import ConcernSaid, concern_line, said_to
from bot.talk.phrases.reader import Reader
from bot.text import shorten

MOST = 5  # shown under one's accounts
SHOWN = timedelta(days=7)  # how long one is shown that merely happened


async def concerns(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """The message: what isn't over yet, and what happened."""
    wanted = select(Concern).where(Concern.id.in_(row.refs["concerns"])).order_by(Concern.id)
    found = [one for one in await db.scalars(wanted) if one.over_at in (None, one.since)]
    if not found:
        return Composed(None, reason="it is over already", refs=row.refs)
    return Composed(render_concerns([await _said(db, one, reader) for one in found]), refs=row.refs)


async def standing(db: ReadSession, reader: Reader, now: datetime) -> list[Line]:
    """What concerns the reader just now, for the end of another message."""
    lasts = or_(Concern.over_at.is_(None), and_(Concern.kind == "channel-renamed", Concern.since >= now - SHOWN))
    rows = (await db.scalars(select(Concern).where(lasts).order_by(Concern.since.desc(), Concern.id.desc()))).all()
    if not rows:
        return []
    me = await db.get_one(Person, reader.person_id)
    everybody = await members_of(db)
    mine = [one for one in rows if await _concerns_me(db, one, me, everybody)]
    return [concern_line(await _said(db, one, reader)) for one in mine[:MOST]]


async def _said(db: ReadSession, one: Concern, reader: Reader) -> ConcernSaid:
    cover = Person.id.in_(select(Person.cover_id).where(Person.id == one.refs.get("person")))
    lives = exists().where(Identity.person_id == Person.id, Identity.lives())
    name = await db.scalar(select(Person.name).where(cover, lives)) if "person" in one.refs else None
    place = await db.get(Channel, int(one.refs["channel"])) if "channel" in one.refs else None
    return said_to(one, reader, name or "", place)


async def _concerns_me(db: ReadSession, one: Concern, me: Person, everybody: Members) -> bool:
    if "channel" in one.refs:
        return await _any(db, _uses(me, int(one.refs["channel"])))
    whose = one.refs.get("person")
    all_leads = [other for other in everybody.members if other.role in LEADS]
    leads = {lead.id for lead in (all_leads if whose is None else everybody.leads_of(whose))}
    covers = any(other.id == whose and other.cover_id == me.id for other in everybody.members)
    return me.id in leads or covers or not leads


def _uses(me: Person, channel_id: int) -> ColumnElement[bool]:
    own = exists().where(Account.channel_id == channel_id, Account.csm_id == me.id, Account.status == "active")
    return and_(Person.id == me.id, or_(Person.channel_id == channel_id, own))


async def _any(db: ReadSession, which: ColumnElement[bool]) -> bool:
    return await db.scalar(select(Person.id).where(which).limit(1)) is not None


def render_concerns(found: Sequence[ConcernSaid]) -> Message:
    undo = [
        Button(label=_label(one, found), action=actions.UNDO, target=str(one.change_id))
        for one in found
        if one.change_id is not None
    ]
    text = Text(lines=tuple(concern_line(one) for one in found))
    about = "playbooks" if all(one.kind == "text-left-out" for one in found) else "people and channels"
    title = f"One thing about {about}" if len(found) == 1 else f"About {about}"
    return Message(title=line(bold(title)), blocks=(text, Actions(elements=tuple(undo))) if undo else (text,))


def _label(one: ConcernSaid, found: Sequence[ConcernSaid]) -> str:
    several = sum(other.change_id is not None for other in found) > 1
    return f"Undo: {shorten(str(one.refs.get('name') or ''), 30)}" if several else "Undo"


# Examples

_OLGA = {"person": 11, "name": "Olga Owner", "email": "olga@milepost.example", "accounts": 4}
_GONE = ConcernSaid("unreached", {**_OLGA, "how": "gone"})
_ACME = {"channel": 5, "name": "acme", "id": "C1"}
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("People: somebody left, and nobody covers", render_concerns([_GONE])),
    (
        "People: who left, who is a guest, whom nobody knows",
        render_concerns(
            [
                ConcernSaid("unreached", {**_OLGA, "how": "gone"}, cover="Tim Teammate"),
                ConcernSaid("unreached", {**_OLGA, "how": "guest", "accounts": 1}),
                ConcernSaid("unreached", {**_OLGA, "how": "unknown", "accounts": 0}),
            ]
        ),
    ),
    (
        "People: somebody's digest was refused",
        render_concerns([ConcernSaid("digest-refused", {**_OLGA, "reason": "channel_not_found"})]),
    ),
    ("People: somebody is back", render_concerns([ConcernSaid("back", _OLGA)])),
    (
        "People: two are one, and a new user",
        render_concerns(
            [
                ConcernSaid("joined", {**_OLGA, "was": "olga@old.example", "change": 7}),
                ConcernSaid("took-over", {**_OLGA, "change": 8}),
            ]
        ),
    ),
    (
        "Playbooks: a text that can't be said",
        render_concerns(
            [ConcernSaid("text-left-out", {"place": "laer: rules.stuck.headline", "why": "it is too slow"})]
        ),
    ),
    (
        "Channels: archived, without the bot, renamed; no addresses",
        render_concerns(
            [
                ConcernSaid("channel-archived", _ACME),
                ConcernSaid("channel-without-bot", _ACME),
                ConcernSaid("channel-renamed", {**_ACME, "name": "acme-emea", "was": "acme"}),
                ConcernSaid("no-emails", {"lacks": "users:read.email"}),
            ]
        ),
    ),
)
