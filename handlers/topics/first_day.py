"""The first day: what is missing at my largest accounts, asked for in one form each."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, or_, select

from bot import actions
from bot.calendar import plural
from bot.errors import UserError
from bot.message import Actions, Button, ChoiceInput, DateInput, Form, Input, Message, Option, ask, bold, line
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Contract, MilestoneReached, Stakeholder
from bot.usecases.finding.find_person import described
from bot.usecases.workspace import first_day as use
from handlers.command import Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of

AT_ONCE = 5
NOBODY = ("I know nobody at those accounts yet. People come in with a file.",)
ALL_SET = line("Nothing is missing there any more. ", ask(), " shows your accounts.")
TITLES = {"dates": "Add dates", "deciders": "Who decides?", "stages": "Where are they?"}
SAID = {"dates": "renewal date", "deciders": "decision maker", "stages": "stage"}


async def _ask(request: Request, services: Services) -> Answer:
    """The step stands in the target, or in a menu's value."""
    step = request.target or request.value
    if step not in TITLES:
        raise UserError(*ALL_SET)
    async with reading(request, services) as db:
        accounts = await _missing(db, request.person.person_id, step)
        inputs = await _inputs(db, services, step, accounts)
    if not inputs:
        raise UserError(*(NOBODY if accounts else ALL_SET))
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


async def _inputs(db: ReadSession, services: Services, step: str, accounts: Sequence[Account]) -> list[Input]:
    """One input per account, named by its id."""
    if step == "dates":
        return [DateInput(name=str(one.id), label=f"{one.name} renews on", optional=True) for one in accounts]
    if step == "stages":
        options = tuple(
            {
                stage.key: Option(label=stage.name, value=stage.key)
                for playbook in services.library.playbooks.values()
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


# The form: one input per account, named by its id


async def _save_form(request: Request, services: Services) -> Answer:
    """Keep what was filled in. Raises UserError where nothing was."""
    filled = {number(name): request.field(name) for name in request.fields if name.isdecimal() and request.field(name)}
    if not filled or request.target not in SAID:
        raise UserError("Fill in at least one, or close this.", field=next(iter(request.fields), None))
    done = await _save(request, services, filled)
    undo = Button(label="Undo", action=actions.UNDO, target=str(done.change_id))
    title = line(bold(f"Saved {plural(len(done.account_ids), SAID[request.target])}"))
    return Answer(message=Message(title=title, blocks=(Actions(elements=(undo,)),)), touched=done.account_ids)


async def _save(request: Request, services: Services, filled: dict[int, str]) -> use.Set:
    write = write_of(request, services)
    if request.target == "dates":
        days: dict[int, date] = {one: found for one in filled if (found := day(request, str(one))) is not None}
        return await use.set_dates(write, days)
    if request.target == "deciders":
        return await use.set_deciders(write, {one: number(value) for one, value in filled.items()})
    stages = frozenset(stage.key for playbook in services.library.playbooks.values() for stage in playbook.stages)
    return await use.set_stages(write, filled, stages)


TOPIC = Topic(actions={actions.SETUP: _ask}, forms={actions.SETUP: _save_form})
