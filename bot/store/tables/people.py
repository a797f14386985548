"""Workspaces, the platforms they are installed on, and their people."""

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import JSON, ColumnElement, ForeignKeyConstraint, Index, Text, UniqueConstraint, and_, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant


class Workspace(Base):
    """One company using Milepost. `ticked_at`: the watermark up to which slots were made.
    `baseline_at`: when its first sweep ended; before that nothing raises an alert.
    `csm_access`: what CSMs may do: write to their "own" accounts, to those of their "team", or read and write "all"."""

    __tablename__ = "workspaces"
    id: Mapped[Id]
    name: Mapped[str]
    timezone: Mapped[str | None]  # None: its CSMs' most common one
    playbook: Mapped[str] = mapped_column(server_default="laer")
    csm_access: Mapped[str] = mapped_column(server_default="own")
    baseline_at: Mapped[datetime | None]
    ticked_at: Mapped[datetime | None]
    figures_open_at: Mapped[datetime | None]  # since when managers may see each CSM's own figure; None: they may not
    promises_since: Mapped[date | None]  # since when promises are told from to-dos; None: always
    imported_at: Mapped[datetime | None]  # when accounts, contracts or stakeholders last came in
    created_at: Mapped[datetime]


class Installation(Base, Tenant):
    """A workspace on a platform: (surface, the platform's team id). A workspace may have several.

    outage: why nothing gets through, since when, and when that is tried again."""

    __tablename__ = "installations"
    __table_args__ = (UniqueConstraint("surface", "team_id"), UniqueConstraint("workspace_id", "id"))
    id: Mapped[Id]
    surface: Mapped[str]
    team_id: Mapped[str]
    name: Mapped[str | None]  # the team's, as the platform calls it
    bot_user_id: Mapped[str | None]
    matched_at: Mapped[datetime | None]  # when its people were last matched by e-mail
    outage: Mapped[str | None]
    outage_since: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]


def of_installation() -> ForeignKeyConstraint:
    """The composite foreign key that keeps a row's installation inside its workspace."""
    return ForeignKeyConstraint(["workspace_id", "installation_id"], ["installations.workspace_id", "installations.id"])


def of_channel() -> ForeignKeyConstraint:
    """The same for its channel."""
    return ForeignKeyConstraint(["workspace_id", "channel_id"], ["channels.workspace_id", "channels.id"])


class Channel(Base, Tenant):
    """A channel that messages go to. What somebody typed of one stands here too until a platform knows it.

    installation_id, platform_id: where it is, and its id there; without an installation it has not been found yet, and
    either `name` or `platform_id` is what was typed. name: as the platform shows it, without "#", lower case.
    outsiders: whether guests or other companies read it, as of `checked_at`; None: nobody has asked.
    formerly: names that it had before, as files may still say them.
    """

    __tablename__ = "channels"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "installation_id", "platform_id"),
        of_installation(),
        Index(
            "ix_channels_not_found",
            "workspace_id",
            sqlite_where=text("installation_id IS NULL"),
            postgresql_where=text("installation_id IS NULL"),
        ),
    )
    id: Mapped[Id]
    installation_id: Mapped[int | None] = mapped_column(BigId)
    platform_id: Mapped[str | None]
    name: Mapped[str] = mapped_column(server_default="")
    outsiders: Mapped[bool | None]
    checked_at: Mapped[datetime | None]
    formerly: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class Person(Base, Tenant):
    """One of our people, known by e-mail before any platform knows them.

    Times are local "HH:MM"; `digest_days` and working days are ISO weekdays as digits ("12345").
    `channel_id`: a channel for digest and alerts, None for a direct message. `installation_id`: where they want the
    direct message, None: where they were seen last.

    wants_week: of who leads others: whether the overview of the week comes.

    role: what they may do, None: they aren't let in. role_from: who said so: the accounts "file", a "command", the
    "setting" MILEPOST_ADMIN, or an "upgrade", which found them here. manager_id: whose team they are in.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "email"),
        ForeignKeyConstraint(["workspace_id", "cover_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "manager_id"], ["people.workspace_id", "people.id"]),
        Index(None, "workspace_id", "manager_id"),
        of_channel(),
        of_installation(),
    )
    id: Mapped[Id]
    email: Mapped[str | None]  # lower case
    name: Mapped[str]
    role: Mapped[str | None]  # admin | manager | csm | viewer
    role_from: Mapped[str | None]
    manager_id: Mapped[int | None] = mapped_column(BigId)
    timezone: Mapped[str | None]
    digest_at: Mapped[str] = mapped_column(server_default="08:00")
    digest_days: Mapped[str] = mapped_column(server_default="12345")
    work_from: Mapped[str] = mapped_column(server_default="09:00")
    work_to: Mapped[str] = mapped_column(server_default="18:00")
    alert_budget: Mapped[int] = mapped_column(server_default="3")
    wants_week: Mapped[bool] = mapped_column(server_default=true())
    channel_id: Mapped[int | None] = mapped_column(BigId)
    installation_id: Mapped[int | None] = mapped_column(BigId)
    day_order: Mapped[Literal["dm", "md"] | None] = mapped_column(Text)  # how they write 3/12; None: nobody knows
    away_until: Mapped[date | None]  # back on this day
    cover_id: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime]


class OtherEmail(Base, Tenant):
    """An address by which a person was known before, or in another file: whoever says it means them."""

    __tablename__ = "other_emails"
    __table_args__ = (
        UniqueConstraint("workspace_id", "email"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["people.workspace_id", "people.id"], ondelete="CASCADE"),
        Index(None, "workspace_id", "person_id"),
    )
    id: Mapped[Id]
    email: Mapped[str]  # lower case
    person_id: Mapped[int] = mapped_column(BigId)


class Identity(Base, Tenant):
    """A person on a platform. `direct_channel`: their direct message with the bot, once opened.
    `seen_at`: about when they last did something there (to the hour). `email`: the address that the platform showed of
    them last. `gone_since`: since when that user is deactivated there, or unknown; None: they are there."""

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("workspace_id", "installation_id", "user_id"),
        of_installation(),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["people.workspace_id", "people.id"], ondelete="CASCADE"),
        Index(None, "workspace_id", "person_id"),
    )
    id: Mapped[Id]
    installation_id: Mapped[int] = mapped_column(BigId)
    user_id: Mapped[str]
    person_id: Mapped[int] = mapped_column(BigId)
    direct_channel: Mapped[str | None]
    email: Mapped[str | None]  # lower case
    guest: Mapped[bool] = mapped_column(server_default=false())
    gone_since: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]

    @classmethod
    def lives(cls) -> ColumnElement[bool]:
        """That user is a full member, and there: who can be written to."""
        return and_(cls.gone_since.is_(None), cls.guest.is_(False))


class Concern(Base, Tenant):
    """Something about people, channels or playbooks that somebody has to know, told once when it begins.

    kind: unreached | back | joined | took-over | no-emails | channel-archived | channel-without-bot | channel-renamed |
    digest-refused | text-left-out.
    subject: "person:12", "channel:5", "installation:1" or a text's key; one of a kind stands for it at a time.
    over_at: when it ended; what merely happened is over at once. refs: what the words need; ids and names.
    """

    __tablename__ = "concerns"
    __table_args__ = (
        Index(
            "ix_concerns_standing",
            "workspace_id",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("over_at IS NULL"),
            postgresql_where=text("over_at IS NULL"),
        ),
        Index(None, "workspace_id", "over_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str]
    subject: Mapped[str]
    refs: Mapped[dict[str, Any]]
    since: Mapped[datetime]
    over_at: Mapped[datetime | None]


class Receipt(Base, Tenant):
    """Something inbound that was taken care of: the platform may hand it over twice."""

    __tablename__ = "receipts"
    __table_args__ = (UniqueConstraint("workspace_id", "key"), Index(None, "at"))
    id: Mapped[Id]
    key: Mapped[str]
    at: Mapped[datetime]


class Intent(Base, Tenant):
    """A command kept behind a button: whose it is, and until when it stands."""

    __tablename__ = "intents"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId)
    command: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime]


class ChangeRecord(Base, Tenant):
    """A write that can be undone: what stood before, what stands after. Refused after a later change.

    `subject`: what it touched, such as "persona:12", so that a later change of the same subject is found."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "workspace_id", "subject", "id"),)
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId)
    account_id: Mapped[int | None] = mapped_column(BigId)
    kind: Mapped[str]
    subject: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


__all__ = [
    "ChangeRecord",
    "Channel",
    "Concern",
    "Identity",
    "Installation",
    "Intent",
    "OtherEmail",
    "Person",
    "Receipt",
    "Workspace",
    "of_channel",
    "of_installation",
]
