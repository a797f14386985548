"""What to clear before a renewal is talked about (method C7): tickets and bad answers first; and whether growth may be
raised, which is only where health is high and neither of these is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select

from bot.calendar import plural, say_date, say_near
from bot.facts.touchpoints import CSAT_LOW
from bot.journey.accounts.low_answers import LowAnswer, low_answers
from bot.message import Step
from bot.playbook.models import BeforeRenewal
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent
from bot.talk.account.view import AccountView, Contact, kpi_of
from bot.talk.phrases.account_words import deadline_of, is_decider, next_contract, promises
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ticket_words
from bot.talk.phrases.words import a_type, called, capital, given_name, guide_of, listed, score_of, survey_score
from bot.text import measured

CSAT = "csat"  # the KPI's key, in playbooks and files
NAMED = 2  # low answers and promises that are named one by one
State = Literal["clear", "open", "unknown"]


@dataclass(frozen=True)
class Check:
    """what: how it stands, without a capital ("5 open tickets (up to 2 are fine), yesterday"). todo: what to do where
    it isn't clear. blocks: growth isn't raised while it is open, because of `because`."""

    what: str
    state: State
    todo: str = ""
    blocks: bool = False
    because: str = ""


@dataclass(frozen=True)
class Clearing:
    """checks: tickets and answers first. upsell: one sentence; may: whether it is a yes. tickets: how its check on
    tickets stands, "" where nobody looks at them."""

    checks: tuple[Check, ...]
    upsell: str
    may: bool
    tickets: str = ""


@dataclass(frozen=True)
class Heard:
    """What was read of an account for it. talks: contacts and reviews, the newest first, as (when, with whom, note)."""

    low: tuple[LowAnswer, ...] = ()
    talks: tuple[tuple[datetime, int | None, str], ...] = ()


async def clearings(
    db: ReadSession, views: Sequence[AccountView], reader: Reader, now: datetime
) -> dict[int, Clearing]:
    """For those accounts whose renewal is near, by id."""
    near = [view for view in views if is_near(view, reader.today(now))]
    if not near:
        return {}
    heard = await _heard(db, near, now)
    return {view.account.id: clearing_of(view, heard[view.account.id], reader, now) for view in near}


def is_near(view: AccountView, today: date) -> bool:
    contract = next_contract(view, today)
    deadline = deadline_of(contract, today) if contract else None
    within = view.current.before_renewal.within_days
    return not view.churned and deadline is not None and 0 <= (deadline - today).days <= within


async def _heard(db: ReadSession, views: Sequence[AccountView], now: datetime) -> dict[int, Heard]:
    ids = [view.account.id for view in views]
    longest = max(view.current.before_renewal.answers_days for view in views)
    low = await low_answers(db, ids, now - timedelta(days=longest), now)
    e = AccountEvent
    talks = await db.execute(
        select(e.account_id, e.at, e.stakeholder_id, e.note)
        .where(e.account_id.in_(ids), e.kind.in_(("contact", "review")), e.undone_at.is_(None), e.at <= now)
        .where(e.at >= now - timedelta(days=365))
        .order_by(e.at.desc())
    )
    rows = talks.all()
    return {
        view.account.id: Heard(
            tuple(one for one in low if one.account_id == view.account.id and one.at >= _since(view, now)),
            tuple((at, whom, note) for number, at, whom, note in rows if number == view.account.id),
        )
        for view in views
    }


def _since(view: AccountView, now: datetime) -> datetime:
    return now - timedelta(days=view.current.before_renewal.answers_days)


def clearing_of(view: AccountView, heard: Heard, reader: Reader, now: datetime) -> Clearing:
    today, limits = reader.today(now), view.current.before_renewal
    tickets = _tickets(view, limits, reader, now)
    checks = [tickets] if tickets else []
    checks.append(_answers(view, heard, limits, reader, now))
    checks.append(_promises(view, reader, now))
    deciders = [known for known in view.active if is_decider(known)]
    checks += [_contact(deciders, heard, limits, reader, today), *_personas(view, deciders)]
    upsell, may = _upsell(view, checks)
    return Clearing(tuple(checks), upsell, may, tickets.what if tickets else "")


def _tickets(view: AccountView, limits: BeforeRenewal, reader: Reader, now: datetime) -> Check | None:
    if limits.tickets is None:
        return None
    kpi, measure = kpi_of(view, limits.tickets.kpi), view.measures.get(limits.tickets.kpi)
    name, today = kpi.name, reader.today(now)
    if measure is None:
        return Check(f"{name}, no figure yet", "unknown", "ask support how many there are")
    if measure.observed_at < now - timedelta(days=kpi.fresh_days):
        days = (today - reader.day(measure.observed_at)).days
        return Check(f"{name}, the figure is {days} days old", "unknown", "ask support how many there are")
    words = ticket_words(view, reader, now)
    when = words.of_oldest if words else say_near(reader.day(measure.observed_at), today)
    many, most = f"{measured(measure.value, kpi.unit)} {name}", limits.tickets.at_most
    if measure.value <= most:
        return Check(f"{name} {measured(measure.value, kpi.unit)}, {when}", "clear")
    fine = f" (up to {measured(most, kpi.unit)} {'is' if most == 1 else 'are'} fine)" if most else ""
    because = f"{kpi.name} are at {measured(measure.value, kpi.unit)}"
    return Check(f"{many}{fine}, {when}", "open", "get a date for each from support", True, because)


def _answers(view: AccountView, heard: Heard, limits: BeforeRenewal, reader: Reader, now: datetime) -> Check:
    today, span = reader.today(now), plural(limits.answers_days, "day")
    measured_low = low_csat(view, reader, now)
    if not heard.low and measured_low:
        return Check(measured_low, "open", "ask what is behind it, one by one", True, measured_low)
    if not heard.low:
        last = view.facts.last_survey_on if view.facts else None
        if last is None or (today - last).days > limits.answers_days:
            return Check(f"no survey answered within {span}", "unknown", "ask for a score and a sentence")
        return Check(f"no low survey answer within {span}", "clear")
    people = {known.row.id: called(known.row.name) for known in view.people}
    said = [_answer(one, people, reader, today) for one in heard.low]
    more = [f"{len(said) - NAMED} more"] if len(said) > NAMED else []
    because = _answer(heard.low[0], {**people, 0: "somebody"}, reader, today)
    because = because if len(said) == 1 else f"{len(said)} survey answers are low"
    todo = "call, and say what changes because of it"
    return Check("; ".join([*said[:NAMED], *more]), "open", todo, True, because)


def low_csat(view: AccountView, reader: Reader, now: datetime) -> str:
    """ "CSAT is at 1.8 of 5, yesterday": measured elsewhere and imported as a figure, it counts as an answer would."""
    measure = view.measures.get(CSAT)
    kpi = kpi_of(view, CSAT)
    if measure is None or measure.value > CSAT_LOW or measure.observed_at < now - timedelta(days=kpi.fresh_days):
        return ""
    when = say_near(reader.day(measure.observed_at), reader.today(now))
    return f"{kpi.name} is at {measured(measure.value, kpi.unit)} of 5, {when}"


def _answer(one: LowAnswer, people: dict[int, str], reader: Reader, today: date) -> str:
    """ "Dana Reyes answered 4 of 10 on Fri 2 Jan"."""
    whom = people.get(one.stakeholder_id or 0)
    day = say_date(reader.day(one.at), today)
    return f"{whom} answered {score_of(one.key)} on {day}" if whom else f"{survey_score(one.key)} on {day}"


def _promises(view: AccountView, reader: Reader, now: datetime) -> Check:
    owed = promises(view, reader, now)
    if not owed:
        return Check("nothing we promised is open", "clear")
    more = [f"{len(owed) - NAMED} more"] if len(owed) > NAMED else []
    return Check(f"we owe {listed([*owed[:NAMED], *more])}", "open", "keep it, or agree on another day")


def _contact(deciders: Sequence[Contact], heard: Heard, limits: BeforeRenewal, reader: Reader, today: date) -> Check:
    """The last talk with somebody who decides; one who is named in a review was there."""
    if not deciders:
        return Check("nobody is noted as deciding", "open", "find out who signs")
    ids, names = {known.row.id for known in deciders}, [known.row.name for known in deciders]
    who = listed([called(name) for name in names], 2)
    at = next((at for at, whom, note in heard.talks if whom in ids or any(name in note for name in names)), None)
    if at is None:
        return Check(f"no talk with {who} on record", "open", f"set a date with {given_name(names[0])}")
    day = reader.day(at)
    if (today - day).days <= limits.contact_days:
        return Check(f"last talk with {who}: {say_date(day, today)}", "clear")
    said = f"no talk with {who} for {plural((today - day).days, 'day')}"
    return Check(said, "open", f"set a date with {given_name(names[0])}")


def _personas(view: AccountView, deciders: Sequence[Contact]) -> list[Check]:
    if not deciders:
        return []
    unknown = [known for known in deciders if guide_of(view.library, known.row.persona) is None]
    if unknown:
        who = listed([called(known.row.name) for known in unknown], 2)
        return [Check(f"no type noted for {who}", "open", f"note what drives {given_name(unknown[0].row.name)}")]
    return [_type(view, deciders[0])]


def _type(view: AccountView, known: Contact) -> Check:
    """As sure as its tag is: a guess isn't known, and stays something to find out."""
    name, guide = called(known.row.name), guide_of(view.library, known.row.persona)
    type_name, sure = guide.name if guide else "", known.tag.confidence if known.tag else ""
    if sure == "guess":
        return Check(f"{name} may be {a_type(type_name)} (a guess)", "unknown", "ask the question that would tell")
    said = {"sure": f"what drives {name} is known: {type_name}", "likely": f"{name} is likely {a_type(type_name)}"}
    return Check(said.get(sure, f"{name} is noted as {a_type(type_name)}"), "clear")


# Growth


def _upsell(view: AccountView, checks: Sequence[Check]) -> tuple[str, bool]:
    """Only in the highest band, and while nothing that blocks is open."""
    facts = view.facts
    bands = sorted(view.playbook.health.bands, key=lambda band: band.floor)
    against = [check.because for check in checks if check.state == "open" and check.blocks]
    if facts is None or facts.health is None or facts.band is None:
        against.insert(0, "health isn't known")
    elif facts.band < len(bands):
        against.insert(0, f"health is {facts.health} ({bands[facts.band - 1].name})")
    if against:
        return f"No upsell now, because {listed(against)}.", False
    health = f"health is {facts.health}" if facts else "all is well"
    return f"Upsell may come up: {health}, and no ticket or low answer stands in the way.", True


# How it is said


def steps_of(this: Clearing) -> tuple[Step, ...]:
    """For a list: each clear, or open with what to do."""
    states: dict[State, Literal["done", "to come"]] = {"clear": "done", "open": "to come", "unknown": "to come"}
    return tuple(Step(text=capital(one.what), state=states[one.state], note=one.todo) for one in this.checks)


def lines_of(this: Clearing) -> tuple[str, ...]:
    """For a form: "✓ …", "○ …: what to do", and the sentence on growth."""
    marks: dict[State, str] = {"clear": "✓", "open": "○", "unknown": "○"}
    said = (": ".join(part for part in (capital(one.what), one.todo) if part) for one in this.checks)
    return (*(f"{marks[one.state]} {words}" for one, words in zip(this.checks, said, strict=True)), this.upsell)


def first_of(this: Clearing) -> tuple[str, ...]:
    """What is open, for an alert: no more than the facts."""
    return tuple(one.what for one in this.checks if one.state == "open")


__all__ = ["Check", "Clearing", "Heard", "clearing_of", "clearings", "first_of", "is_near", "lines_of", "steps_of"]
