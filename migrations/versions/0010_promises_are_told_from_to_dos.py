"""Promises are told from to-dos, and people say how they write days"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Whatever stood on a list so far was written as a note of one's own: none of it is a promise.
    op.add_column("ctas", sa.Column("promise", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE account_events SET kind = 'next_step' WHERE kind = 'promise'")
    op.add_column("workspaces", sa.Column("promises_since", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("day_order", sa.Text(), nullable=True))
    op.execute("UPDATE workspaces SET promises_since = CURRENT_DATE")  # the day of the upgrade
