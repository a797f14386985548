"""Who is who is kept up: what a platform tells of its users, followed in our people.

Who is gone or a guest is told apart from who is there; an address that changed brings two persons together; a new user
with a known address takes over where the old one is gone, and never while it lives."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, or_, select

from bot.language.day_order import guess_order
from bot.platform import PlatformUser
from bot.store.people.works import works
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, ChangeRecord, Concern, Identity, OtherEmail, Person
from bot.text import name_from_email
from bot.usecases.upkeep.concerns import happened, stand
from bot.usecases.upkeep.join_people import join, take_address

TOOK_OVER, UNREACHED = "took-over", "unreached"


async def follow_users(
    session: WriteSession, installation_id: int, users: Iterable[PlatformUser], now: datetime
) -> list[Concern]:
    """What is to be told of it. users: as the platform knows them just now."""
    following = _Following(session, installation_id, now)
    known = await session.scalars(select(Identity).where(Identity.installation_id == installation_id))
    identities = {row.user_id: row for row in known}
    told = [(identities.get(user.user_id), user) for user in users]
    for identity, user in told:
        if identity is not None:
            await following.state(identity, user)
    for identity, user in told:  # whose addresses are free by now decides who new ones are
        if identity is not None and user.is_member:
            await following.address(identity, user)
    for identity, user in told:
        if identity is None and user.is_member:
            await following.newcomer(user)
    return following.news


async def is_news(session: ReadSession, installation_id: int, user: PlatformUser) -> bool:
    """Whether following that user would change anything: most of what platforms tell is of no matter to us."""
    mine = (Identity.installation_id == installation_id, Identity.user_id == user.user_id)
    row = (
        await session.execute(select(Identity, Person).join(Person, Person.id == Identity.person_id).where(*mine))
    ).first()
    if row is None:
        return user.is_member and await person_called(session, user.email) is not None
    identity, person = row
    gone = identity.gone_since is not None
    return is_another(user, identity.guest, gone, identity.email or person.email, person.timezone)


def is_another(user: PlatformUser, guest: bool, gone: bool, email: str | None, timezone: str | None) -> bool:
    """Whether the user is another than is on record of them."""
    if (guest, gone) != (user.guest, user.gone):
        return True
    news = (user.email not in (None, email), user.timezone not in (None, timezone))
    return user.is_member and any(news)


async def person_called(session: ReadSession, email: str | None) -> Person | None:
    """Whose address that is, or was."""
    if not email:
        return None
    found: Person | None = await session.scalar(select(Person).where(func.lower(Person.email) == email.lower()))
    if found is not None:
        return found
    before = select(Person).join(OtherEmail, OtherEmail.person_id == Person.id).where(OtherEmail.email == email.lower())
    return await session.scalar(before)


async def take_on(
    session: WriteSession, installation_id: int, person: Person, user: PlatformUser, now: datetime
) -> Identity | None:
    """That user is that person from now on; None where another living user of theirs says that it isn't so, or somebody
    has said it."""
    if await _was_taken_back(session, _subject(installation_id, user)):
        return None
    here = (Identity.person_id == person.id, Identity.installation_id == installation_id)
    if await session.scalar(select(Identity.id).where(*here, Identity.gone_since.is_(None)).limit(1)) is not None:
        return None
    identity = Identity(
        workspace_id=session.workspace_id,
        installation_id=installation_id,
        user_id=user.user_id,
        person_id=person.id,
        email=user.email,
        guest=False,
    )
    session.add(identity)
    _learn(person, user)
    await session.flush()
    return identity


@dataclass
class _Following:
    """One pass over an installation's users."""

    session: WriteSession
    installation_id: int
    now: datetime

    def __post_init__(self) -> None:
        self.news: list[Concern] = []

    async def state(self, identity: Identity, user: PlatformUser) -> None:
        """Whether they are there, and as what."""
        if user.gone and identity.gone_since is None:
            identity.gone_since, identity.direct_channel = self.now, None
        elif not user.gone:
            identity.gone_since, identity.guest = None, user.guest
        if user.is_member:
            _learn(await self.session.get_one(Person, identity.person_id), user)

    async def address(self, identity: Identity, user: PlatformUser) -> None:
        """Only what changed since it was last looked at: what somebody took apart stays apart."""
        person = await self.session.get_one(Person, identity.person_id)
        if user.email is None or user.email == (identity.email or person.email):
            identity.email = user.email or identity.email
            return
        identity.email = user.email
        other = await person_called(self.session, user.email)
        if other is not None and other.id == person.id:
            return
        if other is None or await self._is_living(other):
            await self._free(user.email)
            if await self.session.scalar(select(Person.id).where(Person.email == user.email)) is None:
                await take_address(self.session, person, user.email)
            return
        refs: dict[str, Any] = {"name": person.name, "other": other.name, "was": person.email, "email": user.email}
        refs |= {"person": person.id, "accounts": await _accounts_of(self.session, other.id)}
        change_id = await join(self.session, person, other, self.now)
        await self._tell("joined", f"person:{person.id}", refs | {"change": change_id})

    async def newcomer(self, user: PlatformUser) -> None:
        person = await person_called(self.session, user.email)
        if person is None:
            return
        here = (Identity.person_id == person.id, Identity.installation_id == self.installation_id)
        old = await self.session.scalar(select(Identity.user_id).where(*here).order_by(Identity.id.desc()).limit(1))
        identity = await take_on(self.session, self.installation_id, person, user, self.now)
        if identity is None and person.email != user.email and await self._is_living(person):
            await self._free(user.email)  # the address has gone to somebody else by now
        if identity is not None and old is not None:
            await self._took_over(person, identity, user)

    async def _took_over(self, person: Person, identity: Identity, user: PlatformUser) -> None:
        entry = {"table": "identities", "id": [identity.id], "added": True, "values": {}}
        change = ChangeRecord(
            workspace_id=self.session.workspace_id,
            person_id=person.id,
            account_id=None,
            kind=TOOK_OVER,
            subject=_subject(self.installation_id, user),
            at=self.now,
            before={"rows": [entry]},
            after={"rows": [entry]},
        )
        self.session.add(change)
        await self.session.flush()
        refs = {"name": person.name, "email": user.email, "person": person.id, "change": change.id}
        await self._tell(TOOK_OVER, f"person:{person.id}", refs)

    async def _is_living(self, person: Person) -> bool:
        here = (Identity.person_id == person.id, Identity.installation_id == self.installation_id)
        found = await self.session.scalar(select(Identity.id).where(*here, Identity.gone_since.is_(None)).limit(1))
        return found is not None

    async def _free(self, email: str | None) -> None:
        await self.session.execute(delete(OtherEmail).where(OtherEmail.email == email))

    async def _tell(self, kind: str, subject: str, refs: dict[str, Any]) -> None:
        self.news.append(await happened(self.session, kind, subject, refs, self.now))


def _subject(installation_id: int, user: PlatformUser) -> str:
    return f"user:{installation_id}:{user.user_id}"


async def _was_taken_back(session: ReadSession, subject: str) -> bool:
    """Somebody has said that this user is not that person."""
    undone = (ChangeRecord.kind == TOOK_OVER, ChangeRecord.subject == subject, ChangeRecord.undone_at.is_not(None))
    return await session.scalar(select(ChangeRecord.id).where(*undone).limit(1)) is not None


def _learn(person: Person, user: PlatformUser) -> None:
    """The platform knows people's zones best, how they may write days until they say it, and their names where the
    import had none but the e-mail, as it stands or made a name of."""
    person.timezone = user.timezone or person.timezone
    person.day_order = person.day_order or guess_order(user.locale, user.timezone)
    guessed = person.email is not None and person.name == name_from_email(person.email)
    if user.name and (not person.name or "@" in person.name or guessed):
        person.name = user.name


# -- who can't be reached


async def note_unreached(
    session: WriteSession, now: datetime, *, blind: bool = False, only: Collection[int] | None = None
) -> list[Concern]:
    """Who works for accounts and can't be written to: what is new of it, and who is back.

    blind: no addresses are shown, so nothing can be said of those whom no platform has known yet. only: of these."""
    lives, known = (exists().where(Identity.person_id == Person.id, *more) for more in ((Identity.lives(),), ()))
    silent = select(Person, known).where(works(), ~lives, or_(known, Person.channel_id.is_(None))).order_by(Person.id)
    if only is None and blind:
        only = set(await session.scalars(select(Identity.person_id).distinct()))
    if only is not None:
        silent = silent.where(Person.id.in_(only))
    rows = (await session.execute(silent)).all()
    found = {f"person:{person.id}": await _unreached(session, person, was_known) for person, was_known in rows}
    standing = list(await session.scalars(select(Concern).where(Concern.kind == UNREACHED, Concern.over_at.is_(None))))
    among = None if only is None else {f"person:{number}" for number in only}
    news = await stand(session, UNREACHED, found, now, among=among)
    for one in standing:
        if one.over_at is not None and (refs := await _back(session, one)) is not None:
            news.append(await happened(session, "back", one.subject, refs, now))
    return news


async def _unreached(session: ReadSession, person: Person, was_known: bool) -> dict[str, Any]:
    how = await _how(session, person.id) if was_known else "unknown"
    told = {"person": person.id, "name": person.name, "email": person.email, "how": how}
    return told | {"accounts": await _accounts_of(session, person.id)}


async def _back(session: ReadSession, one: Concern) -> dict[str, Any] | None:
    """They can be reached again, and have work; else there is no news in it."""
    lives = exists().where(Identity.person_id == Person.id, Identity.lives())
    person = await session.scalar(select(Person).where(Person.id == one.refs["person"], lives, works()))
    return {**one.refs, "accounts": await _accounts_of(session, person.id)} if person is not None else None


async def _how(session: ReadSession, person_id: int) -> str:
    guest = (Identity.person_id == person_id, Identity.gone_since.is_(None), Identity.guest.is_(True))
    return "guest" if await session.scalar(select(Identity.id).where(*guest).limit(1)) is not None else "gone"


async def _accounts_of(session: ReadSession, person_id: int) -> int:
    own = select(func.count()).select_from(Account).where(Account.csm_id == person_id, Account.status == "active")
    return await session.scalar(own) or 0


async def note_addresses(session: WriteSession, installation_id: int, lacks: str, now: datetime) -> list[Concern]:
    """Whether the platform shows people's addresses. lacks: what it wants before it does."""
    subject = f"installation:{installation_id}"
    return await stand(session, "no-emails", {subject: {"lacks": lacks}} if lacks else {}, now, among={subject})


__all__ = [
    "TOOK_OVER",
    "follow_users",
    "is_news",
    "note_addresses",
    "note_unreached",
    "person_called",
    "take_on",
    "works",
]
