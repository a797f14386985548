"""A customer's page made of an account's plan: each field from a place whose words the customer may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select

from bot.calendar import DAYS, MONTHS, local_date, say_date
from bot.journey.plan.planned_steps import StepPlan
from bot.playbook.models import Library, Material, Milestone
from bot.store.session import ReadSession
from bot.store.tables import Cta, OutcomeGoal, Person, TaskDone, Workspace
from bot.store.todo_states import LIVE
from bot.talk.account.view import AccountView
from bot.talk.page.customer_page import (
    MOST_DONE,
    MOST_GOALS,
    MOST_RESULTS,
    MOST_STEPS,
    MOST_WAITING,
    CustomerPage,
    PageChoices,
    PageDone,
    PageGoal,
    PageMaterial,
    PagePerson,
    PageResult,
    PageStep,
    PageWin,
)
from bot.talk.phrases.words import called
from bot.talk.plan.plan import owner_name, person_words, return_words
from bot.talk.plan.read_plan import AccountPlan, read_plan
from bot.text import clean, measured

TO_BE_AGREED = "day to be agreed"


@dataclass(frozen=True)
class PageGround:
    """All that a page is made of. ours: our company. done: days of the steps done. owners: names of ours by id."""

    plan: AccountPlan
    ours: str
    today: date
    done: Mapping[str, date | None] = field(default_factory=dict)
    owners: Mapping[int, str] = field(default_factory=dict)


async def read_ground(
    db: ReadSession, library: Library, account_id: int, timezone: str | None, now: datetime
) -> PageGround | None:
    """None where this session sees no such account."""
    plan = await read_plan(db, library, account_id, now)
    if plan is None:
        return None
    account = plan.view.account
    workspace = await db.scalar(select(Workspace).where(Workspace.id == account.workspace_id))
    mine = (TaskDone.account_id == account.id, TaskDone.period == account.period)
    done = {row.task: row.done_on for row in await db.scalars(select(TaskDone).where(*mine))}
    wanted = {cta.owner_id for cta in promised(plan.view) if cta.owner_id}
    rows = await db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))) if wanted else ()
    ours = called(workspace.name, 60) if workspace and workspace.name else "us"
    return PageGround(plan, ours, local_date(now, timezone), done, {row.id: row.name for row in rows})


def promised(view: AccountView) -> list[Cta]:
    """What the customer was told that we would do; all else that we have to do is ours alone."""
    return [cta for cta in view.todos if cta.promise and cta.state in LIVE]


def page_of(ground: PageGround, chosen: PageChoices) -> CustomerPage:
    plan, today = ground.plan, ground.today
    view, row = plan.view, plan.success
    sentence, by = _sentence(plan, chosen)
    confirmed = ""
    if row and row.confirmed_on:
        name = person_words(plan, row.confirmed_by)
        confirmed = f"Agreed{f' with {name}' if name else ''} on {_day(row.confirmed_on, today)}"
    goals = tuple(_goal(plan, one, ground) for one in plan.goals[:MOST_GOALS])
    return CustomerPage(
        view=chosen.view,
        customer=called(view.account.name, 60),
        ours=ground.ours,
        as_of=_day(today, today, year=True),
        ends_on=_day(today + timedelta(days=chosen.days), today, year=True),
        contact=called(view.csm.name, 60) if view.csm else ground.ours,
        reach=clean(chosen.reach),
        aim=clean(row.outcome) if row else "",
        measure=clean(row.measure) if row else "",
        confirmed=confirmed,
        sentence=sentence,
        sentence_by=by,
        goals=goals,
        steps=tuple(_steps(ground))[:MOST_STEPS],
        from_us=tuple(_from_us(ground))[:MOST_WAITING],
        from_you=tuple(_from_you(ground))[:MOST_WAITING],
        done=tuple(_done(ground)),
        ours_do=_people(ground, "ours"),
        theirs_do=_people(ground, "theirs"),
        material=_material(view, chosen.material),
        chain=_chain(view) if chosen.chain else (),
        win=_win(plan, today),
        results=tuple(_results(plan, today))[:MOST_RESULTS],
        returns=return_words(row) if chosen.returns else (),
        offers=tuple(clean(one) for one in (row.offer_one, row.offer_two) if one) if row and chosen.returns else (),
    )


def _day(day: date, today: date, *, year: bool = False) -> str:
    """As a printed page has it: "Fri 16 Jan", with the year where it isn't this one or a page is kept."""
    if year:
        return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return say_date(day, today)


def _sentence(plan: AccountPlan, chosen: PageChoices) -> tuple[str, str]:
    """The sponsor's own words, where somebody released them for this page."""
    person = plan.stakeholder(chosen.quote)
    if person is None or not person.vision:
        return "", ""
    return clean(person.vision), person_words(plan, person.id)


def share_of(goal: OutcomeGoal) -> int | None:
    """How much of the way from then to the target is done, 0 to 100."""
    if goal.now_value is None or goal.target == goal.then_value:
        return None
    share = (goal.now_value - goal.then_value) / (goal.target - goal.then_value)
    return round(100 * min(1.0, max(0.0, share)))


def _goal(plan: AccountPlan, one: OutcomeGoal, ground: PageGround) -> PageGoal:
    measurer = person_words(plan, one.stakeholder_id) or ground.ours
    return PageGoal(
        name=clean(one.goal),
        then=measured(one.then_value, one.unit),
        then_on=_day(one.then_on, ground.today),
        now=measured(one.now_value, one.unit) if one.now_value is not None else "",
        now_on=_day(one.now_on, ground.today) if one.now_on else "",
        target=measured(one.target, one.unit),
        by=_day(one.due_on, ground.today),
        measured_by=f"{measurer}, from {clean(one.source)}" if one.source else measurer,
        share=share_of(one),
    )


def _open(plan: AccountPlan) -> Iterator[tuple[StepPlan, str]]:
    """The open steps that have words for the customer."""
    for step in plan.steps:
        task = plan.task(step.task)
        if task is not None and task.customer_words and not plan.done_on(step.task)[0]:
            yield step, task.customer_words


def _steps(ground: PageGround) -> Iterator[PageStep]:
    for step, words in _open(ground.plan):
        who = owner_name(ground.plan, step) or _company(ground, step.side)
        moved = _moved(step, ground.today)
        on = step.ends_on if step.ends_on and step.ends_on >= ground.today else None
        yield PageStep(name=words, who=who, day=_ahead(step.ends_on, ground.today), on=on, moved=moved)


def _company(ground: PageGround, side: Literal["ours", "theirs"]) -> str:
    return ground.ours if side == "ours" else called(ground.plan.view.account.name, 60)


def _ahead(day: date | None, today: date) -> str:
    """A day that is over says nothing to the customer but that another one is needed."""
    return TO_BE_AGREED if day is None or day < today else _day(day, today)


def _moved(step: StepPlan, today: date) -> str:
    """ "moved from 9 to 16 Jan"."""
    if step.moved_from is None or step.ends_on is None or step.ends_on < today:
        return ""
    first, last = step.moved_from, step.ends_on
    same = (first.year, first.month) == (last.year, last.month)
    begin = f"{first.day}" if same else say_date(first, today, weekday=False)
    return f"moved from {begin} to {say_date(last, today, weekday=False)}"


def _from_us(ground: PageGround) -> Iterator[PageStep]:
    for cta in promised(ground.plan.view):
        who = called(ground.owners.get(cta.owner_id or 0, "")) or ground.ours
        yield PageStep(name=clean(cta.promise or ""), who=who, day=_ahead(cta.due_on, ground.today))


def _from_you(ground: PageGround) -> Iterator[PageStep]:
    """What they took on in a review."""
    for goal in ground.plan.view.goals:
        if goal.side == "theirs" and goal.state == "open":
            who = called(goal.who) if goal.who else called(ground.plan.view.account.name, 60)
            yield PageStep(name=clean(goal.goal), who=who, day=_ahead(goal.due_on, ground.today))


def _done(ground: PageGround) -> Iterator[PageDone]:
    """The last five, the newest first; those whose day isn't known come last."""
    words = {task.key: task.customer_words for one in _milestones(ground.plan.view) for task in one.tasks}
    known = [(day, key) for key, day in ground.done.items() if words.get(key)]
    known.sort(key=lambda one: (one[0] or date.min, one[1]), reverse=True)
    for day, key in known[:MOST_DONE]:
        yield PageDone(name=words[key] or "", day=_day(day, ground.today) if day else "")


def _milestones(view: AccountView) -> tuple[Milestone, ...]:
    return view.current.milestones()


def _people(ground: PageGround, side: Literal["ours", "theirs"]) -> tuple[PagePerson, ...]:
    """Who does what on that side, by name; what nobody is named for comes last."""
    does: dict[str, list[str]] = {}
    for step, words in _open(ground.plan):
        if step.side == side:
            does.setdefault(owner_name(ground.plan, step), []).append(words)
    if side == "ours" and ground.plan.view.csm:
        csm = called(ground.plan.view.csm.name)
        does = {csm: ["Your contact for everything on this page", *does.pop(csm, [])], **does}
    unnamed = does.pop("", [])
    found = [PagePerson(name=name, does=tuple(words)) for name, words in does.items()]
    return (*found, *((PagePerson(name="To be named", does=tuple(unnamed)),) if unnamed else ()))


def pieces(view: AccountView) -> tuple[tuple[str, Material], ...]:
    """Material that can stand on the page: of the milestone that it works towards, for everybody, by its task."""
    milestone = view.milestone
    wanted = milestone.materials if milestone else ()
    return tuple((one.task or "", one) for one in wanted if not one.personas)


def _material(view: AccountView, task: str) -> PageMaterial | None:
    piece = next((one for key, one in pieces(view) if key == task), None) if task else None
    if piece is None:
        return None
    return PageMaterial(title=piece.title, text=piece.text or "", link=piece.link or "")


def _chain(view: AccountView) -> tuple[tuple[str, Literal["done", "now", "ahead"]], ...]:
    states = {one.key: one.reached for one in view.progress.milestones} if view.progress else {}
    at = view.progress.working_towards if view.progress else None
    found: list[tuple[str, Literal["done", "now", "ahead"]]] = []
    for one in _milestones(view):
        if one.customer_words:
            state: Literal["done", "now", "ahead"] = "now" if one.key == at else "ahead"
            found.append((one.customer_words, "done" if states.get(one.key) else state))
    return tuple(found)


def _moved_goals(goals: Iterable[OutcomeGoal]) -> list[OutcomeGoal]:
    """Those that came nearer to their target, the farthest first."""
    return sorted((one for one in goals if share_of(one)), key=lambda one: -(share_of(one) or 0))


def _win(plan: AccountPlan, today: date) -> PageWin | None:
    best = next(iter(_moved_goals(plan.goals)), None)
    if best is None or best.now_value is None or best.now_on is None:
        return None
    before, after = measured(best.then_value, best.unit), measured(best.now_value, best.unit)
    target = measured(best.target, best.unit)
    met = share_of(best) == 100
    rest = f"the target of {target} is met" if met else f"the target is {target} by {_month(best.due_on)}"
    goal = clean(best.goal)
    return PageWin(
        goal=goal,
        before=before,
        before_on=_month(best.then_on),
        after=after,
        after_on=_month(best.now_on),
        sentence=f"{goal}: {before} in {_month(best.then_on)}, {after} in {_month(best.now_on)}; {rest}.",
    )


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _results(plan: AccountPlan, today: date) -> Iterator[PageResult]:
    """Figures that moved, beside the large one, then milestones; each with its source."""
    for one in _moved_goals(plan.goals)[1:]:
        if one.now_value is not None and one.now_on is not None:
            text = f"{clean(one.goal)}: {measured(one.then_value, one.unit)} → {measured(one.now_value, one.unit)}"
            source = clean(one.source) or person_words(plan, one.stakeholder_id) or "measured together"
            yield PageResult(text=text, source=f"{source}, {_day(one.now_on, today, year=True)}")
    words = {one.key: one.won or one.customer_words for one in _milestones(plan.view)}
    states = plan.view.progress.milestones if plan.view.progress else ()
    for state in sorted(states, key=lambda one: one.position, reverse=True):
        if state.reached and state.reached_on and words.get(state.key):
            day = _day(state.reached_on, today, year=True)
            yield PageResult(text=words[state.key] or "", source=f"our shared plan, {day}")
