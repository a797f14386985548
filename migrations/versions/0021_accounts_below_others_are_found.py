"""Which accounts belong below another one is found without going through all of them"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    below = sa.text("parent_id IS NOT NULL")
    op.create_index(
        "ix_accounts_workspace_id_parent_id",
        "accounts",
        ["workspace_id", "parent_id"],
        sqlite_where=below,
        postgresql_where=below,
    )
