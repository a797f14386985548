"""The shipped playbook that most rules are tried with, and accounts to try them at."""

import pytest

from bot.playbook.models import Library, Playbook
from bot.store.session import Store
from tests.conftest import NOW, Book
from tests.given.accounts import World


@pytest.fixture(scope="session")
def laer(library: Library) -> Playbook:
    return library.playbooks["laer"]


@pytest.fixture
def world(store: Store, book: Book, library: Library) -> World:
    return World(store, library, book.workspace, book.owner, NOW)
