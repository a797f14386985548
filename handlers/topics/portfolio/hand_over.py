"""Accounts handed over for good, one by one from its card's words, or several at once for whoever leads."""

from sqlalchemy import select

from bot import actions
from bot.errors import UserError
from bot.store.people.members import LEADS
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.talk.portfolio.hand_over import MOST_CHOICES, hand_over_form, handed_over_message
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.owners.hand_over import hand_over
from handlers.colleagues import colleagues
from handlers.command import AccountCommand, Topic
from handlers.form_values import whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reading, write_of


async def _word(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await _form(request.typed(""), services, found.account_id)


async def _button(request: Request, services: Services) -> Answer:
    return await _form(request, services, number(request.target) if request.target else None)


async def _form(request: Request, services: Services, account_id: int | None) -> Answer:
    """Of one account, or of those of a team, from which some are chosen."""
    async with reading(request, services) as db:
        if account_id is not None:
            account = await db.get(Account, account_id)
            if account is None:
                raise UserError("I can't find that account any more.")
            others = await colleagues(db, request.person.installation_id, {account.csm_id or 0})
            return Answer(form=hand_over_form(str(account.id), account.name, (), others))
        accounts = await _accounts(db, request)
        others = await colleagues(db, request.person.installation_id, set())
    if not accounts:
        raise UserError("There is no account here that you could hand over.")
    return Answer(form=hand_over_form("", "Several at once", accounts, others))


async def _accounts(db: ReadSession, request: Request) -> list[tuple[int, str]]:
    """A CSM's own; all that they see, with their owners, for who leads."""
    own = () if request.person.role in LEADS else (Account.csm_id == request.person.person_id,)
    found = (
        select(Account.id, Account.name, Person.name)
        .outerjoin(Person, Person.id == Account.csm_id)
        .where(Account.status == "active", *own)
        .order_by(Person.name, Account.name)
        .limit(MOST_CHOICES)
    )
    return [(row[0], f"{row[1]} · {row[2] or 'nobody'}") for row in (await db.execute(found)).all()]


async def _save(request: Request, services: Services) -> Answer:
    chosen = (request.target,) if request.target else request.fields_of("accounts")
    done = await hand_over(
        write_of(request, services), [number(one) for one in chosen], whole(request, "owner"), request.field("note")
    )
    message = handed_over_message(done.names, done.to, done.todos, done.change_id)
    return Answer(message=message, touched=done.account_ids, home=True)


WORD = AccountCommand("hand-over", None, _word, also=("handover",))
TOPIC = Topic(actions={actions.HAND_OVER: _button}, forms={actions.HAND_OVER_SAVE: _save})
