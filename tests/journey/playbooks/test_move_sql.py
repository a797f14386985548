"""Where an account enters another playbook."""

from bot.journey.playbooks.move_sql import StageRow, entry_of


def test_the_stage_to_enter_is_never_one_before_the_sale() -> None:
    rows = [
        StageRow("awareness", "land", True, True), StageRow("onboarding", "land", False, True),
        StageRow("adoption", "adopt", False, True), StageRow("renewal", "renew", False, False),
    ]  # fmt: skip
    assert entry_of(rows) == {
        "land": "onboarding", "adopt": "adoption", "expand": "adoption", "renew": "adoption",
    }  # fmt: skip
    assert entry_of(rows[:1]) == {}
