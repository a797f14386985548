"""See as customer: the page read and made, for whoever looks after the account."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from bot.calendar import say_date
from bot.message import File, Form, Message
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import PublishedPage
from bot.talk.page.customer_page import VIEWS, CustomerPage, PageChoices, PageView
from bot.talk.page.page_html import FILE_NAME, page_html
from bot.talk.page.page_message import LivePage, PageOffered, page_message, publish_form
from bot.talk.page.snapshot import PageGround, page_of, pieces, read_ground
from bot.talk.phrases.account_words import is_decider
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.text import clean, shorten


def view_named(text: str) -> PageView:
    """The plan, where it isn't one of them."""
    return next((view for view in VIEWS if view == text), "plan")


async def see_as_customer(
    db: ReadSession, library: Library, account_id: int, view: PageView, reader: Reader, now: datetime
) -> Message | None:
    """None where this session sees no such account."""
    ground = await read_ground(db, library, account_id, reader.timezone, now)
    if ground is None:
        return None
    row = _live(ground, view)
    page = page_of(ground, _chosen(ground, view))
    live = None
    if row is not None:
        changed = _differs(row, page)
        began, ends = (say_date(reader.day(day), reader.today(now)) for day in (row.published_at, row.ends_at))
        live = LivePage(row.id, view, began, ends, changed)
    return page_message(account_id, page, _missing(ground, page), live)


def _live(ground: PageGround, view: PageView) -> PublishedPage | None:
    return next((one for one in ground.plan.pages if one.view == view), None)


def _chosen(ground: PageGround, view: PageView) -> PageChoices:
    """As it was chosen last, else what fits the view: the sponsor's sentence isn't released by anybody yet."""
    row = _live(ground, view)
    return PageChoices.model_validate(row.chosen) if row else PageChoices(view=view)


def _differs(row: PublishedPage, page: CustomerPage) -> bool:
    """Whether it would read differently now; that another day has come isn't news."""
    published = CustomerPage.model_validate(row.snapshot)
    return published != page.model_copy(update={"as_of": published.as_of, "ends_on": published.ends_on})


def _missing(ground: PageGround, page: CustomerPage) -> list[str]:
    """What would make it better, for the CSM alone."""
    found = []
    open_ = [one for one in ground.plan.steps if not ground.plan.done_on(one.task)[0]]
    unsaid = [one for one in open_ if not getattr(ground.plan.task(one.task), "customer_words", None)]
    if not page.aim:
        found.append("What success is to them isn't written down yet: it would stand on top.")
    if not page.goals:
        found.append("No goal has figures yet.")
    if page.view == "wins" and page.win is None:
        found.append("No figure has moved yet, so there is no win to carry on.")
    if unsaid:
        found.append(f"Left off, as the playbook has no words for the customer: {len(unsaid)} of {len(open_)} steps.")
    if any(one.on is None for one in page.steps) and page.view != "wins":
        found.append("Steps whose day is over or unknown read “day to be agreed”. Change their dates in the plan.")
    return found


async def page_file(
    db: ReadSession, library: Library, account_id: int, view: PageView, reader: Reader, now: datetime
) -> File | None:
    """The page to print or to send along; None where this session sees no such account."""
    ground = await read_ground(db, library, account_id, reader.timezone, now)
    if ground is None:
        return None
    content = b64encode(page_html(page_of(ground, _chosen(ground, view))).encode()).decode()
    return File(name=FILE_NAME, alt="The page as the customer sees it", base64=content)


async def page_form(
    db: ReadSession, library: Library, account_id: int, view: PageView, reader: Reader, now: datetime
) -> Form | None:
    """What is chosen before it is published; None where this session sees no such account."""
    ground = await read_ground(db, library, account_id, reader.timezone, now)
    if ground is None:
        return None
    row = ground.plan.success
    known = sorted((one for one in ground.plan.view.active if one.row.vision), key=lambda one: not is_decider(one))
    offered = PageOffered(
        tuple((str(one.row.id), f"{called(one.row.name)}: “{clean(one.row.vision or '')}”") for one in known),
        tuple((key, shorten(piece.title, 70)) for key, piece in pieces(ground.plan.view) if key),
        bool(row and (row.spent is not None or row.returned is not None or row.offer_one or row.offer_two)),
    )
    name = called(ground.plan.view.account.name)
    return publish_form(f"{account_id}/{view}", name, offered, _chosen(ground, view))


async def page_to_publish(
    db: ReadSession, library: Library, account_id: int, chosen: PageChoices, reader: Reader, now: datetime
) -> CustomerPage | None:
    """As it would be published now."""
    ground = await read_ground(db, library, account_id, reader.timezone, now)
    return None if ground is None else page_of(ground, chosen)
