"""Tagging what drives a stakeholder: a dated hypothesis with its evidence."""

from dataclasses import dataclass

from bot.errors import UserError
from bot.playbook.models import PERSONAS
from bot.store.tables.accounts import PersonaTag, Stakeholder
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

WORDS = {
    "expert": "expert",
    "experts": "expert",
    "friend": "friend",
    "friends": "friend",
    "ceo": "ceo",
    "boss": "ceo",
}
REASON_WORDS = ("because", "since", "as", "–", "-", ":", ",")


@dataclass(frozen=True)
class Tagged:
    change_id: int
    account_id: int
    stakeholder_id: int


def persona_in(text: str) -> tuple[str | None, str]:
    """(the persona that a text begins with, the evidence after it): "CEO type because she …" → ("ceo", "she …")."""
    words = text.split(maxsplit=1)
    persona = WORDS.get(words[0].casefold().strip(",.:;")) if words else None
    if persona is None:
        return None, text.strip()
    rest = words[1].strip() if len(words) > 1 else ""
    for word in ("type", *REASON_WORDS):
        head, _, tail = rest.partition(" ")
        if head.casefold().rstrip(",:") == word:
            rest = tail.strip()
    return persona, rest


async def tag(
    write: Write, stakeholder_id: int, persona: str, evidence: str = "", confidence: str | None = None
) -> Tagged:
    """Write the hypothesis down; it replaces the one before, which stays as history.

    confidence: guess | likely | sure; left out, it is a guess without evidence and likely with some.
    Raises UserError where the persona or the person isn't known.
    """
    if persona not in PERSONAS:
        raise UserError("A persona is Expert, Friend or CEO type.")
    async with write.transaction() as session:
        stakeholder = await session.get(Stakeholder, stakeholder_id)
        if stakeholder is None:
            raise UserError("I can't find that person any more. Open the account again to see who is there.")
        recording = Recording(session)
        await recording.add(
            PersonaTag(
                workspace_id=write.workspace_id,
                stakeholder_id=stakeholder_id,
                persona=persona,
                evidence=evidence.strip(),
                confidence=confidence or ("likely" if evidence.strip() else "guess"),
                by_id=write.person_id,
                at=write.now,
            )
        )
        recording.set(stakeholder, persona=persona)
        change_id = await recording.save(write, "persona", f"persona:{stakeholder_id}", stakeholder.account_id)
        return Tagged(change_id, stakeholder.account_id, stakeholder_id)
