"""What reactions have reacted to, and the calls to other systems that some of them make (method C3)."""

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class Reacted(Base, Tenant):
    """Something that happened at an account and a reaction has answered, once: the to-dos it opened carry the same
    occurrence.

    reaction: its key. occurrence: what keeps it to one. about: the milestone, stage, KPI, rule or survey (nps | csat).
    value: the score, or the KPI's; was: the KPI's before. stakeholder_id: who answered the survey; by_id: who of us
    wrote it down.
    """

    __tablename__ = "reactions"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "account_id", "period", "reaction", "occurrence"),
        ForeignKeyConstraint(
            ["workspace_id", "stakeholder_id"], ["stakeholders.workspace_id", "stakeholders.id"], ondelete="CASCADE"
        ),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    reaction: Mapped[str]
    occurrence: Mapped[str]
    about: Mapped[str]
    value: Mapped[float | None] = mapped_column(Float)
    was: Mapped[float | None] = mapped_column(Float)
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    by_id: Mapped[int | None] = mapped_column(BigId)
    happened_on: Mapped[date]
    made_at: Mapped[datetime]


class WebhookCall(Base, Tenant):
    """A call to another system, with what stood there when it happened; a repeated attempt says the same.

    target: its name in the settings. delivery_id: tells the receiver a double. state: pending | sent | given up.
    """

    __tablename__ = "webhook_calls"
    __table_args__ = (
        of_account(),
        UniqueConstraint("delivery_id"),
        UniqueConstraint("workspace_id", "account_id", "period", "reaction", "occurrence", "target"),
        Index(
            "ix_webhook_calls_waiting",
            "next_try_at",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    reaction: Mapped[str]
    occurrence: Mapped[str]
    target: Mapped[str]
    delivery_id: Mapped[str]
    event: Mapped[str]  # milestone_reached | stage_entered | kpi_crossed | cta_opened | survey_received
    about: Mapped[str]
    value: Mapped[float | None] = mapped_column(Float)
    was: Mapped[float | None] = mapped_column(Float)
    account_key: Mapped[str]
    account_name: Mapped[str]
    stage: Mapped[str]
    milestone: Mapped[str]  # the one that the account works towards; "" when all are reached
    happened_on: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_try_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]  # the machine's clock
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class WebhookTry(Base, Tenant):
    """One attempt of a call, for whoever asks why it didn't arrive.

    outcome: arrived | refused | no answer | not allowed. status: what it answered; None: nothing.
    """

    __tablename__ = "webhook_tries"
    __table_args__ = (of_account(), Index(None, "call_id"), Index(None, "workspace_id", "account_id"))
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    call_id: Mapped[int] = mapped_column(ForeignKey("webhook_calls.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    outcome: Mapped[str]
    status: Mapped[int | None]
    milliseconds: Mapped[int]


class WebhookTarget(Base, Tenant):
    """A target that said that it is gone (410): nothing is called there until somebody switches it on.

    address: SHA-256 of it, as hex: another one under the same name is another target.
    """

    __tablename__ = "webhook_targets"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)
    id: Mapped[Id]
    name: Mapped[str]
    address: Mapped[str]
    off_at: Mapped[datetime]
