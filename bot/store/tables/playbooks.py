"""Playbook versions as rows, so that one SQL statement serves all versions at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Float, ForeignKeyConstraint, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant


def of_version() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", "version_id"], ["playbook_versions.workspace_id", "playbook_versions.id"], ondelete="CASCADE"
    )


class PlaybookVersion(Base, Tenant):
    """A playbook as it stood when accounts started with it. `source`: the merged YAML as JSON.

    `current`: what the playbook is today, with which accounts start and to which they are moved."""

    __tablename__ = "playbook_versions"
    __table_args__ = (UniqueConstraint("workspace_id", "id"), UniqueConstraint("workspace_id", "name", "hash"))
    id: Mapped[Id]
    name: Mapped[str]
    hash: Mapped[str]
    source: Mapped[dict[str, Any]]
    current: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime]


class VersionStage(Base, Tenant):
    """A lifecycle stage. `enters_days`: days before the next notice (else contract end) at which it is entered
    whatever the milestones say; None where only milestones lead to it. `before_sale`: for those who aren't customers
    yet, so that no customer is moved into it."""

    __tablename__ = "version_stages"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str]
    laer: Mapped[str]  # land | adopt | expand | renew
    enters_days: Mapped[int | None]
    before_sale: Mapped[bool] = mapped_column(server_default=false())


class VersionMilestone(Base, Tenant):
    """A success milestone. `position` counts from 1 over the whole playbook."""

    __tablename__ = "version_milestones"
    __table_args__ = (of_version(), UniqueConstraint("version_id", "milestone"), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    milestone: Mapped[str]
    stage_position: Mapped[int]
    usual_days: Mapped[int]


class VersionTask(Base, Tenant):
    """A task of a milestone's list that its strict test asks for."""

    __tablename__ = "version_tasks"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(primary_key=True)


class VersionTest(Base, Tenant):
    """A KPI bound of a milestone's strict test; a value older than `fresh_days` is unknown."""

    __tablename__ = "version_tests"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    minimum: Mapped[float] = mapped_column(Float)
    fresh_days: Mapped[int]


class VersionSegmentTest(Base, Tenant):
    """A KPI bound that accounts of one segment must have on top of everyone's (method B3)."""

    __tablename__ = "version_segment_tests"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    segment: Mapped[str] = mapped_column(primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    minimum: Mapped[float] = mapped_column(Float)
    fresh_days: Mapped[int]


class VersionKpi(Base, Tenant):
    """A KPI's part in health: `worst` scores 0, `best` 100, straight in between (worst may be the larger one)."""

    __tablename__ = "version_kpis"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float] = mapped_column(Float)
    worst: Mapped[float] = mapped_column(Float)
    best: Mapped[float] = mapped_column(Float)
    fresh_days: Mapped[int]


class VersionBand(Base, Tenant):
    """A health band: from `floor` points up to the next band's. position 1 is the lowest."""

    __tablename__ = "version_bands"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    band: Mapped[str]
    floor: Mapped[int]
