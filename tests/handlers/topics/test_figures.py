"""`/journey funnel`, `releases`, `renewals` …, typed into the local workspace."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from bot.journey.steps.expected_reaches import Expected
from bot.message import Table
from bot.store.tables import Person, Release, Workspace
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.funnel import EXAMPLE, EXAMPLES, funnel_message
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


@pytest.mark.both_databases
async def test_the_funnel_answers_for_all_accounts_or_for_a_tier(town):
    # method: D6
    assert "Success funnel: all accounts, 2" in text_of(await town.types("/journey funnel"))
    assert "your accounts" in text_of(await town.types("/journey funnel mine"))
    assert "all accounts, mid tier, 2" in text_of(await town.types("/journey funnel Tier MID"))
    assert "Secret Corp" not in text_of(await town.types("/journey funnel"))


async def test_a_wrong_tier_or_word_is_answered_with_what_works(town):
    # method: D6
    wrong = await town.types("/journey funnel tier mod")
    assert "No account has the tier *mod*" in text_of(wrong)
    assert "Success funnel: all accounts, mid tier" in text_of(await town.presses(wrong, "mid"))
    assert "I don't know what *sideways* means there" in text_of(await town.types("/journey stuck sideways"))
    assert "No colleague is called *<!here>*" not in text_of(await town.types("/journey stuck csm <!here>"))  # escaped


@pytest.mark.both_databases
async def test_a_release_is_marked_listed_compared_and_unmarked(town):
    # method: D10
    marked = await town.types('/journey release "Reports <!here> 2.0" on 3 Nov')
    assert "Marked the release" in text_of(marked)
    assert "&lt;!here&gt;" in text_of(marked)
    assert (await town.one(select(Release.released_on))).isoformat() == "2025-11-03"
    listed = await town.types("/journey releases")
    assert "3 Nov 2025" in text_of(listed)
    assert "the funnel before and after" in text_of(await town.presses(listed, "Compare Reports <!here> 2.0"))
    assert "marked already" in text_of(await town.types('/journey release "reports <!here> 2.0" on 4 Nov'))
    assert "the funnel before and after" in text_of(await town.types('/journey release "Reports <!here> 2.0"'))
    await town.presses(marked, "Undo")
    assert "No releases are marked yet" in text_of(await town.types("/journey releases"))


@pytest.mark.both_databases
async def test_what_a_release_is_to_change_is_said_before_it_comes_out_and_not_later(town):
    # method: D15
    marked = await town.types('/journey release "Exports" on 20 Jan expects weekly habit +5')
    assert "Tue 20 Jan, expecting Weekly habit +5 points" in text_of(marked)
    assert "Weekly habit +5 points" in text_of(await town.types("/journey releases"))
    assert "Expected: *Weekly habit +5 points*" in text_of(await town.types('/journey release "Exports"'))
    changed = await town.types('/journey release "Exports" expects first value +8')
    assert "First value +8 points" in text_of(await town.types("/journey releases"))
    await town.presses(changed, "Undo")
    assert "Weekly habit +5 points" in text_of(await town.types("/journey releases"))
    await town.presses(marked, "Undo")
    await town.types('/journey release "Old" on 3 Nov')
    for line in (
        '/journey release "Old" expects first value +8',
        '/journey release "Older" on 2025-10-01 expects habit +3',
    ):
        assert "is said before, so I kept nothing of it" in text_of(await town.types(line))
    assert "Expected" not in text_of(await town.types("/journey releases")).replace("Before it comes out", "")


@pytest.mark.both_databases
async def test_an_account_called_like_a_release_is_asked_about_first(town):
    # method: D10
    await town.accounts.account("Release Partners")
    asked = await town.types("/journey release partners")
    assert "Is that the account *Release Partners*" in text_of(asked)
    assert await town.one(select(func.count()).select_from(Release)) == 0
    await town.presses(asked, "A release")
    assert await town.one(select(Release.name)) == "partners"


async def test_the_funnel_comes_as_a_picture_where_charts_do_not_show(town):
    # method: D6
    assert "/journey funnel picture" in text_of(await town.types("/journey funnel"))
    said = text_of(await town.types("/journey funnel picture tier mid"))
    assert "Picture: Success funnel, all accounts, mid tier: First value" in said
    (file,) = town.slack.store.files.values()
    assert file.content.startswith(b"\x89PNG")


def test_the_funnel_says_plainly_what_few_accounts_tell_and_its_table_is_narrow():
    said = plain_text(dict(EXAMPLES)["journey funnel"])
    assert "After Weekly habit: 1 left\n" in said  # of too few to say what share that is
    assert "judging by the 48 that reached it" in said
    few = replace(EXAMPLE[1], steps=(replace(EXAMPLE[1].steps[0], expected=Expected(0.2, 0, 0)),))
    assert "First value: probably none, judging by" in plain_text(funnel_message(replace(EXAMPLE[0], funnel=few)))
    (table,) = (block for block in dict(EXAMPLES)["journey funnel"].blocks if isinstance(block, Table))
    assert sum(len(column.title) for column in table.columns) <= 52
    days = [column.title for column in table.columns].index("Half, ¾ within")  # method: D6
    first = EXAMPLE[1].steps[0]
    assert table.rows[0][days] == f"{first.median}, {first.most} d"


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
    await town.accounts.account("<!channel> & Co")
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


@pytest.mark.both_databases
async def test_each_figure_says_how_it_is_counted_of_how_much_and_how_old(town):
    # method: A7, C5, D6, D10
    await town.accounts.event(1, "survey", 3, "nps 9")
    for figure, formula in (
        ("funnel", "leaving and reaching compete"),
        ("forecast", "what the CSM says"),
        ("multiplier", "customer × our side"),
        ("feedback", "1 survey answer, the newest 3 days old"),
        ("load", "Active accounts of each CSM"),
    ):
        told = text_of(await town.presses(await town.types(f"/journey {figure}"), "How it's counted"))
        assert formula in told, figure
        assert "How sure it is" in told
        assert "as of Tue 6 Jan" in told
        assert ("The files told no earlier losses" in told) is (figure == "funnel")
