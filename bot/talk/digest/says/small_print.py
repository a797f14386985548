"""A digest's last lines: what didn't arrive, what nobody owns, and figures that are too old to go by."""

from __future__ import annotations

from collections.abc import Iterator

from bot.calendar import plural, say_date
from bot.talk.digest.reading.digest_parts import Digest
from bot.talk.digest.says.room import Brevity
from bot.talk.phrases.words import called, listed

OLD = 4  # days: figures of a Thursday are no news on a Monday


def small_print(digest: Digest, room: Brevity) -> Iterator[str]:
    if digest.unconfirmed:
        yield f"May not have arrived: {listed(digest.unconfirmed)}"
    if digest.refused:
        yield f"Couldn't be delivered: {listed(digest.refused)}"
    if digest.held:
        yield f"Held back: {digest.held:,}, no deadline soon"
    if digest.unowned:
        many = f"{digest.unowned:,} to-dos have no CSM" if digest.unowned > 1 else "One to-do has no CSM"
        first = "the first is at " if digest.unowned > 1 else ""
        many += f" ({first}{called(digest.unowned_at, 30)})" if digest.unowned_at else ""
        yield f"{many}, still: hand them over from Load. I won't repeat it." if digest.unowned_still else many
    if digest.unplaced:
        have = "account has" if digest.unplaced == 1 else "accounts have"
        yield f"{digest.unplaced:,} {have} no place on the journey yet."
    ages = " ".join(_ages(digest))
    if ages and room.ages:
        yield ages


def _ages(digest: Digest) -> Iterator[str]:
    """Only what matters, and whom to ask."""
    today = digest.today
    if digest.usage_on is not None and (today - digest.usage_on).days >= OLD:
        yield f"No usage figures since {say_date(digest.usage_on, today)}: ask who sends them."
    elif digest.usage_on is not None and digest.stale:
        yield f"Figures are too old to judge by at {digest.stale_at or plural(digest.stale, 'account')}."
    if digest.crm_on is not None and (today - digest.crm_on).days >= OLD:
        yield f"Accounts and contracts are as of {say_date(digest.crm_on, today)}: ask who sends them."


__all__ = ["small_print"]
