"""The sample portfolio: believable, the same every time, and with a morning worth reading for each CSM."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, or_, select

from bot.ingest import import_file
from bot.journey.playbooks.versions import keep_versions
from bot.journey.sweep.assess import assess
from bot.playbook.models import Library
from bot.sandbox.sample import Sample, write_sample
from bot.store.session import ReadSession, Store, open_engine
from bot.store.tables import (
    Account,
    AccountFacts,
    AccountFactsHistory,
    Base,
    Contract,
    Cta,
    MilestoneReached,
    Person,
    Stakeholder,
    Workspace,
)
from tests.given.book import TODAY

pytestmark = pytest.mark.slow


LIVED: dict[date, tuple[Sample, Path]] = {}  # the tests only read, so one of each day serves them all


async def lived(folder: Path, library: Library, today: date) -> tuple[Sample, Store]:
    """The sample imported phase by phase and assessed after each, as the demo does it."""
    if today not in LIVED:
        LIVED[today] = (await live(folder, library, today), folder)
    sample, folder = LIVED[today]
    return sample, Store(open_engine(f"sqlite:///{folder}/sample.db"))


async def live(folder: Path, library: Library, today: date) -> Sample:
    sample = write_sample(folder, library, today)
    store = Store(open_engine(f"sqlite:///{folder}/sample.db"))
    start = sample.phases[0].moment
    async with store.everywhere(writes=True) as connection:
        await connection.run_sync(Base.metadata.create_all)
        values = {"id": 1, "name": "Tidewell", "timezone": "Europe/Berlin", "created_at": start}
        await connection.execute(insert(Workspace).values(**values))
    await keep_versions(store, library, 1, start)
    channels = {channel.name for channel in sample.channels}
    for moment, files in sample.phases:
        for kind, file in files:
            known = {"now": moment, "file_time": moment, "known_channels": channels}
            report = await import_file(store, 1, kind, file, **known)  # type: ignore[arg-type]
            assert (report.rejected, report.warnings) == (0, 0), report.lines()
        await assess(store, library, 1, moment)
    await assess(store, library, 1, datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=7))
    await store.close()
    return sample


def test_the_same_day_gives_the_same_files(tmp_path: Path, library: Library) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_sample(tmp_path / name, library, TODAY)
        written.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
    assert written[0] == written[1]


def test_four_csms_in_four_zones_with_a_channel_each(tmp_path: Path, library: Library) -> None:
    sample = write_sample(tmp_path, library, TODAY)
    assert len({csm.tz for csm in sample.csms}) == 4
    names = {channel.name for channel in sample.channels}
    assert {f"cs-{csm.handle}" for csm in sample.csms} <= names
    assert len([channel for channel in sample.channels if channel.account]) == 3
    assert len([channel for channel in sample.channels if channel.shared]) == 1


@pytest.mark.parametrize("today", [TODAY + timedelta(days=each) for each in range(7)])
def test_the_phases_are_in_order_and_end_before_singapores_morning(
    tmp_path: Path, library: Library, today: date
) -> None:
    moments = [moment for moment, _ in write_sample(tmp_path, library, today).phases]
    assert moments == sorted(set(moments))
    assert moments[-1] < datetime.combine(today, datetime.min.time(), UTC)
    assert 4 <= len(moments) <= 5


@pytest.mark.parametrize("today", [TODAY, date(2026, 3, 13), date(2026, 6, 29)])
async def test_every_csm_has_two_to_six_things_to_do_and_some_good_news(
    tmp_path: Path, library: Library, today: date
) -> None:
    sample, store = await lived(tmp_path, library, today)
    rules_of = {}
    async with store.read(1) as db:
        for csm in sample.csms:
            number = await db.scalar(select(Person.id).where(Person.email == csm.email))
            pressing = or_(Cta.due_on <= today, Cta.tell == "due", Cta.priority == 1)
            rules = list(
                await db.scalars(select(Cta.rule).where(Cta.owner_id == number, Cta.state == "open", pressing))
            )
            assert 2 <= len(rules) <= 6, (csm.name, rules)
            rules_of[csm.handle] = sorted(rules)
            reached = await db.scalars(
                select(MilestoneReached.reached_on)
                .join(Account, Account.id == MilestoneReached.account_id)
                .where(Account.csm_id == number, MilestoneReached.via == "import")
            )
            assert today - timedelta(days=1) in set(reached), csm.name
    await store.close()
    assert len({tuple(rules) for rules in rules_of.values()}) == 4, rules_of


async def test_all_stages_tiers_and_states_are_there(tmp_path: Path, library: Library) -> None:
    _, store = await lived(tmp_path, library, TODAY)
    async with store.read(1) as db:
        assert 38 <= len(await all_of(db, Account.id)) <= 42
        assert set(await all_of(db, Account.tier)) == {"enterprise", "mid", "small"}
        assert set(await all_of(db, Account.status)) == {"active", "churned"}
        assert set(await all_of(db, AccountFacts.stage)) == {"land", "adopt", "expand", "renew", ""}  # "": nobody knows
        assert {1, 2, 3, None} <= set(await all_of(db, AccountFacts.band))
        assert set(await all_of(db, Stakeholder.persona)) == {"expert", "friend", "ceo", None}
        assert "left" in await all_of(db, Stakeholder.status)
        assert "O'Hara & Sons <Labs>" in await all_of(db, Account.name)
        assert {"Halcyon", "Halcyon Labs"} <= set(await all_of(db, Account.name))
        assert len([parent for parent in await all_of(db, Account.parent_id) if parent]) == 1
        garrowby = select(Contract.currency).join(Account, Account.id == Contract.account_id)
        query = garrowby.where(Account.key == "garrowby", Contract.retired.is_(False))
        assert set(await db.scalars(query)) == {"EUR", "USD"}
        rules = set(await all_of(db, Cta.rule))
        assert rules >= {
            "stuck-in-milestone",
            "health-fell",
            "renewal",
            "champion-left",
            "no-review",
            "expansion-ready",
        }
        levels = set(await db.scalars(select(Cta.level).where(Cta.rule == "renewal")))
        assert levels == {120, 90, 60, 30, 7}
        visions = select(Stakeholder.vision).where(Stakeholder.persona == "ceo", Stakeholder.vision.is_not(None))
        assert len(set(await db.scalars(visions))) >= 5
    await store.close()


async def test_the_stories_happen_between_the_phases(tmp_path: Path, library: Library) -> None:
    _, store = await lived(tmp_path, library, TODAY)
    async with store.read(1) as db:
        fell = await health(db, "brightwater")
        assert fell[-1] <= max(fell) - 15
        opened = {(key, rule): day for key, rule, day in await db.execute(
            select(Account.key, Cta.rule, Cta.opened_on).join(Account, Account.id == Cta.account_id)
        )}  # fmt: skip
        assert opened["alderfen", "stuck-in-milestone"] == opened["brightwater", "health-fell"] == TODAY
        assert opened["umberfield", "health-fell"] == TODAY - timedelta(days=1)
        assert opened["tamarack", "stuck-in-milestone"] < TODAY - timedelta(days=5)
        left = await db.scalar(select(Stakeholder.left_on).where(Stakeholder.status == "left"))
        assert left == date(2026, 1, 2)
        assert left.isoweekday() == 5
        corvane = await db.scalar(
            select(Cta.priority).join(Account, Account.id == Cta.account_id).where(Account.key == "corvane")
        )
        assert corvane == 1
    await store.close()


async def health(db: ReadSession, key: str) -> list[int]:
    """Health as it was and as it is."""
    number = await db.scalar(select(Account.id).where(Account.key == key))
    was = select(AccountFactsHistory.health).where(AccountFactsHistory.account_id == number)
    now = select(AccountFacts.health).where(AccountFacts.account_id == number)
    return [points for query in (was, now) for points in await db.scalars(query) if points is not None]


async def all_of(db: ReadSession, column: Any) -> list[Any]:
    return list(await db.scalars(select(column)))
