"""`/journey`: my accounts, one account, and everything about it."""

from dataclasses import replace
from difflib import get_close_matches

from bot.errors import UserError, Way
from bot.language.names import after_words, first_word, quoted
from bot.message import bold
from bot.talk.card.card import card
from bot.text import compared, possessive
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.finding.suggest import beginning_with
from handlers.account_words import WORDS
from handlers.command import AccountCommand, Command, OverviewCommand, Usage, answered, by_word
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import there
from handlers.topics import figures, reviews
from handlers.topics.portfolio import changes, forecast, lists, load, mine

NAME = "journey"
BY_WORD = by_word(WORDS)
OVERVIEWS = (
    *lists.OVERVIEWS,
    *changes.OVERVIEWS,
    *forecast.OVERVIEWS,
    *figures.OVERVIEWS,
    load.LOAD,
    reviews.REVISIT,
)
BY_OVERVIEW = {one.word: one for one in OVERVIEWS}
STOPS = frozenset(BY_WORD)
SHORTEST_SLIP = 2  # letters: "as" is near to anything


async def run(request: Request, services: Services) -> Answer:
    text = request.text.strip()
    if not text:
        return await mine.my_accounts(request, services)
    overview = None if quoted(text) else BY_OVERVIEW.get(first_word(text))
    if overview is not None:
        return await _overview(request, services, overview, after_words(text, 1))
    word = None if quoted(text) else BY_WORD.get(first_word(text))
    if word is not None:
        return await _word_first(request, services, word, after_words(text, 1))
    async with reading(request, services) as db:
        found = await find_account(db, Looking(text, NAME, STOPS, request.channel, in_channel=False))
        if not found.rest:
            return Answer(
                message=there(await card(db, services.library, found.account_id, reader_of(request), request.now))
            )
    word = BY_WORD.get(first_word(found.rest))
    if word is None:
        raise await _not_a_word(request, services, found)
    if word.writes and found.how == "prefix":
        found = await _find(request, services, Looking(text, NAME, STOPS, writes=True))
    return await answered(word, replace(request, text=after_words(found.rest, 1)), services, found)


async def _overview(request: Request, services: Services, overview: OverviewCommand, rest: str) -> Answer:
    """`/journey stuck tier mid`. An account may be called like it; then its card is offered."""
    if overview.writes and rest and quoted(rest) is None:
        await _ask_which(request, services, overview, rest)
    try:
        return await overview.run(replace(request, text=rest), services)
    except UserError as error:
        raise await _or_its_namesake(request, services, error) from error


async def _ask_which(request: Request, services: Services, overview: OverviewCommand, rest: str) -> None:
    """Nothing is written on behalf of an account that happens to be called "Release Partners"."""
    try:
        found = await _find(request, services, Looking(f'"{request.text.strip()}"', NAME, writes=True))
    except UserError:
        return
    ways = (
        Way(found.name, f"{NAME} #{found.account_id}"),
        Way(f"A {overview.word}", f'{NAME} {overview.word} "{rest}"'),
    )
    raise UserError(
        "Is that the account ", bold(found.name), f", or a {overview.word} called ", bold(rest), "?", ways=ways
    )


async def _word_first(request: Request, services: Services, word: AccountCommand, rest: str) -> Answer:
    """`/journey prep acme`, and `/journey prep` in an account's own channel."""
    looking = Looking(rest, f"{NAME} {word.word}", STOPS, request.channel, writes=word.writes, prose=word.writes)
    try:
        found = await _find(request, services, looking)
    except UserError as error:
        raise await _or_its_namesake(request, services, error) from error
    return await answered(word, replace(request, text=found.rest), services, found)


async def _or_its_namesake(request: Request, services: Services, error: UserError) -> UserError:
    """An account may be called like one of our words: `/journey map` may mean the account Map."""
    try:
        found = await _find(request, services, Looking(f'"{request.text.strip()}"', NAME))
    except UserError:
        return error
    if found.how != "exact":
        return error
    return UserError(*error.said, ways=(Way(f"The account {found.name}", f"{NAME} #{found.account_id}"), *error.ways))


async def _find(request: Request, services: Services, looking: Looking) -> FoundAccount:
    async with reading(request, services) as db:
        return await find_account(db, looking)


async def _not_a_word(request: Request, services: Services, found: FoundAccount) -> UserError:
    """What follows the name is none of our words: a slip, a longer name, or something to log."""
    at = f"{NAME} #{found.account_id}"
    slip = first_word(found.rest)
    near = get_close_matches(slip, STOPS, n=1, cutoff=0.6) if len(slip) > SHORTEST_SLIP else []
    ways = [Way(f"{found.name} {near[0]}", f"{at} {near[0]} {after_words(found.rest, 1)}".strip())] if near else []
    async with reading(request, services) as db:
        longer = await beginning_with(db, compared(request.text), most=2)
    ways += [Way(one.name, f"{NAME} #{one.account_id}") for one in longer if one.account_id != found.account_id]
    ways += [Way(f"{possessive(found.name)} card", at), Way("Log it", f"{at} log {found.rest}")]
    shown = found.rest if len(found.rest) <= 60 else found.rest[:59] + "…"
    return UserError(
        f"That is {found.name}, but I don't know what to do with ", bold(shown), ". Did you mean:", ways=tuple(ways)
    )


COMMAND = Command(
    name=NAME,
    usages=(
        Usage("journey", "your day: what needs you, what is at risk, renews, is stuck"),
        Usage("journey acme", "where Acme stands, and what to do next"),
        *[one.usage for one in WORDS if one.usage is not None],
        *[one.usage for one in OVERVIEWS if one.usage is not None],
    ),
    run=run,
)
