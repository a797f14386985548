"""Platforms keep notes of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "platform_notes",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("installation_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "installation_id"],
            ["installations.workspace_id", "installations.id"],
            name=op.f("fk_platform_notes_workspace_id_installation_id_installations"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_platform_notes_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_notes")),
        sa.UniqueConstraint(
            "workspace_id",
            "installation_id",
            "kind",
            "key",
            name=op.f("uq_platform_notes_workspace_id_installation_id_kind_key"),
        ),
    )
    op.create_index(op.f("ix_platform_notes_until"), "platform_notes", ["until"])
