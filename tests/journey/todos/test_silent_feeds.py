"""A feed that has gone silent is one to-do for a manager, and no account's risk."""

from sqlalchemy import insert, update

from bot.journey.sweep.assess import assess
from bot.playbook.models import Condition, Library
from bot.store.tables import Account, Cta, Person
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from bot.talk.todos.brief import Brief, briefs
from bot.usecases.workspace.roles import give_role, put_in_team
from tests.given.accounts import Accounts
from tests.given.own_rule import ask, figures, silent, two_accounts, with_rule

MAYA = 40  # a manager


async def manager(accounts: Accounts) -> None:
    async with accounts.store.write(accounts.workspace) as db:
        row = {"id": MAYA, "workspace_id": accounts.workspace, "name": "Maya Manager", "role": "manager"}
        await db.execute(insert(Person).values(**row, created_at=accounts.now))


async def swept(accounts: Accounts, when: Condition, days: float = 0) -> list[Cta]:
    """The to-dos of that rule, and those of feeds, after a sweep."""
    await accounts.sweep(days)  # the facts
    await assess(accounts.store, with_rule(accounts.library, when), accounts.workspace, accounts.now)
    found = [*await accounts.ctas(rule="ours"), *await accounts.ctas(rule="silent-feeds")]
    return [cta for cta in found if cta.state != "closed"]


async def told(accounts: Accounts, when: Condition, todos: list[Cta]) -> list[Brief]:
    reader = Reader(accounts.workspace, MAYA, "Maya Manager", "Europe/Berlin")
    async with accounts.store.read(accounts.workspace) as db:
        return await briefs(db, with_rule(accounts.library, when), todos, reader, accounts.now)


async def test_a_silent_account_is_a_to_do_while_others_are_measured(accounts: Accounts) -> None:
    await manager(accounts)
    acme, _ = await two_accounts(accounts)
    await figures(accounts, acme, (11, 50))
    (todo,) = await swept(accounts, silent(above=10))
    assert (todo.rule, todo.account_id) == ("ours", acme)


async def test_a_broken_feed_is_one_to_do_for_a_manager_and_no_accounts_risk(accounts: Accounts) -> None:
    await manager(accounts)
    for key in ("acme", "globex"):
        await figures(accounts, await accounts.account(key), (11, 50))
    (todo,) = await swept(accounts, silent(above=10))
    assert (todo.rule, todo.owner_id, todo.account_id) == ("silent-feeds", MAYA, None)
    assert (todo.type, todo.tell) == ("data", "")
    (brief,) = await told(accounts, silent(above=10), [todo])
    assert brief.why == "No figures for weekly use anywhere for more than 10 days"
    assert (brief.todo, brief.name) == ("Find out whether the feed is broken", "")
    assert (await ask(accounts, 1, silent(above=10))).unknown == (
        ("no account has a recent figure for weekly use", "no figure for weekly use for more than 10 days"),
    )
    assert [cta.id for cta in await swept(accounts, silent(above=10), days=1)] == [todo.id], "it stays one"


async def test_each_manager_of_all_hears_of_it_and_no_manager_of_a_team(accounts: Accounts) -> None:
    await manager(accounts)
    await figures(accounts, await accounts.account(), (11, 50))
    await put_in_team(accounts.store, 1, "mo@milepost.example", ["olga@milepost.example"], accounts.now)
    assert [todo.owner_id for todo in await swept(accounts, silent(above=10))] == [MAYA]
    await give_role(accounts.store, 1, "tim@milepost.example", "manager", accounts.now)
    found = await swept(accounts, silent(above=10), days=1)
    assert {todo.owner_id for todo in found} == {MAYA, accounts.book.teammate}


async def test_its_alert_names_the_figures_and_no_account(accounts: Accounts, library: Library) -> None:
    await manager(accounts)
    await figures(accounts, await accounts.account(), (11, 50))
    when = silent(above=10)
    (todo,) = await swept(accounts, when)
    reader = Reader(accounts.workspace, MAYA, "Maya Manager", "Europe/Berlin")
    async with accounts.store.read(accounts.workspace) as db:
        message = await alert(db, with_rule(library, when), todo.id, reader, accounts.now)
    assert message is not None
    lines = plain_text(message).splitlines()
    assert lines[0] == "No figures for weekly use anywhere for more than 10 days"
    assert "Clears by itself when figures come in again." in lines
    assert "Acme" not in plain_text(message)


async def test_it_closes_by_itself_when_figures_come_in_again(accounts: Accounts) -> None:
    await manager(accounts)
    acme, globex = await accounts.account(), await accounts.account("Globex")
    for account in (acme, globex):
        await figures(accounts, account, (11, 50))
    (todo,) = await swept(accounts, silent(above=10))
    await figures(accounts, globex, (0, 50))
    (opened,) = await swept(accounts, silent(above=10))
    assert (opened.rule, opened.account_id) == ("ours", acme), "now it is that account's"
    (closed,) = await accounts.ctas(rule="silent-feeds")
    assert (closed.id, closed.state, closed.closed_why) == (todo.id, "closed", "itself")


async def test_an_open_to_do_is_neither_closed_nor_doubled_by_a_broken_feed(accounts: Accounts) -> None:
    await manager(accounts)
    acme, globex = await two_accounts(accounts)
    await figures(accounts, acme, (11, 50))
    (todo,) = await swept(accounts, silent(above=10))
    both = await swept(accounts, silent(above=10), days=12)
    assert {(one.rule, one.account_id) for one in both} == {("ours", acme), ("silent-feeds", None)}
    assert todo.id in [one.id for one in both]
    assert globex not in [one.account_id for one in both]


async def test_without_a_manager_there_is_none(accounts: Accounts) -> None:
    await figures(accounts, await accounts.account(), (11, 50))
    assert await swept(accounts, silent(above=10)) == []


async def test_what_was_never_measured_anywhere_is_no_feed(accounts: Accounts) -> None:
    await manager(accounts)
    await accounts.account()
    assert await swept(accounts, silent(above=10)) == []


async def test_what_only_lost_customers_had_is_no_feed(accounts: Accounts) -> None:
    await manager(accounts)
    acme = await accounts.account()
    await figures(accounts, acme, (11, 50))
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(Account).where(Account.id == acme).values(status="churned"))
    assert await swept(accounts, silent(above=10)) == []


async def test_several_feeds_are_one_to_do_and_no_problem_is_said_of_these_only(accounts: Accounts) -> None:
    await manager(accounts)
    acme = await accounts.account()
    await figures(accounts, acme, (11, 50))
    when: Condition = {"any": [silent(above=10), {"kpi": {"nps": {"silent_days": {"at_least": 31}}}}]}
    (todo,) = await swept(accounts, when)
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(
            update(Cta).where(Cta.id == todo.id).values(state="closed", closed_why="not a problem", note="a holiday")
        )
    assert await swept(accounts, when) == []
    await figures(accounts, acme, (40, 30), kpi="nps")
    (other,) = await swept(accounts, when)
    (brief,) = await told(accounts, when, [other])
    assert brief.why == "No figures for NPS and weekly use anywhere"
    assert brief.lines == ("NPS: none for more than 30 days", "Weekly use: none for more than 10 days")
