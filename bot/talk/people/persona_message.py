"""How personas look: the list, the form about what was seen, the proposal, the confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot import actions
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    Form,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Text,
    TextInput,
    ask_tag,
    bold,
    italic,
    line,
)
from bot.playbook.models import PERSONAS, Library, Persona
from bot.playbook.text.recognise import Proposal
from bot.talk.phrases.words import listed

PEOPLE_SHOWN = 8
TYPES = (("expert", "Expert type"), ("friend", "Friend type"), ("ceo", "CEO type"))


@dataclass(frozen=True)
class PersonaLine:
    """One person. persona: "CEO type" or ""; tagged: "likely, tagged by you Fri 2 Jan"; earlier: tags before."""

    stakeholder_id: int
    who: str
    role: str = ""
    persona: str = ""
    tagged: str = ""
    evidence: str = ""
    earlier: tuple[str, ...] = ()


def persona_message(account_id: int, name: str, people: Sequence[PersonaLine], gone: Sequence[str] = ()) -> Message:
    blocks: list[Block] = []
    for person in people[:PEOPLE_SHOWN]:
        blocks += [Text(lines=tuple(_person(person))), _choose(person)]
    if not people:
        blocks.append(Text(lines=(line("Nobody is known there yet. An import of stakeholders brings them in."),)))
    notes: list[Line] = []
    if len(people) > PEOPLE_SHOWN:
        more = f"… and {len(people) - PEOPLE_SHOWN} more. Name one to see them: "
        notes.append(line(more, ask_tag(f"{name} …")))
    if gone:
        notes.append(line(f"Left: {listed(list(gone), 4)}."))
    if people:
        notes.append(line("A type is a guess with a date. It is for us only; nobody at the customer is told."))
    if notes:
        blocks.append(Notes(lines=tuple(notes)))
    return Message(title=line(bold(name), " · people and types"), blocks=tuple(blocks))


def _person(person: PersonaLine) -> list[Line]:
    role = f" · {person.role}" if person.role else ""
    lines = [line(bold(person.who), role)]
    if person.persona:
        lines.append(line(f"{person.persona} ({person.tagged})"))
    else:
        lines.append(line(italic("Type not known yet")))
    if person.evidence:
        lines.append(line(f"Because: {person.evidence}"))
    if person.earlier:
        lines.append(line(f"Before: {'; '.join(person.earlier)}"))
    return lines


def _choose(person: PersonaLine) -> Actions:
    target = str(person.stakeholder_id)
    options = tuple(Option(label=label, value=key) for key, label in TYPES)
    return Actions(
        elements=(
            Select(label="Set type", action=actions.PERSONA_TAG, target=target, options=options),
            Button(label="What I've seen", action=actions.PERSONA_FORM, target=target),
            Button(label="Talking points", action=actions.PREP_ONE, target=target),
        )
    )


# Recognising


def mixed_signs(library: Library) -> tuple[tuple[str, str], ...]:
    """The signs of all types in turn, so that their order gives nothing away."""
    columns = [library.personas[persona].signs for persona in PERSONAS]
    return tuple((sign.key, sign.seen) for row in zip_longest(*columns) for sign in row if sign is not None)


def draw_persona_form(stakeholder_id: int, name: str, signs: Sequence[tuple[str, str]]) -> Form:
    """Fields: seen (keys of signs), evidence (in the CSM's words)."""
    return Form(
        action=actions.PERSONA_SEEN,
        target=str(stakeholder_id),
        title="What have you seen?",
        submit="See what it says",
        intro=(line("Of ", bold(name), ": tick what you have seen yourself."),),
        inputs=(
            ChoiceInput(
                name="seen",
                label="This person …",
                options=tuple(Option(label=seen, value=key) for key, seen in signs),
                several=True,
                spread=True,
                optional=True,
            ),
            TextInput(
                name="evidence",
                label="In your own words",
                hint="Write it as if they would read it.",
                placeholder="asked for the weekly figures before we met",
                many_lines=True,
                optional=True,
            ),
        ),
        instead=line("type ", ask_tag("acme the COO expert because …"), "."),
    )


def persona_proposal_message(
    stakeholder_id: int, name: str, proposal: Proposal, intents: Mapping[str, int], names: Mapping[Persona, str]
) -> Message:
    """intents: per type's name, the id of the kept command that tags with this evidence."""
    lines = [line(f"You saw: {proposal.evidence}.")] if proposal.evidence else []
    if proposal.question:
        lines.append(line("To be surer, ask ", italic(f"“{proposal.question}”")))
    proposed = names[proposal.persona] if proposal.persona else ""
    buttons = [
        Button(
            label=f"Tag as {label}",
            action=actions.RUN,
            target=str(number),
            style="primary" if label == proposed else "",
        )
        for label, number in sorted(intents.items(), key=lambda item: item[0] != proposed)
    ]
    buttons.append(Button(label="Look again", action=actions.PERSONA_FORM, target=str(stakeholder_id)))
    said = proposal.answer if proposal.persona else f"{proposal.answer.partition(';')[0]}"
    blocks: list[Block] = [Text(lines=tuple(lines))] if lines else []
    return Message(title=line(bold(name), f": {said}"), blocks=(*blocks, Actions(elements=tuple(buttons))))


def persona_tagged_message(
    *,
    stakeholder_id: int,
    change_id: int,
    whom: str,
    account: str,
    persona: str,
    drives: str,
    evidence: str,
    before: str = "",
) -> Message:
    lines = [line(f"Because: {evidence}")] if evidence else [line("No reason noted: it stands as a guess.")]
    if drives:
        lines.append(line(f"What drives them: {drives}"))
    if before:
        lines.append(line(f"Before: {before}. It stays in the history."))
    target = str(stakeholder_id)
    buttons = [Button(label="Talking points", action=actions.PREP_ONE, target=target)]
    if not evidence:
        buttons.append(Button(label="What I've seen", action=actions.PERSONA_FORM, target=target))
    buttons.append(Button(label="Undo", action=actions.UNDO, target=str(change_id)))
    return Message(
        title=line(f"Tagged {whom} at {account} as ", bold(persona)),
        blocks=(Text(lines=tuple(lines)), Actions(elements=tuple(buttons))),
        summary=f"Tagged {whom} as {persona}",
    )


EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    (
        "People and types",
        persona_message(
            1,
            "Acme",
            (
                PersonaLine(
                    1,
                    "Dana Reyes, COO",
                    "decision maker",
                    "CEO type",
                    "likely, tagged by you Fri 2 Jan",
                    "asked for the result first",
                    ("Expert type, a guess (Thu 27 Nov 2025, you)",),
                ),
                PersonaLine(3, "Mia Okafor, Team lead", "user"),
            ),
            ("Ana Silva",),
        ),
    ),
    ("People, nobody known", persona_message(2, "Hooli", ())),
    (
        "Tagged",
        persona_tagged_message(
            stakeholder_id=1,
            change_id=7,
            whom="the COO",
            account="Acme",
            persona="CEO type",
            drives="Influence, respect and winning.",
            evidence="asked for the result first",
            before="Expert type, a guess",
        ),
    ),
    (
        "Tagged without a reason",
        persona_tagged_message(
            stakeholder_id=1, change_id=7, whom="the COO", account="Acme", persona="CEO type", drives="", evidence=""
        ),
    ),
    (
        "What have you seen?",
        draw_persona_form(
            1, "Dana Reyes", (("asks-measure", "asks how it is measured"), ("asks-team", "asks about the team"))
        ),
    ),
    (
        "Proposed type",
        persona_proposal_message(
            1,
            "Dana Reyes",
            Proposal(
                "ceo",
                "likely",
                "CEO type, likely",
                "keeps messages brief; wants options",
                "Who decides?",
                {"ceo": 2, "expert": 0, "friend": 0},
            ),
            {"CEO type": 3, "Expert type": 4, "Friend type": 5},
            {"ceo": "CEO type", "expert": "Expert type", "friend": "Friend type"},
        ),
    ),
)
