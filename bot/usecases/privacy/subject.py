"""Who is meant by an address, a contact at customers or a colleague, and by which marks their traces are known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select

from bot.store.session import ReadSession
from bot.store.tables import Identity, OtherEmail, Person, Stakeholder

SHORTEST = 3  # letters that a part of a name must have to be looked for by itself
INSTEAD = "somebody"


@dataclass(frozen=True)
class Subject:
    """contacts: ids of stakeholders, colleague: of one of ours. marks: what stands for nobody else (addresses, whole
    names, ids in chats). words: parts of the name, by the account where they mean nobody else."""

    email: str
    contacts: tuple[int, ...] = ()
    colleague: int | None = None
    marks: tuple[str, ...] = ()
    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        return bool(self.contacts) or self.colleague is not None

    def pattern(self, account_id: int | None = None) -> re.Pattern[str]:
        """Whatever names them, as a whole word; in a row of that account, parts of the name too."""
        told = (*self.marks, *self.words.get(account_id or 0, ()))
        longest_first = sorted(set(told), key=len, reverse=True)
        any_of = "|".join(map(re.escape, longest_first))
        # A longer address or name that holds one of these is another's.
        return re.compile(rf"(?<!\w)(?<!\w[.+-])(?:{any_of})(?!\w|[.-]\w)", re.IGNORECASE)


async def subject_of(db: ReadSession, email: str) -> Subject:
    """All that have that address, also one from before."""
    email = email.strip().lower()
    contacts = (await db.scalars(select(Stakeholder).where(func.lower(Stakeholder.email) == email))).all()
    once = select(OtherEmail.person_id).where(OtherEmail.email == email)
    there = select(Identity.person_id).where(Identity.email == email)
    wanted = select(Person).where(or_(Person.email == email, Person.id.in_(once), Person.id.in_(there)))
    person = (await db.scalars(wanted.order_by(Person.email != email).limit(1))).first()
    marks = {email, *(one.name for one in contacts if _is_whole(one.name))}
    if person is not None:
        marks |= await _marks_of(db, person)
    words = {one.account_id: await _own_words(db, one) for one in contacts}
    return Subject(
        email,
        tuple(one.id for one in contacts),
        person.id if person else None,
        tuple(sorted(mark for mark in marks if mark)),
        words,
    )


async def _marks_of(db: ReadSession, person: Person) -> set[str]:
    found = {person.email or "", person.name if _is_whole(person.name) else ""}
    found |= set(await db.scalars(select(OtherEmail.email).where(OtherEmail.person_id == person.id)))
    for one in await db.scalars(select(Identity).where(Identity.person_id == person.id)):
        found |= {one.user_id, one.email or "", one.direct_channel or ""}
    return found


async def _own_words(db: ReadSession, contact: Stakeholder) -> tuple[str, ...]:
    """Parts of the name that nobody else has who is named at that account."""
    others = await db.scalars(
        select(Stakeholder.name).where(Stakeholder.account_id == contact.account_id, Stakeholder.id != contact.id)
    )
    ours = await db.scalars(select(Person.name))
    taken = {word.casefold() for name in (*others, *ours) for word in _parts(name)}
    return tuple(word for word in _parts(contact.name) if word.casefold() not in taken)


def _parts(name: str) -> Iterable[str]:
    return (word for word in re.findall(r"\w+", name) if len(word) >= SHORTEST)


def _is_whole(name: str) -> bool:
    """One word may be anybody, or no name at all."""
    return len(name.split()) > 1


__all__ = ["INSTEAD", "Subject", "subject_of"]
