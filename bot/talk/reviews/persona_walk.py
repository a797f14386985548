"""Walk the journey as one persona or kind of company (method B6, B13): whose shoes, one form a stage, and what was
noted this quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.accounts.persona_walks import OF_A_KIND, walked
from bot.message import (
    Actions,
    Block,
    Button,
    Element,
    Form,
    Line,
    Message,
    Notes,
    Option,
    Select,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import Library, Playbook, Stage
from bot.store.session import ReadSession
from bot.store.tables import Revisit, Workspace
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import capital, listed
from bot.talk.quotes.heard_in_stage import in_the_walk
from bot.talk.reviews.shoes import Walker, in_their_shoes, stage_and_walker, walker_name, walkers
from bot.talk.reviews.team_notes import TEAM
from bot.text import shorten


@dataclass(frozen=True)
class Shoes:
    """In whose one can walk: "a Friend type", "a start-up". target: of the first stage not walked yet, "" once all
    are."""

    name: str
    target: str
    is_kind: bool = False


async def revisit(db: ReadSession, library: Library, reader: Reader, now: datetime, name: str = "") -> Message:
    """Whose shoes? With what this person noted this quarter. name: of another playbook than the workspace's own."""
    today = reader.today(now)
    playbook, notes = await playbook_of(db, library, name), await walked(db, reader.person_id, today)
    here = [one for one in notes if one.playbook == playbook.name]
    shoes = [_shoes(playbook, here, walker, name) for walker in walkers(library, playbook)]
    others = tuple((one.name, one.title) for one in library.playbooks.values() if one.name != playbook.name)
    said = tuple(_note(library, library.playbooks.get(one.playbook, playbook), one, reader, today) for one in notes)
    return persona_walk_message(shoes, said, others, playbook.title if name else "")


async def playbook_of(db: ReadSession, library: Library, name: str = "") -> Playbook:
    """The one of that name, else the workspace's own."""
    if name in library.playbooks:
        return library.playbooks[name]
    workspace = await db.get_one(Workspace, db.workspace_id)
    return library.playbooks.get(workspace.playbook) or next(iter(library.playbooks.values()))


def walk_target(key: str, stage: str, name: str = "") -> str:
    """ "friend/land"; with the name of another playbook than the workspace's own, "friend/onboarding/subscription"."""
    return f"{key}/{stage}/{name}" if name else f"{key}/{stage}"


def _shoes(playbook: Playbook, notes: Sequence[Revisit], walker: Walker, name: str) -> Shoes:
    done = {one.stage for one in notes if one.persona == walker.key}
    left = next((stage.key for stage in playbook.stages if stage.key not in done), "")
    target = walk_target(walker.key, left, name) if left else ""
    return Shoes(walker.name, target, walker.key.startswith(OF_A_KIND))


def _note(library: Library, playbook: Playbook, one: Revisit, reader: Reader, today: date) -> Line:
    names = {stage.key: stage.name for stage in playbook.stages}
    weak = one.weak.splitlines()
    spots = f" · weak: {shorten(listed(weak), 80)}" if weak else ""
    head = bold(f"{names.get(one.stage, one.stage)}, as {walker_name(library, playbook, one.persona)}")
    return line(head, f" ({say_date(reader.day(one.at), today)}): {shorten(one.success, 100)}{spots}")


def persona_walk_message(
    shoes: Sequence[Shoes], notes: Sequence[Line], others: Sequence[tuple[str, str]] = (), title: str = ""
) -> Message:
    """others: playbooks whose own stages can be walked instead, by name and title. title: of the one that is."""
    lines = [
        line("Choose whose shoes, then go stage by stage: what is success here, what goes wrong, what to mend."),
        line("Ten minutes. Each weak spot becomes a to-do of yours."),
    ]
    buttons: list[Element] = [
        Button(label=f"As {one.name}", action=actions.REVISIT, target=one.target)
        for one in shoes
        if one.target and not one.is_kind
    ]
    kinds = [Option(label=capital(one.name), value=one.target) for one in shoes if one.target and one.is_kind]
    if kinds:
        menu = Select(label="As a kind of company", action=actions.REVISIT, target="", options=tuple(kinds), menu=True)
        buttons.append(menu)
    if others:
        known = tuple(Option(label=shorten(its_title, 70), value=f"//{name}") for name, its_title in others)
        buttons.append(Select(label="Other stages", action=actions.REVISIT, target="", options=known, menu=True))
    buttons.append(Button(label="Your team's notes", action=actions.REVISIT, target=TEAM))
    blocks: list[Block] = [Text(lines=tuple(lines))]
    if notes:
        blocks += [
            Text(lines=tuple(notes)),
            Notes(lines=(line("Your notes of this quarter. Your team can read them, the customers never."),)),
        ]
    blocks.append(Actions(elements=tuple(buttons)))
    under = f", by the stages of {title}" if title else ""
    return Message(title=line(bold("Walk the journey as one of your customers"), under), blocks=tuple(blocks))


# One stage


async def stage_form(db: ReadSession, library: Library, key: str, stage_key: str, today: date, name: str = "") -> Form:
    """That stage in those shoes, with what customers said there. Raises UserError for what the playbook doesn't have
    (any more)."""
    playbook = await playbook_of(db, library, name)
    stage, walker = stage_and_walker(library, playbook, key, stage_key)
    number = [one.key for one in playbook.stages].index(stage.key) + 1
    heard = await in_the_walk(db, stage.key, today)
    intro = (*in_their_shoes(library, playbook, walker, stage), *heard)
    return draw_persona_walk_form(
        walk_target(key, stage.key, name), stage, f"{number} of {len(playbook.stages)}", intro
    )


def draw_persona_walk_form(target: str, stage: Stage, count: str, intro: Sequence[Line]) -> Form:
    """Fields: success, wrong, weak (one a line)."""
    return Form(
        action=actions.REVISIT_SAVE,
        target=target,
        title=shorten(f"{stage.name}, {count}", 24),
        submit="Save",
        intro=tuple(intro),
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
    own = await playbook_of(db, library)
    playbook = await playbook_of(db, library, row.playbook)
    stage, walker = stage_and_walker(library, playbook, row.persona, row.stage)
    name = playbook.name if playbook.name != own.name else ""
    keys = [one.key for one in playbook.stages]
    rest = playbook.stages[keys.index(stage.key) + 1 :]
    following = (walk_target(walker.key, rest[0].key, name), rest[0].name) if rest else None
    return persona_walk_saved_message(stage.name, walker.name, row.weak.splitlines(), following, change_id)


def persona_walk_saved_message(
    stage: str, walker: str, weak: Sequence[str], following: tuple[str, str] | None, change_id: int
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
    title = line("Saved: ", bold(capital(stage)), f", walked as {walker}")
    return Message(title=title, blocks=(*blocks, Actions(elements=tuple(buttons))))


_SHOES = (
    Shoes("an Expert type", "expert/land"),
    Shoes("a Friend type", "friend/adopt"),
    Shoes("a start-up", "segment.start-up/land", is_kind=True),
)
_NOTE = line(bold("Land, as a Friend type"), " (Tue 6 Jan): everyone has met everyone · weak: no group training")
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Revisit", persona_walk_message(_SHOES, (_NOTE,), (("subscription", "Subscription"),))),
    (
        "Revisit, one stage saved",
        persona_walk_saved_message("Land", "a Friend type", ("no group training",), ("friend/adopt", "Adopt"), 9),
    ),
    ("Revisit, the last stage saved", persona_walk_saved_message("Renew", "a Friend type", (), None, 9)),
)
