"""An account named at the end of what was typed: "call Dana tomorrow for acme"."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from bot.language.names import spellings
from bot.store.session import ReadSession
from bot.store.tables.accounts import AccountName
from bot.usecases.finding.find_account import refuse_unseen_called

LEADS = frozenset({"for", "at", "with", "about", "re"})
LONGEST = 6  # words of a name


@dataclass(frozen=True)
class NamedAtEnd:
    """name: as it was typed. rest: what stands before it, without the word that leads to it."""

    name: str
    rest: str


async def account_at_end(session: ReadSession, text: str) -> NamedAtEnd | None:
    """What ends with the exact name of an account, or of several that are called the same. Raises UserError for
    another team's: whose it is, and whom to ask."""
    candidates = list(_ends(text))
    if not candidates:
        return None
    folded = {one: candidate for candidate in reversed(candidates) for one in spellings(candidate.name)}
    known = set(await session.scalars(select(AccountName.folded).where(AccountName.folded.in_(folded))))
    if not known:
        await refuse_unseen_called(session, list(folded))
    return next((one for one in candidates if known & set(spellings(one.name))), None)


def _ends(text: str) -> Iterator[NamedAtEnd]:
    """The longest name first."""
    words = text.split()
    for at in range(max(1, len(words) - LONGEST - 1), len(words) - 1):
        if words[at].casefold() in LEADS:
            yield NamedAtEnd(" ".join(words[at + 1 :]), " ".join(words[:at]).rstrip(" ,;:-–"))
