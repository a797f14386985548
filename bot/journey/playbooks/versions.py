"""Playbook versions in the database: a playbook whose tests or weights changed becomes a new version.

Accounts keep the version they started with; new ones get the newest of their workspace's playbook.
"""

from datetime import datetime

from sqlalchemy import insert, select, update

from bot.playbook.models import Library, Playbook
from bot.playbook.versions import content_hash, version_rows
from bot.store.session import Store, WriteSession
from bot.store.tables import (
    PlaybookVersion,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionSegmentTest,
    VersionStage,
    VersionTask,
    VersionTest,
)

TABLES = {
    "stages": VersionStage,
    "milestones": VersionMilestone,
    "tasks": VersionTask,
    "tests": VersionTest,
    "segment_tests": VersionSegmentTest,
    "kpis": VersionKpi,
    "bands": VersionBand,
}


async def keep_versions(store: Store, library: Library, workspace_id: int, now: datetime) -> None:
    """Make sure that every playbook of the library has its current version on record, marked as such. Harmless when
    repeated; a playbook changed back is on its old version again."""
    v = PlaybookVersion
    async with store.write(workspace_id) as db:
        for playbook in library.playbooks.values():
            number = await _keep(db, playbook, now)
            other = (v.name == playbook.name, v.current.is_distinct_from(v.id == number))
            chosen = update(v).where(*other).values(current=v.id == number)
            await db.execute(chosen.execution_options(synchronize_session=False))


async def _keep(db: WriteSession, playbook: Playbook, now: datetime) -> int:
    """The id of the version, made if need be."""
    fingerprint = content_hash(playbook)
    known = select(PlaybookVersion.id).where(PlaybookVersion.name == playbook.name, PlaybookVersion.hash == fingerprint)
    if (number := await db.scalar(known)) is not None:
        return number
    version = PlaybookVersion(
        workspace_id=db.workspace_id,
        name=playbook.name,
        hash=fingerprint,
        source=playbook.model_dump(mode="json"),
        created_at=now,
    )
    db.add(version)
    await db.flush()
    for kind, rows in version_rows(playbook).items():
        if rows:
            owner = {"workspace_id": db.workspace_id, "version_id": version.id}
            await db.execute(insert(TABLES[kind]), [{**owner, **row} for row in rows])
    return version.id
