"""What somebody typed, heard: the parts that need our tables are looked up, then the language puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.calendar import local_date
from bot.language.plain_words.heard import HeardWords, Memory
from bot.language.plain_words.names import (
    AccountSpan,
    PersonSpan,
    find_accounts,
    find_later_words,
    find_people,
    narrowed,
)
from bot.language.plain_words.near_names import near_people
from bot.language.plain_words.phrases import (
    Meaning,
    PhraseAt,
    find_phrases,
    without_slips,
    word_set,
)
from bot.language.plain_words.tokens import Token, is_word, tokens_of
from bot.playbook.models import Library
from bot.playbook.models.spoken import Spoken
from bot.store.session import ReadSession
from bot.text import compared
from bot.usecases.finding import named_in_text as names
from handlers.plain.known_words import KnownWords, words_of
from handlers.request import Request

CAME_TO = word_set("it got get moved come came gone went up on through made")
MANY_CUSTOMERS = word_set("customers accounts clients companies logos contracts renewals everyone")
MOST_ODD = 4  # words of a text that may be a name


@dataclass(frozen=True)
class _Named:
    """Who and what the text names."""

    accounts: list[AccountSpan]
    people: list[PersonSpan]
    colleague: tuple[int, str, int] | None
    here: tuple[int, str] | None


async def hear(
    db: ReadSession, request: Request, library: Library, memory: Memory, account: int | None = None
) -> HeardWords:
    """All parts of the text, each found by itself. account: the one that is known to be meant."""
    tokens, words = tokens_of(request.text), words_of(library.spoken)
    named = await _find_names(db, request, library.spoken, tokens, words, memory, account)
    excepted = tuple(one for one in named.accounts if _is_excepted(tokens, one.first))
    if excepted:
        named = replace(named, accounts=[one for one in named.accounts if one not in excepted])
    masks = _masks(named.accounts, named.people, named.colleague)
    read = without_slips(tokens, words.book, words.common)

    def phrases(first: int, last: int) -> Mapping[Meaning, PhraseAt]:
        return find_phrases(read[first:last], words.book, {at - first: mask for at, mask in masks.items()})

    return HeardWords(
        text=request.text,
        tokens=read,
        model=words.model,
        found=phrases(0, len(tokens)),
        phrases=phrases,
        unheard="" if named.accounts else _unheard(read, tokens, words, named.people, named.colleague),
        today=local_date(request.now, request.person.timezone),
        accounts=tuple(named.accounts),
        stranger=_stranger(tokens, words, library.spoken, named),
        excepted=tuple(one[0] for span in excepted for one in span.accounts),
        people=tuple(named.people),
        colleague=named.colleague[:2] if named.colleague else None,
        stage=_stage(library, tokens, named.accounts),
        milestone=_milestone(library, request.text),
        memory=memory,
        here=named.here,
        order=request.person.day_order,
    )


EXCEPT = (
    ("besides",),
    ("except",),
    ("excluding",),
    ("minus",),
    ("except", "for"),
    ("apart", "from"),
    ("aside", "from"),
    ("other", "than"),
    ("not", "counting"),
    ("leaving", "out"),
    ("leave", "out"),
)


def _is_excepted(tokens: tuple[Token, ...], first: int) -> bool:
    """ "Besides Corvane, does anything renew": the others are asked about."""
    before = tuple(token.word for token in tokens[:first] if token.word not in ("the", ","))
    return first > 0 and any(before[-len(words) :] == words for words in EXCEPT)


async def _find_names(
    db: ReadSession,
    request: Request,
    spoken: Spoken,
    tokens: tuple[Token, ...],
    words: KnownWords,
    memory: Memory,
    account: int | None,
) -> _Named:
    """Accounts, then their people, then a colleague; where nobody is named, what is nearly a name."""
    me = request.person.person_id
    accounts = await _accounts(db, request, tokens, words, account)
    here = await names.account_of_channel(db, request.channel)
    taken = {at for span in accounts for at in range(span.first, span.last)}
    people = await _people(db, request, spoken, tokens, accounts, taken, memory, here, words)
    taken |= {at for span in people if span.by_name for at in range(span.first, span.last)}
    colleague = await names.colleague_named(db, tokens, taken, me)
    if not accounts and not any(span.by_name for span in people):
        besides = {colleague[2]} if colleague else set()
        accounts = await _by_later_words(db, tokens, words, besides, me, memory) or await _nearly(
            db, tokens, words, besides
        )
        if accounts:
            taken |= {at for span in accounts for at in range(span.first, span.last)}
            people = await _people(db, request, spoken, tokens, accounts, taken, memory, here, words)
    return _Named(accounts, people, colleague, here)


async def _accounts(
    db: ReadSession, request: Request, tokens: tuple[Token, ...], words: KnownWords, account: int | None
) -> list[AccountSpan]:
    """By their own names. Raises UserError where only another team's is named."""
    known = await names.accounts_named(db, request.text, tokens, words.common, request.person.person_id)
    spans = narrowed(tokens, find_accounts(tokens, known, words.common), known)
    found = _preferring_own(spans, {one.account_id for one in known if one.mine})
    if not found:
        await names.refuse_unseen(db, request.text, words.common)
    return found if account is None else await _given(db, account, found)


def _unheard(
    read: tuple[Token, ...],
    tokens: tuple[Token, ...],
    words: KnownWords,
    people: list[PersonSpan],
    colleague: tuple[int, str, int] | None,
) -> str:
    """The first words that may be a name and are none that we know: "Thornbury Glass"."""
    taken = {at for one in people if one.by_name for at in range(one.first, one.last)}
    taken |= {colleague[2]} if colleague else set()
    found: list[str] = []
    for at, token in enumerate(tokens):
        named = at not in taken and _may_be_a_name(token, words) and read[at].stem not in words.book.begins
        odd = named and not token.word.endswith(("ing", "ed", "ly"))
        if odd:
            found.append(token.word)
        elif found:
            break
    return " ".join(found)


def _stranger(tokens: tuple[Token, ...], words: KnownWords, spoken: Spoken, named: _Named) -> str:
    """ "Petra at Lowmere", where nobody is called so."""
    if any(one.by_name for one in named.people):
        return ""
    begins = {one.first for one in named.accounts if one.last > one.first}
    titled = {
        word for phrases in (*spoken.titles.values(), *spoken.roles.values()) for one in phrases for word in one.split()
    }
    for at, token in enumerate(tokens[:-2]):
        there = tokens[at + 1].word in ("at", "from") and bool(begins & {at + 2, at + 3})
        known = token.word in titled or token.stem in words.book.begins
        if there and not known and _may_be_a_name(token, words):
            return token.word
    return ""


async def _given(db: ReadSession, account_id: int, spans: list[AccountSpan]) -> list[AccountSpan]:
    """Where it stands in the text, else nowhere in it."""
    there = [span for span in spans if any(one[0] == account_id for one in span.accounts)]
    name = await names.name_of(db, account_id)
    if name is None:
        return spans
    meant = ((account_id, name),)
    return [AccountSpan(span.first, span.last, "exact", meant) for span in there] or [AccountSpan(0, 0, "exact", meant)]


def _preferring_own(spans: list[AccountSpan], own: set[int]) -> list[AccountSpan]:
    """Where the beginning of a name fits several, and one of them is one's own, that is meant."""
    chosen = []
    for span in spans:
        mine = tuple(one for one in span.accounts if one[0] in own)
        few = len(span.accounts) > 1 and len(mine) == 1
        chosen.append(AccountSpan(span.first, span.last, "prefix", mine) if few else span)
    return chosen


async def _people(
    db: ReadSession,
    request: Request,
    spoken: Spoken,
    tokens: tuple[Token, ...],
    accounts: list[AccountSpan],
    taken: set[int],
    memory: Memory,
    here: tuple[int, str] | None,
    words: KnownWords,
) -> list[PersonSpan]:
    """At the accounts that are named, else where the talk is, else at one's own by their names."""
    ids = {account for span in accounts for account, _ in span.accounts}
    known = await names.people_at(db, ids)
    found = find_people(tokens, known, taken, spoken.titles, spoken.roles)
    if accounts:
        by_name = any(span.by_name for span in found)
        return found if by_name else near_people(tokens, request.text, known, taken, words.common) or found
    talk = [one[0] for one in (memory.account, here) if one is not None] + [one[0] for one in memory.listed[:3]]
    near = await names.people_at(db, talk)
    unknown = [token.word for token in tokens if is_word(token) and token.word not in words.common]
    # Somebody of that name may be at another account too: then it is asked which.
    called = await names.people_called(db, unknown, request.person.person_id)
    named = find_people(tokens, list(dict.fromkeys((*near, *called))), taken, {}, {})
    if any(span.by_name for span in named):
        return named
    nearly = near_people(tokens, request.text, near, taken, words.common)
    if nearly:
        return nearly
    return find_people(tokens, near, taken, spoken.titles, spoken.roles)


async def _by_later_words(
    db: ReadSession, tokens: tuple[Token, ...], words: KnownWords, taken: set[int], person_id: int, memory: Memory
) -> list[AccountSpan]:
    """ "Nordics" for Brightwater Nordics, where no more than one fits: of those spoken of, of one's own, or at all."""
    if any(token.word in MANY_CUSTOMERS for token in tokens):
        return []
    odd = [token.word for at, token in enumerate(tokens) if at not in taken and _may_be_a_name(token, words)]
    stems = list(dict.fromkeys(form for word in odd[:MOST_ODD] for form in (word, word.removesuffix("s"))))
    known = await names.accounts_with(db, [one for one in stems if len(one) > 3], person_id)
    own = {one.account_id for one in known if one.mine}
    spoken = memory.account[1].split()[0] if memory.account else ""
    found = []
    for span in find_later_words(tokens, known, words.common):
        if _belongs_to_another_name(tokens, span.first, span.accounts, words):
            continue
        alike = tuple(one for one in span.accounts if spoken and one[1].startswith(spoken))
        mine = tuple(one for one in span.accounts if one[0] in own)
        meant = next((one for one in (span.accounts, alike, mine) if len(one) == 1), ())
        found += [AccountSpan(span.first, span.last, "prefix", meant)] if meant else []
    return found


def _belongs_to_another_name(
    tokens: tuple[Token, ...], at: int, accounts: tuple[tuple[int, str], ...], words: KnownWords
) -> bool:
    """ "Bluefin Foods" is no Dunmarrow Foods."""
    before = tokens[at - 1] if at else None
    if before is None or before.word in words.book.begins or not _may_be_a_name(before, words):
        return False
    return not any(before.word in compared(name).split() for _, name in accounts)


def _may_be_a_name(token: Token, words: KnownWords) -> bool:
    return is_word(token) and len(token.word) > 3 and token.word.isalpha() and token.word not in words.common


async def _nearly(db: ReadSession, tokens: tuple[Token, ...], words: KnownWords, taken: set[int]) -> list[AccountSpan]:
    """ "Driftwel": a slip of the finger."""
    odd = {
        token.word: at
        for at, token in enumerate(tokens)
        if at not in taken
        and is_word(token)
        and len(token.word) > 4
        and token.word.isalpha()
        and token.word not in words.common
        and token.stem not in words.book.begins
    }
    near = await names.accounts_like(db, list(odd)[:3])
    return [
        AccountSpan(odd[word], odd[word] + _length(tokens[odd[word] :], name), "near", ((account, name),))
        for word, account, name in near
    ]


def _length(tokens: tuple[Token, ...], name: str) -> int:
    """How many words of the text stand for the name, of which the first was mistyped."""
    count = 1
    for token, word in zip(tokens[1:], [one.word for one in tokens_of(name) if is_word(one)][1:], strict=False):
        if token.word != word:
            break
        count += 1
    return count


def _masks(
    accounts: list[AccountSpan], people: list[PersonSpan], colleague: tuple[int, str, int] | None
) -> Mapping[int, str]:
    masks: dict[int, str] = {}
    for span in accounts:
        masks |= dict.fromkeys(range(span.first, span.last), "") | {span.first: "<account>"}
    for one in people:
        if one.by_name:
            masks |= dict.fromkeys(range(one.first, one.last), "") | {one.first: "<person>"}
    if colleague is not None:
        masks[colleague[2]] = "<colleague>"
    return masks


def _stage(library: Library, tokens: tuple[Token, ...], accounts: list[AccountSpan]) -> tuple[str, str] | None:
    """A stage, where the words around it say that one is meant: "in adopt", "the land stage"."""
    taken = {at for span in accounts for at in range(span.first, span.last)}
    stages = {stage.name.casefold(): stage for playbook in library.playbooks.values() for stage in playbook.stages}
    stages |= {stage.key: stage for playbook in library.playbooks.values() for stage in playbook.stages}
    for at, token in enumerate(tokens):
        stage = stages.get(token.word)
        if stage is None or at in taken:
            continue
        before = [one.word for one in tokens[max(0, at - 2) : at]]
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if (
            (before and before[-1] in ("in", "at", "into", "reached", "stage", "phase", "still", "past", "beyond"))
            or "in" in before
            or before == ["out", "of"]
            or (before and before[-1] == "to" and before[0] in CAME_TO)
            or (before and before[-1] == "past")
            or after in ("stage", "phase", "step", "accounts", "customers", "clients", "ones")
        ):
            return stage.key, stage.name
    return None


def _milestone(library: Library, text: str) -> tuple[str, str] | None:
    folded = text.casefold()
    for playbook in library.playbooks.values():
        for milestone in playbook.milestones():
            name = milestone.name.casefold()
            if name.removeprefix("a ").removeprefix("the ") in folded:
                return milestone.key, milestone.name
    return None


__all__ = ["hear"]
