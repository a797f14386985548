"""What was offered to customers and handed to sales is kept, with what came of it"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PEOPLE = ["people.workspace_id", "people.id"]


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("stakeholder_id", BIG, nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("by_id", BIG, nullable=False),
        sa.Column("event_id", BIG, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", BIG, nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_proposals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f("fk_proposals_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column], PEOPLE, name=op.f(f"fk_proposals_workspace_id_{column}_people")
            )
            for column in ("by_id", "settled_by")
        ),
    )
    op.create_index(op.f("ix_proposals_account_id"), "proposals", ["account_id"])
    op.create_index(op.f("ix_proposals_workspace_id_kind_made_on"), "proposals", ["workspace_id", "kind", "made_on"])
