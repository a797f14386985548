"""7,043 real customers in a file that nobody here designed. # method: D5"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.ingest import load_mapping
from tests.ingest.conftest import Shop, telco_file

pytestmark = pytest.mark.slow
MAPS = Path(__file__).parent / "maps"


async def test_the_telco_customers_come_in_as_accounts_and_kpis(shop: Shop) -> None:
    content = telco_file().read_bytes()
    accounts = load_mapping(MAPS / "telco-accounts.yaml", "accounts").model_dump(mode="json")
    kpis = load_mapping(MAPS / "telco-kpis.yaml", "kpis").model_dump(mode="json")
    report = await shop.take("accounts", content, map=accounts)
    assert (report.added, report.rejected, report.warnings) == (7043, 0, 0), report.lines()
    report = await shop.take("kpis", content, map=kpis)
    assert report.rejected == 0, report.lines()
    assert report.rows == 7043

    first = await shop.account("7590-VHVEG")
    assert (first.name, first.status, first.started_on) == ("7590-VHVEG", "active", date(2025, 12, 1))
    assert (first.segment, first.tier, first.domain, first.channel_id) == ("dsl", "monthly", None, None)
    contract = await shop.rows("contracts", "amount", "currency", "ends_on", where=f"account_id = {first.id}")
    assert contract == [(Decimal("358.20"), "USD", None)]
    churned = await shop.rows("accounts", "churned_on", where="status = 'churned'")
    assert len(churned) == 1869
    assert set(churned) == {(None,)}
    charged = await shop.rows("kpi_latest", "account_id", where="kpi = 'total-charges'")
    assert len(charged) == 7043 - 11  # blank in the first month

    for kind, map in (("accounts", accounts), ("kpis", kpis)):
        again = await shop.take(kind, content, map=map)  # type: ignore[arg-type]
        assert (again.added, again.changed, again.touched) == (0, 0, set())


async def test_a_two_year_term_tells_the_next_end(shop: Shop) -> None:
    map = load_mapping(MAPS / "telco-accounts.yaml", "accounts").model_dump(mode="json")
    await shop.take("accounts", telco_file().read_bytes(), map=map)
    one_year = await shop.account("5575-GNVDE")  # 34 months on a one-year contract
    assert one_year.started_on == date(2023, 3, 1)
    assert await shop.rows("contracts", "ends_on", where=f"account_id = {one_year.id}") == [(date(2026, 3, 1),)]
