"""The book of three people that most tests begin with, on a Tuesday morning."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bot.store.session import Store
from bot.store.tables import Identity, Installation, Person, Workspace
from bot.talk.phrases.reader import Reader
from tests.given.databases import count_on

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()
PLAYBOOKS = ("laer", "saas-lifecycle", "subscription", "success-milestones")  # that ship


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def at(days: float) -> datetime:
    """So many days before now."""
    return NOW - timedelta(days=days)


def moment(text: str) -> datetime:
    """ "2026-01-06 07:00" as a UTC moment."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Book:
    """Three people: the owner of the accounts, a teammate, and a stranger at another company."""

    workspace: int = 1
    owner: int = 11
    teammate: int = 12
    other_workspace: int = 2
    stranger: int = 21


OLGA = Reader(1, 11, "Olga Owner", "Europe/Berlin", 1)
TIM = Reader(1, 12, "Tim Teammate", "Europe/Berlin", 1)
SAM = Reader(2, 21, "Sam Stranger", "Europe/Berlin", 2)


async def write_book(store: Store) -> Book:
    places = [(1, "Milepost GmbH"), (2, "Elsewhere Ltd")]
    people = [
        (1, 11, "Olga Owner", "olga@milepost.example", "UOLGA"),
        (1, 12, "Tim Teammate", "tim@milepost.example", "UTIM"),
        (2, 21, "Sam Stranger", "sam@elsewhere.example", "USAM"),
    ]
    common = {"timezone": "Europe/Berlin", "created_at": NOW}
    rows: dict[Any, list[dict[str, Any]]] = {
        Workspace: [{"id": number, "name": name, **common} for number, name in places],
        Installation: [
            {"id": number, "workspace_id": number, "surface": "slack", "team_id": f"T{number}"} for number, _ in places
        ],
        Person: [
            {
                "id": number,
                "workspace_id": place,
                "name": name,
                "email": email,
                "role": "csm",
                "role_from": "file",
                **common,
            }
            for place, number, name, email, _ in people
        ],
        Identity: [
            {"workspace_id": place, "installation_id": place, "user_id": user, "person_id": number}
            for place, number, _, _, user in people
        ],
    }
    async with store.everywhere(writes=True) as connection:
        for table, values in rows.items():
            await connection.execute(insert(table), values)
        await count_on(connection, "workspaces", "people", "installations")
    return Book()
