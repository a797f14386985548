"""The shipped library, and a copy of it to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import PlaybookError
from bot.playbook.load import SHIPPED, check_library
from bot.playbook.models import Library, Playbook
from tests.given.book import PLAYBOOKS

Break = Callable[[str, str, str], list[PlaybookError]]


@pytest.fixture(scope="session", params=PLAYBOOKS)
def playbook(request: pytest.FixtureRequest, library: Library) -> Playbook:
    """Each playbook that ships, with every rule that it has, also those that wait for a higher level."""
    one = library.playbooks[request.param]
    return one.model_copy(update={"rules": (*one.rules, *one.rules_waiting)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "playbooks"))


@pytest.fixture
def broken(folder: Path) -> Break:
    """Replaces a text in one file of the copy, once, and answers with all errors."""

    def break_it(file: str, old: str, new: str) -> list[PlaybookError]:
        path = folder / file
        text = path.read_text()
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1))
        return check_library(folder)

    return break_it
