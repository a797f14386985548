"""What a playbook version freezes, as a hash and as plain rows for the tables of `bot/store/tables/playbooks.py`.

Frozen is what accounts are measured by: stages, milestones, required tasks, tests, weights and bands. Names, words,
rules and talk are always the current ones and leave the version as it is.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.playbook.models import Playbook

Row = dict[str, Any]


def content_hash(playbook: Playbook) -> str:
    """Of what a version freezes; the same for the same content on every machine."""
    frozen = json.dumps(version_rows(playbook), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(frozen.encode()).hexdigest()[:32]


def version_rows(playbook: Playbook) -> dict[str, list[Row]]:
    """Rows without workspace and version ids, by kind: stages, milestones, tasks, tests, kpis, bands."""
    return {
        "stages": _stages(playbook),
        "milestones": _milestones(playbook),
        "tasks": [
            {"milestone": milestone.key, "task": task.key}
            for milestone in playbook.milestones()
            for task in milestone.tasks
            if task.required
        ],
        "tests": [
            {"milestone": milestone.key, "kpi": test.kpi, "minimum": test.at_least, "fresh_days": test.fresh_days}
            for milestone in playbook.milestones()
            for test in milestone.kpis
        ],
        **_segment_tests(playbook),
        "kpis": [
            {"kpi": kpi.key, "weight": kpi.weight, "worst": kpi.worst, "best": kpi.best, "fresh_days": kpi.fresh_days}
            for kpi in playbook.health.kpis
            if kpi.weight > 0
        ],
        "bands": [
            {"position": position, "band": band.key, "floor": band.floor}
            for position, band in enumerate(playbook.health.bands, start=1)
        ],
    }


def _segment_tests(playbook: Playbook) -> dict[str, list[Row]]:
    """No kind at all where no segment needs more, so that such a playbook's hash stays what it was."""
    rows = [
        {
            "segment": segment,
            "milestone": m.key,
            "kpi": test.kpi,
            "minimum": test.at_least,
            "fresh_days": test.fresh_days,
        }
        for m in playbook.milestones()
        for segment, tests in m.for_segments.items()
        for test in tests
    ]
    return {"segment_tests": rows} if rows else {}


def _stages(playbook: Playbook) -> list[Row]:
    return [
        {
            "position": position,
            "stage": stage.key,
            "laer": stage.laer,
            "enters_days": stage.enters_when["days_to_deadline"]["at_most"] if stage.enters_when else None,
            "before_sale": stage.before_sale,
        }
        for position, stage in enumerate(playbook.stages, start=1)
    ]


def _milestones(playbook: Playbook) -> list[Row]:
    """Positions count over the whole playbook, so that "the next one" needs no look at stages."""
    of_stages = [
        (stage_position, milestone)
        for stage_position, stage in enumerate(playbook.stages, start=1)
        for milestone in stage.milestones
    ]
    return [
        {
            "position": position,
            "milestone": milestone.key,
            "stage_position": stage_position,
            "usual_days": milestone.usual_days,
        }
        for position, (stage_position, milestone) in enumerate(of_stages, start=1)
    ]
