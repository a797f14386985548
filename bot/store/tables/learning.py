"""What the workspace's own history teaches: usual times per cohort, and the releases that may have changed them."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant
from bot.store.tables.playbooks import of_version


class LearnedTime(Base, Tenant):
    """How long accounts of one cohort took from the milestone before to this one; written by the full sweep.

    cohort: segment | tier; `name`: which one. accounts: how many the figures are from. A figure is replaced only when
    it has moved noticeably, so that due dates don't move every day: `learned_on` is the day it was.
    """

    __tablename__ = "learned_times"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    cohort: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    accounts: Mapped[int]
    median_days: Mapped[int]
    most_days: Mapped[int]  # three in four took so many days or fewer
    learned_on: Mapped[date]


class StuckChance(Base, Tenant):
    """Of accounts of one cohort that were still on the way to a milestone when so many days were over: the share that
    hadn't reached it within `limit_days`, so that they were late or gone; written by the full sweep.

    cohort: segment | tier | all; `name`: which one. day: -1 of all who turned to it. low, high: 95%. accounts: how many
    of them it is known of."""

    __tablename__ = "stuck_chances"
    __table_args__ = (of_version(), {"sqlite_with_rowid": False})
    version_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    cohort: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    limit_days: Mapped[int]
    share: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    accounts: Mapped[int]


class Release(Base, Tenant):
    """A release of our product, marked so that the funnel before and after it can be compared.

    expects_milestone, expects_points: what it was said to do before it came out: so many points more of those who turn
    to that milestone reach it within its usual days; "" and NULL where nobody said."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        Index(None, "workspace_id", "released_on"),
    )
    id: Mapped[Id]
    name: Mapped[str]
    folded: Mapped[str]
    released_on: Mapped[date]
    expects_milestone: Mapped[str] = mapped_column(server_default="")
    expects_points: Mapped[int | None]
    by_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
