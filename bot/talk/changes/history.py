"""An account's history: who changed what there, when and from where, and what was taken out of the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date, zone
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AuditEntry, Person, Stakeholder
from bot.talk.changes.history_words import DEEDS, LEFT, NAMES, REFERS, differences, how
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital

READ = 120  # rows, of which one deed often touches several
ACTS, ROWS, PARTS = 10, 4, 4  # deeds that are shown, rows of each, columns of a row


@dataclass(frozen=True)
class PastDeed:
    """What somebody did at one moment. at: in the reader's words."""

    at: str
    who: str
    how: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """more: whether there is more than is shown."""

    account_id: int
    name: str
    acts: Sequence[PastDeed] = field(default=())
    more: bool = False


async def history(db: ReadSession, _library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The newest first; None where this workspace has no such account."""
    name = await db.scalar(select(Account.name).where(Account.id == account_id))
    if name is None:
        return None
    a = AuditEntry
    wanted = select(a).where(a.account_id == account_id).order_by(a.at.desc(), a.id.desc()).limit(READ)
    found = (await db.scalars(wanted)).all()
    acts = list(_acts(found, await _names(db, found), reader, now))
    more = len(acts) > ACTS or len(found) == READ
    return history_message(History(account_id, called(name, 48), acts[:ACTS], more))


async def _names(db: ReadSession, found: Sequence[AuditEntry]) -> dict[str, str]:
    """Of everybody whom the entries speak of, by "people/7"."""
    wanted: dict[str, set[int]] = {"people": {one.person_id for one in found if one.person_id}, "stakeholders": set()}
    for one in found:
        for column, value in {**(one.before or {}), **(one.after or {})}.items():
            if column in REFERS and isinstance(value, int):
                wanted[REFERS[column]].add(value)
    people = await db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted["people"])))
    contacts = await db.execute(
        select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(wanted["stakeholders"]))
    )
    return {
        **{f"people/{number}": name for number, name in people},
        **{f"stakeholders/{number}": name for number, name in contacts},
    }


def _acts(found: Sequence[AuditEntry], names: dict[str, str], reader: Reader, now: datetime) -> Iterator[PastDeed]:
    for (at, via, person_id, who), rows in groupby(found, key=lambda one: (one.at, one.via, one.person_id, one.who)):
        somebody = names.get(f"people/{person_id}", "somebody who is gone") if person_id else ""
        yield PastDeed(
            at=_when(at, reader, now),
            who=called(somebody),
            how=how(via, who),
            rows=tuple(_row(one, names, reader, now) for one in reversed(list(rows))),
        )


def _when(at: datetime, reader: Reader, now: datetime) -> str:
    local = at.astimezone(zone(reader.timezone) if reader.timezone else UTC)
    return f"{say_date(local.date(), reader.today(now))}, {local:%H:%M}"


def _row(one: AuditEntry, names: dict[str, str], reader: Reader, now: datetime) -> str:
    if one.deed in LEFT:
        about = one.after or {}
        what = called(str(about.get("name") or about.get("to") or about.get("file") or ""), 60)
        return f"{LEFT[one.deed]}{f': {what}' if what else ''}"
    parts = list(differences(one.what, one.before, one.after, names, reader.today(now)))
    shown = "; ".join(parts[:PARTS])
    deed = DEEDS.get(one.deed, "")
    title = f"{NAMES.get(one.what, one.what)} {deed}".strip()
    return f"{title}: {shown}" if deed and shown else f"{title}, {shown}" if shown else title


def history_message(this: History) -> Message:
    blocks: list[Block] = [Text(lines=tuple(_act(one))) for one in this.acts]
    if not this.acts:
        blocks.append(Text(lines=(line("Nobody has changed anything here since I began to keep who does."),)))
    notes = ["What I work out myself each morning isn't listed."]
    if this.more:
        notes.append("There is more: whoever runs Milepost reads all of it with milepost audit.")
    buttons = (
        Button(label="Card", action=actions.CARD, target=str(this.account_id)),
        Button(label="Log", action=actions.LOG, target=str(this.account_id)),
    )
    blocks += [Actions(elements=buttons), Notes(lines=(line(" ".join(notes)),))]
    return Message(title=line(bold(this.name), " · who changed what"), blocks=tuple(blocks))


def _act(one: PastDeed) -> Iterator[Line]:
    by = f"{one.who} {one.how}" if one.who else one.how
    yield line(bold(one.at), f" · {by}")
    yield from (line(f"• {capital(row)}") for row in one.rows[:ROWS])
    if len(one.rows) > ROWS:
        yield line(f"• {len(one.rows) - ROWS} more")


EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "History",
        history_message(
            History(
                1,
                "Acme",
                (
                    PastDeed("Fri 2 Jan, 14:10", "Olga Owner", "in the chat", ("contract, forecast: none → commit",)),
                    PastDeed(
                        "Thu 1 Jan, 02:00",
                        "",
                        "from the file contracts.csv",
                        ("contract, ends: Sat 14 Mar → Tue 14 Apr",),
                    ),
                ),
                more=True,
            )
        ),
    ),
    ("History, nothing", history_message(History(2, "Hooli"))),
)
