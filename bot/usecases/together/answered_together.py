"""Several to-dos answered with one click: one change, so one Undo takes all of it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.store.session import WriteSession
from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.usecases.account.todos import RECHECK
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.said_of_todo import follow_todo
from bot.usecases.writing.write import Write

TOGETHER = "answered-together"
DEEDS = ("reached-out", "later", "not-a-problem", "done")


@dataclass(frozen=True)
class Together:
    """closed: were dealt with by then, so they stay as they are."""

    change_id: int
    deed: str
    cta_ids: tuple[int, ...]
    account_ids: tuple[int, ...]
    until: date | None = None
    closed: int = 0


async def answer_together(
    write: Write, cta_ids: Collection[int], deed: str, until: date | None = None, why: str = ""
) -> Together:
    """Reach out about, put off, close or do all of them. Raises UserError naming the field to fix."""
    values = _values(write, deed, until, why)
    async with write.transaction() as session:
        found = await _live(session, cta_ids)
        if deed == "done" and not all(cta.rule == HAND or is_prepared(cta.rule) for cta in found):
            raise UserError("Some of them close by themselves. Say that you reached out, or why not.", field="deed")
        recording = Recording(session)
        for cta in found:
            recording.set(cta, **values)
            cta.changed_at = write.now
            await follow_todo(write, recording, cta)
            if deed == "reached-out" and cta.account_id is not None:
                account = await load(session, cta.account_id)
                await recording.add(entry(write, account, "contact", "", key=deed))
        number = await recording.save(write, TOGETHER, f"ctas:{found[0].id}", None)
        owners = {cta.owner_id for cta in found if cta.owner_id} | {write.person_id}
        await edit_where_shown(session, {cta.id for cta in found}, owners, write.now)
        accounts = tuple(cta.account_id for cta in found if cta.account_id is not None)
        closed = len(set(cta_ids)) - len(found)
        return Together(number, deed, tuple(cta.id for cta in found), accounts, values.get("wake_on"), closed)


def _values(write: Write, deed: str, until: date | None, why: str) -> dict[str, Any]:
    if deed == "reached-out":
        wake = add_working_days(write.today, RECHECK)
        return {"state": "asleep", "wake_on": wake, "tried_on": write.today}
    if deed == "later":
        if until is None or until <= write.today or (until - write.today).days > 366:
            raise UserError("Choose a day from tomorrow on, within a year.", field="until")
        return {"state": "snoozed", "wake_on": until, "closed_why": None}
    ended = {"closed_at": write.now, "wake_on": None}
    if deed == "done":
        return {"state": "done", "closed_why": "done", **ended}
    if deed != "not-a-problem":
        raise UserError("Choose what to do with them.", field="deed")
    if not why.strip():
        raise UserError("Say in a few words why it isn't a problem; you'll be glad of it next time.", field="why")
    return {"state": "closed", "closed_why": "not a problem", "note": why.strip(), **ended}


async def _live(session: WriteSession, cta_ids: Collection[int]) -> Sequence[Cta]:
    if not cta_ids:
        raise UserError("Tick at least one.", field="todos")
    rows = await session.scalars(select(Cta).where(Cta.id.in_(cta_ids)).order_by(Cta.id).with_for_update())
    found = [cta for cta in rows if cta.state in LIVE]
    if not found:
        raise UserError("All of them are dealt with already.", field="todos")
    return found


__all__ = ["TOGETHER", "Together", "answer_together"]
