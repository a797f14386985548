"""A health score set by hand: with a reason, for a while, in place of the measured one (method C2)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from bot.calendar import say_date
from bot.errors import UserError, Way
from bot.language.day_readings import Order
from bot.language.days import DaySaid, read_day
from bot.store.session import WriteSession
from bot.store.tables.health import HealthOverride
from bot.text import possessive
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

MOST_DAYS = 90  # longer than that, nobody remembers why
LONGEST = 300  # characters of a reason
SCORE = re.compile(
    r"(?:to|=)?\s*(?P<score>\d{1,3})(?:\s*/\s*100|\s*%)?(?=$|[\s,;:–]|[.-](?!\d))[\s,;:.–-]*(?P<rest>.*)", re.I | re.S
)
UNTIL = re.compile(r"\b(?:until|till|til)\s+", re.IGNORECASE)
FOR = re.compile(
    r"\bfor\s+(?:(?P<count>\d{1,3}|an?|one|two|three|four|six|eight)\s+)(?P<unit>days?|weeks?|months?)\b", re.I
)
BECAUSE = re.compile(r"^[\s,;:.–-]*(?:because|since|as|,|:)?\s*", re.IGNORECASE)
REASON = re.compile(r"\s*(?:[,;:–]|\b(?:because|since|as)\b)", re.IGNORECASE)
DAY_WORDS = 6  # "the end of the next month"


@dataclass(frozen=True)
class HealthWish:
    """What somebody typed of a score: each part None or "" where it isn't there. unread: a day that has to be asked
    about, as it may mean several or none."""

    score: int | None = None
    until: date | None = None
    reason: str = ""
    unread: DaySaid | None = None


def wish_in(text: str, today: date, order: Order | None) -> HealthWish:
    """ "40 until 3 Feb because the sponsor left", its parts in any order after the score."""
    match = SCORE.match(text.strip())
    if match is None:
        return HealthWish()
    before, said, after = _cut(match["rest"], today, order)
    reason = " ".join(part for part in (_plain(before), _plain(after)) if part)
    until = said.day if said else None
    return HealthWish(int(match["score"]), until, reason, said if until is None else None)


def _cut(rest: str, today: date, order: Order | None) -> tuple[str, DaySaid | None, str]:
    """What stands before the day, the day, and what stands after it; with the words after "until" that are no day
    where none are one."""
    unread = None
    for match in UNTIL.finditer(rest):
        said, after = _day_first(rest[match.end() :], today, order)
        if said.day is not None:
            return rest[: match.start()], said, after
        unread = unread or (rest[: match.start()], said, after)
    lasts = FOR.search(rest)
    if lasts is not None:
        return rest[: lasts.start()], read_day(lasts[0], today, order), rest[lasts.end() :]
    return unread or (rest, None, "")


def _day_first(text: str, today: date, order: Order | None) -> tuple[DaySaid, str]:
    """The day that a text begins with, and what follows; up to the reason where it begins with none."""
    words = text.split(" ")
    unsure = None
    for count in range(min(DAY_WORDS, len(words)), 0, -1):
        said = read_day(" ".join(words[:count]), today, order)
        if said.day is not None:
            return said, " ".join(words[count:])
        unsure = unsure or ((said, " ".join(words[count:])) if said.days else None)
    reason = REASON.search(text)
    head = text[: reason.start()] if reason else text
    return unsure or (DaySaid(head.strip(), (), sure=False), text[len(head) :])


def _plain(reason: str) -> str:
    return BECAUSE.sub("", reason, count=1).strip().rstrip(",;:–-").strip()


async def set_health(write: Write, account_id: int, wish: HealthWish) -> int:
    """The score stands in place of the measured one through that day. Returns the change's id.

    Raises UserError naming the field to fix."""
    score, until, reason = _checked(write, account_id, wish)
    async with write.transaction() as session:
        account = await load(session, account_id)
        if account.status == "churned":
            raise UserError(f"{account.name} has left us, so its health isn't followed any more.", field="score")
        recording = Recording(session)
        await _end(write, session, recording, account_id)
        row = HealthOverride(
            workspace_id=write.workspace_id,
            account_id=account_id,
            score=score,
            reason=reason,
            until=until,
            by_id=write.person_id,
            at=write.now,
        )
        await recording.add(row)
        said = f"Health set to {score} until {say_date(until, write.today)}: {reason}"
        await recording.add(entry(write, account, "note", said))
        return await recording.save(write, "health", f"health:{account_id}", account_id)


async def lift(write: Write, account_id: int) -> int:
    """Back to the measured score at once. Returns the change's id. Raises UserError where nothing was set."""
    async with write.transaction() as session:
        account = await load(session, account_id)
        recording = Recording(session)
        if not await _end(write, session, recording, account_id):
            raise UserError(f"{possessive(account.name)} health isn't set by hand; it is what was measured.")
        await recording.add(entry(write, account, "note", "Health back to what is measured"))
        return await recording.save(write, "health", f"health:{account_id}", account_id)


async def _end(write: Write, session: WriteSession, recording: Recording, account_id: int) -> bool:
    """What stood until now stands no longer. Whether anything did: one whose day is over counts as nothing."""
    o = HealthOverride
    standing = select(o).where(o.account_id == account_id, o.ended_at.is_(None), o.undone_at.is_(None))
    row = await session.scalar(standing.with_for_update())
    if row is None:
        return False
    recording.set(row, ended_at=write.now)
    await session.flush()  # before the next one comes in: only one may stand
    return row.until >= write.today


def _checked(write: Write, account_id: int, wish: HealthWish) -> tuple[int, date, str]:
    reason = " ".join(wish.reason.split())
    if wish.score is None or not 0 <= wish.score <= 100:
        raise UserError("Health goes from 0 to 100.", field="score")
    if wish.until is None:
        raise UserError("Until when? A score set by hand needs a day on which it ends.", field="until")
    if wish.until <= write.today:
        raise UserError(f"{say_date(wish.until, write.today)} isn't ahead. Choose tomorrow or later.", field="until")
    if (wish.until - write.today).days > MOST_DAYS:
        raise _too_long(write, account_id, HealthWish(wish.score, write.today + timedelta(days=MOST_DAYS), reason))
    if not reason:
        raise UserError("Why? Whoever reads the score will want to know.", field="reason")
    if len(reason) > LONGEST:
        raise UserError(f"That is {len(reason)} characters; there is room for {LONGEST}.", field="reason")
    return wish.score, wish.until, reason


def _too_long(write: Write, account_id: int, last: HealthWish) -> UserError:
    """last: the same with the latest day that is possible; one click sets that."""
    assert last.until is not None
    said = say_date(last.until, write.today)
    command = f"journey #{account_id} health {last.score} until {last.until.isoformat()} because {last.reason}"
    return UserError(
        f"Not set: a health score set by hand ends after {MOST_DAYS} days at most, so {said} is the last day.",
        ways=(Way(f"Set {last.score} until {said}", command),) if last.reason else (),
        field="until",
    )
