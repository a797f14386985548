"""Good news of the night: who is back, who answered well and in which words, and what else closed by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import and_, func, select

from bot.facts.condition import comparisons, parse
from bot.journey.accounts.selection import Selection
from bot.playbook.models import Library
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, AccountFactsHistory, Cta
from bot.talk.changes.read_changes import AccountChange, read_changes
from bot.talk.digest.reading.digest_parts import GoodNews
from bot.talk.phrases.words import called

HIGH = {"10": 9, "5": 4}  # of so many points, an answer is high from this one on
ROSE = 10  # points of health that are news though no to-do was open
BACK = 5  # points above what it was when we told of it
MOST = 3
HEALTH = ("health_fell", "band_changed", "band")
# What a rule asked, and what its end means; of the rest, the CSM has done it, or another message tells it.
ENDS = {"champion_left_days": "has a champion again", "days_since_low_answer": "has nothing bad to say any more"}


async def good_news(
    db: ReadSession, library: Library, owner_id: int, since: datetime, now: datetime, besides: Collection[int]
) -> tuple[GoodNews, ...]:
    """Of that person's accounts, what is worth most first. besides: accounts of which the digest tells something new:
    there it would be said twice, or sound odd beside what is wrong."""
    found = {number: news for number, news in await _over(db, library, owner_id, since) if number not in besides}
    for one in await read_changes(db, library, Selection(csm_id=owner_id), since, now):
        if one.better and one.account_id not in besides:
            for news in _changed(one):
                found.setdefault(one.account_id, news)
    return tuple(found.values())[:MOST]


def _changed(one: AccountChange) -> Iterator[GoodNews]:
    if one.kind == "health" and one.now - one.before >= ROSE:
        yield GoodNews(one.account, f"is up at {one.now}, from {one.before}")
    if one.kind == "answer" and one.now >= HIGH.get(one.what.rpartition(" ")[2], 99):
        yield GoodNews(one.account, one.what, one.words, one.who)


async def _over(db: ReadSession, library: Library, owner_id: int, since: datetime) -> list[tuple[int, GoodNews]]:
    """Troubles that people had heard of and that are over by themselves."""
    past, facts = AccountFactsHistory, AccountFacts
    then = and_(past.account_id == Cta.account_id, past.valid_from <= Cta.told_at, past.valid_to > Cta.told_at)
    rows = await db.execute(
        select(Account.id, Account.name, Cta.rule, facts.health, past.health)
        .join(Cta, Cta.account_id == Account.id)
        .join(facts, facts.account_id == Account.id)
        .outerjoin(past, then)
        .where(Account.csm_id == owner_id, Account.status == "active", Cta.type == "risk", Cta.tell == "told")
        .where(Cta.closed_why == "itself", Cta.closed_at >= since)
        .order_by(func.coalesce(worth_of(Account.id), 0).desc(), Account.id)
    )
    said = [
        (number, called(name), _ended(library, rule, health, before)) for number, name, rule, health, before in rows
    ]
    return [(number, GoodNews(name, words)) for number, name, words in said if words]


def _ended(library: Library, key: str, health: int | None, before: int | None) -> str:
    rule = next((rule for book in library.playbooks.values() for rule in book.rules if rule.key == key), None)
    asked = {one.fact for one in comparisons(parse(rule.when))} if rule else set()
    if asked & set(HEALTH):
        if health is None:
            return ""
        return f"is back at {health}" if before is None or health - before >= BACK else f"holds steady at {health}"
    return next((words for fact, words in ENDS.items() if fact in asked), "")


__all__ = ["good_news"]
