"""What composing a row of the outbox comes to: its message, and what the caller writes down with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.message import Message


@dataclass(frozen=True)
class Child:
    """A row to queue. in_thread: below the message it came with; else in its own channel."""

    kind: str
    once: str
    person_id: int | None
    channel_id: int | None
    account_id: int | None
    cta_id: int | None
    in_thread: bool
    refs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Composed:
    """message None: there is nothing (any more) to say, for `reason`. refs: the row's from now on. untold: to-dos of
    which nobody has heard after all."""

    message: Message | None
    children: tuple[Child, ...] = ()
    told: tuple[int, ...] = ()
    untold: tuple[int, ...] = ()
    refs: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
