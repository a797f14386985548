"""What is agreed with customers and among ourselves: favours asked, success plans, walks along the journey."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class AdvocacyAsk(Base, Tenant):
    """A favour asked of an account in public, and the answer.

    kind: case-study | reference | review | talk. state: asked | granted | refused. stakeholder_id: who was asked.
    """

    __tablename__ = "advocacy_asks"
    __table_args__ = (of_account(), UniqueConstraint("workspace_id", "id"), Index(None, "account_id", "asked_on"))
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="asked")
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    asked_on: Mapped[date]
    asked_by: Mapped[int] = mapped_column(BigId)
    answered_on: Mapped[date | None]
    answered_by: Mapped[int | None] = mapped_column(BigId)
    note: Mapped[str] = mapped_column(server_default="")
    undone_at: Mapped[datetime | None]


class PlanGoal(Base, Tenant):
    """A goal of an account's success plan, agreed in a review (method D8).

    side: ours | theirs. stakeholder_id: who of theirs takes it on. cta_id: the to-do that follows it: done there, the
    goal is reached. milestone: the one that the review was built around.
    """

    __tablename__ = "plan_goals"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "cta_id"], ["ctas.workspace_id", "ctas.id"], ondelete="CASCADE"),
        Index(None, "account_id", "due_on"),
        Index(None, "cta_id"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    goal: Mapped[str]
    side: Mapped[str]
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    due_on: Mapped[date]
    milestone: Mapped[str] = mapped_column(server_default="")
    event_id: Mapped[int | None] = mapped_column(BigId)  # the review it comes from
    cta_id: Mapped[int] = mapped_column(BigId)


class Revisit(Base, Tenant):
    """One stage of the journey as somebody walked it in a persona's shoes (method B6). quarter: "2026-Q1"."""

    __tablename__ = "revisits"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "person_id"], ["people.workspace_id", "people.id"], ondelete="CASCADE"),
        Index(None, "workspace_id", "person_id", "quarter"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId)
    quarter: Mapped[str]
    persona: Mapped[str]
    playbook: Mapped[str]
    stage: Mapped[str]
    success: Mapped[str]
    wrong: Mapped[str] = mapped_column(server_default="")
    weak: Mapped[str] = mapped_column(server_default="")  # weak spots, one a line; each became a to-do
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
