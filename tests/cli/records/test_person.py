"""What is kept about a person, and that person forgotten, as whoever hosts it does it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Program

pytestmark = pytest.mark.slow
WHO = "dana@acme.example"


async def test_a_contact_is_exported_and_forgotten_from_the_command_line(
    program: Program, slack: object, accounts: Path, tmp_path: Path
) -> None:
    await program.well("migrate")
    await program.well("import", "accounts", str(accounts))
    people = tmp_path / "people.csv"
    people.write_text(f"account,name,email,role\nacme,Dana Reyes,{WHO},champion\n", encoding="utf-8")
    await program.well("import", "stakeholders", str(people))
    told = json.loads(await program.well("person", "export", WHO))
    assert told["stakeholders"][0]["name"] == "Dana Reyes"
    assert {"audit", "imported_rows"} <= set(told)
    code, said = await program.run("person", "forget", WHO)  # nobody answers
    assert (code, "There is no way back" in said) == (1, True)
    said = await program.well("person", "forget", WHO, "--yes")
    assert f"{WHO} is a contact at one account." in said
    assert "Forgotten." in said
    assert "Take them out of the files" in said
    assert b"dana" not in json.dumps(await program.well("audit", "--since", "2020-01-01")).lower().encode()
    assert f"Nobody here has the address {WHO}" in (await program.run("person", "export", WHO))[1]
