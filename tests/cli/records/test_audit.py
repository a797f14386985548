"""The trace as whoever hosts it reads it: files, commands and backups leave one too."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program

pytestmark = pytest.mark.slow


async def test_imports_commands_and_backups_are_in_the_trace(program: Program, slack: object, accounts: Path) -> None:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    await program.well("key", "add", "web-app")
    await program.well("backup", "copy.db")
    rows = list(csv.DictReader(io.StringIO(await program.well("audit", "--since", "2020-01-01"))))
    named = [(row["via"], row["deed"], row["what"]) for row in rows]
    assert ("import", "added", "accounts") in named
    assert ("import", "imported", "accounts") in named
    assert ("cli", "added", "api_keys") in named
    assert ("cli", "backed up", "database") in named
    brought = next(row for row in rows if row["deed"] == "imported")
    assert json.loads(brought["after"])["file"] == accounts.name
    acme = next(row for row in rows if (row["what"], row["account"]) == ("accounts", "acme"))
    assert (acme["who"], json.loads(acme["after"])["name"]) == (accounts.name, "Acme")
    assert "hash" not in json.loads(next(row for row in rows if row["what"] == "api_keys")["after"])
    listed = await program.well("audit", "--since", "2020-01-01", "--format", "jsonl", "--account", "acme")
    lines = [json.loads(line) for line in listed.splitlines()]
    assert lines
    assert {one["account"] for one in lines} == {"acme"}
    again = await program.well("audit", "--since", "2020-01-01", "--format", "jsonl")
    assert [one["what"] for one in map(json.loads, again.splitlines()) if one["deed"] == "exported"] == ["audit"] * 2
    assert (await program.well("audit", "--since", "2999-01-01", "--format", "jsonl")) == ""
