"""The steps of a plan as a calendar file, to be handed over: what the customer reads, and nothing else (method A8)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.calendar import plural
from bot.message import File, Message, Text, bold, code, line, our_chat
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.phrases.words import called
from bot.talk.plan.plan import owner_name
from bot.talk.plan.read_plan import AccountPlan, read_plan

NAME = "plan.ics"  # of a file that goes from hand to hand: no account's name


@dataclass(frozen=True)
class CalendarEntry:
    """A step with its days, both included. uid: the same whenever it is exported, so that a calendar moves it."""

    uid: str
    name: str
    who: str
    starts_on: date
    ends_on: date


async def plan_calendar(
    db: ReadSession, library: Library, account_id: int, now: datetime
) -> tuple[Message, File | None] | None:
    """What is said, and the file where any open step has a day; None where this session sees no such account."""
    found = await read_plan(db, library, account_id, now)
    if found is None:
        return None
    entries = calendar_entries(found)
    left_out = sum(not found.done_on(one.task)[0] for one in found.steps) - len(entries)
    name = called(found.view.account.name)
    if not entries:
        return calendar_message(name, 0, left_out), None
    content = b64encode(as_calendar(entries, now)).decode()
    file = File(name=NAME, alt=f"{plural(len(entries), 'step')} as a calendar", base64=content)
    return calendar_message(name, len(entries), left_out), file


def calendar_entries(this: AccountPlan) -> tuple[CalendarEntry, ...]:
    """The open steps that have days, and words that the customer reads."""
    found = []
    for step in this.steps:
        task = this.task(step.task)
        if step.ends_on and task and task.customer_words and not this.done_on(step.task)[0]:
            uid = f"{this.view.account.id}-{this.view.account.period}-{step.task}@milepost"
            first = min(step.starts_on or step.ends_on, step.ends_on)
            found.append(CalendarEntry(uid, task.customer_words, owner_name(this, step), first, step.ends_on))
    return tuple(found)


def as_calendar(entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """As RFC 5545 has it: whole days, and the last one is the day after."""
    # A third of a second that neither the start nor anybody else's answer waits for.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Milepost//Success plan//EN")
    calendar.add("version", "2.0")
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", now)
        event.add("summary", one.name)
        if one.who:
            event.add("description", one.who)
        event.add("dtstart", one.starts_on)
        event.add("dtend", one.ends_on + timedelta(days=1))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_message(name: str, entries: int, left_out: int) -> Message:
    title = line(bold(name), " · plan as a calendar")
    if not entries:
        said = line("No open step has a day yet. Change a step's dates in the plan, then ask again.")
        return Message(title=title, blocks=(Text(lines=(said,)),))
    lines = [line(f"{plural(entries, 'open step')} with days. It is in ", our_chat(), ": ", code(NAME))]
    if left_out > 0:
        are = "is" if left_out == 1 else "are"
        lines.append(line(f"{plural(left_out, 'open step')} {are} left out, without days or words for the customer."))
    lines.append(line("It holds what the customer may read, so you can hand it over as it is."))
    return Message(title=title, blocks=(Text(lines=tuple(lines)),))


EXAMPLES: tuple[tuple[str, Message], ...] = (("Plan as a calendar", calendar_message("Acme", 3, 1)),)
