"""Meeting prep, for the examples of messages."""

from dataclasses import replace

from bot.message import Message, Step
from bot.playbook.text.situation import Promise
from bot.talk.people.prep_message import prep_message
from bot.talk.people.prep_parts import Prep, PrepTalk

DANA = PrepTalk(
    stakeholder_id=1,
    who="Dana Reyes, COO",
    say=(
        "‘Halve reporting before the board meets’ is what you told us. You are a third of the way.",
        "Two ways to the rest: our engineer takes it on this week, or your team does, with ours beside it.",
    ),
    never="offer a beta, or say ‘we can't’ before asking what they expect",
    persona="CEO type",
    tagged="likely, tagged by you Fri 2 Jan",
    ask="What has to be on your desk, and by when, for you to call this a win?",
    leave_with="the choice",
    vision="Halve reporting before the board meets",
    vision_on="Thu 20 Mar 2025",
)
MIA = PrepTalk(
    stakeholder_id=3,
    who="Mia Okafor, Team lead",
    say=("Next comes a trained admin. You'll have our notes by Friday.",),
    never="send more than they can use this week",
    telling="What would make you say in a year that this was worth it?",
    leave_with="one small change for next week",
)
ACME = Prep(
    account_id=1,
    name="Acme",
    profile=(
        "Adopt (mid · retail): working on a weekly habit, 3 of 6 done, day 77 (usual 60)",
        "Health 61 ↓, was 74 a week ago · on watch",
        "120k EUR · notice by Tue 13 Jan, in 7 days · forecast: probable",
    ),
    background="Last review: none yet · customer since 14 Mar 2025",
    since_when="Fri 2 Jan",
    lately=("done: team training", "spoke with Dana Reyes: wants the board slide"),
    since=("done: team training", "spoke with Dana Reyes: wants the board slide", "weekly use 62% → 41%"),
    open_points=("trained admin", "old way switched off"),
    promises=(Promise("schema notes by Fri 9 Jan"),),
    theirs=("source connected: Ivo Brandt, by Fri 9 Jan",),
    why="77 days without a weekly habit; 60 is usual.",
    goal="agree a day for trained admin",
    money="120k EUR · notice by Tue 13 Jan, in 7 days",
    expect=("5 open tickets, oldest: import broken, 12 days", "weekly use 62% → 41%"),
    bring=("schema notes by Fri 9 Jan",),
    first=(
        Step(
            text="5 open tickets (up to 2 are fine), yesterday",
            state="to come",
            note="get a date for each from support",
        ),
        Step(text="No low survey answer within 180 days", state="done"),
        Step(text="We owe schema notes by Fri 9 Jan", state="to come", note="keep it, or agree on another day"),
        Step(text="Last talk with Dana Reyes: Fri 2 Jan", state="done"),
        Step(text="Dana Reyes is likely a CEO type", state="done"),
    ),
    upsell="No upsell now, because health is 61 (on watch) and open tickets are at 5.",
    talks=(DANA, MIA),
    people=((1, "Dana Reyes, COO"), (3, "Mia Okafor, Team lead")),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Prep", prep_message(ACME)),
    (
        "Prep with more people than there is room for",
        prep_message(replace(ACME, people=(*ACME.people, (6, "Jo Lund, Data analyst"), (7, "Ada Berg, Controller")))),
    ),
    (
        "Prep for one person",
        prep_message(
            replace(
                ACME,
                one=True,
                talks=(
                    replace(
                        DANA,
                        evidence="asked for the result first",
                        thinking="Why isn't this faster?",
                        outcome="Visible progress without risk.",
                        motivation="Quick wins with their name on them.",
                        always=("say “we can’t”; they find somebody who can.", "“this makes you win, because …”."),
                        lands="Your people save a day a week by spring, and it will carry your name.",
                        activities=("Offer dedicated people for the next step",),
                        questions=("Which delay costs you most?",),
                    ),
                ),
            )
        ),
    ),
    ("Prep, nobody known", prep_message(Prep(2, "Hooli", ("Not assessed yet.", "Value not known")))),
)

__all__ = ["EXAMPLES"]
