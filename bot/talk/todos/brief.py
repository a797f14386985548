"""To-dos in words: why now, what to do, what is at stake, whom to talk to and what to say. Alert, digest and list
take from here what they have room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot import actions
from bot.calendar import DAYS, next_working_day, plural, say_date
from bot.journey.accounts.low_answers import LowAnswer, low_answers
from bot.message import Span
from bot.playbook.models import Library, Rule
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.playbook.text.situation import Situation
from bot.store.session import ReadSession
from bot.store.tables import Contract, Cta, Person, Ticket
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import DATA_GAPS, SILENT_FEEDS
from bot.talk.account.view import AccountView, Contact
from bot.talk.matter.evidence import about_leaver, evidence_of
from bot.talk.matter.lines import advice_for
from bot.talk.matter.note_step import with_notes
from bot.talk.matter.notes import LastNote, last_notes
from bot.talk.phrases.account_words import load_accounts, situation, who, whom
from bot.talk.phrases.clear_before_renewal import Clearing, clearings, first_of
from bot.talk.phrases.health_moved import with_health_moves
from bot.talk.phrases.progress_words import next_task
from bot.talk.phrases.reaction_words import reacted_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import in_rule_words, rule_of, step_words, tried_words
from bot.talk.phrases.ticket_words import ABOUT_HEALTH, cause_first, cause_parts, ticket_name, ticket_words
from bot.talk.phrases.words import a_year, called, channel_words, given_name, persona_words
from bot.talk.quotes.said_words import asked_words, question_behind
from bot.talk.todos.brief_parts import Brief, TalkTo
from bot.talk.todos.given_by import givers
from bot.talk.todos.of_many import grouped, of_feeds, plain
from bot.talk.todos.outcome_line import OutcomeLine, last_acts, settled
from bot.talk.todos.renewing import renewing
from bot.text import clean

RISKS = ("risk", "lifecycle")
WORK_WEEK = "12345"  # of readers who are nobody in particular: a channel
CLEARING = {"renewal": ("Record it", actions.RENEWAL), "review": ("Prepare it", actions.REVIEW)}
ANSWERED = timedelta(days=60)  # an older answer is no news
STAKE_DAYS = 180  # a deadline further away adds nothing today


async def briefs(db: ReadSession, library: Library, ctas: Sequence[Cta], reader: Reader, now: datetime) -> list[Brief]:
    """Those to-dos in words, in their order. Meant for a dozen: each takes a few small reads of its own."""
    accounts = [cta.account_id for cta in ctas if cta.account_id is not None]
    views = await with_health_moves(db, await load_accounts(db, library, accounts, now), now)
    acts, given = await last_acts(db, [cta.id for cta in ctas], reader), await givers(db, ctas)
    owners = {cta.owner_id for cta in ctas if cta.owner_id is not None}
    people = select(Person.id, Person.name, Person.digest_days).where(Person.id.in_(owners | {reader.person_id}))
    rows = (await db.execute(people)).all()
    names, days = {row.id: row.name for row in rows}, {row.id: row.digest_days for row in rows}
    first = await clearings(db, [view for view in views.values() if _renews(view)], reader, now)
    answers = await low_answers(db, accounts, now - ANSWERED, now) if accounts else []
    notes = await last_notes(db, accounts, now)
    found = []
    for cta in ctas:
        view = views.get(cta.account_id) if cta.account_id is not None else None
        contract = renewing(view, cta, rule_of(view, cta)) if view is not None else None
        outcome = settled(cta, acts.get(cta.id), reader, names, contract)
        if view is not None:
            brief = _of_account(library, cta, view, reader, now, outcome, contract, notes.get(view.account.id, ()))
            to = given_name(names[cta.owner_id]) if cta.owner_id in names and reader.is_me(cta.owner_id) else ""
            owner = given_name(names[cta.owner_id]) if cta.owner_id in names and not reader.is_me(cta.owner_id) else ""
            brief = replace(brief, quote=brief.quote or _quote(view, cta, answers), owner=owner, to=to)
            if contract is not None:
                brief = replace(brief, calls=True, call=contract.call or "")
            found.append(_with_first(brief, view, cta, first.get(view.account.id), reader, now))
        elif cta.rule == DATA_GAPS and cta.owner_id is not None:
            found.append(await grouped(db, library, cta, reader, now, outcome))
        elif cta.rule == SILENT_FEEDS:
            found.append(await of_feeds(db, library, cta, reader.today(now), outcome))
        else:
            found.append(plain(cta, reader, now, outcome))
        if cta.id in given:
            found[-1] = replace(found[-1], why=f"{found[-1].why} · from {given[cta.id]}")
    said = next_day_words(reader.today(now), days.get(reader.person_id, WORK_WEEK))
    today = reader.today(now)
    return [
        replace(brief, next_day=said, due=by_when(brief.due_on, today, cta, reader))
        for brief, cta in zip(found, ctas, strict=True)
    ]


def _quote(view: AccountView, cta: Cta, answers: Sequence[LowAnswer]) -> str:
    """What was written to the low answer that the to-do is about."""
    event = reacted_of(view, cta)
    here = [one for one in answers if one.account_id == view.account.id and one.words]
    days = ((abs((one.at.date() - event.happened_on).days), clean(one.words)) for one in here) if event else ()
    return min((one for one in days if one[0] <= 1), default=(0, ""))[1]  # its day is the workspace's, not UTC's


def next_day_words(today: date, days: str) -> str:
    """ "Tomorrow", or which day comes after a weekend: nobody works on what is back on a Saturday."""
    tomorrow = today + timedelta(days=1)
    day = next_working_day(tomorrow, days)
    return "Tomorrow" if day == tomorrow else f"Next working day ({DAYS[day.weekday()]})"


def by_when(due: date, today: date, cta: Cta, reader: Reader) -> str:
    """ "by Fri 9 Jan", "today", "today, 2 days late": what is told for the first time today is late to nobody."""
    days = (due - today).days
    is_known = cta.rule == HAND or (cta.told_at is not None and reader.day(cta.told_at) < today)
    if days < 0 and is_known:
        return f"today, {plural(-days, 'day')} late"
    return "today" if days <= 0 else "by tomorrow" if days == 1 else f"by {say_date(due, today)}"


def _renews(view: AccountView) -> bool:
    """Whether any of its to-dos is about the renewal."""
    return any(_is_renewal(view, cta) for cta in view.todos)


def _is_renewal(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and rule.once_per == "renewal"


def _with_first(
    brief: Brief, view: AccountView, cta: Cta, clearing: Clearing | None, reader: Reader, now: datetime
) -> Brief:
    if clearing is None or not _is_renewal(view, cta):
        return brief
    words = ticket_words(view, reader, now)
    named = any(ticket_name(one) in brief.step for one in _first_tickets(view))
    oldest = "" if words is None else f"oldest {words.age}" if named else words.of_oldest
    tickets = f"{words.count}, {oldest}" if words is not None else clearing.tickets.partition(" (")[0]
    first = tuple(tickets if what == clearing.tickets else what for what in first_of(clearing))
    names = [called(one.row.name) for one in view.active if called(one.row.name) in brief.evidence.silent]
    first = tuple(what for what in first if not any(f"no talk with {name}" in what for name in names))  # told once
    return replace(brief, first=first, upsell="Upsell may come up." if clearing.may else "")


def _first_tickets(view: AccountView) -> tuple[Ticket, ...]:
    return view.tickets.first if view.tickets is not None else ()


# One account


def _of_account(
    library: Library,
    cta: Cta,
    view: AccountView,
    reader: Reader,
    now: datetime,
    outcome: OutcomeLine | None,
    contract: Contract | None,
    notes: Sequence[LastNote],
) -> Brief:
    rule = rule_of(view, cta)
    known = whom(view, cta, rule)
    words = situation(view, reader, now, stakeholder=known, cta=cta)
    asked = question_behind(view, cta)
    if cta.rule == HAND:
        why = todo = f"{clean(cta.title)}{' · promised' if cta.promise else ''}"
        clears = step = ""
        if asked is not None:
            why, clears = asked_words(view, asked, reader.today(now)), "Closes when you say that it is answered."
    else:
        why, todo, clears = in_rule_words(rule, words)
        step = step_words(rule, words, todo)
    named = any(ticket in step for ticket in words.tickets.first)
    cause = tickets = ""
    if rule is not None and rule.once_per in ABOUT_HEALTH:
        cause, tickets, _ = cause_parts(why, rule, view, reader, now, named=named)
        why = cause_first(why, rule, view, reader, now, named=named)
    evidence = evidence_of(
        view,
        rule,
        step=step,
        milestone=words.milestone,
        moved=words.health.moved or (words.health.low if cause else ()),
        contract=contract,
        notes=notes,
        asked=known,
        tickets=tickets,
        reader=reader,
        now=now,
    )
    hands_on = words.hands_on.with_role if words.hands_on is not None else ""
    step = with_notes(step, (clean(one.words) for one in notes), hands_on)
    about_step = rule is not None and rule.once_per == "milestone" and rule.asks is None
    about_milestone = about_step and words.milestone is not None
    return Brief(
        cta_id=cta.id,
        account_id=cta.account_id,
        name=words.account.name,
        why=why,
        cause=cause,
        health=f"health {words.health.score}" if words.health.score is not None else "",
        todo=todo,
        clears=clears,
        step=step,
        due_on=cta.due_on,
        missing=words.milestone.missing if about_milestone and words.milestone else (),
        value=_value(view, words, why, reader.today(now)),
        deadline=_deadline(words, why),
        dates=_dates(words, why),
        talk=None if cta.rule == HAND else _talk(view, cta, known, reader, now),
        tried=tried_words(cta, reader, now),
        quote=asked.words if asked is not None else "",
        question=asked.id if asked is not None else None,
        by_hand=cta.rule == HAND,
        one_off=is_prepared(cta.rule),
        about="question" if asked is not None else _about(rule),
        is_risk=cta.type in RISKS,
        grows=cta.type == "opportunity",
        ticks=_ticks(view) if about_milestone and rule is not None and rule.cta.type == "risk" else None,
        channel=_channel(view, reader),
        clearing=_clearing(rule) if rule else None,
        evidence=evidence,
        settled=outcome,
        others=sum(one.state == "open" and one.id != cta.id for one in view.todos),
        to_tell=cta.tell == "due",
    )


def _about(rule: Rule | None) -> str:
    """What kind of matter it is, by which its alert speaks."""
    if rule is None:
        return ""
    if about_leaver(rule):
        return "leaver"
    if rule.once_per in ABOUT_HEALTH:
        return "health"
    if rule.once_per == "renewal":
        return "ended" if rule.when and "outcome_missing_days" in str(rule.when) else "renewal"
    if rule.cta.type == "opportunity":
        return "growth"
    return "stuck" if rule.once_per == "milestone" and rule.cta.type == "risk" else ""


def _clearing(rule: Rule) -> tuple[str, str] | None:
    if rule.asks is not None:
        return "Note the answer", actions.SURVEY
    return ("Name new champion", actions.CHAMPION) if about_leaver(rule) else CLEARING.get(rule.once_per)


def _channel(view: AccountView, reader: Reader) -> Span | None:
    """The account's own; what was typed of one that no platform knows is nowhere that anybody could look."""
    own = view.channel
    return None if own is None or own.installation_id is None else channel_words(own, reader, "its channel")


def _ticks(view: AccountView) -> tuple[str, str] | None:
    """The task that comes next, as its button has it."""
    found = next_task(view)
    return (found[0], f"{view.account.id}/{found[1]}") if found is not None else None


def _value(view: AccountView, words: Situation, why: str, today: date) -> str:
    """What the account pays a year; of a renewal what it says itself, which may be one contract of several."""
    own = words.renewal.value
    return own if own and own in why else next(iter(a_year(view.contracts, today)), "")


def _deadline(words: Situation, why: str) -> str:
    """ "notice in 7 days", unless the reason says it already."""
    days, date_words = words.renewal.days, words.renewal.deadline
    if days is None or date_words is None or not 0 <= days <= STAKE_DAYS or date_words in why:
        return ""
    what = "notice" if words.renewal.is_notice else "renews"
    near = {0: "today", 1: "tomorrow"}
    return f"{what} {near.get(days, f'in {days} days')}"


def _dates(words: Situation, why: str) -> tuple[str, ...]:
    """ "notice by Tue 13 Jan", "renews Sat 14 Mar": what the reason doesn't say already."""
    renewal = words.renewal
    if renewal.days is None or renewal.days < 0:
        return ()
    found = []
    if renewal.is_notice and renewal.deadline and renewal.days <= STAKE_DAYS:
        found.append((renewal.deadline, f"notice by {renewal.deadline}"))
    if renewal.ends:
        verb = "ends" if renewal.by_itself is False else "renews"
        found.append((renewal.ends, f"{verb} {renewal.ends}"))
    return tuple(text for day, text in found if day not in why)


def _talk(view: AccountView, cta: Cta, known: Contact | None, reader: Reader, now: datetime) -> TalkTo:
    persona = known.row.persona if known else None
    advice = advice_for(view, known, reader, now, cta=cta)
    tag = known.tag.confidence if known and known.tag else None
    return TalkTo(
        who=who(known, short=True) if known else "",
        full=who(known) if known else "",
        first=given_name(known.row.name) if known else "",
        persona=persona_words(view.library, persona, tag),
        say=advice.say[0],
        ask=advice.ask or advice.questions[0],
        stakeholder_id=known.row.id if known else None,
    )


__all__ = ["Brief", "TalkTo", "briefs", "next_day_words"]
