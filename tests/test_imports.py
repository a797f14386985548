"""Imports run one way, as the README's layout says; read from the source, so that nobody has to remember."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ("bot.calendar", "bot.message", "bot.errors", "bot.actions", "bot.text")
ALL = ("bot", "handlers", "migrations")

# What each place may import of ours, besides the pure modules and itself.
MAY: dict[str, tuple[str, ...]] = {
    "bot/calendar.py": (),
    "bot/message.py": (),
    "bot/errors.py": (),
    "bot/actions.py": (),
    "bot/text.py": (),
    "bot/facts": ("bot.store",),
    "bot/playbook": ("bot.facts",),
    "bot/store": (),
    "bot/statistics": (),
    "bot/language": (),
    "bot/journey": ("bot.facts", "bot.playbook", "bot.store", "bot.statistics"),
    "bot/usecases": ("bot.playbook", "bot.store", "bot.journey", "bot.language"),
    "bot/talk": ("bot.facts", "bot.playbook", "bot.store", "bot.journey", "bot.language", "bot.statistics"),
    "bot/delivery": ("bot.store",),
    "bot/api": ("bot.playbook", "bot.store", "bot.journey", "bot.talk"),
    "bot/jobs": ("bot.playbook", "bot.store", "bot.journey", "bot.usecases", "bot.delivery", "bot.ingest"),
    "bot/ingest": ("bot.playbook", "bot.store", "bot.journey"),
    "bot/surfaces": ("bot.delivery.surface",),
    "bot/sandbox": ("bot.playbook.models",),
    "migrations": ("bot.store",),
    "handlers/slack.py": ("handlers", "bot.usecases", "bot.talk", "bot.journey", "bot.delivery", "bot.surfaces.slack"),
    "handlers/wire": (
        "handlers", "bot.usecases", "bot.talk", "bot.journey", "bot.delivery", "bot.surfaces.slack",
        "bot.store.session",
        "bot.store.people", "bot.store.tables",
    ),
    "handlers": (
        "handlers", "bot.usecases", "bot.talk", "bot.journey", "bot.delivery", "bot.jobs", "bot.ingest", "bot.api",
        "bot.store.session",
        "bot.store.tables", "bot.store.accounts", "bot.store.work", "bot.store.people", "bot.playbook",
    ),
}  # fmt: skip
SLACK_ONLY = ("bot/surfaces/slack", "handlers/slack.py", "bot/sandbox", "bot/app.py")


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
        assert path.parent == ROOT / "bot", f"{name} belongs to no place; say in this test what it may import"
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


def test_only_the_settings_read_the_environment_and_only_the_clock_knows_the_scheduler() -> None:
    for path in sources():
        name, text = path.relative_to(ROOT).as_posix(), path.read_text()
        if name not in ("bot/settings.py", "bot/terminal.py"):
            assert "os.environ" not in text, name
        if name != "bot/clock.py":
            assert "apscheduler" not in text, name
