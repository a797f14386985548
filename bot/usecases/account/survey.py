"""What a customer answers to a survey (method C5): NPS from 0 to 10, CSAT from 1 to 5, and their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import moment
from bot.errors import UserError
from bot.store.tables.accounts import Stakeholder
from bot.usecases.account.log import LONGEST
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

SCALES = {"nps": range(11), "csat": range(1, 6)}


@dataclass(frozen=True)
class Answered:
    """At least one score. words: theirs, kept with the first score. on: the day they answered; None: today."""

    nps: int | None = None
    csat: int | None = None
    words: str = ""
    stakeholder_id: int | None = None
    on: date | None = None


async def record(write: Write, account_id: int, answered: Answered) -> int:
    """Keep it in the account's log. Returns the change's id. Raises UserError naming the field to fix."""
    keys = list(_keys(answered))
    if not keys:
        raise UserError("Choose at least one score.", field="nps")
    if len(answered.words) > LONGEST:
        raise UserError(f"That is {len(answered.words):,} characters; there is room for {LONGEST:,}.", field="words")
    at = _moment(write, answered.on)
    async with write.transaction() as session:
        account = await load(session, account_id)
        if answered.stakeholder_id is not None:
            person = await session.get(Stakeholder, answered.stakeholder_id)
            if person is None or person.account_id != account_id:
                raise UserError(f"That person isn't at {account.name}. Choose again.", field="with")
        recording = Recording(session)
        for number, key in enumerate(keys):
            event = entry(write, account, "survey", "" if number else answered.words.strip(), key=key)
            event.at, event.stakeholder_id = at, answered.stakeholder_id
            await recording.add(event)
        return await recording.save(write, "survey", f"survey:{event.id}", account_id)


def _keys(answered: Answered) -> Iterator[str]:
    for survey, score in (("nps", answered.nps), ("csat", answered.csat)):
        if score is None:
            continue
        if score not in SCALES[survey]:
            scale = SCALES[survey]
            raise UserError(f"{survey.upper()} goes from {scale[0]} to {scale[-1]}.", field=survey)
        yield f"{survey} {score}"


def _moment(write: Write, on: date | None) -> datetime:
    if on is None or on == write.today:
        return write.now
    if on > write.today:
        raise UserError("That day is still to come.", field="on")
    return moment(on, "12:00", write.timezone)
