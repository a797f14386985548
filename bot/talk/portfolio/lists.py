"""Every list of accounts, by the word that asks for it."""

from bot.journey.accounts.selection import ListQuery
from bot.talk.portfolio import contact_lists, journey_lists
from bot.talk.portfolio.account_lists import AT_RISK, RENEWING, STUCK, AccountList

KINDS = (AT_RISK, STUCK, RENEWING, *contact_lists.LISTS, *journey_lists.LISTS)
BY_WORD = {kind.word: kind for kind in KINDS}


def kind_of(query: ListQuery) -> AccountList:
    """The list that is asked for."""
    if query.word == RENEWING.word and (query.first or query.last):
        return journey_lists.ending(query)
    return BY_WORD[query.word]


def which(query: ListQuery) -> str:
    """What is typed after "list" for that list, of whomever: "quiet 14 days"."""
    if query.first is not None and query.last is not None:
        return f"{query.word} {query.first.isoformat()}..{query.last.isoformat()}"
    days = "never" if query.never else f"{query.days} days" if query.days is not None else ""
    since = f"{query.first.isoformat()}.." if query.first else f"..{query.last.isoformat()}" if query.last else ""
    return " ".join(part for part in (query.word, days, since, query.stage) if part)


def as_typed(query: ListQuery) -> str:
    """The same, and whose: bot/usecases/finding/choose_list.py reads it as this very query."""
    selection = query.selection
    whose = f"csm #{selection.csm_id}" if selection.csm_id is not None else "all"
    only = [f'{name} "{value}"' for name, value in (("tier", selection.tier), ("segment", selection.segment)) if value]
    return " ".join([which(query), whose, *only, *([f"by {query.by}"] if query.by else [])])
