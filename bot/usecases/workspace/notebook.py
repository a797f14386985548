"""What a platform keeps of its own: `bot.platform.Notebook` in our database."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select

from bot.store.session import Store
from bot.store.sql import upsert
from bot.store.tables import Installation, PlatformNote

Json = Mapping[str, Any]


class StoredNotebook:
    """Of one team of one platform. Before that team is installed nothing is noted, and nothing can be."""

    def __init__(self, store: Store, surface: str, team_id: str, now: Callable[[], datetime]) -> None:
        self._store, self._surface, self._team_id, self._now = store, surface, team_id, now
        self._there: tuple[int, int] | None = None  # workspace and installation

    async def get(self, kind: str, key: str) -> Json | None:
        return (await self._read(kind, PlatformNote.key == key)).get(key)

    async def all(self, kind: str) -> Mapping[str, Json]:
        return await self._read(kind)

    async def put(self, kind: str, key: str, value: Json, *, until: datetime | None = None) -> None:
        """What is over goes with it. Raises LookupError for a team that isn't installed."""
        workspace_id, installation_id = await self._need()
        async with self._store.write(workspace_id) as db:
            over = (PlatformNote.installation_id == installation_id, PlatformNote.until < self._now())
            await db.execute(delete(PlatformNote).where(*over).execution_options(synchronize_session=False))
            noted = {"value": dict(value), "until": until}
            mine = {"workspace_id": workspace_id, "installation_id": installation_id, "kind": kind, "key": key}
            put = upsert(db.dialect, PlatformNote).values(**mine, **noted)  # two may note it at the same moment
            await db.execute(put.on_conflict_do_update(index_elements=[*mine], set_=noted))

    async def drop(self, kind: str, key: str) -> None:
        workspace_id, installation_id = await self._need()
        async with self._store.write(workspace_id) as db:
            mine = (PlatformNote.installation_id == installation_id, PlatformNote.kind == kind, PlatformNote.key == key)
            await db.execute(delete(PlatformNote).where(*mine).execution_options(synchronize_session=False))

    async def _read(self, kind: str, *which: ColumnElement[bool]) -> dict[str, Json]:
        there = await self._find()
        if there is None:
            return {}
        counts = or_(PlatformNote.until.is_(None), PlatformNote.until >= self._now())
        ours = select(PlatformNote.key, PlatformNote.value).where(PlatformNote.installation_id == there[1], counts)
        async with self._store.read(there[0]) as db:
            rows = await db.execute(ours.where(PlatformNote.kind == kind, *which).order_by(PlatformNote.id))
            return {row.key: row.value for row in rows}

    async def _need(self) -> tuple[int, int]:
        if (there := await self._find()) is None:
            raise LookupError(f"{self._surface} has no team {self._team_id} here")
        return there

    async def _find(self) -> tuple[int, int] | None:
        if self._there is None:
            mine = (Installation.surface == self._surface, Installation.team_id == self._team_id)
            async with self._store.everywhere() as connection:
                found = select(Installation.workspace_id, Installation.id).where(*mine)
                row = (await connection.execute(found)).first()
            self._there = (row.workspace_id, row.id) if row is not None else None
        return self._there
