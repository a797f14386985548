"""Accounts that are another one, as somebody said: they count in no figure, nor does anything that hangs on them."""

from typing import Any

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import aliased

from bot.store.tables import Account
from bot.store.tables.files.file_questions import DOUBLE_ACCOUNT

IS_DOUBLE: Any = literal_column(f"'{DOUBLE_ACCOUNT}'")


def is_itself() -> Any:
    """On the `Account` of the statement around it."""
    return Account.status != IS_DOUBLE


def of_no_double(table: Any) -> Any:
    """On what hangs on an account, or on none, where `Account` isn't joined."""
    double = aliased(Account)
    return func.coalesce(table.account_id, 0).not_in(select(double.id).where(double.status == IS_DOUBLE))


__all__ = ["is_itself", "of_no_double"]
