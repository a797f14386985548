"""An entry of the vocabulary is whole, or the program doesn't start."""

from dataclasses import fields, replace

import pytest

from bot.facts import health, people, touchpoints
from bot.facts.comparison import Comparison
from bot.facts.condition import KEPT, comparisons, parse
from bot.facts.fact import Fact, Movement, Name
from bot.facts.facts import FACTS, entry_of, joined
from bot.facts.kpi_moves import FELL
from bot.facts.measures import Count
from tests.given.accounts import Accounts
from tests.given.own_rule import ask

REVIEW = touchpoints.FACTS[0]
BAND, FELL_IN_HEALTH = (next(one for one in health.FACTS if one.key == key) for key in ("band", "health_fell"))


@pytest.mark.parametrize("part", ["high", "low", "clears_high", "clears_low", "unknown"])
def test_a_fact_without_a_part_is_refused_by_name(part: str) -> None:
    with pytest.raises(ValueError, match=rf"^The fact 'days_since_review' lacks its {part}\.$"):
        joined((replace(REVIEW, **{part: ""}),))


@pytest.mark.parametrize("part", ["asks", "example", "happened", "says", "clears_it", "clears_denied", "unknown"])
def test_a_movement_without_a_part_is_refused_by_name(part: str) -> None:
    assert isinstance(FELL_IN_HEALTH, Movement)
    with pytest.raises(ValueError, match=rf"^The fact 'health_fell' lacks its {part}\.$"):
        joined((replace(FELL_IN_HEALTH, **{part: None}),))


@pytest.mark.parametrize("part", ["holds", "denied", "unknown"])
def test_a_name_without_a_part_is_refused_by_name(part: str) -> None:
    assert isinstance(BAND, Name)
    with pytest.raises(ValueError, match=rf"^The fact 'band' lacks its {part}\.$"):
        joined((replace(BAND, **{part: ""}),))


def test_words_without_their_blank_are_refused() -> None:
    with pytest.raises(ValueError, match=r"lacks its \{span\} in high\."):
        joined((replace(REVIEW, high="no review"),))
    with pytest.raises(ValueError, match="lacks its none"):
        joined((replace(REVIEW, some="a review is due"),))


def test_two_facts_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^There are two facts called 'days_since_review'"):
        joined(touchpoints.FACTS, (REVIEW,))


def test_a_new_fact_is_one_entry() -> None:
    assert {field.name for field in fields(Fact)} >= {"measure", "high", "low", "clears_high", "clears_low", "unknown"}
    new = Fact(
        "visits", Count(REVIEW.measure.column), high="{span} paid", low="{span} paid", unit=("visit", "visits"),
        clears_high="fewer are paid", clears_low="a visit is paid", unknown="no visit is on record",
    )  # fmt: skip
    assert list(joined((new,))) == ["visits"]


def test_each_comparison_knows_its_entry() -> None:
    for form in FACTS.values():
        for entry in form.entries():
            assert entry_of(Comparison(entry.key, "known", True)) is entry
    assert entry_of(Comparison("kpi.fell_by", "moved", ())) is FELL


def test_a_condition_is_parsed_once_and_no_other_is_taken_for_it() -> None:
    when = {"health": {"below": 40}}
    assert parse(when) is parse(when)
    for number in range(KEPT + 10):
        (one,) = comparisons(parse({"health": {"below": number}}))
        assert one.value == number


# How many people there are


@pytest.mark.parametrize(
    ("bound", "holds", "nearest"),
    [
        ({"above": 1}, True, ()),
        ({"below": 2}, False, ("less than 2 people active there (now 2 people)",)),
        ({"at_most": 0}, False, ("nobody there is active (now 2 people)",)),
    ],
)
async def test_active_stakeholders_are_counted(
    accounts: Accounts, bound: dict[str, int], holds: bool, nearest: tuple[str, ...]
) -> None:
    # method: A2
    account = await accounts.account()
    for name, status in (("Dana Reyes", "active"), ("Ivo Brandt", "active"), ("Ana Silva", "left")):
        await accounts.person(account, name, status=status)
    await accounts.person(await accounts.account("Globex"), "Mia Okafor")
    await accounts.sweep()
    asked = await ask(accounts, account, {"active_stakeholders": bound})
    assert (asked.holds, asked.nearest) == (holds, nearest)


async def test_where_nobody_is_noted_nobody_is_active(accounts: Accounts) -> None:
    account = await accounts.account()
    await accounts.sweep()
    assert (await ask(accounts, account, {"active_stakeholders": {"below": 1}})).holds is True
    assert (await ask(accounts, account, {"active_stakeholders": {"above": 0}})).nearest == (
        "somebody there is active (now nobody there is active)",
    )
    assert [one.key for one in people.FACTS][-1] == "active_stakeholders"
