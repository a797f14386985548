"""A release says what it is to do before it comes out"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("releases", sa.Column("expects_milestone", sa.Text(), server_default="", nullable=False))
    op.add_column("releases", sa.Column("expects_points", sa.Integer(), nullable=True))
