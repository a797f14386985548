"""A sender in a process of its own: `sender_process.py DATABASE_URL API_URL [HOURS]`.

HOURS: how far ahead the machine's clock and `now` are, so that leases of a killed process have run out."""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

from bot.delivery.sender import Sender
from bot.message import Message, line
from bot.store.session import ReadSession, Store, open_engine
from bot.store.tables import Outgoing
from bot.surfaces.slack.client import SlackSurface
from tests.given.small_slack import BOT_TOKEN


async def compose(session: ReadSession, row: Outgoing, now: datetime) -> Message:
    return Message(title=line(row.once))


async def main(url: str, api: str, hours: float = 0) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(hours=hours)

    store = Store(open_engine(url))
    surface = SlackSurface(BOT_TOKEN, base_url=api, monotonic=time.monotonic)
    sender = Sender(store, {1: surface}, compose, machine=clock, per_channel=0, overall=0)
    report = await sender.deliver_due(clock())
    print(dict(report.counts), len(report.errors))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])))
