"""Every word, button and form that there is, taken over Teams' wire: those of who owns the account, and of who may read
nothing of it. The paths are those of `tests/handlers/test_rights.py`, so a new one is taken here too."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import insert

from bot import actions
from bot.conversation import Inbound
from bot.message import Form
from bot.store.tables import Installation, Outgoing, PutForward
from bot.surfaces.teams.render.check import parts_of
from bot.surfaces.teams.render.elements import CHOSEN
from bot.surfaces.teams.render.message import open_dialogs, render_message
from bot.talk.examples import EXAMPLES
from tests.given.book import NOW
from tests.given.teams.small_teams import (
    CS_TEAM,
    FAY,
    GUS,
    NORA,
    OLGA,
    OTHER_TENANT,
    SHARED,
    TEAM,
    TENANT,
    TIM,
    SmallTeams,
    chat_of,
)
from tests.given.teams.teams_town import TeamsTown, at_work, served
from tests.handlers import test_rights as rights

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
Json = dict[str, Any]
office = rights.office  # Olga's Alderfen, with something on record of every kind
BROKEN = ("That didn't work", "I couldn't open a form")


@dataclass
class Walk:
    """Somebody goes every way there is. channel: where; None: in their chat. dialogs: whether their client has any."""

    town: TeamsTown
    office: rights.Office
    who: str
    channel: str | None = None
    dialogs: bool = True
    heard: set[tuple[str, int]] = field(default_factory=set)

    @property
    def teams(self) -> SmallTeams:
        return self.town.teams

    async def reads(self, path: Inbound) -> str:
        """All that anybody reads when they take it."""
        return said_in(await self.takes(path)) + await self.hears()

    async def hears(self) -> str:
        """All that was said since, to whomever."""
        await self.town.settled()
        new = [one for one in self.teams.messages if (one.id, one.changes) not in self.heard]
        self.heard |= {(one.id, one.changes) for one in new}
        return "".join(f"\n{one.text}" for one in new)

    async def takes(self, path: Inbound) -> Any:
        if path.kind in ("command", "mention", "home"):
            text = {"command": f"{path.name} {path.text}", "mention": path.text, "home": "home"}[path.kind]
            await self.town.people.types(self.who, text.strip(), self.channel)
            return {}
        if path.kind == "shortcut":
            value = {"commandId": "log_to_account", "messagePayload": {"body": {"content": path.quoted}}}
            return await self._sends("composeExtension/fetchTask", value)
        data: Json = {"action": path.action, "target": path.target}
        if path.kind == "form":
            return await self.sends_form(data | {"form": list(path.inputs)} | dict(path.fields))
        value = {"value": path.value} if path.value else {}
        return await self.presses(data | value | ({} if path.in_sent else {"alone": "1"}))

    async def presses(self, data: Json) -> Any:
        """As the renderer has Teams do it: into a dialog, or in the card."""
        drawn = {"type": "Action.Execute", "associatedInputs": "none", "verb": "act", "data": data}
        if self.dialogs:
            open_dialogs(drawn)
        if drawn["type"] == "Action.Submit":
            return await self._sends("task/fetch", {"data": drawn["data"]})
        return await self._sends("adaptiveCard/action", {"action": {"type": "Action.Execute", "data": data}})

    async def sends_form(self, data: Json) -> Any:
        return await self._sends("task/submit", {"data": data})

    async def _sends(self, name: str, value: Json) -> Any:
        sent = self.town.people.activity(self.who, self.channel, type="invoke", name=name, value=value, replyToId="m0")
        status, answer = await self.town.people.sends(sent)
        assert status == 200, (name, value, status, answer)
        return answer


def said_in(answer: Any) -> str:
    """All that a person reads of it."""
    return json.dumps(answer, ensure_ascii=False).replace("\u2060", "")


@asynccontextmanager
async def in_teams(office: rights.Office, *, dialogs: bool = True) -> AsyncIterator[TeamsTown]:
    """Gus is a guest in the team's channels, Fay of another company in a shared one. Nora has no role."""
    accounts = office.accounts
    async with accounts.store.everywhere(writes=True) as connection:
        ours = {"workspace_id": accounts.workspace, "surface": "teams", "team_id": TENANT}
        await connection.execute(insert(Installation).values(ours))
    teams = SmallTeams()
    teams.members[TEAM] = teams.members[CS_TEAM] = [OLGA, TIM, NORA, GUS]
    teams.members[SHARED] = [OLGA, GUS, FAY]
    async with served(teams.application()) as teams.address, at_work(accounts, teams, dialogs=dialogs) as town:
        await town.people.adds_to_team()
        teams.installed.add(FAY)  # so that she can be told
        for who in (OLGA, TIM, NORA, GUS):
            await town.installs(who)
        yield town


def taken(office: rights.Office) -> list[Inbound]:
    """Each word in one of the ways to type it, each button as it stands in an answer, each form."""
    found: dict[tuple[str, ...], Inbound] = {}
    for path in rights.paths(office):
        words = [one for one in path.text.split() if one != "alderfen"] or [""]
        typed = (path.kind, path.name, words[0])
        found[typed if path.kind == "command" else (path.kind, path.action or path.delivery_key)] = path
    return [replace(one, in_sent=False) for one in found.values()]


async def test_the_owner_gets_an_answer_on_every_path_and_where_outsiders_read_it_is_in_her_chat(
    office: rights.Office, caplog
) -> None:
    async with in_teams(office) as town:
        walk, told = Walk(town, office, OLGA), ""
        with caplog.at_level(logging.ERROR):
            for path, walk.channel in zip(taken(office), cycle((CS_TEAM, SHARED))):
                said = await walk.reads(path)
                assert not [word for word in BROKEN if word in said], (path.delivery_key, said)
                assert said.strip("{} \n") or path.action == actions.SHARE_NOW, path.delivery_key
                told += said
        assert {one.channel for one in town.teams.messages} == {chat_of(who) for who in (OLGA, TIM, NORA, GUS)}
    assert [record.getMessage() for record in caplog.records] == []
    assert {"Dana Reyes", "wants the slide"} <= set(rights.leaks(told))  # so that the others' silence means something


def drawn_buttons() -> dict[tuple[str, str], Json]:
    """What the buttons of all our messages carry, each kind of press once."""
    found: dict[tuple[str, str], Json] = {}
    for _, example in EXAMPLES:
        drawn = {} if isinstance(example, Form) else render_message(example)
        for part in parts_of(drawn):
            data = part.get("data")
            if isinstance(data, dict):
                chosen = {f"{CHOSEN}1": "2026-01-12"} if part.get("associatedInputs") != "none" else {}
                found.setdefault((data["action"], str(data.get("value"))), data | chosen)
    return found


async def test_each_button_of_each_message_is_answered(office: rights.Office, caplog) -> None:
    """Of a message that speaks of what is there, and of one that is long out of date."""
    async with in_teams(office) as town:
        walk = Walk(town, office, OLGA)
        with caplog.at_level(logging.ERROR):
            for (action, _), data in drawn_buttons().items():
                ours = rights.TARGETS[action][0].format(**office.ids)
                for target in dict.fromkeys((data["target"], ours)):
                    said = said_in(await walk.presses(data | {"target": target})) + await walk.hears()
                    assert not [word for word in BROKEN if word in said], (action, target, said)
    assert [record.getMessage() for record in caplog.records] == []


async def openable(office: rights.Office) -> dict[str, str]:
    """What each button that opens a form is about, where there is something to ask."""
    accounts, ids = office.accounts, office.ids
    calm = await accounts.account("Brightwater", started_on=date(2025, 9, 10))  # which has no renewal date
    lost = await accounts.account("Ravenmoor", status="churned", churned_on=NOW.date())
    waits = [await accounts.todo(ids["acme"], "hand", occurrence=f"t{n}", opened_on=NOW.date()) for n in (1, 2)]
    refs = {"ctas": [ids["todo"], *waits], "items": [{"todos": [waits[0]], "forecasts": True}]}
    offer = PutForward(
        account_id=calm, kind="offer", what="x", name="a named engineer", made_on=NOW.date(), by_id=11, event_id=1
    )
    await accounts.add(offer)
    await accounts.change(Outgoing, ids["digest"], refs={**refs, "proposals": [offer.id]})
    targets = {action: rights.TARGETS[action][0].format(**ids) for action in sorted(actions.OPEN_FORMS)}
    ready = await accounts.todo(calm, "hand", opened_on=NOW.date())  # nobody is sold to where a renewal is near
    return targets | {actions.POST_MORTEM: str(lost), actions.LEAD: str(ready)}


@pytest.mark.parametrize("dialogs", [True, False], ids=["dialogs", "cards"])
async def test_each_button_that_opens_a_form_opens_one(office: rights.Office, dialogs: bool) -> None:
    targets = await openable(office)
    async with in_teams(office, dialogs=dialogs) as town:
        walk = Walk(town, office, OLGA, dialogs=dialogs)
        for action, target in targets.items():
            answer = await walk.presses({"action": action, "target": target})
            below = await walk.hears()
            where, elsewhere = (said_in(answer), below) if dialogs else (below, said_in(answer))
            assert '"form": [' in where, (action, where, elsewhere)
            assert "Input." in where, action
            assert '"form": [' not in elsewhere, action


SECRETS = (*rights.SECRETS, "Alderfen", "Olga Owner")
OUTSIDE = {GUS: "not guests and people of other companies", FAY: "not guests and people of other companies"}


async def stands(office: rights.Office) -> Json:
    """All that is known, but for where anybody was heard."""
    return {name: rows for name, rows in (await office.stands(acme_only=False)).items() if name != "platform_notes"}


@pytest.mark.parametrize(("who", "channel"), [(GUS, CS_TEAM), (FAY, SHARED), (NORA, None)])
async def test_who_may_read_nothing_reads_nothing(office: rights.Office, who: str, channel: str | None) -> None:
    async with in_teams(office) as town:
        walk, before = Walk(town, office, who, channel), await stands(office)
        await walk.hears()
        for path in taken(office):
            said = await walk.reads(path)
            assert not [secret for secret in SECRETS if secret in said], (path.delivery_key, said)
            if who in OUTSIDE:
                assert OUTSIDE[who] in said, (path.delivery_key, said)
        assert not [one for one in town.teams.messages if one.channel in (CS_TEAM, SHARED)]
        assert await stands(office) == before


@pytest.mark.both_databases
async def test_another_tenant_is_nobody(office: rights.Office) -> None:
    async with in_teams(office) as town:
        before = len(town.teams.messages)
        for more in (
            {"channelData": {"tenant": {"id": OTHER_TENANT}}},
            {"conversation": {"id": chat_of(FAY), "conversationType": "personal", "tenantId": OTHER_TENANT}},
        ):
            for kind in ({"text": "/journey alderfen"}, {"type": "invoke", "name": "task/fetch", "value": {}}):
                status, said = await town.people.sends(town.people.activity(FAY) | kind | more)
                assert (status, "Alderfen" in said) == (401, False)
        assert len(town.teams.messages) == before
