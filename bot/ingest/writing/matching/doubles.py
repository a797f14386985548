"""New accounts that may be old ones: the same domain or name under another key. They are named, and never merged."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from bot.ingest.writing.account_plan import Plan
from bot.ingest.writing.value_list import is_one_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountName
from bot.text import compared, shorten

Called = tuple[str, str]  # domain or name, and how it is compared


class Doubles:
    """`_seen`: how accounts of this file are called, with the key and line of the first one."""

    def __init__(self) -> None:
        self._seen: dict[Called, tuple[str, int]] = {}

    async def look(self, session: ReadSession, plans: Iterable[Plan]) -> list[str]:
        """What is worth a look among new accounts, before they are written."""
        new = [plan for plan in plans if plan.here is None]
        wanted = {folded for plan in new for _, folded in _called(plan)}
        here = await _here(session, wanted) if wanted else {}
        return [said for plan in new for said in self._look(plan, here)]

    def _look(self, plan: Plan, here: dict[Called, str]) -> Iterator[str]:
        named = False
        for called in _called(plan):
            key, line = self._seen.setdefault(called, (plan.key, plan.row.line))
            other = here.get(called) or (key if key != plan.key else None)
            if other is None or named or other == plan.changed.get("parent"):
                continue
            named = True  # a customer who has both is one doubt
            where = f" (line {line})" if other == key else ""
            who = f"{shorten(plan.changed.get('name') or plan.key)} (key {shorten(plan.key)})"
            yield (
                f"line {plan.row.line}: {who} has the {called[0]} of account {shorten(other)}{where}; they are two "
                "accounts. If it is one customer, leave one of them out"
            )


def _called(plan: Plan) -> Iterator[Called]:
    for kind in ("domain", "name"):
        if value := plan.changed.get(kind):
            yield kind, compared(value)


async def _here(session: ReadSession, folded: set[str]) -> dict[Called, str]:
    query = select(AccountName.kind, AccountName.folded, Account.key).join(
        Account, Account.id == AccountName.account_id
    )
    query = query.where(is_one_of(AccountName.folded, folded), AccountName.kind.in_(("domain", "name")))
    return {(kind, name): key for kind, name, key in (await session.execute(query)).all()}
