"""Rules taken over from another playbook: errors are told where they can be mended."""

from pathlib import Path

import pytest

from bot.playbook.load import check_library, load_library

HEAD = "subscription/playbook.yaml"
RULES = "subscription/rules.yaml"
STUCK = "- key: stuck-in-milestone\n  cta: {due_in_working_days: 2, review: null}"
BREAKS = [
    # file, old, new, file and key of the error, what the message says
    (HEAD, "rules_from: laer", "rules_from: lear", HEAD, "rules_from", "did you mean 'laer'?"),
    (HEAD, "rules_from: laer", "rules_from: subscription", HEAD, "rules_from", "is this playbook itself"),
    (HEAD, "rules_from: laer", "rules_from: success-milestones", HEAD, "rules_from", "takes its own rules from"),
    (HEAD, "rules_from: laer", "rules_from: [laer]", HEAD, "rules_from", "is no playbook with a rules.yaml"),
    (HEAD, "rules_from: laer", "rules_from: laer\nrules_without: [renewals]", HEAD, "rules_without.0", "'renewal'?"),
    (HEAD, "rules_from: laer", "rules_without: [renewal]", HEAD, "rules_without", "which isn't given"),
    (HEAD, "rules_from: laer", "rules_from: laer\nrule_level: 2", HEAD, "rule_level", "must be at most 1"),
    (HEAD, "rules_from: laer", "rules_from: laer\nrules_waiting: []", HEAD, "rules_waiting", "belongs in rules.yaml"),
    (RULES, STUCK, f"{STUCK}\n  headline: '{{{{ nobody }}}}'", RULES, "rules.0.headline", "is not known to templates"),
    (RULES, STUCK, STUCK.replace("review: null", "review: abc"), RULES, "rules.0.cta.review", "Allowed: qbr or ebr"),
    (RULES, STUCK, STUCK.replace("stuck-in-milestone", "stuck-in-milestones"), RULES, "rules.0.key",
     "did you mean 'stuck-in-milestone'? A new rule needs when"),
    (RULES, STUCK, "- key: health-fell\n  when: {health: {below: 20}}", RULES, "rules.0.when", "clears_when as well"),
    (RULES, STUCK, f"{STUCK}\n  level: 2", HEAD, "rule_levels", "what each of the 2 levels adds"),
    (RULES, "- key: quiet-start", "- key: value-note", RULES, "rules.2.key", "already a rule called 'value-note'"),
    (RULES, "milestone: {is: first-use}", "milestone: {is: first}", RULES, "rules.1.when.milestone.is", "Known: "),
    ("laer/rules.yaml", "laer: {is: renew}", "stage: {is: renew}", HEAD, "rules_from", "takes over 'expansion-ready'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "named", "key", "problem"), BREAKS)
def test_an_error_names_the_file_that_can_mend_it(broken, file, old, new, named, key, problem):
    errors = broken(file, old, new)
    found = [error for error in errors if error.key == key and problem in error.problem]
    assert found, "\n".join(str(error) for error in errors) or "no error"
    assert found[0].file.split(":")[0] == named


def test_what_is_wrong_with_the_rule_itself_is_told_once_and_where_it_stands(broken):
    errors = broken("laer/rules.yaml", "once_per: review", "once_per: reviews")
    assert [(error.file.split(":")[0], error.key) for error in errors] == [("laer/rules.yaml", "rules.1.once_per")]


ONCE = [
    # what is broken in laer, and the one error that it makes
    ("rules.yaml", "- key: no-review\n", "- key: [no-review\n", "laer/rules.yaml:35: isn't valid YAML"),
    ("rules.yaml", "- key: no-review\n", "no-review:\n- key: no-review\n", "laer/rules.yaml"),
    ("rules.yaml", "- key: stuck-in-milestone\n", "- {}\n- key: stuck-in-milestone\n", "laer/rules.yaml:11: rules.0"),
    ("rules.yaml", "- key: renewal\n", "- key: no-review\n", "laer/rules.yaml:109: rules.2.key: there is already"),
    ("rules.yaml", "{{ milestone.name", "{{ milestone.nam", "laer/rules.yaml:15: rules.0.headline: 'milestone' has no"),
    ("stages/1-land.yaml", "purpose: Turn", "purpose: 7 #", "laer/stages/1-land.yaml:5: stages.0.purpose"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), ONCE)
def test_what_is_broken_in_the_lender_is_not_said_again_for_those_who_borrow(broken, file, old, new, said):
    errors = broken(f"laer/{file}", old, new)
    assert {error.file.partition("/")[0] for error in errors} == {"laer"}, "\n".join(map(str, errors))
    assert str(errors[0]).startswith(said)


def test_a_lender_that_cannot_be_checked_itself_is_no_reason_to_blame_its_rules(folder: Path):
    for file, old, new in (
        ("stages/1-land.yaml", "purpose:", "purpos:"),
        ("rules.yaml", "{{ milestone.name", "{{ nobody"),
    ):
        path = folder / "laer" / file
        path.write_text(path.read_text().replace(old, new, 1))
    assert {error.file.partition("/")[0] for error in check_library(folder)} == {"laer"}


def test_a_rule_that_fits_only_its_own_playbook_says_what_the_other_can_do(broken):
    [error] = broken(
        "laer/rules.yaml", "when: {milestone_overdue_days: {above: 0}}", "when: {milestone: {is: proven-outcome}}"
    )[:1]
    assert str(error).startswith("saas-lifecycle/playbook.yaml:8: rules_from: takes over 'stuck-in-milestone'")
    assert "laer/rules.yaml:12: rules.0.when.milestone.is" in error.problem
    assert error.problem.endswith("name it in rules_without")


def test_without_a_rules_file_of_its_own_a_playbook_has_those_taken_over(folder: Path):
    (folder / RULES).unlink()
    [problem] = {
        error.problem.partition(",")[0] for error in check_library(folder) if "survey-at-start" in error.problem
    }
    assert problem == "takes over 'survey-at-start'"  # it stands at a milestone of the other's
    own = ("survey-at-start", "survey-at-success", "survey-at-hard-step")
    head = folder / HEAD
    head.write_text(
        head.read_text().replace("rules_from: laer", f"rules_from: laer\nrules_without: [{', '.join(own)}]")
    )
    playbooks = load_library(folder).playbooks
    assert playbooks["subscription"].rules == tuple(rule for rule in playbooks["laer"].rules if rule.key not in own)


def test_a_rules_file_that_holds_no_list_says_so(folder: Path):
    (folder / RULES).write_text("key: a\n")
    assert any(error.key == "rules" and "must be a list" in error.problem for error in check_library(folder))


def test_a_broken_rules_file_does_not_break_those_who_take_it_over(folder: Path):
    (folder / "laer/rules.yaml").write_text("- key: a\n  headline: {{ b }} late\n")
    assert {error.file.split(":")[0] for error in check_library(folder)} >= {"laer/rules.yaml"}
