"""A second platform, made from bot/conversation.py and bot/platform.py alone: slips go in, and come out as text.

It has users, a team, a front desk where everybody reads and trays that only one person reads. It delivers twice, knows
no threads, opens forms in its receipt, and has a board for each person where Slack has a Home."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

import pytest
from sqlalchemy import func, insert, select

from bot.clock import machine_now
from bot.conversation import Caller, Inbound, Line, Place, Reply
from bot.delivery.outbox import queue
from bot.delivery.sender import Sender
from bot.errors import SendError
from bot.jobs.compose import composer
from bot.journey.sweep.assess import assess
from bot.message import Button, File, Form, Image, Message
from bot.platform import Audience, Everyone, PlatformChannel, PlatformUser, Posted, Surface
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import AccountEvent, Cta, Identity, Installation, Person
from bot.surfaces.plain.text import plain_text
from bot.usecases.workspace.roles import give_role
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.databases import inbox_of

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

    async def home_is_seen(self, user_id: str) -> bool:
        return user_id in self.boards

    async def picture(self, user_id: str, picture: Image) -> None:
        self.pictures.append(picture.alt)

    async def file(self, user_id: str, file: File) -> None:
        self.pictures.append(file.alt)


@dataclass
class PaperSurface:
    """What the bot says by itself, pinned to a tray or in the hall, each under its number."""

    name: str = "paper"
    pinned: dict[Posted, tuple[str, Message]] = field(default_factory=dict)

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        at = Posted(channel, str(len(self.pinned) + 1))
        self.pinned[at] = (delivery_id, message)
        return at

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        return next(
            (at for at, (known, _) in self.pinned.items() if (at.channel, known) == (channel, delivery_id)), None
        )

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        self.pinned[at] = (delivery_id, message)

    async def posted(self, channel: str) -> list[Posted]:
        return [at for at in self.pinned if at.channel == channel]

    async def remove(self, at: Posted) -> None:
        self.pinned.pop(at, None)

    async def open_direct(self, user_id: str) -> str:
        return f"{user_id}'s tray"

    async def people(self) -> Everyone:
        return Everyone(tuple(STAFF.values()))

    async def user(self, user_id: str) -> PlatformUser | None:
        return STAFF.get(user_id)

    async def audience(self, channel: str) -> Audience:
        return Audience(is_member=True, has_outsiders=False, checked=True, name=channel, members=3)

    async def find_channel(self, name: str) -> str | None:
        return "hall" if name.removeprefix("#") == "hall" else None

    async def channels(self) -> list[PlatformChannel]:
        return [PlatformChannel("hall", "hall")]

    async def link(self, at: Posted) -> str | None:
        return None


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
    library: Library
    installation: int

    async def one(self, query):
        async with self.store.read(1) as db:
            return await db.scalar(query)


@pytest.fixture
async def office(accounts: Accounts) -> AsyncIterator[Office]:
    store, library = accounts.store, accounts.library
    acme = await accounts.account("Acme", started_on=date(2025, 11, 10))
    await accounts.ends_in_march(acme)
    await accounts.person(acme, "Dana Reyes", title="COO", role="decision maker")
    async with store.everywhere(writes=True) as connection:
        ours = insert(Installation).values(workspace_id=1, surface="paper", team_id="office")
        installation = await connection.scalar(ours.returning(Installation.id))
        known = {"workspace_id": 1, "installation_id": installation, "user_id": "olga", "person_id": accounts.owner}
        await connection.execute(insert(Identity).values(known))
    await give_role(store, 1, "nora@milepost.example", "manager", NOW)
    await assess(store, library, 1, NOW)
    line = PaperLine()
    lines: dict[str, Line] = {"office": line}
    background, inbox = Background(), inbox_of(store)
    desk = FrontDesk(Services(store, library), "paper", lines.__getitem__, lambda: NOW, background, inbox)
    yield Office(Paper(desk, line), line, store, library, installation)
    await background.close()
    await inbox.close()


def button(message: Message, label: str) -> Button:
    return next(
        one for block in message.blocks if block.kind == "actions" for one in block.elements if one.label == label
    )


@pytest.mark.both_databases
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
    assert "people of the company" in await office.paper.slip("gus", "journey acme")


async def test_what_the_bot_says_by_itself_arrives_where_she_was_seen_last(office):
    await office.paper.slip("olga", "journey acme")
    await office.paper.desk.background.idle()
    async with office.store.write(1) as db:
        todo = await db.scalar(select(Cta.id).where(Cta.rule.like("stuck%")))
        assert await queue(db, kind="alert", once="alert", now=NOW, refs={}, person_id=11, cta_id=todo)
    surface = PaperSurface()
    surfaces: dict[int, Surface] = {office.installation: surface}
    sender = Sender(office.store, surfaces, composer(office.library), machine=machine_now)
    assert (await sender.deliver_due(NOW)).sent == 1
    [(at, (_, message))] = surface.pinned.items()
    assert at.channel == "olga's tray"
    assert "Acme" in plain_text(message)
    reply = await office.paper.presses("olga", button(message, "Reached out"))
    assert reply == Reply()
    assert "Undo" in plain_text(office.line.trays["olga"][-1])
