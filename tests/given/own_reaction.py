"""Reactions of one's own, in place of those that ship, and what came of them."""

from typing import Any

from sqlalchemy import select

from bot.playbook.models import Reaction
from bot.store.tables import Reacted
from tests.given.accounts import Accounts

CALL = {"type": "risk", "priority": "high", "due_in_working_days": 2, "headline": "a low score", "todo": "Call them"}
PLAN = {**CALL, "tasks": [{"key": "follow-up", "in_days": 14, "todo": "Ask again"}]}
LOW = {"key": "low", "on": "survey_received", "survey": [{"kind": "nps", "at_most": 6}], "do": [{"cta": PLAN}]}
THANKS = {"headline": "reached it", "todo": "Thank them", "due_in_working_days": 1}
WON = {"key": "won", "on": "milestone_reached", "do": [{"celebrate": THANKS}]}


def react(accounts: Accounts, *reactions: dict[str, Any]) -> None:
    """The playbook laer with these reactions only."""
    laer = accounts.library.playbooks["laer"].model_copy(
        update={"reactions": tuple(Reaction.model_validate(one) for one in reactions)}
    )
    accounts.library = accounts.library.model_copy(update={"playbooks": {**accounts.library.playbooks, "laer": laer}})


async def known(accounts: Accounts, *reactions: dict[str, Any], **more: Any) -> int:
    """An account that was assessed yesterday, in a workspace with a baseline of the day before."""
    react(accounts, *reactions)
    await accounts.account("First")
    await accounts.sweep()
    acme = await accounts.account(**more)
    await accounts.sweep(days=1)
    await accounts.sweep(days=1)
    return acme


async def made(accounts: Accounts, account: int) -> list[str]:
    return [cta.rule for cta in await accounts.ctas(account) if "/" in cta.rule]


async def reacted(accounts: Accounts) -> list[tuple[str, str]]:
    async with accounts.store.read(accounts.workspace) as db:
        rows = await db.execute(select(Reacted.reaction, Reacted.occurrence).order_by(Reacted.id))
        return [(reaction, occurrence) for reaction, occurrence in rows]
