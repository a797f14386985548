"""The columns of each kind of file: one table, with what a cell of each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["accounts", "contracts", "stakeholders", "kpis", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)
What = Literal[
    "name", "text", "lower", "domain", "email", "currency", "channel", "aliases", "yes-no", "persona",
    "date", "moment", "money", "months", "number", "choice",
]  # fmt: skip
DATES: tuple[What, ...] = ("date", "moment")
NUMBERS: tuple[What, ...] = ("money", "months", "number")

EVENTS = ("stage_entered", "milestone_reached", "task_done", "review", "contact", "survey", "note")


@dataclass(frozen=True)
class Column:
    """A column of ours. repeats: few different cells in many rows, so that each is parsed once.
    skips: a row where it is empty has nothing to say, and isn't wrong."""

    name: str
    what: What
    required: bool = False
    choices: tuple[str, ...] = ()
    repeats: bool = True
    skips: bool = False


def _unique(name: str, what: What, *, required: bool = False) -> Column:
    return Column(name, what, required=required, repeats=False)


COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "accounts": (
        _unique("key", "name", required=True),
        _unique("name", "name", required=True),
        _unique("domain", "domain"),
        _unique("aliases", "aliases"),
        Column("parent", "name"),
        Column("csm_email", "email"),
        Column("arr", "money"),
        Column("currency", "currency"),
        Column("tier", "name"),
        Column("segment", "name"),
        Column("started_on", "date"),
        Column("renewal_on", "date"),
        Column("term_months", "months"),
        Column("stage", "lower"),
        Column("playbook", "lower"),
        Column("channel", "channel"),
        Column("status", "choice", choices=("active", "churned")),
        Column("churned_on", "date"),
        _unique("churn_reason", "text"),
    ),
    "contracts": (
        _unique("account", "name", required=True),
        Column("product", "name", required=True),
        Column("starts_on", "date"),
        Column("ends_on", "date"),
        Column("notice_on", "date"),
        Column("auto_renew", "yes-no"),
        Column("amount", "money"),
        Column("currency", "currency"),
    ),
    "stakeholders": (
        _unique("account", "name", required=True),
        _unique("name", "name", required=True),
        _unique("email", "email"),
        Column("title", "name"),
        Column("role", "lower"),
        Column("status", "choice", choices=("active", "left")),
        Column("persona", "persona"),
        _unique("vision", "text"),
    ),
    "kpis": (
        Column("account", "name", required=True),
        Column("kpi", "name", required=True),
        Column("value", "number", required=True, skips=True),
        Column("observed_at", "moment"),
    ),
    "events": (
        Column("account", "name", required=True),
        Column("event", "choice", required=True, choices=EVENTS),
        Column("at", "moment", required=True),
        Column("key", "name"),
        Column("by", "name"),
        _unique("note", "text"),
    ),
}


def folded_title(title: str) -> str:
    """A column title without case, spaces, underscores and the like: "CSM E-mail" is csm_email."""
    return "".join(char for char in title.casefold() if char.isalnum())


def column(kind: Kind, name: str) -> Column:
    """Our column of that name. Raises KeyError."""
    for each in COLUMNS[kind]:
        if each.name == name:
            return each
    raise KeyError(name)
