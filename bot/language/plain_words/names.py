"""Where a text names accounts and people, given those that it may mean. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import Token, is_word, tokens_of

How = Literal["exact", "prefix", "near"]
BEFORE_NAMES = word_set("at for with of is about on to from in and are does did has how show open prep draft")
GENERIC = word_set(
    "head of people data service sales quality customer care operations senior team lead manager director community "
    "process regional programme program planner user vp chief officer and the"
)
ARTICLES = frozenset({"the", "their", "our", "a", "an", "your"})


@lru_cache(maxsize=4000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens_of(text) if is_word(token))


@dataclass(frozen=True)
class KnownAccount:
    """One of its names: `folded` as it is compared, `name` as it is shown. mine: of whoever asks."""

    account_id: int
    name: str
    folded: str
    mine: bool = False


@dataclass(frozen=True)
class KnownPerson:
    person_id: int
    account_id: int
    account: str
    name: str
    title: str = ""
    role: str = ""
    left: bool = False


@dataclass(frozen=True)
class AccountSpan:
    """Tokens `first` up to `last` name an account; several where they fit as many."""

    first: int
    last: int
    how: How
    accounts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class PersonSpan:
    """Tokens that name somebody, by name or by title. near: by what is nearly their name."""

    first: int
    last: int
    people: tuple[KnownPerson, ...]
    by_name: bool
    near: bool = False


def find_accounts(tokens: Sequence[Token], known: Iterable[KnownAccount], common: Collection[str]) -> list[AccountSpan]:
    """The names in the text, the longest first where they overlap; a whole name before the beginning of one."""
    found = [span for name in known for span in _places(tokens, name, common)]
    found.sort(key=lambda span: (-(span.last - span.first), span.how != "exact", span.first))
    chosen: dict[tuple[int, int], AccountSpan] = {}
    for span in found:
        at = (span.first, span.last)
        there = chosen.get(at)
        if there is not None:
            if there.how == span.how and span.accounts[0] not in there.accounts:
                chosen[at] = AccountSpan(*at, there.how, (*there.accounts, span.accounts[0]))
            continue
        if not any(span.first < other.last and other.first < span.last for other in chosen.values()):
            chosen[at] = span
    return sorted(chosen.values(), key=lambda span: span.first)


def _places(tokens: Sequence[Token], known: KnownAccount, common: Collection[str]) -> Iterable[AccountSpan]:
    name = list(_words(known.folded))
    if not name:
        return
    account = ((known.account_id, known.name),)
    for first, token in enumerate(tokens):
        if not is_word(token):
            continue
        count = _alike(tokens[first:], name)
        whole = count == len(name)
        begun = not whole and count == 0 and len(token.word) >= 4 and name[0].startswith(token.word)
        if begun and token.word not in common:
            yield AccountSpan(first, first + 1, "prefix", account)
            continue
        if not count:
            continue
        if count == 1 and token.word in common and not (whole and _stands_as_name(tokens, first)):
            continue
        if not whole and count == 1 and len(token.word) < 3:
            continue
        if any(word in common for word in name[:count]) and not whole and all(word in common for word in name[:count]):
            continue
        yield AccountSpan(first, first + count, "exact" if whole else "prefix", account)


def _alike(tokens: Sequence[Token], name: Sequence[str]) -> int:
    """How many leading words of the name stand there."""
    count = 0
    for token, word in zip(tokens, name, strict=False):
        if not _same(token, word):
            break
        count += 1
    return count


def _same(token: Token, word: str) -> bool:
    """ "o'hara", "ohara", "o'haras"; "Jessamys" for Jessamy."""
    typed, kept = token.word.replace("'", ""), word.replace("'", "")
    return (
        token.word == word
        or (len(word) > 3 and typed == kept)
        or (len(kept) > 4 and typed == f"{kept}s")
        or (word.endswith("s") and token.possessive and token.word == word[:-1])
    )


def find_later_words(
    tokens: Sequence[Token], known: Iterable[KnownAccount], common: Collection[str]
) -> list[AccountSpan]:
    """ "Nordics" for Brightwater Nordics: words that stand in names, though none begins so."""
    names: dict[int, tuple[str, set[str]]] = {}
    for one in known:
        words = set(_words(one.folded))
        names.setdefault(one.account_id, (one.name, set()))[1].update(words)
    found = []
    for at, token in enumerate(tokens):
        if not is_word(token) or len(token.word) < 4 or token.word in common:
            continue
        meant = tuple((key, name) for key, (name, words) in names.items() if any(_same(token, one) for one in words))
        if meant:
            found.append(AccountSpan(at, at + 1, "prefix", meant))
    return found


BETWEEN = word_set("of from at in the one ones part bit side arm entity team our over")
APART = 3  # tokens at most


def narrowed(tokens: Sequence[Token], spans: Sequence[AccountSpan], known: Iterable[KnownAccount]) -> list[AccountSpan]:
    """ "Labs (Halcyon)", "the Nordics of Brightwater": a name's beginning, and beside it what only one goes on with."""
    names = [(one, _words(one.folded)) for one in known]
    return [_narrowed(tokens, span, names) if span.last - span.first == 1 else span for span in spans]


def _narrowed(
    tokens: Sequence[Token], span: AccountSpan, names: Sequence[tuple[KnownAccount, tuple[str, ...]]]
) -> AccountSpan:
    said = tokens[span.first]
    longer = [(one, words[1:]) for one, words in names if len(words) > 1 and _same(said, words[0])]
    for at in _beside(tokens, span.first):
        meant = {(one.account_id, one.name) for one, words in longer if any(_same(tokens[at], word) for word in words)}
        if len(meant) == 1:
            return AccountSpan(span.first, span.last, "exact", tuple(meant))
    return span


def _beside(tokens: Sequence[Token], place: int) -> list[int]:
    """The words on either side, with nothing but small words between."""
    found = []
    for step in (-1, 1):
        for at in range(place + step, place + step * (APART + 1), step):
            if not 0 <= at < len(tokens) or not (is_word(tokens[at]) or tokens[at].word == "-"):
                break
            if is_word(tokens[at]) and tokens[at].word not in BETWEEN:
                found.append(at)
                break
    return found


def _stands_as_name(tokens: Sequence[Token], at: int) -> bool:
    """An account may be called like a word of ours: "how is Map?"."""
    alone = sum(1 for token in tokens if is_word(token)) == 1
    return alone or (at > 0 and tokens[at - 1].word in BEFORE_NAMES and tokens[at].start > 0)


def find_people(
    tokens: Sequence[Token],
    known: Sequence[KnownPerson],
    taken: Collection[int],
    titles: Mapping[str, Sequence[str]],
    roles: Mapping[str, Sequence[str]],
) -> list[PersonSpan]:
    """Whom the text names: by name, else by first or last name, else by title, else by role. taken: tokens that mean
    something else."""
    for means in (_by_whole_name, _by_part_of_name):
        found = _spans(tokens, known, taken, means)
        if found:
            return _apart(found, by_name=True)
    found = _by_title(tokens, known, taken, titles)
    if not found:
        found = _by_phrases(
            tokens, taken, [(phrase, _of_role(known, role)) for role, all_ in roles.items() for phrase in all_]
        )
    return _apart(found, by_name=False)


Spans = list[tuple[int, int, KnownPerson]]


def _apart(found: Spans, *, by_name: bool) -> list[PersonSpan]:
    """The longest of those that overlap; those who left only where nobody else is called so."""
    spans: dict[tuple[int, int], list[KnownPerson]] = {}
    for first, last, person in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if (first, last) in spans or not any(first < other[1] and other[0] < last for other in spans):
            here = spans.setdefault((first, last), [])
            if person not in here:
                here.append(person)
    made = []
    for (first, last), people in sorted(spans.items()):
        active = [one for one in people if not one.left] or people
        made.append(PersonSpan(first, last, tuple(active), by_name))
    return made


def _spans(tokens: Sequence[Token], known: Sequence[KnownPerson], taken: Collection[int], means: object) -> Spans:
    found: Spans = []
    for person in known:
        for called in means(person):  # type: ignore[operator]
            for first in range(len(tokens) - len(called) + 1):
                here = range(first, first + len(called))
                if [tokens[at].word for at in here] == called and not any(at in taken for at in here):
                    found.append((first, first + len(called), person))
    return found


def _by_whole_name(person: KnownPerson) -> list[list[str]]:
    return [list(_words(person.name))]


def _by_part_of_name(person: KnownPerson) -> list[list[str]]:
    words = list(_words(person.name))
    return [[words[0]], [words[-1]]] if words else []


def _by_title(
    tokens: Sequence[Token], known: Sequence[KnownPerson], taken: Collection[int], titles: Mapping[str, Sequence[str]]
) -> Spans:
    found: Spans = []
    for person in known:
        title = list(_words(person.title))
        for first in range(len(tokens)):
            if first in taken:
                continue
            run = _longest_run(tokens[first:], title)
            if run and (run == len(title) or not _is_vague(tokens, first, run)):
                found.append((first, first + run, person))
    said = [
        (phrase, [one for one in known if one.title.casefold() == title])
        for title, all_ in titles.items()
        for phrase in all_
    ]
    return found + _by_phrases(tokens, taken, said)


def _longest_run(tokens: Sequence[Token], title: Sequence[str]) -> int:
    """How many words there are any run of the title's."""
    best = 0
    for start in range(len(title)):
        count = 0
        for token, word in zip(tokens, title[start:], strict=False):
            if token.word != word:
                break
            count += 1
        while count and tokens[count - 1].word in ("of", "and", "the"):
            count -= 1
        best = max(best, count)
    return best


def _is_vague(tokens: Sequence[Token], first: int, run: int) -> bool:
    words = [token.word for token in tokens[first : first + run]]
    if any(word not in GENERIC for word in words):
        return False
    return not (first and tokens[first - 1].word in ARTICLES) or (
        run == 1 and words[0] in ("of", "and", "people", "data", "user")
    )


def _of_role(known: Sequence[KnownPerson], role: str) -> list[KnownPerson]:
    return [one for one in known if role in one.role.casefold()]


def _by_phrases(
    tokens: Sequence[Token], taken: Collection[int], said: Sequence[tuple[str, Sequence[KnownPerson]]]
) -> Spans:
    found: Spans = []
    there = {token.word for token in tokens}
    for phrase, people in said:
        words = list(_words(phrase))
        if not people or words[0] not in there:
            continue
        for first in range(len(tokens) - len(words) + 1):
            here = range(first, first + len(words))
            if people and [tokens[at].word for at in here] == words and not any(at in taken for at in here):
                found += [(first, first + len(words), person) for person in people]
    return found
