"""A product may have several terms"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contracts") as table:
        table.add_column(sa.Column("term", sa.Text(), server_default="", nullable=False))
        table.drop_constraint(op.f("uq_contracts_account_id_product"), type_="unique")
        table.create_unique_constraint(op.f("uq_contracts_account_id_product_term"), ["account_id", "product", "term"])
