"""Names: made where there is none yet, kept for finding, and which account a cell means by its key or a name.

Ties are never broken."""

import re
import string
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import or_, select

from bot.ingest.reading.cells import BadCell, parse_domain
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountName
from bot.text import compared

_LONG_OR_SHORT = re.compile(r"[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?")
_CHECKS = string.ascii_uppercase + "012345"


class FoundByReference(NamedTuple):
    """An account that a cell means."""

    id: int
    period: int
    key: str


class References(NamedTuple):
    """found: cell → account. ties: cells that mean several, with the reason."""

    found: dict[str, FoundByReference]
    ties: dict[str, str]


async def find_references(session: ReadSession, cells: Collection[str], found_by: Iterable[str]) -> References:
    """The accounts that these cells mean, each by the first kind of name that knows it."""
    answer = References({}, {})
    for kind in found_by:
        rest = [cell for cell in cells if cell not in answer.found and cell not in answer.ties]
        if not rest:
            break
        if kind == "key":
            answer.found.update(await _by_key(session, rest))
        else:
            await _by_name(session, rest, kind, answer)
    return answer


async def _by_key(session: ReadSession, cells: list[str]) -> dict[str, FoundByReference]:
    """A CRM's id of 15 characters and the one of 18 made of it are the same."""
    forms = {other: cell for cell in cells if (other := other_form(cell))}
    query = select(Account.key, Account.id, Account.period).where(is_one_of(Account.key, [*cells, *forms]))
    here = {key: FoundByReference(number, period, key) for key, number, period in (await session.execute(query)).all()}
    return {forms[key]: one for key, one in here.items() if key in forms} | {
        cell: here[cell] for cell in cells if cell in here
    }


async def _by_name(session: ReadSession, cells: list[str], kind: str, answer: References) -> None:
    folded = {cell: name for cell in cells if (name := _as_name(cell, kind))}
    query = (
        select(AccountName.folded, Account.id, Account.period, Account.key)
        .join(Account, Account.id == AccountName.account_id)
        .where(
            or_(AccountName.kind == kind, AccountName.kind.startswith(f"{kind}:")),  # taken over from a double
            is_one_of(AccountName.folded, set(folded.values())),
        )
        .order_by(Account.key)
    )
    called: defaultdict[str, list[FoundByReference]] = defaultdict(list)
    for name, number, period, key in (await session.execute(query)).all():
        if all(one.id != number for one in called[name]):
            called[name].append(FoundByReference(number, period, key))
    for cell, name in folded.items():
        if len(called[name]) == 1:
            answer.found[cell] = called[name][0]
        elif called[name]:
            keys = " and ".join(one.key for one in called[name][:3])
            answer.ties[cell] = f"is the {kind} of {keys}: give the account's key"


def _as_name(cell: str, kind: str) -> str:
    if kind != "domain":
        return compared(cell)
    try:
        return compared(parse_domain(cell.rpartition("@")[2]))
    except BadCell:
        return ""


def other_form(key: str) -> str:
    """The id of 18 characters for one of 15, and the other way round; "" for any other key. The last three say which
    of the 15 are capitals, for programs that don't tell them apart."""
    if len(key) not in (15, 18) or not _LONG_OR_SHORT.fullmatch(key):
        return ""
    short, check = key[:15], key[15:]
    right = "".join(
        _CHECKS[sum(letter.isupper() << place for place, letter in enumerate(short[at : at + 5]))] for at in (0, 5, 10)
    )
    return short + right if not check else short if check == right else ""


def one_form(key: str) -> str:
    """The same for both forms of an id."""
    return other_form(key) if len(key) == 15 and other_form(key) else key


def account_names(key: str, name: str, domain: str | None, aliases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(folded, kind, shown) of every way the account may be called."""
    yield compared(key), "key", key
    yield compared(name), "name", name
    if domain:
        yield compared(domain), "domain", domain
    yield from alias_names(aliases)


def alias_names(aliases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for folded, alias in {compared(alias): alias for alias in reversed(aliases)}.items():
        yield folded, "alias", alias
