"""Reactions (method C3): the to-dos that they open, in the shape that rules give to theirs.

A reaction's to-do is known by "reaction/part", such as "low-score/cta"; a rule's key holds no slash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.playbook.models import CtaSpec, CtaType, Library, Material, Playbook, Rule
from bot.playbook.models.reaction_models import DONE, PlanTask, Reaction, Work
from bot.playbook.yaml.yaml_source import Where

SLASH = "/"
Letter = Literal["talk", "material", "celebrate"]
PARTS = ("cta", "draft", "celebrate")


@dataclass(frozen=True)
class PreparedTodo:
    """A to-do of a reaction. rule: how it is worded, as a rule's to-do is. in_days: of a later step, from the start.

    letter: what its Draft button writes; material: the piece to send, None for the one of the next task.
    """

    reaction: Reaction
    rule: Rule
    letter: Letter = "talk"
    material: Material | None = None
    in_days: int | None = None


def is_prepared(rule_key: str) -> bool:
    """Whether a to-do with that rule key came from a reaction."""
    return SLASH in rule_key


def prepared(reaction: Reaction) -> Iterator[PreparedTodo]:
    """The to-dos that it opens, in the order in which they are written."""
    for action in reaction.do:
        if action.cta is not None:
            yield PreparedTodo(reaction, _rule(reaction, "cta", action.cta, action.cta.type))
            for task in action.cta.tasks:
                yield PreparedTodo(reaction, _step(reaction, task, action.cta.type), in_days=task.in_days)
        elif action.draft is not None:
            yield PreparedTodo(
                reaction,
                _rule(reaction, "draft", action.draft, action.draft.type),
                action.draft.of,
                action.draft.material,
            )
        elif action.celebrate is not None:
            yield PreparedTodo(
                reaction, _rule(reaction, "celebrate", action.celebrate, action.celebrate.type), "celebrate"
            )


def find_prepared(playbook: Playbook, rule_key: str) -> PreparedTodo | None:
    """What stands behind a to-do of that key; None for a rule's, and where the reaction is gone."""
    key, slash, _ = rule_key.partition(SLASH)
    if not slash:
        return None
    reactions = (reaction for reaction in playbook.reactions if reaction.key == key)
    return next((one for reaction in reactions for one in prepared(reaction) if one.rule.key == rule_key), None)


def _rule(reaction: Reaction, part: str, work: Work, kind: CtaType) -> Rule:
    cta = CtaSpec.model_construct(type=kind, priority=work.priority, due_in_working_days=work.due_in_working_days)
    return Rule.model_construct(
        key=f"{reaction.key}{SLASH}{part}",
        when={},
        once_per="ever",
        alert=work.alert,
        cta=cta,
        headline=work.headline,
        todo=work.todo,
        step=work.step,
        clears=work.clears,
        subject=work.subject,
        talk=work.talk,
    )


def _step(reaction: Reaction, task: PlanTask, kind: CtaType) -> Rule:
    first = next(action.cta for action in reaction.do if action.cta is not None)
    cta = CtaSpec.model_construct(type=kind, priority=task.priority, due_in_working_days=0)
    return Rule.model_construct(
        key=f"{reaction.key}{SLASH}{task.key}",
        when={},
        once_per="ever",
        alert=False,
        cta=cta,
        headline=task.headline or first.headline,
        todo=task.todo,
        clears=DONE,
        subject=task.subject or first.subject,
        talk=first.talk,
    )


def targets(library: Library) -> dict[str, str]:
    """The names of all targets that reactions call, each with a reaction that does."""
    return {
        name: reaction.key
        for playbook in library.playbooks.values()
        for reaction in playbook.reactions
        for name in webhooks(reaction)
    }


def webhooks(reaction: Reaction) -> tuple[str, ...]:
    """The names of the targets that it calls."""
    return tuple(action.webhook for action in reaction.do if action.webhook is not None)


def reaction_templates(playbook: Playbook) -> Iterator[tuple[Where, str, bool]]:
    """Where each template stands, its text, and whether it may come out empty; talk tracks are left to the caller."""
    for at, reaction in enumerate(playbook.reactions):
        for number, action in enumerate(reaction.do):
            for part in PARTS:
                work = getattr(action, part)
                where: Where = ("reactions", at, "do", number, part)
                if work is not None:
                    yield from (((*where, name), getattr(work, name), False) for name in ("headline", "todo", "clears"))
                for name in ("step", "subject"):
                    if (template := getattr(work, name, None)) is not None:
                        yield (*where, name), template, False
            for place, task in enumerate(action.cta.tasks if action.cta is not None else ()):
                here: Where = ("reactions", at, "do", number, "cta", "tasks", place)
                yield (*here, "todo"), task.todo, False
                for name in ("headline", "subject"):
                    if (template := getattr(task, name)) is not None:
                        yield (*here, name), template, False


__all__ = [
    "PreparedTodo",
    "find_prepared",
    "is_prepared",
    "prepared",
    "reaction_templates",
    "targets",
    "webhooks",
]
