"""How healthy a portfolio is in each stage."""

import pytest

from bot.journey.accounts.selection import Selection
from bot.journey.health.health_by_stage import StageHealth, health_by_stage
from bot.surfaces.plain.text import plain_text
from bot.talk.portfolio.portfolio import portfolio
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA
from tests.given.rows import facts

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_each_stage_has_its_mean_and_says_of_how_many(accounts: Accounts) -> None:
    # method: C2, C9
    scores = {1: ("land", 1, 50), 2: ("land", 1, 61), 3: ("land", 1, None), 4: ("adopt", 2, 80)}
    for number, (stage, position, health) in scores.items():
        await accounts.account(f"A{number}", id=number)
        await accounts.add(facts(number, stage=stage, stage_position=position, health=health))
    await accounts.account("Gone", id=5, status="churned")
    await accounts.add(facts(5, stage="renew", stage_position=4, health=10))
    async with accounts.store.read(1) as db:
        found = await health_by_stage(db, Selection(csm_id=accounts.owner))
        said = plain_text(await portfolio(db, accounts.library, OLGA, NOW))
    assert found == [StageHealth("land", 3, 2, 55.5), StageHealth("adopt", 1, 1, 80.0)]
    assert "Health by stage Land 56 (2 of 3) · Adopt 80 (1)" in said
