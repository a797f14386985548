"""Every path there is × everybody who could take it: who isn't let in sees nothing, who only reads changes nothing, and
who is told no is told whom to ask. The paths are those of the dispatch tables, so a new one has to be decided on."""

from base64 import b64decode
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot import actions
from bot.conversation import Caller, Inbound, Place
from bot.delivery.outbox import queue
from bot.errors import SendError
from bot.journey.sweep.assess import assess
from bot.message import File, Form, Image, Message
from bot.platform import Audience, PlatformUser
from bot.store.tables import (
    AccountEvent,
    AdvocacyAsk,
    Base,
    ChangeRecord,
    Cta,
    FileQuestion,
    Identity,
    Outgoing,
    Person,
    PutForward,
    Release,
    Saying,
    Workspace,
)
from bot.talk.page.customer_page import PageChoices
from bot.talk.page.page import page_to_publish
from bot.usecases.account.log import log
from bot.usecases.plan.pages import publish
from bot.usecases.workspace.roles import give_role, put_in_team
from handlers import typed
from handlers.account_words import WORDS
from handlers.dispatch import ACTIONS, FORMS
from handlers.journey_command import OVERVIEWS
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, at
from tests.given.databases import inbox_of
from tests.given.queued_messages import QueuedMessages

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

# What only those who may see Alderfen may read, wherever it stands.
SECRETS = ("Dana Reyes", "120k", "120,000", "120000", "wants the slide", "Case about quarters", "offline mode")
USERS = {
    "olga": "olga@milepost.example",
    "tim": "tim@milepost.example",
    "maya": "maya@milepost.example",
    "otto": "otto@milepost.example",
    "vera": "vera@milepost.example",
    "nora": "nora@milepost.example",
}
NEVER = ("audit", "intents", "receipts", "identities", "conversations")  # what is kept of anybody's asking


@dataclass
class House:
    """A platform with nothing to it: what is said to whom."""

    name: str = "paper"
    said: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    told: int = 0  # messages

    async def audience(self, channel: str) -> Audience:
        return Audience(is_member=True, has_outsiders=False, checked=True, name=channel, members=3)

    async def user(self, user_id: str) -> PlatformUser | None:
        return PlatformUser(user_id, USERS.get(user_id), user_id.title(), "Europe/Berlin")

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None:
        self.told += 1
        (self.shared if share else self.said).append(message.model_dump_json())

    async def open_form(self, trigger: str, form: Form) -> None:
        raise SendError("forms come in the receipt", permanent=True)

    async def show_home(self, user_id: str, message: Message) -> None:
        self.said.append(message.model_dump_json())

    async def home_is_seen(self, user_id: str) -> bool:
        return True

    async def picture(self, user_id: str, picture: Image) -> None:
        self.said.append(picture.alt)

    async def file(self, user_id: str, file: File) -> None:
        self.said.append(b64decode(file.base64).decode())


@dataclass
class Office:
    """Olga and Tim are Maya's, and Vera, who only reads; Otto is of another team. Nora isn't let in."""

    accounts: Accounts
    desk: FrontDesk
    house: House
    ids: dict[str, int]

    async def asks(self, who: str, inbound: Inbound) -> str:
        """All that anybody reads of it."""
        before = len(self.house.said)
        caller = Caller("T1", who) if who in USERS else Caller("T1", who, home_team="T9")
        reply = await self.desk.receive(replace(inbound, caller=caller, delivery_key=f"{who}:{inbound.delivery_key}"))
        await self.desk.background.idle()
        parts = [one.model_dump_json() for one in (reply.message, reply.form) if one is not None]
        parts += ["".join(span.text for span in words) for words in reply.field_errors.values()]
        said = "\n".join([*parts, *self.house.said[before:]])
        assert "That didn't work" not in said, (who, inbound.delivery_key)  # nobody is refused by a fault
        return said

    async def stands(self, *, acme_only: bool) -> dict[str, Any]:
        """Every row, but what is kept of anybody's asking; or those that are about Alderfen."""
        found: dict[str, Any] = {}
        async with self.accounts.store.everywhere() as connection:
            for name, table in Base.metadata.tables.items():
                if name in NEVER or (acme_only and "account_id" not in table.c and name != "accounts"):
                    continue
                query = select(table)
                if acme_only:
                    of = table.c.id if name == "accounts" else table.c.account_id
                    query = query.where(of == self.ids["acme"])
                found[name] = sorted(str(tuple(row)) for row in await connection.execute(query))
        return found


@pytest.fixture
async def office(messages: QueuedMessages) -> AsyncIterator[Office]:
    accounts = messages.accounts
    store, library = accounts.store, accounts.library
    for name in ("tim", "vera"):
        await give_role(store, 1, USERS[name], "viewer" if name == "vera" else "csm", NOW)
    for boss, team in (("maya", ("olga", "tim", "vera")), ("mo", ("otto",))):
        for one in team:
            if one == "otto":
                await give_role(store, 1, USERS[one], "csm", NOW)
        await put_in_team(store, 1, f"{boss}@milepost.example", [USERS[one] for one in team], NOW)
    await _name_them(accounts)
    ids = await _acme(accounts)
    await assess(store, library, 1, NOW)
    ids["digest"] = await messages.queue()
    background, house, inbox = Background(), House(), inbox_of(store)
    services = Services(store, library, "https://milepost.example.com")
    desk = FrontDesk(services, "paper", lambda _team: house, lambda: NOW, background, inbox)
    yield Office(accounts, desk, house, ids)
    await background.close()
    await inbox.close()


async def _name_them(accounts: Accounts) -> None:
    """On a platform of their own, where they have been before."""
    async with accounts.store.everywhere(writes=True) as connection:
        table = Base.metadata.tables["installations"]
        await connection.execute(table.update().where(table.c.id == 1).values(surface="paper"))
        for name, email in USERS.items():
            number = await connection.scalar(select(Person.id).where(Person.email == email, Person.workspace_id == 1))
            if number is None:
                continue
            known = {"workspace_id": 1, "installation_id": 1, "user_id": name, "person_id": number, "seen_at": NOW}
            await connection.execute(insert(Identity).values(known))


async def _acme(accounts: Accounts) -> dict[str, int]:
    acme = await accounts.account("Alderfen", started_on=date(2025, 9, 10), channel="CACME")
    await accounts.ends_in_march(acme)
    dana = await accounts.person(acme, "Dana Reyes", title="COO", role="decision maker")
    await accounts.reach(acme, "first-value", date(2025, 10, 1))
    said = {}
    for kind, words in (("question", "can groups be synced?"), ("wish", "an offline mode")):
        entry = await log(accounts.write(), acme, words)
        said[kind] = Saying(account_id=acme, kind=kind, words=words, said_on=NOW.date(), by_id=accounts.owner)
        said[kind].event_id = entry.event_id
    logged = await log(accounts.write(), acme, "met the COO, wants the slide")
    asked = AdvocacyAsk(
        account_id=acme, kind="case-study", state="asked", asked_on=at(2).date(), asked_by=accounts.owner
    )
    asked.note = "Case about quarters"
    released = Release(name="Reports", folded="reports", released_on=at(9).date(), by_id=accounts.owner, at=at(9))
    twice = {"first_key": "alderfen", "second_key": "alderfen", "by": "name", "called": "x", "accounts": [acme]}
    question = FileQuestion(kind="double", subject="alderfen | alderfen", refs=twice, asked_at=NOW)
    await accounts.add(asked, released, question, *said.values())
    offer = PutForward(account_id=acme, kind="offer", what="x", name="a named engineer", made_on=at(5).date())
    offer.by_id, offer.event_id = accounts.owner, logged.event_id
    await accounts.add(offer)
    page = await _page(accounts, acme)
    todo = await accounts.todo(acme, "stuck")
    change = await accounts.one(select(ChangeRecord.id).order_by(ChangeRecord.id.desc()).limit(1))
    return {
        "acme": acme,
        "dana": dana,
        "event": logged.event_id,
        "ask": asked.id,
        "asked": said["question"].id,
        "wish": said["wish"].id,
        "offer": offer.id,
        "release": released.id,
        "question": question.id,
        "todo": todo,
        "page": page,
        "change": change,
    }


async def _page(accounts: Accounts, acme: int) -> int:
    """One that Dana reads."""
    chosen = PageChoices()
    async with accounts.store.read(1) as db:
        page = await page_to_publish(db, accounts.library, acme, chosen, OLGA, NOW)
    assert page is not None
    done = await publish(accounts.write(), acme, page.model_dump(mode="json"), chosen.model_dump(mode="json"), 30)
    return done.page_id


# The paths


def command(name: str, text: str) -> Inbound:
    return Inbound(
        "command",
        Caller("", ""),
        f"{name} {text}",
        Place("CHALL"),
        name=name,
        text=text,
        takes=frozenset({"message", "form"}),
        trigger="now",
    )


WRITES = {
    "log": "met the COO",
    "health": "40 until 3 Feb because the sponsor left",
    "ask": "reference",
    "draft": "to the COO",
    "survey": "",
    "renewal": "",
}


def commands() -> Iterator[Inbound]:
    for name in typed.BY_NAME:
        yield command(name, "")
    for text in ("alderfen", "#{acme}", '"Alderfen"', "help"):
        yield command("journey", text)
    for word in WORDS:
        for one in (word.word, *word.also):
            yield command("journey", f"alderfen {one}")
            yield command("journey", f"{one} alderfen")
        yield command("journey", f"alderfen {word.word} {WRITES.get(word.word, '')}".strip())
    for overview in OVERVIEWS:
        for rest in ("", "all", "csm olga", "by csm"):
            yield command("journey", f"{overview.word} {rest}".strip())
    yield command("journey", 'release "Reports"')
    yield command("journey", 'release "Later" on 2030-03-01 expects first value +5')
    yield command("journey", "multiplier alderfen")
    for text in ("alderfen", "alderfen dana", "alderfen dana ceo because she asked for returns"):
        yield command("persona", text)
    for text in ("add alderfen send the notes by Fri", "add alderfen", "list"):
        yield command("cta", text)


def others() -> Iterator[Inbound]:
    who = Caller("", "")
    for text in (
        "how is Alderfen?",
        "prep me for Alderfen",
        "who is at risk?",
        "log for alderfen: met the COO",
        "what is due?",
    ):
        yield Inbound("mention", who, f"mention {text}", Place("CHALL"), text=text)
        yield Inbound("mention", who, f"direct {text}", Place("DIRECT", direct=True), text=text)
    for place in ("CHALL", "CACME"):
        yield Inbound(
            "shortcut",
            who,
            f"shortcut {place}",
            Place(place),
            quoted="they called",
            trigger="now",
            takes=frozenset({"form"}),
        )
    yield Inbound("home", who, "home", Place())


ACCOUNT = "{acme}"
TODO = "{todo}"
ABOUT_THE_ACCOUNT = (
    actions.CARD,
    actions.PREP,
    actions.MAP,
    actions.WHY,
    actions.HISTORY,
    actions.TASKS,
    actions.ACCOUNT_TODOS,
    actions.HEALTH,
    actions.MULTIPLIER,
    actions.HEALTH_SET,
    actions.HEALTH_LIFT,
    actions.LOG,
    actions.LOG_ADD,
    actions.CHAMPION,
    actions.PERSONAS,
    actions.RENEWAL,
    actions.POST_MORTEM,
    actions.SURVEY,
    actions.VIEW,
    actions.SHARE,
    actions.HAND_OVER,
    actions.SHARE_NOW,
    actions.TODO_ADD,
    actions.ADVOCACY,
    actions.PLAN_SUCCESS,
    actions.PLAN_RETURN,
    actions.PLAN_CALENDAR,
    actions.PAGE,
    actions.PAGE_FILE,
    actions.PAGE_PUBLISH,
)
ABOUT_THE_TODO = (
    actions.REACHED_OUT,
    actions.NOT_A_PROBLEM,
    actions.DONE,
    actions.REASSIGN,
    actions.TODO_WHY,
    actions.LEAD,
)
ABOUT_MANY = (
    actions.CHURN,
    actions.FEEDBACK,
    actions.PORTFOLIO,
    actions.TODOS,
    actions.SETTINGS,
    actions.FIGURES_OPEN,
    actions.FIGURES_CLOSE,
    actions.REVISIT,
)
# The target of each button, and what is chosen in it where it is a menu.
TARGETS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(ABOUT_THE_ACCOUNT, (ACCOUNT, "")),
    **dict.fromkeys(ABOUT_THE_TODO, (TODO, "")),
    **dict.fromkeys(ABOUT_MANY, ("", "")),
    actions.MORE: (ACCOUNT, actions.HEALTH),
    actions.MAP_STAGE: (ACCOUNT, "expand"),
    actions.LOG_WITH: ("{event}/{dana}", ""),
    actions.LOG_ANSWERS: ("{event}/" + TODO, ""),
    actions.LOG_KIND: ("{event}/wish", ""),
    actions.ANSWERED: ("{asked}", ""),
    actions.NOT_A_QUESTION: ("{asked}", ""),
    actions.WISH: ("{wish}", ""),
    actions.LOG_STEP: ("{event}/20260109", ""),
    actions.PROMISE: ("{event}", ""),
    actions.PROMISE_WORDS: ("{event}", ""),
    actions.TASK_DONE: ("{acme}/goal-agreed", ""),
    actions.PAGE_AGAIN: ("{page}", ""),
    actions.PAGE_WITHDRAW: ("{page}", ""),
    actions.PLAN_STEP: (ACCOUNT, "team-trained"),
    actions.PLAN_GOAL: (ACCOUNT, "new"),
    actions.SEND_THIS: ("{acme}/goal-agreed", ""),
    actions.DRAFT: ("account/{acme}", ""),
    actions.CELEBRATE: ("{acme}/first-value", ""),
    actions.FORECAST_CALL: ("account/{acme}/commit", ""),
    actions.ADVOCACY_ASK: ("{acme}/reference", ""),
    actions.ADVOCACY_ANSWER: ("{ask}", ""),
    actions.REVIEW: ("{acme}/ebr", ""),
    actions.REVIEW_DECIDED: ("{acme}/ebr", ""),
    actions.PERSONA_FORM: ("{dana}", ""),
    actions.PERSONA_TAG: ("{dana}", "ceo"),
    actions.PREP_ONE: ("{dana}", ""),
    actions.LATER: (TODO, "tomorrow"),
    actions.TODO_MORE: (TODO, "card"),
    actions.HELD_BACK: ("{digest}", ""),
    actions.ANSWER: ("{digest}", "reached-out/{todo}"),
    actions.CHASE: (TODO, ""),
    actions.CHANGES: ("since yesterday", ""),
    actions.CHANGED_CARD: ("", ACCOUNT),
    actions.WAITING: ("{digest}", ""),
    actions.QUIET: ("{digest}", ""),
    actions.FORECASTS: ("{digest}", ""),
    actions.PROPOSALS: ("{digest}", ""),
    actions.UNDO: ("{change}", ""),
    actions.RELEASE: ("{release}", ""),
    actions.LIST: ("at-risk as file", ""),
    actions.FORECAST: ("retention", ""),
    actions.LOAD: ("", ""),
    actions.FIGURE: ("funnel", ""),
    actions.COUNTED: ("churn", ""),
    actions.RUN: ("1", ""),
    actions.SETUP: ("dates", ""),
    actions.PLACE: ("{acme}/adopt", ""),
    actions.FILE_ANSWER: ("{question}/two", ""),
}
FILLED: dict[str, tuple[str, dict[str, str]]] = {
    actions.LOG_SAVE: (ACCOUNT, {"note": "they called"}),
    actions.LEAD_SAVE: (TODO, {"whom": "Kim", "why": "92% of seats"}),
    actions.PROPOSALS_SAVE: ("{digest}", {"{offer}": "taken"}),
    actions.WISH_SAVE: ("{wish}", {"outcome": "planned"}),
    actions.HAND_OVER_SAVE: (ACCOUNT, {"owner": "11"}),
    actions.SURVEY_SAVE: (ACCOUNT, {"nps": "9", "words": "good"}),
    actions.CHAMPION_SAVE: (ACCOUNT, {"who": "new", "name": "Nina New"}),
    actions.VIEW_SAVE: (ACCOUNT, {"view": "worried", "note": "quiet"}),
    actions.HEALTH_SAVE: (ACCOUNT, {"score": "40", "until": "2026-02-03", "reason": "the sponsor left"}),
    actions.RENEWAL_SAVE: (ACCOUNT, {"call": "probable"}),
    actions.POST_MORTEM_SAVE: (ACCOUNT, {"reason": "value"}),
    actions.PAGE_PUBLISH_SAVE: ("{acme}/plan", {"days": "30"}),
    actions.PLAN_STEP_SAVE: ("{acme}/team-trained", {"ends_on": "2026-02-03"}),
    actions.PLAN_SUCCESS_SAVE: (ACCOUNT, {"outcome": "reports in an hour"}),
    actions.PLAN_RETURN_SAVE: (ACCOUNT, {"spent": "240k", "currency": "EUR"}),
    actions.PLAN_GOAL_SAVE: (
        "{acme}/new",
        {"goal": "Report", "then_value": "8", "then_on": "2025-09-01", "target": "4", "due_on": "2026-03-03"},
    ),
    actions.TODO_SAVE: (ACCOUNT, {"title": "send the notes"}),
    actions.DRAFT_SENT: ("account/{acme}", {"text": "Hello", "channel": "mail"}),
    actions.ADVOCACY_ASKED: ("{acme}/reference", {"text": "Hello", "channel": "mail"}),
    actions.ADVOCACY_ANSWER_SAVE: ("{ask}", {"state": "granted"}),
    actions.REVIEW_SAVE: ("{acme}/ebr", {"note": "held"}),
    actions.REVISIT_SAVE: ("ceo/land", {"success": "a slide"}),
    actions.PERSONA_SEEN: ("{dana}", {"evidence": "asked for returns"}),
    actions.NOT_A_PROBLEM_SAVE: (TODO, {"why": "holidays"}),
    actions.LATER_SAVE: (TODO, {"until": "2026-01-12"}),
    actions.REASSIGN_SAVE: (TODO, {"owner": "tim"}),
    actions.WAITING_SAVE: ("{digest}", {"todos": TODO, "deed": "later", "until": "2026-01-12"}),
    actions.FORECASTS_SAVE: ("{digest}", {ACCOUNT: "probable"}),
    actions.SETUP: ("dates", {ACCOUNT: "2026-09-01"}),
    actions.SETTINGS_SAVE: (
        "",
        {"digest_at": "07:15", "digest_days": "1", "work_from": "09:00", "work_to": "17:00", "alert_budget": "3"},
    ),
}


def clicks() -> Iterator[Inbound]:
    """In an answer to somebody, and in a message that others read too."""
    click = Inbound("click", Caller("", ""), "", Place("CHALL"), trigger="now", takes=frozenset({"form"}))
    for name, (target, value) in TARGETS.items():
        yield replace(click, delivery_key=f"click {name}", action=name, target=target, value=value)
        yield replace(click, delivery_key=f"shared {name}", action=name, target=target, value=value, in_sent=True)


def forms() -> Iterator[Inbound]:
    form = Inbound("form", Caller("", ""), "", Place("CHALL"))
    for name, (target, fields) in FILLED.items():
        asked = tuple(fields)
        yield replace(form, delivery_key=f"form {name}", action=name, target=target, fields=fields, inputs=asked)


def paths(office: Office) -> list[Inbound]:
    found = [*commands(), *others(), *clicks(), *forms()]
    return [
        replace(
            one,
            delivery_key=f"{number} {one.delivery_key}",
            text=one.text.replace("{acme}", str(office.ids["acme"])),
            target=one.target.format(**office.ids),
            value=one.value.format(**office.ids),
            fields={name.format(**office.ids): str(value).format(**office.ids) for name, value in one.fields.items()},
            inputs=tuple(name.format(**office.ids) for name in one.inputs),
        )
        for number, one in enumerate(found)
    ]


def test_every_button_and_form_has_been_decided_on() -> None:
    assert set(TARGETS) == set(ACTIONS), "say what such a button is about, so that it is tried by everybody"
    assert set(FILLED) == set(FORMS), "say how such a form is filled in, so that it is tried by everybody"


def leaks(said: str) -> list[str]:
    return [secret for secret in SECRETS if secret in said]


NOT_HERS = "belongs to Olga Owner"
OF_HERS = frozenset(FILLED) - {actions.REVISIT_SAVE, actions.SETUP, actions.SETTINGS_SAVE, actions.POST_MORTEM_SAVE}


def opened(said: str) -> list[str]:
    """The forms about her account that stand open now; one that asks which account is about none yet."""
    named = said.replace('"action":"log-save","target":""', "")
    return [name for name in OF_HERS if f'"action":"{name}"' in named and '"inputs":' in named]


async def test_the_owner_is_refused_nowhere(office: Office) -> None:
    seen = ""
    for inbound in paths(office):
        said = await office.asks("olga", inbound)
        seen += said
        assert "belongs to" not in said, inbound.delivery_key
        assert "let you write" not in said, inbound.delivery_key
        assert said or inbound.action == actions.SHARE_NOW, inbound.delivery_key
    assert office.house.shared
    # So that the others' silence means something.
    assert {"Dana Reyes", "120k", "wants the slide", "offline mode"} <= set(leaks(seen))


@pytest.mark.parametrize("who", ["nora", "sam"])
async def test_who_is_not_let_in_sees_nothing_on_any_path(office: Office, who: str) -> None:
    before = await office.stands(acme_only=False)
    words = {"nora": "who have been let in", "sam": "not guests and people of other companies"}[who]
    for inbound in paths(office):
        said = await office.asks(who, inbound)
        assert words in said, inbound.delivery_key
        assert "Alderfen" not in said, inbound.delivery_key
        assert not leaks(said), inbound.delivery_key
        if who == "nora":
            assert "Ask maya@milepost.example or mo@" in said, inbound.delivery_key
    assert await office.stands(acme_only=False) == before
    assert await office.accounts.one(select(Identity.id).where(Identity.user_id == who)) is None


@pytest.mark.both_databases
async def test_another_team_neither_reads_nor_writes_it(office: Office) -> None:
    before, refused = await office.stands(acme_only=True), 0
    for inbound in paths(office):
        said = await office.asks("otto", inbound)
        assert not leaks(said), (inbound.delivery_key, leaks(said))
        if "Alderfen" in said:
            assert NOT_HERS in said or "alderfen" in inbound.text.casefold(), inbound.delivery_key
        if inbound.kind in ("command", "mention") and "alderfen" in inbound.text.casefold():
            assert NOT_HERS in said, inbound.delivery_key  # and nothing else is made of it
        if inbound.action in ABOUT_THE_ACCOUNT[:6]:
            assert "in another team than yours. Ask them, or maya@" in said, inbound.delivery_key
        refused += NOT_HERS in said
    assert refused > len(WORDS)
    assert await office.stands(acme_only=True) == before


async def test_a_teammate_reads_and_is_told_whom_to_ask_before_writing(office: Office) -> None:
    before, refused, seen = await office.stands(acme_only=True), set(), ""
    for inbound in paths(office):
        said = await office.asks("tim", inbound)
        seen += said
        assert not opened(said), (inbound.delivery_key, opened(said))
        if NOT_HERS in said:
            assert "Ask them, or maya@" in said, inbound.delivery_key
            refused.add(inbound.action)
    assert {"Dana Reyes", "120k", "wants the slide"} <= set(leaks(seen))
    assert refused >= OF_HERS - {actions.PERSONA_SEEN}  # which only proposes
    assert await office.stands(acme_only=True) == before


async def test_a_viewer_reads_and_changes_nothing_at_all(office: Office) -> None:
    await office.asks("vera", Inbound("home", Caller("", ""), "first"))  # her name comes from the chat
    before, seen = await office.stands(acme_only=False), ""
    for inbound in paths(office):
        if inbound.action == actions.SETTINGS_SAVE:
            continue  # how they are reached is everybody's own
        said = await office.asks("vera", inbound)
        seen += said
        assert not opened(said), (inbound.delivery_key, opened(said))
        if inbound.kind == "form":
            assert "You can read here, and change nothing" in said or inbound.action in (
                actions.PERSONA_SEEN,
                actions.POST_MORTEM_SAVE,
                actions.SETUP,
            ), (inbound.delivery_key, said)
    assert {"Dana Reyes", "120k", "wants the slide"} <= set(leaks(seen))
    assert await office.stands(acme_only=False) == before
    assert not office.house.shared


async def test_before_the_first_import_whoever_asks_reads_how_it_is_set_up(office: Office) -> None:
    async with office.accounts.store.everywhere(writes=True) as connection:
        for table in reversed(Base.metadata.sorted_tables):
            if "account_id" in table.c or table.name == "accounts":
                await connection.execute(table.delete())
    for who in ("nora", "olga"):
        said = await office.asks(who, command("journey", ""))
        assert "milepost import accounts accounts.csv" in said


@pytest.mark.parametrize("access", ["team", "all"])
async def test_the_setting_opens_more_to_csms(office: Office, access: str) -> None:
    await office.accounts.change(Workspace, 1, csm_access=access)
    assert "Saved" in await office.asks("tim", command("journey", "alderfen log met the COO"))
    said = await office.asks("otto", command("journey", "alderfen log met the COO"))
    assert ("Saved" in said) is (access == "all")
    assert "You can read here" in await office.asks("vera", command("journey", "alderfen log met the COO"))


async def test_who_has_a_to_do_elsewhere_answers_it(office: Office) -> None:
    otto = await office.accounts.one(select(Person.id).where(Person.email == USERS["otto"]))
    await office.accounts.change(Cta, office.ids["todo"], owner_id=otto)
    click = next(one for one in paths(office) if one.action == actions.REACHED_OUT)
    assert "you reached out" in await office.asks("otto", click)
    assert await office.accounts.one(select(AccountEvent.by_id).where(AccountEvent.key == "reached-out")) == otto


ONLY_IN_ANSWERS = (actions.LOG_ANSWERS,)  # below what one has logged, where its other questions stay


async def test_a_click_has_one_reply_and_never_two(office: Office) -> None:
    """In an answer to somebody, in an alert and in a digest: the message changes in place, or another one comes."""
    store, ids = office.accounts.store, office.ids
    alert = await _stand_in_chat(office)
    pressed = [one for one in paths(office) if one.kind == "click"]
    for number, click in enumerate(one for one in pressed if not (one.in_sent and one.action in ONLY_IN_ANSWERS)):
        for row in (ids["digest"], alert) if click.in_sent else (None,):
            async with store.write(1) as db:
                cta = await db.get_one(Cta, ids["todo"])
                cta.state, cta.wake_on, cta.owner_id = "open", None, office.accounts.owner
                await db.execute(update(Outgoing).values(edit=False))
            before = office.house.told
            inbound = replace(click, caller=Caller("T1", "olga"), delivery_key=f"{number} {row}", message=str(row))
            reply = await office.desk.receive(inbound)
            await office.desk.background.idle()
            edited = await office.accounts.one(select(Outgoing.edit).where(Outgoing.id == row)) if row else False
            shown = office.house.told - before + (reply.message is not None) + (reply.form is not None) + bool(edited)
            assert shown <= 1, (click.action, "alert" if row == alert else row)
            if click.in_sent and click.action in (actions.REACHED_OUT, actions.DONE, actions.CHASE):
                assert edited, click.action  # the same, and not because nothing happened


async def _stand_in_chat(office: Office) -> int:
    """The digest and an alert that speak of Olga's to-do, as they were posted; the alert's row."""
    async with office.accounts.store.write(1) as db:
        cta = await db.get_one(Cta, office.ids["todo"])
        cta.rule = "hand"
        digest = await db.get_one(Outgoing, office.ids["digest"])
        refs = {"todos": [cta.id]}
        digest.refs = {**(digest.refs or {}), "ctas": [cta.id], "items": [refs], "also": [], "told_ctas": []}
        number = await queue(db, kind="alert", once="a", now=NOW, refs={}, person_id=digest.person_id, cta_id=cta.id)
        for row in (digest, await db.get_one(Outgoing, number)):
            row.state, row.message, row.posted_channel, row.posted_ts = "sent", {"title": []}, "CHALL", str(row.id)
    return number
