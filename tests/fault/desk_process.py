"""A front desk in a process of its own: `desk_process.py DATABASE_URL API_URL KILLED_AT [KIND WORDS KEY]`.

With words it takes them in, says "acknowledged" when it has, and goes on; without, it finishes what others left.
KILLED_AT: where it kills itself, as kill -9 does; "-": nowhere.
"""

import asyncio
import functools
import os
import signal
import sys
import time
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.clock import machine_now
from bot.conversation import Caller, Inbound, Place
from bot.inbox.inbox import Inbox
from bot.jobs.drain_inbox import drain_inbox
from bot.playbook.load import load_library
from bot.store.session import Store, open_engine
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.line import SlackLine
from handlers.reception import turn
from handlers.reception.budget import Background, in_time
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.small_slack import BOT_TOKEN

LEASE = timedelta(seconds=1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dies(held: Any, name: str, *, before: bool) -> None:
    """Whoever calls that method doesn't live to see the end of it."""
    method = getattr(held, name)

    @functools.wraps(method)
    async def call(*words: Any, **named: Any) -> Any:
        if before:
            die()
        await method(*words, **named)
        die()

    setattr(held, name, call)


def arm(where: str, store: Store, inbox: Inbox, line: SlackLine) -> None:
    if where == "kept":
        dies(inbox, "keep", before=False)
    elif where == "in the work":
        event.listen(store.engine.sync_engine, "commit", lambda connection: _dies_writing(connection))
    elif where == "worked":
        dies(inbox, "begin_answer", before=True)
    elif where == "answering":
        dies(line, "say", before=True)
    elif where == "answered":
        dies(inbox, "done", before=True)


def _dies_writing(connection: Any) -> None:
    if connection.get_execution_options().get("milepost_writes"):
        die()


async def main(url: str, api: str, where: str, kind: str = "", words: str = "", key: str = "") -> None:
    store, library = Store(open_engine(url)), load_library()
    line = SlackLine(SlackSurface(BOT_TOKEN, base_url=api, monotonic=time.monotonic))
    inbox, background = Inbox(url, machine_now, LEASE), Background()
    await inbox.prepare()
    desk = FrontDesk(Services(store, library), "slack", lambda _team: line, machine_now, background, inbox)
    arm(where, store, inbox, line)
    if kind:
        # Whatever it is, it takes longer than there is time for.
        turn.in_time = functools.partial(in_time, seconds=0)  # type: ignore[attr-defined]
        name, _, text = words.partition(" ") if kind == "command" else ("", "", words)
        place = Place("CTEAM") if kind == "command" else Place("DOLGA", direct=True)
        await desk.receive(Inbound(kind, Caller("T1", "UOLGA"), key, place, name=name, text=text))  # type: ignore[arg-type]
        print("acknowledged", flush=True)
        if where == "acknowledged":
            die()
    else:
        await asyncio.sleep(1.2 * LEASE.total_seconds())
        await drain_inbox(inbox, {"slack": desk.kept_work})
    await background.idle()
    print("idle", flush=True)
    await background.close()
    await inbox.close()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
