"""Success plans have goals with figures, dates and owners, and pages that customers read"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "success_plans",
        *_of_account("success_plans"),
        *(sa.Column(name, sa.Text(), server_default="", nullable=False) for name in ("problem", "outcome", "measure")),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by", BIG, nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("returned", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in ("returned_how", "offer_one", "offer_two")
        ),
        sa.UniqueConstraint("account_id", "period", name=op.f("uq_success_plans_account_id_period")),
    )
    op.create_table(
        "outcome_goals",
        *_of_account("outcome_goals"),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("then_value", sa.Float(), nullable=False),
        sa.Column("then_on", sa.Date(), nullable=False),
        sa.Column("now_value", sa.Float(), nullable=True),
        sa.Column("now_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stakeholder_id", BIG, nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", WHEN, nullable=True),
    )
    op.create_index(op.f("ix_outcome_goals_account_id_period"), "outcome_goals", ["account_id", "period"])
    op.create_table(
        "planned_steps",
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("stakeholder_id", BIG, nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "period", "task", name=op.f("pk_planned_steps")),
        *_inside("planned_steps"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "published_pages",
        *_of_account("published_pages"),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("published_at", WHEN, nullable=False),
        sa.Column("published_by", BIG, nullable=False),
        sa.Column("ends_at", WHEN, nullable=False),
        sa.Column("withdrawn_at", WHEN, nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "published_by"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_published_pages_workspace_id_published_by_people"),
        ),
        sa.UniqueConstraint("hash", name=op.f("uq_published_pages_hash")),
    )
    op.create_index(op.f("ix_published_pages_account_id"), "published_pages", ["account_id"])


def _of_account(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f(f"uq_{table}_workspace_id_id")),
        *_inside(table),
    )


def _inside(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name=op.f(f"fk_{table}_workspace_id_account_id_accounts"),
            ondelete="CASCADE",
        ),
    )
