"""An account that one fact is asked of, with what was read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.journey.health.health_history import HealthSpan
from bot.language.plain_words.names import KnownPerson
from bot.message import Line, bold, line
from bot.store.tables import AccountEvent, Saying
from bot.talk.account.view import AccountView, Contact
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called


@dataclass(frozen=True)
class FactAsked:
    """An account, and what was read of it besides: the newest answer to a survey, the newest contact. people: those who
    were named. with_whom: the one person whose last contact is asked for. milestone: the key of one that was named.
    scores: of health, the oldest first, and since when they are asked for. sayings: with their
    words."""

    view: AccountView
    reader: Reader
    now: datetime
    survey: AccountEvent | None = None
    contact: AccountEvent | None = None
    people: tuple[KnownPerson, ...] = ()
    with_whom: Contact | None = None
    milestone: str = ""
    scores: tuple[HealthSpan, ...] = ()
    since: date | None = None
    sayings: tuple[tuple[Saying, str], ...] = ()

    @property
    def today(self) -> date:
        return self.reader.today(self.now)

    @property
    def name(self) -> str:
        return called(self.view.account.name)


def about(asked: FactAsked, *words: str) -> Line:
    return line(bold(asked.name), " ", *words)
