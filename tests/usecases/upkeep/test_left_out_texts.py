"""A text of the playbooks that messages go out without is told once, and stands until it is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.delivery.schedule.concerns import CONCERNS
from bot.jobs.match import tell_of_texts_left_out
from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.playbook.text.left_out import find_with
from bot.playbook.text.samples import FULL
from bot.status import of_workspace
from bot.store.tables import Concern, Installation
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.talking_points import said
from bot.usecases.workspace.roles import give_role
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.both_databases
SLOW = "{% for a in N %}{% for b in N %}{% for c in N %}{% endfor %}{% endfor %}{% endfor %}x".replace(
    "N", "'x' + '" + "n" * 999 + "'"
)


@pytest.fixture
def mended(tmp_path: Path) -> Iterator[Library]:
    yield load_library()
    find_with(str)  # and what this process left out is forgotten


@pytest.fixture
def slow(mended: Library) -> Library:
    """With that text as the headline of a rule."""
    laer = mended.playbooks["laer"]
    rules = (laer.rules[0].model_copy(update={"headline": SLOW}), *laer.rules[1:])
    changed = laer.model_copy(update={"rules": rules})
    return mended.model_copy(update={"playbooks": {**mended.playbooks, "laer": changed}})


async def test_it_is_told_once_shown_by_status_and_over_when_it_is_mended(
    messages: QueuedMessages, slow: Library, mended: Library
) -> None:
    await give_role(messages.store, 1, "tim@milepost.example", "manager", NOW)
    async with messages.store.write(1) as db:
        await db.execute(update(Installation).values(matched_at=NOW))
    assert said(SLOW, FULL, "at risk") == "at risk"
    for _ in range(2):
        await tell_of_texts_left_out(messages.store, slow, 1, NOW)
    [row] = await messages.rows(CONCERNS)
    told = (await messages.compose(row.id)).message
    assert told is not None
    assert "A text of your playbooks can't be said (it takes longer than 50 ms)" in plain_text(told)
    lines = [one.text for one in await of_workspace(messages.store, 1, NOW, lambda _: "", answering=True)]
    assert sum("can't be said" in text for text in lines) == 1
    find_with(str)  # a new start, with the text as it was: nobody has tried it yet
    await tell_of_texts_left_out(messages.store, slow, 1, NOW)
    assert await _standing(messages) == 1
    await tell_of_texts_left_out(messages.store, mended, 1, NOW)
    assert await _standing(messages) == 0
    assert len(await messages.rows(CONCERNS)) == 1


async def _standing(messages: QueuedMessages) -> int:
    async with messages.store.read(1) as db:
        return len((await db.scalars(select(Concern).where(Concern.over_at.is_(None)))).all())
