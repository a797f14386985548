"""To-dos of no account or of many, in words: what somebody wrote down, what is missing at one CSM's accounts, figures
that nobody measures any more."""

from __future__ import annotations

from datetime import date, datetime

from bot.facts.measures import AsOf
from bot.journey.rules.silent_feeds import broken_feeds, silent_feeds
from bot.journey.todos.data_gaps import Gap, gaps_of
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import load_accounts, situation
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import in_rule_words, tried_words
from bot.talk.phrases.words import called, capital, listed
from bot.talk.todos.brief_parts import Brief
from bot.talk.todos.outcome_line import OutcomeLine
from bot.talk.todos.silent_feed_words import feed_words
from bot.text import clean


def plain(cta: Cta, reader: Reader, now: datetime, outcome: OutcomeLine | None) -> Brief:
    title = clean(cta.title) or "To-do"
    return Brief(
        cta_id=cta.id,
        name="",
        why=title,
        todo=title,
        due_on=cta.due_on,
        by_hand=cta.rule == HAND,
        tried=tried_words(cta, reader, now),
        settled=outcome,
    )


async def grouped(
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


async def of_feeds(db: ReadSession, library: Library, cta: Cta, today: date, outcome: OutcomeLine | None) -> Brief:
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
    why, todo, clears = in_rule_words(gap.rule, words) if words else (gap.rule.key, gap.rule.key, "")
    return why, todo, clears, ", ".join(names) + f" … and {more:,} more" if more > 0 else listed(names)
