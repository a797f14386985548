"""Calls to other systems: each is delivered at least once, and its id lets the receiver drop a double.

Claimed in one transaction, called outside of any, recorded in the next; killed in between, it is called again once its
lease has run out. What fails is tried again as messages are, for a working day, and is then given up and logged.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from sqlalchemy import or_, select, update

from bot.delivery.claims import NO_LEASE
from bot.delivery.policy import after_refusal
from bot.delivery.report import Calls
from bot.errors import SendError
from bot.store.session import Store
from bot.store.tables import WebhookCall

LEASE = timedelta(minutes=5)
BATCH = 100
log = logging.getLogger(__name__)


class WebhookCaller(Protocol):
    """Calls one target."""

    async def __call__(self, call: WebhookCall) -> None:
        """Raises SendError where it did not arrive, and NoAnswer where the target can't be reached at all."""
        ...


class NoAnswer(SendError):
    """Nobody is there now: what else waits for this target needn't try at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, permanent=False)


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
        for at, call in enumerate(calls):
            if self.machine() > until:
                await self._let_go(workspace_id, calls[at:])
                break
            try:
                await self._call(call)
            except SendError as error:
                failed += 1
                await self._failed(workspace_id, call, error, now, warn=failed == 1)
                if isinstance(error, NoAnswer):
                    await self._let_go(workspace_id, calls[at + 1 :])
                    break
                continue
            await self._record(workspace_id, call, state="sent", sent_at=now, attempts=call.attempts + 1, reason=None)
            arrived += 1
        return Calls(arrived, failed)

    async def _call(self, call: WebhookCall) -> None:
        caller = self.callers.get(call.target)
        if caller is None:
            raise NoAnswer("MILEPOST_WEBHOOKS names no such target")
        await caller(call)

    async def _failed(
        self, workspace_id: int, call: WebhookCall, error: SendError, now: datetime, *, warn: bool
    ) -> None:
        """warn: nothing was said yet, in this round, about this target."""
        tries = call.attempts + 1
        follows = after_refusal(tries, error.reason, permanent=False)
        given_up = follows.state == "rejected"
        if given_up:
            log.error(
                "webhook %s: %s about %s is not delivered: %s",
                call.target,
                call.event,
                call.account_key,
                follows.reason,
            )
        elif tries == 1 and warn:
            log.warning(
                "webhook %s: %s about %s did not arrive at the first try: %s; it goes on for a working day",
                call.target,
                call.event,
                call.account_key,
                error.reason,
            )
        await self._record(
            workspace_id,
            call,
            state="given up" if given_up else "pending",
            attempts=tries,
            next_try_at=now + follows.after,
            reason=follows.reason,
        )

    async def _record(self, workspace_id: int, call: WebhookCall, **values: object) -> None:
        async with self.store.write(workspace_id) as db:
            ours = (WebhookCall.id == call.id, WebhookCall.lease_until == call.lease_until)
            await db.execute(update(WebhookCall).where(*ours).values(lease_until=None, **values))

    async def _let_go(self, workspace_id: int, calls: list[WebhookCall]) -> None:
        if calls:
            async with self.store.write(workspace_id) as db:
                ids, lease = [call.id for call in calls], calls[0].lease_until
                ours = (WebhookCall.id.in_(ids), WebhookCall.lease_until == lease)
                await db.execute(update(WebhookCall).where(*ours).values(lease_until=None))
