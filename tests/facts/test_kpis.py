"""A KPI that was measured before, and not since: an account that has fallen silent, or a feed."""
# method: C2

import pytest

from bot.facts.condition import clearing, comparisons, in_words, parse
from bot.playbook.models import Condition, Playbook
from bot.playbook.rules.vocabulary import vocabulary_of
from tests.given.accounts import Accounts
from tests.given.own_rule import ask, figures, silent, two_accounts


@pytest.mark.parametrize(
    ("when", "days", "holds"),
    [
        (silent(above=10), 10, False),  # exactly ten days are not more
        (silent(above=10), 11, True),
        (silent(at_least=10), 9, False),
        (silent(at_least=10), 10, True),
        (silent(at_most=10), 10, True),
        (silent(below=10), 10, False),
        ({"not": silent(above=10)}, 11, False),
        ({"not": silent(above=10)}, 10, True),
    ],
)
async def test_days_without_a_figure_are_counted(accounts: Accounts, when: Condition, days: int, holds: bool) -> None:
    acme, _ = await two_accounts(accounts)
    await figures(accounts, acme, (60, 50), (days, 50))
    await accounts.sweep()
    assert (await ask(accounts, acme, when)).holds is holds


async def test_never_measured_is_unknown(accounts: Accounts) -> None:
    acme, _ = await two_accounts(accounts)
    await accounts.sweep()
    asked = await ask(accounts, acme, silent(above=10))
    assert (asked.holds, asked.nearest) == (None, ())
    assert asked.unknown == (("no figure for weekly use on record", "no figure for weekly use for more than 10 days"),)
    assert (await ask(accounts, acme, silent(known=False))).holds is True


async def test_why_says_how_it_stands(accounts: Accounts) -> None:
    acme, other = await two_accounts(accounts)
    await figures(accounts, acme, (4, 50))
    await accounts.sweep()
    said = "no figure for weekly use for more than 10 days"
    assert (await ask(accounts, acme, silent(above=10))).nearest == (f"{said} (now 4 days)",)
    assert (await ask(accounts, other, silent(above=10))).nearest == (f"{said} (measured today)",)


@pytest.mark.parametrize(
    ("when", "words", "clears"),
    [
        (silent(above=10), "no figure for weekly use for more than 10 days", "a figure for weekly use comes in"),
        (silent(at_most=1), "a figure for weekly use at most 1 day ago", "no figure for weekly use comes in any more"),
        ({"not": silent(above=10)}, "a figure for weekly use at most 10 days ago",
         "no figure for weekly use comes in any more"),
        (silent(known=False), "no figure for weekly use on record", "a figure for weekly use on record"),
    ],
)  # fmt: skip
def test_it_reads_well_both_ways(laer: Playbook, when: Condition, words: str, clears: str) -> None:
    vocabulary = vocabulary_of(laer)
    assert in_words(when, vocabulary) == words
    assert clearing(next(comparisons(parse(when))), vocabulary) == clears
