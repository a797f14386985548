"""What changed in a file's row since it was last imported. A re-import applies that and nothing else."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.ingest.reading.columns import Kind
from bot.ingest.writing.bulk import Insert
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import ImportedRow

Cells = dict[str, str]

_SAVE = Insert(
    ImportedRow.__table__,  # type: ignore[arg-type]
    ("workspace_id", "file_kind", "row_key", "cells"),
    conflict=("workspace_id", "file_kind", "row_key"),
    update=("cells",),
)


def as_cells(values: dict[str, Any]) -> Cells:
    """The values as they are remembered: the same whichever way a file writes them."""
    return {name: value if value.__class__ is str else _written(value) for name, value in values.items()}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def changes(values: dict[str, Any], cells: Cells, last: Cells) -> dict[str, Any]:
    """The values whose cell isn't what it was at the last import."""
    if not last:
        return values.copy()
    if cells == last:
        return {}
    return {name: values[name] for name, cell in cells.items() if last.get(name) != cell}


async def last_cells(session: ReadSession, kind: Kind, keys: Iterable[str]) -> dict[str, Cells]:
    """The rows' cells as last imported, by row key."""
    wanted = list(keys)
    if not wanted:
        return {}
    query = select(ImportedRow.row_key, ImportedRow.cells).where(
        ImportedRow.file_kind == kind, is_one_of(ImportedRow.row_key, wanted)
    )
    return dict((await session.execute(query)).all())


async def save_cells(session: WriteSession, kind: Kind, rows: dict[str, Cells]) -> None:
    """Remembers the rows' cells, by row key."""
    workspace = session.workspace_id
    await _SAVE.run(session, [(workspace, kind, key, cells) for key, cells in rows.items()])
