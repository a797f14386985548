"""The guide for hosts names every permission and event of the manifest, with its reason, and no other."""

import re
from pathlib import Path

from bot.surfaces.slack.manifest import EVENTS, SCOPES, manifest

GUIDE = Path(__file__).parents[3] / "bot/surfaces/slack/README.md"


def rows(heading: str) -> list[tuple[str, str]]:
    """Name and reason of each row of the table under that heading of the guide."""
    part = GUIDE.read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^|]+)` \| ([^|]+) \|$", part, re.MULTILINE)


def test_each_permission_has_a_row_of_its_own_with_its_reason() -> None:
    found = rows("## What it asks Slack for")
    assert tuple(name for name, _ in found) == SCOPES
    assert all(len(reason.split()) >= 2 for _, reason in found)
    assert len({reason for _, reason in found}) == len(SCOPES)


def test_each_event_has_a_row_of_its_own_with_its_reason() -> None:
    found = rows("## What it hears of")
    assert tuple(name for name, _ in found) == EVENTS
    assert all(len(reason.split()) >= 2 for _, reason in found)


def test_the_manifest_asks_for_these_and_no_more() -> None:
    made = manifest(None, ())
    assert made["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    assert made["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
