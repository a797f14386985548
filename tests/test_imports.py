"""Imports run one way, as the table in CONTRIBUTING says; read from the source, so that nobody has to remember."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = (
    "bot.actions",
    "bot.calendar",
    "bot.conversation",
    "bot.errors",
    "bot.message",
    "bot.platform",
    "bot.tally",
    "bot.text",
)
ALL = ("bot", "handlers", "migrations")

# What each place may import of ours, besides the pure row and itself. A place that isn't here is the composition root.
MAY: dict[str, tuple[str, ...]] = {
    "bot/actions.py": (),
    "bot/calendar.py": (),
    "bot/conversation.py": (),
    "bot/errors.py": (),
    "bot/message.py": (),
    "bot/platform.py": (),
    "bot/tally.py": (),
    "bot/text.py": (),
    "bot/statistics": (),
    "bot/language": (),
    "bot/logs": (),
    "bot/store": (),
    "bot/facts": ("bot.store",),
    "bot/playbook": ("bot.facts",),
    "bot/journey": ("bot.store", "bot.facts", "bot.playbook", "bot.statistics"),
    "bot/talk": ("bot.store", "bot.facts", "bot.playbook", "bot.journey", "bot.statistics", "bot.language"),
    "bot/api": ("bot.store", "bot.playbook", "bot.journey", "bot.talk.account"),
    "bot/inbox": ("bot.store",),
    "bot/usecases": ("bot.store", "bot.playbook", "bot.journey", "bot.language", "bot.inbox"),
    "bot/delivery": ("bot.store",),
    "bot/ingest": ("bot.store", "bot.playbook", "bot.journey"),
    "bot/jobs": (
        "bot.store",
        "bot.playbook",
        "bot.journey",
        "bot.talk",
        "bot.api",
        "bot.usecases",
        "bot.delivery",
        "bot.ingest",
        "bot.inbox",
    ),
    "bot/surfaces": (),
    "bot/sandbox": ("bot.playbook.models",),
    "bot/status.py": ("bot.store", "bot.delivery", "bot.inbox", "bot.talk"),
    "migrations": ("bot.store",),
    "handlers": (
        "bot.talk",
        "bot.usecases",
        "bot.journey",
        "bot.playbook",
        "bot.language",
        "bot.api",
        "bot.jobs",
        "bot.inbox",
        "bot.delivery",
        "bot.logs",
        "bot.store.access",
        "bot.store.audit",
        "bot.store.people",
        "bot.store.session",
        "bot.store.tables",
        "bot.store.sqlite.turns",
        "bot.store.trouble",
        "bot.status",
    ),
}
ROOT_ONLY = (
    "bot/app.py",
    "bot/serving.py",
    "bot/clock.py",
    "bot/settings",
    "bot/cli",
)  # put all together
SLACK_ONLY = ("bot/surfaces/slack", "bot/sandbox")


def sources() -> list[Path]:
    return [path for top in ALL for path in sorted((ROOT / top).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def place_of(name: str) -> str | None:
    """The narrowest place that a file belongs to; None for the composition root, which may import everything."""
    fitting = [place for place in MAY if name == place or name.startswith(f"{place}/")]
    return max(fitting, key=len) if fitting else None


def within(module: str, allowed: str) -> bool:
    return module == allowed or module.startswith(f"{allowed}.") or allowed.startswith(f"{module}.")


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_what_its_place_may(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    place = place_of(name)
    if place is None:
        known = name == "bot/__init__.py" or name.startswith(ROOT_ONLY)
        assert known, f"{name} belongs to no place; say in this test what it may import"
        return
    own = place.removesuffix(".py").replace("/", ".")
    allowed = (*PURE, own, *MAY[place])
    ours = {module for module in imported(path) if module.split(".")[0] in ALL}
    wrong = {module for module in ours if not any(within(module, one) for one in allowed)}
    assert not wrong, f"{name} may not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_slack_is_known_in_few_places_only(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    uses_slack = any(module.split(".")[0] in ("slack_sdk", "slack_bolt") for module in imported(path))
    assert not uses_slack or name.startswith(SLACK_ONLY)


def test_platforms_are_put_together_in_one_place() -> None:
    """Another platform is a folder and an entry in bot/app.py; bot/cli has what is about one alone, as its manifest."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        platforms = {".".join(one.split(".")[:3]) for one in imported(path) if one.startswith("bot.surfaces.")}
        if not name.startswith(("bot/surfaces", "bot/cli")):
            assert platforms <= ({"bot.surfaces.slack", "bot.surfaces.teams"} if name == "bot/app.py" else set()), name


KNOWS_TEAMS = re.compile(r"\bTEAMS_[A-Z]|surfaces\.teams|sandbox\.teams|settings\.teams|on_teams|in_teams")


def test_who_had_to_learn_of_teams_stands_in_its_guide() -> None:
    """With the reason. Nobody else knows of it, whatever they import."""
    guide = (ROOT / "bot/surfaces/teams/README.md").read_text(encoding="utf-8")
    told = {
        one
        for cells in re.findall(r"^\| (`bot/[^|]+) \| [^|]+ \|$", guide, re.MULTILINE)
        for one in re.findall(r"`(bot/[^`]+)`", cells)
    }
    own = ("bot/surfaces/teams/", *(one for one in told if one.endswith("/")))
    names = (path.relative_to(ROOT).as_posix() for path in sources() if KNOWS_TEAMS.search(path.read_text()))
    assert {name for name in names if not name.startswith(own)} == {one for one in told if not one.endswith("/")}


def test_only_the_settings_read_the_environment_and_only_the_clock_knows_the_scheduler() -> None:
    for path in sources():
        name, text = path.relative_to(ROOT).as_posix(), path.read_text()
        if name not in ("bot/settings/read.py", "bot/cli/terminal.py"):
            assert "os.environ" not in text, name
        if name != "bot/clock.py":
            assert "apscheduler" not in text, name
