"""A persona is a dated hypothesis with its evidence."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store.tables import PersonaTag, Stakeholder
from bot.usecases.people import personas


async def test_a_persona_is_a_dated_hypothesis_that_a_later_one_replaces(accounts, now):  # method: A3
    account = await accounts.account("Acme")
    dana = await accounts.person(account, "Dana Reyes")
    await personas.tag(accounts.write(), dana, "expert")
    await personas.tag(accounts.write(now=now + timedelta(days=1)), dana, "ceo", "asks who decides")
    async with accounts.store.read(accounts.workspace) as db:
        tags = list(await db.scalars(select(PersonaTag).order_by(PersonaTag.id)))
        person = await db.get_one(Stakeholder, dana)
    assert [(tag.persona, tag.confidence, tag.evidence) for tag in tags] == [
        ("expert", "guess", ""), ("ceo", "likely", "asks who decides"),
    ]  # fmt: skip
    assert person.persona == "ceo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("expert", ("expert", "")),
        ("CEO type because she decides", ("ceo", "she decides")),
        ("friend: asks about the team", ("friend", "asks about the team")),
        ("friend because as a team they …", ("friend", "a team they …")),
        ("exper", (None, "exper")),
        ("", (None, "")),
    ],
)
def test_the_persona_and_its_evidence_are_read_from_what_was_typed(text, expected):
    assert personas.persona_in(text) == expected
