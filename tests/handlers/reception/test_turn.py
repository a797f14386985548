"""Slack tells that somebody came into a channel: who reads it is asked at the next round, not within the hour."""

import json
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select

from bot.delivery.readers.moved import to_look_at
from bot.sandbox.link import signature
from bot.store.channels import note_audience
from bot.store.tables import Channel
from tests.given.book import NOW
from tests.given.slack_town import SECRET, text_of

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("event", ["member_joined_channel", "channel_shared"])
async def test_the_channel_is_looked_at_next(town, event):
    acme = await town.one(select(Channel.id).where(Channel.platform_id == "CACME"))
    async with town.store.write(1) as db:
        await note_audience(db, acme, "acme", outsiders=False, at=NOW)
    assert await _next(town) == []
    assert await _tells(town, {"type": event, "channel": "CACME", "user": "UGUEST"}) == 200
    assert await _next(town) == ["CACME"]
    assert await _tells(town, {"type": event, "channel": "CNEVERMET", "user": "UGUEST"}) == 200
    assert await _tells(town, {"type": event, "channel": "CACME"}, team="T404") == 200


async def _next(town) -> list[str | None]:
    async with town.store.read(1) as db:
        return [one.platform_id for one in await to_look_at(db, 1, NOW + timedelta(minutes=1))]


async def _tells(town, event: dict, team: str = "T1") -> int:
    body = json.dumps({"type": "event_callback", "team_id": team, "event_id": f"Ev{team}", "event": event})
    headers = {"Content-Type": "application/json", **signature(SECRET, body)}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{town.address}/slack/events", data=body.encode(), headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.one_database
async def test_letters_beyond_ascii_are_heard(town):
    assert "Café Ödön" in text_of(await town.types("/journey Café Ödön"))
