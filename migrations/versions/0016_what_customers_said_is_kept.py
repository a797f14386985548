"""What customers asked, wished for and think of us is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PEOPLE = ["people.workspace_id", "people.id"]


def upgrade() -> None:
    op.create_table(
        "sayings",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("stakeholder_id", BIG, nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("cta_id", BIG, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", BIG, nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sayings")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_sayings_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_sayings_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column], PEOPLE, name=op.f(f"fk_sayings_workspace_id_{column}_people")
            )
            for column in ("by_id", "settled_by")
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_sayings_workspace_id_id")),
    )
    op.create_index(op.f("ix_sayings_account_id_kind"), "sayings", ["account_id", "kind"])
    op.create_index(op.f("ix_sayings_workspace_id_kind_said_on"), "sayings", ["workspace_id", "kind", "said_on"])
    op.create_index(op.f("ix_sayings_cta_id"), "sayings", ["cta_id"])
    op.create_index(op.f("ix_sayings_event_id"), "sayings", ["event_id"])
