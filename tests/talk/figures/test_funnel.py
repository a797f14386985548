"""The funnel's words."""

from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.funnel import Funnel, FunnelStep
from bot.statistics.intervals import Share
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.funnel import FunnelShown, bottleneck_words, funnel_message, percent, share_words
from bot.talk.figures.funnel import funnel as whole_funnel
from tests.given.book import NOW, SAM
from tests.given.queued_messages import QueuedMessages

NAMES = {"first-value": "first value", "habit": "a weekly habit"}


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


async def test_the_funnel_of_a_stranger_is_empty(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    async with messages.store.read(2) as db:
        assert "There are none yet" in plain_text(await whole_funnel(db, messages.library, EVERYONE, SAM, NOW))
