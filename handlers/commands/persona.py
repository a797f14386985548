"""`/persona`: who drives what at an account, and tagging it."""

from bot.errors import UserError, Way
from bot.language.names import first_word
from bot.playbook.models import PERSONAS
from bot.store.tables.accounts import Stakeholder
from bot.talk.people.personas import confirm_tagged, persona_form, personas
from bot.usecases.account import personas as use
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Command, Usage
from handlers.commands.showing import show, there
from handlers.reading import reader_of, reading, write_of

NAME = "/persona"
STOPS = frozenset(use.WORDS)
TYPES = {"expert": "Expert type", "friend": "Friend type", "ceo": "CEO type"}


async def run(asked: Asked, house: House) -> Answer:
    async with reading(asked, house) as db:
        found = await find_account(db, Looking(asked.text, NAME, STOPS, asked.channel))
    if not found.rest:
        return await show(asked, house, personas, found.account_id)
    if found.how == "prefix":
        async with reading(asked, house) as db:
            found = await find_account(db, Looking(asked.text, NAME, STOPS, asked.channel, writes=True))
    return await _somebody(asked, house, found)


async def _somebody(asked: Asked, house: House, found: FoundAccount) -> Answer:
    command = f"{NAME} #{found.account_id}"
    async with reading(asked, house) as db:
        one = await find_stakeholder(
            db, LookingForPerson(found.account_id, found.name, found.rest, command, STOPS, writes=True)
        )
    persona, evidence = use.persona_in(one.rest)
    if persona is not None:
        return await tag(asked, house, one.stakeholder.id, persona, evidence)
    if not evidence:
        return await form(asked, house, one.stakeholder.id)
    raise _no_persona(one.stakeholder, f"{command} #{one.stakeholder.id}", evidence)


def _no_persona(one: Stakeholder, command: str, text: str) -> UserError:
    """What follows the name names no persona; as evidence it is kept."""
    evidence = text if first_word(text) == "because" else f"because {text}"
    ways = tuple(Way(TYPES[persona], f"{command} {persona} {evidence}") for persona in PERSONAS)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return UserError(f"*{shown}* names no persona. Which one is {one.name}?", ways=ways)


async def form(asked: Asked, house: House, stakeholder_id: int) -> Answer:
    """ "Which of these have you seen?" """
    async with reading(asked, house) as db:
        return Answer(form=there(await persona_form(db, house.library, stakeholder_id, reader_of(asked), asked.now)))


async def tag(
    asked: Asked, house: House, stakeholder_id: int, persona: str, evidence: str = "", confidence: str | None = None
) -> Answer:
    """Tag, and confirm with Undo."""
    tagged = await use.tag(write_of(asked, house), stakeholder_id, persona, evidence, confidence)
    async with reading(asked, house) as db:
        message = await confirm_tagged(db, house.library, tagged.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), replace=True, touched=(tagged.account_id,))


COMMAND = Command(
    name=NAME,
    usages=(
        Usage("/persona acme", "what drives the people at Acme", "Its people"),
        Usage(
            "/persona acme the COO ceo because …",
            "tag somebody: expert, friend or ceo, and why you think so",
            "Its people",
        ),
        Usage("/persona acme the COO", "not sure? Say what you have seen, and I'll propose one", "Its people"),
    ),
    run=run,
)
