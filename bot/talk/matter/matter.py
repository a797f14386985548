"""What presses most at an account: one decision, from which alert, digest, prep, drafts and card take what to say.

A fall or a low answer comes before a deadline, that before a promise that is due, that before the milestone. What was
put off still stands: it is not told again, but nobody is spoken to as if it weren't there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.playbook.models import MatterTold, Rule
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import deadline_of, next_contract, owed, promises, renewal_words
from bot.talk.phrases.clear_before_renewal import is_near
from bot.talk.phrases.reaction_words import prepared_of, reacted_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import headline_words, rule_of
from bot.talk.phrases.ticket_words import ABOUT_HEALTH

NEAR_DAYS = 30  # so near, a deadline comes before all but what burns
LATELY = timedelta(days=30)  # talks before that are not counted as being about the same
TodoKind = Literal["burning", "deadline", "growth", "milestone", "other"]


@dataclass(frozen=True)
class Matter:
    """kind: what it is. cta, rule: the to-do behind it and its rule, None where there is none. told: as what it is
    told. since: the first day on which a talk may have been about it."""

    kind: TodoKind | Literal["promise"]
    told: MatterTold
    since: date
    cta: Cta | None = None
    rule: Rule | None = None


def is_calm(matter: Matter) -> bool:
    """Nothing is wrong and no renewal is near: whoever asked us something comes first then."""
    return matter.told not in ("burning", "tickets", "deadline", "ended")


def kind_of(view: AccountView, cta: Cta) -> TodoKind:
    """What a to-do is about."""
    rule = rule_of(view, cta)
    if rule is None:
        return "other"
    if rule.cta.type == "opportunity" or _is_thanks(view, cta):
        return "growth"
    if rule.once_per == "renewal":
        return "deadline"
    if rule.once_per in ("milestone", "stage") and not is_prepared(cta.rule):
        return "milestone"
    return "burning" if rule.cta.type == "risk" else "other"


def matter_of(view: AccountView, reader: Reader, now: datetime, *, about: Cta | None = None) -> Matter:
    """What to speak of there. about: the to-do at hand, which is spoken of where nothing more pressing stands."""
    today = reader.today(now)
    burning = what_burns(view, today, about=about)
    if burning is not None:
        return burning
    deadline = _deadline(view, today, NEAR_DAYS, about)
    if deadline is not None and not _is_thanks(view, about):
        return deadline
    if about is not None:
        own = _of_todo(view, about, today)
        return own if own.kind != "growth" else _grown(view, own, today, reader, now)
    promise = next((cta for cta in owed(view) if cta.due_on <= today + timedelta(days=1)), None)
    if promise is not None:
        return Matter("promise", "promise", promise.opened_on)
    return _ahead(view, today, reader, now)


def what_burns(view: AccountView, today: date, *, about: Cta | None = None) -> Matter | None:
    """What is wrong there, that `about` first if it is such a thing; None where nothing is. A score in the lowest band
    counts without a to-do."""
    if view.churned:
        return None
    found = [cta for cta in view.todos if kind_of(view, cta) == "burning"]
    if found:
        first = min(found, key=lambda cta: (about is None or cta.id != about.id, not _falls(view, cta)))
        return _of_todo(view, first, today)
    facts = view.facts
    if facts is not None and facts.band == 1:
        rule = next((rule for rule in view.current.rules if rule.once_per == "band"), None)
        told: MatterTold = "tickets" if _has_tickets(view) else "burning"
        return Matter("burning", told, facts.band_since or today, rule=rule)
    return None


def _falls(view: AccountView, cta: Cta) -> bool:
    """A fall or a low answer, which come before all else that is a risk."""
    rule = rule_of(view, cta)
    return is_prepared(cta.rule) or (rule is not None and rule.once_per in ("health-change", "band"))


def _of_todo(view: AccountView, cta: Cta, today: date) -> Matter:
    kind, event = kind_of(view, cta), reacted_of(view, cta)
    since = event.happened_on if event is not None else cta.opened_on
    return Matter(kind, _told(view, kind, cta), min(since, today), cta, rule_of(view, cta))


def _told(view: AccountView, kind: TodoKind, cta: Cta) -> MatterTold:
    """A contract that has ended is no deadline any more, and thanks are no opening."""
    if kind == "deadline":
        return "ended" if view.facts is not None and view.facts.outcome_missing_since is not None else "deadline"
    if kind == "growth":
        return "milestone" if _is_thanks(view, cta) else "opening"
    if kind != "burning":
        return "milestone"
    rule = rule_of(view, cta)
    about_health = rule is not None and rule.once_per in ABOUT_HEALTH
    return "tickets" if about_health and _has_tickets(view) else "burning"


def _has_tickets(view: AccountView) -> bool:
    """More are open than is fine: what a person can act on comes before figures of use."""
    limit = view.current.before_renewal.tickets
    return limit is not None and view.tickets is not None and view.tickets.count > limit.at_most


def _deadline(view: AccountView, today: date, within: int, about: Cta | None = None) -> Matter | None:
    """The renewal, from so many days before its notice or end on."""
    contract = next_contract(view, today)
    day = deadline_of(contract, today) if contract else None
    if day is None or not 0 <= (day - today).days <= within or view.churned:
        return None
    found = [cta for cta in view.todos if kind_of(view, cta) == "deadline"]
    if not found:
        return None
    return _of_todo(view, min(found, key=lambda cta: about is None or cta.id != about.id), today)


def may_grow(view: AccountView, reader: Reader, now: datetime) -> bool:
    """Whether growth may be spoken of: nothing burns, the CSM isn't worried, and no renewal is near."""
    calm = what_burns(view, reader.today(now)) is None and view.account.view != "worried"
    return calm and not is_near(view, reader.today(now))


def _grown(view: AccountView, own: Matter, today: date, reader: Reader, now: datetime) -> Matter:
    """Growth, or the renewal that is near and comes before it."""
    if may_grow(view, reader, now) or _is_thanks(view, own.cta):
        return own
    near = _deadline(view, today, view.current.before_renewal.within_days)
    return near or Matter("deadline", "deadline", today - LATELY)


def _is_thanks(view: AccountView, cta: Cta | None) -> bool:
    """Thanks for what was reached: a renewal that is near is no reason to hold them back."""
    one = prepared_of(view, cta)
    return one is not None and one.letter == "celebrate"


def _ahead(view: AccountView, today: date, reader: Reader, now: datetime) -> Matter:
    """Where nothing presses: the first to-do that has words, else the milestone."""
    ready = [_of_todo(view, cta, today) for cta in view.todos if cta.state == "open" and cta.rule != HAND]
    ready = [one for one in ready if one.rule is not None and one.rule.cta.type != "data"]
    own = next((one for one in ready if one.kind != "growth"), None) or next(iter(ready), None)
    if own is not None:
        return own if own.kind != "growth" else _grown(view, own, today, reader, now)
    since = view.facts.milestone_since if view.facts else None
    this = Matter("milestone", "milestone", max(since or date.min, today - LATELY))
    expands = view.stage is not None and view.stage.laer == "expand"
    return _grown(view, this, today, reader, now) if expands else this


def matter_words(view: AccountView, matter: Matter, reader: Reader, now: datetime) -> str:
    """What it is, without a capital, as it follows the account's name; "" for the milestone."""
    if matter.cta is not None:
        return headline_words(view, matter.cta, reader, now)
    if matter.kind == "promise":
        return f"we owe them {next(iter(promises(view, reader, now)), 'an answer')}"
    if matter.kind == "deadline":
        renewal = renewal_words(view, reader.today(now))
        what = "notice by" if renewal.is_notice else "the contract ends"
        return f"{what} {renewal.deadline}" if renewal.deadline else ""
    if matter.kind != "burning":
        return ""
    return f"health is {view.facts.health}, in the lowest band" if view.facts else "something is wrong"


__all__ = ["Matter", "is_calm", "kind_of", "matter_of", "matter_words", "may_grow", "what_burns"]
