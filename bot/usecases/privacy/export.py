"""Everything that is kept about somebody, as JSON can hold it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.store.audit.note import note
from bot.store.session import Store
from bot.usecases.privacy.subject import Subject
from bot.usecases.privacy.traces import tables, traces

SECRET = ("hash",)  # columns that say nothing of anybody


async def person_export(store: Store, workspace_id: int, subject: Subject) -> dict[str, list[dict[str, Any]]]:
    """By table, the rows that are about them, were made by them, or name them."""
    found: dict[str, list[dict[str, Any]]] = {}
    async with store.write(workspace_id) as db:
        connection = await db.connection()
        for table in tables():
            rows = [_as_json(trace.row._mapping) for trace in await traces(connection, workspace_id, subject, table)]
            if rows:
                found[table.name] = rows
        note(db, "exported", "person", about={"contacts": list(subject.contacts), "colleague": subject.colleague})
    return found


def _as_json(row: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if name not in SECRET and value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


__all__ = ["person_export"]
