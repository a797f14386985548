"""The first day's buttons: what is missing at my largest accounts, one form each."""

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select

from bot import actions
from bot.errors import UserError
from bot.message import ChoiceInput, DateInput, Form, Input, Option, line
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Contract, MilestoneReached, Stakeholder
from bot.usecases.finding.find_person import described
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.reading import reading

AT_ONCE = 5
ALL_SET = "Nothing is missing there any more. `/journey` shows your accounts."
TITLES = {"dates": "Add dates", "deciders": "Who decides?", "stages": "Where are they?"}


async def _ask(asked: Asked, house: House) -> Answer:
    """The step stands in the target, or in a menu's value."""
    step = asked.target or asked.value
    if step not in TITLES:
        raise UserError(ALL_SET)
    async with reading(asked, house) as db:
        accounts = await _missing(db, asked.person.person_id, step)
        inputs = await _inputs(db, house, step, accounts)
    if not inputs:
        raise UserError(ALL_SET if not accounts else "I know nobody at those accounts yet. People come in with a file.")
    intro = (line("Your largest ones; leave empty what you don't know."),)
    return Answer(
        form=Form(
            action=actions.SETUP, target=step, title=TITLES[step], submit="Save", intro=intro, inputs=tuple(inputs)
        )
    )


async def _missing(db: ReadSession, person_id: int, step: str) -> Sequence[Account]:
    """My largest accounts that lack it, the largest first."""
    running = (Contract.account_id == Account.id, Contract.retired.is_(False))
    dated = exists().where(*running, or_(Contract.ends_on.is_not(None), Contract.notice_on.is_not(None)))
    decided = exists().where(Stakeholder.account_id == Account.id, Stakeholder.role == "decision maker")
    placed = exists().where(MilestoneReached.account_id == Account.id, MilestoneReached.period == Account.period)
    lacks = {"dates": ~dated, "deciders": ~decided, "stages": ~placed & Account.entry_stage.is_(None)}[step]
    worth = select(func.max(Contract.amount)).where(*running).correlate(Account).scalar_subquery()
    rows = await db.scalars(
        select(Account)
        .where(Account.csm_id == person_id, Account.status == "active", lacks)
        .order_by(func.coalesce(worth, 0).desc(), Account.name)
        .limit(AT_ONCE)
    )
    return rows.all()


async def _inputs(db: ReadSession, house: House, step: str, accounts: Sequence[Account]) -> list[Input]:
    """One input per account, named by its id."""
    if step == "dates":
        return [DateInput(name=str(one.id), label=f"{one.name} renews on", optional=True) for one in accounts]
    if step == "stages":
        options = tuple(
            {
                stage.key: Option(label=stage.name, value=stage.key)
                for playbook in house.library.playbooks.values()
                for stage in playbook.stages
            }.values()
        )
        return [ChoiceInput(name=str(one.id), label=one.name, options=options, optional=True) for one in accounts]
    people = await db.scalars(
        select(Stakeholder)
        .where(Stakeholder.account_id.in_([one.id for one in accounts]), Stakeholder.status == "active")
        .order_by(Stakeholder.id)
    )
    known = people.all()
    choices = {one: [person for person in known if person.account_id == one.id][:100] for one in accounts}
    return [
        ChoiceInput(
            name=str(one.id),
            label=one.name,
            optional=True,
            options=tuple(Option(label=described(person), value=str(person.id)) for person in there),
        )
        for one, there in choices.items()
        if there
    ]


ACTIONS: tuple[tuple[str, Run], ...] = ((actions.SETUP, _ask),)
