"""What a platform notes: kept by kind and key, over at its time, and read by its own team alone."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.store.tables import PlatformNote
from bot.usecases.workspace.notebook import StoredNotebook
from tests.given.book import NOW


async def test_what_is_noted_is_read_until_it_is_over(store, book) -> None:
    clock = [NOW]
    notebook = StoredNotebook(store, "slack", "T1", lambda: clock[0])
    await notebook.put("team", "a", {"name": "Ä"})
    await notebook.put("team", "a", {"name": "B"})
    await notebook.put("form", "f", {"x": [1]}, until=NOW + timedelta(hours=1))
    assert await notebook.get("team", "a") == {"name": "B"}
    assert await notebook.all("form") == {"f": {"x": [1]}}
    clock[0] = NOW + timedelta(hours=2)
    assert await notebook.get("form", "f") is None
    await notebook.put("team", "b", {})
    async with store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(PlatformNote)) == 2  # what is over has gone
    await notebook.drop("team", "a")
    await notebook.drop("team", "never was")
    assert list(await notebook.all("team")) == ["b"]


async def test_two_may_note_the_same_at_once(store, book) -> None:
    notebook = StoredNotebook(store, "slack", "T1", lambda: NOW)
    await asyncio.gather(*(notebook.put("team", "a", {"at": at}) for at in range(20)))
    assert (await notebook.all("team")).keys() == {"a"}


async def test_another_team_reads_nothing_of_it(store, book) -> None:
    await StoredNotebook(store, "slack", "T1", lambda: NOW).put("team", "a", {"name": "ours"})
    assert await StoredNotebook(store, "slack", "T2", lambda: NOW).get("team", "a") is None
    nobody = StoredNotebook(store, "teams", "T1", lambda: NOW)
    assert await nobody.all("team") == {}
    with pytest.raises(LookupError):
        await nobody.put("team", "a", {})
