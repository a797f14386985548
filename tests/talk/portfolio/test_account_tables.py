"""Lists for a manager's question, the funnel's words, and what is said of learned time frames."""

from decimal import Decimal

from bot.journey.accounts.selection import EVERYONE, ListQuery, Selection
from bot.store.tables import Contract, StuckChance
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_tables import roster
from tests.given.book import NOW, OLGA, SAM, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts


async def listed(
    messages: QueuedMessages, word: str, selection: Selection = EVERYONE, by: str = "", reader: Reader = OLGA
) -> str:
    async with messages.store.read(reader.workspace_id) as db:
        return plain_text(await roster(db, messages.library, ListQuery(word, selection, by), reader, NOW))


async def three(messages: QueuedMessages) -> None:
    await messages.accounts.account("Acme", tier="mid")
    await messages.accounts.account("<!here> Corp", id=2, tier="small", csm_id=12)
    await messages.accounts.account("Hooli", id=3, tier=None, csm_id=None)
    await messages.accounts.add(
        *(facts(number, band=1, health=30, deadline_on=ago(-20), milestone_due_on=ago(3)) for number in (1, 2, 3)),
        Contract(account_id=1, product="a", ends_on=ago(-20), amount=Decimal(120000), currency="EUR"),
        Contract(account_id=2, product="a", ends_on=ago(-20), amount=Decimal(30000), currency="EUR"),
        Contract(account_id=2, product="b", ends_on=ago(-20), amount=Decimal(5000), currency="USD"),
    )


async def test_totals_stand_per_currency_and_say_how_many_have_no_amount(messages: QueuedMessages) -> None:
    # method: C6
    await three(messages)
    text = await listed(messages, "at-risk")
    assert text.startswith("All accounts: 3 at risk\n150k EUR and 5k USD a year; 1 account has no amount on record.")
    assert "Olga Owner" in text
    assert "nobody" in text


async def test_a_list_by_csm_tier_or_segment_has_a_row_each(messages: QueuedMessages) -> None:
    # method: C6
    await three(messages)
    by_tier = await listed(messages, "stuck", by="tier")
    assert [line.split()[0] for line in by_tier.splitlines()[2:6]] == ["Tier", "mid", "no", "small"]
    assert "30k EUR, 5k USD" in by_tier
    assert "nobody" in await listed(messages, "renewals", by="csm")


async def test_a_list_of_one_tier_or_csm_holds_only_theirs(messages: QueuedMessages) -> None:
    await three(messages)
    assert (await listed(messages, "stuck", Selection(tier="mid"))).startswith(
        "All accounts (mid tier): 1 stuck\n120k EUR"
    )
    theirs = await listed(messages, "renewals", Selection(csm_id=12))
    assert theirs.startswith("Tim Teammate's accounts: 1 renews within 120 days")
    assert "Acme" not in theirs


async def test_an_empty_list_teaches_and_the_stranger_sees_nothing_of_ours(messages: QueuedMessages) -> None:
    await messages.accounts.account("Globex")
    await messages.accounts.add(facts(deadline_on=ago(-200)))
    assert "The next one is Globex on 25 Jul." in await listed(messages, "renewals")
    for word in ("renewals", "at-risk", "stuck"):
        text = await listed(messages, word, reader=SAM)
        assert text.startswith("All accounts: none")
        assert "Globex" not in text


async def test_below_the_stuck_stand_those_who_will_get_stuck_next(messages: QueuedMessages) -> None:
    # method: B8
    await three(messages)
    few = "Who gets stuck next I can't say: too few accounts have gone this way."
    assert (await listed(messages, "stuck")).count(few) == 1
    for number, name, day in ((4, "Globex", 57), (5, "<!here> Ltd", 12)):
        await messages.accounts.account(name, id=number)
        await messages.accounts.add(facts(number, milestone_since=ago(day), milestone_due_on=ago(day - 60)))
    version = await messages.accounts.version()
    told = {"version_id": version, "milestone": "habit", "cohort": "all", "name": "", "limit_days": 60}
    await messages.accounts.add(
        StuckChance(**told, day=57, share=0.625, low=0.44, high=0.77, accounts=31),
        StuckChance(**told, day=12, share=0.2, low=0.1, high=0.3, accounts=60),
    )
    text = await listed(messages, "stuck")
    assert few not in text
    lines = text.splitlines()
    at = lines.index("Likeliest to get stuck next")
    assert lines[at + 1] == (
        "Globex: day 57 of 60 before a weekly habit; 63% like it were late or gone by then (44 to 77% is likely)."
    )
    assert lines[at + 2].startswith("<!here> Ltd: day 12 of 60")
    assert "Likeliest" not in await listed(messages, "stuck", by="tier")
    assert "Globex" not in await listed(messages, "stuck", reader=SAM)
