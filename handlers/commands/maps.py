"""`/journey acme map`: the picture, which an answer only one person sees can't show, so it goes to their messages."""

from bot.talk.pictures.journey_map import journey_map
from bot.usecases.finding.find_account import Found
from handlers.request import Answer, Request, Services
from handlers.showing import show, with_pictures


async def map_word(request: Request, services: Services, found: Found) -> Answer:
    return await draw(request, services, found.account_id)


async def draw(request: Request, services: Services, account_id: int) -> Answer:
    """The map of that account, its picture on the side."""
    answer = await show(request, services, journey_map, account_id)
    return with_pictures(answer.message) if answer.message else answer
