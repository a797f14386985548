"""Delivers what is due: at the platform's pace, once; killed at any moment, it loses and repeats nothing."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.delivery.claims import BATCH, Claim, claim, installations_with_work
from bot.delivery.compose import Compose, no_recompose
from bot.delivery.courier import Courier, Round
from bot.delivery.outage import TRIED_AGAIN, end_outage, outage_of
from bot.delivery.pace import Clock, Pace, Sleep
from bot.delivery.report import Report
from bot.platform import Surface
from bot.store.session import Store
from bot.store.trouble import log_failure

PREPARING = timedelta(minutes=2)  # longer than composing, finding an address and waiting for a turn take
PATIENCE = 30.0
AT_ONCE = 8
PROBE = 1  # messages that try the line of an installation through which nothing got

log = logging.getLogger(__name__)


class Sender:
    """Takes messages from the outbox to the platforms.

    surfaces: by installation id; messages of an installation that has none wait. compose: what to say, asked once
    before a message's first attempt. recompose: what a sent message should say now; None: as it stands.
    machine: the machine's clock (aware), for leases and pace; sleep: waits for a turn.
    per_channel, overall: seconds between two messages in a channel, in an installation."""

    def __init__(
        self,
        store: Store,
        surfaces: Mapping[int, Surface],
        compose: Compose,
        *,
        machine: Clock,
        recompose: Compose = no_recompose,
        sleep: Sleep = asyncio.sleep,
        per_channel: float = 1.1,
        overall: float = 0.2,
    ) -> None:
        self._store, self._surfaces, self._compose, self._recompose = store, surfaces, compose, recompose
        self._machine, self._sleep, self._seconds = machine, sleep, (per_channel, overall)
        self._paces: dict[int, Pace] = {}
        self._doors = asyncio.Semaphore(AT_ONCE)

    async def deliver_due(self, now: datetime, *, patience: float = PATIENCE) -> Report:
        """Deliver all that is due at `now`. What the platform's pace or a broken line holds back stays for later.

        patience: seconds (machine's clock) it may wait for turns altogether; with 0 it never sleeps."""
        machine = self._machine()
        round_ = Round(now, machine + timedelta(seconds=patience))
        waiting = await installations_with_work(self._store, now, machine)
        served = [one for one in waiting if one[1] in self._surfaces]
        total = Report()
        for report in await asyncio.gather(*(self._serve(*one, round_) for one in served)):
            total.add(report)
        return total

    async def _serve(self, workspace_id: int, installation_id: int, round_: Round) -> Report:
        """Rounds over one installation, as long as messages get on: what a sent one frees (its thread) comes next."""
        pace = self._pace(installation_id)
        courier = Courier(
            self._store,
            workspace_id,
            installation_id,
            self._surfaces[installation_id],
            compose=self._compose,
            recompose=self._recompose,
            pace=pace,
            clock=self._machine,
            doors=self._doors,
        )
        total = Report()
        probing = await self._in_outage(workspace_id, installation_id, round_.now)
        if probing is None:
            return total
        while claims := await self._claim(workspace_id, installation_id, round_.now, PROBE if probing else BATCH):
            lanes = [self._along(courier, lane, round_) for lane in _lanes(claims)]
            report = Report()
            for one in await asyncio.gather(*lanes):
                report.add(one)
            total.add(report)
            if probing and courier.reached:
                probing = False
                async with self._store.write(workspace_id) as session:
                    await end_outage(session, installation_id)
            if courier.stopped or not report.moved:
                break
        return total

    async def _in_outage(self, workspace_id: int, installation_id: int, now: datetime) -> bool | None:
        """Whether one message has to try the line first; None while the installation waits."""
        async with self._store.read(workspace_id) as session:
            outage = await outage_of(session, installation_id)
        if outage is None:
            return False
        retry_at, cut_off = outage
        if cut_off:
            return None
        ahead = retry_at - now  # of more than a moment only where the clock was wrong
        return True if ahead <= timedelta() or ahead > TRIED_AGAIN else None

    async def _along(self, courier: Courier, lane: list[Claim], round_: Round) -> Report:
        """One lane's messages in their order. What one of them breaks doesn't stop the others."""
        report = Report()
        for one in lane:
            wait = report["held"] or courier.stopped
            carry = courier.let_go(one) if wait else courier.carry(one, round_)
            [result] = await asyncio.gather(carry, return_exceptions=True)
            if isinstance(result, Exception):
                log_failure(log, f"message {one.id} could not be taken on", result)
                report.errors.append(result)
            elif isinstance(result, BaseException):
                raise result
            else:
                report.counts[result] += 1
        return report

    async def _claim(self, workspace_id: int, installation_id: int, now: datetime, most: int) -> list[Claim]:
        machine = self._machine()
        async with self._store.write(workspace_id) as session:
            return await claim(session, installation_id, now, machine, machine + PREPARING, most=most)

    def _pace(self, installation_id: int) -> Pace:
        if installation_id not in self._paces:
            per_channel, overall = self._seconds
            self._paces[installation_id] = Pace(self._machine, self._sleep, per_channel, overall)
        return self._paces[installation_id]


def _lanes(claims: list[Claim]) -> list[list[Claim]]:
    lanes: dict[str, list[Claim]] = {}
    for one in claims:
        lanes.setdefault(one.lane, []).append(one)
    return list(lanes.values())
