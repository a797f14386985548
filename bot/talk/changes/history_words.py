"""What somebody changed, in words: the names of tables and columns, and values as people write them. Asks no database.

Each table that leaves a trace has a name here (a test asks for it)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date

from bot.calendar import say_date
from bot.store.tables.base import Base, Money, UtcDateTime
from bot.talk.phrases.words import called

WORDS = 60  # characters of a value
NAMES: dict[str, str] = {
    "account_events": "log",
    "account_names": "another name",
    "accounts": "account",
    "advocacy_asks": "favour asked",
    "api_keys": "API key",
    "channels": "channel",
    "contracts": "contract",
    "ctas": "to-do",
    "file_questions": "question of a file",
    "hand_overs": "hand-over",
    "health_overrides": "health by hand",
    "identities": "user in chat",
    "installations": "installation",
    "kpi_observations": "measured",
    "milestones_reached": "milestone",
    "other_emails": "other e-mail",
    "outcome_goals": "goal",
    "people": "colleague",
    "persona_tags": "persona",
    "plan_goals": "goal from a review",
    "planned_steps": "planned step",
    "playbook_versions": "playbook",
    "post_mortems": "why they left",
    "proposals": "put forward",
    "published_pages": "customer's page",
    "releases": "release",
    "revisits": "walk along the journey",
    "sayings": "said by the customer",
    "stakeholders": "contact",
    "success_plans": "success plan",
    "tasks_done": "step done",
    "tickets": "ticket",
    "webhook_targets": "other system",
    "workspaces": "workspace",
}
DEEDS = {"added": "added", "deleted": "taken out"}
LEFT = {
    "exported": "took out a file",
    "shared": "shared in a channel",
    "drafted": "opened a letter",
    "imported": "brought in a file",
    "backed up": "made a backup",
    "forgotten": "had a person forgotten",
    "resent": "had a call made again",
}
# Ids and marks that say nothing to people; who did it and when stands above.
UNSAID = frozenset(
    [
        "id",
        "workspace_id",
        "account_id",
        "period",
        "event_id",
        "cta_id",
        "version_id",
        "playbook_version_id",
        "by_id",
        "subject",
        "occurrence",
        "rule",
        "fingerprint",
        "source",
        "folded",
        "key",
        "at",
        "call_at",
        "view_at",
        "outcome_at",
        "changed_at",
        "created_at",
        "moved_at",
        "settling",
        "turned_on",
        "call_by",
        "view_by",
        "settled_by",
        "published_by",
        "answered_by",
        "settled_on",
        "made_on",
        "said_on",
        "chosen",
        "level",
        "type",
        "priority",
        "opened_on",
        "handed_over",
    ]
)
COLUMNS = {
    "csm_id": "CSM",
    "owner_id": "whose",
    "from_id": "from",
    "to_id": "to",
    "call": "forecast",
    "closed_why": "because",
    "due_on": "due",
    "ends_on": "ends",
    "starts_on": "starts",
    "notice_on": "notice",
    "left_on": "left",
    "undone_at": "taken back",
    "withdrawn_at": "withdrawn",
    "ended_at": "ended",
    "ends_at": "open until",
    "stakeholder_id": "contact",
    "person_id": "colleague",
    "confirmed_by": "confirmed by",
}


def how(via: str, who: str) -> str:
    """From where it came: by its platform, its key, its file."""
    if via == "api":
        return f"by the API key {called(who)}"
    if via == "cli":
        return f"by a command of {called(who)} on the host"
    if via == "import":
        return f"from the file {called(who, WORDS)}"
    return f"in {via.capitalize()}"


def differences(
    what: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: Mapping[str, str], today: date
) -> Iterator[str]:
    """ "forecast: none → commit"; of an added or deleted row "due: Fri 6 Mar". names: of "people/7" and the like."""
    was, now = before or {}, after or {}
    for column in (one.name for one in Base.metadata.tables[what].columns):
        if column in UNSAID or (column not in was and column not in now):
            continue
        said = [value_words(what, column, side.get(column), names, today) for side in (was, now)]
        title = COLUMNS.get(column, column.removesuffix("_on").replace("_", " "))
        if before is not None and after is not None:
            yield f"{title}: {said[0] or 'none'} → {said[1] or 'none'}"
        elif one := said[0] or said[1]:
            yield f"{title}: {one}"


def value_words(what: str, column: str, value: Any, names: Mapping[str, str], today: date) -> str:
    """As people write it; "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    kind = Base.metadata.tables[what].c[column].type
    if of := REFERS.get(column):
        return called(names.get(f"{of}/{value}", "somebody who is gone"))
    if isinstance(kind, UtcDateTime):
        return say_date(datetime.fromisoformat(str(value)).date(), today)
    if isinstance(kind, Date):
        return say_date(date.fromisoformat(str(value)[:10]), today)
    if isinstance(kind, Money):
        return f"{Decimal(int(value)) / 100:,.2f}".removesuffix(".00")
    if isinstance(kind, Boolean):
        return "yes" if value in (1, True) else "no"
    return "" if isinstance(kind, JSON) else called(str(value), WORDS)


REFERS: dict[str, str] = {
    **dict.fromkeys(("csm_id", "owner_id", "from_id", "to_id", "person_id", "manager_id", "cover_id"), "people"),
    **dict.fromkeys(("by_id", "call_by", "view_by", "asked_by", "settled_by", "published_by"), "people"),
    **dict.fromkeys(("stakeholder_id", "confirmed_by"), "stakeholders"),
}

__all__ = ["DEEDS", "LEFT", "NAMES", "REFERS", "differences", "how", "value_words"]
