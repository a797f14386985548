"""Who slipped back, for the digest (method D16): told once, and again where it is still so a month later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.journey.accounts.slipped import slipped_back
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.account.read_account import load_accounts
from bot.talk.digest.reading.digest_parts import Slipped
from bot.talk.phrases.account_words import account_words
from bot.talk.phrases.progress_words import slip_words
from bot.talk.phrases.reader import Reader

A_MORNING = 2  # the next ones' turn comes tomorrow


async def newly_slipped(
    db: ReadSession, owner_id: int, now: datetime, told: Collection[tuple[int, str]], besides: Collection[int]
) -> list[tuple[int, str]]:
    """(account, milestone) of that person's customers, what is worth most first, each account once.

    besides: accounts of which the digest tells something new anyway."""
    found: dict[int, str] = {}
    for number, milestone in await slipped_back(db, owner_id, now):
        if number not in besides and (number, milestone) not in told:
            found.setdefault(number, milestone)
    return list(found.items())[:A_MORNING]


async def slips_in_words(
    db: ReadSession, library: Library, slipped: Sequence[tuple[int, str]], reader: Reader, now: datetime
) -> tuple[Slipped, ...]:
    """Those of them that still stand."""
    views = await load_accounts(db, library, [number for number, _ in slipped], now)
    return tuple(
        Slipped(number, account_words(view).name, slip_words(view, slip, reader, now), account_words(view).value or "")
        for number, milestone in slipped
        if (view := views.get(number)) is not None
        for slip in view.slipped
        if slip.milestone == milestone
    )


__all__ = ["newly_slipped", "slips_in_words"]
