"""What was at an account, and what is next, in a sentence each."""

from __future__ import annotations

from dataclasses import replace

from bot.calendar import plural, say_date, say_in
from bot.message import Line, bold, line
from bot.talk.account.view import Contact, days_since
from bot.talk.phrases.account_words import promises, who
from bot.talk.phrases.plan_words import theirs
from bot.talk.phrases.progress_words import milestone_words
from bot.talk.phrases.words import called, capital, score_words
from bot.talk.plain.asked import FactAsked, about
from bot.text import clean, shorten

NAMED = 4


def contact(asked: FactAsked) -> Line:
    if asked.with_whom is not None:
        return _contact_with(asked, asked.with_whom)
    return _contact(asked)


def _contact_with(asked: FactAsked, one: Contact) -> Line:
    """With that person; the account's own last contact is said too where theirs isn't the last."""
    last = _contact(asked if asked.contact is None else replace(asked, contact=None))
    if asked.contact is None:
        return line("No contact with ", bold(who(one)), " is on record. ", *last)
    day = asked.reader.day(asked.contact.at)
    said = f": “{shorten(asked.contact.note, 90)}”" if asked.contact.note else ""
    return line(
        "The last contact with ",
        bold(who(one)),
        f", at {asked.name}, was on {say_date(day, asked.today)}, {say_in(day, asked.today)}{said}.",
    )


def _contact(asked: FactAsked) -> Line:
    last = asked.view.facts.last_contact_on if asked.view.facts else None
    if asked.contact is not None:
        logged = asked.reader.day(asked.contact.at)
        last = logged if last is None or logged > last else last
    if last is None:
        return line("No contact with ", bold(asked.name), " is on record.")
    newest = asked.contact if asked.contact and asked.reader.day(asked.contact.at) == last else None
    said = f": “{shorten(newest.note, 90)}”" if newest is not None and newest.note else ""
    known = (one for one in asked.view.people if newest is not None and one.row.id == newest.stakeholder_id)
    whom = next((f", with {who(one)}" for one in known), "")
    return line(
        "The last contact with ",
        bold(asked.name),
        f" was on {say_date(last, asked.today)}, {say_in(last, asked.today)}{whom}{said}.",
    )


def never_talked(asked: FactAsked) -> Line:
    """Whom nobody has talked to, or not for longest."""
    known = [(asked.view.last_talks.get(one.row.id), one) for one in asked.view.active]
    never = [who(one) for when, one in known if when is None]
    if never:
        more = f" and {len(never) - NAMED} more" if len(never) > NAMED else ""
        return line("At ", bold(asked.name), f", no talk is on record with {'; '.join(never[:NAMED])}{more}.")
    if not known:
        return line("I know nobody at ", bold(asked.name), " yet.")
    when, one = min(known, key=lambda one: (one[0] or asked.now, one[1].row.id))
    day = asked.reader.day(when or asked.now)
    return line(
        "Everybody at ",
        bold(asked.name),
        " was talked to; longest ago ",
        bold(who(one)),
        f", on {say_date(day, asked.today)}.",
    )


def review(asked: FactAsked) -> Line:
    last = asked.view.facts.last_review_on if asked.view.facts else None
    if last is None:
        start = asked.view.account.started_on
        days = f" in the {plural((asked.today - start).days, 'day')} since it started" if start else ""
        return line("No review with ", bold(asked.name), f" is on record{days}.")
    return line(
        "The last review with ",
        bold(asked.name),
        f" was on {say_date(last, asked.today)}, {say_in(last, asked.today)}.",
    )


def survey(asked: FactAsked) -> Line:
    event = asked.survey
    if event is None:
        return about(asked, "hasn't answered a survey yet.")
    by = next((who(one) for one in asked.view.people if one.row.id == event.stakeholder_id), "")
    words = f", and wrote “{shorten(event.note, 120)}”" if event.note else ""
    survey, _, score = event.key.partition(" ")
    given = f"{score} of 10 (NPS)" if survey == "nps" else score_words(event.key)
    day = say_date(asked.reader.day(event.at), asked.today)
    return about(asked, f"answered {given} on {day}{f': {by}' if by else ''}{words}.")


def owed_fact(asked: FactAsked) -> Line:
    owed = promises(asked.view, asked.reader, asked.now)
    return line("We owe ", bold(asked.name), f" {'; '.join(owed[:3])}." if owed else " nothing that is on record.")


def todos(asked: FactAsked) -> Line:
    live = [cta for cta in asked.view.todos if cta.state == "open"]
    if not live:
        return about(asked, "has no open to-do.")
    first = min(live, key=lambda cta: cta.due_on)
    return about(asked, f"has {plural(len(live), 'open to-do')}, the first due {say_date(first.due_on, asked.today)}.")


def goals(asked: FactAsked) -> Line:
    goals = theirs(asked.view.goals, asked.today)
    vision = next((one for one in asked.view.active if one.row.vision), None)
    if goals:
        return about(asked, f"takes on: {'; '.join(goals[:2])}.")
    if vision is not None:
        return line(f"{who(vision)} at ", bold(asked.name), f" said “{clean(vision.row.vision or '')}”")
    return about(asked, "has no goal on record. Ask them what the year is for.")


def owner(asked: FactAsked) -> Line:
    csm = asked.view.csm
    if csm is None:
        return about(asked, "has no CSM yet.")
    return about(asked, "is yours." if asked.reader.is_me(csm.id) else f"is with {called(csm.name)}.")


def tier(asked: FactAsked) -> Line:
    return about(
        asked, f"is in the {asked.view.account.tier} tier." if asked.view.account.tier else "has no tier on record."
    )


def segment(asked: FactAsked) -> Line:
    found = asked.view.account.segment
    return about(asked, f"is in the segment {found}." if found else "has no segment on record.")


def start(asked: FactAsked) -> Line:
    day = asked.view.account.started_on
    if day is None:
        return about(asked, "has no start date on record.")
    return about(
        asked,
        f"has been with us since {say_date(day, asked.today)}, {plural(days_since(day, asked.today) or 0, 'day')}.",
    )


def parent(asked: FactAsked) -> Line:
    return about(asked, "belongs to a group." if asked.view.account.parent_id else "has no parent account on record.")


def next_step(asked: FactAsked) -> Line:
    goal = milestone_words(asked.view, asked.reader, asked.now)
    live = [cta for cta in asked.view.todos if cta.state == "open" and cta.title]
    step = clean(live[0].title) if live else goal.next_task if goal and goal.next_task else ""
    if step:
        return about(asked, f"next: {capital(step)}.")
    return about(asked, "has nothing pressing. Its card holds what comes next.")
