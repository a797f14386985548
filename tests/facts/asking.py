"""A rule of one's own at one account: whether it holds there, and what `why` says of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.journey.rules.rule_states import rule_states
from bot.playbook.freshness import with_freshness
from bot.playbook.models import Condition, Library
from bot.talk.account.read_account import load_account
from bot.talk.todos.nearest_rules import nearest_rules, unknown_rules
from tests.journey.world import World

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


async def ask(world: World, account: int, when: Condition) -> Asked:
    library = with_rule(world.library, when)
    async with world.store.read(world.workspace) as db:
        view = await load_account(db, library, account, world.now)
        (state,) = await rule_states(db, library, account, world.now)
    assert view is not None
    day = world.now.date()
    return Asked(state.holds, nearest_rules(view, (state,), day), unknown_rules(view, (state,), day))


async def figures(world: World, account: int, *measured: tuple[float, float], kpi: str = "weekly-use") -> None:
    """(days ago, value), the oldest first, to the second."""
    for days, value in measured:
        await world.kpi(account, kpi, value, days)


SECOND = timedelta(seconds=1) / timedelta(days=1)  # in days

__all__ = ["NEVER_CLEARS", "SECOND", "Asked", "ask", "figures", "with_rule"]
