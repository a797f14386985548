"""Walk the journey as one persona (method B6): whose shoes, one form a stage, and what was noted this quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import actions
from bot.calendar import plural, say_date
from bot.errors import UserError
from bot.journey.accounts.persona_walks import walked
from bot.message import Actions, Block, Button, Form, Line, Message, Notes, Text, TextInput, ask, bold, italic, line
from bot.playbook.models import PERSONAS, Library, Persona, PersonaGuide, Playbook, Stage
from bot.store.session import ReadSession
from bot.store.tables import Revisit, Workspace
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import a_type, capital, listed
from bot.talk.quotes.heard_in_stage import in_the_walk
from bot.text import shorten


@dataclass(frozen=True)
class Shoes:
    """One persona to walk as. next_stage: key of the first stage not walked yet, "" once all are."""

    persona: Persona
    name: str
    next_stage: str


async def revisit(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """Whose shoes? With what this person noted this quarter."""
    today = reader.today(now)
    playbook, notes = await playbook_of(db, library), await walked(db, reader.person_id, today)
    shoes = [_shoes(library, playbook, notes, persona) for persona in PERSONAS]
    return persona_walk_message(shoes, tuple(_note(library, playbook, one, reader, today) for one in notes))


async def playbook_of(db: ReadSession, library: Library) -> Playbook:
    """The workspace's own playbook."""
    workspace = await db.get_one(Workspace, db.workspace_id)
    return library.playbooks.get(workspace.playbook) or next(iter(library.playbooks.values()))


def _shoes(library: Library, playbook: Playbook, notes: Sequence[Revisit], persona: Persona) -> Shoes:
    done = {one.stage for one in notes if one.persona == persona}
    left = (stage.key for stage in playbook.stages if stage.key not in done)
    return Shoes(persona, library.personas[persona].name, next(left, ""))


def _note(library: Library, playbook: Playbook, one: Revisit, reader: Reader, today: date) -> Line:
    names = {stage.key: stage.name for stage in playbook.stages}
    name = next((guide.name for key, guide in library.personas.items() if key == one.persona), "")
    weak = one.weak.splitlines()
    spots = f" · weak: {shorten(listed(weak), 80)}" if weak else ""
    head = bold(f"{names.get(one.stage, one.stage)}, as {a_type(name)}")
    return line(head, f" ({say_date(reader.day(one.at), today)}): {shorten(one.success, 100)}{spots}")


def persona_walk_message(shoes: Sequence[Shoes], notes: Sequence[Line]) -> Message:
    lines = [
        line("Choose whose shoes, then go stage by stage: what is success here, what goes wrong, what to mend."),
        line("Ten minutes. Each weak spot becomes a to-do of yours."),
    ]
    buttons = tuple(
        Button(label=f"As {a_type(one.name)}", action=actions.REVISIT, target=f"{one.persona}/{one.next_stage}")
        for one in shoes
        if one.next_stage
    )
    blocks: list[Block] = [Text(lines=tuple(lines))]
    if notes:
        blocks += [
            Text(lines=tuple(notes)),
            Notes(lines=(line("Your notes of this quarter; only you are shown them."),)),
        ]
    if buttons:
        blocks.append(Actions(elements=buttons))
    return Message(title=line(bold("Walk the journey as one of your customers")), blocks=tuple(blocks))


# One stage


async def stage_form(db: ReadSession, library: Library, persona: str, stage_key: str, today: date) -> Form:
    """That stage in that persona's shoes, with what customers said there. Raises UserError for what the playbook
    doesn't have (any more)."""
    playbook = await playbook_of(db, library)
    stage, guide = stage_and_guide(library, playbook, persona, stage_key)
    number = [one.key for one in playbook.stages].index(stage.key) + 1
    heard = await in_the_walk(db, stage.key, today)
    return draw_persona_walk_form(stage, guide, f"{number} of {len(playbook.stages)}", heard)


def stage_and_guide(library: Library, playbook: Playbook, persona: str, key: str) -> tuple[Stage, PersonaGuide]:
    """Raises UserError for what the playbook doesn't have (any more)."""
    stage = next((one for one in playbook.stages if one.key == key), None)
    guide = next((guide for voice, guide in library.personas.items() if voice == persona and voice in PERSONAS), None)
    if stage is None or guide is None:
        raise UserError("That stage isn't in the playbook any more. Start again with ", ask("revisit"), ".")
    return stage, guide


def draw_persona_walk_form(stage: Stage, guide: PersonaGuide, count: str, heard: Sequence[Line] = ()) -> Form:
    """Fields: success, wrong, weak (one a line). heard: what customers said there."""
    cell = guide.cells[stage.laer]
    return Form(
        action=actions.REVISIT_SAVE,
        target=f"{guide.key}/{stage.key}",
        title=shorten(f"{stage.name}, {count}", 24),
        submit="Save",
        intro=(
            line("You are ", bold(a_type(guide.name)), ", thinking: ", italic(f"“{cell.thinking}”")),
            line(f"You want: {cell.outcome[:1].lower()}{cell.outcome[1:]}"),
            *heard,
        ),
        inputs=(
            TextInput(name="success", label="What does success look like here?", many_lines=True, most=1000),
            TextInput(name="wrong", label="What goes wrong?", many_lines=True, optional=True, most=1000),
            TextInput(
                name="weak",
                label="Weak spots to mend",
                many_lines=True,
                optional=True,
                most=1000,
                hint="One a line; each becomes a to-do of yours, due in two weeks.",
            ),
        ),
    )


async def confirm_walk(
    db: ReadSession, library: Library, revisit_id: int, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What was noted, the next stage, and Undo. None where that note isn't there."""
    row = await db.get(Revisit, revisit_id)
    if row is None or not reader.is_me(row.person_id):
        return None
    playbook = await playbook_of(db, library)
    stage, guide = stage_and_guide(library, playbook, row.persona, row.stage)
    keys = [one.key for one in playbook.stages]
    rest = playbook.stages[keys.index(stage.key) + 1 :]
    following = (f"{guide.key}/{rest[0].key}", rest[0].name) if rest else None
    return persona_walk_saved_message(stage.name, guide.name, row.weak.splitlines(), following, change_id)


def persona_walk_saved_message(
    stage: str, persona: str, weak: Sequence[str], following: tuple[str, str] | None, change_id: int
) -> Message:
    """following: target and name of the next stage; None after the last."""
    said = [line(f"{plural(len(weak), 'to-do')} added: {shorten(listed(weak), 160)}.")] if weak else []
    if following is None:
        said.append(line("That was the whole journey. I'll ask again next quarter."))
    buttons = [Button(label="Undo", action=actions.UNDO, target=str(change_id))]
    if following:
        buttons.insert(
            0, Button(label=f"Next: {following[1]}", action=actions.REVISIT, target=following[0], style="primary")
        )
    blocks: list[Block] = [Text(lines=tuple(said))] if said else []
    title = line("Saved: ", bold(capital(stage)), f", walked as {a_type(persona)}")
    return Message(title=title, blocks=(*blocks, Actions(elements=tuple(buttons))))


_SHOES = (Shoes("expert", "Expert type", "land"), Shoes("friend", "Friend type", "adopt"), Shoes("ceo", "CEO type", ""))
_NOTE = line(bold("Land, as a Friend type"), " (Tue 6 Jan): everyone has met everyone · weak: no group training")
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Revisit", persona_walk_message(_SHOES, (_NOTE,))),
    (
        "Revisit, one stage saved",
        persona_walk_saved_message("Land", "Friend type", ("no group training",), ("friend/adopt", "Adopt"), 9),
    ),
    ("Revisit, the last stage saved", persona_walk_saved_message("Renew", "Friend type", (), None, 9)),
)
