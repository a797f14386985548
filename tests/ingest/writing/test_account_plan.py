"""Each account's own playbook, from the accounts file."""

import pytest
from sqlalchemy import select, update

from bot.journey.playbooks.versions import keep_versions
from bot.journey.sweep.assess import assess
from bot.playbook.models import Library
from bot.store.tables import Account, AccountFacts, Cta, MilestoneReached, PlaybookVersion, Workspace
from tests.ingest.conftest import NOW, Shop

FILE = """key,name,playbook,stage
acme,Acme,subscription,adoption
globex,Globex,,land
initech,Initech,SAAS-Lifecycle,onboarding
"""


@pytest.fixture
async def several(shop: Shop, library: Library) -> Shop:
    """The shop, with all playbooks."""
    for workspace in (shop.book.workspace, shop.book.other_workspace):
        await keep_versions(shop.store, library, workspace, NOW)
    return shop


async def playbooks(shop: Shop) -> dict[str, str]:
    query = select(Account.key, PlaybookVersion.name).join(
        PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id
    )
    async with shop.store.read(shop.book.workspace) as db:
        return dict((await db.execute(query)).all())


async def test_an_account_starts_with_the_playbook_that_its_row_names_else_the_workspaces(several: Shop) -> None:
    # method: B1, C1
    report = await several.take("accounts", FILE)
    assert (report.added, report.rejected) == (3, 0)
    assert await playbooks(several) == {"acme": "subscription", "globex": "laer", "initech": "saas-lifecycle"}
    chosen = update(Workspace).where(Workspace.id == several.book.workspace).values(playbook="success-milestones")
    await several.set(chosen)
    await several.take("accounts", "key,name\nhooli,Hooli\nacme,Acme\n")
    assert (await playbooks(several))["hooli"] == "success-milestones"
    assert (await playbooks(several))["acme"] == "subscription"


async def test_a_playbook_that_is_none_is_an_error_that_names_those_there_are(several: Shop) -> None:
    report = await several.take("accounts", "key,name,playbook\nacme,Acme,subscriptions\nglobex,Globex,laer\n")
    assert [str(each) for each in report.rejections] == [
        'line 2: playbook "subscriptions" isn\'t a playbook: laer, saas-lifecycle, subscription, success-milestones'
        '; if subscription is meant, say so in the map, values: {playbook: {"subscriptions": subscription}}'
    ]
    assert (report.added, report.rejected, report.cells) == (2, 0, 1)
    assert (await playbooks(several))["globex"] == "laer"


async def test_a_stage_is_one_of_the_accounts_own_playbook(several: Shop) -> None:
    await several.take("accounts", FILE)
    wrong = "key,name,playbook,stage\nacme,Acme,,land\nglobex,Globex,,adopt\ninitech,Initech,laer,onboarding\n"
    report = await several.take("accounts", wrong)
    assert [str(each).partition("; say which")[0] for each in report.rejections] == [
        'line 2: stage "land" isn\'t a stage of subscription: onboarding, adoption, renewal',
        'line 4: stage "onboarding" isn\'t a stage of laer: land, adopt, expand, renew',
    ]


async def test_importing_again_moves_nobody_back_and_a_new_word_in_the_file_does(several: Shop) -> None:
    await several.take("accounts", FILE)
    moved = select(PlaybookVersion.id).where(PlaybookVersion.name == "laer", PlaybookVersion.workspace_id == 1)
    await several.set(update(Account).where(Account.key == "acme").values(playbook_version_id=moved.scalar_subquery()))
    report = await several.take("accounts", FILE)
    assert (report.changed, report.unchanged) == (0, 3)
    assert (await playbooks(several))["acme"] == "laer"
    await several.take("accounts", "key,name,playbook\nacme,Acme,\n")
    assert (await playbooks(several))["acme"] == "laer"
    report = await several.take("accounts", "key,name,playbook\nacme,Acme,success-milestones\n")
    assert (await playbooks(several))["acme"] == "success-milestones"
    assert "  1 account moved to the playbook success-milestones." in report.lines()


async def test_an_account_moved_by_a_file_is_assessed_again_and_nothing_is_news(
    several: Shop, library: Library
) -> None:
    # method: D2, C4
    store, workspace = several.store, several.book.workspace
    await several.set(update(Workspace).values(baseline_at=NOW))
    await several.take("accounts", "key,name,stage,started_on\nacme,Acme,expand,2025-01-01\n")
    await assess(store, library, workspace, NOW)
    report = await several.take("accounts", "key,name,stage,playbook\nacme,Acme,,subscription\n")
    assert len(report.touched) == 1
    await assess(store, library, workspace, NOW.replace(hour=9), report.touched)
    account = await several.account()
    assert (account.settling, account.moved_at, account.entry_stage) == (False, NOW, "adoption")
    async with store.read(workspace) as db:
        facts = await db.get_one(AccountFacts, account.id)
        reached = dict((await db.execute(select(MilestoneReached.milestone, MilestoneReached.reached_on))).all())
        tell = set(await db.scalars(select(Cta.tell)))
    assert (facts.stage, facts.milestone, facts.milestone_since) == ("adoption", "steady-value", NOW.date())
    assert {"first-use", "weekly-rhythm", "independence"} <= reached.keys()
    assert set(reached.values()) == {None}
    assert tell <= {""}


async def test_the_stage_that_the_file_gives_with_the_playbook_counts(several: Shop) -> None:
    # method: D2
    await several.take("accounts", "key,name,stage\nacme,Acme,expand\n")
    await several.take("accounts", "key,name,stage,playbook\nacme,Acme,retention,saas-lifecycle\n")
    assert (await several.account()).entry_stage == "retention"


async def test_an_account_that_comes_back_starts_with_its_own_playbook(several: Shop) -> None:
    await several.take("accounts", "key,name,playbook,status\nacme,Acme,subscription,churned\n")
    await several.take("accounts", "key,name,playbook,status\nacme,Acme,subscription,active\n")
    assert (await several.account()).period == 2
    assert (await playbooks(several))["acme"] == "subscription"


async def test_a_lost_account_is_not_moved(several: Shop) -> None:
    # method: B7
    await several.take("accounts", "key,name,status\nacme,Acme,churned\n")
    await several.take("accounts", "key,name,playbook,status\nacme,Acme,subscription,churned\n")
    assert (await playbooks(several))["acme"] == "laer"


async def test_events_may_name_what_any_playbook_in_use_calls_things(several: Shop) -> None:
    await several.take("accounts", FILE)
    report = await several.take(
        "events",
        "account,event,at,key\nacme,stage_entered,2025-12-01,adoption\nacme,task_done,2025-12-01,access-given\n"
        "initech,milestone_reached,2025-12-01,paid-plan\nglobex,stage_entered,2025-12-01,nowhere\n",
    )
    assert (report.added, report.rejected) == (3, 1)
    assert "isn't a stage of laer or saas-lifecycle or subscription" in str(report.rejections[0])
