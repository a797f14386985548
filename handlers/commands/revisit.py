"""`/journey revisit`: walk the journey as one of the customers."""

from bot.talk.reviews.persona_walk import confirm_walk, playbook_of, revisit, stage_and_guide, stage_form
from bot.usecases.account.persona_walks import Walk, note
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Usage
from handlers.commands.showing import there
from handlers.reading import reader_of, reading, write_of

WORD = "revisit"
USAGE = Usage("/journey revisit", "walk the journey as one of your customers, and note what to mend", "Many accounts")


async def start(asked: Asked, house: House) -> Answer:
    """Whose shoes?"""
    async with reading(asked, house) as db:
        return Answer(message=await revisit(db, house.library, reader_of(asked), asked.now))


async def stage(asked: Asked, house: House) -> Answer:
    """One stage's form; target "persona/stage", or "" for the start."""
    persona, _, key = asked.target.partition("/")
    if not persona:
        return await start(asked, house)
    async with reading(asked, house) as db:
        return Answer(form=await stage_form(db, house.library, persona, key))


async def save(asked: Asked, house: House) -> Answer:
    """Keep the stage's notes."""
    persona, _, key = asked.target.partition("/")
    async with reading(asked, house) as db:
        playbook = await playbook_of(db, house.library)
    there_now, _ = stage_and_guide(house.library, playbook, persona, key)
    walk = Walk(
        persona, playbook.name, key, there_now.name, asked.field("success"), asked.field("wrong"), asked.field("weak")
    )
    noted = await note(write_of(asked, house), walk)
    async with reading(asked, house) as db:
        message = await confirm_walk(db, house.library, noted.revisit_id, noted.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message))
