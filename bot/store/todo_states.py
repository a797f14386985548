"""A CTA's states and what else of it is spelled the same wherever to-dos are opened, closed and counted."""

from typing import Any, Final

from sqlalchemy import Text, case, literal, literal_column

from bot.store.sql import spelled, text_of
from bot.store.tables import Account, AccountFacts, Cta

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could

PRIORITIES = {"urgent": 1, "high": 2, "medium": 3, "low": 4}
LIVE = ("open", "asleep", "snoozed")


def is_live(cta: Any) -> Sql:
    """Still to do. Spelled out, not bound, so that the databases see that their partial indexes fit."""
    return cta.state.in_([literal_column(f"'{state}'") for state in LIVE])


DATA_GAPS = "data-gaps"  # the rule of the CTAs that group every "per: csm" rule into one per CSM
SILENT_FEEDS = "silent-feeds"  # the rule of the one that tells a manager which figures have stopped coming in
FORECAST: Final = "forecast"  # why a to-do rests: its renewal was called (bot/usecases/writing/forecast.py)
THANKS: Final = "/celebrate"  # how the rule of a to-do for thanks ends (bot/playbook/reactions/prepared_todos.py)

COLUMNS = [
    "workspace_id", "account_id", "subject", "rule", "occurrence", "type", "priority", "level", "owner_id",
    "opened_on", "due_on", "state", "tell", "changed_at",
]  # fmt: skip


def untold() -> Sql:
    """What closes before anyone heard of it needn't be told any more."""
    return case((Cta.tell == spelled("due"), ""), else_=Cta.tell)


def subject() -> Sql:
    """Whose CTA it is: the account in this life of it."""
    return literal("account:", Text) + text_of(AccountFacts.account_id) + ":" + text_of(Account.period)


# Thanks that are sent without a to-do are found again by the change that sent them.


def thanks_subject(account_id: int, milestone: str) -> str:
    """The subject of the change that sent them."""
    return f"thanks:{account_id}:{milestone}"


def thanks_account(subject: str) -> int | None:
    """The account of such a subject; None of any other."""
    kind, _, rest = subject.partition(":")
    return int(rest.partition(":")[0]) if kind == "thanks" else None
