"""A playbook as a page for the team that works by it: self-contained HTML, to be read, printed or sent around.

Nothing in it is computed twice: conditions are told by bot/facts, what is said by the same templates as in the
chat, rendered for a made-up account that stands in the middle of each milestone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.calendar import plural
from bot.errors import UserError
from bot.facts.comparison import NUMBER_OPERATORS
from bot.facts.condition import in_words, what_clears
from bot.playbook.models import (
    STAGES,
    VOICES,
    Band,
    Cell,
    KpiMinimum,
    Laer,
    Library,
    Milestone,
    PersonaGuide,
    Playbook,
    Reaction,
    Rule,
    Stage,
    Touchpoint,
    Track,
    Voice,
)
from bot.playbook.reactions.prepared_todos import prepared
from bot.playbook.reactions.reaction_words import calls, due, example, happens
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.playbook.text.samples import FULL
from bot.playbook.text.situation import HealthWords, MilestoneWords, Situation
from bot.playbook.text.templates import cap, render
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.text import measured

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    "page": "page",
    "product": "in the product",
    "mail": "e-mail",
    "call": "call",
    "meeting": "meeting",
    "event": "event",
    "document": "document",
}
TYPES = {
    "risk": "risk",
    "opportunity": "opportunity",
    "lifecycle": "lifecycle",
    "objective": "objective",
    "data": "missing data",
}
ONCE = {
    "milestone": "once for each milestone",
    "stage": "once for each stage",
    "renewal": "once for each renewal",
    "review": "once until the next review",
    "health-change": "once for each fall",
    "band": "once for each time that the band is reached",
    "quarter": "once a quarter",
    "ever": "once",
}
REVIEWS = {"qbr": "business review", "ebr": "executive review"}


@dataclasses.dataclass(frozen=True)
class HeardInStage:
    """What customers said in a stage: how they see us, interviews, at how many accounts; the newest as words and who;
    and words that repeat, with at how many accounts."""

    perceptions: int
    interviews: int
    accounts: int
    quotes: tuple[tuple[str, str], ...]
    repeated: tuple[tuple[str, int], ...] = ()


def playbook_page(library: Library, name: str, heard: Mapping[str, HeardInStage] | None = None) -> str:
    """The page as HTML. heard: by stage, for our own people only. Raises UserError where there is no such playbook."""
    playbook = library.playbooks.get(name)
    if playbook is None:
        known = sorted(library.playbooks)
        raise UserError(f"No playbook is called {name!r}{did_you_mean(name, known) or '.'} There are: {one_of(known)}.")
    page, template = PlaybookPage(library, playbook), _environment().get_template("playbook.html.j2")
    return template.render(page=page, playbook=playbook, heard=heard or {})


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(cap=cap, plural=plural)
    return environment


@dataclasses.dataclass(frozen=True)
class TrackShown:
    """A talk track as it sounds in the made-up account."""

    who: str
    say: tuple[str, ...]
    ask: str | None
    leave_with: str | None


@dataclasses.dataclass(frozen=True)
class RuleWords:
    rule: Rule
    opens: str
    clears: str
    example: str
    facts: tuple[str, ...]
    in_use: bool


@dataclasses.dataclass(frozen=True)
class ReactionWords:
    """todos: what each is about, and how pressing. calls: the other systems that hear of it."""

    key: str
    happens: str
    todos: tuple[tuple[str, str], ...]
    calls: str


@dataclasses.dataclass(frozen=True)
class PlaybookPage:
    """What the template asks for, in words."""

    library: Library
    playbook: Playbook

    def laer_stages(self) -> list[Laer]:
        """Those that the playbook's stages stand for, in LAER's order."""
        return [laer for laer in STAGES if any(stage.laer == laer for stage in self.playbook.stages)]

    def stages_of(self, laer: Laer) -> list[Stage]:
        return [stage for stage in self.playbook.stages if stage.laer == laer]

    def usual_days(self, stage: Stage) -> int | None:
        return stage.usual_days or sum(milestone.usual_days for milestone in stage.milestones) or None

    def touchpoints_in(self, stage: Stage) -> list[tuple[Touchpoint, str]]:
        """The catalogue's touchpoints that help in the stage, and how."""
        return [(each, each.helps[stage.key]) for each in self.playbook.touchpoints if stage.key in each.helps]

    def kind(self, touchpoint: Touchpoint) -> str:
        return KINDS[touchpoint.kind]

    def minimum(self, asked: KpiMinimum) -> str:
        """ "weekly use 40% or more, measured within 14 days"."""
        return f"{self._amount(asked)}, measured within {plural(asked.fresh_days, 'day')}"

    def _amount(self, asked: KpiMinimum) -> str:
        kpi = next((each for each in self.playbook.health.kpis if each.key == asked.kpi), None)
        return f"{kpi.name if kpi else asked.kpi} {measured(asked.at_least, kpi.unit if kpi else '', 2)} or more"

    def conditions(self, stage: Stage, segment: str) -> list[str]:
        """What qualifies an account of the segment for the next stage, as measured (method B3)."""
        asked = []
        for milestone in stage.milestones:
            required = sum(task.required for task in milestone.tasks)
            asked += [f"{plural(required, 'step')} done"] if required else []
            asked += [self._amount(each) for each in milestone.minimums(segment)]
        return asked

    def raised(self, milestone: Milestone) -> list[tuple[str, list[str]]]:
        """The segments that must have more than everyone, and what."""
        names = {segment.key: segment.name for segment in self.playbook.segments}
        return [
            (names.get(key, key), [self._amount(each) for each in asked])
            for key, asked in milestone.for_segments.items()
        ]

    def cells(self, laer: Laer) -> list[tuple[PersonaGuide, Cell]]:
        """Each persona's guide with its advice for that LAER stage (method A3)."""
        return [(self.library.personas[voice], self.library.personas[voice].cells[laer]) for voice in VOICES]

    def weight_sum(self) -> float:
        return sum(kpi.weight for kpi in self.playbook.health.kpis) or 1

    def band_range(self, band: Band) -> str:
        floors = [each.floor for each in self.playbook.health.bands]
        higher = [floor for floor in floors if floor > band.floor]
        return f"{band.floor} to {min(higher) - 1 if higher else 100}"

    def before_renewal(self) -> str:
        """What is looked at, from when on, and when growth may be raised (method C7)."""
        limits = self.playbook.before_renewal
        names = {kpi.key: kpi.name for kpi in self.playbook.health.kpis}
        tickets = limits.tickets
        first = f"more than {tickets.at_most:g} {names.get(tickets.kpi, tickets.kpi)}, " if tickets else ""
        spans = (limits.within_days, limits.answers_days, limits.contact_days)
        before, answers, contact = (plural(days, "day") for days in spans)
        return (
            f"From {before} before notice or the contract's end: {first}low survey answers of the last {answers}, what "
            f"we owe, and whoever decides without a type or without a talk in {contact}. Growth is raised only where "
            "health is in the highest band and no ticket or low answer is in the way."
        )

    def talk(self, milestone: Milestone) -> list[TrackShown]:
        situation = midway(milestone)
        return [self._said(voice, milestone.talk[voice], situation) for voice in VOICES if voice in milestone.talk]

    def rule_talk(self, rule: Rule) -> list[TrackShown]:
        return [self._said(voice, rule.talk[voice], self._example(rule)) for voice in VOICES if voice in rule.talk]

    def _example(self, rule: Rule) -> Situation:
        """The made-up account, brought to where the rule would speak up: at that milestone, for so many days."""
        asked = rule.when.get("milestone", {})
        wanted = asked.get("is") or next(iter(asked.get("in", ())), None)
        every = self.playbook.milestones()
        milestones = [each for each in every if each.key != asked.get("is_not")] or every
        second = milestones[min(1, len(milestones) - 1)]
        situation = midway(next((each for each in milestones if each.key == wanted), second))
        bounds = rule.when.get("milestone_days", {})
        days = next((int(bounds[name]) + 1 for name in NUMBER_OPERATORS if name in bounds), None)
        if days and situation.milestone:
            situation = dataclasses.replace(situation, milestone=dataclasses.replace(situation.milestone, days=days))
        if rule.cta.type == "opportunity":
            situation = dataclasses.replace(situation, health=HealthWords(84))
        return situation

    def _said(self, voice: Voice, track: Track, situation: Situation) -> TrackShown:
        lines = tuple(_inside_quotes(line) for line in (render(each, situation) for each in track.say) if line)
        ask, leave_with = (render(each, situation) if each else None for each in (track.ask, track.leave_with))
        return TrackShown(self.who(self.library.personas[voice]), lines, ask, leave_with)

    def who(self, guide: PersonaGuide) -> str:
        return "Type not known yet" if guide.key == "neutral" else guide.name

    def rules(self) -> list[RuleWords]:
        """Those in use first, then those that wait for a higher level."""
        used = [self._rule(rule, in_use=True) for rule in self.playbook.rules]
        return used + [self._rule(rule, in_use=False) for rule in self.playbook.rules_waiting]

    def reactions(self) -> list[ReactionWords]:
        return [self._reaction(one) for one in self.playbook.reactions]

    def _reaction(self, reaction: Reaction) -> ReactionWords:
        situation = dataclasses.replace(FULL, event=example(reaction, self.playbook))
        todos = tuple((cap(render(one.rule.todo, situation)), due(one)) for one in prepared(reaction))
        return ReactionWords(reaction.key, happens(reaction, self.playbook), todos, calls(reaction))

    def _rule(self, rule: Rule, *, in_use: bool) -> RuleWords:
        if rule.clears_when is None:
            clears = f"As soon as {what_clears(rule.when, vocabulary_of(self.playbook))}."
        else:
            clears = f"{cap(in_words(rule.clears_when, vocabulary_of(self.playbook)))}."
        opens = f"{cap(in_words(rule.when, vocabulary_of(self.playbook)))}."
        headline = render(rule.headline, self._example(rule))
        example = cap(headline) if rule.per == "csm" else f"Acme: {headline}"
        return RuleWords(rule, opens, clears, example, tuple(_facts(rule)), in_use)


def _inside_quotes(text: str) -> str:
    """The page puts quotation marks around what is said, so those within become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def _facts(rule: Rule) -> list[str]:
    """What a to-do of the rule is like, in short pieces."""
    due = rule.cta.due_in_working_days
    pieces = [f"{rule.cta.priority} priority", f"due in {plural(due, 'working day')}" if due else "due the same day"]
    if rule.rises:
        steps = [f"{rise.priority} at {rise.days}" for rise in rule.rises]
        pieces = [f"rises with the days left: {', '.join(steps)}", pieces[1]]
    if rule.cta.review:
        pieces.append(REVIEWS[rule.cta.review])
    pieces.append("one for all accounts of a CSM" if rule.per == "csm" else ONCE[rule.once_per])
    if rule.quiet_days:
        pieces.append(f"at most one in {plural(rule.quiet_days, 'day')}")
    pieces.append("with an alert" if rule.alert else "in lists and the digest only")
    return pieces


def midway(milestone: Milestone) -> Situation:
    """The made-up account half-way to that milestone, with the milestone's own tasks."""
    names = tuple(task.name for task in milestone.tasks)
    half = len(names) // 2
    words = MilestoneWords(
        name=milestone.name,
        meaning=milestone.meaning,
        days=milestone.usual_days + 12,
        usual=milestone.usual_days,
        done=half,
        total=len(names),
        next_task=names[half] if names else None,
        done_tasks=names[:half],
        open_tasks=names[half:],
        missing=names[half:],
    )
    return dataclasses.replace(FULL, milestone=words)
