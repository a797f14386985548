"""`/journey revisit`: walk the journey as one of the customers."""

from bot.talk.reviews.persona_walk import confirm_walk, playbook_of, revisit, stage_and_guide, stage_form
from bot.usecases.account.persona_walks import Walk, note
from handlers.command import Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, reader_of, reading
from handlers.showing import there

WORD = "revisit"
USAGE = Usage("/journey revisit", "walk the journey as one of your customers, and note what to mend", "Many accounts")


async def start(request: Request, services: Services) -> Answer:
    """Whose shoes?"""
    async with reading(request, services) as db:
        return Answer(message=await revisit(db, services.library, reader_of(request), request.now))


async def stage(request: Request, services: Services) -> Answer:
    """One stage's form; target "persona/stage", or "" for the start."""
    persona, _, key = request.target.partition("/")
    if not persona:
        return await start(request, services)
    async with reading(request, services) as db:
        return Answer(form=await stage_form(db, services.library, persona, key))


async def save(request: Request, services: Services) -> Answer:
    """Keep the stage's notes."""
    persona, _, key = request.target.partition("/")
    async with reading(request, services) as db:
        playbook = await playbook_of(db, services.library)
    there_now, _ = stage_and_guide(services.library, playbook, persona, key)
    walk = Walk(
        persona,
        playbook.name,
        key,
        there_now.name,
        request.field("success"),
        request.field("wrong"),
        request.field("weak"),
    )
    noted = await note(deed_of(request, services), walk)
    async with reading(request, services) as db:
        message = await confirm_walk(
            db, services.library, noted.revisit_id, noted.change_id, reader_of(request), request.now
        )
    return Answer(message=there(message))
