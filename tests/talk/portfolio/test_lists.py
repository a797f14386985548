"""Lists of accounts: who is on each, on what day, and that what is typed and what a button asks is the same list."""

import csv
import io
from base64 import b64decode
from datetime import date
from decimal import Decimal

import pytest

from bot.errors import UserError
from bot.journey.accounts.selection import ListQuery, Selection
from bot.store.tables import Contract
from bot.surfaces.plain.text import plain_text
from bot.talk.portfolio.account_lists import first_few
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.list_file import defused, list_file
from bot.talk.portfolio.list_of_lists import list_of_lists
from bot.talk.portfolio.lists import KINDS, as_typed, kind_of
from bot.usecases.finding.choose_accounts import Asking
from bot.usecases.finding.choose_list import OF_SAYINGS, WORDS, choose_list
from tests.given.book import NOW, OLGA, TODAY, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts, person, todo

pytestmark = pytest.mark.one_database
ASKING = Asking(OLGA.person_id, OLGA.name, "journey list")


@pytest.fixture
async def six(messages: QueuedMessages) -> QueuedMessages:
    """Acme is well and talked to, Brave silent for 40 days, Cold never talked to, Delta new, Eve at risk, Gone lost."""
    names = ("Acme", "Brave", "Cold", '=Delta"', "Eve", "Gone")
    for number, name in enumerate(names, 1):
        more = {"status": "churned"} if name == "Gone" else {}
        csm = 12 if name == "Brave" else 11
        start = ago(3) if number == 4 else date(2025, 3, 14)
        await messages.accounts.account(name, id=number, started_on=start, csm_id=csm, segment="retail", **more)
    await messages.accounts.add(
        facts(1, last_contact_on=ago(4), stage="expand", stage_position=3, health=88, band=3),
        facts(2, last_contact_on=ago(40), decision_makers=0),
        facts(3, last_contact_on=None, stage="land"),
        facts(4, last_contact_on=None, stage="land"),
        facts(5, last_contact_on=ago(29), band=1, health=20),
        facts(6, last_contact_on=ago(90)),
        todo(1, "expansion-ready", account_id=1, subject="account:1:1", type="opportunity"),
        todo(2, "expansion-ready", account_id=5, subject="account:5:1", type="opportunity"),
        todo(3, "health-fell", account_id=5, subject="account:5:1", type="risk"),
        person(1, "Dana Reyes", "COO", "decision maker", account_id=1, persona="ceo"),
        person(2, "Ivo Brandt", "Analyst", "champion", account_id=2),
        person(3, "Left Long", "Analyst", "champion", account_id=3, status="left"),
        Contract(account_id=1, product="a", ends_on=ago(-50), amount=Decimal(120000), currency="EUR"),
        Contract(
            account_id=2, product="a", ends_on=ago(-400), notice_on=ago(-50), amount=Decimal(30000), currency="EUR"
        ),
        Contract(account_id=2, product="b", ends_on=ago(-20), amount=Decimal(5000), currency="USD"),
        Contract(account_id=4, product="a", ends_on=ago(-55), outcome="lost", outcome_for=ago(-55)),
    )
    return messages


async def on(messages: QueuedMessages, query: ListQuery) -> list[str]:
    async with messages.store.read(OLGA.workspace_id) as db:
        views, count = await first_few(db, messages.library, kind_of(query), query, OLGA, NOW, 20)
    assert count == len(views)
    return [view.account.name for view in views]


@pytest.mark.both_databases
async def test_each_list_holds_who_belongs_and_nobody_else(six: QueuedMessages) -> None:
    # method: C6
    expected = {
        ListQuery("at-risk"): ["Eve"],
        ListQuery("quiet"): ["Cold", "Brave"],
        ListQuery("quiet", days=29): ["Cold", "Brave", "Eve"],
        ListQuery("quiet", days=3): ["Cold", '=Delta"', "Brave", "Eve", "Acme"],
        ListQuery("quiet", never=True): ["Cold", '=Delta"'],
        ListQuery("ready"): ["Acme"],
        ListQuery("no-decider"): ["Brave"],
        ListQuery("no-persona"): ["Brave"],
        ListQuery("new"): ['=Delta"'],
        ListQuery("new", first=ago(2)): [],
        ListQuery("stage", stages=("land", "start"), stage="land"): ["Cold", '=Delta"'],
        ListQuery("accounts", Selection(csm_id=12)): ["Brave"],
        ListQuery("renewals", first=ago(-45), last=ago(-60)): ["Acme"],
        ListQuery("renewals", last=ago(-60)): ["Brave", "Acme"],
    }
    found = {query: await on(six, query) for query in expected}
    assert {query: sorted(names) for query, names in found.items()} == {
        query: sorted(names) for query, names in expected.items()
    }
    assert found[ListQuery("quiet")] == ["Cold", "Brave"]  # who was never talked to, then the longest
    assert found[ListQuery("renewals", last=ago(-60))] == ["Brave", "Acme"]  # the nearest first


async def test_every_list_says_what_it_is_and_is_typed_and_pressed_alike(six: QueuedMessages) -> None:
    of_accounts = [word for word in WORDS if word not in OF_SAYINGS]
    assert {kind.word for kind in KINDS} == set(of_accounts)
    queries = [
        *(ListQuery(word) for word in of_accounts if word != "stage"),
        ListQuery("quiet", Selection(csm_id=12, tier=None, segment="retail"), days=14),
        ListQuery("quiet", never=True),
        ListQuery("renewals", first=date(2026, 5, 1), last=date(2026, 5, 31)),
        ListQuery("renewals", last=date(2026, 5, 31)),
        ListQuery("new", first=date(2025, 5, 1), by="csm"),
        ListQuery("stage", stages=("expand",), stage="expand"),
        ListQuery("accounts", by="stage"),
    ]
    async with six.store.read(OLGA.workspace_id) as db:
        for query in queries:
            again = await choose_list(db, six.library, as_typed(query), ASKING, TODAY, mine=True)
            if query.word == "stage":
                assert set(query.stages) <= set(again.stages)
            else:
                assert again == query
            text = plain_text(await roster(db, six.library, query, OLGA, NOW))
            assert kind_of(query).said(query, 3).split()[-1] in text


async def test_a_list_counts_by_stage_with_values_in_the_order_of_the_journey(six: QueuedMessages) -> None:
    async with six.store.read(OLGA.workspace_id) as db:
        query = await choose_list(db, six.library, "stage all", ASKING, TODAY, mine=True)
        text = plain_text(await roster(db, six.library, query, OLGA, NOW))
        counts = plain_text(await list_of_lists(db, OLGA, NOW, mine=False))
    rows = [line.split() for line in text.splitlines()]
    assert rows[0] == ["All", "accounts", "by", "stage:", "5", "in", "all"]
    assert [row[:2] for row in rows[3:6]] == [["Land", "2"], ["Adopt", "2"], ["Expand", "1"]]
    assert text.index("Land") < text.index("Adopt") < text.index("Expand")
    assert "30k EUR, 5k USD" in text
    assert "Without contact for 30 days" in counts


async def test_a_list_as_a_file_opens_in_a_spreadsheet_and_runs_nothing(six: QueuedMessages) -> None:
    async with six.store.read(OLGA.workspace_id) as db:
        sent = await list_file(db, six.library, ListQuery("accounts"), OLGA, NOW)
    rows = list(csv.reader(io.StringIO(b64decode(sent.file.base64).decode("utf-8-sig"))))
    assert rows[0] == ["Account", "Key", "CSM", "Tier", "Segment", "Stage", "Health", "A year, EUR", "A year, USD"]
    by_name = {row[0]: row for row in rows[1:]}
    assert by_name["Brave"][-2:] == ["30000.00", "5000.00"]
    assert "'=Delta\"" in by_name
    assert sent.rows == 5
    assert [defused(one) for one in ("=1", "+1", "-1", "@a", "\t=1", "a=1")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "'\t=1",
        "a=1",
    ]


async def test_a_list_that_nobody_keeps_is_answered_with_the_nearest(six: QueuedMessages) -> None:
    async with six.store.read(OLGA.workspace_id) as db:
        with pytest.raises(UserError) as found:
            await choose_list(db, six.library, "quite 14 days", ASKING, TODAY, mine=True)
    assert [way.command for way in found.value.ways] == ["journey list quiet"]
