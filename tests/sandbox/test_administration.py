"""What the workspace's owners do shows in every answer of the Web API, as Slack documents it."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import LocalWorkspace, SeedUser
from tests.given.small_slack import BOT_TOKEN, OLGA, slack_seed, small_slack


async def refused(call: Any) -> str:
    try:
        await call
    except SlackApiError as error:
        return str(error.response["error"])
    return "not refused"


async def listed(client: AsyncWebClient) -> dict[str, Any]:
    return {one["id"]: one for one in (await client.users_list())["members"]}


async def test_a_deactivated_account_stays_in_the_list_and_gets_no_new_direct_message(
    client: AsyncWebClient, workspace: LocalWorkspace
) -> None:
    direct = workspace.direct_channel("U1")
    workspace.administration.deactivate("U1")
    gone = (await listed(client))["U1"]
    assert (gone["deleted"], "tz" in gone) == (True, False)
    assert await refused(client.conversations_open(users="U1")) == "user_disabled"
    assert await refused(client.users_lookupByEmail(email="mara@northwind.example")) == "users_not_found"
    assert (await client.conversations_info(channel=direct))["channel"]["is_user_deleted"]
    assert (await client.chat_postMessage(channel=direct, text="Nobody reads this"))["ok"]
    workspace.administration.reactivate("U1")
    assert not (await listed(client))["U1"]["deleted"]


async def test_an_account_that_vanished_is_unknown(client: AsyncWebClient, workspace: LocalWorkspace) -> None:
    workspace.administration.vanish("U1")
    assert "U1" not in await listed(client)
    assert await refused(client.users_info(user="U1")) == "user_not_found"
    assert await refused(client.conversations_open(users="U1")) == "user_not_found"


async def test_without_the_scope_profiles_lack_their_addresses(
    client: AsyncWebClient, workspace: LocalWorkspace
) -> None:
    workspace.administration.show_emails(False)
    assert not any("email" in one["profile"] for one in (await listed(client)).values())
    workspace.administration.change_email("U1", "mara.new@northwind.example")
    workspace.administration.show_emails(True)
    assert (await listed(client))["U1"]["profile"]["email"] == "mara.new@northwind.example"


async def test_the_bot_hears_what_changed_about_an_account(bot: Any, workspace: LocalWorkspace, until: Any) -> None:
    heard: list[dict[str, Any]] = []

    @bot.app.event("user_change")
    async def changed(event: dict[str, Any]) -> None:
        heard.append(event)

    workspace.administration.make_guest("U1")
    await until(lambda: heard)
    assert heard[0]["user"]["is_restricted"]
    workspace.administration.tells = False
    workspace.administration.make_member("U1")
    assert len(heard) == 1
    assert not workspace.acting._tasks


async def test_channels_are_archived_renamed_and_left(client: AsyncWebClient, workspace: LocalWorkspace) -> None:
    workspace.administration.rename("C1", "cs-emea")
    workspace.administration.archive("C1")
    info = (await client.conversations_info(channel="C1"))["channel"]
    assert (info["name"], info["is_archived"]) == ("cs-emea", True)
    assert await refused(client.chat_postMessage(channel="C1", text="x")) == "is_archived"
    open_ones = [one["id"] for one in (await client.conversations_list(exclude_archived=True))["channels"]]
    assert "C1" not in open_ones
    assert "C1" in [one["id"] for one in (await client.conversations_list())["channels"]]
    workspace.administration.archive("C1", archived=False)
    workspace.administration.remove_bot("C1")
    assert await refused(client.chat_postMessage(channel="C1", text="x")) == "not_in_channel"
    workspace.administration.invite_bot("C1")
    assert (await client.chat_postMessage(channel="C1", text="x"))["ok"]


async def test_an_enterprises_other_workspaces_are_not_in_the_list_and_say_whose_they_are() -> None:
    other = SeedUser("W2", "pia", "Pia Partner", "pia@milepost.example", team_id="T2")
    async with small_slack(slack_seed((OLGA, other), (), enterprise_id="E1")) as place:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=place.api_url)
        assert set(await listed(client)) == {"UOLGA", "UBOT"}
        user = (await client.users_info(user="W2"))["user"]
        assert (user["team_id"], user["enterprise_user"]["enterprise_id"]) == ("T2", "E1")
        assert (await client.auth_test())["enterprise_id"] == "E1"
    async with small_slack(slack_seed((OLGA,), (), enterprise_id="E1", is_org_wide=True)) as place:
        said = await AsyncWebClient(token=BOT_TOKEN, base_url=place.api_url).auth_test()
        assert (said["is_enterprise_install"], said["team_id"]) == (True, "E1")
