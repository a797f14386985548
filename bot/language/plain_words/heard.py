"""What was heard in a request: its parts, each found by itself. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.language.day_readings import Order
from bot.language.plain_words.names import AccountSpan, PersonSpan
from bot.language.plain_words.periods import Period
from bot.language.plain_words.phrases import Meaning, PhraseAt, word_set
from bot.language.plain_words.tokens import Token, is_word
from bot.language.plain_words.word_model import WordModel

POLITE = word_set(
    "can could would will you please hey hi hello ok okay and so now also just milepost then well i want like "
    "to need us let me yo thanks great cool right quick quickly kindly maybe perhaps oh ah hmm um yep yes yeah "
    "yup sure btw cheers sorry honestly hiya morning uh er erm"
)
ASKING = word_set(
    "who whom whose what when where which why how is are was were did does do has have had any anyone anybody should"
)
TURNS = word_set("will can could would might may must do does did have has is are was were should shall")
SUBJECTS = word_set("they he she it we i anyone anybody someone somebody there")
LEADS_IN = word_set("by until till til in on at for from since with to of about under")
# "Remind me when they left": it lies behind, so that nobody can be reminded then.
WHEN_IT_WAS = re.compile(
    r"\bremind (?:me|us)(?: again)? when\b(?: (?:did|was|were|is|does|do|has|have)\b|.{0,40}\b(?:last|left|was|"
    r"were|went|"
    r"had|did|lost|quit|began|signed|started|joined|churned|cancel+ed|dropped)\b)",
    re.IGNORECASE,
)
TOLD = ("who", "whose", "what", "which", "why", "how", "where")
GREETED = word_set(
    "hey hi hello ok okay and so also milepost well now but then oh yep yes yeah yup no nope sure right cool alright "
    "perfect thanks cheers great sorry btw honestly morning hiya good ah um please afternoon evening roughly exactly "
    "approximately basically actually quickly uh er erm hmm"
)
PUTS_OFF_TOGETHER = re.compile(
    r"\b(?:can|could|shall|should) (?:we|i) (?:please |just |maybe )?(?:push|move|shift|postpone|delay|snooze|park|"
    r"defer|bump|reschedule)\b",
    re.IGNORECASE,
)
SOON = 6  # tokens after which a name still stands in front
PRONOUNS = word_set("it they them their there him her he she his hers that this its here")
MEANT_ONES = tuple(
    f"{which} {one}"
    for which in ("these", "those", "that", "the")
    for one in ("guys", "folks", "people", "lot", "customer", "client", "account", "company")
)
PEOPLE_PRONOUNS = frozenset({"him", "her", "he", "she"})
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "last": -1,
    "top": 1,
}


def tells_from_what(words: Sequence[str]) -> bool:
    """ "From what I saw …" says how somebody knows, and asks nothing."""
    return tuple(words[:2]) == ("from", "what") and words[2:3] != [] and words[2] in SUBJECTS | {"you"}


@dataclass(frozen=True)
class Memory:
    """What was spoken of last, in the same thread or direct message, within half an hour. asked: the request."""

    account: tuple[int, str] | None = None
    person: int | None = None
    listed: tuple[tuple[int, str], ...] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class HeardWords:
    """text: as typed. stage, milestone: (key, name). colleague: (id, name). here: the account whose channel it is.
    order: how they write 3/12, if that is known.

    phrases: what is meant by the tokens from one up to another. context: all that was heard, where this is a clause."""

    text: str
    tokens: tuple[Token, ...]
    found: Mapping[Meaning, PhraseAt]
    today: date
    accounts: tuple[AccountSpan, ...] = ()
    people: tuple[PersonSpan, ...] = ()
    colleague: tuple[int, str] | None = None
    stage: tuple[str, str] | None = None
    milestone: tuple[str, str] | None = None
    memory: Memory = Memory()
    here: tuple[int, str] | None = None
    order: Order | None = None
    phrases: Callable[[int, int], Mapping[Meaning, PhraseAt]] | None = None
    context: "HeardWords | None" = None
    model: WordModel | None = None  # what each word speaks for, where no phrase decides
    unheard: str = ""  # words that may be a name, of nobody that we know
    stranger: str = ""  # somebody who is named at an account, and whom nobody there is called like
    excepted: tuple[int, ...] = ()  # accounts that the answer is to leave out

    def says(self, section: str, name: str) -> int:
        """How many words of the text mean that; 0 for none."""
        found = self.found.get((section, name))
        return found.words if found else 0

    def place(self, section: str, name: str) -> int:
        """At which token that begins; far behind where it doesn't."""
        found = self.found.get((section, name))
        return found.first if found else 10_000

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    def has(self, *words: str) -> bool:
        """Whether any of those words stands there."""
        return any(token.word in words for token in self.tokens)

    def has_run(self, *phrases: str) -> bool:
        """Whether any of those phrases stands there, word by word."""
        joined = f" {' '.join(token.word for token in self.tokens if is_word(token))} "
        return any(f" {phrase} " in joined for phrase in phrases)

    @property
    def begins(self) -> int:
        """The first token that isn't only politeness."""
        at = 0
        while at < len(self.tokens) and (self.tokens[at].word in POLITE or not is_word(self.tokens[at])):
            at += 1
        return at

    @property
    def first(self) -> str:
        return self.tokens[self.begins].word if self.begins < len(self.tokens) else ""

    @property
    def polite(self) -> bool:
        """ "Can you …" asks for a deed, though it is a question."""
        return self.has_run("can you", "could you", "would you", "will you", "please") or self.puts_off_together

    @property
    def puts_off_together(self) -> bool:
        """ "Can we push this one to Wednesday" asks for a deed as well."""
        return bool(PUTS_OFF_TOGETHER.search(self.text))

    @property
    def is_question(self) -> bool:
        asked = self.text.rstrip().rstrip("🙂😀:) ").endswith("?")
        begins = self.first_real in ASKING and not self._tells and not self.has_run("do not forget", "do not let me")
        return begins or self.turned or self.wants_telling or (asked and not self.polite)

    @property
    def turned(self) -> bool:
        """The verb or a preposition stands first, as only questions have it: "will Acme …", "by when …"."""
        real = [at for at, token in enumerate(self.tokens) if is_word(token) and token.word not in GREETED]
        if len(real) < 2:
            return False
        first, second = self.tokens[real[0]].word, self.tokens[real[1]].word
        if self.puts_off_together:
            return False
        if first in LEADS_IN and second in ASKING:
            return not tells_from_what([self.tokens[at].word for at in real[:3]])
        if self._asks_behind_a_name(real):
            return True
        named = {one.first for one in self.accounts if one.last > one.first}
        named |= {one.first for one in self.people if one.last > one.first}
        subject = real[1] in named or second in SUBJECTS or (second == "the" and len(real) > 2 and real[2] in named)
        return first in TURNS and subject

    def _asks_behind_a_name(self, real: list[int]) -> bool:
        """ "The airline Zephyrine, are they okay": the question follows whom it is about."""
        ends = max((last for _, last in self.names), default=0)
        behind = [self.tokens[at].word for at in real if at >= ends][:2]
        return 0 < ends <= SOON and len(behind) == 2 and behind[0] in TURNS and behind[1] in SUBJECTS

    @property
    def wants_telling(self) -> bool:
        """ "Remind me who signs there" asks; "remind me to call" doesn't, nor does "remind me when they renew"."""
        asks = (self.text.rstrip().endswith("?") and not self.polite) or bool(WHEN_IT_WAS.search(self.text))
        told = (*TOLD, *(("when",) if asks else ()))
        return self.has_run(*(f"remind {whom} {word}" for whom in ("me", "us", "me again") for word in told))

    @property
    def first_real(self) -> str:
        """The first word but for greetings and the like."""
        return next((token.word for token in self.tokens if is_word(token) and token.word not in GREETED), "")

    @property
    def _tells(self) -> bool:
        """ "Had a call with …" tells."""
        return (
            self.first_real in ("had", "have")
            and not self.text.rstrip().endswith("?")
            and not self.has_run("have we", "have i", "had we")
        )

    @property
    def names(self) -> list[tuple[int, int]]:
        """Where accounts and people are named: from one token up to another."""
        spans = [(one.first, one.last) for one in self.accounts]
        return spans + [(one.first, one.last) for one in self.people if one.by_name]

    @property
    def unnamed(self) -> str:
        """The text without names, which may be called like a month or a season."""
        text = self.text
        for first, last in self.names:
            if last > first:
                start, end = self.tokens[first].start, self.tokens[last - 1].end
                text = text[:start] + "·" * (end - start) + text[end:]
        return text

    @property
    def account(self) -> tuple[int, str] | None:
        """The only account that is named."""
        named = {one for span in self.accounts for one in span.accounts}
        return next(iter(named)) if len(named) == 1 else None

    @property
    def several(self) -> tuple[tuple[int, str], ...]:
        """Accounts of which one may be meant, or several are."""
        named = dict.fromkeys(one for span in self.accounts for one in span.accounts)
        return tuple(named) if len(named) > 1 else ()

    @property
    def pronoun(self) -> bool:
        return self.has(*PRONOUNS) or self.has_run(*MEANT_ONES)

    @property
    def ordinal(self) -> int | None:
        """ "The first one", "number 2"."""
        for at, token in enumerate(self.tokens):
            after = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
            if token.word in ORDINALS and after in ("one", "account", "of", "customer", ""):
                return ORDINALS[token.word]
            if token.word in ("number", "no", "#") and after.isdecimal():
                return int(after)
        return None


@dataclass(frozen=True)
class PlainRequest:
    """What is asked for, put together. account: whom it is about; sure: named by its own name, or in its channel.

    about: the fact, the list or the figure. note: what is to be written down. due: the day that was said.
    unread: words that look like a day and can't be read. whose: mine | all | "" (nothing said)."""

    does: str
    about: str = ""
    account: tuple[int, str] | None = None
    sure: bool = True
    people: tuple[PersonSpan, ...] = ()
    which: tuple[tuple[int, str], ...] = ()
    note: str = ""
    due: date | None = None
    unread: str = ""
    days: tuple[date, ...] = ()  # that the unread words may mean
    period: Period | None = None
    whose: str = ""
    colleague: tuple[int, str] | None = None
    value: str = ""
    way: str = ""
    stage: tuple[str, str] | None = None
    milestone: tuple[str, str] | None = None
    counted: bool = False
    more: tuple[str, ...] = ()  # facts that are asked for besides


__all__ = ["HeardWords", "Memory", "PlainRequest", "Sequence"]
