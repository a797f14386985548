"""Favours asked of a customer in public: asked, then granted or refused; the next ask respects the answer."""

from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.calendar import say_date
from bot.errors import UserError
from bot.journey.accounts.favours import NAMES, Standing, asks_of, standings
from bot.playbook.models import AskKind
from bot.store.tables.accounts import Account
from bot.store.tables.reviews import AdvocacyAsk
from bot.usecases.account.sent_drafts import SentLetter, contact
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

ANSWERS = ("granted", "refused")


@dataclass(frozen=True)
class FavourAsked:
    change_id: int
    account_id: int
    ask_id: int


async def ask(write: Write, account_id: int, kind: str, letter: SentLetter) -> FavourAsked:
    """Note that they were asked. Raises UserError where an earlier answer, or none yet, stands against it."""
    async with write.transaction() as session:
        account = await load(session, account_id)
        asks = standings(await asks_of(session, account_id), write.today)
        refuse_where_settled(account, find(asks, kind), write.today)
        recording = Recording(session)
        event = await contact(write, recording, account, letter)
        row = AdvocacyAsk(
            workspace_id=write.workspace_id,
            account_id=account_id,
            kind=kind,
            state="asked",
            stakeholder_id=event.stakeholder_id,
            asked_on=write.today,
            asked_by=write.person_id,
            note="",
        )
        await recording.add(row)
        change_id = await recording.save(write, "advocacy", f"ask:{row.id}", account_id)
        return FavourAsked(change_id, account_id, row.id)


async def answer(write: Write, ask_id: int, state: str, on: date | None, note: str = "") -> FavourAsked:
    """Note what they said, and when. Raises UserError naming the field to fix."""
    if state not in ANSWERS:
        raise UserError("Choose what they said.", field="state")
    async with write.transaction() as session:
        row = await session.get(AdvocacyAsk, ask_id, with_for_update=True)
        if row is None or row.undone_at is not None:
            raise UserError("I can't find that ask any more. Open the account's asks again.")
        on = on or write.today
        if not row.asked_on <= on <= write.today:
            raise UserError(
                f"It was asked {say_date(row.asked_on, write.today)}. Choose a day from then until today.", field="on"
            )
        account = await load(session, row.account_id)
        recording = Recording(session)
        recording.set(row, state=state, answered_on=on, answered_by=write.person_id, note=note.strip())
        said = "Yes" if state == "granted" else "No"
        about = f"{said} to {NAMES.get(row.kind, row.kind)}" + (f": {note.strip()}" if note.strip() else "")
        await recording.add(entry(write, account, "note", about))
        change_id = await recording.save(write, "advocacy", f"ask:{row.id}", account.id)
        return FavourAsked(change_id, account.id, row.id)


def find(all_standings: tuple[Standing, ...], kind: str) -> Standing:
    """Raises UserError for what nobody asks for."""
    found = next((one for one in all_standings if one.kind == kind), None)
    if found is None:
        raise UserError(f"That can't be asked for; {', '.join(get_args(AskKind))} can.")
    return found


def refuse_where_settled(account: Account, standing: Standing, today: date) -> None:
    """Raises UserError with the answer that stands against asking now."""
    what, ask_row = NAMES[standing.kind], standing.ask
    if standing.may or ask_row is None:
        return
    on = say_date(ask_row.answered_on or ask_row.asked_on, today)
    if standing.why == "granted":
        raise UserError(f"{account.name} said yes to {what} on {on}. Thank them rather than ask again.")
    if standing.why == "open":
        raise UserError(f"You asked {account.name} for {what} on {on}. Add their answer first.")
    again = say_date(standing.until, today) if standing.until else "later"
    raise UserError(
        f"{account.name} said no to {what} on {on}. Leave it until {again}, half a year after their answer."
    )
