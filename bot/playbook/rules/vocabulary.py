"""What the conditions of a playbook may name, and how it reads."""

from __future__ import annotations

from bot.facts.comparison import Figure, Vocabulary
from bot.playbook.models import STAGES, Playbook


def vocabulary_of(playbook: Playbook) -> Vocabulary:
    return Vocabulary(
        stages={stage.key: stage.name for stage in playbook.stages},
        milestones={milestone.key: milestone.name for milestone in playbook.milestones()},
        bands={band.key: band.name for band in playbook.health.bands},
        laer={stage: stage.capitalize() for stage in STAGES},
        kpis={kpi.key: Figure(kpi.name, kpi.unit, kpi.fresh_days) for kpi in playbook.health.kpis},
    )


__all__ = ["vocabulary_of"]
