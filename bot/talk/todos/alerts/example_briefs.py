"""To-dos in words, for the examples of messages."""

from datetime import date

from bot import actions
from bot.talk.todos.brief_parts import Brief, TalkTo

ACME = Brief(
    cta_id=1,
    account_id=12,
    name="Acme",
    why="57 days without first value; 45 is usual (median of 31 mid-tier accounts)",
    todo="Unblock: live data source",
    clears="Clears by itself when first value is reached.",
    due_on=date(2026, 1, 5),
    next_day="Tomorrow",
    missing=("live data source", "two more weekly users (3 of 5, yesterday)"),
    value="120k EUR",
    deadline="notice in 7 days",
    dates=("notice by Tue 13 Jan", "renews Sat 14 Mar"),
    talk=TalkTo(
        who="the COO",
        persona="CEO type, likely",
        say="You wanted “reporting halved before the board meets”, and the first result is its proof.",
        ask="Shall our engineer connect the source on Thursday, or coach your team?",
        stakeholder_id=4,
    ),
)
RENEWAL = Brief(
    cta_id=2,
    account_id=13,
    name="Initech",
    why="80k USD, notice by Thu 5 Feb, in 30 days",
    todo="Say how sure you are of the renewal",
    clears="Your forecast lets it rest; recording how it ends clears it.",
    due_on=date(2026, 1, 20),
    value="80k USD",
    dates=("renews Sun 5 Apr",),
    clearing=("Record it", actions.RENEWAL),
    first=("5 open tickets, oldest 12 days", "Ivo Brandt answered 4 of 10 on Fri 2 Jan"),
    talk=TalkTo("the analyst", "Expert type, sure", "", "Which of these results do your own figures confirm?", 5),
)
GAPS = Brief(
    cta_id=3,
    name="",
    why="figures too old to judge by at 17 accounts",
    todo="Bring in new figures for 17 accounts",
    clears="Clears by itself when newer figures come in.",
    due_on=date(2026, 1, 20),
    lines=("Globex, Hooli, Initech, Soylent, Umbrella … and 12 more",),
)
BY_HAND = Brief(
    cta_id=4,
    account_id=12,
    name="Acme",
    why="schema notes to the analyst",
    todo="schema notes to the analyst",
    due_on=date(2026, 1, 9),
    value="120k EUR",
    by_hand=True,
)
LOW_SCORE = Brief(
    cta_id=6,
    account_id=14,
    name="Umbrella",
    why="Kim Sato answered 4 of 10 on Mon 5 Jan",
    todo="Call Kim and ask what is behind the score",
    clears="You close it with Done.",
    due_on=date(2026, 1, 8),
    value="45k GBP",
    talk=TalkTo(
        "the team lead",
        "Friend type, a guess",
        "Thank you for being open with me. I'm sorry that it felt that way.",
        "When did it start to feel wrong, and who else is troubled by it?",
        6,
    ),
    one_off=True,
)
ASKED = Brief(
    cta_id=6,
    account_id=12,
    name="Acme",
    why="the COO asked Fri 2 Jan and has no answer yet",
    todo="Answer Dana Reyes: “can groups be synced?”",
    clears="Closes when you say that it is answered.",
    due_on=date(2026, 1, 6),
    value="120k EUR",
    quote="can groups be synced?",
    question=3,
    by_hand=True,
)

__all__ = ["ACME", "ASKED", "BY_HAND", "GAPS", "LOW_SCORE", "RENEWAL"]
