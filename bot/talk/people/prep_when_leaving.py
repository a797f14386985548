"""Prep where nothing is left to coach: for an account that has left, and for one that isn't renewed and runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import actions
from bot.calendar import say_date
from bot.message import Actions, Button, Line, Message, Notes, Text, bold, italic, line
from bot.playbook.text.situation import Promise
from bot.store.tables import Contract
from bot.talk.account.view import AccountView, Contact
from bot.talk.phrases.account_words import leaving, promises, who
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import a_year, called, guide_of, joined
from bot.talk.renewal.post_mortem import said_reason
from bot.text import shorten

PEOPLE_SHOWN = 3


@dataclass(frozen=True)
class Parting:
    """first: that it left, or until when it stays, with why. ends: the last day, where that is still to come.
    left: it is over.

    last: the day we last spoke. people: who they are, with their type, and what they said they want."""

    account_id: int
    name: str
    first: str
    left: bool = False
    ends: str = ""
    profile: str = ""
    last: str = ""
    promises: tuple[Promise, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    one: bool = False


def parting(
    view: AccountView, last: date | None, reader: Reader, now: datetime, *, stakeholder_id: int | None = None
) -> Message | None:
    """The prep for a farewell or for winning them back; None for an account that stays.

    last: the day of the last contact or review. stakeholder_id: the meeting is with them only."""
    today = reader.today(now)
    ending = () if view.churned else leaving(view.contracts)
    if not view.churned and not ending:
        return None
    asked = [known for known in view.active if known.row.id == stakeholder_id]
    since = view.account.started_on
    facts = [*a_year(view.contracts, today), f"customer since {say_date(since, today, weekday=False)}" if since else ""]
    return prep_when_leaving_message(
        Parting(
            account_id=view.account.id,
            name=called(view.account.name, 48),
            first=_left(view, today) if view.churned else _ends(ending, today),
            left=view.churned,
            ends="" if view.churned else _last_day(ending, today),
            profile=" · ".join(text for text in facts if text),
            last=say_date(last, today) if last else "",
            promises=promises(view, reader, now)[:3],
            people=tuple(_person(view, known) for known in (asked or view.active)[:PEOPLE_SHOWN]),
            one=bool(asked),
        )
    )


def _left(view: AccountView, today: date) -> str:
    account = view.account
    when = f"on {say_date(account.churned_on, today)}" if account.churned_on else "on a day we don't know"
    return f"They left {when}{_why(account.churn_reason)}."


def _ends(ending: Sequence[Contract], today: date) -> str:
    day = _last_day(ending, today)
    return f"Not renewed{f'; ends {day}' if day else ''}{_why(ending[-1].outcome_reason or ending[-1].outcome_note)}."


def _last_day(ending: Sequence[Contract], today: date) -> str:
    day = ending[-1].ends_on
    return say_date(day, today) if day else ""


def _why(reason: str | None) -> str:
    return f": {shorten(said_reason(reason), 90).rstrip('.')}" if reason else ""


def _person(view: AccountView, known: Contact) -> tuple[str, str]:
    guide = guide_of(view.library, known.row.persona)
    vision = shorten(known.row.vision, 160) if known.row.vision else ""
    return f"{who(known)}{f': {guide.name}' if guide else ''}", vision


# How it looks


def prep_when_leaving_message(this: Parting) -> Message:
    whom = f" with {this.people[0][0].partition(':')[0]}" if this.one else ""
    target = str(this.account_id)
    buttons = (
        Button(label="Log the meeting", action=actions.LOG_ADD, target=target),
        Button(label="What happened", action=actions.LOG, target=target),
        Button(label="Card", action=actions.CARD, target=target),
    )
    return Message(
        title=line("Prep: ", bold(this.name), whom),
        blocks=(
            Text(lines=tuple(_stands(this))),
            Text(lines=_afterwards() if this.left else _until_then(this)),
            *((Text(lines=tuple(_people(this))),) if this.people else ()),
            Actions(elements=buttons),
            Notes(lines=(line("For you only: not to be shared with the customer."),)),
        ),
        summary=f"Prep for {this.name}{whom}: {this.first}",
    )


def _stands(this: Parting) -> list[Line]:
    lines = [line(bold(this.first))]
    if this.profile:
        lines.append(line(this.profile))
    lines.append(line(f"Last contact: {this.last}" if this.last else "No contact on record."))
    if this.promises:
        lines.append(line(bold("We owe: "), joined(this.promises)))
    return lines


def _until_then(this: Parting) -> tuple[Line, ...]:
    until = f"Until {this.ends}" if this.ends else "Until the last day"
    return (
        line(bold("Say"), f" “You've decided, and I respect that. {until} everything runs as it does now.”"),
        line(bold("Ask"), " “What do you need from us before then: your data, a handover, an answer?”"),
        line(bold("Never"), " reopen the decision, unless they do."),
        line(bold("Leave with:"), " what they still need, from whom, and by when"),
    )


def _afterwards() -> tuple[Line, ...]:
    return (
        line(bold("Say"), " “Thank you for the time we worked together. I'd like to hear how it has gone since.”"),
        line(bold("Ask"), " “What would have to be different for you to look at us again?”"),
        line(bold("Never"), " argue with why they left, or bring an offer nobody asked for."),
        line(bold("Leave with:"), " whether they want to hear from us again, and when"),
    )


def _people(this: Parting) -> list[Line]:
    lines = []
    for person, vision in this.people:
        lines.append(line(bold(person)))
        if vision:
            quoted = vision.replace("“", "‘").replace("”", "’")
            lines.append(line("Their words: ", italic(f"“{quoted}”")))
    return lines


_DANA = ("Dana Reyes, COO: CEO type", "Halve reporting before the board meets")
EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "Prep, it left",
        prep_when_leaving_message(
            Parting(
                4,
                "Initech",
                "They left on Mon 3 Nov 2025: the price.",
                left=True,
                profile="80k USD · customer since 14 Mar 2024",
                last="Tue 28 Oct 2025",
                people=(_DANA,),
            )
        ),
    ),
    (
        "Prep, not renewed",
        prep_when_leaving_message(
            Parting(
                5,
                "Hooli",
                "Not renewed; ends Fri 30 Jan: the price.",
                ends="Fri 30 Jan",
                profile="45k GBP",
                last="Fri 2 Jan",
                promises=(Promise("schema notes by Fri 9 Jan"),),
                people=(_DANA,),
            )
        ),
    ),
)
