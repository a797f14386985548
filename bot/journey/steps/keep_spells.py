"""Brings kept spells up to date: of the accounts of which something has changed since, a few thousand at a time.

Whoever reads in between has those accounts' spells worked out (bot/journey/steps/spells.py), so nothing is ever told
that isn't so any more, and nobody has to wait for this."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Insert, case, delete, insert, select

from bot.journey.accounts.selection import EVERYONE
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import EPOCH, NOW, A, StepQuery
from bot.journey.steps.ways import Ways, read_ways
from bot.store.ours import OURS
from bot.store.session import Store, WriteSession
from bot.store.tables import KeptSpell, SpellsBehind, Workspace

AT_ONCE = 4_000  # accounts in one transaction
BREATH = 0.005  # seconds between two of them, for the writers of other processes
COLUMNS = ("number", "state", "since", "turned", "ended", "days", "seen", "left", "until", "due")
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


async def keep_spells(store: Store, workspace_id: int) -> int:
    """Of how many accounts; harmless when repeated, also by another process at the same time."""
    kept = 0
    while some := await _keep_some(store, workspace_id):
        kept += some
        await asyncio.sleep(BREATH)
    return kept


async def _keep_some(store: Store, workspace_id: int) -> int:
    async with store.read(workspace_id) as db:
        if not (await db.execute(_noted().limit(1))).all():
            return 0
        playbooks = await read_ways(db)
    async with store.write(workspace_id) as db:
        # One at a time, for two would write the same rows. Nobody else waits: this is no lock on the row's key.
        await db.execute(select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True))
        # First of all: what is noted from now on stays, and is looked at next time.
        noted = delete(SpellsBehind).where(SpellsBehind.id.in_(_noted().where(_ours(db)).limit(AT_ONCE)))
        rows = await db.execute(noted.returning(SpellsBehind.account_id).execution_options(synchronize_session=False))
        accounts = sorted({row[0] for row in rows})
        if accounts:
            await _work_out(db, playbooks, accounts)
    return len(accounts)


def _noted() -> Any:
    return select(SpellsBehind.id).order_by(SpellsBehind.account_id, SpellsBehind.id)


def _ours(db: WriteSession) -> Sql:
    return SpellsBehind.workspace_id == db.workspace_id


async def _work_out(db: WriteSession, playbooks: Sequence[Ways], accounts: Sequence[int]) -> None:
    await db.execute(
        delete(KeptSpell).where(_are(KeptSpell.account_id, accounts)).execution_options(synchronize_session=False)
    )
    for ways in playbooks:
        await db.execute(_written(ways, _are(A.id, accounts), db.workspace_id))


def _are(column: Sql, accounts: Sequence[int]) -> Sql:
    """Those accounts, or the whole range where it holds few others: these come out as they were."""
    first, last = accounts[0], accounts[-1]
    return column.between(first, last) if last - first < 2 * len(accounts) else column.in_(accounts)


def _written(ways: Ways, among: Sql, workspace_id: int) -> Insert:
    """What today decides is left out, so it doesn't matter which day it is."""
    s = several(StepQuery(EPOCH, ways, EVERYONE, among=among), ("account_id", *COLUMNS))
    settled = s.state != NOW
    values = {
        **{name: s[name] for name in ("account_id", "number", "state", "turned", "seen")},
        "workspace_id": A.workspace_id,
        "version_id": A.playbook_version_id,
        **{name: case((settled, s[name])) for name in ("since", "ended", "days")},
        "lost": s.left,
        "gone": case((s.left == 1, s.until)),
        "due": case((s.state == NOW, s.due)),
    }
    rows = select(*values.values()).join_from(s.state.table, A, A.id == s.account_id)
    return insert(KeptSpell).from_select(list(values), rows.params({OURS.key: workspace_id}))


__all__ = ["keep_spells"]
