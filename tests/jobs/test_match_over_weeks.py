"""Three weeks of mornings in which people leave, vanish, come back, marry and become guests, and channels close: each
morning somebody gets what is due for each account, nobody gets what isn't theirs, and everything is told once.

All stories happen to different CSMs in the same three weeks, which are lived once on each database."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.app import Milepost
from bot.calendar import is_working_day
from bot.playbook.models import Library
from bot.sandbox.workspace import LocalWorkspace, SeedChannel, SeedUser
from bot.settings.read import Settings
from bot.store.session import Store
from bot.store.tables import Account, Concern, Cta, Identity, Person, Workspace
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.portfolio import portfolio
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.book import at
from tests.given.rows import channel_row
from tests.given.small_slack import BOT_TOKEN, slack_seed, small_slack

pytestmark = [pytest.mark.slow, pytest.mark.both_databases]

FIRST = date(2026, 1, 7)  # a Wednesday
LATE = FIRST - timedelta(days=9)
MORNINGS = 15
HOUR = time(7, 5, tzinfo=UTC)  # five past eight in Berlin
MAYA, NILS, TONI = 31, 32, 33
CORA, LEO, VERA, RITA, ANNA, ANNA_NEW, GITA, CHLOE, SAM = range(41, 50)
STAFF = {
    MAYA: "Maya Manager", NILS: "Nils Lead", TONI: "Toni Cover", CORA: "Cora Covered", LEO: "Leo Leaver",
    VERA: "Vera Vanished", RITA: "Rita Rehired", ANNA: "Anna Berg", GITA: "Gita Guest", CHLOE: "Chloe Channels",
    SAM: "Sam Same",
}  # fmt: skip
CHANNELS = {"CARCH": "acct-archived", "CREN": "acct-renamed", "CLEFT": "acct-left"}


def user(number: int) -> str:
    return "U" + STAFF[number].split()[0].upper()


def email(number: int) -> str:
    return f"{STAFF[number].split()[0].lower()}@milepost.example" if number in STAFF else "anna.new@milepost.example"


@dataclass
class Morning:
    """What the bot wrote to each user directly, and in each channel."""

    day: date
    got: dict[str, list[str]]

    def digests(self, about: str) -> list[str]:
        """Who got that CSM's digest: by the title of its to-do."""
        return [place for place, texts in self.got.items() for text in texts if self._is_digest(text, about)]

    @staticmethod
    def _is_digest(text: str, about: str) -> bool:
        return text.startswith("Good morning") and f"Call {about}" in text


@dataclass
class Weeks:
    """The record of three weeks, and of what people saw when they asked."""

    mornings: list[Morning] = field(default_factory=list)
    concerns: list[tuple[str, str, date]] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def said(self, place: str, words: str) -> list[int]:
        """On which mornings something with these words was told there (more than once a morning counts as often)."""
        return [n for n, one in enumerate(self.mornings) for text in one.got.get(place, ()) if words in text]

    def readers(self, about: str) -> list[list[str]]:
        return [one.digests(about) for one in self.mornings]


@dataclass
class Life:
    """The bot at work for three weeks."""

    accounts: Accounts
    slack: LocalWorkspace
    milepost: Milepost
    clock: list[datetime]
    weeks: Weeks = field(default_factory=Weeks)

    @property
    def store(self) -> Store:
        return self.accounts.store

    async def morning(self, day: date) -> None:
        before = {place: len(self._texts(channel)) for place, channel in self._places()}
        self.clock[0] = datetime.combine(day, HOUR)
        await self._something_new(day)
        await self.milepost.tick(self.clock[0])
        await self.milepost.tick(self.clock[0] + timedelta(minutes=1))
        got = {place: self._texts(channel)[before.get(place, 0) :] for place, channel in self._places()}
        self.weeks.mornings.append(Morning(day, {place: texts for place, texts in got.items() if texts}))

    async def _something_new(self, day: date) -> None:
        """For whoever the late ones belong to by now: a digest names no matter two mornings with the same words."""
        async with self.store.write(1) as db:
            late = list(await db.scalars(select(Cta).where(Cta.due_on == LATE)))
            old = update(Cta).where(Cta.title.like("Call %"), Cta.due_on > LATE)
            await db.execute(old.values(state="done").execution_options(synchronize_session=False))
        for one in late:
            values = {"occurrence": f"{one.title} {day}", "title": f"{one.title} {day.day}", "owner_id": one.owner_id}
            await self.accounts.todo(one.account_id, "hand", type="objective", due_on=day, **values)

    def _places(self) -> Iterator[tuple[str, str]]:
        for channel in list(self.slack.store.channels.values()):
            yield channel.dm_with or channel.id, channel.id

    def _texts(self, channel: str) -> list[str]:
        return [message["text"] for message in self.slack.messages(channel) if message["user"] == "UBOT"]

    async def undo(self, kind: str) -> None:
        """Maya presses the Undo of the one message of that kind."""
        async with self.store.read(1) as db:
            change = (await db.scalars(select(Concern).where(Concern.kind == kind))).one().refs["change"]
        told = [
            message
            for message in self.slack.messages(self.slack.direct_channel(user(MAYA)))
            if "actions" in str(message)
        ]
        assert any(
            f"undo:{change}" in str(message["blocks"]) or f"'{change}'" in str(message["blocks"]) for message in told
        )
        await undo(Write(self.store, 1, MAYA, self.clock[0]), change)

    async def asks(self, person: int, key: str) -> None:
        """They type /journey."""
        async with self.store.read(1) as db:
            reader = Reader(1, person, STAFF[person], "Europe/Berlin", 1)
            self.weeks.asked[key] = plain_text(await portfolio(db, self.accounts.library, reader, self.clock[0]))

    async def identity(self, user_id: str) -> Identity | None:
        async with self.store.read(1) as db:
            return await db.scalar(select(Identity).where(Identity.user_id == user_id))


# -- what happens


async def on_morning(life: Life, number: int) -> None:
    """Before that morning's round."""
    admin = life.slack.administration
    if number == 2:
        for person in (CORA, LEO, RITA):
            admin.deactivate(user(person))
        admin.vanish(user(VERA))
        admin.make_guest(user(GITA))
        admin.change_email(user(ANNA), email(ANNA_NEW))
        admin.hire(SeedUser("USAM2", "sam2", "Sam Same", email(SAM)))
        admin.archive("CARCH")
        admin.rename("CREN", "acct-renamed-emea")
        admin.remove_bot("CLEFT")
    if number == 5:
        admin.hire(replace(life.slack.store.users[user(RITA)], id="URITA2", deleted=False))
    if number == 7:
        admin.show_emails(False)
    if number == 8:
        admin.make_member(user(GITA))
        life.weeks.kept["Anna, joined"] = await anna(life)
        await life.undo("joined")
    if number == 9:
        admin.show_emails(True)
        admin.archive("CARCH", archived=False)
        admin.invite_bot("CLEFT")
        life.weeks.kept["Anna, apart"] = await anna(life)
    if number == 11:
        life.weeks.kept["Rita's new user"] = await life.identity("URITA2")
        await life.undo("took-over")


async def anna(life: Life) -> dict[str, Any]:
    """Who of the two there is, with their address and what is theirs."""
    async with life.store.read(1) as db:
        people = await db.execute(select(Person.id, Person.email).where(Person.id.in_((ANNA, ANNA_NEW))))
        owned = await db.execute(select(Account.name, Account.csm_id).where(Account.name.like("Anna%")))
        late = (Cta.title.like("Call Anna%"), Cta.due_on == LATE)
        todos = await db.execute(select(Cta.title, Cta.owner_id).where(*late))
        return {
            "people": dict(map(tuple, people)),
            "accounts": dict(map(tuple, owned)),
            "todos": dict(map(tuple, todos)),
        }


async def live(store: Store, library: Library, accounts: Accounts) -> Weeks:
    users = [
        SeedUser(user(number), user(number).lower(), STAFF[number], email(number), "Europe/Berlin") for number in STAFF
    ]
    channels = [SeedChannel(one, name, (user(CHLOE), "UBOT")) for one, name in CHANNELS.items()]
    clock = [datetime.combine(FIRST, HOUR)]
    async with small_slack(slack_seed(users, channels), now=lambda: clock[0], event_retry_delays=()) as slack:
        slack.administration.tells = False  # so that the rounds have to find out
        settings = Settings(
            bot_token=BOT_TOKEN, app_token="xapp-local", api_url=slack.api_url, timezone="Europe/Berlin"
        )
        life = Life(accounts, slack, Milepost(settings, store, library, lambda: clock[0], (0.0, 0.0)), clock)
        await settle(life)
        await life.milepost.connect()
        day, number = FIRST, 0
        while number < MORNINGS:
            if is_working_day(day):
                await on_morning(life, number)
                await life.morning(day)
                for person in (MAYA, CHLOE):
                    await life.asks(person, f"{STAFF[person]} {number}")
                number += 1
            day += timedelta(days=1)
        async with store.read(1) as db:
            rows = await db.scalars(select(Concern).order_by(Concern.id))
            life.weeks.concerns = [(row.kind, row.subject, row.since.date()) for row in rows]
        return life.weeks


async def settle(life: Life) -> None:
    """People, each with accounts whose to-dos are due every morning."""
    accounts = life.accounts
    roles = dict.fromkeys((MAYA, NILS), "manager")
    common = {"timezone": "Europe/Berlin", "created_at": at(60)}
    names = {**STAFF, ANNA_NEW: "Anna New"}
    people = [
        Person(id=number, name=name, email=email(number), role=roles.get(number, "csm"), role_from="file", **common)
        for number, name in names.items()
    ]
    await accounts.add(*people)
    for number in (CORA, LEO, RITA, ANNA, ANNA_NEW, GITA):
        await accounts.change(Person, number, manager_id=MAYA)
    await accounts.change(Person, CORA, cover_id=TONI)
    for number in (CORA, LEO, VERA, RITA, ANNA, ANNA_NEW, GITA, SAM):
        await work(accounts, number, names[number])
    for one, name in CHANNELS.items():
        await work(accounts, CHLOE, f"{STAFF[CHLOE]} {name}", channel=one)
    await accounts.change(Workspace, 1, baseline_at=at(40))
    row = await channel_row(life.store, "CREN")
    assert row is not None


async def work(accounts: Accounts, owner: int, name: str, **values: Any) -> None:
    """An account with something late."""
    number = await accounts.account(name, csm_id=owner, started_on=date(2025, 11, 10), **values)
    more = {"title": f"Call {name}", "owner_id": owner, "due_on": LATE, "tell": "told"}
    await accounts.todo(number, "hand", occurrence=name, type="objective", **more)


LIVED: dict[str, Weeks] = {}


@pytest.fixture
async def weeks(store: Store, library: Library, accounts: Accounts) -> Weeks:
    database = store.engine.dialect.name
    if database not in LIVED:
        LIVED[database] = await live(store, library, accounts)
    return LIVED[database]


# -- the stories


def from_morning(number: int, readers: list[list[str]], *expected: str) -> None:
    assert readers[number:] == [list(expected)] * len(readers[number:]), readers


async def test_1_a_csm_leaves_and_somebody_covers(weeks: Weeks) -> None:
    readers = weeks.readers("Cora")
    assert readers[:2] == [["UCORA"]] * 2
    from_morning(2, readers, "UTONI")
    assert all("UCORA" not in one.got for one in weeks.mornings[2:])
    assert weeks.said("UMAYA", "Toni Cover covers 1 account") == [2]
    assert weeks.said("UTONI", "Good morning. For Cora, who can't be reached") == list(range(2, MORNINGS))


async def test_2_a_csm_leaves_and_the_manager_hears_of_accounts_that_have_nobody(weeks: Weeks) -> None:
    readers = weeks.readers("Leo")
    assert readers[:2] == [["ULEO"]] * 2
    from_morning(2, readers, "UMAYA")
    assert all("ULEO" not in one.got for one in weeks.mornings[2:])
    assert weeks.said("UMAYA", "Good morning. For Leo, whose 1 account has nobody") == list(range(2, MORNINGS))
    assert weeks.said("UMAYA", "Leo Leaver can't be reached: the account here is deactivated.") == [2]
    assert weeks.said("UNILS", "Leo Leaver") == []
    assert "Leo Leaver can't be reached" in weeks.asked["Maya Manager 6"]


async def test_3_an_account_vanishes_and_without_a_manager_of_their_own_the_managers_of_all_hear(weeks: Weeks) -> None:
    readers = weeks.readers("Vera")
    assert readers[:2] == [["UVERA"]] * 2
    from_morning(2, readers, "UNILS")
    told = "Vera Vanished can't be reached"
    assert (weeks.said("UMAYA", told), weeks.said("UNILS", told)) == ([], [2])  # she leads a team, and reads no other
    assert all("UVERA" not in one.got for one in weeks.mornings[2:])


async def test_4_who_is_hired_again_has_everything_back_until_somebody_says_otherwise(weeks: Weeks) -> None:
    readers = weeks.readers("Rita")
    assert readers[:2] == [["URITA"]] * 2
    assert readers[2:5] == [["UMAYA"]] * 3
    assert readers[5:11] == [["URITA2"]] * 6
    from_morning(11, readers, "UMAYA")  # it was undone, and stays so
    assert weeks.said("UMAYA", "Rita Rehired has a new account here") == [5]
    assert weeks.kept["Rita's new user"].person_id == RITA
    assert all("URITA" not in one.got for one in weeks.mornings[2:])


async def test_5_two_addresses_become_one_person_and_are_taken_apart_again(weeks: Weeks) -> None:
    assert weeks.readers("Anna New")[:2] == [["UMAYA"]] * 2
    assert weeks.said("UMAYA", f"nobody here has the address {email(ANNA_NEW)}") == [
        0,
        9,
    ]  # while no addresses are shown, nothing is said of it
    for name in ("Anna Berg", "Anna New"):
        assert weeks.readers(name)[2:8] == [["UANNA"]] * 6
    assert weeks.said("UMAYA", f"Anna Berg has the address {email(ANNA_NEW)} now; it was {email(ANNA)}.") == [2]
    assert weeks.kept["Anna, joined"] == {
        "people": {ANNA: email(ANNA_NEW)},
        "accounts": {"Anna Berg": ANNA, "Anna New": ANNA},
        "todos": {"Call Anna Berg": ANNA, "Call Anna New": ANNA},
    }
    assert weeks.kept["Anna, apart"] == {
        "people": {ANNA: email(ANNA), ANNA_NEW: email(ANNA_NEW)},
        "accounts": {"Anna Berg": ANNA, "Anna New": ANNA_NEW},
        "todos": {"Call Anna Berg": ANNA, "Call Anna New": ANNA_NEW},
    }
    from_morning(8, weeks.readers("Anna New"), "UMAYA")
    from_morning(8, weeks.readers("Anna Berg"), "UANNA")
    assert [kind for kind, *_ in weeks.concerns].count("joined") == 1


async def test_6_a_member_becomes_a_guest_and_a_member_again(weeks: Weeks) -> None:
    readers = weeks.readers("Gita")
    assert readers[:2] == [["UGITA"]] * 2
    assert readers[2:8] == [["UMAYA"]] * 6
    from_morning(8, readers, "UGITA")
    assert all("UGITA" not in one.got for one in weeks.mornings[2:8])
    assert weeks.said("UMAYA", "Gita Guest is a guest here now") == [2]
    assert weeks.said("UMAYA", "Gita Guest can be reached again") == [8]


async def test_7_a_missing_scope_and_closed_channels_are_told_once_and_nothing_is_lost(weeks: Weeks) -> None:
    from_morning(0, weeks.readers("Chloe"), "UCHLOE")
    assert weeks.said("UCHLOE", "is archived") == [2]
    assert weeks.said("UCHLOE", "I'm not in ") == [2]
    assert weeks.said("UCHLOE", "#acct-renamed is called") == [2]
    for manager in ("UMAYA", "UNILS"):
        assert weeks.said(manager, "Add the scope users:read.email") == [7]
    assert "users:read.email" in weeks.asked["Maya Manager 7"]
    assert "users:read.email" not in weeks.asked["Maya Manager 9"]
    assert "is archived" in weeks.asked["Chloe Channels 5"]
    assert "is archived" not in weeks.asked["Chloe Channels 9"]
    unmatched = [subject for kind, subject, _ in weeks.concerns if kind == "unreached"]
    assert len(unmatched) == len(set(unmatched)) + 2, unmatched  # Anna New once more after the undo, and Rita


async def test_8_a_new_user_with_the_address_of_somebody_who_is_here_takes_nothing_over(weeks: Weeks) -> None:
    from_morning(0, weeks.readers("Sam"), "USAM")
    assert all("USAM2" not in one.got for one in weeks.mornings)
    assert [subject for kind, subject, _ in weeks.concerns if kind == "took-over"] == [f"person:{RITA}"]
