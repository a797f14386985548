"""One account at one moment in words: what advice and messages may say of it, and whom to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.calendar import say_date
from bot.playbook.models import Rule
from bot.playbook.text.situation import (
    AccountWords,
    Promise,
    RenewalWords,
    ReviewWords,
    Situation,
    StakeholderWords,
)
from bot.store.contract_terms import ended_untold, lost, renewed, settled
from bot.store.tables import Contract, Cta
from bot.talk.account.read_account import load_account, load_accounts
from bot.talk.account.view import AccountView, Contact, days_since
from bot.talk.phrases.progress_words import health_words_of, milestone_words, stale_words
from bot.talk.phrases.reaction_words import answered_by, event_words, prepared_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import tickets_asked
from bot.talk.phrases.words import called, given_name, money, persona_words, score_of, totals
from bot.text import clean, whole

VISION = 110  # characters: longer words of theirs are quoted nowhere, rather than cut


def situation(
    view: AccountView,
    reader: Reader,
    now: datetime,
    *,
    stakeholder: Contact | None = None,
    count: int = 1,
    cta: Cta | None = None,
) -> Situation:
    """The account in words, dates counted in the reader's zone. `stakeholder`: whom the words are for. cta: the to-do
    that they are about, of which an event may be told."""
    today = reader.today(now)
    untagged = [known for known in view.active if known.row.persona is None]
    return Situation(
        account=account_words(view),
        stage=view.stage.name if view.stage else "not assessed yet" if view.placed else "not known yet",
        milestone=milestone_words(view, reader, now),
        health=health_words_of(view, reader, now),
        renewal=renewal_words(view, today),
        review=review_words(view, today),
        stakeholder=stakeholder_words(view, stakeholder, reader, now),
        hands_on=stakeholder_words(view, hands_on(view), reader, now),
        low_answer=low_answer_words(view, reader, today),
        promise=next(iter(promises(view, reader, now)), None),
        people_without_persona=tuple(who(known) for known in untagged if is_decider(known)),
        stale=stale_words(view, reader, now),
        champion_left=champion_left(view, today),
        event=event_words(view, cta, today),
        tickets=tickets_asked(view, reader, now),
        count=count,
    )


# Whom to talk to


def is_decider(known: Contact) -> bool:
    return "decision" in (known.row.role or "")


def is_champion(known: Contact) -> bool:
    return "champion" in (known.row.role or "")


def is_blocker(known: Contact) -> bool:
    """Somebody who is against it: whom to ask is anybody else."""
    return "blocker" in (known.row.role or "")


def choose(view: AccountView, rule: Rule | None = None) -> Contact | None:
    """Whom to talk to about a rule: the champion where daily work is stuck or data is missing, else who decides;
    of several, one whose persona is known. A rule that has a survey asked for says itself. None where nobody active is
    known."""
    if rule is not None and rule.asks is not None and rule.asks.whom == "uses":
        return hands_on(view)
    daily = rule is not None and (rule.cta.review is None or "hands_on" in (rule.step or ""))  # its step asks them
    asked = rule is not None and rule.asks is not None
    works = rule is not None and (rule.cta.type == "data" or (rule.once_per == "milestone" and daily and not asked))
    first, second = (is_champion, is_decider) if works else (is_decider, is_champion)

    def fitness(known: Contact) -> tuple[bool, bool, bool, bool, int]:
        return (is_blocker(known), not first(known), not second(known), known.row.persona is None, known.row.id)

    return min(view.active, key=fitness, default=None)


def whom(view: AccountView, cta: Cta | None, rule: Rule | None = None) -> Contact | None:
    """Whom to talk to about a to-do: who gave the answer that it is about, who does the work that a piece is sent for,
    else who is right for its rule."""
    one = prepared_of(view, cta)
    if one is not None and one.letter == "material":
        return hands_on(view)
    return answered_by(view, cta) or choose(view, rule)


def hands_on(view: AccountView) -> Contact | None:
    """Who does the tasks: the champion, else somebody who doesn't decide, else anybody."""

    def fitness(known: Contact) -> tuple[bool, bool, bool, int]:
        return (is_blocker(known), not is_champion(known), is_decider(known), known.row.id)

    return min(view.active, key=fitness, default=None)


def who(known: Contact, *, short: bool = False) -> str:
    """ "Dana Reyes, COO"; short: "the COO", else the name."""
    if short:
        return f"the {title_of(known)}" if known.row.title else called(known.row.name)
    name = called(known.row.name)
    return f"{name}, {title_of(known)}" if known.row.title else name


def with_role(known: Contact) -> str:
    """ "Dana Reyes (COO, decides)"; "Tom Okafor (Analyst, champion)": in brackets, so that a sentence can go on."""
    role = "decides" if is_decider(known) else "champion" if is_champion(known) else ""
    about = ", ".join(part for part in (title_of(known) if known.row.title else "", role) if part)
    return f"{called(known.row.name)} ({about})" if role else who(known)


def title_of(known: Contact) -> str:
    return called(known.row.title or "", 30)


def stakeholder_words(
    view: AccountView, known: Contact | None, reader: Reader, now: datetime
) -> StakeholderWords | None:
    if known is None:
        return None
    row, today, last = known.row, reader.today(now), view.last_talks.get(known.row.id)
    return StakeholderWords(
        who=who(known),
        first_name=given_name(row.name),
        title=title_of(known) if row.title else None,
        role=row.role,
        persona=persona_words(view.library, row.persona, None) or None,
        vision=whole(row.vision, VISION) or None if row.vision else None,
        vision_on=say_date(row.vision_on, today) if row.vision_on else None,
        last_talk=say_date(reader.day(last), today) if last else None,
        with_role=with_role(known),
    )


def low_answer_words(view: AccountView, reader: Reader, today: date) -> str | None:
    """ "answered 4 of 10 on Mon 5 Jan": the newest that stands."""
    return next((f"answered {score_of(key)} on {say_date(reader.day(at), today)}" for key, at in view.low), None)


def champion_left(view: AccountView, today: date) -> str | None:
    gone = [known for known in view.people if known.row.status == "left" and is_champion(known)]
    last = max(gone, key=lambda known: (known.row.left_on or date.min, known.row.id), default=None)
    if last is None:
        return None
    name = called(last.row.name)
    return f"{name}, {say_date(last.row.left_on, today)}" if last.row.left_on else name


# The account and its money


def account_words(view: AccountView) -> AccountWords:
    account = view.account
    return AccountWords(
        name=called(account.name),
        tier=called(account.tier, 20) if account.tier else None,
        segment=called(account.segment, 20) if account.segment else None,
        value=next(iter(totals(view.contracts)), None),
        csm=given_name(view.csm.name) if view.csm else None,
    )


def next_contract(view: AccountView, today: date) -> Contract | None:
    """The contract whose notice or end comes next; of those past without an outcome, the oldest. None whose end is
    known."""
    dated = [
        contract for contract in view.contracts if (contract.ends_on or contract.notice_on) and not settled(contract)
    ]
    ahead = [contract for contract in dated if (deadline_of(contract, today) or date.min) >= today]
    if ahead:
        return min(ahead, key=lambda contract: (deadline_of(contract, today) or date.max, contract.id))
    return min(dated, key=lambda contract: (contract.ends_on or date.max, contract.id), default=None)


def deadline_of(contract: Contract, today: date) -> date | None:
    """The day to act by: the notice date while it is ahead, else the end."""
    if contract.notice_on is not None and (contract.notice_on >= today or contract.ends_on is None):
        return contract.notice_on
    return contract.ends_on


def known_ends(view: AccountView, today: date) -> tuple[str, ...]:
    """ "not renewed, ends Sat 14 Mar", "renewed, this term ends Sat 14 Mar"; with the product where it has several."""
    return _ends_said(view, [one for one in view.contracts if settled(one)], today)


def not_renewed(view: AccountView, today: date) -> tuple[str, ...]:
    """The first of these only."""
    return _ends_said(view, [one for one in view.contracts if lost(one)], today)


def _ends_said(view: AccountView, ending: Sequence[Contract], today: date) -> tuple[str, ...]:
    ordered = sorted(ending, key=lambda one: (one.ends_on or date.max, one.id))
    said = [(one, f"{_how_it_ends(one, today)} {say_date(one.ends_on, today)}") for one in ordered if one.ends_on]
    if len(view.contracts) == 1:
        return tuple(words for _, words in said)
    return tuple(f"{called(one.product, 30)}: {words}" for one, words in said)


def _how_it_ends(contract: Contract, today: date) -> str:
    if not renewed(contract):
        return "not renewed, ends"
    verb = "ended" if contract.ends_on is not None and contract.ends_on < today else "ends"
    return f"renewed{' for less' if contract.outcome == 'reduced' else ''}, this term {verb}"


def leaving(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """The contracts that run out, the last one last; none while any of them may be renewed."""
    if not all(map(lost, contracts)):
        return ()
    return tuple(sorted(contracts, key=lambda one: (one.ends_on or date.min, one.id)))


def first_ended(view: AccountView, today: date) -> Contract | None:
    """Of the contracts that ended and nobody said how: the first."""
    ended = [one for one in view.contracts if ended_untold(one, today)]
    return min(ended, key=lambda one: (one.ends_on or date.max, one.id), default=None)


def renewal_words(view: AccountView, today: date) -> RenewalWords:
    contract, ended = next_contract(view, today), first_ended(view, today)
    deadline = deadline_of(contract, today) if contract else None
    if contract is None or deadline is None:
        return RenewalWords()
    return RenewalWords(
        deadline=say_date(deadline, today),
        days=(deadline - today).days,
        is_notice=deadline == contract.notice_on,
        ends=say_date(contract.ends_on, today) if contract.ends_on else None,
        call=contract.call or None,
        value=money(contract.amount, contract.currency) if contract.amount is not None else None,
        by_itself=contract.auto_renew,
        ended=say_date(ended.ends_on, today) if ended and ended.ends_on else None,
        ended_product=called(ended.product, 30) if ended and len(view.contracts) > 1 else None,
    )


def review_words(view: AccountView, today: date) -> ReviewWords:
    facts = view.facts
    last = facts.last_review_on if facts else None
    start, came = view.account.started_on, view.account.created_at.date()
    since = last or (max(start, came) if start else None)
    return ReviewWords(
        last=say_date(last, today) if last else None,
        days=days_since(since, today),
        from_start=last is None and start is not None and start >= came,
        from_coming=last is None and start is not None and start < came,
    )


# Promises


def promises(view: AccountView, reader: Reader, now: datetime) -> tuple[Promise, ...]:
    """What we owe them, the nearest first: "schema notes by Fri 9 Jan"."""
    return tuple(promised(cta, reader.today(now)) for cta in owed(view))


def owed(view: AccountView) -> list[Cta]:
    """The to-dos that are promises, the nearest first."""
    return sorted((cta for cta in view.todos if cta.promise), key=lambda cta: (cta.due_on, cta.id))


def promised(cta: Cta, today: date) -> Promise:
    """As the customer may read it. They know best that it is late: then the day isn't told again."""
    words = clean(cta.promise)
    return Promise(words if cta.due_on < today else f"{words} by {say_date(cta.due_on, today)}")


__all__ = [
    "AccountView",
    "Contact",
    "account_words",
    "choose",
    "health_words_of",
    "known_ends",
    "load_account",
    "load_accounts",
    "milestone_words",
    "not_renewed",
    "promises",
    "renewal_words",
    "situation",
    "who",
]
