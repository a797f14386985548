"""What a write does to rows, written down so that it can be taken back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, inspect

from bot.store.session import WriteSession
from bot.store.tables import ChangeRecord
from bot.store.tables.base import Base, Money, UtcDateTime
from bot.usecases.writing.roles import Touch, account_of, touch
from bot.usecases.writing.write import Write

MODELS: dict[str, type[Base]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def to_json(value: Any) -> Any:
    """Dates and money as text; everything else as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def from_json(table: str, column: str, value: Any) -> Any:
    """The value of that column again."""
    if value is None:
        return None
    column_type = inspect(MODELS[table]).columns[column].type
    if isinstance(column_type, Money):
        return Decimal(value)
    if isinstance(column_type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column_type, Date) else value


class Recording:
    """Adds and changes rows in one session and keeps what stood before and what stands after."""

    def __init__(self, session: WriteSession) -> None:
        self.session = session
        self._changed: list[Base] = []
        self._rows: dict[tuple[str, tuple[Any, ...]], dict[str, Any]] = {}

    async def add(self, row: Base) -> None:
        """Insert a row; taking it back removes it, or marks it as undone where its table can."""
        self.session.add(row)
        await self.session.flush()
        self._entry(row)["added"] = True

    def set(self, row: Base, **values: Any) -> None:
        """Change columns of a loaded row."""
        entry = self._entry(row)
        for column, value in values.items():
            entry["before"].setdefault(column, to_json(getattr(row, column)))
            entry["after"][column] = to_json(value)
            setattr(row, column, value)

    async def save(self, write: Write, kind: str, subject: str, account_id: int | None) -> int:
        """Write the `changes` row; its id is what an Undo button carries. Raises UserError where that person may not
        change what was changed."""
        await write.allowed(self.session, self._touches(account_id))
        entries = list(self._rows.values())
        change = ChangeRecord(
            workspace_id=self.session.workspace_id,
            person_id=write.person_id,
            account_id=account_id,
            kind=kind,
            subject=subject,
            at=write.now,
            before={"rows": [_side(entry, "before") for entry in entries]},
            after={"rows": [_side(entry, "after") for entry in entries]},
        )
        self.session.add(change)
        await self.session.flush()
        return change.id

    def _touches(self, account_id: int | None) -> list[Touch]:
        about = [touch(row, self._entry(row)["before"]) for row in self._changed if not self._entry(row)["added"]]
        new = [Touch(account_of(row)) for row in self._changed if self._entry(row)["added"]]
        return [Touch(account_id), *about, *new]

    def _entry(self, row: Base) -> dict[str, Any]:
        table, identity = row.__tablename__, tuple(inspect(row).identity or ())
        if (table, identity) not in self._rows:
            self._changed.append(row)
        new = {"table": table, "id": list(identity), "added": False, "before": {}, "after": {}}
        return self._rows.setdefault((table, identity), new)


def _side(entry: dict[str, Any], side: str) -> dict[str, Any]:
    return {"table": entry["table"], "id": entry["id"], "added": entry["added"], "values": entry[side]}
