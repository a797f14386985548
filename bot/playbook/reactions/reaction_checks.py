"""What is wrong with reactions: names that nothing has, what doesn't belong to the event, to-dos under one name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts.comparison import Vocabulary
from bot.playbook.models import Playbook
from bot.playbook.models.reaction_models import Crossing, DraftWork, Reaction, Score
from bot.playbook.reactions.prepared_todos import PARTS
from bot.playbook.rules.condition_check import check_condition
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Trouble, Where

ABOUT = {
    "milestone_reached": ("milestone",),
    "stage_entered": ("stage", "laer"),
    "kpi_crossed": ("kpi",),
    "cta_opened": ("rule",),
    "survey_received": ("survey",),
    "contract_started": ("deal",),
}
NAMED = ("milestone", "stage", "laer", "kpi", "rule", "survey", "deal")
SCALES = {"nps": (0, 10), "csat": (1, 5)}


def check_reactions(playbook: Playbook) -> Iterator[Trouble]:
    vocabulary = vocabulary_of(playbook)
    for at, reaction in enumerate(playbook.reactions):
        where: Where = ("reactions", at)
        if reaction.key in [other.key for other in playbook.reactions[:at]]:
            yield Trouble((*where, "key"), f"there is already a reaction called {reaction.key!r}")
        yield from _check_about(reaction, where)
        yield from _check_names(reaction, where, playbook)
        if reaction.kpi is not None:
            yield from _check_crossing(reaction.kpi, (*where, "kpi"), vocabulary)
        for number, score in enumerate(reaction.survey):
            yield from _check_score(score, (*where, "survey", number))
        if reaction.when is not None:
            yield from check_condition(reaction.when, vocabulary, (*where, "when"))
        yield from _check_actions(reaction, (*where, "do"))


def _check_about(reaction: Reaction, where: Where) -> Iterator[Trouble]:
    """What is named belongs to the event, and what the event needs is named."""
    mine = ABOUT[reaction.on]
    given = [name for name in NAMED if getattr(reaction, name) not in (None, ())]
    for name in given:
        if name not in mine:
            yield Trouble((*where, name), f"doesn't belong to {reaction.on}, which goes with {one_of(mine)}")
    fitting = [name for name in given if name in mine]
    if not fitting and reaction.on not in ("milestone_reached", "survey_received"):
        yield Trouble((*where, "on"), f"{reaction.on} needs {one_of(mine)}, or nobody knows what it is about")
    if len(fitting) > 1:
        yield Trouble((*where, fitting[1]), f"is one too many beside {fitting[0]}; keep one")


def _check_names(reaction: Reaction, where: Where, playbook: Playbook) -> Iterator[Trouble]:
    known = {
        "milestone": [milestone.key for milestone in playbook.milestones()],
        "stage": [stage.key for stage in playbook.stages],
        "rule": [rule.key for rule in playbook.rules],
    }
    for name, keys in known.items():
        value = getattr(reaction, name)
        if value is not None and value not in keys:
            near = did_you_mean(value, keys) or "."
            yield Trouble((*where, name), f"{value!r} is not a {name} of this playbook{near} Known: {one_of(keys)}")
    if any(rule.key == reaction.rule and rule.per == "csm" for rule in playbook.rules):
        yield Trouble((*where, "rule"), f"{reaction.rule!r} stands for many accounts; name a rule of one")


def _check_crossing(kpi: Crossing, where: Where, vocabulary: Vocabulary) -> Iterator[Trouble]:
    if kpi.key not in vocabulary.kpis:
        near = did_you_mean(kpi.key, tuple(vocabulary.kpis)) or "."
        yield Trouble(
            (*where, "key"), f"{kpi.key!r} is not a KPI of health.yaml{near} Known: {one_of(tuple(vocabulary.kpis))}"
        )
    if (kpi.rises_to is None) == (kpi.falls_to is None):
        yield Trouble(where, "needs either rises_to or falls_to, with a number")


def _check_score(score: Score, where: Where) -> Iterator[Trouble]:
    low, high = SCALES[score.kind]
    for name in ("at_least", "at_most"):
        bound = getattr(score, name)
        if bound is not None and not low <= bound <= high:
            yield Trouble((*where, name), f"must be from {low} to {high}, as {score.kind.upper()} is")
    if score.at_least is not None and score.at_most is not None and score.at_least > score.at_most:
        yield Trouble(where, f"can never hold: no score is at least {score.at_least:g} and at most {score.at_most:g}")


def _check_actions(reaction: Reaction, where: Where) -> Iterator[Trouble]:
    seen: list[str] = []
    for at, action in enumerate(reaction.do):
        given = [name for name in (*PARTS, "webhook") if getattr(action, name) is not None]
        if len(given) != 1:
            allowed = one_of((*PARTS, "webhook"))
            yield Trouble((*where, at), f"must hold exactly one of {allowed}; start each with a hyphen")
        for name in given:
            label = f"webhook {action.webhook}" if name == "webhook" else name
            if label in seen:
                yield Trouble((*where, at, name), f"there is already a {label} in this reaction; keep one")
            seen.append(label)
        if action.celebrate is not None and reaction.on != "milestone_reached":
            yield Trouble((*where, at, "celebrate"), "goes with milestone_reached only; use a draft here")
        if action.draft is not None:
            yield from _check_draft(action.draft, (*where, at, "draft"))
        for number, task in enumerate(action.cta.tasks if action.cta is not None else ()):
            others = [other.key for other in action.cta.tasks[:number]] if action.cta is not None else []
            if task.key in (*PARTS, *others):
                yield Trouble((*where, at, "cta", "tasks", number, "key"), f"{task.key!r} is taken; choose another")


def _check_draft(draft: DraftWork, where: Where) -> Iterator[Trouble]:
    if draft.material is None:
        return
    if draft.of != "material":
        yield Trouble((*where, "material"), "goes with of: material")
    if draft.material.link is None and draft.material.text is None:
        yield Trouble((*where, "material"), "needs a link or a text, or there is nothing to send")
    if draft.material.task is not None:
        yield Trouble((*where, "material", "task"), "belongs to a milestone's material; leave it out here")
