"""`/journey acme map`: the picture, which an answer only one person sees can't show, so it goes to their messages."""

from bot.talk.pictures.journey_map import journey_map
from bot.usecases.finding.find_account import FoundAccount
from handlers.asked import Answer, Asked, House
from handlers.commands.showing import show, with_pictures


async def map_word(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await draw(asked, house, found.account_id)


async def draw(asked: Asked, house: House, account_id: int) -> Answer:
    """The map of that account, its picture on the side."""
    answer = await show(asked, house, journey_map, account_id)
    return with_pictures(answer.message) if answer.message else answer
