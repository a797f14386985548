"""What lost accounts have in common: losses against the time that accounts were with us."""

from datetime import timedelta

import pytest

from bot.journey.figures.common_traits import Trait, is_past_told, standing_out, traits
from bot.statistics.matched import Matched, at_least
from bot.store.tables import Account, AccountFacts, AccountFactsHistory
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY, ago

Found = dict[tuple[str, str], Trait]


async def every(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> Found:
    """All groups, also those of which nothing is claimed."""
    monkeypatch.setattr("bot.journey.figures.common_traits.standing_out", tuple)
    async with accounts.store.read(accounts.workspace) as db:
        return {(one.what, one.value): one for one in await traits(db, TODAY)}


async def claimed(accounts: Accounts) -> Found:
    async with accounts.store.read(accounts.workspace) as db:
        return {(one.what, one.value): one for one in await traits(db, TODAY)}


def lost(days_ago: int) -> dict[str, object]:
    return {"status": "churned", "churned_on": ago(days_ago)}


async def test_a_group_that_leaves_more_often_is_said_with_its_losses_and_its_time(accounts: Accounts) -> None:
    # method: B7, C5
    rows = [
        {"name": f"a{n}", "tier": "mid", "segment": "start-up" if n < 20 else "retail", "started_on": ago(400)}
        | (lost(100) if n < 10 or n == 20 else {})
        for n in range(60)
    ]
    await accounts.several(*rows)
    found = await claimed(accounts)
    assert set(found) == {("segment", "start-up")}
    one = found["segment", "start-up"]
    assert (one.lost, one.counted.days) == (10, 10 * 300 + 10 * 400)
    # They left on day 300, in the eleventh month of 30 days: of those who lived on in it, 10 of 49 are of that group.
    assert one.counted.usual == pytest.approx(11 * 10 / 49)
    assert one.lift == pytest.approx(10 / (11 * 10 / 49))
    assert one.interval[0] < one.lift < one.interval[1]


async def test_a_young_account_is_not_counted_as_one_that_stays(accounts: Accounts) -> None:
    # method: C5
    rows = [
        {"name": f"old{n}", "segment": "retail", "started_on": ago(600)} | (lost(300) if n < 12 else {})
        for n in range(24)
    ]
    rows += [{"name": f"new{n}", "segment": "banking", "started_on": ago(15)} for n in range(60)]
    await accounts.several(*rows)  # half of one segment left, of the other nobody has had the time to
    assert await claimed(accounts) == {}


async def test_what_the_young_have_in_common_is_not_said_where_only_their_age_tells(accounts: Accounts) -> None:
    # method: C5
    rows = [  # of 40 who came at once, half leave in their second month, in either segment alike, and none later
        {"name": f"{segment}{n}", "segment": segment, "started_on": ago(age)} | (lost(age - 45) if n < 20 else {})
        for segment, age in (("new", 60), ("old", 900))
        for n in range(40)
    ]
    await accounts.several(*rows)  # by the month the new ones leave eight times as often as the old ones
    assert await claimed(accounts) == {}


async def test_time_before_we_knew_an_account_counts_only_where_past_losses_were_told(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    # method: C5
    came = NOW - timedelta(days=30)
    await accounts.account("Here", segment="retail", started_on=ago(400), created_at=came)
    seen = await accounts.account("Seen", segment="retail", started_on=ago(400), created_at=came, **lost(10))
    async with accounts.store.read(accounts.workspace) as db:
        assert not await is_past_told(db)
    assert (await every(accounts, monkeypatch))["segment", "retail"].counted.days == 30 + 20
    await accounts.account("Told", segment="retail", started_on=ago(300), created_at=came, **lost(100))
    async with accounts.store.read(accounts.workspace) as db:
        assert await is_past_told(db)
    found = (await every(accounts, monkeypatch))["segment", "retail"]
    assert (found.lost, found.counted.days) == (2, 400 + 390 + 200)
    await accounts.set(Account, seen, churned_on=None)  # lost, nobody knows when: in no share
    assert (await every(accounts, monkeypatch))["segment", "retail"].counted.days == 400 + 200


async def test_reviews_divide_each_accounts_time_by_one_rule_whoever_left(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    # method: C5
    twice = await accounts.account("Twice", started_on=ago(400))
    for days in (350, 300, 20):  # held 350-300-210, and 20-0
        await accounts.event(twice, "review", days)
    await accounts.account("Never", started_on=ago(400))  # from day 90 on
    gone = await accounts.account("Gone", started_on=ago(400), **lost(100))
    await accounts.event(gone, "review", 150)  # from day 90, ago 310, without one; held when it left
    await accounts.event(gone, "review", 50)  # after it left
    late = await accounts.account("Late", started_on=ago(400), **lost(100))
    await accounts.event(late, "review", 200)  # 100 days before it left
    await accounts.account("New", started_on=ago(20))
    found = await every(accounts, monkeypatch)
    held, without = found["review", "held"], found["review", "late"]
    assert (held.lost, held.counted.days) == (1, (140 + 20) + 50 + 90)
    assert (without.lost, without.counted.days) == (1, (350 - 160) + 310 + (210 - 50) + (210 - 90))


async def test_reviews_that_make_no_difference_are_not_said_to_make_one(accounts: Accounts) -> None:
    # method: C5
    rows = [{"name": f"a{n}", "started_on": ago(500)} | (lost(n + 1) if n % 3 == 0 else {}) for n in range(60)]
    for number, account in enumerate(await accounts.several(*rows)):
        for days in range(number * 37 % 150, 500, 150):  # every 150 days, whoever it is
            if number % 3 or days > number + 1:
                await accounts.event(account, "review", days)
    assert await claimed(accounts) == {}


async def test_a_loss_counts_where_health_stood_on_the_day_on_which_it_left(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    # method: C5
    here = await accounts.account("Here", started_on=ago(300))
    gone = await accounts.account("Gone", started_on=ago(300))
    await accounts.sweep()
    for account, band in ((here, 2), (gone, 1)):
        await accounts.set(AccountFacts, account, band=band, valid_from=NOW - timedelta(days=40))
        facts = {
            "account_id": account,
            "band": 3,
            "valid_from": NOW - timedelta(days=100),
            "valid_to": NOW - timedelta(days=40),
        }
        async with accounts.store.read(accounts.workspace) as db:
            now = await db.get_one(AccountFacts, account)
            kept = {c.name: getattr(now, c.name) for c in AccountFactsHistory.__table__.columns if hasattr(now, c.name)}
        await accounts.add(AccountFactsHistory(**(kept | facts)))
    await accounts.set(Account, gone, **lost(10))
    found = await every(accounts, monkeypatch)
    assert {value: (one.lost, one.counted.days) for (what, value), one in found.items() if what == "band"} == {
        "3": (0, 120),
        "2": (0, 40),
        "1": (1, 30),
    }
    await accounts.set(Account, gone, **lost(60))  # what was seen after that day is nothing of it
    found = await every(accounts, monkeypatch)
    assert {value: (one.lost, one.counted.days) for (what, value), one in found.items() if what == "band"} == {
        "3": (1, 60 + 40),
        "2": (0, 40),
    }


async def test_the_strangers_losses_teach_us_nothing(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = accounts.elsewhere()
    await theirs.account("b", segment="secret", started_on=ago(100), **lost(5))
    assert await every(accounts, monkeypatch) == {}


def group(value: str, lost: int, usual: float, what: str = "tier") -> Trait:
    """usual: of 26 losses, all at one age."""
    return Trait(what, value, Matched(lost, 4_000, usual, at_least(lost, [(26, usual / 26)])))


def test_what_chance_explains_does_not_stand_out() -> None:
    # method: C5
    clear = group("mid", 14, 4.3)
    assert standing_out([clear]) == (clear,)
    assert standing_out([group("mid", 12, 9.8)]) == ()  # 1.2 times: noise
    assert standing_out([group("mid", 4, 0.4)]) == ()


def test_the_more_groups_are_looked_at_the_clearer_one_must_be() -> None:
    # method: C5
    one, others = group("mid", 7, 3.25), [group(f"s{n}", 2, 2.2, "segment") for n in range(12)]
    assert standing_out([one]) == (one,)
    assert standing_out([one, *others]) == ()
