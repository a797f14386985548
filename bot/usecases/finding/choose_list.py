"""Which list of accounts is meant, as people type it: "quiet 14 days", "stage adopt csm Ben", "at-risk by tier"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from bot.errors import UserError, Way
from bot.journey.accounts.selection import ListQuery
from bot.language.names import after_words, first_word, leading
from bot.message import bold
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.text import compared, shorten
from bot.usecases.finding.choose_accounts import Asking, choose

OF_SAYINGS = ("wishes", "questions")  # what customers said, and no accounts
WORDS = (
    *("at-risk", "stuck", "renewals", "quiet", "stage", "ready", "no-decider", "no-persona", "new", "accounts"),
    *OF_SAYINGS,
)
ALSO = {
    "wish": "wishes", "question": "questions", "asked": "questions", "unanswered": "questions",
    "risk": "at-risk", "renewal": "renewals", "silent": "quiet", "stages": "stage", "ready-for-offer": "ready",
    "offer": "ready", "upsell": "ready", "untagged": "no-persona", "without-persona": "no-persona",
    "without-decider": "no-decider", "all": "accounts",
}  # fmt: skip
SPAN = re.compile(r"(\d{1,4})(?:\s*d|\s+days?)?(?:\s+|$)", re.IGNORECASE)
SPANNED = ("quiet", "renewals", "new")
BETWEEN = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?(?:\s+|$)")  # as buttons say it
MOST_DAYS = 3650


@dataclass(frozen=True)
class StageCalled:
    """A stage as people call it: its name, and its keys in all playbooks."""

    name: str
    keys: tuple[str, ...]


def stage_called(library: Library, text: str) -> StageCalled | None:
    """By its name or key, and in playbooks that have none of that name by land, adopt, expand or renew."""
    typed, found = compared(text), {}
    for playbook in library.playbooks.values():
        own = [one for one in playbook.stages if typed in (compared(one.name), one.key)]
        for stage in own or [one for one in playbook.stages if one.laer == typed]:
            found[stage.key] = stage.name
    if not found:
        return None
    return StageCalled(next((name for name in found.values() if compared(name) == typed), typed), tuple(found))


async def choose_list(
    db: ReadSession, library: Library, text: str, asking: Asking, today: date, *, mine: bool
) -> ListQuery:
    """mine: whether only one's own accounts count where the words don't say whose. Raises UserError."""
    word, rest = _word(text, asking), after_words(text.strip(), 1)
    query = ListQuery(word)
    if word == "stage":
        query, rest = _stage(query, library, rest, asking)
    elif word in SPANNED:
        query, rest = _span(query, rest, today)
    whole = replace(asking, command=f"{asking.command} {text.strip()[: len(text.strip()) - len(rest)].strip()}")
    chosen = await choose(db, rest, whole, mine=mine)
    return replace(query, selection=chosen.selection, by=chosen.by or query.by)


def _word(text: str, asking: Asking) -> str:
    typed = first_word(text)
    if typed in WORDS or typed in ALSO:
        return ALSO.get(typed, typed)
    near = get_close_matches(typed, [*WORDS, *ALSO], n=1, cutoff=0.6)
    ways = tuple(Way(one, f"{asking.command} {ALSO.get(one, one)}") for one in near)
    raise UserError("I have no list called ", bold(shorten(typed)), ". There are ", ", ".join(WORDS), ".", ways=ways)


def _span(query: ListQuery, text: str, today: date) -> tuple[ListQuery, str]:
    """ "14 days": without contact for so long, until a contract ends, since an account started."""
    if query.word == "quiet" and first_word(text) == "never":
        return replace(query, never=True), after_words(text, 1)
    between = BETWEEN.match(text)
    if between is not None:
        first, last = (date.fromisoformat(day) if day else None for day in between.groups())
        return replace(query, first=first, last=last), text[between.end() :]
    found = SPAN.match(text)
    if found is None:
        return query, text
    days = min(int(found[1]), MOST_DAYS)
    spans = {
        "quiet": replace(query, days=days),
        "renewals": replace(query, first=today, last=today + timedelta(days=days)),
        "new": replace(query, first=today - timedelta(days=days)),
    }
    return spans[query.word], text[found.end() :]


def _stage(query: ListQuery, library: Library, text: str, asking: Asking) -> tuple[ListQuery, str]:
    """Without a name: all stages, a row each."""
    for typed, rest in leading(text):
        found = stage_called(library, typed)
        if found is not None:
            return replace(query, stages=found.keys, stage=found.name), rest
    return ListQuery("accounts", by="stage"), text
