"""Accounts, what they bought, who works there, what was measured and what happened."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Float, ForeignKeyConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Money, Tenant, UtcDateTime
from bot.store.tables.people import of_channel


def of_account(column: str = "account_id") -> ForeignKeyConstraint:
    """The composite foreign key that keeps a row inside its workspace."""
    return ForeignKeyConstraint(["workspace_id", column], ["accounts.workspace_id", "accounts.id"], ondelete="CASCADE")


class Account(Base, Tenant):
    """A customer company. `period` counts its lives with us: an account that comes back starts a new one.

    `entry_stage`: the stage it came to us in; earlier milestones count as passed, undated. `place_asked_on`:
    when somebody last said that they don't know where it is on its way.
    `view`, `view_at`, `view_by`: the CSM's own word on it (good | unsure | worried).
    `moved_at`: when it last came to another playbook or version; scores from before aren't comparable. `settling`:
    it has not been assessed since, and what that will find is no news. `turned_on`: the day from which its milestone
    counted when it had settled; days before that belong to another plan.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "key"),
        ForeignKeyConstraint(["workspace_id", "csm_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "parent_id"], ["accounts.workspace_id", "accounts.id"]),
        Index(None, "workspace_id", "csm_id"),
        Index(None, "playbook_version_id"),
        Index(
            None,
            "workspace_id",
            "parent_id",
            sqlite_where=text("parent_id IS NOT NULL"),
            postgresql_where=text("parent_id IS NOT NULL"),
        ),
        of_channel(),
        Index(
            None,
            "workspace_id",
            "channel_id",
            sqlite_where=text("channel_id IS NOT NULL"),
            postgresql_where=text("channel_id IS NOT NULL"),
        ),
        Index(
            "ix_accounts_lost",
            "workspace_id",
            "churned_on",
            sqlite_where=text("status = 'churned'"),
            postgresql_where=text("status = 'churned'"),
        ),
    )
    id: Mapped[Id]
    key: Mapped[str]
    name: Mapped[str]
    domain: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(BigId)
    csm_id: Mapped[int | None] = mapped_column(BigId)
    tier: Mapped[str | None]
    segment: Mapped[str | None]
    started_on: Mapped[date | None]
    entry_stage: Mapped[str | None]
    place_asked_on: Mapped[date | None]
    channel_id: Mapped[int | None] = mapped_column(BigId)  # of its own, where alerts about it go
    status: Mapped[str] = mapped_column(server_default="active")  # active | churned | double, which is another one
    churned_on: Mapped[date | None]
    churn_reason: Mapped[str | None]
    period: Mapped[int] = mapped_column(server_default="1")
    playbook_version_id: Mapped[int] = mapped_column(BigId)
    moved_at: Mapped[datetime | None]
    settling: Mapped[bool] = mapped_column(server_default=false())
    turned_on: Mapped[date | None]
    view: Mapped[str | None]
    view_at: Mapped[datetime | None]
    view_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime]


class AccountName(Base, Tenant):
    """Every way an account may be called: folded (casefold, single spaces) key, name, domain and aliases."""

    __tablename__ = "account_names"
    __table_args__ = (
        of_account(),
        UniqueConstraint("account_id", "folded", "kind"),
        Index(None, "workspace_id", "folded"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    folded: Mapped[str]
    kind: Mapped[str]  # key | name | domain | alias
    shown: Mapped[str]  # as it was written


class Contract(Base, Tenant):
    """What the account bought. `stand_in`: made from the accounts file; a real contract retires it. Of several terms of
    one product one isn't retired: the running one, else the next.

    `call`: our forecast, one of CALLS (contract_terms.py). `outcome`: renewed | reduced | lost, of the term that
    ends or ended on `outcome_for`; `outcome_reason`: of a lost one, a key of bot/usecases/account/post_mortem.py.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("account_id", "product", "term"),
        # Both columns: between one index on each, SQLite takes either, and reads the whole workspace for an account.
        Index(None, "workspace_id", "account_id"),
        Index(
            "ix_contracts_lost",
            "workspace_id",
            "account_id",
            sqlite_where=text("outcome = 'lost'"),
            postgresql_where=text("outcome = 'lost'"),
        ),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    product: Mapped[str]
    term: Mapped[str] = mapped_column(server_default="")  # tells terms of one product apart: its id, or its first day
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    notice_on: Mapped[date | None]
    auto_renew: Mapped[bool | None]
    term_months: Mapped[int | None]
    amount: Mapped[Decimal | None] = mapped_column(Money)  # a year
    currency: Mapped[str | None]
    stand_in: Mapped[bool] = mapped_column(server_default=false())
    retired: Mapped[bool] = mapped_column(server_default=false())  # ended for good, or replaced
    call: Mapped[str | None]
    call_at: Mapped[datetime | None]
    call_by: Mapped[int | None] = mapped_column(BigId)
    outcome: Mapped[str | None]
    outcome_for: Mapped[date | None]
    outcome_at: Mapped[datetime | None]
    outcome_reason: Mapped[str | None]
    outcome_note: Mapped[str | None]


class Stakeholder(Base, Tenant):
    """A person at the account. `persona` is the latest tag's, kept here for reading."""

    __tablename__ = "stakeholders"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "id"),
        Index(None, "workspace_id", "account_id"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    name: Mapped[str]
    email: Mapped[str | None]
    title: Mapped[str | None]
    role: Mapped[str | None]  # champion | decision maker | user | … as imported, lower case
    status: Mapped[str] = mapped_column(server_default="active")  # active | left
    left_on: Mapped[date | None]
    vision: Mapped[str | None]  # their words on what they want to reach
    vision_on: Mapped[date | None]
    persona: Mapped[str | None]  # expert | friend | ceo
    created_at: Mapped[datetime]


class PersonaTag(Base, Tenant):
    """A dated hypothesis about what drives a stakeholder. The latest not undone stands; the others are its history."""

    __tablename__ = "persona_tags"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "stakeholder_id"], ["stakeholders.workspace_id", "stakeholders.id"], ondelete="CASCADE"
        ),
        Index(None, "stakeholder_id", "at"),
    )
    id: Mapped[Id]
    stakeholder_id: Mapped[int] = mapped_column(BigId)
    persona: Mapped[str]
    evidence: Mapped[str]  # why we think so; may be ""
    confidence: Mapped[str]  # guess | likely | sure
    by_id: Mapped[int | None] = mapped_column(BigId)  # None: imported
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class KpiObservation(Base, Tenant):
    """Every measurement of an account."""

    __tablename__ = "kpi_observations"
    __table_args__ = (of_account(), {"sqlite_with_rowid": False})
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    observed_at: Mapped[datetime] = mapped_column(UtcDateTime, primary_key=True)
    value: Mapped[float] = mapped_column(Float)


class KpiLatest(Base, Tenant):
    """The newest measurement of each KPI."""

    __tablename__ = "kpi_latest"
    __table_args__ = (of_account(), {"sqlite_with_rowid": False})
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kpi: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float] = mapped_column(Float)
    observed_at: Mapped[datetime]


class AccountEvent(Base, Tenant):
    """What happened at an account: its log.

    kind: stage_entered | milestone_reached | task_done | review | contact | survey | note
    | next_step (ours, for ourselves) | promise (told to the customer) | goal | renewal | churned.
    `key`: the stage, milestone or task; a review's type (ebr, qbr); a survey's score ("nps 9").
    `stakeholder_id`: whom a contact was with. `by_id` our person, or `by_text` where nobody of ours matches.
    """

    __tablename__ = "account_events"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("account_id", "kind", "at", "key", "fingerprint"),
        Index(None, "account_id", "kind", "at", "undone_at"),  # covers the last review and contact
        Index(
            "ix_account_events_surveys",
            "workspace_id",
            "at",
            sqlite_where=text("kind = 'survey'"),
            postgresql_where=text("kind = 'survey'"),
        ),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    kind: Mapped[str]
    at: Mapped[datetime]
    key: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(server_default="")
    by_id: Mapped[int | None] = mapped_column(BigId)
    by_text: Mapped[str | None]
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    source: Mapped[str] = mapped_column(server_default="person")  # person | import | sweep
    fingerprint: Mapped[str] = mapped_column(server_default="")  # tells two alike apart
    undone_at: Mapped[datetime | None]


class TaskDone(Base, Tenant):
    """A task of a milestone's list that is done, in this life of the account."""

    __tablename__ = "tasks_done"
    __table_args__ = (of_account(), {"sqlite_with_rowid": False})
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(primary_key=True)
    done_on: Mapped[date | None] = mapped_column(Date)
    by_id: Mapped[int | None] = mapped_column(BigId)


class MilestoneReached(Base, Tenant):
    """A milestone that the account has reached, in this life of it. `reached_on` None: passed before we knew it.

    via: test (the strict test held) | import | entry (before its entry stage) | person | move (held when the account
    came to this playbook or version; undated)."""

    __tablename__ = "milestones_reached"
    __table_args__ = (of_account(), {"sqlite_with_rowid": False})
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    milestone: Mapped[str] = mapped_column(primary_key=True)
    reached_on: Mapped[date | None] = mapped_column(Date)
    via: Mapped[str]


class ImportedRow(Base, Tenant):
    """The cells of a file's row as last imported: a re-import changes only what changed in the file since."""

    __tablename__ = "imported_rows"
    __table_args__ = ({"sqlite_with_rowid": False},)
    workspace_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    file_kind: Mapped[str] = mapped_column(primary_key=True)  # accounts | contracts | stakeholders
    row_key: Mapped[str] = mapped_column(primary_key=True)
    cells: Mapped[dict[str, Any]]
