"""A list that finds nobody says whom it couldn't judge."""

from datetime import timedelta

import pytest

from bot.journey.accounts.selection import ListQuery, Selection
from bot.surfaces.plain.text import plain_text
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.judged import Judged
from bot.talk.portfolio.portfolio import portfolio
from tests.given.book import NOW, OLGA, TODAY
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_an_empty_list_says_what_it_could_not_judge(messages: QueuedMessages) -> None:
    # method: D6
    for number in range(1, 6):
        await messages.accounts.account(f"Customer {number}", id=number, csm_id=11)
        unknown = {"placed": False, "milestone": "", "milestone_due_on": None, "health": None, "band": None}
        known = {"milestone_due_on": TODAY + timedelta(days=9)}
        await messages.accounts.add(facts(number, **(unknown if number > 3 else known)))
    async with messages.store.read(1) as db:
        query = ListQuery("stuck", Selection(csm_id=11))
        text = plain_text(await roster(db, messages.library, query, OLGA, NOW))
        mine = plain_text(await portfolio(db, messages.library, OLGA, NOW))
    assert text.splitlines()[:3] == [
        "Your accounts: none stuck among the 3 I can judge",
        "2 have no place yet.",
        "[Where are they?] [How it's counted]",
    ]
    assert "Stuck · none among the 3 I can judge; 2 have no place yet" in mine
    assert "At risk · none among the 3 I can judge; 2 have no health and no view of yours yet" in mine
    assert "Renewals · I can't tell of any yet: 5 have no end date yet" in mine


def test_where_all_can_be_judged_none_is_none() -> None:
    assert Judged(5).none("all is well") == "all is well"
    assert Judged(0, ((2, "have no place yet"),)).none_said("renew within 120 days") == (
        "I can't tell yet which renew within 120 days"
    )
