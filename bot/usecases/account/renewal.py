"""The renewal: my call beforehand, and how it came out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from bot.errors import UserError
from bot.store.contract_terms import CALLS, renewal_is_open, runs_on
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Contract
from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.usecases.account.post_mortem import REASONS
from bot.usecases.account.todos import live_todo
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.forecast import ending_with, give
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

OUTCOMES = ("renewed", "reduced", "lost")
RENEWAL = "renewal"  # the kind of change that settles a term
CALLED = "renewal-call"


@dataclass(frozen=True)
class RenewalOutcome:
    """How a term ends or ended.

    until: the new end (renewed, reduced), or a lost one's last day where it isn't the one on record. amount: the new
    amount a year (reduced). reason: of a lost one, a key of bot/usecases/account/post_mortem.py."""

    outcome: str
    until: date | None = None
    amount: Decimal | None = None
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TermSettled:
    """churned: nothing of the account's runs any more, so it is lost with it."""

    change_id: int
    account_id: int
    contract_id: int
    churned: bool = False


async def my_call(write: Write, account_id: int, call: str, contract_id: int | None = None) -> TermSettled:
    """What I expect of the renewal: commit, probable, at risk or won't renew. Raises UserError."""
    if call not in CALLS:
        raise UserError("Your forecast is commit, probable, at risk or won't renew.", field="call")
    async with write.transaction() as session:
        account = await load(session, account_id)
        contract = await _contract(session, account, contract_id)
        recording = Recording(session)
        await give(write, recording, [contract], call, "call")
        change_id = await recording.save(write, CALLED, f"contract:{contract.id}", account_id)
        return TermSettled(change_id, account_id, contract.id)


async def call_of_todo(write: Write, cta_id: int, call: str) -> TermSettled:
    """The same for whatever the to-do is about: what ends on its day. Raises UserError."""
    async with write.transaction() as session:
        cta = await live_todo(session, cta_id)
        account = await load(session, cta.account_id or 0)
        recording = Recording(session)
        contracts = await ending_with(recording, account, cta.occurrence) or [await _contract(session, account, None)]
        await give(write, recording, contracts, call, "call", cta)
        change_id = await recording.save(write, CALLED, f"contract:{contracts[0].id}", account.id)
        return TermSettled(change_id, account.id, contracts[0].id)


async def settle(
    write: Write,
    account_id: int,
    outcome: RenewalOutcome,
    renewal_rules: Collection[str],
    contract_id: int | None = None,
) -> TermSettled:
    """Write down how the renewal came out, and close its to-do.

    A lost contract runs on to its last day; the account goes with the last of them (journey/sweep/contract_ends.py).
    renewal_rules: keys of the rules whose CTAs are about a renewal. Raises UserError naming the field to fix."""
    async with write.transaction() as session:
        account = await load(session, account_id)
        contract = await _contract(session, account, contract_id)
        _check(outcome, contract)
        recording = Recording(session)
        recording.set(contract, **_values(write, contract, outcome))
        await recording.add(entry(write, account, "renewal", outcome.note.strip(), key=outcome.outcome))
        last = outcome.outcome == "lost" and not await _runs_on(session, contract, write.today)
        if last:
            await _churn(write, recording, account, contract)
        shared = await _ending_with(session, contract) if outcome.outcome == "lost" else set()
        why = "churned" if last else "outcome"
        await _close(write, recording, account, None if last else renewal_rules, why, besides=shared)
        change_id = await recording.save(write, RENEWAL, f"contract:{contract.id}", account_id)
        return TermSettled(change_id, account_id, contract.id, churned=last)


async def _contract(session: ReadSession, account: Account, contract_id: int | None) -> Contract:
    """The one that is named, else of those whose end is open the one that ends first."""
    running = select(Contract).where(Contract.account_id == account.id, Contract.retired.is_(False))
    if contract_id is not None:
        running = running.where(Contract.id == contract_id)
    order = (renewal_is_open().desc(), Contract.ends_on.is_(None), Contract.ends_on, Contract.id)
    contract = (await session.scalars(running.order_by(*order).limit(1))).first()
    if contract is None:
        raise UserError(f"{account.name} has no running contract, so there is no renewal to speak of.")
    return contract


def _check(outcome: RenewalOutcome, contract: Contract) -> None:
    if outcome.outcome not in OUTCOMES:
        raise UserError("Choose how it came out: renewed, reduced or lost.", field="outcome")
    if outcome.outcome == "lost":
        if outcome.reason not in REASONS:
            raise UserError("Choose what weighed most.", field="reason")
        return
    if outcome.until is None:
        raise UserError("Until when does it run now?", field="until")
    if contract.ends_on is not None and outcome.until <= contract.ends_on:
        raise UserError("The new end must be after the old one.", field="until")
    if outcome.amount is not None and outcome.amount < 0:
        raise UserError("An amount can't be below zero.", field="amount")
    if outcome.outcome == "reduced" and outcome.amount is None:
        raise UserError("What is it worth a year now?", field="amount")


def _values(write: Write, contract: Contract, outcome: RenewalOutcome) -> dict[str, Any]:
    told = {
        "outcome": outcome.outcome,
        "outcome_for": contract.ends_on or write.today,
        "outcome_at": write.now,
        "outcome_note": outcome.note.strip() or None,
        "outcome_reason": None,
    }
    if outcome.outcome == "lost":
        last_day = outcome.until or contract.ends_on or write.today
        return told | {"outcome_reason": outcome.reason, "outcome_for": last_day, "ends_on": last_day}
    moved = {"ends_on": outcome.until, "notice_on": _moved(contract, outcome.until)}
    amount = {} if outcome.amount is None else {"amount": outcome.amount}
    return told | moved | amount | {"call": None, "call_at": None, "call_by": None}


def _moved(contract: Contract, until: date | None) -> date | None:
    """Notice stays as long before the end as it was."""
    if until is None or contract.notice_on is None or contract.ends_on is None:
        return None
    return until - (contract.ends_on - contract.notice_on)


async def _runs_on(session: ReadSession, contract: Contract, today: date) -> bool:
    """Whether something of the account's still runs: this one, or another that isn't over with."""
    if contract.ends_on is not None and contract.ends_on >= today:
        return True
    other = select(Contract.id).where(
        Contract.account_id == contract.account_id,
        Contract.id != contract.id,
        Contract.retired.is_(False),
        or_(runs_on(), Contract.ends_on.is_(None), Contract.ends_on >= today),
    )
    return await session.scalar(other.limit(1)) is not None


async def _churn(write: Write, recording: Recording, account: Account, contract: Contract) -> None:
    """Its last day was the last that any of its contracts ran."""
    lost_ones = list(
        await recording.session.scalars(
            select(Contract).where(Contract.account_id == account.id, Contract.retired.is_(False))
        )
    )
    last = max(lost_ones, key=lambda one: (one.ends_on or date.min, one.id == contract.id))
    why = last.outcome_note or last.outcome_reason
    recording.set(account, status="churned", churned_on=last.ends_on, churn_reason=why)
    for one in lost_ones:
        recording.set(one, retired=True)
    await recording.add(entry(write, account, "churned", why or ""))


async def _ending_with(session: ReadSession, contract: Contract) -> set[str]:
    """The day on which another contract ends too: one to-do stands for both, and that one still has to be talked about.

    As the to-do's occurrence (bot/journey/todos/todos_from_rules.py)."""
    twin = select(Contract.id).where(
        Contract.account_id == contract.account_id,
        Contract.id != contract.id,
        Contract.retired.is_(False),
        Contract.ends_on == contract.ends_on,
        renewal_is_open(),
    )
    found = await session.scalar(twin.limit(1))
    return {contract.ends_on.isoformat()} if found is not None and contract.ends_on else set()


async def _close(
    write: Write,
    recording: Recording,
    account: Account,
    rules: Collection[str] | None,
    why: str,
    *,
    besides: Collection[str] = (),
) -> None:
    """Close the account's CTAs of those rules; None: of every rule. besides: occurrences to leave as they are."""
    wanted = Cta.rule != HAND if rules is None else Cta.rule.in_(list(rules)) & Cta.occurrence.not_in(list(besides))
    ctas = list(
        await recording.session.scalars(select(Cta).where(Cta.account_id == account.id, Cta.state.in_(LIVE), wanted))
    )
    for cta in ctas:
        recording.set(cta, state="closed", closed_why=why, closed_at=write.now, wake_on=None)
        cta.changed_at = write.now
    people = {cta.owner_id for cta in ctas if cta.owner_id} | {write.person_id}
    await edit_where_shown(recording.session, {cta.id for cta in ctas}, people, write.now)
