"""`/journey load`: what each CSM carries, for those who lead them; a CSM sees the own."""

from bot import actions
from bot.errors import UserError, Way
from bot.journey.figures.load import team_load
from bot.store.people.members import LEADS
from bot.talk.figures.load_message import load_message
from handlers.command import OverviewCommand, Topic
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading


async def _load(request: Request, services: Services) -> Answer:
    person, reader = request.person, reader_of(request)
    if person.role not in (*LEADS, "csm"):
        raise UserError(
            "What each CSM carries is for the managers of those CSMs.", ways=(Way("Lists of accounts", "journey list"),)
        )
    own = person.role == "csm"
    today = reader.today(request.now)
    async with reading(request, services) as db:
        found = await team_load(db, today, person.person_id if own else None)
    return Answer(message=load_message(found, today, own=own))


LOAD = OverviewCommand("load", None, _load)
TOPIC = Topic(actions={actions.LOAD: _load})
