"""The success plan that is shared with a customer: what success is to them, goals with figures, steps with dates."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, Float, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Money, Tenant


class SuccessPlan(Base, Tenant):
    """What success is to the customer, in their own words, in this life of the account (method C13); and, for the talk
    about a renewal, what it cost, what came of it, and two offers (method A13). All of it may be read by them.

    confirmed_by: the stakeholder who said on confirmed_on that it is so; both None: nobody has yet. spent, returned: so
    far, as somebody entered it; returned_how: how the return was counted.
    """

    __tablename__ = "success_plans"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("account_id", "period"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    problem: Mapped[str] = mapped_column(server_default="")
    outcome: Mapped[str] = mapped_column(server_default="")
    measure: Mapped[str] = mapped_column(server_default="")
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigId)
    spent: Mapped[Decimal | None] = mapped_column(Money)
    returned: Mapped[Decimal | None] = mapped_column(Money)
    currency: Mapped[str | None]
    returned_how: Mapped[str] = mapped_column(server_default="")
    offer_one: Mapped[str] = mapped_column(server_default="")
    offer_two: Mapped[str] = mapped_column(server_default="")


class OutcomeGoal(Base, Tenant):
    """A goal of the customer with figures (method A9): then, now, target. All of it may be read by them.

    unit: as it stands behind the figure ("hours", "%"). stakeholder_id: who of theirs measures it; None: we do.
    source: where the figure is read ("the monthly report").
    """

    __tablename__ = "outcome_goals"
    __table_args__ = (of_account(), UniqueConstraint("workspace_id", "id"), Index(None, "account_id", "period"))
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    goal: Mapped[str]
    unit: Mapped[str] = mapped_column(server_default="")
    then_value: Mapped[float] = mapped_column(Float)
    then_on: Mapped[date]
    now_value: Mapped[float | None] = mapped_column(Float)
    now_on: Mapped[date | None]
    target: Mapped[float] = mapped_column(Float)
    due_on: Mapped[date]
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    source: Mapped[str] = mapped_column(server_default="")
    undone_at: Mapped[datetime | None]


class PlannedStep(Base, Tenant):
    """Whose a step is and when it is planned, where somebody said so (method A8); without it the usual days hold.

    moved_from: the planned end before it was last changed. person_id: who of us, stakeholder_id: who of theirs.
    """

    __tablename__ = "planned_steps"
    __table_args__ = (of_account(), {"sqlite_with_rowid": False})
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(primary_key=True)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    moved_from: Mapped[date | None] = mapped_column(Date)
    person_id: Mapped[int | None] = mapped_column(BigId)
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
