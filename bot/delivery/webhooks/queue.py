"""Calls to other systems: each is delivered at least once, and its id lets the receiver drop a double.

Claimed in one transaction, called outside of any, recorded in the next; killed in between, it is called again once its
lease has run out. What fails is tried again for three days (retries.py), and is then given up and logged; each attempt
is kept, with what it was answered. A target that says that it is gone is called no more until somebody switches it on.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from sqlalchemy import Update, delete, or_, select, update

from bot.delivery.claims import NO_LEASE
from bot.delivery.report import Calls
from bot.delivery.webhooks.retries import after_failure
from bot.errors import SendError
from bot.store.session import Store
from bot.store.sql import upsert
from bot.store.tables import WebhookCall, WebhookTarget, WebhookTry

LEASE = timedelta(minutes=5)
BATCH = 100
OFF = "is switched off, as it said that it is gone (410)"
FIRST_FAILURE = "webhook %s: %s about %s did not arrive at the first try: %s; it goes on for three days"
log = logging.getLogger(__name__)


class WebhookCaller(Protocol):
    """Calls one target. address: tells it from another one of the same name."""

    @property
    def address(self) -> str: ...

    async def __call__(self, call: WebhookCall) -> int:
        """What it answered. Raises NotTaken where it answered that it won't, NoAnswer where it can't be reached."""
        ...


class NotTaken(SendError):
    """It answered, and didn't take the call. status: its answer."""

    def __init__(self, reason: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(reason, permanent=False, retry_after=retry_after)
        self.status = status


class Overloaded(NotTaken):
    """It has too much to do: what else waits for it needn't come at once."""


class Gone(NotTaken):
    """It wants to be called no more."""


class NoAnswer(SendError):
    """Nobody is there now: what else waits for this target needn't try at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, permanent=False)


class NotAllowed(NoAnswer):
    """It wasn't called: the host doesn't want its address called."""


@dataclass(frozen=True)
class Tried:
    """What came of one attempt. outcome: arrived | refused | no answer | not allowed."""

    outcome: str
    status: int | None
    milliseconds: int


@dataclass(frozen=True)
class Webhooks:
    """Takes calls to their targets. callers: by the target's name. machine: the machine's clock, for leases and
    patience: no new call is begun after so many seconds."""

    store: Store
    callers: Mapping[str, WebhookCaller]
    machine: Callable[[], datetime]
    patience: float = 20.0

    async def deliver_due(self, workspace_id: int, now: datetime) -> Calls:
        """Make the calls that are due at `now`."""
        machine = self.machine()
        calls = await self._claim(workspace_id, now, machine)
        until = machine + timedelta(seconds=self.patience)
        lanes = [list(lane) for _, lane in groupby(calls, key=attrgetter("target"))]
        made = await asyncio.gather(*(self._along(workspace_id, lane, now, until) for lane in lanes))
        return sum(made, Calls())

    async def _claim(self, workspace_id: int, now: datetime, machine: datetime) -> list[WebhookCall]:
        """The calls that are due, now ours; of each target the longest waiting first."""
        c = WebhookCall
        free = or_(c.lease_until.is_(None), c.lease_until <= machine, c.lease_until > machine + NO_LEASE)
        due = (c.state == "pending", c.next_try_at <= now, free)
        async with self.store.read(workspace_id) as db:
            if await db.scalar(select(c.id).where(*due).limit(1)) is None:
                return []
        async with self.store.write(workspace_id) as db:
            first = select(c.id).where(c.workspace_id == workspace_id, *due).order_by(c.next_try_at, c.id).limit(BATCH)
            ours = update(c).where(c.id.in_(first), *due).values(lease_until=machine + LEASE).returning(c)
            found = await db.scalars(ours.execution_options(synchronize_session=False))
            return sorted(found, key=lambda call: (call.target, call.next_try_at, call.id))

    async def _along(self, workspace_id: int, calls: list[WebhookCall], now: datetime, until: datetime) -> Calls:
        """One target's calls in their order. Once it doesn't answer, the rest waits for the next round."""
        arrived = failed = 0
        if await self._is_off(workspace_id, calls[0].target):
            await self._give_up(workspace_id, calls, OFF)
            return Calls(failed=len(calls))
        for at, call in enumerate(calls):
            if self.machine() > until:
                await self._let_go(workspace_id, calls[at:])
                break
            began = time.monotonic()
            try:
                status = await self._call(call)
            except SendError as error:
                failed += 1
                await self._failed(workspace_id, call, error, now, _since(began), warn=failed == 1)
                if isinstance(error, Gone):
                    await self._switch_off(workspace_id, call.target, now)
                    await self._give_up(workspace_id, calls[at + 1 :], OFF)
                    return Calls(arrived, failed + len(calls) - at - 1)
                if isinstance(error, NoAnswer | Overloaded):
                    await self._let_go(workspace_id, calls[at + 1 :])
                    break
                continue
            tried = Tried("arrived", status, _since(began))
            done = {"state": "sent", "sent_at": now, "attempts": call.attempts + 1, "reason": None}
            await self._record(workspace_id, call, now, tried, **done)
            arrived += 1
        return Calls(arrived, failed)

    async def _call(self, call: WebhookCall) -> int:
        caller = self.callers.get(call.target)
        if caller is None:
            raise NotAllowed("MILEPOST_WEBHOOKS names no such target")
        return await caller(call)

    async def _failed(
        self, workspace_id: int, call: WebhookCall, error: SendError, now: datetime, milliseconds: int, *, warn: bool
    ) -> None:
        """warn: nothing was said yet, in this round, about this target."""
        tries = call.attempts + 1
        then = after_failure(tries, error.reason, call.delivery_id, error.retry_after)
        given_up = then.after is None or isinstance(error, Gone)
        about = (call.target, call.event, call.account_key)
        if given_up:
            log.error("webhook %s: %s about %s is not delivered: %s", *about, then.reason)
        elif tries == 1 and warn:
            log.warning(FIRST_FAILURE, *about, error.reason)
        await self._record(
            workspace_id,
            call,
            now,
            Tried(_outcome(error), getattr(error, "status", None), milliseconds),
            state="given up" if given_up else "pending",
            attempts=tries,
            next_try_at=now + (then.after or timedelta()),
            reason=then.reason,
        )

    async def _is_off(self, workspace_id: int, target: str) -> bool:
        """Whether it said that it is gone. Another address under its name is another target."""
        t, caller = WebhookTarget, self.callers.get(target)
        async with self.store.read(workspace_id) as db:
            address = await db.scalar(select(t.address).where(t.name == target))
        if address is None or caller is None:
            return False
        if address != caller.address:
            async with self.store.write(workspace_id) as db:
                await db.execute(delete(t).where(t.name == target, t.address == address))
            return False
        return True

    async def _switch_off(self, workspace_id: int, target: str, now: datetime) -> None:
        log.error("webhook %s %s: milepost webhooks on %s, once it is there again", target, OFF, target)
        row = {"workspace_id": workspace_id, "name": target, "address": self.callers[target].address, "off_at": now}
        async with self.store.write(workspace_id) as db:
            await db.execute(upsert(db.dialect, WebhookTarget).values(**row).on_conflict_do_nothing())

    async def _give_up(self, workspace_id: int, calls: list[WebhookCall], reason: str) -> None:
        if calls:
            async with self.store.write(workspace_id) as db:
                await db.execute(_still_ours(calls).values(lease_until=None, state="given up", reason=reason))

    async def _record(
        self, workspace_id: int, call: WebhookCall, now: datetime, tried: Tried, **values: object
    ) -> None:
        row = WebhookTry(workspace_id=workspace_id, account_id=call.account_id, call_id=call.id, at=now)
        row.outcome, row.status, row.milliseconds = tried.outcome, tried.status, tried.milliseconds
        async with self.store.write(workspace_id) as db:
            there = await db.scalar(select(WebhookCall.id).where(WebhookCall.id == call.id))
            if there is not None:  # it goes with its account
                db.add(row)
                await db.execute(_still_ours([call]).values(lease_until=None, **values))

    async def _let_go(self, workspace_id: int, calls: list[WebhookCall]) -> None:
        if calls:
            async with self.store.write(workspace_id) as db:
                await db.execute(_still_ours(calls).values(lease_until=None))


def _still_ours(calls: list[WebhookCall]) -> Update:
    """Of one claim; whose lease has run out meanwhile is another's."""
    ids, lease = [call.id for call in calls], calls[0].lease_until
    return update(WebhookCall).where(WebhookCall.id.in_(ids), WebhookCall.lease_until == lease)


def _outcome(error: SendError) -> str:
    if isinstance(error, NotAllowed):
        return "not allowed"
    return "no answer" if isinstance(error, NoAnswer) else "refused"


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
