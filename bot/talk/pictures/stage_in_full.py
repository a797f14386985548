"""A stage of the journey in full (method A1): what the picture of the map has no room for, also of a stage to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import actions
from bot.message import Actions, Block, Button, Heading, Line, Message, Option, Select, Text, bold, line
from bot.playbook.models import Library, Stage
from bot.store.session import ReadSession
from bot.talk.account.kind import kind_of_company
from bot.talk.account.read_account import load_account
from bot.talk.account.view import AccountView, find_stage
from bot.talk.card.card_message import label
from bot.talk.phrases.progress_words import completed
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called

PARTS = ("What they need", "Where they meet us", "What we do here", "Who of us takes part", "What it takes to start")


@dataclass(frozen=True)
class StageShown:
    """when: "now here", "to come", "behind them". parts: in the order of PARTS. milestones: their names. success: what
    a company of their kind would say."""

    account_id: int
    account: str
    name: str
    when: str
    purpose: str
    parts: tuple[tuple[str, ...], ...] = ()
    milestones: tuple[str, ...] = ()
    success: str = ""


async def stage_in_full(
    db: ReadSession, library: Library, account_id: int, key: str, reader: Reader, now: datetime
) -> Message | None:
    """None where this session sees no such account, or its playbook has no such stage."""
    view = await load_account(db, library, account_id, now)
    own = view.playbook.stages if view is not None else ()
    at = next((place for place, stage in enumerate(own, start=1) if stage.key == key), None)
    if view is None or at is None:
        return None
    return stage_message(_shown(view, find_stage(view.current, key) or own[at - 1], at), stages_of(view))


def stages_of(view: AccountView) -> tuple[tuple[str, str], ...]:
    """Key and name, in today's words."""
    return tuple((one.key, (find_stage(view.current, one.key) or one).name) for one in view.playbook.stages)


def stage_menu(account_id: int, stages: Sequence[tuple[str, str]]) -> Select:
    options = tuple(Option(label=name, value=key) for key, name in stages)
    return Select(label="A stage in full", action=actions.MAP_STAGE, target=str(account_id), options=options, menu=True)


def _shown(view: AccountView, stage: Stage, position: int) -> StageShown:
    kind = kind_of_company(view)
    helps = {one.name: one.helps[stage.key] for one in view.current.touchpoints if stage.key in one.helps}
    meets = tuple(f"{name}: {helps[name]}" if name in helps else name for name in stage.touchpoints)
    return StageShown(
        view.account.id,
        called(view.account.name, 48),
        stage.name,
        _when(view, position),
        stage.purpose,
        (stage.needs, meets, stage.actions, stage.teams, stage.requirements),
        tuple(label(one.name) for one in stage.milestones),
        kind.success.get(stage.key, "") if kind is not None else "",
    )


def _when(view: AccountView, position: int) -> str:
    if view.facts is None or not view.placed or view.churned:
        return ""
    at = view.facts.stage_position
    if position == at:
        return "now here"
    return "to come" if position > at else "behind them" if completed(view, position) else "left, not all reached"


def stage_message(this: StageShown, stages: Sequence[tuple[str, str]]) -> Message:
    lines: list[Line] = [line(this.purpose)]
    if this.milestones:
        lines.append(line(bold("Reached with: "), "; ".join(this.milestones)))
    if this.success:
        lines.append(line(bold("As they'd say it: "), f"“{this.success}”"))
    blocks: list[Block] = [Text(lines=tuple(lines))]
    for title, said in zip(PARTS, this.parts, strict=False):
        if said:
            blocks += [Heading(text=title), Text(lines=tuple(line(f"• {one}") for one in said))]
    back = Button(label="Map", action=actions.MAP, target=str(this.account_id))
    blocks.append(Actions(elements=(back, stage_menu(this.account_id, stages))))
    when = f" · {this.when}" if this.when else ""
    return Message(title=line(bold(this.account), f" · {this.name}{when}"), blocks=tuple(blocks))


_LAND = StageShown(
    1,
    "Acme",
    "Expand",
    "to come",
    "Build on what works.",
    (("A second goal worth having",), ("Business review",), ("Show one team's result to another",), ("sales",), ()),
    ("Success in a second team",),
    "The next site has a goal, an owner and a budget.",
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Journey map, a stage in full", stage_message(_LAND, (("land", "Land"), ("expand", "Expand")))),
)

__all__ = ["stage_in_full", "stage_menu", "stages_of"]
