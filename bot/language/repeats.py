"""Which words come up at several customers: what repeats is worth mending. Pure."""

from collections.abc import Iterable

from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word, tokens_of

LEAST_LETTERS, LEAST_ACCOUNTS = 4, 2
EVERYDAY = word_set(
    "that this with from they them their have been were when what which will would could should about like just very "
    "more much many some than then there these those because into over only also does doing done make made need needs "
    "want wants said says feel feels find finds think thinks seem seems see sees work works working good well always "
    "never still even every customer customers team people account thing things time really quite product"
)


def repeated(said: Iterable[tuple[int, str]], most: int = 3) -> tuple[tuple[str, int], ...]:
    """(a word, at how many accounts), the most common first. said: account and what was said there."""
    at: dict[str, set[int]] = {}
    shown: dict[str, str] = {}
    for account_id, text in said:
        for token in tokens_of(text):
            if is_word(token) and token.word.isalpha() and len(token.word) >= LEAST_LETTERS:
                if token.word in EVERYDAY:
                    continue
                at.setdefault(token.stem, set()).add(account_id)
                shown.setdefault(token.stem, token.word)
    found = sorted(((len(accounts), stem) for stem, accounts in at.items()), key=lambda one: (-one[0], one[1]))
    return tuple((shown[stem], count) for count, stem in found if count >= LEAST_ACCOUNTS)[:most]


__all__ = ["repeated"]
