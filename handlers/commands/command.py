"""What a command is. A new one is one file beside this one and one line in `table.py`; help is made from there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, get_args

from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House

Run = Callable[[Asked, House], Awaitable[Answer]]
RunAt = Callable[[Asked, House, FoundAccount], Awaitable[Answer]]


Part = Literal["Every day", "One account", "Its people", "Many accounts"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class Usage:
    """A way to type it, and what it does. part: where help lists it."""

    typed: str
    does: str
    part: Part = "One account"


@dataclass(frozen=True)
class Command:
    """A slash command. `run` answers everything that is typed after its name."""

    name: str
    usages: tuple[Usage, ...]
    run: Run


@dataclass(frozen=True)
class Topic:
    """What `/journey` tells of many accounts at once: `/journey funnel`. It comes before accounts' names.

    The text that reaches `run` is what follows the word. writes: asks first where an account is called like that."""

    word: str
    usage: Usage
    run: Run
    writes: bool = False


@dataclass(frozen=True)
class Word:
    """What may follow an account's name: `/journey acme prep`. `also`: other words that mean it.

    The text that reaches `run` is what follows the word. writes: only an exact account name will do.
    """

    word: str
    usage: Usage
    run: RunAt
    also: tuple[str, ...] = ()
    writes: bool = False
