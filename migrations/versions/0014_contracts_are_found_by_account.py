"""Contracts and stakeholders are found by workspace and account in one index.

Between an index on each, SQLite takes either, and read the whole workspace's contracts for each account."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_contracts_workspace_id_account_id"), "contracts", ["workspace_id", "account_id"])
    op.drop_index(op.f("ix_stakeholders_account_id"), table_name="stakeholders")
    op.create_index(op.f("ix_stakeholders_workspace_id_account_id"), "stakeholders", ["workspace_id", "account_id"])
