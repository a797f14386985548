"""An account's place on the journey may be unknown"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("account_facts", "account_facts_history"):
        # As it was taken to be so far; the next sweep sees whose isn't known.
        op.add_column(name, sa.Column("placed", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("accounts", sa.Column("place_asked_on", sa.Date(), nullable=True))
