"""Templates that could not be said: who reads the message gets the rest of it, who writes playbooks hears of it.

A template that fails here has passed the check, so it was too slow or too long with what is known of a real account.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

log = logging.getLogger(__name__)
MOST = 1_000  # remembered
_find: list[Callable[[str], str]] = []  # of the library that was loaded last


class LeftOut(NamedTuple):
    """key: of the template. place: where it stands, as people who write playbooks would find it. why: "it takes longer
    than 50 ms, in: …"."""

    key: str
    place: str
    why: str


_told: dict[str, LeftOut] = {}  # by the template


def find_with(place_of: Callable[[str], str]) -> None:
    """place_of: where a template stands, as people who write playbooks would find it."""
    _find[:] = [place_of]
    _told.clear()


def left_out(template: str, why: str) -> None:
    """That template had to be left out of a message; said once."""
    if template in _told or len(_told) >= MOST:
        return
    place = _find[0](template) if _find else template[:60]
    _told[template] = LeftOut(key_of(template), place, why)
    log.error("playbooks: %s is left out of messages: %s", place, why)


def key_of(template: str) -> str:
    """By which a template is known to be the same."""
    return sha256(template.encode()).hexdigest()[:20]


def all_left_out() -> tuple[LeftOut, ...]:
    """By this process, since the playbooks were loaded."""
    return tuple(_told.values())
