"""Meeting prep (method D8, A3-A6): the account's profile and history, and what to say to each person there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.calendar import plural, say_date, say_in
from bot.message import Message
from bot.playbook.models import Library, PersonaGuide
from bot.store.session import ReadSession
from bot.talk.account.kind import profile_lines, success_line
from bot.talk.account.place import NOT_PLACED, buttons_of
from bot.talk.account.read_account import load_account
from bot.talk.account.said import questions_of
from bot.talk.card.log import Happened, events_of
from bot.talk.matter.evidence import after_words
from bot.talk.matter.lines import advice_for, in_order, laer_of, telling_question, voice_of
from bot.talk.matter.matter import Matter, is_calm, matter_of, matter_words
from bot.talk.matter.may_explain import may_explain
from bot.talk.matter.notes import MONEY, LastNote, note_about, note_words
from bot.talk.matter.notes import NOTED as NOTE_AGE
from bot.talk.people.prep_history import background, changes, happened_since, last_contact, last_said, last_talk
from bot.talk.people.prep_message import PEOPLE_SHOWN, prep_message
from bot.talk.people.prep_parts import Prep, PrepTalk
from bot.talk.people.prep_when_leaving import parting
from bot.talk.phrases.account_words import (
    AccountView,
    Contact,
    known_ends,
    next_contract,
    promises,
    renewal_words,
    who,
)
from bot.talk.phrases.clear_before_renewal import clearings, first_of, steps_of
from bot.talk.phrases.plan_words import theirs
from bot.talk.phrases.progress_words import health_words_of, milestone_words, moved
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ticket_words, tickets_asked
from bot.talk.phrases.todo_words import parted, short
from bot.talk.phrases.words import SURE, a_year, called, given_name, guide_of, health_words, listed
from bot.talk.quotes.said_words import asked_of, question_buttons, question_line
from bot.text import clean, shorten, whole

GOALS = {
    "tickets": "an agreed date for each fix, and what else keeps people away",
    "burning": "what changed, and one step that both sides agree on",
    "deadline": "a clear answer on the renewal, and what it hangs on",
    "ended": "how it ended, and what comes now",
    "promise": "our promise kept, or another day agreed",
    "opening": "which team would gain next, and who decides on it",
}
OPEN_SHOWN, MOVES_SHOWN, LATELY_SHOWN = 3, 3, 2


async def prep(
    db: ReadSession,
    library: Library,
    account_id: int,
    reader: Reader,
    now: datetime,
    *,
    stakeholder_id: int | None = None,
) -> Message | None:
    """Prep for a meeting with everyone, or with one stakeholder; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    events = await events_of(db, account_id, most=30)
    over = parting(view, last_contact(events, reader), reader, now, stakeholder_id=stakeholder_id)
    if over is not None:
        return over
    found = prep_of(view, events, reader, now, stakeholder_id=stakeholder_id)
    goals = theirs(view.goals, reader.today(now))
    clearing = (await clearings(db, [view], reader, now)).get(account_id)
    if clearing is not None:
        in_the_way = (one for one in first_of(clearing) if one != clearing.tickets and not one.startswith("we owe"))
        expect = tuple(dict.fromkeys((*found.expect[:1], *in_the_way, *found.expect[1:])))
        found = replace(found, first=steps_of(clearing), upsell=clearing.upsell, expect=expect)
    return prep_message(replace(found, theirs=goals[:3]))


def prep_of(
    view: AccountView,
    events: Sequence[Happened],
    reader: Reader,
    now: datetime,
    *,
    stakeholder_id: int | None = None,
) -> Prep:
    """What the prep says. A stakeholder that isn't there (any more) gives the prep for everyone."""
    today = reader.today(now)
    asked = [known for known in view.people if known.row.id == stakeholder_id]
    matter = matter_of(view, reader, now)
    people = asked or in_order(view, matter)
    goal = milestone_words(view, reader, now)
    since = last_contact(events, reader)
    shown = {known.row.id for known in people[:PEOPLE_SHOWN]}
    why = _why(view, matter, reader, now)
    waiting = questions_of(view) if not asked else [one for one in questions_of(view) if one.stakeholder_id in shown]
    return Prep(
        account_id=view.account.id,
        name=called(view.account.name, 48),
        profile=tuple(text for text in profile(view, reader, now, health="; health " not in f"; {why}") if text),
        background=background(view, today),
        why=f"{short(why)}." if why else "",
        goal=_goal(view, matter, reader, now),
        money="" if (renewal_words(view, today).value or "-") in why else _contract(view, today),
        expect=_expect(view, reader, now),
        since_when=say_date(since, today) if since else "",
        by_itself=_by_itself(view, matter, today),
        well=f"{goal.last_reached}, since {goal.last_reached_on}" if goal and goal.last_reached_on else "",
        noted=_noted(
            events,
            " ".join((why, *_expect(view, reader, now), MONEY if matter.told == "deadline" else "")),
            reader,
            now,
        ),
        last=last_said(events, reader, today),
        lately=happened_since(view, [one for one in events if one is not last_talk(events)], since, reader, now)[
            :LATELY_SHOWN
        ],
        since=changes(view, events, since, reader, now),
        open_points=(goal.missing or goal.open_tasks)[:OPEN_SHOWN] if goal else (),
        promises=promises(view, reader, now)[:3],
        bring=_bring(view, matter, reader, now),
        kind=tuple(one for one in (success_line(view), *profile_lines(view)) if one),
        talks=tuple(talk_of(view, known, matter, reader, now, one=bool(asked)) for known in people[:PEOPLE_SHOWN]),
        people=tuple((known.row.id, who(known)) for known in people),
        one=bool(asked),
        where=buttons_of(view),
        asked=tuple(question_line(view, one, today) for one in waiting if one.stakeholder_id not in shown),
        answers=next((question_buttons(one) for one in waiting), ()),
    )


def _why(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> str:
    """What presses most, else the next step on the way; "" where neither is known."""
    if view.facts is None or not view.placed:
        return (NOT_PLACED if view.facts is not None else "Not assessed yet.").rstrip(".")
    pressing = matter_words(view, matter, reader, now)
    goal = milestone_words(view, reader, now)
    if pressing or goal is None or not view.placed:
        return parted(pressing)[0].rstrip(".")
    return f"the next step towards {goal.name}{f': {goal.next_task}' if goal.next_task else ''}"


def _by_itself(view: AccountView, matter: Matter, today: date) -> str:
    """What happens to a contract whose day is near."""
    contract = next_contract(view, today) if matter.told in ("deadline", "tickets") else None
    return after_words(contract, today) if contract is not None else ""


def _noted(events: Sequence[Happened], about: str, reader: Reader, now: datetime) -> str:
    """ "You noted 28 Oct: “They want figures for their budget round.”": the note before the last talk's that bears on
    it."""
    last = last_talk(events)
    rows = [one.row for one in events if one is not last and one.row.kind in ("contact", "note", "review")]
    notes = [LastNote(row.at, row.stakeholder_id, row.note, row.by_id) for row in rows if row.note]
    found = note_about([one for one in notes if one.at >= now - NOTE_AGE], about, now, lately=True)
    return note_words(found, reader, reader.today(now)) if found is not None else ""


def _goal(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> str:
    """What one wants to have when it is over; "" where its place isn't known."""
    if view.facts is None or not view.placed:
        return ""
    if matter.told == "milestone" and (matter.cta is None or matter.kind == "milestone"):
        goal = milestone_words(view, reader, now)
        return (
            f"{goal.next_task}, with a day for it"
            if goal is not None and goal.next_task
            else "the next step, with a day"
        )
    return GOALS.get(matter.told, "the next step, with a day")


def _expect(view: AccountView, reader: Reader, now: datetime) -> tuple[str, ...]:
    """What will come up: tickets first, then what moved."""
    tickets = ticket_words(view, reader, now)
    figures = [one for one in moved(view, MOVES_SHOWN) if not (tickets and "ticket" in one)]
    explains = may_explain(view, figures, reader, now).rstrip(".")
    told = tuple(one for one in (str(tickets or ""), ", ".join(figures), explains) if one)
    goal = milestone_words(view, reader, now)
    open_ = ", ".join(map(short, goal.missing[:OPEN_SHOWN])) if goal and not told else ""
    return (f"still open: {open_}",) if open_ else told


def _bring(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> tuple[str, ...]:
    """What to have in hand: what our own support owes them, what was promised, the figure that they wait for."""
    goal = milestone_words(view, reader, now)
    figures = [one for one in goal.missing if re.search(r"\([\d.,]+\S* of ", one)] if goal else []
    named = tickets_asked(view, reader, now).first if matter.told in ("tickets", "deadline", "burning") else ()
    fix = (f"a fix date for {listed(list(named))}",) if named else ()
    owed = tuple(f"what we owe: {one}" for one in promises(view, reader, now)[:2])
    return (*fix, *owed, *(f"the figure so far: {one}" for one in figures[:1]))


# Profile and history


def profile(view: AccountView, reader: Reader, now: datetime, *, health: bool = True) -> tuple[str, ...]:
    """Where they stand, in two or three lines. health: whether its score is told."""
    score = (_health(view, reader, now),) if health else ()
    return _stands(view, reader, now), *score, _contract(view, reader.today(now))


def _stands(view: AccountView, reader: Reader, now: datetime) -> str:
    if view.facts is None:
        return "Not assessed yet."
    if not view.placed:
        return NOT_PLACED
    goal = milestone_words(view, reader, now)
    stage = view.stage.name if view.stage else view.facts.stage
    kind = " · ".join(called(part, 20) for part in (view.account.tier, view.account.segment) if part)
    start = f"{stage} ({kind})" if kind else stage
    if goal is None:
        return f"{start}: all milestones reached"
    days = f", day {goal.days} (usual {goal.usual})" if goal.days is not None else ""
    tally = f", {goal.done} of {goal.total} done" if goal.total else ""
    return f"{start}: working on {goal.name}{tally}{days}"


def _health(view: AccountView, reader: Reader, now: datetime) -> str:
    health = health_words_of(view, reader, now)
    if health.score is None:
        return "Health unknown: too little fresh data"
    band = f" · {health.band}" if health.band else ""
    by_hand = f", {health.by_hand}" if health.by_hand else ""
    return f"Health {health_words(health.score, health.was)}{band}{by_hand}"


def _contract(view: AccountView, today: date) -> str:
    renewal = renewal_words(view, today)
    parts = [" + ".join(a_year(view.contracts, today)) or "Value not known"]
    if renewal.deadline and renewal.days is not None and renewal.days >= 0:
        what = "notice by" if renewal.is_notice else "renews"
        when = f"in {plural(renewal.days, 'day')}" if renewal.days > 1 else "today" if not renewal.days else "tomorrow"
        parts.append(f"{what} {renewal.deadline}, {when}")
    parts += known_ends(view, today)
    if renewal.call:
        parts.append(f"forecast: {renewal.call}")
    return " · ".join(parts)


# One person


def talk_of(
    view: AccountView, known: Contact, matter: Matter, reader: Reader, now: datetime, *, one: bool = False
) -> PrepTalk:
    """What to say to them of what presses most, in the voice of their persona."""
    row, today = known.row, reader.today(now)
    advice = advice_for(view, known, reader, now, matter=matter)
    guide = guide_of(view.library, row.persona)
    cell = view.library.personas[voice_of(known)].cells[laer_of(view, matter)]
    return PrepTalk(
        stakeholder_id=row.id,
        who=who(known),
        say=advice.say,
        ask=advice.ask,
        never=advice.never,
        leave_with=advice.leave_with,
        persona=guide.name if guide else "",
        role=called(row.role, 24) if row.role else "",
        talked=say_date(reader.day(last), today) if (last := view.last_talks.get(row.id)) else "",
        tagged=tagged_words(known, reader, today) if guide else "",
        asked=tuple(asked_of(one, today) for one in questions_of(view) if one.stakeholder_id == row.id),
        vision=whole(row.vision, 300) or None if row.vision else None,
        vision_on=say_date(row.vision_on, today) if row.vision_on else None,
        telling=None if guide else telling_question(view, known),
        evidence=shorten(known.tag.evidence, 200) if one and known.tag else "",
        thinking=cell.thinking if one else "",
        outcome=cell.outcome,
        motivation=cell.motivation if one else "",
        always=always_words(guide) if one and guide else (),
        lands=advice.message if one and is_calm(matter) and advice.message not in advice.say else "",
        activities=advice.activities if one else (),
        questions=tuple(text for text in advice.questions if text != advice.ask) if one else (),
    )


def always_words(guide: PersonaGuide) -> tuple[str, ...]:
    """What never to do with what it costs, and what always lands; nothing where the playbook says neither."""
    always = guide.always
    return (f"{always.never}; {always.costs}.", f"{always.lands}.") if always is not None else ()


def tagged_words(known: Contact, reader: Reader, today: date) -> str:
    """ "likely, tagged by you Fri 2 Jan (4 days ago)"."""
    tag = known.tag
    if tag is None:
        return "imported"
    day = reader.day(tag.at)
    by = " by you" if reader.is_me(tag.by_id) else f" by {given_name(known.tagged_by)}" if known.tagged_by else ""
    verb = "tagged" if by else "imported"
    sure = SURE.get(tag.confidence, clean(tag.confidence))
    age = (today - day).days
    return f"{sure}, {verb}{by} {say_date(day, today)}" + (f", {say_in(day, today)}" if age > 180 else "")


__all__ = ["prep", "prep_of", "talk_of"]
