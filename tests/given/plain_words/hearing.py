"""Two accounts and two people, and what is heard of a text about them; without any database."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.language.plain_words.heard import HeardWords, Memory
from bot.language.plain_words.names import KnownAccount, KnownPerson, find_accounts, find_people
from bot.language.plain_words.phrases import Meaning, PhraseAt, find_phrases, phrase_book
from bot.language.plain_words.tokens import tokens_of
from bot.playbook.models import Library
from handlers.plain.known_words import SECTIONS, words_of

TODAY = date(2026, 11, 27)  # a Friday
NOTHING = Memory()
ACME = KnownAccount(1, "Acme Labs", "acme labs"), KnownAccount(1, "Acme Labs", "acme")
OTHER = (KnownAccount(2, "Globex", "globex"),)
PEOPLE = (
    KnownPerson(5, 1, "Acme Labs", "Dana Reyes", "COO", "decision maker"),
    KnownPerson(6, 1, "Acme Labs", "Omar Weiss", "Senior analyst", "champion"),
)
Hears = Callable[..., HeardWords]


def hears_with(library: Library) -> Hears:
    book, model = phrase_book({one: getattr(library.spoken, one) for one in SECTIONS}), words_of(library.spoken).model

    def hears(text: str, memory: Memory = NOTHING) -> HeardWords:
        tokens = tokens_of(text)
        accounts = find_accounts(tokens, (*ACME, *OTHER), book.words)
        taken = {at for span in accounts for at in range(span.first, span.last)}
        known = PEOPLE if accounts or memory.account else ()
        people = find_people(tokens, known, taken, library.spoken.titles, library.spoken.roles)
        masks = dict.fromkeys(taken, "") | {span.first: "<account>" for span in accounts}
        masks |= {span.first: "<person>" for span in people if span.by_name}

        def phrases(first: int, last: int) -> Mapping[Meaning, PhraseAt]:
            return find_phrases(tokens[first:last], book, {at - first: mask for at, mask in masks.items()})

        return HeardWords(
            text,
            tokens,
            phrases(0, len(tokens)),
            TODAY,
            tuple(accounts),
            tuple(people),
            memory=memory,
            phrases=phrases,
            model=model,
        )

    return hears
