"""What was handed over lately, so that a repetition is noticed before any work begins.

What must not happen twice even after a restart is guarded by receipts in the database; this spares the double answer.
"""

from collections import OrderedDict

MOST = 20_000


class Seen:
    def __init__(self, most: int = MOST) -> None:
        self._keys: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def is_new(self, key: str) -> bool:
        """Whether this is the first time; it isn't from then on."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._most:
            self._keys.popitem(last=False)
        return True

    def forget(self, key: str) -> None:
        """It wasn't taken in, and may come again."""
        self._keys.pop(key, None)
