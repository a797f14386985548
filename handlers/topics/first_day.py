"""The first day: what is missing at my largest accounts, asked for in one form each."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, or_, select

from bot import actions
from bot.calendar import plural
from bot.errors import UserError
from bot.message import Actions, Button, ChoiceInput, DateInput, Form, Input, Message, Option, Text, ask, bold, line
from bot.store.session import ReadSession
from bot.store.tables import PlaybookVersion
from bot.store.tables.accounts import Account, Contract, Stakeholder
from bot.talk.account.place import NOT_KNOWN, place_words, places
from bot.talk.account.read_account import frozen
from bot.talk.digest.reading.place_line import to_ask
from bot.talk.phrases.words import capital
from bot.usecases.finding.find_person import described
from bot.usecases.workspace import first_day as use
from bot.usecases.workspace.place import leave_open, place
from handlers.command import Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there

AT_ONCE = 5
NOBODY = ("I know nobody at those accounts yet. People come in with a file.",)
ALL_SET = line("Nothing is missing there any more. ", ask(), " shows your accounts.")
TITLES = {"dates": "Add dates", "deciders": "Who decides?", "stages": "Where are they?"}
SAID = {"dates": "renewal date", "deciders": "decision maker", "stages": "place"}


async def _ask(request: Request, services: Services) -> Answer:
    """The step stands in the target, or in a menu's value."""
    step = request.target or request.value
    if step not in TITLES:
        raise UserError(*ALL_SET)
    async with reading(request, services) as db:
        accounts = await _missing(db, request, step)
        inputs = await _inputs(db, services, step, accounts)
    if not inputs:
        raise UserError(*(NOBODY if accounts else ALL_SET))
    intro = (line("Your largest ones; leave empty what you don't know."),)
    return Answer(
        form=Form(
            action=actions.SETUP, target=step, title=TITLES[step], submit="Save", intro=intro, inputs=tuple(inputs)
        )
    )


async def _missing(db: ReadSession, request: Request, step: str) -> Sequence[Account]:
    """My largest accounts that lack it, the largest first."""
    person_id = request.person.person_id
    if step == "stages":
        ids = (await to_ask(db, person_id, reader_of(request).today(request.now)))[:AT_ONCE]
        found = {one.id: one for one in await db.scalars(select(Account).where(Account.id.in_(ids)))}
        return [found[one] for one in ids]
    running = (Contract.account_id == Account.id, Contract.retired.is_(False))
    dated = exists().where(*running, or_(Contract.ends_on.is_not(None), Contract.notice_on.is_not(None)))
    decided = exists().where(Stakeholder.account_id == Account.id, use.who_decides())
    worth = select(func.max(Contract.amount)).where(*running).correlate(Account).scalar_subquery()
    rows = await db.scalars(
        select(Account)
        .where(Account.csm_id == person_id, Account.status == "active", ~(dated if step == "dates" else decided))
        .order_by(func.coalesce(worth, 0).desc(), Account.name)
        .limit(AT_ONCE)
    )
    return rows.all()


async def _inputs(db: ReadSession, services: Services, step: str, accounts: Sequence[Account]) -> list[Input]:
    """One input per account, named by its id."""
    if step == "dates":
        return [DateInput(name=str(one.id), label=f"{one.name} renews on", optional=True) for one in accounts]
    if step == "stages":
        return await _places(db, services, accounts)
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


async def _places(db: ReadSession, services: Services, accounts: Sequence[Account]) -> list[Input]:
    """Each account's choice is among the stages of its own playbook."""
    v = PlaybookVersion
    rows = await db.execute(select(v.id, v.hash, v.name).where(v.id.in_({one.playbook_version_id for one in accounts})))
    versions = {row[0]: (row[1], row[2]) for row in rows}
    own = await frozen(db, {(number, digest) for number, (digest, _) in versions.items()})
    known = {
        number: places(own[number], services.library.playbooks.get(name)) for number, (_, name) in versions.items()
    }
    return [
        ChoiceInput(
            name=str(one.id),
            label=one.name,
            options=tuple(Option(label=capital(words), value=key) for key, words in known[one.playbook_version_id]),
            optional=True,
        )
        for one in accounts
        if known[one.playbook_version_id]
    ]


# The form: one input per account, named by its id


async def _save_form(request: Request, services: Services) -> Answer:
    """Keep what was filled in. Raises UserError where nothing was."""
    filled = {number(name): request.field(name) for name in request.fields if name.isdecimal() and request.field(name)}
    if not filled or request.target not in SAID:
        raise UserError("Fill in at least one, or close this.", field=next(iter(request.fields), None))
    done = await _save(request, services, filled)
    said = f"Saved {plural(len(done.account_ids), SAID[request.target])}"
    return Answer(message=_confirm(said, done.change_id), touched=done.account_ids)


async def _save(request: Request, services: Services, filled: dict[int, str]) -> use.Set:
    write = write_of(request, services)
    if request.target == "dates":
        days: dict[int, date] = {one: found for one in filled if (found := day(request, str(one))) is not None}
        return await use.set_dates(write, days)
    if request.target == "deciders":
        return await use.set_deciders(write, {one: number(value) for one, value in filled.items()})
    return use.Set(await place(write, filled), tuple(filled))


def _confirm(said: str, change_id: int, *more: str) -> Message:
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    text = (Text(lines=tuple(line(each) for each in more)),) if more else ()
    return Message(title=line(bold(said)), blocks=(*text, Actions(elements=(undo,))))


# One account's place, asked on its card, its map, its prep, and each morning until all have one


async def _place(request: Request, services: Services) -> Answer:
    """target: "12/adopt", or "12" with the stage as value; NOT_KNOWN in a stage's place."""
    account, _, stage = request.target.partition("/")
    account_id, stage = number(account), stage or request.value
    write = write_of(request, services)
    async with reading(request, services) as db:
        name = there(await db.get(Account, account_id)).name
    if stage == NOT_KNOWN:
        change_id = await leave_open(write, account_id)
        return Answer(message=_confirm(f"{name} stays open", change_id, "I'll ask again in a month."))
    change_id = await place(write, {account_id: stage})
    words = place_words(stage, *services.library.playbooks.values())
    said = "From here on I look after the steps, the usual times and what to say."
    return Answer(message=_confirm(f"{name}: {words}", change_id, said), touched=(account_id,))


TOPIC = Topic(actions={actions.SETUP: _ask, actions.PLACE: _place}, forms={actions.SETUP: _save_form})
