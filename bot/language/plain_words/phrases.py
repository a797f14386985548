"""Finding phrases in a text: "put … off" in "put the Brightwater call off", whatever the endings. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from bot.language.plain_words.tokens import Token, is_word, stem, tokens_of


def word_set(words: str) -> frozenset[str]:
    """Words parted by spaces."""
    return frozenset(words.split())


GAP = 4  # words that "…" lets stand between
FILLING = word_set(
    "the a an please just really actually very my our your their his her its kindly also so then kind quick quickly "
    "some still currently right exactly already maybe perhaps again only"
)
TELLING = 3  # words of a phrase without what fills, as "my list" alone would be any list
Meaning = tuple[str, str]  # section and name: ("facts", "renewal")


@dataclass(frozen=True)
class PhraseAt:
    """A phrase in the text: how many words of it stand there, and the tokens from `first` up to `last`."""

    words: int
    first: int
    last: int


@dataclass
class PhraseBook:
    """Phrases by the stem that they begin with."""

    begins: dict[str, list[tuple[tuple[frozenset[str], ...], Meaning]]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    slips: dict[str, str] = field(default_factory=dict)  # what was mistyped, and the stem that it is read as

    def add(self, phrase: str, meaning: Meaning) -> None:
        parts = tuple(_parts(phrase))
        for one in parts[0]:
            self.begins.setdefault(one, []).append((parts, meaning))


def phrase_book(sections: Mapping[str, Mapping[str, Sequence[str]]]) -> PhraseBook:
    """All phrases of those sections."""
    book = PhraseBook()
    for section, meanings in sections.items():
        for name, phrases in meanings.items():
            for phrase in phrases:
                book.add(phrase, (section, name))
                book.words |= {token.word for token in tokens_of(phrase) if token.word.isalpha()}
    return book


def _parts(phrase: str) -> Iterator[frozenset[str]]:
    """The stems of each word but those that only fill, as the text is read without them; an empty set is a gap."""
    words = phrase.split()
    telling = [word for word in words if word not in FILLING]
    for word in telling if sum(word != "…" for word in telling) >= TELLING else words:
        if word == "…":
            yield frozenset()
        elif word.startswith("<"):
            yield frozenset({word})
        else:
            written = [token for one in word.split("|") for token in tokens_of(one)]
            if "|" in word:
                yield frozenset(token.stem for token in written)
            else:
                yield from (frozenset({token.stem}) for token in written)


ALIKE = 0.86  # of a slip of the finger
SHORTEST = 5


def without_slips(tokens: Sequence[Token], book: PhraseBook, known: Collection[str]) -> tuple[Token, ...]:
    """ "adress" is read as "address": words that nobody knows, and that are nearly one of ours."""
    return tuple(replace(one, stem=_nearly(one, book)) if _unknown(one, book, known) else one for one in tokens)


def _unknown(token: Token, book: PhraseBook, known: Collection[str]) -> bool:
    word = token.word
    return len(word) >= SHORTEST and word.isalpha() and word not in known and token.stem not in book.begins


def _nearly(token: Token, book: PhraseBook) -> str:
    if token.word not in book.slips:
        alike = [one for one in book.words if one[0] == token.word[0] and abs(len(one) - len(token.word)) < 3]
        swapped = [one for one in alike if _swapped(one, token.word)]
        found = swapped or get_close_matches(token.word, alike, n=1, cutoff=ALIKE)
        if len(book.slips) > MOST_SLIPS:
            book.slips.clear()
        book.slips[token.word] = stem(found[0]) if found else token.stem
    return book.slips[token.word]


def _swapped(one: str, other: str) -> bool:
    """ "lognis" for "logins": two letters side by side changed places."""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return len(one) == len(other) and one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


MOST_SLIPS = 2000


def find_phrases(tokens: Sequence[Token], book: PhraseBook, masks: Mapping[int, str]) -> dict[Meaning, PhraseAt]:
    """What is meant, each with the longest phrase that says so. masks: what stands for a token: "<account>"; "" for one
    that belongs to what stands before it."""
    stream = _stream(tokens, masks)
    found: dict[Meaning, PhraseAt] = {}
    for at, (_, seen) in enumerate(stream):
        for parts, meaning in book.begins.get(seen, ()):
            last = _match(stream, at, parts)
            if last is None:
                continue
            words = sum(1 for part in parts if part)
            if meaning not in found or found[meaning].words < words:
                found[meaning] = PhraseAt(words, stream[at][0], stream[last][0] + 1)
    return found


def _stream(tokens: Sequence[Token], masks: Mapping[int, str]) -> list[tuple[int, str]]:
    """What phrases are looked for in: stems without what fills, and what was recognised."""
    stream = []
    for at, token in enumerate(tokens):
        if at in masks:
            if masks[at]:
                stream.append((at, masks[at]))
        elif is_word(token) and token.word not in FILLING:
            stream.append((at, token.stem))
    return stream


def _match(stream: Sequence[tuple[int, str]], at: int, parts: Sequence[frozenset[str]]) -> int | None:
    """Where in the stream the phrase ends that begins there."""
    position = at
    gap = False
    for number, part in enumerate(parts):
        if not part:
            gap = True
            continue
        if number == 0:
            continue
        reach = range(position + 1, min(position + 2 + (GAP if gap else 0), len(stream)))
        found = next((one for one in reach if stream[one][1] in part), None)
        if found is None:
            return None
        position, gap = found, False
    return position


def stems_of(phrase: str) -> tuple[str, ...]:
    return tuple(stem(token.word) for token in tokens_of(phrase) if is_word(token))
