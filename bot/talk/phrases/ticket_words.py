"""What an account has asked support for, in words: what a person can act on, before any figure of use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bot.calendar import plural, say_near
from bot.playbook.models import Rule
from bot.playbook.text.situation import TicketsAsked
from bot.store.tables import Ticket
from bot.talk.account.links_out import tickets_link
from bot.talk.account.view import AccountView, days_since, kpi_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called

ABOUT_HEALTH = ("health-change", "band")
SUBJECT = 40  # characters of a ticket's
IN_A_STEP = 60  # there it is what is to be done
TODAY = "since today"


@dataclass(frozen=True)
class TicketWords:
    """count: "5 open tickets". oldest: what it is about; link: where it is read. age: "12 days". all_link: where they
    are all read."""

    count: str
    oldest: str
    age: str
    link: str | None = None
    all_link: str | None = None

    def __str__(self) -> str:
        return f"{self.count}, {self.of_oldest}"

    @property
    def of_oldest(self) -> str:
        """ "oldest: import broken, 12 days"; of a single one "import broken, 12 days"."""
        what = self.oldest if self.count.startswith("1 ") else f"oldest: {self.oldest}"
        return f"{what}, {self.age}"


def ticket_words(view: AccountView, reader: Reader, now: datetime) -> TicketWords | None:
    """The tickets that are open; None where none are, or none are on record."""
    if view.tickets is None:
        return None
    oldest = view.tickets.oldest
    days = days_since(reader.day(oldest.opened_at), reader.today(now)) or 0
    about = called(oldest.subject or f"ticket {oldest.key}", SUBJECT)
    age = plural(days, "day") if days else TODAY
    return TicketWords(plural(view.tickets.count, "open ticket"), about, age, oldest.link, tickets_link(view))


def tickets_asked(view: AccountView, reader: Reader, now: datetime) -> TicketsAsked:
    """The same for what is said to the customer."""
    words = ticket_words(view, reader, now)
    if words is None:
        return TicketsAsked()
    age = words.age if words.age == TODAY else f"for {words.age}"
    first = tuple(ticket_name(one) for one in view.tickets.first) if view.tickets else ()
    return TicketsAsked(words.count, words.oldest, age, first, fresh_words(view, reader, now))


def ticket_name(ticket: Ticket) -> str:
    """In quotation marks, as what is to be done."""
    return f"“{called(ticket.subject, IN_A_STEP)}”" if ticket.subject else f"ticket {called(ticket.key)}"


def fresh_words(view: AccountView, reader: Reader, now: datetime) -> str | None:
    """ "3 new since Wed 25 Nov"; None where none is, or all are: then nothing was there before."""
    tickets = view.tickets
    if tickets is None or tickets.fresh_since is None or not tickets.fresh:
        return None
    return f"{tickets.fresh} new since {say_near(reader.day(tickets.fresh_since), reader.today(now))}"


def cause_first(why: str, rule: Rule, view: AccountView, reader: Reader, now: datetime, *, named: bool = False) -> str:
    """Why a score is low or fell: how far, then what a person can act on, then figures of use: "health 74 → 61 in a
    week; open tickets 2 → 5, oldest: import broken, 12 days; weekly use 62% → 41%"."""
    head, tickets, figures = cause_parts(why, rule, view, reader, now, named=named)
    if not tickets:
        return f"{head}: {figures}" if figures else head
    return "; ".join(part for part in (head, tickets, figures) if part)


def cause_parts(
    why: str, rule: Rule, view: AccountView, reader: Reader, now: datetime, *, named: bool = False
) -> tuple[str, str, str]:
    """The score, the tickets, the figures. named: the tickets stand in the step, so that their ages are enough: "oldest
    12 days, 3 new since Wed"."""
    words, limit = ticket_words(view, reader, now), view.current.before_renewal.tickets
    by_hand = view.facts is not None and view.facts.health_until is not None
    if rule.once_per not in ABOUT_HEALTH:
        return why, "", ""
    head, _, figures = (why, "", "") if by_hand else why.partition(": ")
    if limit is None:
        return head, "", figures
    figure = re.search(rf"{re.escape(kpi_of(view, limit.kpi).name)} (\d+)(?: → (\d+))?", figures)
    if figure and (words is not None or int(figure[2] or 0) > int(figure[1])):
        rest = ", ".join(one for one in figures.split(", ") if one != figure[0])
        oldest = f", {_ages(words, view, reader, now) if named else words.of_oldest}" if words is not None else ""
        return head, f"{figure[0]}{oldest}", rest
    if words is None or view.tickets is None or view.tickets.count <= limit.at_most:
        return head, "", figures
    return head, f"{words.count}, {_ages(words, view, reader, now)}" if named else str(words), figures


def _ages(words: TicketWords, view: AccountView, reader: Reader, now: datetime) -> str:
    """ "oldest 12 days, 3 new since Wed"."""
    fresh = fresh_words(view, reader, now)
    return f"oldest {words.age}{f', {fresh}' if fresh else ''}"
