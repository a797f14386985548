"""The funnel's words."""

from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.funnel import Funnel, FunnelStep, LeftThere
from bot.journey.steps.stuck_next import StuckTogether
from bot.statistics.intervals import Share
from bot.statistics.life_table import Estimate, Rate, life_table
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.funnel import EXAMPLES, funnel_message
from bot.talk.figures.funnel import funnel as whole_funnel
from bot.talk.figures.funnel_words import FunnelShown, bottleneck_words, percent, points, share_words, stuck_next_words
from tests.given.book import NOW, SAM
from tests.given.queued_messages import QueuedMessages

NAMES = {"first-value": "first value", "habit": "a weekly habit"}


def shown(*steps: FunnelStep) -> str:
    funnel = Funnel("laer", 60, steps, (), {})
    return bottleneck_words(FunnelShown(funnel, NAMES, "laer", "all accounts"), funnel)


def test_the_bottleneck_is_the_largest_share_late_or_lost_at_the_usual_time() -> None:
    # method: D6
    first = life_table({"reached": [(20, 48)], "lost": [(30, 2)], None: [(60, 10)]})
    habit = life_table({"reached": [(20, 14), (52, 20)], "lost": [(25, 2)], None: [(60, 4)]})
    assert shown(FunnelStep("first-value", 45, first), FunnelStep("habit", 30, habit)) == (
        "The bottleneck is Weekly habit: 65% are late or gone after its usual 30 days, the largest share "
        "(50 to 78% is likely, from 40 accounts). Half take 52 days."
    )


def test_the_step_on_which_most_of_those_in_time_get_stuck_is_named() -> None:
    # method: B8
    life = life_table({"reached": [(20, 30)], None: [(60, 10)]})
    first = FunnelStep("first-value", 45, life, now=9, stuck_next=StuckTogether(9, Estimate(0.5, 0.4, 0.6, 40)))
    habit = FunnelStep("habit", 45, life, now=24, stuck_next=StuckTogether(24, Estimate(0.375, 0.26, 0.51, 40)))

    def said(*steps: FunnelStep) -> str:
        funnel = Funnel("laer", 60, steps, (), {})
        return stuck_next_words(FunnelShown(funnel, NAMES, "laer", "all accounts"), funnel)

    assert said(first, habit) == (
        "Next to get stuck: Weekly habit. Of the 24 accounts in time there, 38% will be late or gone before they reach "
        "it (26 to 51% is likely), going by those before."
    )
    assert said(FunnelStep("habit", 45, life, now=4)).startswith("Which step gets stuck next I can't say: too few")
    assert said(FunnelStep("habit", 45, life, now=4, now_late=4)) == ""
    assert said(FunnelStep("habit", 45, life_table({}), now=4)) == ""  # too few is said by the bottleneck


def test_nobody_is_not_said_where_the_table_counts_some() -> None:
    # method: D6
    in_time = FunnelStep("first-value", 45, life_table({"reached": [(20, 12)]}))
    assert shown(in_time) == "All who came reached each milestone within its usual days, and nobody has left."
    few = FunnelStep("habit", 30, life_table({None: [(60, 4)]}), now=4, now_late=4, gone=1)
    assert shown(in_time, few) == (
        "No bottleneck where enough came to tell: all were in time. Elsewhere: 4 late now and 1 gone."
    )
    slow = FunnelStep("habit", 30, life_table({"reached": [(52, 4)]}))  # all over, and nobody is late any more
    assert shown(in_time, slow).endswith("all were in time. Elsewhere: some were late.")
    assert shown(few).startswith("Too few to name a bottleneck: it takes 10 accounts")
    left = (LeftThere(None, None, Rate(0, 9), 0), LeftThere("first-value", None, Rate(1, 9), 1))  # after the last one
    after_all = Funnel("laer", 60, (in_time,), left, {})
    assert bottleneck_words(FunnelShown(after_all, NAMES, "laer", "all accounts"), after_all).endswith(
        "Elsewhere: 1 gone."
    )


def test_small_numbers_are_said_as_small_numbers() -> None:
    # method: D6
    assert share_words(Share(3, 7)) == "3 of 7"
    assert share_words(Share(31, 40)) == "31 of 40 (78%)"
    assert [percent(value) for value in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]


def test_halves_are_rounded_away_from_zero() -> None:
    assert [percent(count / 200) for count in (1, 5, 57, 101)] == ["1%", "3%", "29%", "51%"]
    assert (points(0.125), points(-0.125), points(0.285)) == ("+13 points", "−13 points", "+29 points")


def test_too_few_to_say_is_said_once() -> None:
    said = plain_text(dict(EXAMPLES)["journey funnel, few accounts"])
    assert said.lower().count("too few accounts to say") == 1


def test_a_funnel_of_nobody_says_how_accounts_come_in() -> None:
    assert "They come in with the accounts file" in plain_text(
        funnel_message(FunnelShown(None, {}, "", "all accounts"))
    )


async def test_the_funnel_of_a_stranger_is_empty(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    async with messages.store.read(2) as db:
        assert "There are none yet" in plain_text(await whole_funnel(db, messages.library, EVERYONE, SAM, NOW))
