"""A second platform, made from bot/conversation.py and bot/platform.py alone: slips go in, and come out as text.

It has users, a team, a front desk where everybody reads and trays that only one person reads. It delivers twice, knows
no threads, opens forms in its receipt, and has a board for each person where Slack has a Home."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from sqlalchemy import func, insert, select

from bot.conversation import Caller, Inbound, Line, Place, Reply
from bot.errors import SendError
from bot.journey.playbooks.versions import keep_versions
from bot.journey.sweep.assess import assess
from bot.message import Button, Form, Image, Message
from bot.platform import Audience, PlatformUser
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import AccountEvent, Identity, Installation, Person
from bot.surfaces.plain.text import plain_text
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services

from .conftest import NOW, add_account, people_and_contract

pytestmark = pytest.mark.one_database

STAFF = {
    "olga": PlatformUser("olga", "olga@milepost.example", "Olga Owner", "Europe/Berlin"),
    "nora": PlatformUser("nora", "nora@milepost.example", "Nora New", "Asia/Tokyo"),
    "gus": PlatformUser("gus", "gus@else.example", "Gus Guest", None, guest=True),
}


@dataclass
class PaperLine:
    """What stands on each tray, on the boards and on the notice board of the hall."""

    name: str = "paper"
    trays: dict[str, list[Message]] = field(default_factory=lambda: {one: [] for one in STAFF})
    hall: list[Message] = field(default_factory=list)
    boards: dict[str, Message] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)  # whoever knows the staff is at lunch until then

    async def audience(self, channel: str) -> Audience:
        return Audience(is_member=True, has_outsiders=False, checked=True, name=channel, members=3)

    async def user(self, user_id: str) -> PlatformUser | None:
        await self.told.wait()
        return STAFF.get(user_id)

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None:
        tray = self.trays[user_id]
        if share:
            self.hall.append(message)
        elif replace and tray:
            tray[-1] = message
        else:
            tray.append(message)

    async def open_form(self, trigger: str, form: Form) -> None:
        raise SendError("nobody can be made to look at a form", permanent=True)

    async def show_home(self, user_id: str, message: Message) -> None:
        self.boards[user_id] = message

    async def picture(self, user_id: str, picture: Image) -> None:
        self.pictures.append(picture.alt)


class Paper:
    """Slips in. `desk` is all it knows of the bot."""

    def __init__(self, desk: FrontDesk, line: PaperLine) -> None:
        self.desk, self.line = desk, line
        self._numbers = count(1)

    async def slip(self, who: str, words: str, *, number: int | None = None) -> str:
        """A slip with a command on it; what its receipt says."""
        name, _, text = words.partition(" ")
        key = f"slip:{number or next(self._numbers)}"
        inbound = Inbound("command", self._caller(who), key, Place("hall"), name=name, text=text,
                          takes=frozenset({"message"}))  # fmt: skip
        reply = await self.desk.receive(inbound)
        return plain_text(reply.message) if reply.message else ""

    async def presses(self, who: str, button: Button) -> Reply:
        inbound = Inbound("click", self._caller(who), f"press:{next(self._numbers)}", Place("hall"),
                          action=button.action, target=button.target, takes=frozenset({"form"}))  # fmt: skip
        reply = await self.desk.receive(inbound)
        await self.desk.background.idle()
        return reply

    async def hands_in(self, who: str, form: Form, **fields: str) -> Reply:
        """A filled-in form, without a word of where it was handed out."""
        names = tuple(one.name for one in form.inputs)
        inbound = Inbound("form", self._caller(who), f"form:{form.action}:{form.target}", action=form.action,
                          target=form.target, fields={name: fields.get(name, "") for name in names}, inputs=names,
                          takes=frozenset({"form"}))  # fmt: skip
        reply = await self.desk.receive(inbound)
        await self.desk.background.idle()
        return reply

    async def looks_at_the_board(self, who: str) -> str:
        await self.desk.receive(Inbound("home", self._caller(who), f"look:{next(self._numbers)}"))
        await self.desk.background.idle()
        return plain_text(self.line.boards[who])

    def _caller(self, who: str) -> Caller:
        return Caller("office", who)


@dataclass
class Office:
    paper: Paper
    line: PaperLine
    store: Store

    async def one(self, query):
        async with self.store.read(1) as db:
            return await db.scalar(query)


@pytest.fixture
async def office(store: Store, book, library: Library) -> AsyncIterator[Office]:
    await keep_versions(store, library, book.workspace, NOW)
    await people_and_contract(store, await add_account(store, "Acme"))
    async with store.everywhere(writes=True) as connection:
        paper = (
            insert(Installation).values(workspace_id=1, surface="paper", team_id="office").returning(Installation.id)
        )
        here = await connection.scalar(paper)
        known = {"workspace_id": 1, "installation_id": here, "user_id": "olga", "person_id": book.owner}
        await connection.execute(insert(Identity).values(known))
    await assess(store, library, 1, NOW)
    line = PaperLine()
    lines: dict[str, Line] = {"office": line}
    background = Background()
    desk = FrontDesk(Services(store, library), "paper", lines.__getitem__, lambda: NOW, background)
    yield Office(Paper(desk, line), line, store)
    await background.close()


def button(message: Message, label: str) -> Button:
    return next(
        one for block in message.blocks if block.kind == "actions" for one in block.elements if one.label == label
    )


async def test_a_command_is_answered_on_its_receipt(office):
    assert "Acme" in await office.paper.slip("olga", "journey acme")
    assert {command.name for command in office.paper.desk.commands} == {"journey", "persona", "cta"}


async def test_a_slip_that_comes_twice_is_done_and_answered_once(office):
    assert "Saved" in await office.paper.slip("olga", "journey acme log met the COO", number=7)
    assert await office.paper.slip("olga", "journey acme log met the COO", number=7) == ""
    assert await office.one(select(func.count()).select_from(AccountEvent)) == 1


async def test_a_button_opens_a_form_that_keeps_what_is_wrong_and_is_answered_where_it_was_handed_out(office):
    inbound = Inbound("command", Caller("office", "olga"), "slip:1", Place("hall"), name="journey",
                      text="acme log call")  # fmt: skip
    assert await office.paper.desk.receive(inbound) == Reply()  # it takes nothing, so the answer goes to the tray
    await office.paper.desk.background.idle()
    form = (await office.paper.presses("olga", button(office.line.trays["olga"][-1], "Add details"))).form
    assert form is not None
    refused = await office.paper.hands_in("olga", form, note="call", next_on="2026-01-09")
    assert list(refused.field_errors) == ["next_step"]
    assert await office.paper.hands_in("olga", form, note="call", next_on="2026-01-09", next_step="ring") == Reply()
    assert "ring" in plain_text(office.line.trays["olga"][-1])


async def test_what_takes_long_is_acknowledged_and_answered_later(office):
    assert await office.paper.slip("nora", "journey acme log met the COO") == ""  # whoever knows her is at lunch
    assert office.line.trays["nora"] == []
    office.line.told.set()
    await office.paper.desk.background.idle()
    assert "met the COO" in plain_text(office.line.trays["nora"][-1])


async def test_a_form_that_is_ready_too_late_says_so(office):
    assert await office.paper.slip("nora", "journey acme renewal") == ""
    office.line.told.set()
    await office.paper.desk.background.idle()
    assert "no form could be opened" in plain_text(office.line.trays["nora"][-1])
    assert await office.one(select(Person.timezone).where(Person.name == "Nora New")) == "Asia/Tokyo"


async def test_the_board_follows_what_is_set(office):
    shown = await office.paper.looks_at_the_board("olga")
    assert "Acme" in shown or "account" in shown
    form = (await office.paper.presses("olga", button(office.line.boards["olga"], "Change"))).form
    assert form is not None
    del office.line.boards["olga"]
    values = {"digest_at": "07:15", "digest_days": "1", "work_from": "09:00", "work_to": "17:00", "alert_budget": "3"}
    assert await office.paper.hands_in("olga", form, **values) == Reply()
    assert "07:15" in plain_text(office.line.boards["olga"])


async def test_pictures_and_guests_are_treated_as_anywhere(office):
    assert await office.paper.slip("olga", "journey acme map") == ""
    await office.paper.desk.background.idle()
    assert "Acme" in office.line.pictures[0]
    office.line.told.set()
    assert "members of the workspace" in await office.paper.slip("gus", "journey acme")
