"""One message on its way: composed once, given an address and a turn, sent, and its end recorded."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import null, select

from bot.delivery.address import TRIED, Addresses, Destination, Misplaced, elsewhere, other_place_of, thread_of
from bot.delivery.claims import Claim, begin, edit_done, finish
from bot.delivery.compose import NOTHING, Compose, Dropped
from bot.delivery.outage import FAILING, note_outage, others_got_through
from bot.delivery.outbox import edit_who_told
from bot.delivery.pace import Clock, Pace
from bot.delivery.policy import Look, Next, after_look, after_refusal
from bot.delivery.readers.moved import MOVED, heed_sent, is_moved
from bot.delivery.report import Outcome
from bot.errors import AmbiguousSend, SendError, Unreadable
from bot.message import Message
from bot.platform import Posted, Surface
from bot.store.session import ReadSession, Store
from bot.store.tables import Outgoing

log = logging.getLogger(__name__)
SENDING = timedelta(seconds=90)  # longer than any surface waits for an answer
STALE = timedelta(hours=1)
UNCOUNTED = 30.0  # seconds until it is tried again where it may not be this message's fault; it costs no attempt
SKEW = timedelta(minutes=5)  # between our clock and the platform's
RECENT = timedelta(hours=1)
ENDS: dict[str, Outcome] = {
    "pending": "later",
    "sent": "sent",
    "rejected": "rejected",
    "ambiguous": "ambiguous",
    "unconfirmed": "unconfirmed",
}


@dataclass(frozen=True)
class Round:
    """One call of the sender: the moment it stands for, and until when (machine's clock) it may wait for turns."""

    now: datetime
    deadline: datetime


class Courier:
    """Takes one installation's messages to its platform."""

    def __init__(
        self,
        store: Store,
        workspace_id: int,
        installation_id: int,
        surface: Surface,
        *,
        compose: Compose,
        recompose: Compose,
        pace: Pace,
        clock: Clock,
        doors: asyncio.Semaphore,
    ) -> None:
        self._store, self._workspace_id, self._surface = store, workspace_id, surface
        self._compose, self._recompose, self._clock, self._pace = compose, recompose, clock, pace
        self._doors = doors  # so many work at the same time; who waits for a turn stands outside
        self._addresses = Addresses(store, workspace_id, installation_id, surface)
        self._installation_id = installation_id
        self.reached = False  # something got through
        self.stopped = False  # nothing does

    async def carry(self, claim: Claim, round_: Round) -> Outcome:
        """Do what the claim asks for."""
        task = {"send": self._send, "look": self._look, "edit": self._edit}[claim.task]
        return await task(claim, round_)

    async def let_go(self, claim: Claim) -> Outcome:
        """Not its turn yet: the row waits for the next round."""
        return await self._finish(claim, "held")

    # -- sending

    async def _send(self, claim: Claim, round_: Round) -> Outcome:
        async with self._doors:
            row = await self._composed(claim, round_.now)
            if not isinstance(row, Outgoing):
                return row
            try:
                place = await self._addresses.of(row, round_.now)
            except Misplaced as other:
                there = {"installation_id": other.installation_id, "direct": True, "message": null()}
                return await self._finish(claim, "later", **there)
            except SendError as error:
                return await self._refused(claim, row, error, round_.now)
        if not await self._pace.turn(place.channel, round_.deadline):
            return await self.let_go(claim)
        async with self._doors:
            return await self._post(claim, row, place, round_.now)

    async def _composed(self, claim: Claim, now: datetime) -> Outgoing | Outcome:
        """The row with its message; composed now if it never was, in one transaction with what composing queues."""
        async with self._store.write(self._workspace_id) as session:
            row = await _row(session, claim)
            if row is None:
                return "lost"
            # What waited for long is said anew, as its days aren't true any more; it was certainly not delivered.
            is_stale = now - row.created_at >= STALE
            if (row.message is None or is_stale) and (there := await elsewhere(session, row, now)) is not None:
                await finish(session, claim, installation_id=there)
                return "later"
            if is_stale:
                row.message = None
            made: Message | Dropped | None = await _dropped_with_parent(session, row)
            if made is None and row.message is None:
                made = await self._compose(session, row, now) or NOTHING
            if isinstance(made, Dropped):
                await finish(session, claim, state="dropped", reason=made.reason)
                return "dropped"
            if made is not None:
                row.message = made.model_dump(mode="json")
            return row

    async def _post(self, claim: Claim, row: Outgoing, place: Destination, now: datetime) -> Outcome:
        claim, taken = await self._begin(claim, place)
        if not taken:
            return "lost"
        message = Message.model_validate(row.message)
        try:
            at = await self._surface.post(place.channel, message, delivery_id=row.delivery_id, thread=place.thread)
        except SendError as error:
            return await self._refused(claim, row, error, now, place)
        except AmbiguousSend:
            return await self._find(claim, row, place, now, settled=False)
        return await self._sent(claim, row, at, now)

    async def _begin(self, claim: Claim, place: Destination) -> tuple[Claim, bool]:
        sending = replace(claim, lease=self._clock() + SENDING)
        async with self._store.write(self._workspace_id) as session:
            return sending, await begin(session, claim, place.channel, sending.lease)

    async def _refused(
        self, claim: Claim, row: Outgoing, error: SendError, now: datetime, place: Destination | None = None
    ) -> Outcome:
        if error.everything:
            return await self._wait(claim, row, error, now)
        if error.retry_after is not None:
            self._pace.hold(error.retry_after)
        final = error.permanent and not (place and await self._has_moved(row, place, now))
        if final and (there := await self._elsewhere(row, error, now, place)) is not None:
            return await self._try_there(claim, row, there)
        refs, alone = await self._failing(row, now) if error.unanswered else (row.refs, True)
        tries = row.attempts + 1
        wait = error.retry_after if alone else UNCOUNTED
        follows = after_refusal(tries, error.reason, permanent=final, retry_after=wait)
        attempts = tries if follows.counts else row.attempts
        return await self._record(claim, row, follows, now, attempts=attempts, refs=refs)

    async def _failing(self, row: Outgoing, now: datetime) -> tuple[dict[str, object], bool]:
        """Its refs with the moment since which it fails; whether others got through meanwhile, so that it is the
        message's or its channel's fault, and costs it an attempt."""
        since = row.refs.get(FAILING) or now.isoformat()
        async with self._store.read(self._workspace_id) as session:
            alone = await others_got_through(session, row, datetime.fromisoformat(since))
        return {**row.refs, FAILING: since}, alone

    async def _elsewhere(self, row: Outgoing, error: SendError, now: datetime, place: Destination | None) -> int | None:
        """Another installation where the same person can be told, if this one won't have a direct message to them."""
        if error.content or (place is not None and not place.direct):
            return None
        async with self._store.read(self._workspace_id) as session:
            return await other_place_of(session, row, self._installation_id, now)

    async def _try_there(self, claim: Claim, row: Outgoing, installation_id: int) -> Outcome:
        """None of them is tried twice for one message."""
        tried = [*row.refs.get(TRIED, ()), self._installation_id]
        there = {"installation_id": installation_id, "direct": True, "message": null(), "posted_channel": None}
        return await self._finish(claim, "later", state="pending", refs={**row.refs, TRIED: tried}, **there)

    async def _wait(self, claim: Claim, row: Outgoing, error: SendError, now: datetime) -> Outcome:
        """The whole installation waits. The message keeps its attempts; what it says is made anew when it gets
        through, as it may not be true any more by then."""
        self.stopped = True
        async with self._store.write(self._workspace_id) as session:
            await note_outage(session, self._installation_id, error.reason, now)
            values: dict[str, object] = {"state": "pending", "attempts": row.attempts, "reason": error.reason}
            kept = await finish(session, claim, message=null(), posted_channel=None, **values)
        return "held" if kept else "lost"

    async def _has_moved(self, row: Outgoing, place: Destination, now: datetime) -> bool:
        """Whether the message has a different place by now: its channel closed to us, its direct message reopened."""
        if place.remembered:
            await self._addresses.forget(place.channel)
        try:
            return (await self._addresses.of(row, now)).channel != place.channel
        except Misplaced:
            return True
        except SendError:
            return False

    async def _sent(self, claim: Claim, row: Outgoing, at: Posted, now: datetime) -> Outcome:
        self.reached = True
        values = {"posted_channel": at.channel, "posted_ts": at.ts, "sent_at": now, "attempts": 0, "reason": None}
        if FAILING in row.refs:  # an edit that fails later begins anew
            values["refs"] = {name: value for name, value in row.refs.items() if name != FAILING}
        async with self._store.write(self._workspace_id) as session:
            if not await finish(session, claim, state="sent", **values):
                return "lost"
            await edit_who_told(session, row, at)
            await heed_sent(session, row.id, self._installation_id, at.channel)
            return "sent"

    async def _record(self, claim: Claim, row: Outgoing, follows: Next, now: datetime, **values: object) -> Outcome:
        if follows.state == "rejected":
            about = f"account {row.account_id}, person {row.person_id}"
            log.error("message %s (%s, %s) is not delivered: %s", row.id, row.kind, about, follows.reason)
        values |= {"state": follows.state, "next_try_at": now + follows.after, "reason": follows.reason}
        return await self._finish(claim, ENDS[follows.state], **values)

    async def _finish(self, claim: Claim, outcome: Outcome, **values: object) -> Outcome:
        async with self._store.write(self._workspace_id) as session:
            return outcome if await finish(session, claim, **values) else "lost"

    # -- looking for what may have arrived

    async def _look(self, claim: Claim, round_: Round) -> Outcome:
        async with self._doors:
            async with self._store.read(self._workspace_id) as session:
                row = await _row(session, claim)
                if row is None or row.posted_channel is None:
                    return "lost"
                thread = await thread_of(session, row, row.posted_channel)
            return await self._find(claim, row, Destination(row.posted_channel, thread), round_.now, settled=True)

    async def _find(self, claim: Claim, row: Outgoing, place: Destination, now: datetime, *, settled: bool) -> Outcome:
        at: Posted | None = None
        look: Look
        try:
            at = await self._surface.find(place.channel, row.delivery_id, since=self._since(row), thread=place.thread)
            look = "found" if at else "not found"
        except Unreadable:
            look = "unreadable"
        except SendError as error:
            look = "unreadable" if error.permanent else "failed"
        if at is not None:
            return await self._sent(claim, row, at, now)
        refs, alone = await self._failing(row, now)
        attempts = row.attempts + (1 if alone and (look == "failed" or not settled) else 0)
        follows = after_look(look, settled=settled, attempts=attempts)
        return await self._record(claim, row, follows, now, attempts=attempts, refs=refs)

    def _since(self, row: Outgoing) -> datetime:
        """Before the first attempt, also where `now` isn't the machine's own time (a rehearsal)."""
        return min(row.created_at, self._clock().astimezone(UTC) - RECENT) - SKEW

    # -- edits

    async def _edit(self, claim: Claim, round_: Round) -> Outcome:
        async with self._doors:
            row, message = await self._recomposed(claim, round_.now)
        if row is None or row.posted_channel is None or row.posted_ts is None:
            return "lost"
        if message is None:
            return await self._edited(claim)
        if not await self._pace.turn(row.posted_channel, round_.deadline):
            return await self.let_go(claim)
        async with self._doors:
            return await self._update(claim, row, Posted(row.posted_channel, row.posted_ts), message, round_.now)

    async def _update(self, claim: Claim, row: Outgoing, at: Posted, message: Message, now: datetime) -> Outcome:
        """Replacing a message twice does no harm, so a lost answer is no more than a failed attempt."""
        try:
            await self._surface.update(at, message, delivery_id=row.delivery_id)
            self.reached = True
        except SendError as error:
            if is_moved(row) and error.permanent:
                return await self._take_away(claim, row, at, now)
            return await self._edit_refused(claim, row, error, now)
        except AmbiguousSend:
            return await self._edit_refused(claim, row, SendError("no answer", permanent=False, unanswered=True), now)
        return await self._edited(claim)

    async def _take_away(self, claim: Claim, row: Outgoing, at: Posted, now: datetime) -> Outcome:
        """What can't be replaced, as it is too old or somebody deleted it, must not be readable all the same."""
        try:
            await self._surface.remove(at)
        except SendError as error:
            return await self._edit_refused(claim, row, error, now)
        except AmbiguousSend:
            return await self._edit_refused(claim, row, SendError("no answer", permanent=False, unanswered=True), now)
        return await self._edited(claim)

    async def _recomposed(self, claim: Claim, now: datetime) -> tuple[Outgoing | None, Message | None]:
        """The row and its new message; None for the message where it need not change."""
        async with self._store.write(self._workspace_id) as session:
            row = await _row(session, claim)
            made = await self._recompose(session, row, now) if row else None
            if row is None or made is None or isinstance(made, Dropped):
                return row, None
            row.message = made.model_dump(mode="json")
            return row, made

    async def _edit_refused(self, claim: Claim, row: Outgoing, error: SendError, now: datetime) -> Outcome:
        if error.everything:
            self.stopped = True
            async with self._store.write(self._workspace_id) as session:
                await note_outage(session, self._installation_id, error.reason, now)
            return await self.let_go(claim)
        if error.retry_after is not None:
            self._pace.hold(error.retry_after)
        refs, alone = await self._failing(row, now) if error.unanswered else (row.refs, True)
        tries = row.attempts + 1
        wait = error.retry_after if alone else UNCOUNTED
        follows = after_refusal(tries, error.reason, permanent=error.permanent, retry_after=wait)
        if follows.state == "rejected":
            if not is_moved(row):
                return await self._edited(claim, reason=f"edit: {follows.reason}")
            log.error("message %s can still be read by outsiders in %s: %s", row.id, row.posted_channel, follows.reason)
            return await self._edited(claim, reason=f"{MOVED}, still readable: {follows.reason}")
        used = tries if follows.counts else row.attempts
        return await self._finish(claim, "later", next_try_at=now + follows.after, attempts=used, refs=refs)

    async def _edited(self, claim: Claim, reason: str | None = None) -> Outcome:
        async with self._store.write(self._workspace_id) as session:
            done = await edit_done(session, claim, reason)
        return "lost" if not done else "rejected" if reason else "edited"


async def _row(session: ReadSession, claim: Claim) -> Outgoing | None:
    ours = select(Outgoing).where(Outgoing.id == claim.id, Outgoing.lease_until == claim.lease)
    found: Outgoing | None = await session.scalar(ours)
    return found


async def _dropped_with_parent(session: ReadSession, row: Outgoing) -> Dropped | None:
    if row.parent_id is None:
        return None
    parent = await session.scalar(select(Outgoing).where(Outgoing.id == row.parent_id))
    if parent is None or parent.state != "dropped":
        return None
    return Dropped(f"what it belongs to was dropped: {parent.reason}")
