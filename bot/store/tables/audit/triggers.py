# ruff: noqa: S608 - what is put together here are names of ours
"""What somebody changes is noted by the database itself, so that no write can forget it.

Made with the tables, and anew by each `migrate`, like those of `spells/triggers.py`. They do nothing while nobody acts
(bot/store/tables/audit/acting.py says who does): what the machine recomputes is no change of anybody's.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, MetaData, Table, text

SETTING = "milepost.acting"  # PostgreSQL: who acts in this transaction, as JSON
# No trace is kept of these, each for its reason.
OF_THE_MACHINE: dict[str, str] = {
    "account_facts": "recomputed by the sweep",
    "account_facts_history": "recomputed by the sweep",
    "account_risks": "recomputed by the sweep",
    "acting": "it says who acts",
    "audit": "it is the trace",
    "changes": "what can be undone; the rows that it speaks of leave their own trace",
    "concerns": "noticed by the machine",
    "conversations": "what a talk is about, for half an hour",
    "imported_rows": "what a file said last; the rows that it made leave their own trace",
    "intents": "a question with a button, for a day",
    "kept_losses": "recomputed each day",
    "kpi_latest": "the newest of the observations",
    "learned_times": "recomputed each day",
    "outbox": "made by the machine of what people did",
    "platform_notes": "a platform's own",
    "reactions": "made by the sweep",
    "receipts": "that something came in",
    "risk_models": "learned by the machine",
    "slots": "the machine's calendar",
    "spells": "recomputed",
    "spells_behind": "what is to be recomputed",
    "stuck_chances": "recomputed",
    "version_bands": "of a playbook's version, which leaves its own trace",
    "version_kpis": "of a playbook's version",
    "version_milestones": "of a playbook's version",
    "version_segment_tests": "of a playbook's version",
    "version_stages": "of a playbook's version",
    "version_tasks": "of a playbook's version",
    "version_tests": "of a playbook's version",
    "warnings": "made by the machine",
    "webhook_calls": "made by the sweep",
    "webhook_tries": "made by the machine",
}
# Columns without a trace: secrets, and what the machine keeps beside what people say.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "api_keys": ("hash", "last_used_at"),
    "ctas": ("changed_at", "tell", "told_at"),
    "identities": ("seen_at",),
    "playbook_versions": ("source",),
    "published_pages": ("hash", "snapshot"),
    "webhook_targets": ("address",),
    "workspaces": ("baseline_at", "imported_at", "ticked_at"),
}
# New rows of these that a file brings are counted in the file's own entry; each says itself where it is from.
COUNTED = ("account_events", "kpi_observations", "tickets")
DEEDS = {"insert": "added", "update": "changed", "delete": "deleted"}
FUNCTION = "audit_row"


def audited(metadata: MetaData) -> list[Table]:
    """The tables whose rows leave a trace."""
    return [table for table in metadata.sorted_tables if table.name not in OF_THE_MACHINE]


def make_triggers(connection: Connection, metadata: MetaData) -> None:
    """Harmless when repeated."""
    on_sqlite = connection.dialect.name == "sqlite"
    for statement in _on_sqlite(metadata) if on_sqlite else _on_postgresql(metadata):
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Before tables are changed, which on SQLite may be built anew."""
    if connection.dialect.name == "sqlite":
        known = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit\\_%' ESCAPE '\\'")
        for name in list(connection.scalars(known)):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def wanted(metadata: MetaData) -> Iterator[tuple[str, str]]:
    """(table, trigger) of all that there must be."""
    return ((table.name, _name(table, deed)) for table in audited(metadata) for deed in DEEDS)


def _name(table: Table, deed: str) -> str:
    return f"audit_{table.name}_{deed}"


def _columns(table: Table) -> list[str]:
    return [one.name for one in table.columns if one.name not in ("workspace_id", *LEFT_OUT.get(table.name, ()))]


def _workspace(table: Table) -> str:
    return "workspace_id" if "workspace_id" in table.c else "id"


def _account(table: Table) -> str:
    """The column that says which account it is; "" where it is of none."""
    if table.name == "accounts":
        return "id"
    return next((name for name in ("account_id", "stakeholder_id") if name in table.c), "")


def _on_sqlite(metadata: MetaData) -> Iterator[str]:
    for table in audited(metadata):
        columns = _columns(table)
        for deed in DEEDS:
            seen = "OLD" if deed == "delete" else "NEW"
            tests = ["EXISTS (SELECT 1 FROM acting)"]
            if deed == "insert" and table.name in COUNTED:
                tests = ["EXISTS (SELECT 1 FROM acting WHERE via <> 'import')"]
            if deed == "update":
                tests.append("(" + " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns) + ")")
            before = "NULL" if deed == "insert" else _as_json(columns, "OLD", "NEW" if deed == "update" else "")
            after = "NULL" if deed == "delete" else _as_json(columns, "NEW", "OLD" if deed == "update" else "")
            key = ", ".join(f'{seen}."{one.name}"' for one in table.primary_key)
            yield f"DROP TRIGGER IF EXISTS {_name(table, deed)}"
            yield (
                f"CREATE TRIGGER {_name(table, deed)} AFTER {deed.upper()} ON {table.name} WHEN {' AND '.join(tests)}"
                " BEGIN INSERT INTO audit"
                " (workspace_id, at, via, person_id, who, deed, what, row, account_id, before, after)"
                f" SELECT {seen}.{_workspace(table)}, a.at, a.via, a.person_id, a.who, '{DEEDS[deed]}', '{table.name}',"
                f" json_array({key}), {_account_on_sqlite(table, seen)}, {before}, {after} FROM acting a; END"
            )


def _account_on_sqlite(table: Table, seen: str) -> str:
    column = _account(table)
    if column != "stakeholder_id":
        return f"{seen}.{column}" if column else "NULL"
    return f"(SELECT s.account_id FROM stakeholders s WHERE s.id = {seen}.stakeholder_id)"


def _as_json(columns: Sequence[str], seen: str, other: str) -> str:
    """The columns that differ from the other row; without one, those that hold something."""
    each = (
        f'SELECT \'{name}\' AS k, {seen}."{name}" AS v WHERE {seen}."{name}" IS NOT '
        + (f'{other}."{name}"' if other else "NULL")
        for name in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({' UNION ALL '.join(each)}))"


def _on_postgresql(metadata: MetaData) -> Iterator[str]:
    yield _FUNCTION
    for table in audited(metadata):
        left_out = ",".join(("workspace_id", *LEFT_OUT.get(table.name, ())))
        key = ",".join(one.name for one in table.primary_key)
        told = ", ".join(f"'{one}'" for one in (key, _workspace(table), _account(table), left_out))
        for deed in DEEDS:
            acts = f"nullif(current_setting('{SETTING}', true), '') IS NOT NULL"
            if deed == "insert" and table.name in COUNTED:
                acts = f"nullif(current_setting('{SETTING}', true), '')::jsonb ->> 'via' <> 'import'"
            yield f"DROP TRIGGER IF EXISTS {_name(table, deed)} ON {table.name}"
            yield (
                f"CREATE TRIGGER {_name(table, deed)} AFTER {deed.upper()} ON {table.name} FOR EACH ROW WHEN ({acts})"
                f" EXECUTE FUNCTION {FUNCTION}({told})"
            )


# Of a trigger's words: the primary key, the workspace's and the account's column, what is left out.
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who jsonb := current_setting('{SETTING}')::jsonb;
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  this jsonb := coalesce(new_row, old_row);
  left_out text[] := string_to_array(TG_ARGV[3], ',');
  was jsonb := old_row - left_out;
  is_now jsonb := new_row - left_out;
  account bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) INTO was, is_now
      FROM jsonb_each(was) o JOIN jsonb_each(is_now) n ON n.key = o.key AND n.value IS DISTINCT FROM o.value;
    IF was IS NULL THEN RETURN NULL; END IF;
  ELSE
    was := jsonb_strip_nulls(was);
    is_now := jsonb_strip_nulls(is_now);
  END IF;
  IF TG_ARGV[2] = 'stakeholder_id' THEN
    SELECT s.account_id INTO account FROM stakeholders s WHERE s.id = (this ->> 'stakeholder_id')::bigint;
  ELSIF TG_ARGV[2] <> '' THEN
    account := (this ->> TG_ARGV[2])::bigint;
  END IF;
  INSERT INTO audit (workspace_id, at, via, person_id, who, deed, what, row, account_id, before, after)
  SELECT (this ->> TG_ARGV[1])::bigint, (who ->> 'at')::timestamptz, who ->> 'via', (who ->> 'person_id')::bigint,
    who ->> 'who', CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,
    TG_TABLE_NAME, (SELECT json_agg(this -> k.name ORDER BY k.n)
      FROM unnest(string_to_array(TG_ARGV[0], ',')) WITH ORDINALITY AS k (name, n)), account, was::json, is_now::json;
  RETURN NULL;
END $$
"""

__all__ = ["OF_THE_MACHINE", "audited", "drop_triggers", "make_triggers", "wanted"]
