from datetime import datetime

import pytest

from tests.given.book import NOW


@pytest.fixture
def now() -> datetime:
    return NOW
