"""A version freezes what accounts are measured by, and nothing else."""

from bot.playbook.models import Playbook
from bot.playbook.versions import content_hash, version_rows


def test_positions_count_from_one_over_the_whole_playbook(laer: Playbook):
    # method: D3
    rows = version_rows(laer)
    assert [(row["position"], row["milestone"], row["stage_position"]) for row in rows["milestones"]] == [
        (1, "first-value", 1),
        (2, "habit", 2),
        (3, "proven-outcome", 2),
        (4, "shared-success", 3),
    ]
    assert [(row["position"], row["stage"], row["enters_days"]) for row in rows["stages"]] == [
        (1, "land", None),
        (2, "adopt", None),
        (3, "expand", None),
        (4, "renew", 90),
    ]


def test_only_required_tasks_and_weighted_kpis_are_in_it(laer: Playbook):
    rows = version_rows(laer)
    tasks = [row["task"] for row in rows["tasks"]]
    assert "result-confirmed" in tasks
    assert "story-agreed" not in tasks
    assert "goal-progress" not in [row["kpi"] for row in rows["kpis"]]
    assert {"milestone": "first-value", "kpi": "weekly-users", "minimum": 5.0, "fresh_days": 14} in rows["tests"]


def test_bands_count_from_the_worst(laer: Playbook):
    assert version_rows(laer)["bands"] == [
        {"position": 1, "band": "red", "floor": 0},
        {"position": 2, "band": "amber", "floor": 50},
        {"position": 3, "band": "green", "floor": 75},
    ]


def test_new_words_and_rules_are_no_new_version(laer: Playbook):
    stages = tuple(stage.model_copy(update={"name": "Other", "purpose": "Other"}) for stage in laer.stages)
    reworded = laer.model_copy(update={"title": "Other", "rules": (), "stages": stages})
    assert content_hash(reworded) == content_hash(laer)


def test_a_changed_test_is_a_new_version(laer: Playbook):
    land = laer.stages[0]
    milestone = land.milestones[0].model_copy(update={"usual_days": 30})
    changed = laer.model_copy(
        update={"stages": (land.model_copy(update={"milestones": (milestone,)}), *laer.stages[1:])}
    )
    assert content_hash(changed) != content_hash(laer)
