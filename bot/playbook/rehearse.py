"""Every template of a playbook rendered in every made-up situation, so that no CSM is the first to see it fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from bot.errors import PlaybookError
from bot.playbook.models import Library, Playbook, Track, Voice
from bot.playbook.reactions.prepared_todos import PARTS, reaction_templates
from bot.playbook.text.letters import letter_templates
from bot.playbook.text.samples import situations
from bot.playbook.text.templates import broken_names, render
from bot.playbook.yaml.yaml_source import Trouble, Where

STEP_WORDS = 36  # an alert has 80, and a reason, a line to say and buttons besides
LONG_NAMES = ("long names full of markup",)


def templates(playbook: Playbook) -> Iterator[tuple[Where, str, bool]]:
    """Where each template stands, its text, and whether it may come out empty."""
    for at, stage in enumerate(playbook.stages):
        for number, milestone in enumerate(stage.milestones):
            yield from _of_talk(milestone.talk, ("stages", at, "milestones", number, "talk"))
    for at, rule in enumerate(playbook.rules):
        for name in ("headline", "todo", "clears"):
            yield ("rules", at, name), getattr(rule, name), False
        for name in ("step", "subject"):
            if (template := getattr(rule, name)) is not None:
                yield ("rules", at, name), template, False
        yield from _of_talk(rule.talk, ("rules", at, "talk"))
    yield from reaction_templates(playbook)
    for at, reaction in enumerate(playbook.reactions):
        for number, action in enumerate(reaction.do):
            for part in PARTS:
                if (work := getattr(action, part)) is not None:
                    yield from _of_talk(work.talk, ("reactions", at, "do", number, part, "talk"))


def _of_talk(talk: Mapping[Voice, Track], where: Where) -> Iterator[tuple[Where, str, bool]]:
    for voice, track in talk.items():
        for at, line in enumerate(track.say):
            yield (*where, voice, "say", at), line, True
        for at, paragraph in enumerate(track.draft):
            yield (*where, voice, "draft", at), paragraph, True
        for name in ("ask", "leave_with"):
            if (template := getattr(track, name)) is not None:
                yield (*where, voice, name), template, True


def places(library: Library) -> Iterator[tuple[str, str]]:
    """Where each template stands, and its text: the playbook and the way to it, with keys where there are some."""
    for playbook in library.playbooks.values():
        for where, text, _ in templates(playbook):
            yield f"{playbook.name}: {_way(playbook, where)}", text
    for voice, guide in library.personas.items():
        for where, text in letter_templates(guide):
            yield f"personas/{voice}.yaml: {'.'.join(str(part) for part in where)}", text


def place_of(library: Library, template: str) -> str:
    """Where that template stands."""
    return next((place for place, text in places(library) if text == template), f"the text {template[:60]!r}")


def _way(playbook: Playbook, where: Where) -> str:
    """rules.0.headline → rules.stuck.headline."""
    here: Any = playbook
    way: list[str] = []
    for part in where:
        here = here[part] if isinstance(part, int) or isinstance(here, Mapping) else getattr(here, str(part))
        key = getattr(here, "key", None)
        way.append(str(key if isinstance(part, int) and key else part))
    return ".".join(way)


def check_templates(playbook: Playbook) -> Iterator[Trouble]:
    """What is wrong with them whatever the situation. Quick: nothing is rendered."""
    for where, template, _ in templates(playbook):
        yield from (Trouble(where, problem) for problem in broken_names(template))


def rehearse(playbook: Playbook, in_time: Callable[[], bool] = lambda: True) -> Iterator[Trouble]:
    """The first situation in which a template fails, for each that does. Those with broken names aren't tried.

    in_time: whether there is time for one more."""
    for where, template, may_be_empty in templates(playbook):
        if not in_time():
            yield Trouble(where, "is as far as the check got in its time: too many texts before it, or too slow ones")
            return
        most = STEP_WORDS if where[-1] == "step" else 0
        if not broken_names(template) and (problem := _first_failure(template, may_be_empty, most)):
            yield Trouble(where, problem)


@lru_cache(maxsize=4000)  # playbooks share their rules, and tests check the same library many times
def _first_failure(template: str, may_be_empty: bool, most_words: int = 0) -> str | None:
    for name, situation in situations().items():
        try:
            rendered = render(template, situation)
        except PlaybookError as error:
            return f"fails with {name}: {error.problem}"
        if not rendered and not may_be_empty:
            return f"comes out empty with {name}"
        words = len(rendered.split())
        if most_words and words > most_words and name not in LONG_NAMES:
            return f"has {words} words with {name}; an alert has room for {most_words}"
    return None
