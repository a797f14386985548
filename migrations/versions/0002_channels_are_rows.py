"""Channels are rows, and a workspace may be on several platforms"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _installations()
    _channels()
    _accounts()
    _people()
    _identities()
    _outbox()
    _changes()


def _installations() -> None:
    with op.batch_alter_table("installations") as table:
        table.add_column(sa.Column("name", sa.Text(), nullable=True))
        table.add_column(sa.Column("outage", sa.Text(), nullable=True))
        table.add_column(sa.Column("outage_since", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))
        table.create_unique_constraint(op.f("uq_installations_workspace_id_id"), ["workspace_id", "id"])
    op.execute("UPDATE installations SET name = (SELECT w.name FROM workspaces w WHERE w.id = workspace_id)")


def _channels() -> None:
    op.create_table(
        "channels",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("installation_id", BIG, nullable=True),
        sa.Column("platform_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("outsiders", sa.Boolean(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_channels_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "installation_id"],
            ["installations.workspace_id", "installations.id"],
            name=op.f("fk_channels_workspace_id_installation_id_installations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_channels_workspace_id_id")),
        sa.UniqueConstraint(
            "workspace_id",
            "installation_id",
            "platform_id",
            name=op.f("uq_channels_workspace_id_installation_id_platform_id"),
        ),
    )
    op.create_index(
        "ix_channels_not_found",
        "channels",
        ["workspace_id"],
        sqlite_where=sa.text("installation_id IS NULL"),
        postgresql_where=sa.text("installation_id IS NULL"),
    )
    # Until now a workspace had one installation. What begins with "#" was typed and never found there.
    op.execute(
        """
        INSERT INTO channels (workspace_id, installation_id, platform_id, name)
        SELECT workspace_id,
               CASE WHEN channel LIKE '#%' THEN NULL
                    ELSE (SELECT min(i.id) FROM installations i WHERE i.workspace_id = named.workspace_id) END,
               CASE WHEN channel LIKE '#%' THEN NULL ELSE channel END,
               CASE WHEN channel LIKE '#%' THEN substr(channel, 2) ELSE '' END
        FROM (
            SELECT workspace_id, channel FROM accounts WHERE channel IS NOT NULL
            UNION SELECT workspace_id, deliver_to FROM people WHERE deliver_to IS NOT NULL
            UNION SELECT workspace_id, channel FROM outbox WHERE channel IS NOT NULL
        ) named
        ORDER BY workspace_id, channel
        """
    )


def _row_of(column: str) -> str:
    mine = "(SELECT c.id FROM channels c WHERE c.workspace_id = {table}.workspace_id AND ("
    return mine + f"c.platform_id = {{table}}.{column} OR '#' || c.name = {{table}}.{column}))"


def _point_to_channels(table: str, column: str) -> None:
    row = _row_of(column).format(table=table)
    op.execute(f"UPDATE {table} SET channel_id = {row} WHERE {column} IS NOT NULL")  # noqa: S608 - our own names


def _to_channels(table: Any, name: str) -> None:
    table.create_foreign_key(
        op.f(f"fk_{name}_workspace_id_channel_id_channels"),
        "channels",
        ["workspace_id", "channel_id"],
        ["workspace_id", "id"],
    )


def _to_installations(table: Any, name: str) -> None:
    table.create_foreign_key(
        op.f(f"fk_{name}_workspace_id_installation_id_installations"),
        "installations",
        ["workspace_id", "installation_id"],
        ["workspace_id", "id"],
    )


def _accounts() -> None:
    op.add_column("accounts", sa.Column("channel_id", BIG, nullable=True))
    _point_to_channels("accounts", "channel")
    op.drop_index(
        op.f("ix_accounts_workspace_id_channel"),
        table_name="accounts",
        sqlite_where=sa.text("channel IS NOT NULL"),
        postgresql_where=sa.text("channel IS NOT NULL"),
    )
    with op.batch_alter_table("accounts") as table:
        table.drop_column("channel")
        _to_channels(table, "accounts")
    op.create_index(
        op.f("ix_accounts_workspace_id_channel_id"),
        "accounts",
        ["workspace_id", "channel_id"],
        sqlite_where=sa.text("channel_id IS NOT NULL"),
        postgresql_where=sa.text("channel_id IS NOT NULL"),
    )


def _people() -> None:
    op.add_column("people", sa.Column("channel_id", BIG, nullable=True))
    op.add_column("people", sa.Column("installation_id", BIG, nullable=True))
    _point_to_channels("people", "deliver_to")
    with op.batch_alter_table("people") as table:
        table.drop_column("deliver_to")
        _to_channels(table, "people")
        _to_installations(table, "people")


def _identities() -> None:
    op.add_column("identities", sa.Column("installation_id", BIG, nullable=True))
    op.add_column("identities", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE identities SET installation_id = (SELECT i.id FROM installations i"
        " WHERE i.workspace_id = identities.workspace_id AND i.surface = identities.surface)"
    )
    with op.batch_alter_table("identities") as table:
        table.drop_constraint(op.f("uq_identities_workspace_id_surface_user_id"), type_="unique")
        table.drop_column("surface")
        table.alter_column("installation_id", existing_type=BIG, nullable=False)
        table.create_unique_constraint(
            op.f("uq_identities_workspace_id_installation_id_user_id"), ["workspace_id", "installation_id", "user_id"]
        )
        _to_installations(table, "identities")


def _outbox() -> None:
    op.add_column("outbox", sa.Column("installation_id", BIG, nullable=True))
    op.add_column("outbox", sa.Column("channel_id", BIG, nullable=True))
    op.add_column("outbox", sa.Column("direct", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        "UPDATE outbox SET installation_id = (SELECT i.id FROM installations i"
        " WHERE i.workspace_id = outbox.workspace_id AND i.surface = outbox.surface)"
    )
    _point_to_channels("outbox", "channel")
    with op.batch_alter_table("outbox") as table:
        table.drop_column("surface")
        table.drop_column("channel")
        table.alter_column("installation_id", existing_type=BIG, nullable=False)
        _to_installations(table, "outbox")
        _to_channels(table, "outbox")


def _changes() -> None:
    """A change of somebody's settings can be undone: what it keeps of their channel is now the row."""
    changes = sa.table(
        "changes", sa.column("id"), sa.column("workspace_id"), sa.column("before", sa.JSON),
        sa.column("after", sa.JSON), sa.column("kind"),
    )  # fmt: skip
    connection = op.get_bind()
    kept = sa.select(changes.c.id, changes.c.workspace_id, changes.c.before, changes.c.after)
    for row in connection.execute(kept.where(changes.c.kind == "settings")).all():
        sides = {"before": row.before, "after": row.after}
        if "deliver_to" in json.dumps(sides):
            told = {side: _with_rows(connection, row.workspace_id, found) for side, found in sides.items()}
            connection.execute(changes.update().where(changes.c.id == row.id).values(**told))


def _with_rows(connection: sa.Connection, workspace_id: int, side: dict[str, Any]) -> dict[str, Any]:
    for row in side["rows"]:
        if "deliver_to" in row["values"]:
            row["values"]["channel_id"] = _row(connection, workspace_id, row["values"].pop("deliver_to"))
    return side


def _row(connection: sa.Connection, workspace_id: int, channel: str | None) -> int | None:
    """The channel's row, made where only that change still speaks of it."""
    if channel is None:
        return None
    known = {"workspace": workspace_id, "channel": channel}
    row = _row_of("channel").replace("{table}.workspace_id", ":workspace").replace("{table}.channel", ":channel")
    found = connection.execute(sa.text(f"SELECT {row}"), known).scalar()
    if found is not None:
        return int(found)
    is_name = channel.startswith("#")
    made = sa.text(
        "INSERT INTO channels (workspace_id, installation_id, platform_id, name) VALUES (:workspace,"
        " CASE WHEN :name = '' THEN (SELECT min(id) FROM installations WHERE workspace_id = :workspace) END,"
        " :id, :name) RETURNING id"
    )
    values = {"workspace": workspace_id, "id": None if is_name else channel, "name": channel[1:] if is_name else ""}
    return int(connection.execute(made, values).scalar_one())
