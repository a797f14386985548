"""What several to-dos of one kind are called together, by what their rule asks: so people's own rules have a title."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts.condition import comparisons, parse
from bot.playbook.models import Library, Reaction, Rule
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.store.todo_states import THANKS
from bot.talk.phrases.words import capital, in_words

# The first fact of the rule that stands here names them all. {n}: the accounts.
BY_FACT = (
    ("leaving_days_unasked", "{n} accounts leave, and weren't asked why"),
    ("reached_days_unasked", "{n} accounts reached something, and weren't asked how it is going"),
    ("milestone_days_unasked", "{n} accounts are at a hard step, and weren't asked how it is going"),
    ("outcome_missing_days", "{n} contracts ended; how, we don't know yet"),
    ("days_to_deadline", "{n} renewals, your forecasts are missing"),
    ("days_to_end", "{n} renewals, your forecasts are missing"),
    ("champion_left_days", "The champion left at {n} accounts"),
    ("days_since_low_answer", "{n} accounts answered low"),
    ("health_fell", "Health fell at {n} accounts"),
    ("band_changed", "Health fell at {n} accounts"),
    ("kpi", "The figures call at {n} accounts"),
    ("band", "Health is low at {n} accounts"),
    ("decision_makers_without_persona", "{n} decision makers whose motive isn't known yet"),
    ("milestone_overdue_days", "{n} accounts are slower than usual"),
    ("milestone_days", "{n} accounts are slower than usual"),
    ("review_turn", "{n} reviews are due"),
    ("days_since_review", "{n} reviews are due"),
    ("survey_turn", "{n} accounts weren't asked for long how it is going"),
    ("days_since_survey", "{n} accounts weren't asked for long how it is going"),
    ("days_since_contact", "{n} accounts haven't heard from us for long"),
    ("health_by_hand_days", "{n} scores set by hand run out"),
    ("stale_kpis", "Figures are too old at {n} accounts"),
)
BY_CHANGE = {
    "answer": "{n} accounts answered low",
    "left": "The champion left at {n} accounts",
    "fell": "Health fell again at {n} accounts",
    "near": "{n} deadlines come nearer",
}
OPPORTUNITY = "{n} accounts are ready for more"


def alike_title(library: Library, rule_key: str, change: str, count: int) -> str:
    """ "Health fell at 3 accounts"."""
    return capital(_words(library, rule_key, change).format(n=in_words(count)))


def _words(library: Library, rule_key: str, change: str) -> str:
    if change:
        return BY_CHANGE[change]
    if rule_key.endswith(THANKS):
        return "{n} accounts have earned a word of thanks"
    if is_prepared(rule_key):
        return _of_reaction(_reaction(library, rule_key.partition("/")[0]))
    rule = next((rule for rule in _rules(library) if rule.key == rule_key), None)
    if rule is None:
        return "The same at {n} accounts"
    if rule.cta.type == "opportunity":
        return OPPORTUNITY
    asked = {one.fact for one in comparisons(parse(rule.when))}
    return next((words for fact, words in BY_FACT if fact in asked), "The same at {n} accounts")


def _of_reaction(reaction: Reaction | None) -> str:
    if reaction is None:
        return "The same at {n} accounts"
    if reaction.on == "survey_received":
        return "{n} accounts answered a survey"
    if reaction.on == "kpi_crossed":
        return "A figure crossed its line at {n} accounts"
    if any(action.draft is not None for action in reaction.do):
        return "A letter is ready for {n} accounts"
    return "The same happened at {n} accounts"


def asks_for_forecast(library: Library, rule_key: str) -> bool:
    """The to-do is over once somebody says what they expect of the renewal."""
    rule = next((rule for rule in _rules(library) if rule.key == rule_key), None)
    return rule is not None and rule.once_per == "renewal" and rule.cta.type == "lifecycle" and bool(rule.rises)


def rules_about(library: Library, fact: str) -> frozenset[str]:
    """The keys of the rules that ask for that fact."""
    return frozenset(
        rule.key for rule in _rules(library) if any(one.fact == fact for one in comparisons(parse(rule.when)))
    )


def _rules(library: Library) -> Iterator[Rule]:
    return (rule for playbook in library.playbooks.values() for rule in playbook.rules)


def _reaction(library: Library, key: str) -> Reaction | None:
    found = (one for playbook in library.playbooks.values() for one in playbook.reactions)
    return next((one for one in found if one.key == key), None)


__all__ = ["alike_title", "asks_for_forecast"]
