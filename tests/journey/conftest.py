import pytest

from bot.playbook.models import Library
from bot.store.session import Store
from tests.conftest import NOW, Book
from tests.given.accounts import World


@pytest.fixture
def world(store: Store, book: Book, library: Library) -> World:
    return World(store, library, book.workspace, book.owner, NOW)
