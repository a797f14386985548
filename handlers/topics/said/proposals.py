"""An account that is handed to sales, and what came of that and of what was offered."""

from bot import actions
from bot.message import Message, bold, line
from bot.talk.said.proposals import confirm_lead, confirm_proposals, lead_form, proposals_form
from bot.usecases.proposals.leads import Lead, hand_to_sales, settle_proposals
from handlers.command import Topic
from handlers.form_values import whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there


async def _lead(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await lead_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


async def _save_lead(request: Request, services: Services) -> Answer:
    said = Lead(request.field("whom"), request.field("what"), request.field("why"), whole(request, "with"))
    done = await hand_to_sales(write_of(request, services), number(request.target), said)
    async with reading(request, services) as db:
        message = await confirm_lead(db, done.proposal_id, done.change_id)
    return Answer(message=there(message), touched=(done.account_id,))


async def _proposals(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await proposals_form(db, number(request.target), reader_of(request), request.now)
    return Answer(form=form) if form else Answer(message=Message(title=line(bold("All of that is answered."))))


async def _save_proposals(request: Request, services: Services) -> Answer:
    write = write_of(request, services)
    became = {number(name): request.field(name) for name in request.fields if request.field(name)}
    done = await settle_proposals(write, became)
    async with reading(request, services) as db:
        message = await confirm_proposals(db, done.became, done.change_id, write.today)
    return Answer(message=message, touched=done.account_ids)


TOPIC = Topic(
    actions={actions.LEAD: _lead, actions.PROPOSALS: _proposals},
    forms={actions.LEAD_SAVE: _save_lead, actions.PROPOSALS_SAVE: _save_proposals},
)
