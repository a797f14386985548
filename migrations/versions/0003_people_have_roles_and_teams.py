"""People are let in with a role, and may have a manager"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("csm_access", sa.Text(), server_default="own", nullable=False))
    op.add_column("people", sa.Column("role_from", sa.Text(), nullable=True))
    op.add_column("people", sa.Column("manager_id", BIG, nullable=True))
    with op.batch_alter_table("people") as table:
        table.alter_column("role", existing_type=sa.Text(), server_default=None, nullable=True)
        table.create_foreign_key(
            op.f("fk_people_workspace_id_manager_id_people"),
            "people",
            ["workspace_id", "manager_id"],
            ["workspace_id", "id"],
        )
    op.create_index(op.f("ix_people_workspace_id_manager_id"), "people", ["workspace_id", "manager_id"])
    _who_is_let_in()


def _who_is_let_in() -> None:
    """Until now whoever wrote to the bot became a CSM. Who works with accounts is one still; the others may read on."""
    op.execute("UPDATE people SET role_from = 'command' WHERE role = 'manager'")
    op.execute(
        """
        UPDATE people SET role_from = 'file' WHERE role = 'csm' AND (
            EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = people.workspace_id AND a.csm_id = people.id)
            OR EXISTS (SELECT 1 FROM people p WHERE p.workspace_id = people.workspace_id AND p.cover_id = people.id))
        """
    )
    op.execute("UPDATE people SET role = 'viewer', role_from = 'upgrade' WHERE role = 'csm' AND role_from IS NULL")
