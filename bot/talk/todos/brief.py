"""To-dos in words: why now, what to do, what is at stake, whom to talk to and what to say. Alert, digest and list
take from here what they have room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot import actions
from bot.calendar import DAYS, next_working_day, say_date
from bot.facts.measures import AsOf
from bot.journey.accounts.low_answers import LowAnswer, low_answers
from bot.journey.rules.silent_feeds import broken_feeds, silent_feeds
from bot.journey.todos.data_gaps import Gap, gaps_of
from bot.message import Span
from bot.playbook.models import Library, Rule
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.playbook.text.situation import Situation
from bot.store.session import ReadSession
from bot.store.tables import Cta, Person
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import DATA_GAPS, SILENT_FEEDS
from bot.talk.account.view import AccountView, Contact
from bot.talk.matter.lines import advice_for
from bot.talk.phrases.account_words import load_accounts, situation, who, whom
from bot.talk.phrases.channel_words import channel_words
from bot.talk.phrases.clear_before_renewal import Clearing, clearings, first_of
from bot.talk.phrases.health_moved import with_health_moves
from bot.talk.phrases.progress_words import cause_first
from bot.talk.phrases.reaction_words import reacted_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import GONE, plain_key, rule_of, said
from bot.talk.phrases.words import called, capital, listed, persona_words, totals
from bot.talk.quotes.said_words import asked_words, question_behind
from bot.talk.todos.given_by import givers
from bot.talk.todos.outcome_line import OutcomeLine, last_acts, settled
from bot.talk.todos.silent_feed_words import feed_words
from bot.text import clean, shorten

WORK_WEEK = "12345"  # of readers who are nobody in particular: a channel
CLEARING = {"renewal": ("Record it", actions.RENEWAL), "review": ("Prepare it", actions.REVIEW)}
ANSWERED = timedelta(days=60)  # an older answer is no news
STAKE_DAYS = 180  # a deadline further away adds nothing today


@dataclass(frozen=True)
class TalkTo:
    """Whom to talk to ("the COO", "CEO type, likely" or "") and what to say; stakeholder_id for the talking points.
    full: with their name, "Dana Frost, COO"."""

    who: str
    persona: str
    say: str
    ask: str
    stakeholder_id: int | None = None
    full: str = ""


@dataclass(frozen=True)
class Brief:
    """One to-do in words.

    name: the account's, "" where it stands for many or none. why: without a capital, as it follows the name.
    deadline: "notice in 7 days" …; dates: the same with dates. lines: of a grouped one, what is missing where.
    quote: the customer's own words, of a low answer or a question. question: id of the question that it is to answer;
    its buttons say so. by_hand: somebody wrote it down. one_off: of a reaction; like
    those, it is closed by Done.
    clearing: the button that clears it (label, action on the account), where one click can begin that.
    first: of a renewal, what is to be cleared before it; upsell: whether growth may be raised beside it.
    to_tell: its full alert goes out, to `channel` where the account has one; in_direct: as outsiders read that channel,
    it stands in a direct message. next_day: the reader's next working day, "Tomorrow" or "Next working day (Mon)".
    """

    cta_id: int
    name: str
    why: str
    todo: str
    due_on: date
    account_id: int | None = None
    clears: str = ""
    missing: tuple[str, ...] = ()
    value: str = ""
    deadline: str = ""
    dates: tuple[str, ...] = ()
    talk: TalkTo | None = None
    tried: str = ""
    quote: str = ""
    question: int | None = None
    by_hand: bool = False
    one_off: bool = False
    channel: Span | None = None
    lines: tuple[str, ...] = ()
    clearing: tuple[str, str] | None = None
    first: tuple[str, ...] = ()
    upsell: str = ""
    settled: OutcomeLine | None = None
    to_tell: bool = field(default=False, compare=False)
    in_direct: bool = field(default=False, compare=False)
    next_day: str = field(default="Next working day", compare=False)


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
    found = []
    for cta in ctas:
        outcome = settled(cta, acts.get(cta.id), reader, names)
        view = views.get(cta.account_id) if cta.account_id is not None else None
        if view is not None:
            brief = _of_account(library, cta, view, reader, now, outcome)
            brief = replace(brief, quote=brief.quote or _quote(view, cta, answers))
            found.append(_with_first(brief, view, cta, first.get(view.account.id)))
        elif cta.rule == DATA_GAPS and cta.owner_id is not None:
            found.append(await _grouped(db, library, cta, reader, now, outcome))
        elif cta.rule == SILENT_FEEDS:
            found.append(await _of_feeds(db, library, cta, reader.today(now), outcome))
        else:
            found.append(_plain(cta, reader, now, outcome))
        if cta.id in given:
            found[-1] = replace(found[-1], why=f"{found[-1].why} · from {given[cta.id]}")
    said = next_day_words(reader.today(now), days.get(reader.person_id, WORK_WEEK))
    return [replace(brief, next_day=said) for brief in found]


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


def _renews(view: AccountView) -> bool:
    """Whether any of its to-dos is about the renewal."""
    return any(_is_renewal(view, cta) for cta in view.todos)


def _is_renewal(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and rule.once_per == "renewal"


def _with_first(brief: Brief, view: AccountView, cta: Cta, clearing: Clearing | None) -> Brief:
    if clearing is None or not _is_renewal(view, cta):
        return brief
    upsell = "Upsell may come up." if clearing.may else "No upsell now."
    return replace(brief, first=first_of(clearing), upsell=upsell)


# One account


def _of_account(
    library: Library, cta: Cta, view: AccountView, reader: Reader, now: datetime, outcome: OutcomeLine | None
) -> Brief:
    rule = rule_of(view, cta)
    known = whom(view, cta, rule)
    words = situation(view, reader, now, stakeholder=known, cta=cta)
    asked = question_behind(view, cta)
    if cta.rule == HAND:
        why = todo = f"{clean(cta.title)}{' · promised' if cta.promise else ''}"
        clears = ""
        if asked is not None:
            why, clears = asked_words(view, asked, reader.today(now)), "Closes when you say that it is answered."
    else:
        why, todo, clears = _of_rule(rule, words)
    if rule is not None:
        why = cause_first(why, rule, view, reader, now)
    about_milestone = rule is not None and rule.once_per == "milestone" and words.milestone is not None
    return Brief(
        cta_id=cta.id,
        account_id=cta.account_id,
        name=words.account.name,
        why=why,
        todo=todo,
        clears=clears,
        due_on=cta.due_on,
        missing=words.milestone.missing if about_milestone and words.milestone else (),
        value=next(iter(totals(view.contracts)), ""),
        deadline=_deadline(words, why),
        dates=_dates(words, why),
        talk=None if cta.rule == HAND else _talk(view, cta, known, reader, now),
        tried=_tried(cta, reader, now),
        quote=asked.words if asked is not None else "",
        question=asked.id if asked is not None else None,
        by_hand=cta.rule == HAND,
        one_off=is_prepared(cta.rule),
        channel=channel_words(view.channel, reader, "its channel") if view.channel else None,
        clearing=CLEARING.get(rule.once_per) if rule else None,
        settled=outcome,
        to_tell=cta.tell == "due",
    )


def _of_rule(rule: Rule | None, words: Situation) -> tuple[str, str, str]:
    """Why, what to do, what clears it."""
    if rule is None:
        return "a to-do whose rule is no longer in use", GONE, ""
    plain = plain_key(rule)
    return said(rule.headline, words, plain), said(rule.todo, words, plain), said(rule.clears, words, "")


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
    if renewal.days is None or not 0 <= renewal.days <= STAKE_DAYS:
        return ()
    found = []
    if renewal.is_notice and renewal.deadline:
        found.append((renewal.deadline, f"notice by {renewal.deadline}"))
    if renewal.ends:
        found.append((renewal.ends, f"renews {renewal.ends}"))
    return tuple(text for day, text in found if day not in why)


def _talk(view: AccountView, cta: Cta, known: Contact | None, reader: Reader, now: datetime) -> TalkTo:
    persona = known.row.persona if known else None
    advice = advice_for(view, known, reader, now, cta=cta)
    tag = known.tag.confidence if known and known.tag else None
    return TalkTo(
        who=who(known, short=True) if known else "",
        full=who(known) if known else "",
        persona=persona_words(view.library, persona, tag),
        say=advice.say[0],
        ask=advice.ask or advice.questions[0],
        stakeholder_id=known.row.id if known else None,
    )


def _tried(cta: Cta, reader: Reader, now: datetime) -> str:
    """Of a to-do that is back after its re-check: "Reached out Tue 30 Dec: called the COO. Still so." """
    if cta.tried_on is None or cta.state != "open":
        return ""
    note = f": {shorten(cta.note, 60).rstrip('.')}" if cta.note else ""
    return f"Reached out {say_date(cta.tried_on, reader.today(now))}{note}. Still so."


# No account, or many


def _plain(cta: Cta, reader: Reader, now: datetime, outcome: OutcomeLine | None) -> Brief:
    title = clean(cta.title) or "To-do"
    return Brief(
        cta_id=cta.id,
        name="",
        why=title,
        todo=title,
        due_on=cta.due_on,
        by_hand=cta.rule == HAND,
        tried=_tried(cta, reader, now),
        settled=outcome,
    )


async def _grouped(
    db: ReadSession, library: Library, cta: Cta, reader: Reader, now: datetime, outcome: OutcomeLine | None
) -> Brief:
    """The gaps in the data of all accounts of one CSM: what is missing, and the first few accounts by name."""
    today = reader.today(now)
    as_of = AsOf(today, now, await silent_feeds(db, library, today))
    gaps = await gaps_of(db, library, cta.owner_id or 0, as_of)
    ids = {number for gap in gaps for number in gap.account_ids}
    views = await load_accounts(db, library, sorted(ids), now) if ids else {}
    told = [_gap(gap, views, reader, now) for gap in gaps]
    name = told[0][3] if len(told) == 1 and gaps[0].count == 1 else ""
    why = told[0][0] if len(told) == 1 else "Missing data"
    return Brief(
        cta_id=cta.id,
        name=name,
        why=why if name else capital(why),
        todo=told[0][1] if told else "Nothing is missing any more",
        clears=told[0][2] if len(told) == 1 else "Clears by itself when the gaps are filled.",
        due_on=cta.due_on,
        lines=() if name else tuple(f"{capital(why)}: {names}" for why, _, _, names in told),
        settled=outcome,
    )


async def _of_feeds(db: ReadSession, library: Library, cta: Cta, today: date, outcome: OutcomeLine | None) -> Brief:
    """Figures that nobody measures any more, at whatever account."""
    words = feed_words(await broken_feeds(db, library, await silent_feeds(db, library, today)))
    return Brief(
        cta_id=cta.id,
        name="",
        why=words.why,
        todo=words.todo,
        clears=words.clears,
        due_on=cta.due_on,
        lines=words.lines,
        settled=outcome,
    )


def _gap(gap: Gap, views: dict[int, AccountView], reader: Reader, now: datetime) -> tuple[str, str, str, str]:
    """Why, what to do, what clears it, and the accounts: "Acme, Globex and 12 more"."""
    shown = [views[number] for number in gap.account_ids if number in views]
    names = [called(view.account.name) for view in shown]
    more = gap.count - len(names)
    words = situation(shown[0], reader, now, count=gap.count) if shown else None
    why, todo, clears = _of_rule(gap.rule, words) if words else (gap.rule.key, gap.rule.key, "")
    return why, todo, clears, ", ".join(names) + f" … and {more:,} more" if more > 0 else listed(names)
