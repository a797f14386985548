"""Accounts are handed over"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PEOPLE = ["people.workspace_id", "people.id"]


def upgrade() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("from_id", BIG, nullable=True),
        sa.Column("to_id", BIG, nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looks_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_hand_overs_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_hand_overs_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column], PEOPLE, name=op.f(f"fk_hand_overs_workspace_id_{column}_people")
            )
            for column in ("from_id", "to_id", "by_id")
        ),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_hand_overs_workspace_id_id")),
    )
    op.create_index(op.f("ix_hand_overs_account_id_at"), "hand_overs", ["account_id", "at"])
    op.create_index(
        op.f("ix_hand_overs_workspace_id_from_id_looks_until"), "hand_overs", ["workspace_id", "from_id", "looks_until"]
    )
