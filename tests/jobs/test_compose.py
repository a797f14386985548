"""Every message that anybody queues has words, and no words are kept for one that nobody queues."""

import pytest

from bot.jobs import compose
from bot.jobs.compose import QUEUED, composer
from bot.playbook.models import Library
from bot.talk.outgoing import COMPOSERS


def test_what_is_queued_is_what_is_composed() -> None:
    assert set(COMPOSERS) == QUEUED


def test_a_kind_without_words_is_told_at_start(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "QUEUED", QUEUED | {"wordless"})
    with pytest.raises(ValueError, match="Nobody composes messages of the kind 'wordless'"):
        composer(library)
