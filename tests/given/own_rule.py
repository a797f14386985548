"""A rule of one's own at one account: whether it holds there, and what `why` says of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.journey.rules.rule_states import rule_states
from bot.playbook.freshness import with_freshness
from bot.playbook.models import Condition, Library
from bot.talk.account.read_account import load_account
from bot.talk.todos.nearest_rules import nearest_rules, unknown_rules
from tests.given.accounts import Accounts

NEVER_CLEARS: Condition = {"tier": {"is": "no such tier"}}


@dataclass
class Asked:
    """holds: None where it is unknown. nearest, unknown: what `/journey acme why` says of it."""

    holds: bool | None
    nearest: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]


def with_rule(library: Library, when: Condition, **more: Any) -> Library:
    """The library, in which that is laer's only rule; as the loader would leave it."""
    laer = library.playbooks["laer"]
    changes = {"when": when, "clears_when": None, "per": "account", "once_per": "ever", "shares": None} | more
    rule = laer.rules[0].model_copy(update={"key": "ours", **changes})
    ours = with_freshness(laer.model_copy(update={"rules": (rule,), "reactions": ()}))
    return library.model_copy(update={"playbooks": {"laer": ours}})


async def ask(accounts: Accounts, account: int, when: Condition) -> Asked:
    library = with_rule(accounts.library, when)
    async with accounts.store.read(accounts.workspace) as db:
        view = await load_account(db, library, account, accounts.now)
        (state,) = await rule_states(db, library, account, accounts.now)
    assert view is not None
    day = accounts.now.date()
    return Asked(state.holds, nearest_rules(view, (state,), day), unknown_rules(view, (state,), day))


async def figures(accounts: Accounts, account: int, *measured: tuple[float, float], kpi: str = "weekly-use") -> None:
    """(days ago, value), the oldest first, to the second."""
    for days, value in measured:
        await accounts.kpi(account, kpi, value, days)


def silent(**bounds: Any) -> Condition:
    return {"kpi": {"weekly-use": {"silent_days": bounds}}}


async def two_accounts(accounts: Accounts) -> tuple[int, int]:
    """One to ask, and one that shows that the figures still come in."""
    acme, other = await accounts.account(), await accounts.account("Globex")
    await figures(accounts, other, (0, 50))
    return acme, other


SECOND = timedelta(seconds=1) / timedelta(days=1)  # in days

__all__ = ["NEVER_CLEARS", "SECOND", "Asked", "ask", "figures", "silent", "two_accounts", "with_rule"]
