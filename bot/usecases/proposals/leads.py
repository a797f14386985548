"""An account that is ready is handed to sales (method B10); and what came of that, and of what was offered (A11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.store.tables.said.proposals import OUTCOMES, PutForward
from bot.store.tables.todos_and_outbox import Cta
from bot.usecases.account.log import at_account
from bot.usecases.account.todos import RECHECK
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

MOST_WHOM: Final = 80  # characters
MOST_WHY: Final = 300


@dataclass(frozen=True)
class Lead:
    """whom: in sales. what: they may buy. why: because of what. stakeholder_id: who there is interested."""

    whom: str
    what: str
    why: str
    stakeholder_id: int | None = None


@dataclass(frozen=True)
class GivenLead:
    change_id: int
    account_id: int
    proposal_id: int


async def hand_to_sales(write: Write, cta_id: int, lead: Lead) -> GivenLead:
    """Noted in the log; the to-do that found it ready sleeps as after Reached out. Raises UserError naming the field
    to fix."""
    for field, text, most in (
        ("whom", lead.whom, MOST_WHOM),
        ("what", lead.what, MOST_WHOM),
        ("why", lead.why, MOST_WHY),
    ):
        if len(text) > most:
            raise UserError(f"That is {len(text):,} characters; {most} fit here.", field=field)
    if not lead.whom:
        raise UserError("Say who in sales has it now.", field="whom")
    if not lead.why:
        raise UserError("Say why now: what you see there.", field="why")
    async with write.transaction() as session:
        cta = await session.get(Cta, cta_id, with_for_update=True)
        if cta is None or cta.account_id is None:
            raise UserError("I can't find that to-do any more.")
        account = await load(session, cta.account_id)
        await at_account(session, account, lead.stakeholder_id)
        recording = Recording(session)
        about = f" for {lead.what}" if lead.what else ""
        event = entry(write, account, "note", f"Handed to {lead.whom} in sales{about}: {lead.why}")
        event.stakeholder_id = lead.stakeholder_id
        await recording.add(event)
        row = _row(write, account.id, event.id, lead)
        await recording.add(row)
        if cta.state == "open":
            until = add_working_days(write.today, RECHECK)
            recording.set(cta, state="asleep", wake_on=until, tried_on=write.today)
            cta.changed_at = write.now
        change_id = await recording.save(write, "to-sales", f"cta:{cta_id}", account.id)
        people = {person for person in (cta.owner_id, write.person_id) if person}
        await edit_where_shown(session, {cta.id}, people, write.now)
        return GivenLead(change_id, account.id, row.id)


def _row(write: Write, account_id: int, event_id: int, lead: Lead) -> PutForward:
    return PutForward(
        workspace_id=write.workspace_id,
        account_id=account_id,
        kind="lead",
        what=lead.what,
        name="handed to sales",
        whom=lead.whom,
        why=lead.why,
        stakeholder_id=lead.stakeholder_id,
        made_on=write.today,
        by_id=write.person_id,
        event_id=event_id,
        note="",
    )


@dataclass(frozen=True)
class SettledProposals:
    change_id: int
    account_ids: tuple[int, ...]
    became: Mapping[int, str]


async def settle_proposals(write: Write, became: Mapping[int, str]) -> SettledProposals:
    """What came of each, by its id; what has come of it already stays. Raises UserError."""
    if not became:
        raise UserError("Nothing is chosen. What you leave empty I don't ask about again.")
    async with write.transaction() as session:
        recording = Recording(session)
        accounts, done = [], {}
        for number, outcome in sorted(became.items()):
            row = await session.get(PutForward, number, with_for_update=True)
            if row is None or row.undone_at is not None or row.outcome is not None:
                continue
            if outcome not in OUTCOMES[row.kind]:
                raise UserError("Choose what came of it.", field=str(number))
            recording.set(row, outcome=outcome, settled_on=write.today, settled_by=write.person_id)
            accounts.append(row.account_id)
            done[number] = outcome
        if not done:
            raise UserError("That is answered already.")
        about = accounts[0] if len(set(accounts)) == 1 else None
        change_id = await recording.save(write, "proposals", f"proposals:{min(done)}", about)
        return SettledProposals(change_id, tuple(dict.fromkeys(accounts)), done)


__all__ = ["GivenLead", "Lead", "SettledProposals", "hand_to_sales", "settle_proposals"]
