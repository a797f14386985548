"""What a topic is made of: commands, and what its buttons and forms do. Help is made from the commands."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.message import Text, bold, line
from bot.store.people.members import ROLES, Role
from bot.text import compared, shorten
from bot.usecases.finding.find_account import FoundAccount
from handlers.request import Answer, Request, Services

Run = Callable[[Request, Services], Awaitable[Answer]]
RunAt = Callable[[Request, Services, FoundAccount], Awaitable[Answer]]


EVERYBODY: tuple[Role, ...] = ROLES
WHO_ACT: tuple[Role, ...] = ("csm", "manager", "admin")
HELP = frozenset({"help", "?", "--help", "-h"})


@dataclass(frozen=True)
class Usage:
    """A way to type it, and what it does. roles: whose help lists it."""

    typed: str
    does: str
    roles: tuple[Role, ...] = EVERYBODY


@dataclass(frozen=True)
class Command:
    """A slash command. `run` answers everything that is typed after its name."""

    name: str
    usages: tuple[Usage, ...]
    run: Run


@dataclass(frozen=True)
class OverviewCommand:
    """What `/journey` tells of many accounts at once: `/journey funnel`. It comes before accounts' names.

    The text that reaches `run` is what follows the word. writes: asks first where an account is called like that.
    usage: None of a word that still works and isn't shown any more."""

    word: str
    usage: Usage | None
    run: Run
    writes: bool = False


@dataclass(frozen=True)
class AccountCommand:
    """What may follow an account's name: `/journey acme prep`. `also`: other words that mean it.

    The text that reaches `run` is what follows the word. writes: only an exact account name will do. usage: None of a
    word that still works and isn't shown any more. takes: what may follow the word; None: `run` reads whatever does.
    """

    word: str
    usage: Usage | None
    run: RunAt
    also: tuple[str, ...] = ()
    writes: bool = False
    takes: frozenset[str] | None = None


async def answered(word: AccountCommand, request: Request, services: Services, found: FoundAccount) -> Answer:
    """Its answer. What follows the word and means nothing to it is never dropped in silence."""
    answer = await word.run(request, services, found)
    if word.takes is None or not request.text.strip() or compared(request.text) in word.takes:
        return answer
    left = line("I left out ", bold(shorten(request.text.strip(), 60)), ": I don't know what it means here.")
    if answer.form is not None:
        return replace(answer, form=answer.form.model_copy(update={"intro": (*answer.form.intro, left)}))
    if answer.message is not None:
        blocks = (Text(lines=(left,)), *answer.message.blocks)
        return replace(answer, message=answer.message.model_copy(update={"blocks": blocks}))
    return answer


def by_word(words: Iterable[AccountCommand]) -> dict[str, AccountCommand]:
    """Each under all its words. Raises ValueError for one that can't be typed or that two have: at start."""
    found: dict[str, AccountCommand] = {}
    for command in words:
        for word in (command.word, *command.also):
            if len(word.split()) != 1 or compared(word) != word:
                raise ValueError(f"{word!r} can't be typed after an account: one word in small letters is read.")
            if word in found:
                raise ValueError(f"Two commands are called {word!r}; each needs a word of its own.")
            found[word] = command
    return found


@dataclass(frozen=True)
class Topic:
    """What a topic's buttons and forms do, by the names of `bot/actions.py`."""

    actions: Mapping[str, Run]
    forms: Mapping[str, Run] = field(default_factory=dict)


def is_help(text: str) -> bool:
    """Whether somebody asks what can be typed."""
    return compared(text) in HELP
