"""The main job on a file that nobody here designed: import, sweep, digest, card."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sandbox.workspace import LocalWorkspace
from tests.cli.conftest import ROOT, Program, until
from tests.cli.test_main import is_well, said_to

MAPS = ROOT / "tests" / "ingest" / "maps"
TELCO = Path(os.environ.get("MILEPOST_TELCO", ROOT.parent / "shared" / "data" / "telco-churn.csv"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TELCO.is_file(), reason=f"the telco file isn't here: {TELCO.name}"),
]
ANA = "UANA"


async def test_the_telco_customers_are_assessed_told_of_and_answered(program: Program, slack: LocalWorkspace) -> None:
    # method: D5
    await program.well("migrate")
    said = await program.well("import", "accounts", str(TELCO), "--map", str(MAPS / "telco-accounts.yaml"))
    assert "7,043 accounts new" in said
    await program.well("import", "kpis", str(TELCO), "--map", str(MAPS / "telco-kpis.yaml"))
    monday = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    await program.well("tick", "--now", monday.isoformat())
    direct = slack.direct_channel(ANA)
    assert direct is not None
    (digest,) = slack.messages(direct)
    assert "5,174 accounts found" in str(digest), digest  # 7,043 less the 1,869 that have left
    async with program.running("serve"):
        await until(lambda: is_well(program.env["PORT"]))
        outcome = await slack.acting.command(ANA, "CANA", "/journey 7590-VHVEG")
        assert outcome.ok, outcome
        card = said_to(slack, "CANA", ANA)
    assert "7590-VHVEG" in card
    assert "nknown" in card
    assert "None" not in card.replace("'None'", "")
