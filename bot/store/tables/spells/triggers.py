# ruff: noqa: S608 - what is put together here are names of ours
"""What makes kept spells go out of date is noted by the database itself, so that no write can forget it.

The triggers are made with the tables, and anew by each `migrate`: SQLite loses a table's triggers when it builds it
anew. PostgreSQL adds a row whenever something changes, so that nobody waits for anybody, and who brings spells up to
date takes away only the rows that they had seen. SQLite has one writer at a time, and one row is enough.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, text

BEHIND = "spells_behind"
STAGE_ENTRY = "kind = 'stage_entered'"
# Of each table: the column of the account, which columns spells rest on, which rows.
OF_ACCOUNTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "accounts": (
        "id",
        ("status", "churned_on", "started_on", "entry_stage", "period", "playbook_version_id", "turned_on",
         "created_at"),
        "",
    ),
    "account_facts": ("account_id", ("placed", "known_since", "milestone_due_on"), ""),
    "milestones_reached": ("account_id", ("account_id", "period", "milestone", "reached_on", "via"), ""),
    "tasks_done": ("account_id", ("account_id", "period"), ""),
    "account_events": (
        "account_id", ("account_id", "period", "kind", "at", "key", "source", "undone_at"), STAGE_ENTRY,
    ),
}  # fmt: skip
OF_PLAYBOOKS = ("version_milestones", "version_stages")  # a change of these is one for all of the workspace's accounts
DEEDS = ("insert", "update", "delete")


def make_triggers(connection: Connection) -> None:
    """Harmless when repeated."""
    statements = _on_sqlite() if connection.dialect.name == "sqlite" else _on_postgresql()
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Before tables are changed: SQLite renames none while a trigger speaks of one that isn't there at that moment."""
    if connection.dialect.name == "sqlite":
        known = text(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{BEHIND}%'")
        for name in list(connection.scalars(known)):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def missing_triggers(connection: Connection, others: Iterable[tuple[str, str]] = ()) -> Iterator[tuple[str, str]]:
    """(table, trigger) of those that the database lacks. others: that it must have beside these."""
    if connection.dialect.name == "sqlite":
        known = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        known = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    there = set(connection.scalars(text(known)))
    ours = ((table, _name(table, deed)) for table in (*OF_ACCOUNTS, *OF_PLAYBOOKS) for deed in DEEDS)
    yield from ((table, name) for table, name in chain(ours, others) if name not in there)


def note_all_behind(connection: Connection) -> None:
    """Every account: after a change of tables nobody knows what it has changed."""
    connection.exec_driver_sql(f"DELETE FROM {BEHIND}")
    connection.exec_driver_sql(f"INSERT INTO {BEHIND} (workspace_id, account_id) SELECT workspace_id, id FROM accounts")


def _name(table: str, deed: str) -> str:
    return f"{BEHIND}_{table}_{deed}"


def _on_sqlite() -> Iterator[str]:
    for table, (account, columns, which) in OF_ACCOUNTS.items():
        there = f"EXISTS (SELECT 1 FROM {BEHIND} b WHERE b.account_id = NEW.{account})"
        # By itself, for it comes often: a first sweep adds several rows for each account.
        added = f"INSERT INTO {BEHIND} (workspace_id, account_id) VALUES (NEW.workspace_id, NEW.{account})"
        changed = [_differs(columns, "IS NOT"), *([f"OLD.{which} OR NEW.{which}"] if which else [])]
        of = " OF " + ", ".join(f'"{name}"' for name in columns)
        yield from _trigger(table, "insert", added, [*([f"NEW.{which}"] if which else []), f"NOT {there}"])
        yield from _trigger(table, "update", _noted(f"a.id IN (OLD.{account}, NEW.{account})"), changed, of)
        yield from _trigger(table, "delete", _noted(f"a.id = OLD.{account}"), [f"OLD.{which}"] if which else [])
    for table in OF_PLAYBOOKS:
        for deed, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
            yield from _trigger(table, deed, _noted(f"a.workspace_id = {row}.workspace_id"))


def _trigger(table: str, deed: str, noted: str, tests: Sequence[str] = (), of: str = "") -> Iterator[str]:
    when = f" WHEN {' AND '.join(f'({test})' for test in tests)}" if tests else ""
    yield f"DROP TRIGGER IF EXISTS {_name(table, deed)}"
    yield f"CREATE TRIGGER {_name(table, deed)} AFTER {deed.upper()}{of} ON {table}{when} BEGIN {noted}; END"


def _noted(which: str) -> str:
    """By the accounts' rows: one that is being deleted is noted no more."""
    return (
        f"INSERT INTO {BEHIND} (workspace_id, account_id) SELECT a.workspace_id, a.id FROM accounts a"
        f" WHERE {which} AND NOT EXISTS (SELECT 1 FROM {BEHIND} b WHERE b.account_id = a.id)"
    )


def _differs(columns: Iterable[str], how: str) -> str:
    return " OR ".join(f'OLD."{name}" {how} NEW."{name}"' for name in columns)


def _on_postgresql() -> Iterator[str]:
    """Added and deleted rows are taken together, for each statement; a changed one by itself, if it matters."""
    for table, (account, columns, which) in OF_ACCOUNTS.items():
        of_rows = f"SELECT DISTINCT a.workspace_id, a.id FROM accounts a JOIN changed c ON c.{account} = a.id"
        yield from _noting(table, "rows", of_rows + (f" WHERE c.{which}" if which else ""))
        of_row = f"SELECT a.workspace_id, a.id FROM accounts a WHERE a.id IN (OLD.{account}, NEW.{account})"
        yield from _noting(table, "row", of_row)
        for deed, seen in (("insert", "NEW"), ("delete", "OLD")):
            yield from _statement_trigger(table, deed, seen, "rows")
        matters = f"({_differs(columns, 'IS DISTINCT FROM')})"
        matters += f" AND (OLD.{which} OR NEW.{which})" if which else ""
        yield f"DROP TRIGGER IF EXISTS {_name(table, 'update')} ON {table}"
        yield (
            f"CREATE TRIGGER {_name(table, 'update')} AFTER UPDATE ON {table} FOR EACH ROW WHEN ({matters})"
            f" EXECUTE FUNCTION {BEHIND}_{table}_row()"
        )
    for table in OF_PLAYBOOKS:
        of_all = (
            "SELECT a.workspace_id, a.id FROM accounts a WHERE a.workspace_id IN (SELECT c.workspace_id FROM changed c)"
        )
        yield from _noting(table, "rows", of_all)
        for deed, seen in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
            yield from _statement_trigger(table, deed, seen, "rows")


def _noting(table: str, what: str, accounts: str) -> Iterator[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {BEHIND}_{table}_{what}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN INSERT INTO {BEHIND} (workspace_id, account_id) {accounts}; RETURN NULL; END $$"
    )


def _statement_trigger(table: str, deed: str, seen: str, what: str) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {_name(table, deed)} ON {table}"
    yield (
        f"CREATE TRIGGER {_name(table, deed)} AFTER {deed.upper()} ON {table} REFERENCING {seen} TABLE AS changed"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {BEHIND}_{table}_{what}()"
    )


__all__ = [
    "DEEDS",
    "OF_ACCOUNTS",
    "OF_PLAYBOOKS",
    "drop_triggers",
    "make_triggers",
    "missing_triggers",
    "note_all_behind",
]
