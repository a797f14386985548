"""An account's people: `/persona`, what drives whom and how one knows, what to say to each, and who carries it."""

from bot import actions
from bot.errors import UserError, Way
from bot.language.names import first_word
from bot.message import bold
from bot.playbook.models import PERSONAS
from bot.playbook.text.recognise import propose
from bot.store.tables.accounts import Stakeholder
from bot.talk.people.champion_form import SOMEBODY_NEW, champion_form, confirm_champion
from bot.talk.people.personas import confirm_tagged, persona_form, persona_proposal, personas
from bot.talk.people.prep import prep
from bot.usecases.finding.find_account import FoundAccount, Looking, find_account
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from bot.usecases.finding.stakeholder_row import account_of
from bot.usecases.people import personas as use
from bot.usecases.people.champion import name_champion
from bot.usecases.writing import kept_commands
from handlers.command import AccountCommand, Command, Topic, Usage
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import show, shows, there

NAME = "persona"
STOPS = frozenset(use.WORDS)
TYPES = {"expert": "Expert type", "friend": "Friend type", "ceo": "CEO type"}


# Words


async def _run(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        found = await find_account(db, Looking(request.text, NAME, STOPS, request.channel))
    if not found.rest:
        return await show(request, services, personas, found.account_id)
    if found.how == "prefix":
        async with reading(request, services) as db:
            found = await find_account(db, Looking(request.text, NAME, STOPS, request.channel, writes=True))
    return await _somebody(request, services, found)


async def _somebody(request: Request, services: Services, found: FoundAccount) -> Answer:
    command = f"{NAME} #{found.account_id}"
    async with reading(request, services) as db:
        one = await find_stakeholder(
            db, LookingForPerson(found.account_id, found.name, found.rest, command, STOPS, writes=True)
        )
    persona, evidence = use.persona_in(one.rest)
    if persona is not None:
        return await _tag(request, services, one.stakeholder.id, persona, evidence)
    if not evidence:
        return await _form(request, services, one.stakeholder.id)
    raise _no_persona(one.stakeholder, f"{command} #{one.stakeholder.id}", evidence)


def _no_persona(one: Stakeholder, command: str, text: str) -> UserError:
    """What follows the name names no persona; as evidence it is kept."""
    evidence = text if first_word(text) == "because" else f"because {text}"
    ways = tuple(Way(TYPES[persona], f"{command} {persona} {evidence}") for persona in PERSONAS)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return UserError(bold(shown), f" names no persona. Which one is {one.name}?", ways=ways)


async def _prep_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    if not request.text:
        return await show(request, services, prep, found.account_id)
    text = request.text.removeprefix("with ").removeprefix("for ")
    command = f"journey #{found.account_id} prep"
    async with reading(request, services) as db:
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
        message = await prep(
            db, services.library, found.account_id, reader_of(request), request.now, stakeholder_id=one.stakeholder.id
        )
    return Answer(message=there(message))


COMMAND = Command(
    name=NAME,
    usages=(Usage("persona acme the COO", "what drives people there; `ceo because …` notes it"),),
    run=_run,
)
PREP = AccountCommand(
    "prep",
    Usage("journey acme prep", "what to say to each person, or hand on while you are away"),
    _prep_word,
    also=("prepare",),
)


# Buttons


async def _prep_one(request: Request, services: Services) -> Answer:
    stakeholder_id = number(request.value or request.target)  # chosen in a menu, or a button's own
    async with reading(request, services) as db:
        account_id = await account_of(db, stakeholder_id)
        message = await prep(
            db, services.library, account_id, reader_of(request), request.now, stakeholder_id=stakeholder_id
        )
    return Answer(message=there(message))


async def _what_was_seen(request: Request, services: Services) -> Answer:
    return await _form(request, services, number(request.target))


async def _tag_from_menu(request: Request, services: Services) -> Answer:
    """The menu's value is the persona; "unsure" asks what was seen."""
    if request.value in ("", "unsure", "form"):
        return await _what_was_seen(request, services)
    return await _tag(request, services, number(request.target), request.value)


async def _form(request: Request, services: Services, stakeholder_id: int) -> Answer:
    """ "Which of these have you seen?" """
    async with reading(request, services) as db:
        return Answer(
            form=there(await persona_form(db, services.library, stakeholder_id, reader_of(request), request.now))
        )


async def _tag(
    request: Request,
    services: Services,
    stakeholder_id: int,
    persona: str,
    evidence: str = "",
    confidence: str | None = None,
) -> Answer:
    """Tag, and confirm with Undo."""
    tagged = await use.tag(write_of(request, services), stakeholder_id, persona, evidence, confidence)
    async with reading(request, services) as db:
        message = await confirm_tagged(db, services.library, tagged.change_id, reader_of(request), request.now)
    return Answer(message=there(message), replace=True, touched=(tagged.account_id,))


async def _who_carries_it(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        form = await champion_form(db, services.library, number(request.target), reader_of(request), request.now)
    return Answer(form=there(form))


# The forms


async def _note_champion(request: Request, services: Services) -> Answer:
    chosen = request.field("who")
    if not chosen:
        raise UserError("Choose who carries it now.", field="who")
    person = None if chosen == SOMEBODY_NEW else number(chosen)
    noted = await name_champion(
        write_of(request, services), number(request.target), person, request.field("name"), request.field("title")
    )
    async with reading(request, services) as db:
        message = await confirm_champion(db, services.library, noted.change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(noted.account_id,))


async def _propose(request: Request, services: Services) -> Answer:
    """What was seen proposes a persona; a button takes it, with what was seen as its evidence."""
    stakeholder_id = number(request.target)
    proposal = propose(request.fields_of("seen"), services.library.personas)
    async with reading(request, services) as db:
        command = f"persona #{await account_of(db, stakeholder_id)} #{stakeholder_id}"
    order = sorted(PERSONAS, key=lambda persona: persona != proposal.persona)
    evidence = "; ".join(text for text in (proposal.evidence, request.field("evidence")) if text)
    because = f" because {evidence}" if evidence else ""
    kept = await kept_commands.keep(
        write_of(request, services), [Way(persona, f"{command} {persona}{because}") for persona in order]
    )
    choices = dict(kept)
    async with reading(request, services) as db:
        message = await persona_proposal(
            db, services.library, stakeholder_id, proposal, choices, reader_of(request), request.now
        )
    return Answer(message=there(message))


TOPIC = Topic(
    actions={
        actions.CHAMPION: _who_carries_it,
        actions.PERSONAS: shows(personas),
        actions.PREP: shows(prep),
        actions.PREP_ONE: _prep_one,
        actions.PERSONA_FORM: _what_was_seen,
        actions.PERSONA_TAG: _tag_from_menu,
    },
    forms={actions.CHAMPION_SAVE: _note_champion, actions.PERSONA_SEEN: _propose},
)
