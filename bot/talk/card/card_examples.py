"""The account card, for the examples of messages."""

from dataclasses import replace

from bot.message import Message, Step
from bot.playbook.text.situation import HealthWords, MilestoneWords, Promise, RenewalWords
from bot.talk.account.place import place_buttons
from bot.talk.card.card_message import card_message
from bot.talk.card.card_parts import Card, PersonLine
from bot.talk.phrases.ticket_words import TicketWords
from bot.talk.quotes.said_words import buttons_for

STAGES = (
    Step(text="Land", state="done"),
    Step(text="Adopt", state="now"),
    Step(text="Expand", state="to come"),
    Step(text="Renew", state="to come"),
)
ACME = Card(
    account_id=1,
    name="Acme",
    tier="mid",
    csm="you",
    stages=STAGES,
    milestone=MilestoneWords(
        name="a weekly habit", meaning="A weekly job runs here.", days=57, usual=45, done=2, total=4
    ),
    health=HealthWords(score=61, was=74, band="on watch", moved=("weekly use 62% → 41%", "open tickets 2 → 5")),
    tickets=TicketWords("5 open tickets", "import broken", "12 days", "https://desk.example/4711"),
    own_view="worried",
    view_whose="Your view, Fri 2 Jan",
    money=("120k EUR",),
    contracts=2,
    renewal=RenewalWords(deadline="Tue 13 Jan", days=7, is_notice=True, ends="Sat 14 Mar", call="probable"),
    next_step="Unblock: own admin named",
    others=3,
    next_due="due Thu",
    people=(
        PersonLine("Dana Reyes", "COO", "decision maker"),
        PersonLine("Ivo Brandt", "Analyst", "champion"),
        PersonLine("Mia Okafor", "Team lead", "user"),
    ),
    promises=(Promise("schema notes by Fri 9 Jan"),),
    todos=(("Unblock: own admin named", "due in 2 days"), ("Agree the next term with Dana", "due in 7 days")),
    plan=("source connected: Ivo Brandt, by Fri 9 Jan",),
    asks=("Reference call: yes from Dana Reyes, Fri 2 Jan",),
    notes=("45 days are the playbook's guess.", "Figures: yesterday. Last contact: Fri 2 Jan. Last review: none yet."),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Account card", card_message(ACME)),
    (
        "Account card, health set by hand, at risk",
        card_message(
            replace(
                ACME,
                health=HealthWords(
                    40, band="at risk", by_hand="set by Olga until Tue 3 Feb: sponsor left; measured 74"
                ),
                risk="About 6 of 20 like it leave within half a year: weekly use 41% (62% is usual)",
            )
        ),
    ),
    (
        "Account card, a question waits",
        card_message(
            replace(
                ACME,
                questions=("“can groups be synced?” Dana Reyes, COO, Fri 2 Jan; answer by Tue 6 Jan",),
                asked=buttons_for(3, 7),
            )
        ),
    ),
    ("Account card, shared", card_message(replace(ACME, csm="Olga", view_whose="Olga's view, Fri 2 Jan", shared=True))),
    (
        "Account card, brand-new",
        card_message(Card(account_id=2, name="Hooli", assessed=False, notes=("Nobody is known there yet.",))),
    ),
    (
        "Account card, little known",
        card_message(
            Card(
                account_id=3,
                name="7590-VHVEG",
                csm="you",
                stages=(Step(text="Land", state="now"), Step(text="Adopt", state="to come"), *STAGES[2:]),
                milestone=MilestoneWords(name="first value", meaning="", days=12, usual=45, done=0, total=6),
                health_known=0.2,
                next_step="On the way: goal in their words",
            )
        ),
    ),
    (
        "Account card, its place not known",
        card_message(
            Card(
                account_id=5,
                name="Millstone",
                csm="you",
                where=place_buttons(5, (("adopt", "using it daily"), ("land", "getting started"))),
                health_known=0.0,
                money=("48k EUR",),
                notes=("Figures: none. Last contact: Tue 23 Dec 2025. Last review: none yet.",),
            )
        ),
    ),
    (
        "Account card, churned",
        card_message(
            Card(
                account_id=4,
                name="Initech",
                tier="base",
                csm="Olga",
                churned="Mon 3 Nov 2025: too expensive",
                look_back=True,
                money=("80k USD",),
            )
        ),
    ),
)

__all__ = ["ACME", "EXAMPLES"]
