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
from handlers.asked import Answer, Asked, House
from handlers.commands import health
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import amount, day, whole
from handlers.reading import number, reader_of, reading, write_of


async def _renewal(asked: Asked, house: House) -> Answer:
    """An outcome settles the term; else it is my call."""
    account_id, write, contract = number(asked.target), write_of(asked, house), whole(asked, "contract")
    if not asked.field("outcome"):
        done = await renewal.my_call(write, account_id, asked.field("call"), contract)
    else:
        outcome = renewal.RenewalOutcome(
            asked.field("outcome"),
            day(asked, "until"),
            amount(asked, "amount"),
            asked.field("note"),
            asked.field("reason"),
        )
        done = await renewal.settle(write, account_id, outcome, _renewal_rules(house), contract)
    async with reading(asked, house) as db:
        message = await confirm_renewal(db, house.library, done.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(account_id,))


def _renewal_rules(house: House) -> list[str]:
    """The rules whose to-dos are about a renewal."""
    playbooks = house.library.playbooks.values()
    return [rule.key for playbook in playbooks for rule in playbook.rules if rule.once_per == "renewal"]


async def _view(asked: Asked, house: House) -> Answer:
    account_id = number(asked.target)
    change_id = await set_view(write_of(asked, house), account_id, asked.field("view"), asked.field("note"))
    async with reading(asked, house) as db:
        message = await confirm_view(db, house.library, change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(account_id,))


async def _seen(asked: Asked, house: House) -> Answer:
    """What was seen proposes a persona; a button takes it, with what was seen as its evidence."""
    stakeholder_id = number(asked.target)
    proposal = propose(asked.fields_of("seen"), house.library.personas)
    async with reading(asked, house) as db:
        command = f"/persona #{await account_of(db, stakeholder_id)} #{stakeholder_id}"
    order = sorted(PERSONAS, key=lambda persona: persona != proposal.persona)
    evidence = "; ".join(text for text in (proposal.evidence, asked.field("evidence")) if text)
    because = f" because {evidence}" if evidence else ""
    kept = await kept_commands.keep(
        write_of(asked, house), [Way(persona, f"{command} {persona}{because}") for persona in order]
    )
    choices = dict(kept)
    async with reading(asked, house) as db:
        message = await persona_proposal(
            db, house.library, stakeholder_id, proposal, choices, reader_of(asked), asked.now
        )
    return Answer(message=there(message))


async def _health(asked: Asked, house: House) -> Answer:
    """A score set by hand."""
    typed = asked.field("score")
    if not typed.isdecimal():
        raise UserError("Write a whole number from 0 to 100.", field="score")
    wish = health_use.HealthWish(int(typed), day(asked, "until"), asked.field("reason"))
    return await health.save(asked, house, number(asked.target), wish)


FORMS: tuple[tuple[str, Run], ...] = (
    (actions.RENEWAL_SAVE, _renewal),
    (actions.VIEW_SAVE, _view),
    (actions.HEALTH_SAVE, _health),
    (actions.PERSONA_SEEN, _seen),
)
