"""The account card (method A1, A2, C2, D2): from what was read of an account to what its card says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select

from bot.calendar import say_date, say_near
from bot.message import Message, Step
from bot.playbook.models import Library
from bot.playbook.text.situation import MilestoneWords
from bot.store.session import ReadSession
from bot.store.tables import Contract, Cta, PostMortem
from bot.talk.account.kind import success_line
from bot.talk.account.links_out import link_line
from bot.talk.account.place import buttons_of
from bot.talk.account.read_account import load_account
from bot.talk.account.said import questions_of
from bot.talk.account.view import AccountView, Contact
from bot.talk.card.card_message import card_message
from bot.talk.card.card_parts import Card, PersonLine
from bot.talk.letters.favours import for_card
from bot.talk.letters.offers import offer_lines
from bot.talk.matter.matter import Matter, is_calm, kind_of, matter_of
from bot.talk.phrases.account_words import (
    champion_left,
    first_ended,
    is_champion,
    is_decider,
    known_ends,
    leaving,
    next_contract,
    promises,
    renewal_words,
    whom,
)
from bot.talk.phrases.plan_words import theirs
from bot.talk.phrases.progress_words import completed, health_words_of, milestone_words, slip_words, stale_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.risk_words import short_risk
from bot.talk.phrases.talking_points import due_words, step_of, todo_words
from bot.talk.phrases.ticket_words import ticket_words
from bot.talk.phrases.todo_words import step_parts
from bot.talk.phrases.words import a_year, called, capital, given_name, listed, totals
from bot.talk.quotes.said_words import question_buttons, question_lines
from bot.talk.renewal.group_words import group_lines, group_renewals
from bot.talk.renewal.post_mortem import said_reason
from bot.text import possessive, shorten, whole

STEP = 80  # characters of the next step: three lines of a phone
VIEWS = {"good": "good", "unsure": "unsure", "worried": "worried"}


async def card(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The card of that account; None where this workspace has no such one."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    today = reader.today(now)
    asks, plan, offered = for_card(view, view.asks, today), theirs(view.goals, today), offer_lines(view, today)
    look_back = (view.churned or bool(leaving(view.contracts))) and not await _learned(db, view)
    group = group_lines(await group_renewals(db, [account_id], today), today) if view.in_group else ()
    said = replace(card_of(view, reader, now), asks=asks, plan=plan, offered=offered, success=success_line(view))
    return card_message(replace(said, look_back=look_back, group=group))


async def _learned(db: ReadSession, view: AccountView) -> bool:
    """Whether somebody has said what we make of the loss."""
    same = (PostMortem.account_id == view.account.id, PostMortem.period == view.account.period)
    return await db.scalar(select(PostMortem.id).where(*same)) is not None


def _paid_last(view: AccountView, today: date) -> list[Contract]:
    """What an account that has left paid in the end: of each product the term that had begun last by then."""
    left = view.account.churned_on or today
    begun = [one for one in view.contracts if one.starts_on is None or one.starts_on <= left] or view.contracts
    last: dict[str, Contract] = {}
    for one in sorted(begun, key=lambda term: (term.starts_on or date.min, term.id)):
        last[one.product] = one
    return list(last.values())


def _ended(view: AccountView, day: date, today: date) -> str:
    """ "ended Sat 3 Jan"; with its product where the account has others."""
    one = first_ended(view, today) if len(view.contracts) > 1 else None
    return f"{called(one.product, 30) + ' ' if one else ''}ended {say_date(day, today)}"


def card_of(view: AccountView, reader: Reader, now: datetime, *, shared: bool = False) -> Card:
    """The card in words, counted on the reader's day. shared: for others to read, without internal advice."""
    today = reader.today(now)
    contract = next_contract(view, today)
    facts, account = view.facts, view.account
    missing = facts.outcome_missing_since if facts else None
    todos = [(cta, todo_words(view, cta, reader, now), due_words(cta, reader, now)) for cta in view.todos]
    goal = milestone_words(view, reader, now)
    matter = matter_of(view, reader, now)
    asked = questions_of(view)
    step, due = next_step(view, todos, goal, matter, reader, now, [one.cta_id for one in asked])
    above = {one.cta_id for one in asked}  # they stand there with the promises
    return Card(
        account_id=account.id,
        name=called(account.name, 48),
        tier=shorten(account.tier or "", 20),
        csm=csm_of(view, reader),
        assessed=facts is not None,
        stages=stage_steps(view),
        milestone=goal,
        slipped=tuple(capital(slip_words(view, slip, reader, now)) for slip in view.slipped),
        where=buttons_of(view),
        health=health_words_of(view, reader, now),
        health_known=facts.health_known if facts else 0.0,
        tickets=ticket_words(view, reader, now),
        own_view=VIEWS.get(account.view or "", ""),
        view_whose=view_whose(view, reader, now),
        risk="" if view.churned else short_risk(view),
        money=totals(_paid_last(view, today)) if view.churned else a_year(view.contracts, today),
        contracts=len(view.contracts),
        renewal=renewal_words(view, today),
        known_ends=known_ends(view, today),
        renews_itself=bool(contract and contract.auto_renew),
        outcome_missing=_ended(view, missing, today) if missing else None,
        next_step=_by_first_name(view, step),
        draft_to=_draft_to(view, matter, step or ""),
        next_due=due,
        others=max(0, sum(cta.state == "open" for cta in view.todos) - 1),
        people=tuple(person_line(view, known, reader, now) for known in by_weight(view.active)),
        champion_left=champion_left(view, today),
        promises=promises(view, reader, now),
        questions=question_lines(view, today),
        asked=next((question_buttons(one) for one in asked), ()),
        todos=tuple((text, due) for cta, text, due in todos if not cta.promise and cta.id not in above),
        notes=notes_of(view, goal, reader, now),
        churned=churn_words(view, reader, now),
        shared=shared,
        links=link_line(view),
    )


def _by_first_name(view: AccountView, step: str | None) -> str | None:
    """Who matters stands above it with title and role."""
    first = next(iter(by_weight(view.active)), None)
    if step is None or first is None:
        return step
    name, given = called(first.row.name), given_name(first.row.name)
    return re.sub(rf"{re.escape(name)}(?: \([^()]*\))?", lambda _: given, step)


def _draft_to(view: AccountView, matter: Matter, step: str) -> str:
    """Whom a draft about what presses is written to, by first name, where the step names them."""
    known = whom(view, matter.cta, matter.rule)
    return given_name(known.row.name) if known is not None and called(known.row.name) in step else ""


def csm_of(view: AccountView, reader: Reader) -> str | None:
    if view.csm is None:
        return None
    return "you" if reader.is_me(view.csm.id) else given_name(view.csm.name)


def stage_steps(view: AccountView) -> tuple[Step, ...]:
    """The stages of its playbook; none before the first assessment, nor where its place isn't known. Done are those
    whose milestones are all reached: a stage can also be left because the calendar moved on."""
    if view.facts is None or not view.facts.stage or not (view.facts.placed or view.churned):
        return ()
    at = view.facts.stage_position

    def state(position: int) -> Literal["done", "now", "to come"]:
        if position == at:
            return "now"
        return "done" if position < at and completed(view, position) else "to come"

    names = {stage.key: stage.name for stage in (*view.playbook.stages, *view.current.stages)}
    stages = enumerate(view.playbook.stages, start=1)
    return tuple(Step(text=names[stage.key], state=state(position)) for position, stage in stages)


def view_whose(view: AccountView, reader: Reader, now: datetime) -> str:
    """ "Your view, Fri 2 Jan"."""
    account = view.account
    if not account.view:
        return ""
    mine = reader.is_me(account.view_by)
    whose = "Your view" if mine else f"{possessive(given_name(view.view_by))} view" if view.view_by else "CSM's view"
    return f"{whose}, {say_date(reader.day(account.view_at), reader.today(now))}" if account.view_at else whose


def next_step(
    view: AccountView,
    todos: Sequence[tuple[Cta, str, str]],
    goal: MilestoneWords | None,
    matter: Matter,
    reader: Reader,
    now: datetime,
    asked: Sequence[int | None] = (),
) -> tuple[str | None, str]:
    """The first step of the to-do behind what presses most, else another one that is open, and when it is due; else the
    milestone's next task. While something is wrong, or the renewal near, growth and thanks are no next step. asked:
    to-dos to answer somebody there, who comes before all but that."""
    calm = is_calm(matter)
    can = [one for one in todos if one[0].state == "open" and (calm or kind_of(view, one[0]) != "growth")]
    wanted = [*(asked if calm else ()), matter.cta.id if matter.cta is not None else None]
    first = min(can, key=lambda one: wanted.index(one[0].id) if one[0].id in wanted else len(wanted), default=None)
    if first is not None:
        parts = step_parts(step_of(view, first[0], reader, now))
        fits = (one for one in parts if len(one) <= STEP and "last talk" not in one)  # that stands below, at the people
        return next(fits, first[1]), first[2]
    if ending := leaving(view.contracts):  # no milestone is worked towards any more
        last = ending[-1].ends_on
        return f"See them off well{f'; their last day is {say_date(last, reader.today(now))}' if last else ''}", ""
    return (f"On the way: {goal.next_task}", "") if goal and goal.next_task else (None, "")


def by_weight(people: tuple[Contact, ...]) -> list[Contact]:
    """Who decides first, then champions, then the others."""
    return sorted(people, key=lambda known: (not is_decider(known), not is_champion(known), known.row.id))


def person_line(view: AccountView, known: Contact, reader: Reader, now: datetime) -> PersonLine:
    row, last = known.row, view.last_talks.get(known.row.id)
    return PersonLine(
        name=called(row.name, 32),
        title=called(row.title or "", 32),
        role=called(row.role or "", 24),
        talked=say_date(reader.day(last), reader.today(now)) if last else "",
        vision=whole(row.vision, 120) or "" if row.vision else "",
    )


def _usual_note(goal: MilestoneWords) -> str:
    if goal.late_after is None:
        return f"{goal.usual} days are {goal.usual_basis}."
    return f"{goal.usual} days: median of {goal.usual_basis}; three in four took {goal.late_after} or less."


def notes_of(view: AccountView, goal: MilestoneWords | None, reader: Reader, now: datetime) -> tuple[str, ...]:
    """Ages of data and the basis of figures."""
    if view.churned:
        return ()
    facts, today = view.facts, reader.today(now)
    notes = []
    basis = f"{_usual_note(goal)} " if goal and goal.usual else ""
    if facts is not None:
        figures = say_near(facts.kpi_newest_on, today) if facts.kpi_newest_on else "none"
        contact = say_date(facts.last_contact_on, today) if facts.last_contact_on else "none yet"
        notes.append(f"{basis}Figures: {figures}. Last contact: {contact}.")
    stale = stale_words(view, reader, now)
    if stale:
        notes.append(f"Too old to count: {listed(stale, 3)}.")
    if not view.active:
        notes.append("Nobody is known there yet.")
    return tuple(notes)


def churn_words(view: AccountView, reader: Reader, now: datetime) -> str | None:
    """ "Mon 3 Nov 2025: too expensive"."""
    if not view.churned:
        return None
    account = view.account
    when = f"on {say_date(account.churned_on, reader.today(now))}" if account.churned_on else "on a day we don't know"
    return f"{when}: {shorten(said_reason(account.churn_reason), 80)}" if account.churn_reason else when


__all__ = ["Card", "card", "card_message", "card_of"]
