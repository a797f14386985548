"""What a person may set for themselves, checked before it is kept."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.calendar import parse_time
from bot.errors import UserError
from bot.store.channels import channel_at
from bot.store.session import ReadSession, WriteSession
from bot.store.tables.people import Channel, Identity, Person
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

BUDGET = (1, 20)
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

# What is wrong with a channel as the place for somebody's messages, in words; None: nothing.
ChannelProblem = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True)
class Wishes:
    """Settings as they come from a form: texts; "" where left empty. away_until and cover empty: not away.

    channel: the platform's id, of the installation where the form was sent.
    installation: which one their direct messages go to; "": where they were seen last. day_order: "dm" or "md".
    week: on | off, whether the overview of the week comes; "" where it wasn't asked."""

    digest_at: str
    digest_days: str
    work_from: str
    work_to: str
    alert_budget: str
    channel: str
    away_until: date | None
    cover_id: int | None
    installation: str = ""
    day_order: str = ""
    week: str = ""


async def problems(write: Write, wishes: Wishes, channel_problem: ChannelProblem) -> Mapping[str, str]:
    """What is wrong, by field. May ask the platform: not to be called inside a transaction."""
    found = {
        name: "Write a time like 08:00."
        for name in ("digest_at", "work_from", "work_to")
        if not TIME.fullmatch(getattr(wishes, name))
    }
    if not found and parse_time(wishes.work_to) <= parse_time(wishes.work_from):
        found["work_to"] = "Your working day must end after it begins."
    if not wishes.digest_days or not set(wishes.digest_days) <= set("1234567"):
        found["digest_days"] = "Choose at least one day."
    if not (wishes.alert_budget.isdecimal() and BUDGET[0] <= int(wishes.alert_budget) <= BUDGET[1]):
        found["alert_budget"] = f"Choose a number from {BUDGET[0]} to {BUDGET[1]}."
    if wishes.away_until is not None and wishes.away_until <= write.today:
        found["away_until"] = "Choose the day you are back, from tomorrow on."
    if wishes.cover_id == write.person_id:
        found["cover"] = "Choose a colleague; you can't cover for yourself."
    if wishes.channel:
        problem = await channel_problem(wishes.channel)
        found |= {"channel": problem} if problem else {}
    return found


async def save(write: Write, wishes: Wishes, installation_id: int) -> int:
    """Keep wishes without problems, sent from that installation. Returns the change's id.

    Raises UserError where the colleague is unknown."""
    async with write.transaction() as session:
        person = await session.get_one(Person, write.person_id)
        await _known(session, wishes.cover_id)
        recording = Recording(session)
        recording.set(
            person,
            digest_at=wishes.digest_at,
            digest_days="".join(sorted(set(wishes.digest_days))),
            work_from=wishes.work_from,
            work_to=wishes.work_to,
            alert_budget=int(wishes.alert_budget),
            wants_week=wishes.week != "off" if wishes.week else person.wants_week,
            channel_id=await _channel(session, person, wishes.channel, installation_id),
            installation_id=await _one_of_theirs(session, write.person_id, wishes.installation),
            away_until=wishes.away_until,
            cover_id=wishes.cover_id,
            day_order=wishes.day_order if wishes.day_order in ("dm", "md") else None,
        )
        return await recording.save(write, "settings", f"settings:{person.id}", None)


async def _channel(session: WriteSession, person: Person, wished: str, installation_id: int) -> int | None:
    """The form shows channels of one platform only: left empty, it says nothing about one of another."""
    if wished:
        return await channel_at(session, installation_id, wished)
    here = select(Channel.id).where(Channel.id == person.channel_id, Channel.installation_id == installation_id)
    return person.channel_id if await session.scalar(here) is None else None


async def _one_of_theirs(session: ReadSession, person_id: int, installation: str) -> int | None:
    """The installation chosen; None where they chose none, or one on which they are nobody."""
    theirs = select(Identity.installation_id).where(Identity.person_id == person_id, Identity.lives())
    return next((one for one in await session.scalars(theirs) if str(one) == installation), None)


async def _known(session: ReadSession, cover_id: int | None) -> None:
    if cover_id is not None and await session.get(Person, cover_id) is None:
        raise UserError("Choose a colleague of your company.", field="cover")
