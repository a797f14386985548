"""The guides are true: every setting, command, fact, reaction and column stands in one, and links lead somewhere."""

import re
from pathlib import Path
from typing import get_args

import click
import pytest

from bot.cli.main import main
from bot.facts.facts import FACTS
from bot.ingest.reading.columns import COLUMNS
from bot.playbook.models.reaction_models import On
from bot.settings.teams import PROOFS, TEAMS
from bot.surfaces.slack.manifest import EVENTS, SCOPES

ROOT = Path(__file__).parent.parent
GUIDES = ("README.md", "HOSTING.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "playbooks/README.md",
          "bot/ingest/README.md", "bot/surfaces/slack/README.md",
          "bot/surfaces/teams/README.md", "handlers/README.md")  # fmt: skip


def text_of(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def lacking(guide: str, words: list[str]) -> list[str]:
    text = text_of(guide)
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


OF_THE_HOST = ("IDENTITY_ENDPOINT", "IDENTITY_HEADER")  # which Azure sets itself


def test_every_setting_stands_in_the_readme() -> None:
    read = "".join((ROOT / f"bot/settings/{name}.py").read_text(encoding="utf-8") for name in ("read", "teams"))
    asked = set(re.findall(r'given(?:\.get\(|, |\[)?"?"([A-Z_]{4,})"', read)) - set(OF_THE_HOST)
    settings = sorted(asked | set(TEAMS) | set(PROOFS))
    assert len(settings) >= 15, settings
    assert lacking("README.md", settings) == []


def test_every_command_stands_in_the_readme() -> None:
    commands = [f"milepost {name}" for name in main.commands]
    groups = [one for one in main.commands.values() if isinstance(one, click.Group)]
    assert lacking("README.md", commands) == []
    for group in groups:
        assert lacking("README.md", [name for name in group.commands if name != "show"]) == []


def test_every_fact_and_reaction_stands_in_the_guide_to_playbooks() -> None:
    assert lacking("playbooks/README.md", [f"`{key}`" for key in FACTS]) == []
    assert lacking("playbooks/README.md", [f"`{event}`" for event in get_args(On)]) == []


def test_every_column_stands_in_the_guide_to_files() -> None:
    for kind, columns in COLUMNS.items():
        assert lacking("bot/ingest/README.md", [kind, *(column.name for column in columns)]) == []


def test_every_permission_has_its_reason_in_the_slack_guide() -> None:
    assert lacking("bot/surfaces/slack/README.md", [f"`{one}`" for one in (*SCOPES, *EVENTS)]) == []


@pytest.mark.parametrize("guide", GUIDES)
def test_links_and_files_that_a_guide_names_are_there(guide: str) -> None:
    text = text_of(guide)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:bot|handlers|tests|playbooks|migrations)/[\w./-]+)`", text)
    gone = [link for link in links if not (ROOT / guide).parent.joinpath(link).exists()]
    assert gone + [name for name in named if not (ROOT / name).exists()] == []


def test_every_row_that_a_test_names_stands_in_contributing() -> None:
    rows = set()
    for first, last in re.findall(
        r"\b([A-D]\d+)(?:–([A-D]\d+))?", text_of("CONTRIBUTING.md").partition("## The method")[2]
    ):
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        rows |= {f"{first[0]}{number}" for number in numbers}
    named = set()
    for file in (ROOT / "tests").rglob("*.py"):
        for line in re.findall(r"method:([^\n]*)", file.read_text(encoding="utf-8")):
            named |= set(re.findall(r"\b[A-D]\d{1,2}\b", line))
    assert named <= rows
    assert len(rows) == 59
