"""Segments and touchpoints: a name that nothing has is named, with its place."""

from pathlib import Path

import pytest

from bot.playbook.load import check_library

SEGMENTS, TOUCH = "saas-lifecycle/segments.yaml", "saas-lifecycle/touchpoints.yaml"
BUY = "saas-lifecycle/stages/2-purchase.yaml"
PAID = "{kpi: paid-seats, at_least: 10, fresh_days: 45}"
RAISED = "stages.1.milestones.0.for_segments"
BREAKS = [
    (SEGMENTS, "    awareness: ", "    awarenes: ", "segments.0.success.awarenes", "did you mean 'awareness'?"),
    (SEGMENTS, "    awareness: ", "    awarenes: ", "segments.0.success.awareness", "is missing: what Awareness looks"),
    (SEGMENTS, "key: growing", "key: start-up", "segments.1.key", "already a segment called 'start-up'"),
    (SEGMENTS, "  behaviours:\n", "  behaviors:\n", "segments.0.behaviors", "did you mean 'behaviours'?"),
    (TOUCH, "key: pricing-page", "key: website", "touchpoints.2.key", "already a touchpoint called 'website'"),
    (TOUCH, "    loyalty: Gives", "    loyal: Gives", "touchpoints.18.helps.loyal", "did you mean 'loyalty'?"),
    (TOUCH, "\n  kind: page", "\n  kind: pages", "touchpoints.0.kind", "did you mean 'page'?"),
    (BUY, "      growing: [", "      grown: [", f"{RAISED}.grown", "is not a segment of segments.yaml"),
    (BUY, PAID, PAID.replace("paid-seats", "seats"), f"{RAISED}.growing.0.kpi", "is not a KPI of health.yaml"),
    (BUY, f"[{PAID}]", f"[{PAID}, {PAID}]", f"{RAISED}.growing.1.kpi", "has a minimum already"),
    (BUY, f"[{PAID}]", "[]", f"{RAISED}.growing", "needs at least 1 entry"),
    (BUY, PAID, PAID.replace("10", "1"), f"{RAISED}.growing.0.at_least", "must be more than 1"),
    ("saas-lifecycle/playbook.yaml", "rules_from", "touchpoints: []\nrules_from", "touchpoints", "touchpoints.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "problem"), BREAKS)
def test_an_error_names_the_file_the_key_and_what_is_allowed(broken, file, old, new, key, problem):
    # method: B2, B3, B4
    errors = broken(file, old, new)
    found = [error for error in errors if error.key == key and problem in error.problem]
    assert found, "\n".join(str(error) for error in errors) or "no error"
    assert found[0].file.split(":")[0] == file


def test_a_stage_that_no_touchpoint_helps_must_name_its_own(folder: Path):
    # method: B4
    path = folder / TOUCH
    kept = [line for line in path.read_text().splitlines() if not line.startswith("    purchase: ")]
    path.write_text("\n".join(kept))
    assert any(error.key == "stages.1.touchpoints" for error in check_library(folder))
