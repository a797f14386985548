"""Every message that anybody queues has words, and no words are kept for one that nobody queues."""

from datetime import timedelta

import pytest

from bot.delivery.compose import Dropped
from bot.jobs import compose
from bot.jobs.compose import QUEUED, composer
from bot.playbook.models import Library
from bot.store.tables import Outgoing
from bot.talk.outgoing import COMPOSERS
from tests.given.book import NOW
from tests.given.queued_messages import QueuedMessages


def test_what_is_queued_is_what_is_composed() -> None:
    assert set(COMPOSERS) == QUEUED


def test_a_kind_without_words_is_told_at_start(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "QUEUED", QUEUED | {"wordless"})
    with pytest.raises(ValueError, match="Nobody composes messages of the kind 'wordless'"):
        composer(library)


@pytest.mark.both_databases
async def test_a_digest_that_a_later_one_tells_takes_back_only_what_nobody_will_read(messages: QueuedMessages) -> None:
    account = await messages.accounts.account("Acme")
    apart, in_thread, gone = [
        await messages.accounts.todo(account, rule, tell="told", told_at=NOW) for rule in ("stuck", "quiet", "fell")
    ]
    digest = await messages.queue(refs={"local_date": "2026-01-06", "ctas": [apart, in_thread, gone]})
    await messages.put("apart", cta_id=apart, channel="CACME")
    await messages.put("in its thread", cta_id=in_thread, parent_id=digest)
    await messages.accounts.change(Outgoing, await messages.put("gone", cta_id=gone, channel="CACME"), state="dropped")
    async with messages.store.write(1) as db:
        row = await db.get_one(Outgoing, digest)
        made = await composer(messages.library)(db, row, NOW + timedelta(days=1))
    assert isinstance(made, Dropped)
    assert await messages.tells() == {apart: "told", in_thread: "due", gone: "due"}
