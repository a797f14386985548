"""The preview page shows every message."""

import re

import pytest

from bot.cli.preview import preview_page
from bot.message import (
    Form,
    TextInput,
)  # fmt: skip
from tests.surfaces.conftest import CARD, Maker


def test_the_page_shows_every_example_with_its_counts_and_needs_nothing_else():
    form = Form(action="a", target="1", title="Log", submit="Save", inputs=(TextInput(name="n", label="Note"),))
    page = preview_page([("The card", CARD), ("The log form", form)])
    assert '<a href="#example-1">The card</a>' in page
    assert "6 of 50 blocks" in page
    assert "1 of 100 blocks" in page
    assert "<strong>ADOPT</strong>" in page
    assert '<span class="bold">ADOPT</span>' in page  # as Teams has it
    assert page.count("Teams&#39; card as JSON") + page.count("Teams' card as JSON") == 2
    assert "27,648 bytes in Teams" in page
    assert not re.search(r'(src|href)="(?!#|data:)', page)


@pytest.mark.slow
def test_hostile_messages_can_all_be_previewed():
    for number in range(40):
        assert preview_page([(f"message {number}", Maker(number).message())])
