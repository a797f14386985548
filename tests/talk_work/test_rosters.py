"""Lists for a manager's question, the funnel's words, and what is said of learned time frames."""

from decimal import Decimal

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.funnel import Funnel, FunnelStep
from bot.statistics.intervals import Share
from bot.store.tables import Contract, LearnedTime
from bot.surfaces.plain.text import plain_text
from bot.talk.card.card import card
from bot.talk.figures.funnel import FunnelShown, bottleneck_words, funnel_message, percent, share_words
from bot.talk.figures.funnel import funnel as whole_funnel
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_tables import roster
from tests.talk.seed import NOW, OLGA, account, add, ago, facts, version
from tests.talk_work.conftest import Desk

SAM = Reader(2, 21, "Sam Stranger", "Europe/Berlin")
NAMES = {"first-value": "first value", "habit": "a weekly habit"}


async def listed(desk: Desk, word: str, selection: Selection = EVERYONE, by: str = "", reader: Reader = OLGA) -> str:
    async with desk.store.read(reader.workspace_id) as db:
        return plain_text(await roster(db, desk.library, word, selection, by, reader, NOW))


async def three(desk: Desk) -> None:
    await account(desk.store, desk.library, 1, name="Acme", tier="mid")
    await account(desk.store, desk.library, 2, name="<!here> Corp", tier="small", csm_id=12)
    await account(desk.store, desk.library, 3, name="Hooli", tier=None, csm_id=None)
    await add(
        desk.store,
        *(facts(number, band=1, health=30, deadline_on=ago(-20), milestone_due_on=ago(3)) for number in (1, 2, 3)),
        Contract(account_id=1, product="a", ends_on=ago(-20), amount=Decimal(120000), currency="EUR"),
        Contract(account_id=2, product="a", ends_on=ago(-20), amount=Decimal(30000), currency="EUR"),
        Contract(account_id=2, product="b", ends_on=ago(-20), amount=Decimal(5000), currency="USD"),
    )


async def test_totals_stand_per_currency_and_say_how_many_have_no_amount(desk: Desk) -> None:
    # method: C6
    await three(desk)
    text = await listed(desk, "at-risk")
    assert text.startswith("All accounts: 3 at risk\n150k EUR and 5k USD a year; 1 account has no amount on record.")
    assert "Olga Owner" in text
    assert "nobody" in text


async def test_a_list_by_csm_tier_or_segment_has_a_row_each(desk: Desk) -> None:
    # method: C6
    await three(desk)
    by_tier = await listed(desk, "stuck", by="tier")
    assert [line.split()[0] for line in by_tier.splitlines()[2:6]] == ["Tier", "mid", "no", "small"]
    assert "30k EUR, 5k USD" in by_tier
    assert "nobody" in await listed(desk, "renewals", by="csm")


async def test_a_list_of_one_tier_or_csm_holds_only_theirs(desk: Desk) -> None:
    await three(desk)
    assert (await listed(desk, "stuck", Selection(tier="mid"))).startswith("All accounts (mid tier): 1 stuck\n120k EUR")
    theirs = await listed(desk, "renewals", Selection(csm_id=12))
    assert theirs.startswith("Tim Teammate's accounts: 1 renews within 120 days")
    assert "Acme" not in theirs


async def test_an_empty_list_teaches_and_the_stranger_sees_nothing_of_ours(desk: Desk) -> None:
    await account(desk.store, desk.library, name="Globex")
    await add(desk.store, facts(deadline_on=ago(-200)))
    assert "The next one is Globex on 25 Jul." in await listed(desk, "renewals")
    for word in ("renewals", "at-risk", "stuck"):
        text = await listed(desk, word, reader=SAM)
        assert text.startswith("All accounts: none")
        assert "Globex" not in text


async def test_the_card_says_whether_usual_was_learned_or_is_the_playbooks_guess(desk: Desk) -> None:
    # method: C6, D6
    await account(desk.store, desk.library)
    await add(desk.store, facts())
    async with desk.store.read(1) as db:
        assert "60 days are the playbook's guess." in plain_text(await card(db, desk.library, 1, OLGA, NOW))  # type: ignore[arg-type]
    learned = {"version_id": await version(desk.store, desk.library), "milestone": "habit", "learned_on": ago(1)}
    await add(desk.store, LearnedTime(**learned, cohort="tier", name="mid", accounts=31, median_days=45, most_days=58))
    async with desk.store.read(1) as db:
        text = plain_text(await card(db, desk.library, 1, OLGA, NOW))  # type: ignore[arg-type]
    assert "day 57, usual 45" in text
    assert "45 days: median of 31 mid-tier accounts; three in four took 58 or less." in text


def test_the_bottleneck_is_named_in_a_sentence_with_counts() -> None:
    # method: D6
    first = FunnelStep("first-value", 45, came=60, went=48, late=3, lost=2)
    habit = FunnelStep("habit", 30, came=40, went=22, late=16, lost=2, median=52, timed=22)
    funnel = Funnel("laer", 60, (first, habit), (), {})
    assert bottleneck_words(FunnelShown(funnel, NAMES, "laer", "all accounts"), funnel) == (
        "Most stop before Weekly habit: 18 of 40 who reached first value, usually 30 days, here 52. "
        "Of these, 16 longer there than usual and 2 left."
    )


def test_small_numbers_are_said_as_small_numbers() -> None:
    # method: D6
    assert share_words(Share(3, 7)) == "3 of 7"
    assert share_words(Share(31, 40)) == "31 of 40 (78%)"
    assert [percent(value) for value in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]


def test_a_funnel_of_nobody_says_how_accounts_come_in() -> None:
    assert "They come in with the accounts file" in plain_text(
        funnel_message(FunnelShown(None, {}, "", "all accounts"))
    )


async def test_the_funnel_of_a_stranger_is_empty(desk: Desk) -> None:
    await account(desk.store, desk.library)
    async with desk.store.read(2) as db:
        assert "There are none yet" in plain_text(await whole_funnel(db, desk.library, EVERYONE, SAM, NOW))
