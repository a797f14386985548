"""A renewal: my forecast, how it came out, and what is learned where an account left."""

from dataclasses import replace

from sqlalchemy import select

from bot import actions
from bot.language.names import first_word
from bot.message import Form
from bot.store.tables.accounts import Account
from bot.talk.renewal.call_buttons import HOW_SURE, call_of
from bot.talk.renewal.post_mortem import confirm_post_mortem, post_mortem_form
from bot.talk.renewal.renewal import confirm_renewal, renewal_form
from bot.text import compared
from bot.usecases.account import renewal as use
from bot.usecases.account.post_mortem import Learned, learn
from bot.usecases.finding.find_account import FoundAccount
from handlers.command import WHO_ACT, AccountCommand, Topic, Usage
from handlers.form_values import amount, day, whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there

CALLS_TYPED = {compared(call): call for call, _ in HOW_SURE} | {"at-risk": "at risk", "wont renew": "won't renew"}

# Words


async def _renewal_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    """Of an account that has left, what we learned from it."""
    async with reading(request, services) as db:
        left = await db.scalar(select(Account.status).where(Account.id == found.account_id)) == "churned"
    if left or first_word(request.text) in ("post-mortem", "postmortem"):
        return await _post_mortem_form(request, services, found.account_id)
    answer = await _renewal_form(request, services, found.account_id)
    call = CALLS_TYPED.get(compared(request.text))
    return replace(answer, form=_filled(answer.form, call)) if answer.form is not None and call else answer


def _filled(form: Form, call: str) -> Form:
    """With that forecast chosen; nothing is saved by typing it."""
    inputs = (one.model_copy(update={"value": (call,)}) if one.name == "call" else one for one in form.inputs)
    return form.model_copy(update={"inputs": tuple(inputs)})


async def _post_mortem_word(request: Request, services: Services, found: FoundAccount) -> Answer:
    return await _post_mortem_form(request, services, found.account_id)


RENEWAL = AccountCommand(
    "renewal",
    Usage("journey acme renewal", "your forecast, and how it came out", WHO_ACT),
    _renewal_word,
    also=("renew",),
    takes=frozenset({*CALLS_TYPED, "post-mortem", "postmortem"}),
)
POST_MORTEM = AccountCommand("post-mortem", None, _post_mortem_word, also=("postmortem",), takes=frozenset())


# Buttons


async def _renewal(request: Request, services: Services) -> Answer:
    return await _renewal_form(request, services, number(request.target))


async def _renewal_form(request: Request, services: Services, account_id: int) -> Answer:
    """The renewal's form."""
    async with reading(request, services) as db:
        return Answer(form=there(await renewal_form(db, services.library, account_id, reader_of(request), request.now)))


async def _post_mortem(request: Request, services: Services) -> Answer:
    return await _post_mortem_form(request, services, number(request.target))


async def _post_mortem_form(request: Request, services: Services, account_id: int) -> Answer:
    """The post-mortem's form."""
    async with reading(request, services) as db:
        return Answer(
            form=there(await post_mortem_form(db, services.library, account_id, reader_of(request), request.now))
        )


async def _call(request: Request, services: Services) -> Answer:
    """A forecast in one click, of a to-do's renewal or of an account's next one."""
    kind, _, rest = (request.value or request.target).partition("/")
    about, _, key = rest.partition("/")
    write = write_of(request, services)
    if kind == "todo":
        done = await use.call_of_todo(write, number(about), call_of(key))
    else:
        done = await use.my_call(write, number(about), call_of(key))
    async with reading(request, services) as db:
        message = await confirm_renewal(db, services.library, done.change_id, reader_of(request), request.now)
    return Answer(message=there(message), replace=not request.value, touched=(done.account_id,))


# Forms


async def _save_renewal(request: Request, services: Services) -> Answer:
    """An outcome settles the term; else it is my call."""
    account_id, write, contract = number(request.target), write_of(request, services), whole(request, "contract")
    if not request.field("outcome"):
        done = await use.my_call(write, account_id, request.field("call"), contract)
    else:
        outcome = use.RenewalOutcome(
            request.field("outcome"),
            day(request, "until"),
            amount(request, "amount"),
            request.field("note"),
            request.field("reason"),
        )
        done = await use.settle(write, account_id, outcome, _renewal_rules(services), contract)
    async with reading(request, services) as db:
        message = await confirm_renewal(db, services.library, done.change_id, reader_of(request), request.now)
    return Answer(message=there(message), touched=(account_id,))


def _renewal_rules(services: Services) -> list[str]:
    """The rules whose to-dos are about a renewal."""
    playbooks = services.library.playbooks.values()
    return [rule.key for playbook in playbooks for rule in playbook.rules if rule.once_per == "renewal"]


async def _save_post_mortem(request: Request, services: Services) -> Answer:
    account_id = number(request.target)
    knowable = {"yes": True, "no": False}.get(request.field("knowable"))
    learned = Learned(request.field("reason"), request.field("words"), request.field("differently"), knowable)
    change_id = await learn(write_of(request, services), account_id, learned)
    async with reading(request, services) as db:
        message = await confirm_post_mortem(db, services.library, change_id, reader_of(request), request.now)
    return Answer(message=there(message))


TOPIC = Topic(
    actions={
        actions.RENEWAL: _renewal,
        actions.FORECAST_CALL: _call,
        actions.POST_MORTEM: _post_mortem,
    },
    forms={actions.RENEWAL_SAVE: _save_renewal, actions.POST_MORTEM_SAVE: _save_post_mortem},
)
