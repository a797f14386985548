"""The success plan as a message (method A8, C13, D4): what success is to them, goals, steps with days, figures."""

from __future__ import annotations

from dataclasses import dataclass

from bot import actions
from bot.message import (
    Actions,
    Block,
    Button,
    Column,
    Element,
    Heading,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Steps,
    Table,
    Text,
    bold,
    italic,
    line,
)
from bot.message import Step as ShownStep
from bot.talk.account.place import WHERE
from bot.talk.card.card_message import label
from bot.text import shorten

TICKS_SHOWN = 3
STEP_COLUMNS = (Column(title="Step"), Column(title="Who"), Column(title="Planned"), Column(title="Done"))
MENU = (
    (actions.PLAN_SUCCESS, "What success is to them"),
    (actions.PLAN_RETURN, "Cost, return and two offers"),
    (actions.PLAN_CALENDAR, "As a calendar file"),
    (actions.PAGE, "See as customer"),
)


@dataclass(frozen=True)
class TaskLine:
    """who: "Tim Brandt, ours", "theirs". planned: "Tue 6 Jan to Fri 16 Jan, moved from Fri 9". against: done compared
    with the plan ("2 days early"). by: "by hand, Olga"; itself: by what it ticks itself, while it is open."""

    key: str
    name: str
    done: bool
    required: bool = True
    done_on: str = ""
    who: str = ""
    planned: str = ""
    against: str = ""
    by: str = ""
    itself: str = ""


@dataclass(frozen=True)
class KpiLine:
    """A KPI minimum of the test: "41% of 40%", and how old. met None: unknown."""

    name: str
    figure: str
    age: str
    met: bool | None


@dataclass(frozen=True)
class SuccessShown:
    """In their words. confirmed: "Confirmed Tue 2 Dec by Dana Reyes, COO." """

    problem: str = ""
    outcome: str = ""
    measure: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class ReturnShown:
    """For the renewal (method A13). missing: what isn't entered yet, where a renewal is near."""

    said: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    missing: bool = False


@dataclass(frozen=True)
class ShownPlan:
    """sends: the next open tasks that there is material for, as key and its title (method D9). ahead: the stage after
    this one, with its usual time, and what it takes to start there (method D1). basis: what its days stand on.
    goals: each as goal, then, now, target, by when, measured by whom. goal_menu: id and name. ask: buttons for its
    place, where nobody knows it."""

    account_id: int
    name: str
    milestone: str = ""
    meaning: str = ""
    where: str = ""  # "3 of 6 done · day 77, usually 60"
    tasks: tuple[TaskLine, ...] = ()
    kpis: tuple[KpiLine, ...] = ()
    sends: tuple[tuple[str, str], ...] = ()
    churned: bool = False
    ask: tuple[Element, ...] = ()
    ahead: tuple[str, tuple[str, ...]] = ("", ())
    success: SuccessShown | None = None
    goals: tuple[tuple[str, ...], ...] = ()
    goal_menu: tuple[tuple[int, str], ...] = ()
    agreed: tuple[ShownStep, ...] = ()
    returns: ReturnShown = ReturnShown()
    basis: str = ""


def plan_message(this: ShownPlan, *, done: str = "", change_id: int | None = None) -> Message:
    """done: what was just changed, with Undo."""
    title = line(bold(this.name), f" · {label(this.milestone)}" if this.milestone else " · plan")
    blocks: list[Block] = []
    if done and change_id is not None:
        undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
        blocks += [Text(lines=(line(bold(shorten(done, 120))),)), Actions(elements=(undo,))]
    if this.churned or this.ask or (not this.milestone and this.where):
        blocks.append(Text(lines=(line(_nothing(this)),)))
        blocks += [Actions(elements=this.ask)] if this.ask else []
        return Message(title=title, blocks=tuple(blocks))
    blocks += _aim(this)
    blocks += _milestone(this) if this.milestone else [Text(lines=(line("All milestones are reached."),))]
    blocks += _for_the_renewal(this.returns)
    blocks += _buttons(this)
    blocks += _ahead(this)
    if this.milestone:
        reached = "Reached when all of it holds; it is checked after each change and every morning."
        blocks.append(Notes(lines=tuple(line(text) for text in (this.basis, reached) if text)))
    return Message(title=title, blocks=tuple(blocks), summary=f"{this.name}: {done}" if done else "")


def _nothing(this: ShownPlan) -> str:
    if this.churned:
        return "It has left us; there is nothing to do."
    if this.ask:
        return f"{WHERE} Then I know which steps come next."
    return "Not assessed yet: new data or tomorrow morning does it."


def _aim(this: ShownPlan) -> list[Block]:
    blocks: list[Block] = []
    if this.success is None:
        blocks.append(Text(lines=(line(italic("What success is to them isn't written down yet.")),)))
    else:
        blocks += _success(this.success)
    if this.goals:
        blocks += [Heading(text="Their goals"), Text(lines=tuple(_goal(one) for one in this.goals))]
    return blocks


def _goal(row: tuple[str, ...]) -> Line:
    """One line: a message has room for one table, and that is the steps."""
    name, then, now, target, due, by = row
    return line(bold(name), f": {then} → {now}, target {target} by {due} · measured by {by}")


def _success(this: SuccessShown) -> list[Block]:
    parts = (("Problem", this.problem), ("Success", this.outcome), ("Measured by", this.measure))
    said = tuple(line(bold(name), f": {words}") for name, words in parts if words)
    return [Text(lines=said, quote=True), Text(lines=(line(this.confirmed),))]


def _milestone(this: ShownPlan) -> list[Block]:
    blocks: list[Block] = [Text(lines=(line(this.meaning), line(bold(this.where))))]
    rows = tuple((_named(task), task.who, task.planned, _done(task)) for task in this.tasks)
    blocks.append(Table(columns=STEP_COLUMNS, rows=rows, caption="Steps"))
    if this.agreed:
        blocks += [Heading(text="Agreed in a review"), Steps(steps=this.agreed)]
    if this.kpis:
        blocks += [Heading(text="And by the figures"), Text(lines=tuple(_figure(kpi) for kpi in this.kpis))]
    return blocks


def _named(task: TaskLine) -> str:
    return f"{'✓ ' if task.done else ''}{task.name}{'' if task.required else ' (optional)'}"


def _done(task: TaskLine) -> str:
    if not task.done:
        return task.itself or "–"
    return ", ".join(part for part in (task.done_on or "day not known", task.against, task.by) if part)


def _figure(kpi: KpiLine) -> Line:
    mark = {True: "✓ met", False: "not yet", None: "unknown"}[kpi.met]
    return line(bold(kpi.name), f": {kpi.figure} needed · {kpi.age} · {mark}")


def _for_the_renewal(this: ReturnShown) -> list[Block]:
    if not (this.said or this.offers or this.missing):
        return []
    lines = [line(text) for text in this.said]
    lines += [line(bold(f"Offer {number}"), f": {text}") for number, text in enumerate(this.offers, 1)]
    if this.missing:
        lines.append(line(italic("Cost and return so far aren't entered yet; I never guess them.")))
    return [Heading(text="For the renewal"), Text(lines=tuple(lines))]


def _ahead(this: ShownPlan) -> list[Block]:
    title, takes = this.ahead
    return [Heading(text=f"Then: {title}"), Text(lines=tuple(line(f"• {each}") for each in takes))] if takes else []


def _buttons(this: ShownPlan) -> list[Block]:
    """Ticks for the next open tasks, required ones first; then what can be changed."""
    account = str(this.account_id)
    left = sorted((task for task in this.tasks if not task.done), key=lambda task: not task.required)
    ticks = [
        Button(label=f"Done: {shorten(task.name, 60)}", action=actions.TASK_DONE, target=f"{account}/{task.key}")
        for task in left[:TICKS_SHOWN]
    ]
    sends = [
        Button(label=f"Send this: {shorten(title, 50)}", action=actions.SEND_THIS, target=f"{account}/{key}")
        for key, title in this.sends
    ]
    first: list[Element] = [*ticks, *sends, Button(label="Map", action=actions.MAP, target=account)]
    return [Actions(elements=tuple(first)), Actions(elements=tuple(_changes(this, left, account)))]


def _changes(this: ShownPlan, left: list[TaskLine], account: str) -> list[Element]:
    found: list[Element] = []
    if left:
        steps = tuple(Option(label=shorten(task.name, 70), value=task.key) for task in left)
        found.append(Select(label="Change dates/owner", action=actions.PLAN_STEP, target=account, options=steps))
    goals = (*(Option(label=shorten(name, 70), value=str(number)) for number, name in this.goal_menu), NEW_GOAL)
    found.append(Select(label="Goals", action=actions.PLAN_GOAL, target=account, options=goals))
    menu = tuple(Option(label=words, value=action) for action, words in MENU)
    found.append(Select(label="Plan", action=actions.MORE, target=account, options=menu))
    return found


NEW_GOAL = Option(label="A new goal", value="new")


ACME = ShownPlan(
    1,
    "Acme",
    "a weekly habit",
    "The team does a job of its own in the product every week, without being asked.",
    "3 of 6 done · day 77, usually 60",
    (
        TaskLine(
            "weekly-job-chosen",
            "One weekly job chosen",
            True,
            True,
            "Wed 17 Dec 2025",
            "theirs",
            "Tue 2 Dec to Fri 19 Dec 2025",
            "2 days early",
        ),
        TaskLine(
            "team-trained", "Team training", True, True, "Sun 4 Jan", "Tim Brandt, ours", "to Fri 2 Jan", "2 days late"
        ),
        TaskLine(
            "own-admin-named",
            "Trained admin",
            False,
            True,
            "",
            "Dana Reyes, COO",
            "Mon 5 Jan to Fri 16 Jan, moved from Fri 9 Jan",
        ),
        TaskLine("tips", "Tips for the team", False, False, who="ours", itself="when your product says so"),
    ),
    (KpiLine("Weekly use", "41%, at least 40%", "yesterday", True), KpiLine("NPS", "at least 30", "no data yet", None)),
    sends=(("own-admin-named", "the handbook for your own admin"),),
    success=SuccessShown(
        "The monthly report takes a working day.",
        "The board reads it by the third.",
        "Hours per monthly report",
        "Confirmed Tue 2 Dec 2025 by Dana Reyes, COO.",
    ),
    goals=(("Monthly report", "8 h", "5.5 h", "4 h", "Tue 31 Mar", "Dana Reyes, COO; time sheet"),),
    goal_menu=((3, "Monthly report"),),
    basis="Days from the usual 60, the playbook's guess, but for those you changed.",
)
SETTING_UP = ShownPlan(
    3,
    "Initech",
    "the first finished job",
    "One real job has been done with it from start to end, by their own people.",
    "1 of 2 done · day 20, usually 45",
    (TaskLine("first-job-chosen", "First job chosen", True, True, "Sun 4 Jan", "theirs", by="by hand, Olga"),),
    (KpiLine("Weekly users", "2, at least 3", "yesterday", False),),
    ahead=(
        "Everyday use, usually 60 days",
        ("One real job has been done from start to end", "At least one person at the customer can do it alone"),
    ),
)
RENEWING = ShownPlan(
    2,
    "Globex",
    returns=ReturnShown(
        ("Cost so far: 240k EUR.", "Return so far: 310k EUR, counted as hours saved at 60 EUR."),
        ("Three years at today's price", "One year, with the second team"),
    ),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Plan", plan_message(ACME)),
    ("Plan, one step done", plan_message(ACME, done="Done: Team training", change_id=9)),
    ("Plan, and what the next phase takes", plan_message(SETTING_UP)),
    ("Plan, for a renewal", plan_message(RENEWING)),
)
