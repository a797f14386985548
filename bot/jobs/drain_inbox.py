"""What came in is finished, also by another process than the one that took it in."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.inbox.inbox import Inbox, Kept


class Finishing(Protocol):
    """Who finishes what came in on one platform. working_on: the ids of what they are about."""

    @property
    def working_on(self) -> Collection[int]: ...

    def go_on(self, left: Sequence[Kept]) -> None: ...


async def drain_inbox(inbox: Inbox, desks: Mapping[str, Finishing]) -> None:
    """One look: what is worked on stays ours, and what killed processes left is begun again. desks: by platform."""
    working_on = {number for desk in desks.values() for number in desk.working_on}
    await inbox.renew(working_on)
    left = await inbox.take_over(working_on)
    for surface, desk in desks.items():
        if mine := [kept for kept in left if kept.surface == surface]:
            desk.go_on(mine)


__all__ = ["Finishing", "drain_inbox"]
