"""`POST /api/messages`, by people of a small Teams: who is heard, what is answered where, and once."""

import pytest
from sqlalchemy import func, select

from bot.store.tables import AccountEvent, Identity
from bot.usecases.workspace.roles import give_role
from tests.given.book import NOW
from tests.given.teams.small_teams import (
    CS_TEAM,
    GUS,
    NORA,
    OLGA,
    SHARED,
    TEAM,
    TENANT,
    TIM,
    Shown,
    TeamsFault,
    chat_of,
)
from tests.given.teams.teams_town import at_work

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_a_command_is_answered_where_it_was_typed(town) -> None:
    await town.installs(OLGA)
    [answer] = await town.types(OLGA, "/journey acme")
    assert "Acme" in answer.text
    assert answer.only == ""
    async with town.milepost.store.read(1) as db:
        found = await db.scalar(select(Identity).where(Identity.user_id == OLGA))
    assert (found.person_id, found.email) == (11, "olga@milepost.example")


async def test_in_a_channel_only_she_reads_the_answer(town) -> None:
    await town.people.adds_to_team()
    [answer] = await town.types(OLGA, "journey acme", CS_TEAM, "1700")
    assert (answer.channel, answer.thread, answer.only) == (CS_TEAM, "1700", f"29:{OLGA}")
    assert town.teams.seen_by(TIM, CS_TEAM) == []


async def test_where_a_channel_whispers_nothing_the_answer_comes_to_her_chat_and_says_why(town) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    town.teams.whispers = False
    [answer] = await town.types(OLGA, "journey acme", CS_TEAM)
    assert answer.channel == f"a:{OLGA}"
    assert "You asked in a channel." in answer.text
    [again] = await town.types(OLGA, "journey globex", CS_TEAM)  # and nobody tries the channel again
    assert again.channel == f"a:{OLGA}"
    assert sum(method == "POST" and CS_TEAM in path for method, path in town.teams.calls) == 1


async def test_where_outsiders_read_nothing_is_shown(town) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    [answer] = await town.types(OLGA, "journey acme", SHARED)
    assert answer.channel == f"a:{OLGA}"
    assert not [one for one in town.teams.messages if one.channel == SHARED]


@pytest.mark.parametrize(
    ("channel", "refused", "said"),
    [
        (None, 1, "Teams didn't take this with buttons"),
        (None, 2, "Ask for a part of it, such as one account"),
        (CS_TEAM, 1, "Teams didn't take this with buttons"),
    ],
)
async def test_an_answer_that_teams_wont_have_is_told_in_a_shorter_form(town, channel, refused, said) -> None:
    await town.people.adds_to_team()
    await town.installs(OLGA)
    left = iter([TeamsFault(413), TeamsFault(400)] if refused == 2 else [TeamsFault(413)])
    town.teams.fails = lambda request: next(left, None) if request.path.endswith("/activities") else None
    [answer] = await town.types(OLGA, "journey acme", channel)
    assert said in answer.text
    assert "Acme" in answer.text
    assert answer.channel == (channel or chat_of(OLGA))
    [card] = await town.types(OLGA, "journey acme", channel)  # and the next one is a card where it was asked for
    assert (card.channel, bool(card.buttons)) == (answer.channel, True)


@pytest.mark.parametrize(("fault", "shown"), [
    (TeamsFault(412), 1), (TeamsFault(429, {"Retry-After": "0.2"}), 1), (TeamsFault(429, {"Retry-After": "900"}), 0),
    (TeamsFault(502, after=True), 1),
])  # fmt: skip
async def test_an_answer_that_is_put_off_for_a_moment_comes_and_comes_once(town, fault, shown) -> None:
    await town.installs(OLGA)
    left = iter([fault])
    town.teams.fails = lambda request: next(left, None) if request.path.endswith("/activities") else None
    assert len(await town.types(OLGA, "/journey acme")) == shown


async def test_what_takes_a_place_is_tried_again_until_it_stands_there(town) -> None:
    await town.installs(OLGA)
    [said] = await town.types(OLGA, "/journey acme log met the COO")
    left = iter([TeamsFault(502, after=True), TeamsFault(504)])
    town.teams.fails = lambda request: next(left, None) if request.method == "PUT" else None
    await town.presses(OLGA, said, "Undo")
    assert "Undo" not in said.buttons
    assert "Undone" in town.teams.seen_by(OLGA)[-1].text
    assert town.teams.seen_by(OLGA)[-1] is said


async def test_what_comes_twice_is_done_and_answered_once(town) -> None:
    await town.installs(OLGA)
    sent = await town.people.types(OLGA, "/journey acme log met the COO")
    await town.settled()
    before = len(town.teams.messages)
    assert (await town.people.sends(sent))[0] == 200
    await town.settled()
    assert len(town.teams.messages) == before
    async with town.milepost.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(AccountEvent)) == 1


async def test_whoever_takes_us_on_sees_their_page_once(town) -> None:
    await town.installs(OLGA)
    [home] = town.teams.seen_by(OLGA)
    assert "Acme" in home.text or "account" in home.text


async def test_a_guest_and_who_isnt_let_in_read_nothing_of_an_account(town) -> None:
    for who, said in ((GUS, "people of the company"), (NORA, "Milepost")):
        await town.installs(who)
        [answer] = await town.types(who, "/journey acme")
        assert said in answer.text
    assert not any("Acme" in one.text for who in (GUS, NORA) for one in town.teams.seen_by(who))


async def logged(town) -> list[AccountEvent]:
    async with town.milepost.store.read(1) as db:
        return list(await db.scalars(select(AccountEvent).order_by(AccountEvent.id)))


async def test_a_button_answers_in_place_and_can_be_undone(town) -> None:
    await town.installs(OLGA)
    [said] = await town.types(OLGA, "/journey acme log met the COO")
    assert "Undo" in said.buttons
    before = len(town.teams.messages)
    await town.presses(OLGA, said, "Undo")
    assert len(town.teams.messages) == before  # it stands where the log stood
    assert said.changes == 1
    assert "Undo" not in said.buttons
    assert [one.undone_at is not None for one in await logged(town)] in ([True], [])


async def test_a_form_stands_in_the_chat_keeps_what_is_wrong_and_gives_way_to_its_answer(town) -> None:
    await town.installs(OLGA)
    [said] = await town.types(OLGA, "/journey acme log call")
    await town.presses(OLGA, said, "Add details")
    form = town.teams.seen_by(OLGA)[-1]
    send = form.buttons[-1]
    wrong = {"note": "call", "next_on": "2026-01-09", "next_step": ""}
    answer = await town.presses(OLGA, form, send, **wrong)
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    again = answer["value"]
    assert any(part.get("id") == "next_on" and part.get("value") == "2026-01-09" for part in again["body"])
    assert any("Attention" in str(part) for part in again["body"])
    data = again["actions"][0]["data"]
    right = {"note": "call with Dana", "next_on": "2026-01-09", "next_step": "ring"}
    answer = await town.people.invokes(OLGA, form, data | right)
    await town.settled()
    assert "ring" in str(answer["value"])  # for who sent it, at once
    assert form.changes == 1  # and for good
    assert "ring" in form.text
    assert await town.people.invokes(OLGA, form, data | right)  # sent once more from a client that still shows it
    await town.settled()
    assert sum("call with Dana" in (one.note or "") for one in await logged(town)) == 1


async def test_a_form_that_stood_open_over_a_restart_is_shown_anew_with_what_was_typed(town, accounts) -> None:
    await town.installs(OLGA)
    [said] = await town.types(OLGA, "/journey acme log call")
    await town.presses(OLGA, said, "Add details")
    form = town.teams.seen_by(OLGA)[-1]
    async with at_work(accounts, town.teams) as later:
        answer = await later.presses(OLGA, form, form.buttons[-1], note="call", next_on="2026-01-09", next_step="")
    assert any(part.get("id") == "next_on" and part.get("value") == "2026-01-09" for part in answer["value"]["body"])


async def test_a_form_for_her_alone_in_a_channel(town) -> None:
    await town.people.adds_to_team()
    [said] = await town.types(OLGA, "journey acme log call", CS_TEAM, "1700")
    await town.presses(OLGA, said, "Add details")
    form = town.teams.seen_by(OLGA, CS_TEAM)[-1]
    assert (form.only, form.thread) == (f"29:{OLGA}", "1700")
    await town.presses(OLGA, form, form.buttons[-1], note="call with Dana", next_on="", next_step="")
    assert "Dana" in form.text
    assert town.teams.seen_by(TIM, CS_TEAM) == []


async def test_the_message_action_opens_a_dialog_with_the_words_and_is_answered_in_the_chat(town) -> None:
    await town.installs(OLGA)
    value = {
        "commandId": "log_to_account",
        "commandContext": "message",
        "messagePayload": {"body": {"contentType": "html", "content": "<p>Dana wants <b>20</b> seats</p>"}},
    }
    at = {"conversation": {"id": "19:others@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}}
    opened = town.people.activity(OLGA, type="invoke", name="composeExtension/fetchTask", value=value) | at
    status, answer = await town.people.sends(opened)
    assert status == 200
    dialog = answer["task"]["value"]
    assert (answer["task"]["type"], dialog["card"]["contentType"].split(".")[-2:]) == ("continue", ["card", "adaptive"])
    drawn = dialog["card"]["content"]
    assert "Dana wants 20 seats" in str(drawn)
    [send] = drawn["actions"]
    assert send["type"] == "Action.Submit"
    typed = {part["id"]: part.get("value", "") for part in drawn["body"] if "id" in part}
    names = [part["id"] for part in drawn["body"] if part.get("type") == "Input.ChoiceSet"]
    account = next(
        (
            c["value"]
            for part in drawn["body"]
            if part.get("id") in names[:1]
            for c in part["choices"]
            if "Acme" in c["title"]
        ),
        "",
    )
    data = send["data"] | typed | ({names[0]: account} if account else {"account": "Acme"})
    sent = town.people.activity(
        OLGA, type="invoke", name="composeExtension/submitAction", value={"commandId": "log_to_account", "data": data}
    )
    status, answer = await town.people.sends(sent | at)
    await town.settled()
    assert (status, answer) == (200, {})
    assert "Dana wants 20 seats" in town.teams.seen_by(OLGA)[-1].text
    assert [one.note for one in await logged(town)] == ["Dana wants 20 seats"]


async def test_home_is_one_card_that_follows_what_it_shows(town) -> None:
    await town.installs(OLGA)
    [home] = await town.types(OLGA, "home")
    assert "Change" in home.buttons
    await town.presses(OLGA, home, "Change")
    form = town.teams.seen_by(OLGA)[-1]
    values = {"digest_at": "07:15", "digest_days": "1,2", "work_from": "09:00", "work_to": "17:00", "alert_budget": "3"}
    await town.presses(OLGA, form, form.buttons[-1], **values)
    assert home.changes >= 1
    assert "07:15" in home.text


async def test_the_newest_home_follows_what_is_done_elsewhere_and_no_older_one_stays(town) -> None:
    await town.installs(OLGA)
    [first] = town.teams.seen_by(OLGA)
    [home] = await town.types(OLGA, "home")
    assert (first.buttons, "further down" in first.text) == ([], True)
    assert "missing" in home.text
    [card] = await town.types(OLGA, "/journey acme")
    await town.people.invokes(OLGA, card, {"action": "forecast-call", "target": f"account/{town.acme}/probable"})
    await town.settled()
    assert "missing" not in home.text
    await town.presses(OLGA, town.teams.seen_by(OLGA)[-1], "Undo")
    assert "Acme's forecast is missing again." in town.teams.seen_by(OLGA)[-1].text
    assert "missing" in home.text
    assert [one for one in town.teams.seen_by(OLGA) if "Change" in one.buttons] == [home]


async def test_a_colleague_is_chosen_from_the_team_and_gets_the_todo(town) -> None:
    await town.people.adds_to_team()
    town.teams.members[TEAM].append(GUS)
    await town.installs(OLGA)
    await town.tick()
    [form] = await town.types(OLGA, "/cta add")
    offered = next(one["choices"] for one in town.parts_of(form) if one.get("id") == "owner")
    assert [one["value"] for one in offered] == [NORA, OLGA, TIM]  # and no guest
    typed = {"title": "send the notes", "due_on": "", "note": "", "owner": TIM}
    await town.presses(OLGA, form, form.buttons[-1], **typed)
    assert "Tim Teammate" in form.text


async def test_where_there_are_dialogs_a_form_opens_in_one(town, accounts) -> None:
    await town.installs(OLGA)
    async with at_work(accounts, town.teams, dialogs=True) as there:
        [said] = await there.types(OLGA, "/journey acme log call")
        before = len(town.teams.messages)
        answer = await there.presses(OLGA, said, "Add details")
        drawn = answer["task"]["value"]["card"]["content"]
        assert len(town.teams.messages) == before
        data = drawn["actions"][0]["data"] | {"note": "call", "next_on": "2026-01-09", "next_step": ""}
        again = (await there.people.in_dialog(OLGA, said, data))["task"]["value"]["card"]["content"]
        assert any(part.get("id") == "next_on" and part.get("value") == "2026-01-09" for part in again["body"])
        data = again["actions"][0]["data"] | {"note": "call with Dana", "next_on": "", "next_step": ""}
        assert await there.people.in_dialog(OLGA, said, data) == {}
        await there.settled()
        assert "call with Dana" in town.teams.seen_by(OLGA)[-1].text


async def test_whoever_may_not_write_reads_so_in_the_dialog(town, accounts) -> None:
    await town.people.adds_to_team()
    async with at_work(accounts, town.teams, dialogs=True) as there:
        await give_role(accounts.store, 1, "nora@milepost.example", "viewer", NOW)
        [said] = await there.types(OLGA, "journey acme log call", CS_TEAM)
        answer = await there.presses(NORA, said, "Add details")
        shown = str(answer["task"]["value"])
        assert "You can read here, and change nothing." in shown
        assert "Action.Execute" not in shown
        assert "Input.Text" not in shown


async def test_strangers_read_and_change_nothing_on_any_path(town) -> None:
    await town.installs(OLGA)
    [card] = await town.types(OLGA, "/journey acme log call")
    pressed = [part["data"] for part in town.parts_of(card) if "data" in part]
    events = len(await logged(town))
    sent = {"action": "log-save", "target": str(town.acme), "form": ["note"], "note": "mine now", "opened": "0"}
    value = {"commandId": "log_to_account", "messagePayload": {"body": {"content": "mine now"}}}
    for who in (GUS, NORA):
        await town.installs(who)
        for text in (
            "home",
            "/journey",
            "/persona acme",
            "/cta",
            "when does Acme renew?",
            "/journey acme log mine now",
        ):
            await town.types(who, text)
        theirs = Shown("m0", chat_of(who), "", "", {})
        answers = [await town.people.invokes(who, theirs, data) for data in (*pressed, sent)]
        answers.append(await town.people.in_dialog(who, theirs, pressed[0], "task/fetch"))
        opened = town.people.activity(who, type="invoke", name="composeExtension/fetchTask", value=value)
        answers.append((await town.people.sends(opened))[1])
        await town.settled()
        told = [one.text for one in town.teams.seen_by(who)]
        assert not any(secret in str(answers) + str(told) for secret in ("Dana Reyes", "120k", "Globex", "mine now."))
    assert len(await logged(town)) == events
