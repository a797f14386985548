"""What lost accounts teach (method B7), and the risk that is learned from them (methods B8, C6)."""

from datetime import datetime
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
    """One training on the workspace's own history; only the newest is kept.

    `accounts` learned from, `lost` of them. `auc`: area under the ROC curve on accounts that each fold had not seen.
    `bands`: [{"from": 0.3, "accounts": 120, "lost": 36}, …], the lowest scores first, counted on the same folds."""

    __tablename__ = "risk_models"
    __table_args__ = (UniqueConstraint("workspace_id", "id"),)
    id: Mapped[Id]
    trained_at: Mapped[datetime]
    accounts: Mapped[int]
    lost: Mapped[int]
    auc: Mapped[float] = mapped_column(Float)
    bands: Mapped[list[Any]]


class AccountRisk(Base, Tenant):
    """How likely an active account is to be lost, as learned. `score` 0-1; `band`: its place in the model's bands;
    `telling`: clearly more of those in that band left than of all.

    `reasons`: what raises it most, [{"what": "weekly-use", "kind": "kpi", "value": 41.0, "usual": 62.0}, …]."""

    __tablename__ = "account_risks"
    __table_args__ = (of_account(), Index(None, "workspace_id", "score"))
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    score: Mapped[float] = mapped_column(Float)
    band: Mapped[int]
    telling: Mapped[bool] = mapped_column(server_default=false())
    reasons: Mapped[list[Any]]
    at: Mapped[datetime]
