"""Forms about an account and its people: renewal, my view, personas."""

from bot import actions
from bot.errors import UserError, Way
from bot.playbook.models import PERSONAS
from bot.playbook.text.recognise import propose
from bot.talk.card.view_form import confirm_view
from bot.talk.people.personas import persona_proposal
from bot.talk.renewal.renewal import confirm_renewal
from bot.usecases.account import health as health_use
from bot.usecases.account import renewal
from bot.usecases.account.view import set_view
from bot.usecases.finding.stakeholder_row import account_of
from bot.usecases.writing import kept_commands
from handlers.command import Run
from handlers.commands import health
from handlers.form_values import amount, day, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


async def _renewal(request: Request, services: Services) -> Answer:
    """An outcome settles the term; else it is my call."""
    account_id, deed, contract = number(request.target), deed_of(request, services), whole(request, "contract")
    if not request.field("outcome"):
        done = await renewal.my_call(deed, account_id, request.field("call"), contract)
    else:
        outcome = renewal.Outcome(
            request.field("outcome"),
            day(request, "until"),
            amount(request, "amount"),
            request.field("note"),
            request.field("reason"),
        )
        done = await renewal.settle(deed, account_id, outcome, _renewal_rules(services), contract)
    async with reading(request, services) as db:
        message = await confirm_renewal(db, services.library, done.change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


def _renewal_rules(services: Services) -> list[str]:
    """The rules whose to-dos are about a renewal."""
    playbooks = services.library.playbooks.values()
    return [rule.key for playbook in playbooks for rule in playbook.rules if rule.once_per == "renewal"]


async def _view(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    change_id = await set_view(deed_of(request, services), account_id, request.field("view"), request.field("note"))
    async with reading(request, services) as db:
        message = await confirm_view(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


async def _seen(request: Request, services: Services) -> Answer:
    """What was seen proposes a persona; a button takes it, with what was seen as its evidence."""
    stakeholder_id = number(request.target)
    proposal = propose(request.fields_of("seen"), services.library.personas)
    async with reading(request, services) as db:
        command = f"/persona #{await account_of(db, stakeholder_id)} #{stakeholder_id}"
    order = sorted(PERSONAS, key=lambda persona: persona != proposal.persona)
    evidence = "; ".join(text for text in (proposal.evidence, request.field("evidence")) if text)
    because = f" because {evidence}" if evidence else ""
    kept = await kept_commands.keep(
        deed_of(request, services), [Way(persona, f"{command} {persona}{because}") for persona in order]
    )
    choices = dict(kept)
    async with reading(request, services) as db:
        message = await persona_proposal(
            db, services.library, stakeholder_id, proposal, choices, reader_of(request), request.now
        )
    return Answer(message=there(message))


async def _health(request: Request, services: Services) -> Answer:
    """A score set by hand."""
    typed = request.field("score")
    if not typed.isdecimal():
        raise UserError("Write a whole number from 0 to 100.", field="score")
    wish = health_use.Wish(int(typed), day(request, "until"), request.field("reason"))
    return await health.save(request, services, number(request.target), wish)


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.RENEWAL_SAVE, _renewal),
    (actions.VIEW_SAVE, _view),
    (actions.HEALTH_SAVE, _health),
    (actions.PERSONA_SEEN, _seen),
)
