"""What an API key opens, and until when: the words of `milepost key add`, read."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.errors import UserError

ALL = "all"
READ_ACCOUNTS, READ_STATUS = "accounts:read", "status:read"
SCOPES = {
    READ_ACCOUNTS: "where accounts stand (/api/v1)",
    READ_STATUS: "whether all is well, and what isn't (/readyz)",
}
NEVER = "never"
DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
MOST_DAYS = 3650


def read_scope(words: Iterable[str]) -> str:
    """As it is kept: in one order, each once. Raises UserError for what isn't a scope."""
    asked = {word for given in words for word in re.split(r"[\s,]+", given.strip().lower()) if word}
    if unknown := sorted(asked - SCOPES.keys() - {ALL}):
        raise UserError(f"There is no scope {unknown[0][:30]}. A key may have {', '.join(SCOPES)}, or {ALL}.")
    return ALL if ALL in asked or not asked else " ".join(scope for scope in SCOPES if scope in asked)


def opens(kept: str, wanted: str) -> bool:
    return kept == ALL or wanted in kept.split()


def read_expiry(text: str, now: datetime) -> datetime | None:
    """ "90d", "2027-03-01" (through that day, UTC) or "never". Raises UserError."""
    asked = text.strip().lower()
    if asked == NEVER:
        return None
    if (length := re.fullmatch(r"([1-9]\d{0,3})([dwmy])", asked)) and (days := _days(length)) <= MOST_DAYS:
        return now + timedelta(days=days)
    try:
        end = datetime.combine(date.fromisoformat(asked), time.max.replace(microsecond=0), UTC)
    except ValueError as error:
        raise UserError(f"A key ends after a time such as 90d, on a day such as 2027-03-01, or {NEVER}.") from error
    if end <= now:
        raise UserError(f"{asked} is over already: choose a day to come, a time such as 90d, or {NEVER}.")
    if end > now + timedelta(days=MOST_DAYS):
        raise UserError(f"{asked} is more than ten years away: choose a nearer day, or {NEVER}.")
    return end


def _days(length: re.Match[str]) -> int:
    return int(length[1]) * DAYS[length[2]]


__all__ = ["ALL", "NEVER", "READ_ACCOUNTS", "READ_STATUS", "SCOPES", "opens", "read_expiry", "read_scope"]
