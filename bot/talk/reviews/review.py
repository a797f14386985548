"""A business review (method D7, D8): what it is about, what is reached and what isn't, and what to bring to each person
who comes. It is built around the account's present milestone, not around the calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.calendar import say_date
from bot.journey.accounts.plan_goals import Goal, goals_of
from bot.message import Message
from bot.playbook.models import Library
from bot.playbook.text.letters import won
from bot.store.session import ReadSession
from bot.talk.account.read_account import load_account
from bot.talk.account.view import find_milestone, kpi_of
from bot.talk.card.log import Happened, event_words, events_of
from bot.talk.matter.lines import advice_for, in_order, telling_question, voice_of
from bot.talk.matter.matter import matter_of
from bot.talk.people.prep import profile
from bot.talk.people.prep_history import background, last_contact
from bot.talk.people.prep_when_leaving import parting
from bot.talk.phrases.account_words import AccountView, Contact, is_champion, is_decider, milestone_words, promises, who
from bot.talk.phrases.plan_words import step
from bot.talk.phrases.progress_words import moved
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import rule_of
from bot.talk.phrases.words import called, capital, guide_of, listed
from bot.talk.reviews.review_message import PersonSection, Review, review_message
from bot.text import measured_pair, shorten, whole

PEOPLE, ITEMS, STORIES = 4, 5, 4
STORY_DAYS = 180


async def review(
    db: ReadSession,
    library: Library,
    account_id: int,
    reader: Reader,
    now: datetime,
    *,
    kind: str = "",
    attending: Collection[int] = (),
) -> Message | None:
    """kind: ebr | qbr, else as the account's to-dos ask for. attending: stakeholders; none: those who matter most."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    events, goals = await events_of(db, account_id, most=60), await goals_of(db, account_id)
    over = parting(view, last_contact(events, reader), reader, now)
    if over is not None:
        return over
    return review_message(review_of(view, events, goals, reader, now, kind=kind, attending=attending))


def kind_of(view: AccountView) -> str:
    """The review that the account's to-dos ask for."""
    asked = (rule.cta.review for rule in (rule_of(view, cta) for cta in view.todos) if rule and rule.cta.review)
    return next(asked, "qbr")


def review_of(
    view: AccountView,
    events: Sequence[Happened],
    goals: Sequence[Goal],
    reader: Reader,
    now: datetime,
    *,
    kind: str = "",
    attending: Collection[int] = (),
) -> Review:
    kind, today = kind if kind in ("ebr", "qbr") else kind_of(view), reader.today(now)
    likely = in_order(view, matter_of(view, reader, now))[:PEOPLE]
    coming = [known for known in view.active if known.row.id in attending] or likely
    achieved, outstanding = reached(view, goals, today), still_open(view, goals, reader, now)
    goal = milestone_words(view, reader, now)
    return Review(
        account_id=view.account.id,
        name=called(view.account.name, 48),
        kind=kind,
        milestone=goal.name if goal else "",
        agenda=agenda(view, kind, coming, goals, achieved, outstanding, goal.name if goal else ""),
        profile=(*profile(view, reader, now), background(view, today)),
        history=tuple(
            f"{say_date(reader.day(one.row.at), today)}: {shorten(event_words(view, one, today), 80)}"
            for one in events[:4]
        ),
        achieved=achieved,
        outstanding=outstanding,
        owed=promises(view, reader, now)[:3],
        plan=tuple(step(one, today) for one in goals),
        sections=tuple(section(view, known, events, achieved, outstanding, reader, now) for known in coming),
    )


# What is reached and what isn't


def reached(view: AccountView, goals: Sequence[Goal], today: date) -> tuple[str, ...]:
    """Milestones, this milestone's tasks and the plan's goals that are done, as one would tell them the customer."""
    states = [state for state in view.progress.milestones if state.reached] if view.progress else []
    found = []
    for state in reversed(states):
        milestone = find_milestone(view, state.key)
        said = won(milestone) if milestone else capital(state.key.replace("-", " "))
        found.append(
            f"{said.rstrip('.')} ({say_date(state.reached_on, today)})" if state.reached_on else said.rstrip(".")
        )
    done = [task.key for task in view.progress.tasks if task.done] if view.progress else []
    names = {task.key: task.name for task in view.milestone.tasks} if view.milestone else {}
    found += [capital(shorten(goal.goal, 60)) for goal in goals if goal.state == "done"]
    return (*found, *[capital(names[key]) for key in done if key in names])[:ITEMS]


def still_open(view: AccountView, goals: Sequence[Goal], reader: Reader, now: datetime) -> tuple[str, ...]:
    goal, today = milestone_words(view, reader, now), reader.today(now)
    late = [
        f"{capital(shorten(one.goal, 60))} (was due {say_date(one.due_on, today)})" for one in goals if one.late(today)
    ]
    missing = (goal.missing or goal.open_tasks) if goal else ()
    return (*late, *[capital(text) for text in missing])[:ITEMS]


def agenda(
    view: AccountView,
    kind: str,
    coming: Sequence[Contact],
    goals: Sequence[Goal],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    milestone: str,
) -> tuple[str, ...]:
    """What to talk about, in an order that ends with decisions; fit to be sent to the customer."""
    visions = (whole(known.row.vision, 150) for known in coming if known.row.vision)
    vision = next((words.rstrip(".") for words in visions if words), None)
    points = [f"What you set out to do: “{vision}”" if vision else "What you want to reach this year"]
    if goals:
        done = sum(goal.state == "done" for goal in goals)
        points.append(f"What we agreed last time: {done} of {len(goals)} done")
    if achieved:
        points.append(f"What is reached: {achieved[0]}")
    if kind == "qbr" and (figures := moved(view, 2)):
        points.append(f"The figures of late: {listed(list(figures))}")
    if milestone and outstanding:
        points.append(f"What stands between us and {milestone}: {listed([_small(text) for text in outstanding], 3)}")
    elif not milestone and view.placed:
        points.append("What comes next, now that the plan is reached")
    return (*points, "Decisions: who does what, and by when")


def _small(text: str) -> str:
    """Inside a sentence; a short name of capitals (NPS) stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


# To each in their own key


def section(
    view: AccountView,
    known: Contact,
    events: Sequence[Happened],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    reader: Reader,
    now: datetime,
) -> PersonSection:
    """What to bring to that person: gaps for an Expert type, wins for a CEO type, the team for a Friend type."""
    today, voice = reader.today(now), voice_of(known)
    advice = advice_for(view, known, reader, now)
    guide = guide_of(view.library, known.row.persona)
    lines = {"expert": _gaps, "ceo": _wins, "friend": _stories}.get(voice, _plainly)
    return PersonSection(
        who=who(known),
        persona=guide.name if guide else "type not known yet",
        lines=lines(view, known, events, achieved, outstanding, reader, today),
        ask=(advice.ask or advice.questions[0]) if guide else telling_question(view, known),
        never=advice.never,
    )


Lines = tuple[tuple[str, str], ...]


def _gaps(
    view: AccountView,
    known: Contact,
    events: Sequence[Happened],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    reader: Reader,
    today: date,
) -> Lines:
    """Achieved stands next to outstanding above; here is what to do about it."""
    first = _small(outstanding[0]) if outstanding else ""
    gap = f"{len(outstanding)} open, {first} first: bring what you found out, and solve it together" if first else ""
    return (
        ("Show", "reached beside outstanding, as in the table above"),
        *((("Gap", gap),) if gap else ()),
        ("Agree", "a date and an owner for each open point"),
    )


def _wins(
    view: AccountView,
    known: Contact,
    events: Sequence[Happened],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    reader: Reader,
    today: date,
) -> Lines:
    """Wins towards the vision they stated, to be carried to their leadership."""
    vision = known.row.vision
    on = f" ({say_date(known.row.vision_on, today)})" if vision and known.row.vision_on else ""
    nothing = "not on record: ask for it first, and write it down as they say it"
    theirs = f"“{shorten(vision, 120)}”{on}" if vision else nothing
    wins = [*achieved[:3], *improved(view)][:4]
    return (
        ("Their vision", theirs),
        ("Wins towards it", "; ".join(wins) if wins else "none on record yet"),
        ("Bring", "one page they can show, and two options for the rest"),
    )


def improved(view: AccountView) -> tuple[str, ...]:
    """Figures that got better over a week: "weekly use from 41% to 62%"."""
    found = []
    for part in view.health:
        kpi = kpi_of(view, part.kpi)
        if part.value is None or part.before is None or not part.fresh:
            continue
        if (part.value - part.before) * (kpi.best - kpi.worst) > 0:
            before, after = measured_pair(part.before, part.value, kpi.unit)
            found.append(f"{kpi.name} from {before} to {after} in a week")
    return tuple(found)


def _stories(
    view: AccountView,
    known: Contact,
    events: Sequence[Happened],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    reader: Reader,
    today: date,
) -> Lines:
    """What their people and ours did together, and whom to thank."""
    lately = [
        one
        for one in events
        if one.row.kind in ("task_done", "milestone_reached", "contact", "goal")
        and (today - reader.day(one.row.at)).days <= STORY_DAYS
    ]
    told = [
        f"{say_date(reader.day(one.row.at), today)}, {shorten(event_words(view, one, today), 80).rstrip('.')}"
        for one in lately[:STORIES]
    ]
    team = [called(one.row.name) for one in view.active if one is not known]
    thank = listed([called(known.row.name), *team], 5)
    return (
        ("Stories", "; ".join(told) if told else "none on record yet: ask who made the difference"),
        ("Thank by name", thank),
        ("Bring", "the colleagues of ours they know"),
    )


def _plainly(
    view: AccountView,
    known: Contact,
    events: Sequence[Happened],
    achieved: Sequence[str],
    outstanding: Sequence[str],
    reader: Reader,
    today: date,
) -> Lines:
    role = "decides" if is_decider(known) else "carries it day to day" if is_champion(known) else "takes part"
    return (("Role", f"{role}; show one figure, one voice from the team, one next step, and see what they ask about"),)
