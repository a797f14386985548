"""What a customer's people are to us, as `Stakeholder.role` has it. Whatever else a file says is kept and shown."""

from typing import Final

DECIDER: Final = "decision maker"
CHAMPION: Final = "champion"  # carries it from day to day
BOTH: Final = f"{DECIDER}, {CHAMPION}"
DECIDERS: Final = (DECIDER, BOTH)
CHAMPIONS: Final = (CHAMPION, BOTH)
CARRIES: Final = (CHAMPION, DECIDER, BOTH)


def and_also(role: str | None, other: str) -> str:
    """The role of somebody who is that from now on, too: who decides may be the champion."""
    return BOTH if role in CARRIES and role != other else other
