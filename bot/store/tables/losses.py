"""What lost accounts teach (method B7), and the risk that is learned from them (methods B8, C6, C12)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Float, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class PostMortem(Base, Tenant):
    """What we make of a loss, once per life of an account. `reason`: a key of bot/usecases/account/post_mortem.py."""

    __tablename__ = "post_mortems"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        UniqueConstraint("account_id", "period"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    reason: Mapped[str]
    words: Mapped[str] = mapped_column(server_default="")
    differently: Mapped[str] = mapped_column(server_default="")
    foreseeable: Mapped[bool | None]  # could we have known? None: not said
    by_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime]


class RiskModel(Base, Tenant):
    """What was last learned from the workspace's own history, or why nothing was; only the newest is kept.

    `why`: "" where it warns; see `Verdict` of bot/statistics/warning/learning.py for its other words. `as_of`: the day
    from which the past was counted back. `undated`: losses without a day, which couldn't take part. `losses`: in each
    of the three periods. `auc`, `auc_low`, `auc_high`, `base`: as judged; `model`: what was chosen.
    `bands`: rows of `RiskBand`, the lowest scores first."""

    __tablename__ = "risk_models"
    __table_args__ = (UniqueConstraint("workspace_id", "id"),)
    id: Mapped[Id]
    trained_at: Mapped[datetime]
    as_of: Mapped[date]
    why: Mapped[str]
    accounts: Mapped[int]
    lost: Mapped[int]
    undated: Mapped[int]
    oldest: Mapped[int]
    losses: Mapped[list[Any]]
    auc: Mapped[float | None] = mapped_column(Float)
    auc_low: Mapped[float | None] = mapped_column(Float)
    auc_high: Mapped[float | None] = mapped_column(Float)
    base: Mapped[float | None] = mapped_column(Float)
    model: Mapped[str]
    bands: Mapped[list[Any]]


class KeptLosses(Base, Tenant):
    """What losses tell that takes long to reckon, of all accounts, as of the last night; only the newest is kept.

    `as_of`: the day it was reckoned for. `seen`, `traits`, `worth`: see bot/journey/figures/kept/kept_losses.py."""

    __tablename__ = "kept_losses"
    __table_args__ = (UniqueConstraint("workspace_id", "id"),)
    id: Mapped[Id]
    as_of: Mapped[date]
    at: Mapped[datetime]
    seen: Mapped[list[Any]]
    traits: Mapped[list[Any]]
    worth: Mapped[list[Any]]


class AccountRisk(Base, Tenant):
    """How likely an active account is to leave within half a year, as learned. `score` 0-1; `band`: its place in the
    model's bands; `telling`: so many more of that band leave than of all that people are told.

    `reasons`: what raises it most, [{"column": "kpi.weekly-use", "value": 41.0, "usual": 62.0}, …]."""

    __tablename__ = "account_risks"
    __table_args__ = (of_account(), Index(None, "workspace_id", "score"))
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    score: Mapped[float] = mapped_column(Float)
    band: Mapped[int]
    telling: Mapped[bool] = mapped_column(server_default=false())
    reasons: Mapped[list[Any]]
    at: Mapped[datetime]


class Warned(Base, Tenant):
    """That an account was warned of, from which day until which one (None: still), so that it can be seen whether the
    warning held. `share`: of those like it, the part that leaves within half a year, as was said on the first day."""

    __tablename__ = "warnings"
    __table_args__ = (of_account(), UniqueConstraint("account_id", "period", "warned_on"))
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    warned_on: Mapped[date]
    ended_on: Mapped[date | None]
    share: Mapped[float] = mapped_column(Float)
