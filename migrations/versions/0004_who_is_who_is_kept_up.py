"""Who is who is kept up: who is gone, other addresses, and what somebody has to know"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("channels", sa.Column("formerly", sa.JSON(), nullable=True))
    op.add_column("identities", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("identities", sa.Column("gone_since", sa.DateTime(timezone=True), nullable=True))
    # They were matched by it; where a platform shows another one by now, the next round sees that it has changed.
    op.execute(
        "UPDATE identities SET email = (SELECT p.email FROM people p"
        " WHERE p.workspace_id = identities.workspace_id AND p.id = identities.person_id)"
    )
    _other_emails()
    _concerns()


def _other_emails() -> None:
    op.create_table(
        "other_emails",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_other_emails_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["people.workspace_id", "people.id"],
            name=op.f("fk_other_emails_workspace_id_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_emails")),
        sa.UniqueConstraint("workspace_id", "email", name=op.f("uq_other_emails_workspace_id_email")),
    )
    op.create_index(op.f("ix_other_emails_workspace_id_person_id"), "other_emails", ["workspace_id", "person_id"])


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_concerns_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
    )
    op.create_index(
        "ix_concerns_standing",
        "concerns",
        ["workspace_id", "kind", "subject"],
        unique=True,
        sqlite_where=sa.text("over_at IS NULL"),
        postgresql_where=sa.text("over_at IS NULL"),
    )
    op.create_index(op.f("ix_concerns_workspace_id_over_at"), "concerns", ["workspace_id", "over_at"])
