"""The customer's page: seen as the customer, published, published again, withdrawn, taken as a file."""

from bot import actions
from bot.errors import UserError
from bot.message import Message as Said
from bot.message import Text, bold, code, line, our_chat
from bot.store.tables.accounts import Account
from bot.store.tables.plans.published_pages import PublishedPage
from bot.talk.page.customer_page import CustomerPage, PageChoices
from bot.talk.page.page import page_file, page_form, page_to_publish, see_as_customer, view_named
from bot.talk.page.page_html import FILE_NAME
from bot.talk.page.page_message import page_changed_message, published_message
from bot.talk.phrases.words import called
from bot.usecases.plan.pages import Published, may_publish, publish, publish_again, withdraw
from handlers.api.pages import ROOT
from handlers.command import Topic
from handlers.form_values import whole
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there

NO_ADDRESS = (
    "Nobody outside can open a page of mine yet: whoever runs Milepost sets MILEPOST_URL to a public address first. "
    "Until then take it as a file; it holds the same."
)


async def _see(request: Request, services: Services) -> Answer:
    account, _, view = request.target.partition("/")
    async with reading(request, services) as db:
        message = await see_as_customer(
            db, services.library, number(account), view_named(view), reader_of(request), request.now
        )
    return Answer(message=there(message), replace=bool(view))


async def _file(request: Request, services: Services) -> Answer:
    account, _, view = request.target.partition("/")
    async with reading(request, services) as db:
        file = there(
            await page_file(db, services.library, number(account), view_named(view), reader_of(request), request.now)
        )
        name = called(there(await db.get(Account, number(account))).name)
    said = line("It is in ", our_chat(), ": ", code(FILE_NAME), ". Printed, it is one page.")
    message = Said(title=line(bold(name), " · the page as a file"), blocks=(Text(lines=(said,)),))
    return Answer(message=message, files=(file,), about=number(account))


async def _form(request: Request, services: Services) -> Answer:
    account, _, view = request.target.partition("/")
    account_id = number(account)
    await may_publish(write_of(request, services), account_id)
    if not services.url:
        raise UserError(NO_ADDRESS)
    async with reading(request, services) as db:
        form = await page_form(db, services.library, account_id, view_named(view), reader_of(request), request.now)
    return Answer(form=there(form))


async def _publish(request: Request, services: Services) -> Answer:
    account, _, view = request.target.partition("/")
    account_id, write = number(account), write_of(request, services)
    if not services.url:
        raise UserError(NO_ADDRESS)
    also = request.fields_of("also")
    chosen = PageChoices(
        view=view_named(view),
        days=whole(request, "days") or 30,
        reach=request.field("reach")[:100],
        quote=whole(request, "quote"),
        material=request.field("material"),
        chain="chain" in also,
        returns="returns" in also,
    )
    page = await _now(request, services, account_id, chosen)
    done = await publish(write, account_id, page.model_dump(mode="json"), chosen.model_dump(mode="json"), chosen.days)
    address = f"{services.url}{ROOT}/{done.token}"
    return Answer(message=published_message(page.customer, chosen.view, address, page.ends_on, done.page_id))


async def _now(request: Request, services: Services, account_id: int, chosen: PageChoices) -> CustomerPage:
    async with reading(request, services) as db:
        page = await page_to_publish(db, services.library, account_id, chosen, reader_of(request), request.now)
    return there(page)


async def _again(request: Request, services: Services) -> Answer:
    page_id = number(request.target)
    async with reading(request, services) as db:
        row = there(await db.get(PublishedPage, page_id))
    page = await _now(request, services, row.account_id, PageChoices.model_validate(row.chosen))
    ends_on = CustomerPage.model_validate(row.snapshot).ends_on  # the address ends when it was said to
    page = page.model_copy(update={"ends_on": ends_on})
    done = await publish_again(write_of(request, services), page_id, page.model_dump(mode="json"))
    return _changed(page.customer, "the page reads as it stands now, at the address that they have", done)


async def _withdraw(request: Request, services: Services) -> Answer:
    page_id = number(request.target)
    async with reading(request, services) as db:
        row = there(await db.get(PublishedPage, page_id))
    done = await withdraw(write_of(request, services), page_id)
    name = CustomerPage.model_validate(row.snapshot).customer
    return _changed(name, "the page is withdrawn, its address opens nothing", done)


def _changed(name: str, said: str, done: Published) -> Answer:
    return Answer(message=page_changed_message(name, said, done.change_id), replace=True)


TOPIC = Topic(
    actions={
        actions.PAGE: _see,
        actions.PAGE_FILE: _file,
        actions.PAGE_PUBLISH: _form,
        actions.PAGE_AGAIN: _again,
        actions.PAGE_WITHDRAW: _withdraw,
    },
    forms={actions.PAGE_PUBLISH_SAVE: _publish},
)
