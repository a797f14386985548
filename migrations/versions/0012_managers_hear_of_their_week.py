"""Who leads others hears of the week, and may turn that off"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("wants_week", sa.Boolean(), server_default=sa.true(), nullable=False))
