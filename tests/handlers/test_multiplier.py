"""The success multiplier as people meet it: typed, and on the bot's Home."""

import json

import pytest
from sqlalchemy import select, update

from bot.store.tables import Person, Workspace
from tests.handlers.conftest import add_account
from tests.handlers.test_figures import text_of

pytestmark = pytest.mark.one_database


async def home(town, user: str) -> str:
    """Open the bot's Home; what stands there."""
    await town.slack.acting.open_home(user)
    await town.settled()
    return json.dumps(town.slack.home(user), ensure_ascii=False)


async def press_home(town, label: str, user: str) -> None:
    view = town.slack.home(user)
    block, button = next(
        (block, one)
        for block in view["blocks"]
        for one in block.get("elements") or []
        if one.get("text", {}) and isinstance(one["text"], dict) and one["text"]["text"] == label
    )
    await town.slack.acting.click_view(user, view["id"], block["block_id"], button["action_id"])
    await town.settled()


async def make_manager(town, person: int = 12) -> None:
    async with town.store.write(1) as db:
        await db.execute(update(Person).where(Person.id == person).values(role="manager"))


async def test_my_own_figure_and_everybodys_come_with_formula_and_inputs(town):
    # method: A7
    await town.types("/journey acme log met the COO")
    mine = text_of(await town.types("/journey multiplier"))
    assert "You and your customers: success" in mine
    assert "= customer" in mine or "customer not known" in mine
    assert "in touch" in mine
    assert "All of us: success" in mine
    assert "Only you see your own figure." in mine
    assert "Secret Corp" not in mine


async def test_an_accounts_figure_is_found_in_both_orders(town):
    # method: A7
    assert "Acme: success" in text_of(await town.types("/journey acme multiplier"))
    assert "Acme: success" in text_of(await town.types("/journey multiplier acme"))
    assert "Secret" not in text_of(await town.types("/journey multiplier secret corp")).replace("secret corp", "")


async def test_a_name_that_would_ping_everybody_is_only_a_name(town):
    # method: A7
    await add_account(town.store, "<!channel> & Co")
    shown = text_of(await town.types('/journey "<!channel> & Co" multiplier'))
    assert "&lt;!channel&gt; &amp; Co: success" in shown
    assert "<!channel>" not in shown


async def test_a_teammate_and_a_manager_see_nobodys_own_figure_while_it_is_closed(town):
    # method: A7
    for _ in range(2):
        shown = text_of(await town.types("/journey multiplier", user="UTIM"))
        assert "Olga" not in shown
        assert "Each CSM, by name" not in shown
        assert "kept back" in shown  # fewer than three CSMs have accounts
        await make_manager(town)
    assert "Each CSM's own figure is theirs alone" in text_of(await town.types("/journey multiplier", user="UTIM"))


@pytest.mark.both_databases
async def test_a_manager_opens_them_each_csm_is_told_and_it_is_closed_again(town):
    # method: A7
    assert "success figure" not in await home(town, "UOLGA")
    assert "success figure" not in await home(town, "UTIM")
    await make_manager(town)
    assert "Only the CSM sees the own one" in await home(town, "UTIM")
    await press_home(town, "Let managers see them", user="UTIM")
    assert await town.one(select(Workspace.figures_open_at).where(Workspace.id == 1)) is not None
    assert await town.one(select(Workspace.figures_open_at).where(Workspace.id == 2), 2) is None
    assert "Managers can see it, since" in await home(town, "UOLGA")
    shown = text_of(await town.types("/journey multiplier", user="UTIM"))
    assert "Each CSM, by name" in shown
    assert "Olga Owner" in shown
    assert "You and your managers see your own figure, since" in text_of(await town.types("/journey multiplier"))
    assert "Olga" not in text_of(await town.types("/journey multiplier", user="UNEW"))  # a teammate still doesn't
    await home(town, "UTIM")
    await press_home(town, "Close them again", user="UTIM")
    assert "Olga Owner" not in text_of(await town.types("/journey multiplier", user="UTIM"))


async def test_who_is_no_manager_can_open_nothing(town):
    # method: A7
    await make_manager(town)
    await home(town, "UTIM")
    await make_manager(town, 11)
    async with town.store.write(1) as db:
        await db.execute(update(Person).where(Person.id == 12).values(role="csm"))
    await press_home(town, "Let managers see them", user="UTIM")  # the button is still there
    assert await town.one(select(Workspace.figures_open_at).where(Workspace.id == 1)) is None
