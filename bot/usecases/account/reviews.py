"""A review that was held: what was decided becomes the account's success plan (method D8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from bot.calendar import say_date
from bot.errors import UserError
from bot.message import code
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Stakeholder
from bot.store.tables.people import Person
from bot.store.tables.reviews import PlanGoal
from bot.store.tables.todos_and_outbox import AccountFacts
from bot.text import id_in
from bot.usecases.account.log import LONGEST
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

KINDS = ("ebr", "qbr")
THEIRS = "theirs:"  # begins the occurrence of a to-do that follows a goal of theirs


@dataclass(frozen=True)
class ReviewWish:
    """A goal as the form names it. number: of its fields. owner: "us:11", "them:4" or "them" (nobody named)."""

    number: int
    goal: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class Held:
    change_id: int
    account_id: int
    event_id: int
    goal_ids: tuple[int, ...]


async def held(
    write: Write, account_id: int, kind: str, note: str, came: Sequence[int], wishes: Sequence[ReviewWish]
) -> Held:
    """Log the review and its goals: one of ours is a to-do of its owner; one of theirs is a to-do to ask about it.

    Raises UserError naming the field to fix."""
    if kind not in KINDS:
        raise UserError("Choose which review it was: ", code("ebr"), " or ", code("qbr"), ".")
    if not note.strip() and not wishes:
        raise UserError("Write what was decided, or add a goal.", field="note")
    if len(note) > LONGEST:
        raise UserError(f"That is {len(note):,} characters; a log entry holds {LONGEST:,}.", field="note")
    async with write.transaction() as session:
        account = await load(session, account_id)
        people = await _people(session, account, came)
        recording = Recording(session)
        said = " ".join(part for part in (note.strip(), _with(people)) if part)
        event = entry(write, account, "review", said, key=kind)
        event.stakeholder_id = people[0].id if people else None
        await recording.add(event)
        facts = await session.get(AccountFacts, account_id)
        milestone = facts.milestone if facts else ""
        goals = [await _goal(write, recording, account, wish, event.id, milestone) for wish in wishes]
        change_id = await recording.save(write, "review", f"event:{event.id}", account_id)
        return Held(change_id, account_id, event.id, tuple(goal.id for goal in goals))


async def _people(session: ReadSession, account: Account, came: Sequence[int]) -> list[Stakeholder]:
    found = [await session.get(Stakeholder, number) for number in came]
    here = [one for one in found if one is not None and one.account_id == account.id]
    if len(here) < len(found):
        raise UserError(f"Somebody of these isn't at {account.name}. Choose again.", field="came")
    return here


def _with(people: Sequence[Stakeholder]) -> str:
    names = [one.name for one in people]
    return f"With {', '.join(names[:-1])} and {names[-1]}." if len(names) > 1 else f"With {names[0]}." if names else ""


async def _goal(
    write: Write, recording: Recording, account: Account, wish: ReviewWish, event_id: int, milestone: str
) -> PlanGoal:
    goal, due = _checked(write, wish)
    side, _, number = wish.owner.partition(":")
    row = PlanGoal(
        workspace_id=write.workspace_id,
        account_id=account.id,
        period=account.period,
        goal=goal,
        due_on=due,
        side="ours" if side == "us" else "theirs",
        milestone=milestone,
        event_id=event_id,
    )
    if side == "us":
        row.cta_id = await _ours(write, recording, account, wish, number)
    else:
        person = await recording.session.get(Stakeholder, id_in(number)) if id_in(number) else None
        if number and (person is None or person.account_id != account.id):
            raise UserError(f"That person isn't at {account.name}. Choose again.", field=f"owner{wish.number}")
        row.stakeholder_id = person.id if person else None
        row.cta_id = await _theirs(write, recording, account, goal, due, person)
    await recording.add(row)
    return row


def _checked(write: Write, wish: ReviewWish) -> tuple[str, date]:
    goal = wish.goal.strip()
    if not goal:
        raise UserError("Say what the goal is, or empty its date.", field=f"goal{wish.number}")
    if wish.owner.partition(":")[0] not in ("us", "them"):
        raise UserError("Who takes it on?", field=f"owner{wish.number}")
    if wish.due_on is None:
        raise UserError("By when? A goal without a day is soon forgotten.", field=f"on{wish.number}")
    if wish.due_on < write.today:
        raise UserError(
            f"{say_date(wish.due_on, write.today)} is past. Choose today or later.", field=f"on{wish.number}"
        )
    return goal, wish.due_on


async def _ours(write: Write, recording: Recording, account: Account, wish: ReviewWish, number: str) -> int:
    """A promise in the log, and a to-do of whoever takes it on."""
    owner = await recording.session.get(Person, id_in(number)) if id_in(number) else None
    if owner is None or wish.due_on is None:
        raise UserError("Choose a colleague of your company.", field=f"owner{wish.number}")
    goal = wish.goal.strip()
    await recording.add(entry(write, account, "promise", goal, key=wish.due_on.isoformat()))
    cta = by_hand(write, account.id, account.period, goal, wish.due_on, owner.id)
    cta.promise = goal  # they were there when it was agreed
    await recording.add(cta)
    return cta.id


async def _theirs(
    write: Write, recording: Recording, account: Account, goal: str, due: date, person: Stakeholder | None
) -> int:
    """What they take on, in the log, and a to-do of the account's CSM to ask about it that day."""
    event = entry(write, account, "goal", goal, key=due.isoformat())
    event.stakeholder_id = person.id if person else None
    await recording.add(event)
    whom = person.name if person else "them"
    cta = by_hand(write, account.id, account.period, f"Ask {whom}: {goal}", due, account.csm_id)
    cta.occurrence = f"{THEIRS}{uuid4().hex}"
    await recording.add(cta)
    return cta.id
