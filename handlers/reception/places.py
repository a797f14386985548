"""Where the answer to a form belongs: a form itself doesn't tell where it was opened."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation import Place

KEPT = timedelta(minutes=25)  # the addresses for replies serve for thirty
MOST = 5_000


class Places:
    """Lost with the process: an answer then goes to the direct message."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._places: OrderedDict[tuple[str, str, str], tuple[Place, datetime]] = OrderedDict()

    def remember(self, user_id: str, action: str, target: str, place: Place) -> None:
        self._places[(user_id, action, target)] = (place, self._now())
        if len(self._places) > MOST:
            self._places.popitem(last=False)

    def of(self, user_id: str, action: str, target: str) -> Place:
        """The place where that form was opened; an empty one where nobody knows any more."""
        place, at = self._places.get((user_id, action, target), (Place(), self._now()))
        return place if self._now() - at < KEPT else replace(place, respond=None)
