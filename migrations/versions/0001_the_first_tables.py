"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_rows",
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_kind", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "file_kind", "row_key", name=op.f("pk_imported_rows")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("playbook", sa.Text(), server_default="laer", nullable=False),
        sa.Column("baseline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures_open_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_api_keys_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("hash", name=op.f("uq_api_keys_hash")),
    )
    op.create_index(
        "ix_api_keys_live",
        "api_keys",
        ["workspace_id", "name"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_changes_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(
        op.f("ix_changes_workspace_id_subject_id"), "changes", ["workspace_id", "subject", "id"], unique=False
    )
    op.create_table(
        "installations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("bot_user_id", sa.Text(), nullable=True),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_installations_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installations")),
        sa.UniqueConstraint("surface", "team_id", name=op.f("uq_installations_surface_team_id")),
    )
    op.create_table(
        "intents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_intents_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intents")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cta_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("surface", sa.Text(), server_default="slack", nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("delivery_id", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.JSON(), nullable=True),
        sa.Column("edit", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("posted_channel", sa.Text(), nullable=True),
        sa.Column("posted_ts", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_outbox_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_outbox_delivery_id")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_outbox_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "once", name=op.f("uq_outbox_workspace_id_once")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
        postgresql_where=sa.text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
    )
    op.create_index(
        op.f("ix_outbox_workspace_id_person_id_created_at"),
        "outbox",
        ["workspace_id", "person_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), server_default="csm", nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("digest_at", sa.Text(), server_default="08:00", nullable=False),
        sa.Column("digest_days", sa.Text(), server_default="12345", nullable=False),
        sa.Column("work_from", sa.Text(), server_default="09:00", nullable=False),
        sa.Column("work_to", sa.Text(), server_default="18:00", nullable=False),
        sa.Column("alert_budget", sa.Integer(), server_default="3", nullable=False),
        sa.Column("deliver_to", sa.Text(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("cover_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "cover_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_people_workspace_id_cover_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_people_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("workspace_id", "email", name=op.f("uq_people_workspace_id_email")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_people_workspace_id_id")),
    )
    op.create_table(
        "playbook_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("current", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_playbook_versions_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playbook_versions")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_playbook_versions_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "name", "hash", name=op.f("uq_playbook_versions_workspace_id_name_hash")),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_receipts_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_receipts_workspace_id_key")),
    )
    op.create_index(op.f("ix_receipts_at"), "receipts", ["at"], unique=False)
    op.create_table(
        "risk_models",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("trained_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("auc", sa.Float(), nullable=False),
        sa.Column("bands", sa.JSON(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_risk_models_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_models")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_risk_models_workspace_id_id")),
    )
    op.create_table(
        "slots",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), server_default="due", nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_slots_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slots")),
        sa.UniqueConstraint(
            "workspace_id",
            "recipient",
            "kind",
            "local_date",
            name=op.f("uq_slots_workspace_id_recipient_kind_local_date"),
        ),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("csm_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("segment", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("entry_stage", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("churned_on", sa.Date(), nullable=True),
        sa.Column("churn_reason", sa.Text(), nullable=True),
        sa.Column("period", sa.Integer(), server_default="1", nullable=False),
        sa.Column("playbook_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settling", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("turned_on", sa.Date(), nullable=True),
        sa.Column("view", sa.Text(), nullable=True),
        sa.Column("view_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("view_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "csm_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_accounts_workspace_id_csm_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "parent_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_accounts_workspace_id_parent_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_accounts_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_accounts_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_accounts_workspace_id_key")),
    )
    op.create_index(
        "ix_accounts_lost",
        "accounts",
        ["workspace_id", "churned_on"],
        unique=False,
        sqlite_where=sa.text("status = 'churned'"),
        postgresql_where=sa.text("status = 'churned'"),
    )
    op.create_index(op.f("ix_accounts_playbook_version_id"), "accounts", ["playbook_version_id"], unique=False)
    op.create_index(
        op.f("ix_accounts_workspace_id_channel"),
        "accounts",
        ["workspace_id", "channel"],
        unique=False,
        sqlite_where=sa.text("channel IS NOT NULL"),
        postgresql_where=sa.text("channel IS NOT NULL"),
    )
    op.create_index(op.f("ix_accounts_workspace_id_csm_id"), "accounts", ["workspace_id", "csm_id"], unique=False)
    op.create_table(
        "identities",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("direct_channel", sa.Text(), nullable=True),
        sa.Column("guest", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_identities_workspace_id_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_identities_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint(
            "workspace_id", "surface", "user_id", name=op.f("uq_identities_workspace_id_surface_user_id")
        ),
    )
    op.create_index(
        op.f("ix_identities_workspace_id_person_id"), "identities", ["workspace_id", "person_id"], unique=False
    )
    op.create_table(
        "learned_times",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("cohort", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("median_days", sa.Integer(), nullable=False),
        sa.Column("most_days", sa.Integer(), nullable=False),
        sa.Column("learned_on", sa.Date(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_learned_times_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_learned_times_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "milestone", "cohort", "name", name=op.f("pk_learned_times")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "by_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_releases_workspace_id_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_releases_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_releases_workspace_id_id")),
    )
    op.create_index(
        op.f("ix_releases_workspace_id_released_on"), "releases", ["workspace_id", "released_on"], unique=False
    )
    op.create_table(
        "revisits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quarter", sa.Text(), nullable=False),
        sa.Column("persona", sa.Text(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("success", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Text(), server_default="", nullable=False),
        sa.Column("weak", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_revisits_workspace_id_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_revisits_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisits")),
    )
    op.create_index(
        op.f("ix_revisits_workspace_id_person_id_quarter"),
        "revisits",
        ["workspace_id", "person_id", "quarter"],
        unique=False,
    )
    op.create_table(
        "version_bands",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_bands_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_bands_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_kpis",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("worst", sa.Float(), nullable=False),
        sa.Column("best", sa.Float(), nullable=False),
        sa.Column("fresh_days", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_kpis_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_kpis_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "kpi", name=op.f("pk_version_kpis")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_milestones",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("stage_position", sa.Integer(), nullable=False),
        sa.Column("usual_days", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_milestones_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_milestones_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_milestones")),
        sa.UniqueConstraint("version_id", "milestone", name=op.f("uq_version_milestones_version_id_milestone")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_segment_tests",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Float(), nullable=False),
        sa.Column("fresh_days", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_segment_tests_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_segment_tests_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "segment", "milestone", "kpi", name=op.f("pk_version_segment_tests")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_stages",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("laer", sa.Text(), nullable=False),
        sa.Column("enters_days", sa.Integer(), nullable=True),
        sa.Column("before_sale", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_stages_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_stages_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_version_stages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_tasks",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_tasks_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_tasks_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "milestone", "task", name=op.f("pk_version_tasks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_tests",
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Float(), nullable=False),
        sa.Column("fresh_days", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "version_id"],
            ["playbook_versions.workspace_id", "playbook_versions.id"],
            name=op.f("fk_version_tests_workspace_id_version_id_playbook_versions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_version_tests_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "milestone", "kpi", name=op.f("pk_version_tests")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_text", sa.Text(), nullable=True),
        sa.Column("stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("source", sa.Text(), server_default="person", nullable=False),
        sa.Column("fingerprint", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_account_events_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_events_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_events")),
        sa.UniqueConstraint(
            "account_id",
            "kind",
            "at",
            "key",
            "fingerprint",
            name=op.f("uq_account_events_account_id_kind_at_key_fingerprint"),
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_account_events_workspace_id_id")),
    )
    op.create_index(
        op.f("ix_account_events_account_id_kind_at_undone_at"),
        "account_events",
        ["account_id", "kind", "at", "undone_at"],
        unique=False,
    )
    op.create_index(
        "ix_account_events_surveys",
        "account_events",
        ["workspace_id", "at"],
        unique=False,
        sqlite_where=sa.text("kind = 'survey'"),
        postgresql_where=sa.text("kind = 'survey'"),
    )
    op.create_table(
        "account_facts",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("known_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_position", sa.Integer(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("milestone_position", sa.Integer(), nullable=False),
        sa.Column("milestone_since", sa.Date(), nullable=True),
        sa.Column("milestone_due_on", sa.Date(), nullable=True),
        sa.Column("health", sa.Integer(), nullable=True),
        sa.Column("health_known", sa.Float(), nullable=False),
        sa.Column("health_until", sa.Date(), nullable=True),
        sa.Column("health_measured", sa.Integer(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("band_before", sa.Integer(), nullable=True),
        sa.Column("band_since", sa.Date(), nullable=True),
        sa.Column("kpi_newest_on", sa.Date(), nullable=True),
        sa.Column("kpis_stale", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("last_review_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_survey_on", sa.Date(), nullable=True),
        sa.Column("next_notice_on", sa.Date(), nullable=True),
        sa.Column("next_end_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("outcome_missing_since", sa.Date(), nullable=True),
        sa.Column("decision_makers", sa.Integer(), nullable=False),
        sa.Column("decision_makers_untagged", sa.Integer(), nullable=False),
        sa.Column("champions", sa.Integer(), nullable=False),
        sa.Column("champion_left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_account_facts_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_facts_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_facts")),
    )
    op.create_table(
        "account_facts_history",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("stage_position", sa.Integer(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("milestone_position", sa.Integer(), nullable=False),
        sa.Column("milestone_since", sa.Date(), nullable=True),
        sa.Column("milestone_due_on", sa.Date(), nullable=True),
        sa.Column("health", sa.Integer(), nullable=True),
        sa.Column("health_known", sa.Float(), nullable=False),
        sa.Column("health_until", sa.Date(), nullable=True),
        sa.Column("health_measured", sa.Integer(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("band_before", sa.Integer(), nullable=True),
        sa.Column("band_since", sa.Date(), nullable=True),
        sa.Column("kpi_newest_on", sa.Date(), nullable=True),
        sa.Column("kpis_stale", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("last_review_on", sa.Date(), nullable=True),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_survey_on", sa.Date(), nullable=True),
        sa.Column("next_notice_on", sa.Date(), nullable=True),
        sa.Column("next_end_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("outcome_missing_since", sa.Date(), nullable=True),
        sa.Column("decision_makers", sa.Integer(), nullable=False),
        sa.Column("decision_makers_untagged", sa.Integer(), nullable=False),
        sa.Column("champions", sa.Integer(), nullable=False),
        sa.Column("champion_left_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_account_facts_history_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_facts_history_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_facts_history")),
    )
    op.create_index(
        op.f("ix_account_facts_history_account_id_valid_to"),
        "account_facts_history",
        ["account_id", "valid_to"],
        unique=False,
    )
    op.create_table(
        "account_names",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_account_names_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_names_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_names")),
        sa.UniqueConstraint("account_id", "folded", "kind", name=op.f("uq_account_names_account_id_folded_kind")),
    )
    op.create_index(
        op.f("ix_account_names_workspace_id_folded"), "account_names", ["workspace_id", "folded"], unique=False
    )
    op.create_table(
        "account_risks",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("telling", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_account_risks_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_risks_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_risks")),
    )
    op.create_index(
        op.f("ix_account_risks_workspace_id_score"), "account_risks", ["workspace_id", "score"], unique=False
    )
    op.create_table(
        "advocacy_asks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="asked", nullable=False),
        sa.Column("stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_advocacy_asks_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_advocacy_asks_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advocacy_asks")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_advocacy_asks_workspace_id_id")),
    )
    op.create_index(
        op.f("ix_advocacy_asks_account_id_asked_on"), "advocacy_asks", ["account_id", "asked_on"], unique=False
    )
    op.create_table(
        "contracts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("auto_renew", sa.Boolean(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("stand_in", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("call", sa.Text(), nullable=True),
        sa.Column("call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_for", sa.Date(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_reason", sa.Text(), nullable=True),
        sa.Column("outcome_note", sa.Text(), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_contracts_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_contracts_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("account_id", "product", name=op.f("uq_contracts_account_id_product")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_contracts_workspace_id_id")),
    )
    op.create_index(
        "ix_contracts_lost",
        "contracts",
        ["workspace_id", "account_id"],
        unique=False,
        sqlite_where=sa.text("outcome = 'lost'"),
        postgresql_where=sa.text("outcome = 'lost'"),
    )
    op.create_table(
        "ctas",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("handed_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("wake_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_why", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=True),
        sa.Column("tell", sa.Text(), server_default="", nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_ctas_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_ctas_workspace_id_owner_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_ctas_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ctas")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_ctas_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "subject", "rule", "occurrence", name=op.f("uq_ctas_workspace_id_subject_rule_occurrence")
        ),
    )
    op.create_index(op.f("ix_ctas_account_id_state"), "ctas", ["account_id", "state"], unique=False)
    op.create_index(
        "ix_ctas_owner_live",
        "ctas",
        ["workspace_id", "owner_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
        postgresql_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
    )
    op.create_index(
        "ix_ctas_rule_live",
        "ctas",
        ["workspace_id", "rule", "account_id"],
        unique=False,
        sqlite_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
        postgresql_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
    )
    op.create_index(
        "ix_ctas_tell",
        "ctas",
        ["workspace_id", "owner_id"],
        unique=False,
        sqlite_where=sa.text("tell = 'due'"),
        postgresql_where=sa.text("tell = 'due'"),
    )
    op.create_index(
        "ix_ctas_wake",
        "ctas",
        ["workspace_id", "wake_on"],
        unique=False,
        sqlite_where=sa.text("wake_on IS NOT NULL"),
        postgresql_where=sa.text("wake_on IS NOT NULL"),
    )
    op.create_table(
        "health_overrides",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_health_overrides_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "by_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_health_overrides_workspace_id_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_health_overrides_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_overrides")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_health_overrides_workspace_id_id")),
    )
    op.create_index(op.f("ix_health_overrides_account_id_at"), "health_overrides", ["account_id", "at"], unique=False)
    op.create_index(
        "ix_health_overrides_stands",
        "health_overrides",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL AND undone_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND undone_at IS NULL"),
    )
    op.create_table(
        "kpi_latest",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_kpi_latest_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_kpi_latest_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "kpi", name=op.f("pk_kpi_latest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kpi_observations",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kpi", sa.Text(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_kpi_observations_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_kpi_observations_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "kpi", "observed_at", name=op.f("pk_kpi_observations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "milestones_reached",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_milestones_reached_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_milestones_reached_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "period", "milestone", name=op.f("pk_milestones_reached")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "post_mortems",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("differently", sa.Text(), server_default="", nullable=False),
        sa.Column("foreseeable", sa.Boolean(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_post_mortems_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "by_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_post_mortems_workspace_id_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_post_mortems_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_mortems")),
        sa.UniqueConstraint("account_id", "period", name=op.f("uq_post_mortems_account_id_period")),
    )
    op.create_table(
        "stakeholders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("vision", sa.Text(), nullable=True),
        sa.Column("vision_on", sa.Date(), nullable=True),
        sa.Column("persona", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_stakeholders_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_stakeholders_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholders")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_stakeholders_workspace_id_id")),
    )
    op.create_index(op.f("ix_stakeholders_account_id"), "stakeholders", ["account_id"], unique=False)
    op.create_table(
        "tasks_done",
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_tasks_done_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_tasks_done_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "period", "task", name=op.f("pk_tasks_done")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "webhook_calls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("was", sa.Float(), nullable=True),
        sa.Column("account_key", sa.Text(), nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_webhook_calls_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_webhook_calls_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_calls")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_webhook_calls_delivery_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "period",
            "reaction",
            "occurrence",
            "target",
            name=op.f("uq_webhook_calls_workspace_id_account_id_period_reaction_occurrence_target"),
        ),
    )
    op.create_index(
        "ix_webhook_calls_waiting",
        "webhook_calls",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "persona_tags",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("persona", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stakeholder_id"],
            ["stakeholders.workspace_id", "stakeholders.id"],
            name=op.f("fk_persona_tags_workspace_id_stakeholder_id_stakeholders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_persona_tags_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_tags")),
    )
    op.create_index(op.f("ix_persona_tags_stakeholder_id_at"), "persona_tags", ["stakeholder_id", "at"], unique=False)
    op.create_table(
        "plan_goals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("milestone", sa.Text(), server_default="", nullable=False),
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cta_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_plan_goals_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "cta_id"],
            ["ctas.workspace_id", "ctas.id"],
            name=op.f("fk_plan_goals_workspace_id_cta_id_ctas"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_plan_goals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goals")),
    )
    op.create_index(op.f("ix_plan_goals_account_id_due_on"), "plan_goals", ["account_id", "due_on"], unique=False)
    op.create_index(op.f("ix_plan_goals_cta_id"), "plan_goals", ["cta_id"], unique=False)
    op.create_table(
        "reactions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("was", sa.Float(), nullable=True),
        sa.Column("stakeholder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_reactions_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "stakeholder_id"],
            ["stakeholders.workspace_id", "stakeholders.id"],
            name=op.f("fk_reactions_workspace_id_stakeholder_id_stakeholders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_reactions_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactions")),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "period",
            "reaction",
            "occurrence",
            name=op.f("uq_reactions_workspace_id_account_id_period_reaction_occurrence"),
        ),
    )


def downgrade() -> None:
    op.drop_table("reactions")
    op.drop_index(op.f("ix_plan_goals_cta_id"), table_name="plan_goals")
    op.drop_index(op.f("ix_plan_goals_account_id_due_on"), table_name="plan_goals")
    op.drop_table("plan_goals")
    op.drop_index(op.f("ix_persona_tags_stakeholder_id_at"), table_name="persona_tags")
    op.drop_table("persona_tags")
    op.drop_index(
        "ix_webhook_calls_waiting",
        table_name="webhook_calls",
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_table("webhook_calls")
    op.drop_table("tasks_done")
    op.drop_index(op.f("ix_stakeholders_account_id"), table_name="stakeholders")
    op.drop_table("stakeholders")
    op.drop_table("post_mortems")
    op.drop_table("milestones_reached")
    op.drop_table("kpi_observations")
    op.drop_table("kpi_latest")
    op.drop_index(
        "ix_health_overrides_stands",
        table_name="health_overrides",
        sqlite_where=sa.text("ended_at IS NULL AND undone_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL AND undone_at IS NULL"),
    )
    op.drop_index(op.f("ix_health_overrides_account_id_at"), table_name="health_overrides")
    op.drop_table("health_overrides")
    op.drop_index(
        "ix_ctas_wake",
        table_name="ctas",
        sqlite_where=sa.text("wake_on IS NOT NULL"),
        postgresql_where=sa.text("wake_on IS NOT NULL"),
    )
    op.drop_index(
        "ix_ctas_tell",
        table_name="ctas",
        sqlite_where=sa.text("tell = 'due'"),
        postgresql_where=sa.text("tell = 'due'"),
    )
    op.drop_index(
        "ix_ctas_rule_live",
        table_name="ctas",
        sqlite_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
        postgresql_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
    )
    op.drop_index(
        "ix_ctas_owner_live",
        table_name="ctas",
        sqlite_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
        postgresql_where=sa.text("state IN ('open', 'asleep', 'snoozed')"),
    )
    op.drop_index(op.f("ix_ctas_account_id_state"), table_name="ctas")
    op.drop_table("ctas")
    op.drop_index(
        "ix_contracts_lost",
        table_name="contracts",
        sqlite_where=sa.text("outcome = 'lost'"),
        postgresql_where=sa.text("outcome = 'lost'"),
    )
    op.drop_table("contracts")
    op.drop_index(op.f("ix_advocacy_asks_account_id_asked_on"), table_name="advocacy_asks")
    op.drop_table("advocacy_asks")
    op.drop_index(op.f("ix_account_risks_workspace_id_score"), table_name="account_risks")
    op.drop_table("account_risks")
    op.drop_index(op.f("ix_account_names_workspace_id_folded"), table_name="account_names")
    op.drop_table("account_names")
    op.drop_index(op.f("ix_account_facts_history_account_id_valid_to"), table_name="account_facts_history")
    op.drop_table("account_facts_history")
    op.drop_table("account_facts")
    op.drop_index(
        "ix_account_events_surveys",
        table_name="account_events",
        sqlite_where=sa.text("kind = 'survey'"),
        postgresql_where=sa.text("kind = 'survey'"),
    )
    op.drop_index(op.f("ix_account_events_account_id_kind_at_undone_at"), table_name="account_events")
    op.drop_table("account_events")
    op.drop_table("version_tests")
    op.drop_table("version_tasks")
    op.drop_table("version_stages")
    op.drop_table("version_segment_tests")
    op.drop_table("version_milestones")
    op.drop_table("version_kpis")
    op.drop_table("version_bands")
    op.drop_index(op.f("ix_revisits_workspace_id_person_id_quarter"), table_name="revisits")
    op.drop_table("revisits")
    op.drop_index(op.f("ix_releases_workspace_id_released_on"), table_name="releases")
    op.drop_table("releases")
    op.drop_table("learned_times")
    op.drop_index(op.f("ix_identities_workspace_id_person_id"), table_name="identities")
    op.drop_table("identities")
    op.drop_index(op.f("ix_accounts_workspace_id_csm_id"), table_name="accounts")
    op.drop_index(
        op.f("ix_accounts_workspace_id_channel"),
        table_name="accounts",
        sqlite_where=sa.text("channel IS NOT NULL"),
        postgresql_where=sa.text("channel IS NOT NULL"),
    )
    op.drop_index(op.f("ix_accounts_playbook_version_id"), table_name="accounts")
    op.drop_index(
        "ix_accounts_lost",
        table_name="accounts",
        sqlite_where=sa.text("status = 'churned'"),
        postgresql_where=sa.text("status = 'churned'"),
    )
    op.drop_table("accounts")
    op.drop_table("slots")
    op.drop_table("risk_models")
    op.drop_index(op.f("ix_receipts_at"), table_name="receipts")
    op.drop_table("receipts")
    op.drop_table("playbook_versions")
    op.drop_table("people")
    op.drop_index(op.f("ix_outbox_workspace_id_person_id_created_at"), table_name="outbox")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        sqlite_where=sa.text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
        postgresql_where=sa.text("state IN ('pending', 'sending', 'ambiguous') OR edit"),
    )
    op.drop_table("outbox")
    op.drop_table("intents")
    op.drop_table("installations")
    op.drop_index(op.f("ix_changes_workspace_id_subject_id"), table_name="changes")
    op.drop_table("changes")
    op.drop_index(
        "ix_api_keys_live",
        table_name="api_keys",
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.drop_table("api_keys")
    op.drop_table("workspaces")
    op.drop_table("imported_rows")
