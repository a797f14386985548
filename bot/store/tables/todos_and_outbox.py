"""What the sweep finds (facts), the work it makes of it (CTAs), and what is to be said (outbox, slots)."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Float, ForeignKeyConstraint, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant
from bot.store.tables.people import of_channel, of_installation


class FactColumns:
    """What is known of an account: states and dates, never ages. NULL means unknown.

    Written by the sweep only, and only when something changed. `deadline_on` is the next notice date, else the next
    contract end. `milestone` is the first one not reached ("" when all are); `milestone_due_on` is `milestone_since`
    plus the days it may take. `placed`: its place on the way is known; where it isn't, milestone and stage are "",
    but for a stage that the calendar opens. `health` 0-100, NULL below half of the weights known (`health_known`, 0-1).
    `health_until`: the score was set by hand and stands until that day; `health_measured` is then what was measured,
    and NULL otherwise. `band` positions count from 1, the worst; `band_before` and `band_since` tell of measured
    moves only.
    """

    placed: Mapped[bool] = mapped_column(server_default=true())
    stage: Mapped[str]
    stage_position: Mapped[int]
    stage_since: Mapped[date | None]
    milestone: Mapped[str]
    milestone_position: Mapped[int]
    milestone_since: Mapped[date | None]
    milestone_due_on: Mapped[date | None]
    health: Mapped[int | None]
    health_known: Mapped[float] = mapped_column(Float)
    health_until: Mapped[date | None]
    health_measured: Mapped[int | None]
    band: Mapped[int | None]
    band_before: Mapped[int | None]
    band_since: Mapped[date | None]
    kpi_newest_on: Mapped[date | None]
    kpis_stale: Mapped[int]  # KPIs of health or of the current test that were measured once and are now too old
    started_on: Mapped[date | None]
    last_review_on: Mapped[date | None]
    last_contact_on: Mapped[date | None]
    last_survey_on: Mapped[date | None]
    next_notice_on: Mapped[date | None]
    next_end_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    outcome_missing_since: Mapped[date | None]  # a contract ended then and nobody said how
    decision_makers: Mapped[int]
    decision_makers_untagged: Mapped[int]
    champions: Mapped[int]
    champion_left_on: Mapped[date | None]


class AccountFacts(Base, Tenant, FactColumns):
    __tablename__ = "account_facts"
    __table_args__ = (of_account(),)
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    known_since: Mapped[datetime]  # the account's first assessment: it raises no alert yet
    valid_from: Mapped[datetime]


class AccountFactsHistory(Base, Tenant, FactColumns):
    """Facts as they were from `valid_from` until `valid_to`."""

    __tablename__ = "account_facts_history"
    __table_args__ = (of_account(), Index(None, "account_id", "valid_to"))
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime]


HAND: Final = "hand"  # the rule of a to-do that somebody wrote down


class Cta(Base, Tenant):
    """A call to action: work for a CSM.

    subject: "account:12:1" (id and period), or "person:7" for a CTA grouped per CSM (account_id is then NULL).
    rule: the rule's key; "hand" for one made by hand. occurrence: what keeps it to one (see `once_per`).
    type: risk | opportunity | lifecycle | objective | data. priority: 1 urgent, 2 high, 3 medium, 4 low.
    state: open | asleep (reached out; wakes on `wake_on` for the re-check) | snoozed (until `wake_on`) | closed | done.
    closed_why: itself | not a problem | done | churned | outcome | moved (its rule isn't one of the new playbook) |
    double (the account is another one) | forecast (it isn't closed but snoozed, as its renewal was called).
    level: how far a rising CTA (renewal) has risen, in days before the deadline (120, 90, 60, 30).
    tell: whether people still have to hear of it: "" (no) | due | told. `told_at` when they did.
    """

    __tablename__ = "ctas"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "subject", "rule", "occurrence"),
        ForeignKeyConstraint(["workspace_id", "account_id"], ["accounts.workspace_id", "accounts.id"],
                             ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["people.workspace_id", "people.id"]),
        Index(None, "account_id", "state"),
        Index("ix_ctas_owner_live", "workspace_id", "owner_id", "due_on",
              sqlite_where=text("state IN ('open', 'asleep', 'snoozed')"),
              postgresql_where=text("state IN ('open', 'asleep', 'snoozed')")),
        Index("ix_ctas_rule_live", "workspace_id", "rule", "account_id",
              sqlite_where=text("state IN ('open', 'asleep', 'snoozed')"),
              postgresql_where=text("state IN ('open', 'asleep', 'snoozed')")),
        Index("ix_ctas_wake", "workspace_id", "wake_on", sqlite_where=text("wake_on IS NOT NULL"),
              postgresql_where=text("wake_on IS NOT NULL")),
        Index("ix_ctas_tell", "workspace_id", "owner_id", sqlite_where=text("tell = 'due'"),
              postgresql_where=text("tell = 'due'")),
    )  # fmt: skip
    id: Mapped[Id]
    account_id: Mapped[int | None] = mapped_column(BigId)
    subject: Mapped[str]
    rule: Mapped[str]
    occurrence: Mapped[str]
    type: Mapped[str]
    priority: Mapped[int]
    level: Mapped[int | None]
    title: Mapped[str] = mapped_column(server_default="")  # of one made by hand: its owner's own note, told to nobody
    promise: Mapped[str] = mapped_column(server_default="")  # what the customer was promised, as they may read it
    owner_id: Mapped[int | None] = mapped_column(BigId)
    handed_over: Mapped[bool] = mapped_column(server_default=false())  # by a person: follows no change of CSM
    opened_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="open")
    wake_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_why: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")  # why not a problem, what was tried
    tried_on: Mapped[date | None]
    tell: Mapped[str] = mapped_column(server_default="")
    told_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class Slot(Base, Tenant):
    """A scheduled thing, once per recipient, kind and local date. recipient: "person:7" or "workspace".
    state: due | done | missed (a newer one of its kind took its place)."""

    __tablename__ = "slots"
    __table_args__ = (UniqueConstraint("workspace_id", "recipient", "kind", "local_date"),)
    id: Mapped[Id]
    recipient: Mapped[str]
    kind: Mapped[str]
    local_date: Mapped[date]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(server_default="due")


class Outgoing(Base, Tenant):
    """A message to deliver: the outbox.

    kind: one that has a composer (bot/talk/outgoing.py); `refs`: the ids it speaks of, for compose.
    once: unique per workspace; the same thing can't be queued twice.
    installation_id: the platform that delivers it. channel_id: None: where the person wants it.
    direct: to the person instead, as the channel must not have it and they are on another platform.
    parent_id: posted in that one's thread.
    state: pending | sending | sent | rejected | dropped | ambiguous | unconfirmed.
    message: what was composed, as JSON, stored before the first attempt.
    edit: the message changed after it was sent and the platform's copy must follow.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "once"),
        UniqueConstraint("delivery_id"),
        of_installation(),
        of_channel(),
        Index(
            "ix_outbox_waiting",
            "next_try_at",
            sqlite_where=text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
            postgresql_where=text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
        ),
        Index(None, "workspace_id", "person_id", "created_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str]
    once: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(BigId)
    account_id: Mapped[int | None] = mapped_column(BigId)
    cta_id: Mapped[int | None] = mapped_column(BigId)
    parent_id: Mapped[int | None] = mapped_column(BigId)
    refs: Mapped[dict[str, Any]]
    installation_id: Mapped[int] = mapped_column(BigId)
    channel_id: Mapped[int | None] = mapped_column(BigId)
    direct: Mapped[bool] = mapped_column(server_default=false())
    state: Mapped[str] = mapped_column(server_default="pending")
    delivery_id: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default="0")
    next_try_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]  # the machine's clock
    message: Mapped[dict[str, Any] | None]
    edit: Mapped[bool] = mapped_column(server_default=false())
    reason: Mapped[str | None]
    posted_channel: Mapped[str | None]
    posted_ts: Mapped[str | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
