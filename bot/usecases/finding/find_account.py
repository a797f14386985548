"""Finding the account that somebody means, safely: an exact name or a question, never a guess.

In this order: `#12` (an id), the longest leading words that are exactly a key, name, alias or domain, the channel's own
account, a single name that begins so, and then suggestions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sqlalchemy import BigInteger, Row, Select, and_, bindparam, or_, select

from bot.errors import UserError, Way
from bot.language.names import after_words, cut_at, leading, quoted, spellings, without_possessive
from bot.message import Span, bold
from bot.store.people.members import members_of
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, AccountName
from bot.store.tables.people import Channel
from bot.text import compared
from bot.usecases.finding.suggest import beginning_with, nearest
from bot.usecases.writing.roles import out_of_sight

How = Literal["exact", "channel", "prefix"]
BY_ID = re.compile(r"#(\d{1,18})(?=\s|[:,]|$)[:,]?")
MOST_WAYS = 4
MINE = Way("My accounts", "journey")


class SeveralMeant(UserError):
    """What was typed is the name of several accounts, or how they begin: one is meant, and which is asked."""


@dataclass(frozen=True)
class FoundAccount:
    """The account, what followed its name, and how it was found. Writing needs `exact` or `channel`."""

    account_id: int
    name: str
    rest: str
    how: How


@dataclass(frozen=True)
class Looking:
    """What is looked for.

    command: what the buttons of a suggestion run, such as "journey". stops: words that end a name when nothing
    matches exactly. channel: the platform's id of the channel it was typed in.
    in_channel: whether the text may be about the channel's account though it names none.
    writes: only an exact name will do. prose: what follows the name is free text, kept whatever the name was.
    """

    text: str
    command: str
    stops: frozenset[str] = frozenset()
    channel: str | None = None
    in_channel: bool = True
    writes: bool = False
    prose: bool = False


async def find_account(session: ReadSession, looking: Looking) -> FoundAccount:
    """The account that is meant. Raises UserError with the nearest ones as ways."""
    exact = await _by_id(session, looking) or await _exact(session, looking)
    if exact is not None:
        return exact
    await _refuse_unseen(session, looking)
    if quoted(looking.text) is None and looking.in_channel and looking.channel:
        here = await _of_channel(session, looking)
        if here is not None:
            return here
    if not looking.text.strip():
        raise UserError(
            "Which account? Say its name: ", Span(text=f"{looking.command} Acme", style="ask"), ".", ways=(MINE,)
        )
    return await _begins_so(session, looking)


async def _by_id(session: ReadSession, looking: Looking) -> FoundAccount | None:
    match = BY_ID.match(looking.text.strip())
    if match is None:
        return None
    name = await session.scalar(select(Account.name).where(Account.id == int(match[1])))
    rest = looking.text.strip()[match.end() :].strip()
    return None if name is None else FoundAccount(int(match[1]), name, rest, "exact")


async def _exact(session: ReadSession, looking: Looking) -> FoundAccount | None:
    """One statement for all leading words; the longest that is anybody's name decides."""
    inside = quoted(looking.text)
    candidates = [(one, inside.rest) for one in spellings(inside.name)] if inside else leading(looking.text)
    if not candidates:
        return None
    rows = await _named(session, [name for name, _ in candidates])
    for name, rest in candidates:
        accounts = {row.account_id: row.name for row in rows if row.folded == name}
        if len(accounts) == 1:
            [(account_id, shown)] = accounts.items()
            return FoundAccount(account_id, shown, rest, "exact")
        if accounts:
            raise await _several(session, looking, list(accounts), name, rest)
    return None


async def _refuse_unseen(session: ReadSession, looking: Looking) -> None:
    """Raises UserError for an account of another team, called by its exact name: whose it is, and whom to ask."""
    inside = quoted(looking.text)
    called = list(spellings(inside.name)) if inside else [name for name, _ in leading(looking.text)]
    by_id = BY_ID.match(looking.text.strip())
    await refuse_unseen_called(session, called, int(by_id[1]) if by_id else 0)


async def refuse_unseen_called(session: ReadSession, called: Sequence[str], number: int = 0) -> None:
    """The same for any of those folded names, or that id."""
    if not session.sight.limited:
        return
    found = (await session.beyond_sight(_owners(), {"folded": list(called), "number": number})).first()
    if found is not None:
        raise out_of_sight(await members_of(session), found.name, found.csm_id, MINE)


@lru_cache
def _owners() -> Select[str, int | None]:
    account = and_(Account.workspace_id == AccountName.workspace_id, Account.id == AccountName.account_id)
    called = AccountName.folded.in_(bindparam("folded", expanding=True))
    return (
        select(Account.name, Account.csm_id)
        .join(AccountName, account)
        .where(or_(called, Account.id == bindparam("number", type_=BigInteger)))
        .order_by(Account.key)
        .limit(1)
    )


async def _named(session: ReadSession, folded: Sequence[str]) -> Sequence[Row[int, str, str]]:
    return (await session.one_statement(_names(), {"folded": list(folded)})).all()


@lru_cache
def _names() -> Select[int, str, str]:
    """Built once."""
    account = and_(Account.workspace_id == AccountName.workspace_id, Account.id == AccountName.account_id)
    return (
        select(AccountName.account_id, Account.name, AccountName.folded)
        .join(Account, account)
        .where(AccountName.folded.in_(bindparam("folded", expanding=True)))
        .order_by(Account.key)
    )


async def _of_channel(session: ReadSession, looking: Looking) -> FoundAccount | None:
    rows = (
        await session.execute(
            select(Account.id, Account.name)
            .join(Channel, Channel.id == Account.channel_id)
            .where(Channel.platform_id == looking.channel, Account.status == "active")
            .limit(2)
        )
    ).all()
    return FoundAccount(rows[0].id, rows[0].name, looking.text.strip(), "channel") if len(rows) == 1 else None


async def _begins_so(session: ReadSession, looking: Looking) -> FoundAccount:
    inside = quoted(looking.text)
    typed, rest = (inside.name, inside.rest) if inside else cut_at(looking.text, looking.stops)
    matches = await beginning_with(session, compared(typed))
    if not matches and not inside:
        matches = await beginning_with(session, compared(without_possessive(typed)))
    if len(matches) == 1 and not looking.writes:
        return FoundAccount(matches[0].account_id, matches[0].name, rest, "prefix")
    if matches:
        raise await _several(session, looking, [match.account_id for match in matches], typed, rest)
    near = await nearest(session, compared(typed))
    if looking.prose and near and not inside:
        words = len(near[0].folded.split())
        typed, rest = " ".join(looking.text.split()[:words]), after_words(looking.text, words)
    raise await _unknown(session, looking, [match.account_id for match in near], typed, rest)


async def _several(
    session: ReadSession, looking: Looking, account_ids: Sequence[int], typed: str, rest: str
) -> UserError:
    names, ways = await _ways(session, looking, account_ids, rest)
    if len(account_ids) == 1:
        return UserError(f"Before I write that down: do you mean {names[0]}?", ways=ways)
    more = " or another" if len(account_ids) > MOST_WAYS else ""
    return SeveralMeant(bold(typed), f" could be {_or(names)}{more}. Which one?", ways=ways)


async def _unknown(
    session: ReadSession, looking: Looking, account_ids: Sequence[int], typed: str, rest: str
) -> UserError:
    shown = typed if len(typed) <= 60 else typed[:59] + "…"
    if not account_ids:
        return UserError("No account is called ", bold(shown), ", and none comes close.", ways=(MINE,))
    names, ways = await _ways(session, looking, account_ids, rest)
    return UserError("No account is called ", bold(shown), f". Did you mean {_or(names)}?", ways=ways)


async def _ways(
    session: ReadSession, looking: Looking, account_ids: Sequence[int], rest: str
) -> tuple[list[str], tuple[Way, ...]]:
    """Names to offer, told apart by their keys where two are alike, and what their buttons run."""
    ids = list(account_ids)[:MOST_WAYS]
    rows = {
        row.id: row
        for row in await session.execute(select(Account.id, Account.name, Account.key).where(Account.id.in_(ids)))
    }
    alike = [compared(row.name) for row in rows.values()]
    names = [
        f"{rows[i].name} ({rows[i].key})" if alike.count(compared(rows[i].name)) > 1 else rows[i].name
        for i in ids
        if i in rows
    ]
    commands = [f"{looking.command} #{i} {rest}".strip() for i in ids if i in rows]
    return names, tuple(Way(name, command) for name, command in zip(names, commands, strict=True))


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
