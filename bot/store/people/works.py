"""Who works for customers: whoever has accounts, or to-dos to answer."""

from sqlalchemy import ColumnElement, exists, or_

from bot.store.tables import Account, Cta, Person
from bot.store.todo_states import LIVE


def works() -> ColumnElement[bool]:
    """The person has active accounts, or to-dos to answer."""
    own = exists().where(
        Account.workspace_id == Person.workspace_id, Account.csm_id == Person.id, Account.status == "active"
    )
    todo = (Cta.workspace_id == Person.workspace_id, Cta.owner_id == Person.id, Cta.state.in_(LIVE))
    return or_(own, exists().where(*todo))


__all__ = ["works"]
