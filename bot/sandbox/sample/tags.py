"""What the CSMs have come to think of some people: dated, with what they saw."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playbook.models import Persona
from bot.sandbox.sample.cast import Company
from bot.sandbox.sample.people import people_of

SEEN: dict[str, str] = {
    "ceo": "came straight to the result and asked what it will win them",
    "expert": "asked how each figure is measured and corrected one of ours",
    "friend": "brought the whole team along and thanked each of them",
}
EVERY = 4  # each fourth company has somebody tagged by its CSM


@dataclass(frozen=True)
class Tag:
    """by: the CSM's e-mail. stakeholder: the person's e-mail. because: evidence, written as if the customer read it."""

    by: str
    account: str
    stakeholder: str
    persona: Persona
    because: str
    at: datetime


def tags_of(companies: tuple[Company, ...], before: datetime) -> tuple[Tag, ...]:
    """Tags set in the weeks before that moment: they confirm what the file only guessed."""
    found: list[Tag] = []
    for place, company in enumerate(companies):
        people = people_of(company, place)
        if place % EVERY or not people or company.churned or not people[0].persona:
            continue
        person = people[0]
        persona: Persona = person.persona  # type: ignore[assignment]
        at = before - timedelta(days=place % 20 + 1, hours=8)
        found.append(Tag(company.csm.email, company.key, person.email, persona, SEEN[persona], at))
    return tuple(found)
