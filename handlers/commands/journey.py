"""`/journey`: my accounts, one account, and everything about it."""

from dataclasses import replace
from difflib import get_close_matches

from bot.errors import UserError, Way
from bot.language.names import after_words, first_word, quoted
from bot.talk.card.card import card
from bot.talk.portfolio.portfolio import portfolio
from bot.text import compared
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.finding.suggest import beginning_with
from handlers.asked import Answer, Asked, House
from handlers.commands import figures, words
from handlers.commands.command import Command, Topic, Usage, Word
from handlers.commands.showing import there
from handlers.reading import reader_of, reading

NAME = "/journey"
BY_WORD = {name: word for word in words.WORDS for name in (word.word, *word.also)}
TOPICS = {topic.word: topic for topic in figures.TOPICS}
STOPS = frozenset(BY_WORD)


async def run(asked: Asked, house: House) -> Answer:
    text = asked.text.strip()
    if not text:
        return await my_accounts(asked, house)
    topic = None if quoted(text) else TOPICS.get(first_word(text))
    if topic is not None:
        return await _topic(asked, house, topic, after_words(text, 1))
    word = None if quoted(text) else BY_WORD.get(first_word(text))
    if word is not None:
        return await _word_first(asked, house, word, after_words(text, 1))
    async with reading(asked, house) as db:
        found = await find_account(db, Looking(text, NAME, STOPS, asked.channel, in_channel=False))
        if not found.rest:
            return Answer(message=there(await card(db, house.library, found.account_id, reader_of(asked), asked.now)))
    word = BY_WORD.get(first_word(found.rest))
    if word is None:
        raise await _not_a_word(asked, house, found)
    if word.writes and found.how == "prefix":
        found = await _find(asked, house, Looking(text, NAME, STOPS, writes=True))
    return await word.run(replace(asked, text=after_words(found.rest, 1)), house, found)


async def my_accounts(asked: Asked, house: House) -> Answer:
    """The portfolio of the person who asks."""
    async with reading(asked, house) as db:
        return Answer(message=await portfolio(db, house.library, reader_of(asked), asked.now))


async def _topic(asked: Asked, house: House, topic: Topic, rest: str) -> Answer:
    """`/journey stuck tier mid`. An account may be called like it; then its card is offered."""
    if topic.writes and rest and quoted(rest) is None:
        await _ask_which(asked, house, topic, rest)
    try:
        return await topic.run(replace(asked, text=rest), house)
    except UserError as error:
        raise await _or_its_namesake(asked, house, error) from error


async def _ask_which(asked: Asked, house: House, topic: Topic, rest: str) -> None:
    """Nothing is written on behalf of an account that happens to be called "Release Partners"."""
    try:
        found = await _find(asked, house, Looking(f'"{asked.text.strip()}"', NAME, writes=True))
    except UserError:
        return
    ways = (Way(found.name, f"{NAME} #{found.account_id}"), Way(f"A {topic.word}", f'{NAME} {topic.word} "{rest}"'))
    raise UserError(f"Is that the account *{found.name}*, or a {topic.word} called *{rest}*?", ways=ways)


async def _word_first(asked: Asked, house: House, word: Word, rest: str) -> Answer:
    """`/journey prep acme`, and `/journey prep` in an account's own channel."""
    looking = Looking(rest, f"{NAME} {word.word}", STOPS, asked.channel, writes=word.writes, prose=word.writes)
    try:
        found = await _find(asked, house, looking)
    except UserError as error:
        raise await _or_its_namesake(asked, house, error) from error
    return await word.run(replace(asked, text=found.rest), house, found)


async def _or_its_namesake(asked: Asked, house: House, error: UserError) -> UserError:
    """An account may be called like one of our words: `/journey map` may mean the account Map."""
    try:
        found = await _find(asked, house, Looking(f'"{asked.text.strip()}"', NAME))
    except UserError:
        return error
    if found.how != "exact":
        return error
    return UserError(error.text, ways=(Way(f"The account {found.name}", f"{NAME} #{found.account_id}"), *error.ways))


async def _find(asked: Asked, house: House, looking: Looking) -> FoundAccount:
    async with reading(asked, house) as db:
        return await find_account(db, looking)


async def _not_a_word(asked: Asked, house: House, found: FoundAccount) -> UserError:
    """What follows the name is none of our words: a slip, a longer name, or something to log."""
    at = f"{NAME} #{found.account_id}"
    near = get_close_matches(first_word(found.rest), STOPS, n=1, cutoff=0.6)
    ways = [Way(f"{found.name} {near[0]}", f"{at} {near[0]} {after_words(found.rest, 1)}".strip())] if near else []
    async with reading(asked, house) as db:
        longer = await beginning_with(db, compared(asked.text), most=2)
    ways += [Way(one.name, f"{NAME} #{one.account_id}") for one in longer if one.account_id != found.account_id]
    ways += [Way(f"{found.name}'s card", at), Way("Log it", f"{at} log {found.rest}")]
    shown = found.rest if len(found.rest) <= 60 else found.rest[:59] + "…"
    return UserError(
        f"That is {found.name}, but I don't know what to do with *{shown}*. Did you mean:", ways=tuple(ways)
    )


COMMAND = Command(
    name=NAME,
    usages=(
        Usage("/journey", "your accounts: what needs you today, at risk, renewals, stuck", "Every day"),
        Usage("/journey acme", "where Acme stands, and what to do next", "Every day"),
        *[word.usage for word in words.WORDS],
        *[topic.usage for topic in figures.TOPICS],
    ),
    run=run,
)
