"""Days and owner of a step, as somebody said them (method A8, D4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import UserError
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, Stakeholder
from bot.store.tables.people import Person
from bot.store.tables.plans.success_plans import PlannedStep
from bot.store.tables.playbooks import PlaybookVersion
from bot.text import id_in, possessive
from bot.usecases.account.tasks import task_of
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

FARTHEST = timedelta(days=3_650)


@dataclass(frozen=True)
class StepWish:
    """owner: "us:11", "them:4", or "" for whoever it is by the playbook. planned_end: the day on which it was to end
    until now."""

    starts_on: date | None
    ends_on: date | None
    owner: str = ""
    planned_end: date | None = None


async def change_step(write: Write, account_id: int, task_key: str, wish: StepWish) -> int:
    """Keep them, in this life of the account. The change's id. Raises UserError naming the field to fix."""
    starts_on, ends_on = _days(write, wish)
    async with write.transaction() as session:
        account = await load(session, account_id)
        version = await session.get(PlaybookVersion, account.playbook_version_id)
        if version is None or task_of(version, task_key) is None:
            raise UserError(f"{possessive(account.name)} playbook has no such step any more. Open its plan again.")
        owner = await _owner(session, account, wish.owner)
        recording = Recording(session)
        row = await session.get(PlannedStep, (account_id, account.period, task_key))
        if row is None:
            row = PlannedStep(
                workspace_id=write.workspace_id, account_id=account_id, period=account.period, task=task_key
            )
            await recording.add(row)
        moved = ends_on is not None and wish.planned_end not in (None, ends_on)
        recording.set(row, starts_on=starts_on, ends_on=ends_on, person_id=owner[0], stakeholder_id=owner[1])
        if moved:
            recording.set(row, moved_from=wish.planned_end)
        subject = f"step:{account_id}:{account.period}:{task_key}"
        return await recording.save(write, "plan-step", subject, account_id)


def _days(write: Write, wish: StepWish) -> tuple[date | None, date | None]:
    if wish.starts_on and not wish.ends_on:
        raise UserError("Say when it ends too.", field="ends_on")
    if wish.starts_on and wish.ends_on and wish.starts_on > wish.ends_on:
        raise UserError("It would end before it starts.", field="ends_on")
    for name, day in (("starts_on", wish.starts_on), ("ends_on", wish.ends_on)):
        if day is not None and abs(day - write.today) > FARTHEST:
            raise UserError("That is more than ten years away.", field=name)
    return wish.starts_on, wish.ends_on


async def _owner(session: WriteSession, account: Account, owner: str) -> tuple[int | None, int | None]:
    """Our person's id, or their stakeholder's."""
    side, _, text = owner.partition(":")
    number = id_in(text)
    if side == "us" and number is not None:
        person = await session.get(Person, number)
        if person is None or person.role is None:
            raise UserError("Choose a colleague who works with customers here.", field="owner")
        return person.id, None
    if side == "them" and number is not None:
        there = await session.get(Stakeholder, number)
        if there is None or there.account_id != account.id:
            raise UserError(f"That person isn't at {account.name}. Choose again.", field="owner")
        return None, there.id
    return None, None
