"""How thanks for a milestone are found again: as a reaction's to-do, or as the change of sending them without one."""

from typing import Final

THANKS: Final = "/celebrate"  # how the rule of a to-do for thanks ends (bot/playbook/reactions/prepared_todos.py)


def thanks_subject(account_id: int, milestone: str) -> str:
    """The subject of the change that sent them."""
    return f"thanks:{account_id}:{milestone}"


def thanks_account(subject: str) -> int | None:
    """The account of such a subject; None of any other."""
    kind, _, rest = subject.partition(":")
    return int(rest.partition(":")[0]) if kind == "thanks" else None
