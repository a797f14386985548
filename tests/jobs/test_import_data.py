"""An import that was cut off: whoever repeats it gets what one gets that was not."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.jobs.import_data import import_data
from bot.store.tables import Slot
from tests.given.accounts import Accounts

pytestmark = pytest.mark.both_databases


class Killed(BaseException):
    """The process is gone."""


async def bring_in(accounts: Accounts, file: Path, *, killed: bool = False) -> None:
    def progress(done: int, total: int) -> None:
        if killed:  # its rows are in by now
            raise Killed

    await import_data(
        accounts.store,
        accounts.library,
        accounts.workspace,
        "kpis",
        file,
        now=accounts.now,
        file_time=accounts.now,
        progress=progress,
    )


async def test_what_it_brought_in_is_assessed_though_the_second_finds_it_all_as_before(
    accounts: Accounts, tmp_path: Path
) -> None:
    acme = await accounts.account("Acme")
    await accounts.account("Globex")
    await accounts.sweep()
    file = tmp_path / "kpis.csv"
    kpis = [kpi for kpi in accounts.library.playbooks["laer"].health.kpis if kpi.weight]
    at = accounts.now.isoformat()
    lines = [f"acme,{kpi.key},{kpi.worst},{at}" for kpi in kpis]
    file.write_text("account,kpi,value,observed_at\n" + "\n".join(lines) + "\n")
    with pytest.raises(Killed):
        await bring_in(accounts, file, killed=True)
    assert (await accounts.facts(acme)).health is None
    await bring_in(accounts, file)
    assert (await accounts.facts(acme)).health == 0
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(Slot.id).where(Slot.kind == "import")) is None
