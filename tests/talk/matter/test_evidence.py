"""What speaks for a to-do besides its reason stands in its alert, where it is on record."""

# method: C2, C4, C7, D7, A4

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.store.tables import Contract, Cta, TaskDone, Ticket
from bot.surfaces.plain.text import plain_text
from bot.talk.account.read_account import load_account
from bot.talk.matter.evidence import Evidence
from bot.talk.matter.may_explain import may_explain, shorter_step
from bot.talk.todos.alert import ACME, MOST_WORDS, alert, render_alert, visible_words
from tests.given.book import NOW, OLGA, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import event, facts, person, todo

pytestmark = pytest.mark.both_databases


async def said(messages: QueuedMessages, cta: int = 1) -> str:
    async with messages.store.read(1) as db:
        message = await alert(db, messages.library, cta, OLGA, NOW)
    assert message is not None
    assert visible_words(message) <= MOST_WORDS
    return plain_text(message)


async def test_who_is_left_stands_in_a_list_who_decides_first(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(champion_left_on=ago(4)),
        person(1, "Noor Quist", "Specialist", "user"),
        person(2, "Amara Adeyemi", "CFO", "decision maker"),
        person(3, "Freya Mbeki", "Service manager", "champion", status="left", left_on=ago(4)),
        event("contact", 5, "about the plan", stakeholder_id=1),
        todo(1, "champion-left"),
    )
    text = await said(messages)
    assert "Still there:\n• Amara Adeyemi, CFO, decision maker · no talk on record\n" in text
    assert "• Noor Quist, Specialist, user · last talk Thu 1 Jan" in text
    assert "• Freya" not in text


async def test_a_stuck_milestone_tells_what_is_done_and_the_last_note(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(milestone="first-value", stage="land", milestone_since=ago(50), milestone_due_on=ago(5)),
        person(1, "Carmen Ferro", "Senior analyst", "champion"),
        TaskDone(account_id=1, period=1, task="goal-agreed", done_on=ago(40)),
        TaskDone(account_id=1, period=1, task="kick-off-held", done_on=ago(30)),
        event("contact", 20, "Two more people ask for access. He likes trains.", stakeholder_id=1),
        todo(1, "stuck-in-milestone"),
    )
    text = await said(messages)
    assert "\nOlga, 2 of 6 steps are done, none since Sun 7 Dec 2025. Still open, first of all:\n☐ Live data s" in text
    assert "[Draft to Carmen] [Done: live data source] [Reached out] [More ▾]" in text
    assert "You noted 17 Dec 2025: “Two more people ask for access.”" in text  # no other sentence of it is about that
    assert "trains" not in text
    await messages.accounts.change(Cta, 1, rule="health-fell")
    assert "steps are done" not in await said(messages)


async def test_who_decides_or_carries_it_and_is_silent_is_named_once(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(),
        person(1, "Yusuf Mbeki", "Head of data", "decision maker"),
        person(2, "Henrik Reyes", "Team lead", "champion"),
        event("contact", 3, "roles", stakeholder_id=1),
        event("contact", 90, "kick-off", stakeholder_id=2),
        todo(1, "health-fell"),
    )
    assert "\nHenrik Reyes (Team lead, champion) last spoke with us Wed 8 Oct 2025.\n" in await said(messages)
    await messages.accounts.add(event("contact", 10, "again", stakeholder_id=2))
    assert "\nHenrik Reyes" not in await said(messages)


@pytest.mark.parametrize(
    ("renews", "expected"),
    [
        (True, "Olga, without notice it renews by itself on Sat 14 Mar, and your forecast is missing."),
        (False, "Olga, it doesn't renew by itself: it ends Sat 14 Mar. Your forecast is missing."),
        (None, "Renews Sat 14 Mar"),
    ],
)
async def test_a_renewal_tells_what_happens_after_its_day(
    messages: QueuedMessages, renews: bool | None, expected: str
) -> None:
    await messages.accounts.account()
    contract = Contract(account_id=1, product="Platform", ends_on=date(2026, 3, 14), notice_on=date(2026, 1, 28),
                        auto_renew=renews, amount=Decimal(96_000), currency="EUR")  # fmt: skip
    await messages.accounts.add(facts(), contract, todo(1, "renewal", occurrence="2026-03-14", type="lifecycle"))
    text = await said(messages)
    assert expected in text
    assert text.startswith("⏳ Acme: 96k EUR, notice by Wed 28 Jan, in 22 days\n")
    assert text.count("96k EUR") == 1
    assert "How do you see it?\n[Commit] [Probable] [At risk] [Won't renew]" in text


async def test_tickets_of_the_step_tell_since_when_they_are_open(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(),
        person(1, "Yusuf Mbeki", "Head of data", "decision maker"),
        Ticket(account_id=1, key="T-1", subject="Sign-on fails", opened_at=at(5)),
        todo(1, "health-fell"),
    )
    assert "get a fix date for “Sign-on fails” (since Thu 1 Jan)" in await said(messages)


@pytest.mark.parametrize(
    ("subject", "figure", "explains"),
    [
        ("Colleagues can't sign in", "weekly use 62% → 41%", True),
        ("SSO loops since the update", "active seats 80% → 62%", True),
        ("Report is slow", "weekly use 62% → 41%", False),
        ("Login page is blank", "NPS +39 → +10", False),
        ("Design of the sign", "weekly use 62% → 41%", False),
    ],
)
async def test_a_ticket_that_keeps_people_out_is_named_where_use_fell(
    messages: QueuedMessages, subject: str, figure: str, explains: bool
) -> None:
    await messages.accounts.account()
    await messages.accounts.add(facts(), Ticket(account_id=1, key="T-1", subject=subject, opened_at=at(5)))
    async with messages.store.read(1) as db:
        view = await load_account(db, messages.library, 1, NOW)
    assert view is not None
    said = may_explain(view, [figure], OLGA, NOW)
    assert said == (f"“{subject}”, open since Thu 1 Jan, may explain the use." if explains else "")
    assert shorter_step(f"get a fix date for “{subject}”", said).endswith("signing in" if explains else f"“{subject}”")


@pytest.mark.one_database
def test_evidence_goes_before_the_step_does() -> None:
    people = tuple(f"Person {n}, Vice President of Regional Operations · last talk Fri 6 Nov" for n in range(4))
    known = Evidence(
        moved=("weekly use 62% → 41%",) * 3,
        done="Done: a step of it; another step of it; the last step of it.",
        there=people,
        silent="Champion Henrik Reyes, Team lead: last talk Thu 3 Sep",
        note=f"Last note: “{'word ' * 30}”",
    )
    step = "ask Dana Frost, COO, who can connect the source"
    message = render_alert(replace(ACME, step=step, evidence=known))
    assert visible_words(message) <= MOST_WORDS
    assert step in plain_text(message)
