"""The columns of each kind of file: one table, with what a cell of each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["accounts", "contracts", "stakeholders", "kpis", "events", "tickets"]
KINDS: tuple[Kind, ...] = get_args(Kind)
What = Literal[
    "key", "name", "text", "lower", "domain", "email", "currency", "channel", "aliases", "yes-no", "persona",
    "link", "date", "moment", "money", "months", "number", "choice",
]  # fmt: skip
DATES: tuple[What, ...] = ("date", "moment")
NUMBERS: tuple[What, ...] = ("money", "months", "number")

OUTCOMES = ("renewed", "reduced", "lost")
EVENTS = ("stage_entered", "milestone_reached", "task_done", "review", "contact", "survey", "note")


@dataclass(frozen=True)
class FileColumn:
    """A column of ours. repeats: few different cells in many rows, so that each is parsed once.
    skips: a row where it is empty has nothing to say, and isn't wrong. example: of its choices, one that needs no
    other column."""

    name: str
    what: What
    required: bool = False
    choices: tuple[str, ...] = ()
    repeats: bool = True
    skips: bool = False
    example: str = ""


def _unique(name: str, what: What, *, required: bool = False) -> FileColumn:
    return FileColumn(name, what, required=required, repeats=False)


COLUMNS: Mapping[Kind, tuple[FileColumn, ...]] = {
    "accounts": (
        _unique("key", "key", required=True),
        _unique("name", "name"),  # of a new account it is required
        _unique("domain", "domain"),
        _unique("aliases", "aliases"),
        FileColumn("parent", "key"),
        FileColumn("csm_email", "email"),
        FileColumn("csm_name", "name"),
        FileColumn("manager_email", "email"),
        FileColumn("arr", "money"),
        FileColumn("currency", "currency"),
        FileColumn("tier", "name"),
        FileColumn("segment", "name"),
        FileColumn("started_on", "date"),
        FileColumn("renewal_on", "date"),
        FileColumn("term_months", "months"),
        FileColumn("stage", "lower"),
        FileColumn("playbook", "lower"),
        FileColumn("channel", "channel"),
        FileColumn("status", "choice", choices=("active", "churned")),
        FileColumn("churned_on", "date"),
        _unique("churn_reason", "text"),
        FileColumn("last_contact_on", "date"),
    ),
    "contracts": (
        _unique("account", "key", required=True),
        FileColumn("product", "name", required=True),
        FileColumn("starts_on", "date"),
        FileColumn("ends_on", "date"),
        FileColumn("notice_on", "date"),
        FileColumn("auto_renew", "yes-no"),
        FileColumn("amount", "money"),
        FileColumn("currency", "currency"),
        _unique("id", "key"),
        FileColumn("outcome", "choice", choices=OUTCOMES),
    ),
    "stakeholders": (
        _unique("account", "key", required=True),
        _unique("name", "name", required=True),
        _unique("email", "email"),
        FileColumn("title", "name"),
        FileColumn("role", "lower"),
        FileColumn("status", "choice", choices=("active", "left")),
        FileColumn("persona", "persona"),
        _unique("vision", "text"),
    ),
    "kpis": (
        FileColumn("account", "key", required=True),
        FileColumn("kpi", "name", required=True),
        FileColumn("product", "name"),
        FileColumn("value", "number", required=True, skips=True),
        FileColumn("observed_at", "moment"),
    ),
    "events": (
        FileColumn("account", "key", required=True),
        FileColumn("event", "choice", required=True, choices=EVENTS, example="contact"),
        FileColumn("at", "moment", required=True),
        FileColumn("key", "name"),
        FileColumn("by", "name"),
        _unique("note", "text"),
    ),
    "tickets": (
        FileColumn("account", "key", required=True),
        _unique("key", "key", required=True),
        _unique("subject", "name"),
        FileColumn("opened_at", "moment", required=True),
        FileColumn("closed_at", "moment"),
        _unique("link", "link"),
        FileColumn("priority", "name"),
    ),
}


# The columns that name an account, and by what else than its key the map can have it found.
REFERENCES = ("account", "parent")
FOUND_BY = ("key", "domain", "name", "alias")


def folded_title(title: str) -> str:
    """A column title without case, spaces, underscores and the like: "CSM E-mail" is csm_email."""
    return "".join(char for char in title.casefold() if char.isalnum())


def column(kind: Kind, name: str) -> FileColumn:
    """Our column of that name. Raises KeyError."""
    for each in COLUMNS[kind]:
        if each.name == name:
            return each
    raise KeyError(name)
