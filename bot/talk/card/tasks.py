"""The task list of the milestone that an account works towards (method D3, D4): what is done, what its test lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.journey.accounts.progress import MinimumState, TaskState
from bot.message import Actions, Block, Button, Element, Heading, Line, Message, Notes, Step, Steps, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import ChangeRecord
from bot.talk.account.place import WHERE, buttons_of
from bot.talk.account.read_account import load_account
from bot.talk.account.view import kpi_of
from bot.talk.card.card_message import label
from bot.talk.letters.written import piece_for
from bot.talk.phrases.account_words import AccountView, hands_on
from bot.talk.phrases.progress_words import milestone_words, task_name
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital
from bot.text import measured_pair, shorten

BUTTONS_SHOWN, SENDS_SHOWN = 4, 1


@dataclass(frozen=True)
class TaskLine:
    """side: "ours" or "theirs"."""

    key: str
    name: str
    done: bool
    required: bool = True
    done_on: str = ""
    side: str = ""


@dataclass(frozen=True)
class KpiLine:
    """A KPI minimum of the test: "41% of 40%", and how old. met None: unknown."""

    name: str
    figure: str
    age: str
    met: bool | None


@dataclass(frozen=True)
class Tasks:
    """sends: the next open tasks that there is material for, as key and its title (method D9). ahead: the stage after
    this one, with its usual time, and what it takes to start there (method D1).
    ask: buttons for its place, where nobody knows it."""

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


async def tasks(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The current milestone's list with its state; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    return None if view is None else tasks_message(tasks_of(view, reader, now))


async def confirm_task(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """The list after a task was marked done, with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    if change is None or change.account_id is None:
        return None
    view = await load_account(db, library, change.account_id, now)
    if view is None:
        return None
    return tasks_message(
        tasks_of(view, reader, now), done=task_name(view, change.subject.split(":")[-1]), change_id=change_id
    )


def tasks_of(view: AccountView, reader: Reader, now: datetime) -> Tasks:
    goal, progress = milestone_words(view, reader, now), view.progress
    name = called(view.account.name, 48)
    if goal is None or progress is None or view.churned:
        where = "" if view.facts else "not assessed yet"
        return Tasks(view.account.id, name, churned=view.churned, where=where, ask=buttons_of(view))
    days = f" · day {goal.days}, usually {goal.usual}" if goal.days is not None else ""
    return Tasks(
        account_id=view.account.id,
        name=name,
        milestone=goal.name,
        meaning=goal.meaning,
        where=f"{goal.done} of {goal.total} done{days}",
        tasks=tuple(_task(view, task, reader, now) for task in progress.tasks),
        kpis=tuple(_kpi(view, minimum, reader, now) for minimum in progress.minimums),
        sends=_sends(view),
        ahead=_ahead(view),
    )


def _ahead(view: AccountView) -> tuple[str, tuple[str, ...]]:
    """The next stage that milestones lead to, where its playbook says what it takes to start there."""
    stages = view.current.stages
    at = next((place for place, stage in enumerate(stages) if view.milestone in stage.milestones), len(stages))
    following = next((stage for stage in stages[at + 1 :] if stage.milestones), None)
    if following is None or not following.requirements:
        return "", ()
    days = following.usual_days or sum(milestone.usual_days for milestone in following.milestones)
    return f"{following.name}, usually {plural(days, 'day')}", following.requirements


def _sends(view: AccountView) -> tuple[tuple[str, str], ...]:
    """The right piece for the next open task, for the person who does the tasks."""
    known = hands_on(view)
    left = [task for task in view.progress.tasks if not task.done] if view.progress else []
    pieces = ((task.key, piece_for(view, task.key, known)) for task in sorted(left, key=lambda one: not one.required))
    return tuple((key, piece.title) for key, piece in pieces if piece)[:SENDS_SHOWN]


def _task(view: AccountView, task: TaskState, reader: Reader, now: datetime) -> TaskLine:
    side = next(
        (
            one.side
            for playbook in (view.current, view.playbook)
            for milestone in playbook.milestones()
            for one in milestone.tasks
            if one.key == task.key
        ),
        "",
    )
    when = say_date(task.done_on, reader.today(now)) if task.done_on else ""
    return TaskLine(task.key, capital(task_name(view, task.key)), task.done, task.required, when, side)


def _kpi(view: AccountView, minimum: MinimumState, reader: Reader, now: datetime) -> KpiLine:
    kpi = kpi_of(view, minimum.kpi)
    if minimum.value is None or minimum.observed_at is None:
        _, bound = measured_pair(minimum.minimum, minimum.minimum, kpi.unit)
        return KpiLine(capital(kpi.name), f"at least {bound}", "no data yet", None)
    value, bound = measured_pair(minimum.value, minimum.minimum, kpi.unit)
    age = say_near(reader.day(minimum.observed_at), reader.today(now))
    old = "" if minimum.fresh else ", too old to count"
    return KpiLine(capital(kpi.name), f"{value}, at least {bound}", f"{age}{old}", minimum.met)


def tasks_message(this: Tasks, *, done: str = "", change_id: int | None = None) -> Message:
    title = line(bold(this.name), f" · {label(this.milestone)}" if this.milestone else " · tasks")
    blocks: list[Block] = []
    if done and change_id is not None:
        undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
        blocks += [Text(lines=(line("Done: ", bold(shorten(done, 80))),)), Actions(elements=(undo,))]
    if not this.milestone:
        blocks.append(Text(lines=(line(_nothing(this)),)))
        blocks += [Actions(elements=this.ask)] if this.ask else []
        return Message(title=title, blocks=tuple(blocks))
    blocks.append(Text(lines=(line(this.meaning), line(bold(this.where)))))
    blocks.append(Steps(steps=tuple(_step(task) for task in this.tasks)))
    if this.kpis:
        blocks += [Heading(text="And by the figures"), Text(lines=tuple(_figure(kpi) for kpi in this.kpis))]
    blocks += _buttons(this)
    title_ahead, takes = this.ahead
    if takes:
        blocks += [Heading(text=f"Then: {title_ahead}"), Text(lines=tuple(line(f"• {each}") for each in takes))]
    blocks.append(
        Notes(lines=(line("Reached when all of it holds; it is checked after each change and every morning."),))
    )
    summary = f"Done at {this.name}: {done}" if done else ""
    return Message(title=title, blocks=tuple(blocks), summary=summary)


def _nothing(this: Tasks) -> str:
    if this.churned:
        return "It has left us; there is nothing to do."
    if this.ask:
        return f"{WHERE} Then I know which steps come next."
    return "Not assessed yet: new data or tomorrow morning does it." if this.where else "All milestones are reached."


def _step(task: TaskLine) -> Step:
    if task.done:
        return Step(text=task.name, state="done", note=task.done_on or "done, day not known")
    notes = ["ours" if task.side == "ours" else "theirs" if task.side else "", "" if task.required else "optional"]
    return Step(text=task.name, state="to come", note=", ".join(note for note in notes if note))


def _figure(kpi: KpiLine) -> Line:
    mark = {True: "✓ met", False: "not yet", None: "unknown"}[kpi.met]
    return line(bold(kpi.name), f": {kpi.figure} needed · {kpi.age} · {mark}")


def _buttons(this: Tasks) -> list[Block]:
    """Ticks for the next open tasks: required ones first."""
    left = sorted((task for task in this.tasks if not task.done), key=lambda task: not task.required)
    if not left:
        return [Actions(elements=(_map(this),))]
    buttons = (
        Button(
            label=f"Done: {shorten(task.name, 60)}", action=actions.TASK_DONE, target=f"{this.account_id}/{task.key}"
        )
        for task in left[:BUTTONS_SHOWN]
    )
    sends = (
        Button(label=f"Send this: {shorten(title, 50)}", action=actions.SEND_THIS, target=f"{this.account_id}/{key}")
        for key, title in this.sends
    )
    return [Actions(elements=(*buttons, *sends, _map(this)))]


def _map(this: Tasks) -> Button:
    return Button(label="Map", action=actions.MAP, target=str(this.account_id))


ACME = Tasks(
    1,
    "Acme",
    "a weekly habit",
    "The team does a job of its own in the product every week, without being asked.",
    "3 of 6 done · day 77, usually 60",
    (
        TaskLine("weekly-job-chosen", "One weekly job chosen", True, done_on="Wed 17 Dec 2025"),
        TaskLine("team-trained", "Team training", True, done_on="Sun 4 Jan"),
        TaskLine("own-admin-named", "Trained admin", False, side="theirs"),
        TaskLine("tips", "Tips for the team", False, required=False, side="ours"),
    ),
    (KpiLine("Weekly use", "41%, at least 40%", "yesterday", True), KpiLine("NPS", "at least 30", "no data yet", None)),
    sends=(("own-admin-named", "the handbook for your own admin"),),
)
SETTING_UP = Tasks(
    3,
    "Initech",
    "the first finished job",
    "One real job has been done with it from start to end, by their own people.",
    "1 of 2 done · day 20, usually 45",
    (TaskLine("first-job-chosen", "First job chosen", True, done_on="Sun 4 Jan"),),
    (KpiLine("Weekly users", "2, at least 3", "yesterday", False),),
    ahead=(
        "Everyday use, usually 60 days",
        ("One real job has been done from start to end", "At least one person at the customer can do it alone"),
    ),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Tasks", tasks_message(ACME)),
    ("Tasks, one done", tasks_message(ACME, done="Team training", change_id=9)),
    ("Tasks, and what the next phase takes", tasks_message(SETTING_UP)),
    ("Tasks, all reached", tasks_message(Tasks(2, "Globex"))),
)
