"""Files ask, and what was answered is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "file_questions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", BIG, nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_questions")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_file_questions_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "answered_by"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_file_questions_workspace_id_answered_by_people"),
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_file_questions_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id", "kind", "subject", name=op.f("uq_file_questions_workspace_id_kind_subject")
        ),
    )
    op.create_index(
        op.f("ix_file_questions_workspace_id_answered_at"), "file_questions", ["workspace_id", "answered_at"]
    )
