"""One request in plain words on its way to an answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import UserError
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.names import KnownPerson
from handlers.request import Answer, Request, Services

SAY = "say"  # the name under which words are kept behind a button


@dataclass(frozen=True)
class Turn:
    """What was heard, and what it was understood as."""

    request: Request
    services: Services
    heard: HeardWords
    wanted: PlainRequest

    @property
    def account(self) -> tuple[int, str]:
        """The account that it is about. Raises UserError where there is none."""
        if self.wanted.account is None:
            raise UserError("Which account is that about? Say it again with its name.")
        return self.wanted.account

    @property
    def people(self) -> tuple[KnownPerson, ...]:
        """Those at the account who were named, each once."""
        here = [one for span in self.wanted.people for one in span.people]
        account = self.wanted.account
        return tuple(dict.fromkeys(one for one in here if account is None or one.account_id == account[0]))


Answers = Callable[[Turn], Awaitable[Answer]]


def shown(text: str, most: int = 60) -> str:
    """What was typed, cut to a line."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"
