"""What became of a to-do, in words: the line that takes the place of its buttons once somebody has acted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from bot.calendar import say_date
from bot.store.session import ReadSession
from bot.store.tables import ChangeRecord, Contract, Cta, Person
from bot.store.todo_states import FORECAST
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name
from bot.text import clean, shorten

MOST_TOGETHER = 20  # of the last ones
FORECASTS = ("renewal-call", "forecasts-set")  # the changes that give one
KINDS = {"asleep": "reached-out", "snoozed": "later", "done": "done"}
ENDED = {
    "itself": "Cleared by itself",
    "churned": "Closed, as the account has left us",
    "outcome": "Closed with the renewal's outcome",
    "moved": "Closed, as the account has another playbook now",
}


@dataclass(frozen=True)
class Act:
    """The last thing that a person did with a to-do and that still stands. by: first name; mine: it was the reader."""

    change_id: int
    kind: str
    by: str
    mine: bool


@dataclass(frozen=True)
class OutcomeLine:
    """full: a sentence for the alert. brief: a few words for lists. undo: the change to take back, if it is mine.
    mark: before it, "✓" where it is over; untold: an account whose contract ended, and nobody has said how."""

    full: str
    brief: str
    undo: int | None = None
    mark: str = "✓"
    untold: int | None = None


async def last_acts(db: ReadSession, cta_ids: Collection[int], reader: Reader) -> dict[int, Act]:
    """What was last done with each of these to-dos, for those where something was."""
    subjects = [f"cta:{number}" for number in cta_ids]
    standing = select(func.max(ChangeRecord.id)).where(
        ChangeRecord.subject.in_(subjects), ChangeRecord.undone_at.is_(None)
    )
    rows = await db.execute(
        select(ChangeRecord.id, ChangeRecord.subject, ChangeRecord.kind, Person.id, Person.name)
        .join(Person, Person.id == ChangeRecord.person_id)
        .where(ChangeRecord.id.in_(standing.group_by(ChangeRecord.subject)))
    )
    acts = {
        int(subject.partition(":")[2]): Act(number, kind, given_name(name), reader.is_me(person))
        for number, subject, kind, person, name in rows
    }
    for number, act in (await _together(db, cta_ids, reader)).items():
        if number not in acts or acts[number].change_id < act.change_id:
            acts[number] = act
    return acts


async def _together(db: ReadSession, cta_ids: Collection[int], reader: Reader) -> dict[int, Act]:
    """What the reader did with several at once, or by a forecast: one change, taken back as a whole."""
    c = ChangeRecord
    several = or_(c.subject.between("ctas:", "ctas:~"), c.kind.in_(FORECASTS))
    mine = (several, c.person_id == reader.person_id, c.undone_at.is_(None))
    name = given_name(reader.name)
    found: dict[int, Act] = {}
    for change in await db.scalars(select(c).where(*mine).order_by(c.id.desc()).limit(MOST_TOGETHER)):
        for row in change.after["rows"]:
            if row["table"] == Cta.__tablename__ and row["id"][0] in cta_ids:
                found.setdefault(row["id"][0], Act(change.id, _kind_of(row["values"]), name, mine=True))
    return found


def _kind_of(values: Mapping[str, Any]) -> str:
    """As what one deed of that kind is kept."""
    if values.get("closed_why") == FORECAST:
        return FORECAST
    return "not-a-problem" if values.get("closed_why") == "not a problem" else KINDS.get(values.get("state", ""), "")


def settled(
    cta: Cta, act: Act | None, reader: Reader, owners: Mapping[int, str], contract: Contract | None = None
) -> OutcomeLine | None:
    """What became of it; None while it is open for this reader. owners: names of the people it may belong to now.
    contract: whose renewal it is about."""
    if cta.state == "open":
        return _handed_over(cta, act, reader, owners)
    if contract is not None and contract.ends_on is not None and _ended_untold(cta, contract, reader):
        day = say_date(contract.ends_on, reader.day(cta.closed_at or cta.changed_at))
        return OutcomeLine(
            f"The contract ended {day}; how, we don't know yet.", f"ended {day}, how?", mark="○", untold=cta.account_id
        )
    act = act if act is not None and act.kind == _kind(cta) else None
    undo = act.change_id if act is not None and act.mine else None
    full, brief = (
        _rests(cta, act, reader, contract.call if contract else None) if _is_called(cta) else _words(cta, act, reader)
    )
    return OutcomeLine(full, brief, undo)


def _handed_over(cta: Cta, act: Act | None, reader: Reader, owners: Mapping[int, str]) -> OutcomeLine | None:
    if act is None or act.kind != "reassigned" or cta.owner_id is None or reader.is_me(cta.owner_id):
        return None
    name = given_name(owners.get(cta.owner_id, "a colleague"))
    return OutcomeLine(f"Now with {name}.", f"now with {name}", act.change_id if act.mine else None)


def _ended_untold(cta: Cta, contract: Contract, reader: Reader) -> bool:
    """It closed because its contract is over: its reason is gone, and the matter isn't."""
    said = contract.outcome is not None and contract.outcome_for == contract.ends_on
    closed_on = reader.day(cta.closed_at or cta.changed_at)
    return cta.closed_why == "itself" and not said and contract.ends_on is not None and contract.ends_on <= closed_on


def _is_called(cta: Cta) -> bool:
    return cta.state == "snoozed" and cta.closed_why == FORECAST


def _rests(cta: Cta, act: Act | None, reader: Reader, call: str | None) -> tuple[str, str]:
    """A renewal's, after its forecast."""
    said, day = call or "given", reader.day(cta.changed_at)
    by = f" by {'you' if act.mine else act.by}" if act else ""
    again = f"; I'll ask again {say_date(cta.wake_on, day)}" if cta.wake_on else ""
    return f"Forecast {said}{by}, {say_date(day, day)}{again}.", f"forecast {said}"


def _kind(cta: Cta) -> str:
    if _is_called(cta):
        return FORECAST
    return "not-a-problem" if cta.closed_why == "not a problem" else KINDS.get(cta.state, "")


def _words(cta: Cta, act: Act | None, reader: Reader) -> tuple[str, str]:
    by = f" by {'you' if act.mine else act.by}" if act else ""
    day = reader.day(cta.closed_at or cta.changed_at)
    on = say_date(day, day)
    until = say_date(cta.wake_on, day) if cta.wake_on else ""
    if cta.state == "asleep":
        tried = say_date(cta.tried_on, day) if cta.tried_on else on
        again = f"; I'll look again {until}" if until else ""
        return f"Reached out{by}, {tried}{again}.", "reached out"
    if cta.state == "snoozed":
        return f"Put off{by} until {until}.", f"later, {until}"
    if cta.closed_why == "not a problem":
        because = f": {shorten(clean(cta.note), 90).rstrip('.')}" if cta.note else ""
        return f"Not a problem{because}. Noted{by}, {on}.", "not a problem"
    if cta.state == "done":
        return f"Done{by}, {on}.", "done"
    words = ENDED.get(cta.closed_why or "", "Closed")
    return f"{words}, {on}.", words.partition(",")[0].lower()
