"""A database that can't be used is named to people as what it is, and their words come back."""

import pytest

from tests.given.databases import only_to_be_read, small_disk
from tests.given.slack_town import SlackTown, text_of

pytestmark = pytest.mark.one_database
LOG = "/journey acme log met Dana, wants the board slide"


@pytest.mark.both_databases
async def test_a_database_that_can_only_be_read_is_said_to_be_that(town: SlackTown, caplog):
    async with only_to_be_read(town.store._writer):
        said = text_of(await town.types(LOG))
    assert "can only be read just now, so nothing was saved" in said
    assert "wants the board slide" in said
    assert "busy" not in said + caplog.text
    assert "DATABASE_URL" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_full_disk_is_said_to_be_full_and_passes(town: SlackTown, caplog):
    with small_disk():
        said = text_of(await town.types(LOG))
    assert "has no room left, so nothing was saved" in said
    assert "wants the board slide" in said
    assert "is full: make room" in caplog.text
    assert "Traceback" not in caplog.text
    assert "Saved to Acme" in text_of(await town.types(LOG))
