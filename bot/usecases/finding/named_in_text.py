"""Accounts, customers' people and colleagues that a text may name: candidates, which the language then places."""

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, func, or_, select

from bot.language.names import spellings
from bot.language.plain_words.names import KnownAccount, KnownPerson
from bot.language.plain_words.tokens import Token, is_word
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, AccountName, Stakeholder
from bot.store.tables.people import Channel, Person
from bot.text import compared
from bot.usecases.finding.find_account import refuse_unseen_called
from bot.usecases.finding.suggest import LAST, nearest

LONGEST_NAME, MOST_BEGINNINGS, MOST_NAMES, MOST_PEOPLE, MOST_COLLEAGUES = 6, 16, 400, 200, 500
ALIKE = 0.8


async def accounts_named(
    db: ReadSession, text: str, tokens: Sequence[Token], common: Collection[str], person_id: int
) -> list[KnownAccount]:
    """Names that stand in the text whole, or that begin with one of its uncommon words. In one statement."""
    whole = _runs(text)
    begins = [token.word for token in tokens if is_word(token) and len(token.word) > 2 and token.word not in common]
    begins = list(dict.fromkeys(one for word in begins if not word.isdecimal() for one in _written(word)))[
        :MOST_BEGINNINGS
    ]
    if not whole and not begins:
        return []
    given: dict[str, Any] = {"whole": whole}
    for number, word in enumerate(begins):
        given |= _beginning(db.dialect, number, word)
    rows = await db.one_statement(_whole_or_begun(db.dialect, len(begins)), given)
    return [KnownAccount(row.account_id, row.name, row.folded, row.csm_id == person_id) for row in rows]


async def refuse_unseen(db: ReadSession, text: str, common: Collection[str]) -> None:
    """Raises UserError where the text names another team's account: whose it is, and whom to ask."""
    if db.sight.limited:
        await refuse_unseen_called(db, [one for one in _runs(text) if one not in common])


async def names_of(db: ReadSession, account_ids: Collection[int]) -> dict[int, str]:
    """The names of those accounts that one may see."""
    rows = await db.one_statement(_NAMES, {"ids": list(account_ids)})
    return {row.id: row.name for row in rows}


_NAMES = select(Account.id, Account.name).where(Account.id.in_(bindparam("ids", expanding=True)))


async def name_of(db: ReadSession, account_id: int) -> str | None:
    """The name of an account that one may see."""
    return await db.scalar(select(Account.name).where(Account.id == account_id))


def _runs(text: str) -> list[str]:
    """Every few words that stand side by side, as a name may be kept."""
    words = text.split()[:60]
    found: dict[str, None] = {}
    for first in range(len(words)):
        for count in range(1, min(LONGEST_NAME, len(words) - first) + 1):
            for one in spellings(" ".join(words[first : first + count]).strip("\"'“”„«»()")):
                found[one] = None
    return list(found)


def _written(word: str) -> tuple[str, ...]:
    """With and without its apostrophe, as keys have none."""
    plain = word.replace("'", "")
    written = (word,) if plain == word else (word, word.replace("'", "’"), plain, f'"{word}')
    owned = len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss")  # "Jessamys contract"
    return (*written, *(_written(word[:-1]) if owned else ()))


@lru_cache(maxsize=64)
def _whole_or_begun(dialect: str, count: int) -> Select[int, str, str, int | None]:
    """Built once for each number of beginnings: building it takes longer than running it."""
    begun = [_begins(dialect, number) for number in range(count)]
    return (
        select(AccountName.account_id, Account.name, AccountName.folded, Account.csm_id)
        .join(Account, and_(Account.workspace_id == AccountName.workspace_id, Account.id == AccountName.account_id))
        .where(or_(AccountName.folded.in_(bindparam("whole", expanding=True)), *begun))
        .order_by(AccountName.folded, AccountName.account_id)
        .limit(MOST_NAMES)
    )


def _begins(dialect: str, number: int) -> ColumnElement[bool]:
    """SQLite reads an index by range only, PostgreSQL's order depends on its collation."""
    first = bindparam(f"begins_{number}", type_=String)
    if dialect == "sqlite":
        return and_(AccountName.folded >= first, AccountName.folded < bindparam(f"ends_{number}", type_=String))
    return AccountName.folded.like(first, escape="/")


def _beginning(dialect: str, number: int, word: str) -> dict[str, str]:
    if dialect == "sqlite":
        return {f"begins_{number}": word, f"ends_{number}": word + LAST}
    escaped = re.sub(r"([/%_])", r"/\1", word)
    return {f"begins_{number}": f"{escaped}%"}


async def accounts_like(db: ReadSession, words: Iterable[str]) -> list[tuple[str, int, str]]:
    """(the word, account) for words that are nearly the beginning of one account's name; the whole of it is nearer."""
    found = []
    for word in words:
        near = [one for one in await nearest(db, word) if _likeness(word, one.folded) >= ALIKE]
        best = max((_nearness(word, one.folded) for one in near), default=None)
        meant = {one.account_id: one.name for one in near if _nearness(word, one.folded) == best}
        if len(meant) == 1:
            found += [(word, key, name) for key, name in meant.items()]
    return found


def _nearness(word: str, name: str) -> tuple[float, float]:
    return _likeness(word, name), SequenceMatcher(None, word, name).ratio()


def _likeness(word: str, name: str) -> float:
    """By the first word of the name: keys part theirs with hyphens."""
    return SequenceMatcher(None, word, re.split(r"[\s.&-]+", name)[0]).ratio()


async def accounts_with(db: ReadSession, words: Sequence[str], person_id: int) -> list[KnownAccount]:
    """Accounts in whose name one of those words stands, but not first; words that name a segment name no account."""
    if not words:
        return []
    segments = {compared(one) for one in await db.scalars(select(Account.segment).distinct()) if one}
    stands = [
        AccountName.folded.contains(f"{before}{word}", autoescape=True)
        for word in words
        if word not in segments
        for before in (" ", "-", "<")
    ]
    if not stands:
        return []
    rows = await db.execute(
        select(AccountName.account_id, Account.name, AccountName.folded, Account.csm_id)
        .join(Account, and_(Account.workspace_id == AccountName.workspace_id, Account.id == AccountName.account_id))
        .where(or_(*stands), Account.status == "active")
        .order_by(AccountName.folded, AccountName.account_id)
        .limit(MOST_NAMES)
    )
    return [KnownAccount(row.account_id, row.name, row.folded, row.csm_id == person_id) for row in rows]


_PERSON = (
    Stakeholder.id,
    Stakeholder.account_id,
    Account.name.label("account"),
    Stakeholder.name,
    Stakeholder.title,
    Stakeholder.role,
    Stakeholder.status,
)


_PEOPLE_AT = (
    select(*_PERSON)
    .join(Account, and_(Account.workspace_id == Stakeholder.workspace_id, Account.id == Stakeholder.account_id))
    .where(Stakeholder.account_id.in_(bindparam("ids", expanding=True)))
    .order_by(Stakeholder.id)
    .limit(MOST_PEOPLE)
)


async def people_at(db: ReadSession, account_ids: Collection[int]) -> list[KnownPerson]:
    """Everybody known at those accounts."""
    if not account_ids:
        return []
    rows = await db.one_statement(_PEOPLE_AT, {"ids": list(account_ids)})
    return [_known(row) for row in rows]


async def people_called(db: ReadSession, words: Sequence[str], person_id: int) -> list[KnownPerson]:
    """At that CSM's accounts, whoever has one of those words for a first or last name."""
    names = list(dict.fromkeys(word for word in words if len(word) > 1))[:MOST_BEGINNINGS]
    if not names:
        return []
    folded = func.lower(Stakeholder.name)
    parts = [
        one
        for word in names
        for one in (folded.startswith(f"{word} ", autoescape=True), folded.endswith(f" {word}", autoescape=True))
    ]
    query = select(*_PERSON).join(Account, Account.id == Stakeholder.account_id)
    mine = (Account.csm_id == person_id, Account.status == "active", or_(*parts))
    rows = await db.execute(query.where(*mine).order_by(Stakeholder.id).limit(MOST_PEOPLE))
    return [_known(row) for row in rows]


def _known(row: Any) -> KnownPerson:
    left = row.status == "left"
    return KnownPerson(row.id, row.account_id, row.account, row.name, row.title or "", row.role or "", left)


_COLLEAGUES = select(Person.id, Person.name).where(Person.role.is_not(None)).order_by(Person.id).limit(MOST_COLLEAGUES)


async def colleague_named(
    db: ReadSession, tokens: Sequence[Token], taken: Collection[int], without: int
) -> tuple[int, str, int] | None:
    """(id, name, token) of the only colleague whose first or whole name stands in the text."""
    rows = (await db.one_statement(_COLLEAGUES)).all()
    found: dict[int, tuple[int, str, int]] = {}
    for row in rows:
        first = next(iter(compared(row.name).split()), "")
        for at, token in enumerate(tokens):
            called = token.word in (first, f"{first}s")  # "chloes portfolio"
            if at not in taken and called and row.id != without:
                found[row.id] = (row.id, row.name, at)
    return next(iter(found.values())) if len(found) == 1 else None


async def account_of_channel(db: ReadSession, channel: str | None) -> tuple[int, str] | None:
    """The account whose own channel that is."""
    if channel is None:
        return None
    rows = (
        await db.execute(
            select(Account.id, Account.name)
            .join(Channel, Channel.id == Account.channel_id)
            .where(Channel.platform_id == channel, Account.status == "active")
            .limit(2)
        )
    ).all()
    return (rows[0].id, rows[0].name) if len(rows) == 1 else None
