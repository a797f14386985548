"""What stands on a customer's page, and what never does."""

from base64 import b64decode
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Text, select, update

from bot.store.tables import Base, Contract, PlannedStep
from bot.talk.page.customer_page import VIEWS, PageChoices
from bot.talk.page.page import page_file, page_to_publish, see_as_customer
from bot.talk.page.page_html import page_html
from bot.usecases.plan.goals import keep_goal
from bot.usecases.plan.success import say_return, say_success
from tests.given.accounts import Accounts
from tests.given.acme import GOAL, RETURN, SUCCESS, acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import buttons_of, text_of
from tests.given.rows import todo

EVERYTHING = {"quote": 1, "material": "weekly-job-chosen", "chain": True, "returns": True, "reach": "+49 30 1234"}


async def with_a_plan(accounts: Accounts) -> None:
    """Acme's, with everything that a page can hold."""
    await acme(accounts)
    await say_success(accounts.write(), 1, SUCCESS)
    await keep_goal(accounts.write(), 1, GOAL)
    await say_return(accounts.write(), 1, RETURN)
    await accounts.add(
        PlannedStep(
            account_id=1, period=1, task="own-admin-named", ends_on=ago(-10), moved_from=ago(-3), stakeholder_id=1
        ),
        PlannedStep(account_id=1, period=1, task="old-way-stopped", person_id=11),
    )


async def shown(accounts: Accounts, **chosen: object) -> str:
    async with accounts.store.read(1) as db:
        page = await page_to_publish(
            db, accounts.library, 1, PageChoices.model_validate(chosen), OLGA, NOW + timedelta(seconds=1)
        )
    assert page is not None
    return page_html(page, "")


@pytest.mark.both_databases
async def test_the_plan_is_on_one_page_in_the_customers_words(accounts: Accounts) -> None:
    # method: A8, A9, D12
    await with_a_plan(accounts)
    html = await shown(accounts)
    for words in (
        "The board reads it by the third",
        "Measured by: Hours per report.",
        "Agreed with Dana Reyes, COO on Sun 7 Dec 2025.",
        "5.5 hours",
        "An admin of your own, named and trained",
        "moved from 9 to 16 Jan",
        "day to be agreed",
        "Training for your team",
        "schema notes",
        "Olga Owner at Milepost GmbH",
        "As of Tue 6 Jan 2026.",
        "until Thu 5 Feb 2026",
    ):
        assert words in html, words
    assert "trained admin" not in html
    assert "late" not in html.replace("template", "")
    assert "usual" not in html
    assert "Three years" not in html  # an offer, where nobody chose to show it
    assert "Halve reporting" not in html  # nor to quote her


@pytest.mark.one_database
async def test_a_start_has_the_sponsors_sentence_and_who_does_what(accounts: Accounts) -> None:
    # method: A10
    await with_a_plan(accounts)
    html = await shown(accounts, view="start", quote=1)
    assert "“Halve reporting before the board meets”" in html
    assert html.index("Halve reporting") < html.index("What we are working towards")
    assert "Who does what at Milepost GmbH" in html
    assert "<strong>Olga Owner</strong><br>Your contact for everything on this page; The old way, switched off" in html
    assert "<strong>Dana Reyes, COO</strong><br>An admin of your own, named and trained" in html


@pytest.mark.one_database
async def test_wins_are_a_figure_then_and_now_and_a_sentence_to_paste(accounts: Accounts) -> None:
    # method: A9
    await with_a_plan(accounts)
    html = await shown(accounts, view="wins")
    assert "Monthly report: 8 hours in Jun 2025, 5.5 hours in Jan 2026; the target is 4 hours by Apr 2026." in html
    assert "You have a first real result from your own data." in html
    assert "(our shared plan, Tue 21 Oct 2025)" in html
    assert "The next steps" not in html


# Columns that decide what a row is; words of a person can't stand in them.
DECIDE = {
    "kind", "state", "status", "side", "source", "view", "persona", "confidence", "task", "milestone", "stage", "key",
    "kpi", "type", "rule", "via", "product", "term", "call", "outcome", "occurrence", "subject", "band", "folded",
    "fingerprint", "hash", "tell", "promise_state", "entry_stage", "role", "role_from", "csm_access", "timezone",
    "digest_at", "digest_days", "work_from", "work_to", "day_order", "email", "surface", "team_id", "delivery_id",
    "once", "segment", "laer", "closed_why", "churn_reason", "outcome_reason",
}  # fmt: skip
MAY = {
    "accounts.name",
    "workspaces.name",
    "people.name",
    "stakeholders.name",
    "stakeholders.title",
    "stakeholders.vision",
    "ctas.promise",
    "plan_goals.goal",
    "success_plans.outcome",
    "success_plans.measure",
    "success_plans.currency",
    "success_plans.returned_how",
    "success_plans.offer_one",
    "success_plans.offer_two",
    "outcome_goals.goal",
    "outcome_goals.unit",
    "outcome_goals.source",
}


async def plant(accounts: Accounts) -> set[str]:
    """A mark of its own in every text column that a row of this workspace has; which ones there are."""
    planted = set()
    async with accounts.store.everywhere(writes=True) as connection:
        for name, table in Base.metadata.tables.items():
            for column in table.c:
                decides = column.name in DECIDE and f"{name}.{column.name}" not in MAY
                if not isinstance(column.type, Text) or column.primary_key or decides:
                    continue
                mark = f"mark-{name}-{column.name}-"
                rows = (await connection.execute(select(*table.primary_key.columns))).all()
                for number, row in enumerate(rows):
                    same = [key == value for key, value in zip(table.primary_key.columns, row, strict=True)]
                    await connection.execute(update(table).where(*same).values({column.name: f"{mark}{number}"}))
                planted |= {mark} if rows else set()
    return planted


@pytest.mark.both_databases
async def test_no_text_of_an_account_comes_onto_a_page_but_those_that_may(accounts: Accounts) -> None:
    # method: D12
    await with_a_plan(accounts)
    await accounts.add(todo(30, "hand", -4, title="call the lawyer", type="objective", priority=1, note="angry"))
    await accounts.set(Contract, 1, amount=Decimal(123457))
    planted = await plant(accounts)
    assert len(planted) > 30, planted
    pages = [await shown(accounts, view=view, **EVERYTHING) for view in VIEWS]
    found = {mark for mark in planted if any(mark in page for page in pages)}
    may = {f"mark-{one.replace('.', '-')}-" for one in MAY}
    assert found <= may, found - may
    assert {"mark-success_plans-outcome-", "mark-stakeholders-vision-", "mark-outcome_goals-goal-"} <= found
    for page in pages:
        body = page.partition("</style>")[2]
        for never in ("123,457", "123k", "@", "health", "risk", "persona", "CEO type", "notice", "13 Jan"):
            assert never not in body, never


@pytest.mark.one_database
async def test_names_are_text_and_never_marks(accounts: Accounts) -> None:
    await with_a_plan(accounts)
    async with accounts.store.everywhere(writes=True) as connection:
        table = Base.metadata.tables["workspaces"]
        await connection.execute(update(table).where(table.c.id == 1).values(name="<script>alert(1)</script>"))
    html = await shown(accounts)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.one_database
async def test_its_csm_sees_it_and_what_is_missing(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await see_as_customer(db, accounts.library, 1, "wins", OLGA, NOW)
        file = await page_file(db, accounts.library, 1, "plan", OLGA, NOW)
    text = text_of(message)
    assert "Not published. Only you read this." in text
    assert "What success is to them isn't written down yet: it would stand on top." in text
    assert "No figure has moved yet, so there is no win to carry on." in text
    assert buttons_of(message)["Publish"] == ("page-publish", "1/wins")
    assert file is not None
    assert "Acme" not in file.name
    assert "The next steps" in b64decode(file.base64).decode()
    async with accounts.store.read(2) as db:
        assert await see_as_customer(db, accounts.library, 1, "plan", OLGA, NOW) is None
