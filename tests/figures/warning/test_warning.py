"""Early warning against other people's means: as good as the better of two models on features of their own, and what is
said happens about as often."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from sqlalchemy import select

from bot.ingest import import_file
from bot.journey.risk.churn_risk import newest_model
from bot.journey.risk.learn import learn_risks
from bot.statistics.intervals import Share, difference
from bot.statistics.warning.learning import RiskBand
from bot.store.tables import Account, AccountRisk
from tests.figures.warning.calibration import said_together
from tests.figures.warning.recount import best_area
from tests.figures.warning.world import HALF_YEAR, World, files
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 27, 13, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.one_database
async def test_who_leaves_is_foreseen_as_well_as_by_others_and_what_is_said_happens(
    accounts: Accounts, tmp_path: Path
) -> None:
    # method: B8, C6
    customers = World(4, 900, TODAY, signal=0.7).customers()
    told = files(customers, TODAY)
    await accounts.version()
    for kind, text in told.items():
        (tmp_path / f"{kind}.csv").write_text(text)
        await import_file(accounts.store, accounts.workspace, kind, tmp_path / f"{kind}.csv", now=NOW, file_time=NOW)
    assert await learn_risks(accounts.store, accounts.workspace, NOW)
    until = TODAY + timedelta(days=HALF_YEAR)
    leaves = {one.key: one.left is not None and one.left < until for one in customers}
    async with accounts.store.read(accounts.workspace) as db:
        scored = select(Account.key, AccountRisk.score, AccountRisk.telling, AccountRisk.band)
        rows = (await db.execute(scored.join(AccountRisk, AccountRisk.account_id == Account.id))).all()
        model = await newest_model(db)
    assert model is not None
    ours = roc_auc_score([leaves[row.key] for row in rows], [row.score for row in rows])
    assert ours >= best_area(told, TODAY, leaves) - 0.02
    warned = [row for row in rows if row.telling]
    said = said_together([RiskBand(**band) for band in model.bands], np.array([row.band for row in warned]))
    low, high = difference(said, Share(sum(leaves[row.key] for row in warned), len(warned)))
    assert low <= 0 <= high
