"""The map file: how a file that nobody here designed becomes one of ours. YAML, checked with its file and key named.

columns:   {ours: theirs}                      our column is taken from that one; [a, b] joins two with a space;
                                               where a title stands several times, "Name (2)" is the second one
take:      {ours: in brackets}                 of "Acme (17)" the 17; before brackets: Acme; first: of "a; b" the a
match:     {account: [key, domain]}            by what an account is found, in that order: key, domain, name, alias
constants: {ours: value}                       the same value in every row
values:    {ours: {theirs: ours}}              a cell's word for ours; "" is unknown
dates:     {ours: "%d/%m/%Y"}                  a format, or a list of formats; or iso, excel, excel-1904, seconds,
                                               milliseconds
zones:     {ours: Europe/Berlin}               whose time its times are, and whose day the day is
numbers:   {ours: {decimal: ",", times: 12}}   the decimal mark; a factor
           {arr: {over: Term, unit: months}}   an amount for a whole term, whose months (or years) that column says
computed:  {ours: {months_before: 2026-01-01, column: tenure}}   a date, so many months before that day
only:      {theirs: [word, …]}                 rows that have another word in their column are left out
melt:      {kpi: column}                       kpis only: a wide file, one column for each KPI
records:   [key]                               rows that are accounts, though they look like a total or a footer
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.errors import UserError
from bot.ingest.reading.columns import COLUMNS, DATES, FOUND_BY, NUMBERS, REFERENCES, Kind
from bot.ingest.reading.dates import MACHINE
from bot.playbook.yaml.yaml_words import why_not_yaml

SECTIONS = (
    "columns",
    "take",
    "match",
    "constants",
    "values",
    "dates",
    "zones",
    "numbers",
    "computed",
    "only",
    "melt",
    "records",
)
Part = Literal["in brackets", "before brackets", "first"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _format(text: str) -> str:
    if text not in MACHINE and "%" not in text:
        raise ValueError(f"isn't a format: write %d for the day, %m the month, %Y the year, or {', '.join(MACHINE)}")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ValueError("isn't a time zone, such as Europe/Berlin") from None
    return name


Titles = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Numbers(_Part):
    """How a column writes its numbers."""

    decimal: Literal[",", "."] | None = None
    times: Decimal = Decimal(1)
    over: str | None = None
    unit: Literal["months", "years"] = "months"


class MonthsBefore(_Part):
    """A date: as many months before that day as the column says."""

    months_before: date
    column: str


class Mapping(_Part):
    """A map file's content; see the top of this file."""

    columns: dict[str, Titles] = {}
    take: dict[str, Part] = {}
    match: dict[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    dates: dict[str, Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], BeforeValidator(_listed)]] = {}
    zones: dict[str, Annotated[str, AfterValidator(_zone)]] = {}
    numbers: dict[str, Numbers] = {}
    computed: dict[str, MonthsBefore] = {}
    only: dict[str, Annotated[tuple[str, ...], BeforeValidator(_listed)]] = {}
    melt: dict[str, str] = {}
    records: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()

    def sources(self) -> dict[str, str]:
        """Every column of theirs that the map needs, with the place in the map that names it."""
        named = {theirs: f"columns: {ours}" for ours, titles in self.columns.items() for theirs in titles}
        named |= {each.column: f"computed: {ours}" for ours, each in self.computed.items()}
        named |= {theirs: f"only: {theirs}" for theirs in self.only}
        named |= {each.over: f"numbers: {ours}: over" for ours, each in self.numbers.items() if each.over}
        return named | {theirs: f"melt: {kpi}" for kpi, theirs in self.melt.items()}


class _StandsTwice(Exception):
    """A key that stands twice in one place: YAML would take the last one in silence."""


class _Loader(yaml.BaseLoader):
    """Texts, lists and dicts, whose keys differ."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        lines: dict[str, int] = {}
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if (name := str(key.value)) in lines:
                raise _StandsTwice(f"{name} stands in line {lines[name]} and again in line {line}; keep one.")
            lines[name] = line
        return super().construct_mapping(node, deep=deep)


def load_mapping(file: Path, kind: Kind) -> Mapping:
    """The map in that file, for that kind of data. Raises UserError naming file, key and what is allowed there."""
    return check_mapping(read_map(file), kind, file.name)


def read_map(file: Path) -> Any:
    """The content of a map, unchecked. Raises UserError where it is no YAML."""
    try:
        # BaseLoader keeps every scalar as it is written: Yes stays a word and 2026-01-01 is read by its field.
        text = file.read_text(encoding="utf-8-sig")
        raw = yaml.load(text, _Loader)
    except OSError as error:
        raise UserError(f"The map {file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"The map {file.name} isn't UTF-8; save it as UTF-8.") from error
    except yaml.YAMLError as error:
        line, problem = why_not_yaml(error, text)
        raise UserError(f"The map {file.name}{f', line {line}' if line else ''}, {problem}.") from error
    except _StandsTwice as error:
        raise UserError(f"The map {file.name}: {error}") from error
    return raw or {}


def check_mapping(raw: Any, kind: Kind, name: str = "map") -> Mapping:
    """The same for what was read already. `name` is what the errors call it."""
    if not isinstance(raw, dict):
        raise UserError(f"{name}: a map has the sections {', '.join(SECTIONS)}.")
    try:
        mapping = Mapping.model_validate(raw)
    except ValidationError as error:
        raise UserError(_explain(error, name)) from error
    if problem := _problem(mapping, kind):
        raise UserError(f"{name}: {problem}")
    return mapping


def _explain(error: ValidationError, name: str) -> str:
    first = error.errors()[0]
    place = ": ".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        allowed = SECTIONS if len(first["loc"]) == 1 else _allowed_in(str(first["loc"][0]))
        return f"{name}: {place} isn't known here. Allowed: {', '.join(allowed)}."
    return f"{name}: {place}: {first['msg'].removeprefix('Value error, ')} (it says {first['input']!r})."


def _allowed_in(section: str) -> tuple[str, ...]:
    shape = Numbers if section == "numbers" else MonthsBefore
    return tuple(shape.model_fields)


def _problem(mapping: Mapping, kind: Kind) -> str:
    if mapping.melt and kind != "kpis":
        return f"melt is for kpis, and this is a file of {kind}."
    for section in ("columns", "take", "match", "constants", "values", "dates", "zones", "numbers", "computed"):
        allowed = _names_for(section, kind, mapping)
        for ours in getattr(mapping, section):
            if ours not in allowed:
                return f"{section}: {ours} isn't one of {', '.join(allowed)}."
    for ours, found_by in mapping.match.items():
        if wrong := [each for each in found_by if each not in FOUND_BY]:
            return f"match: {ours}: {wrong[0]} isn't one of {', '.join(FOUND_BY)}."
    if mapping.records and kind != "accounts":
        return f"records is for accounts, and this is a file of {kind}."
    for ours, style in mapping.numbers.items():
        if style.over and ours not in ("arr", "amount"):
            return f"numbers: {ours}: over is for what is paid, arr or amount."
    for ours in mapping.columns:
        if ours in mapping.constants or ours in mapping.computed:
            return f"{ours} is both under columns and under {'constants' if ours in mapping.constants else 'computed'}."
    return ""


def _names_for(section: str, kind: Kind, mapping: Mapping) -> tuple[str, ...]:
    """Our names that a section may speak of; in a wide file each KPI is one for values and numbers."""
    columns = COLUMNS[kind]
    if section == "match":
        return tuple(each.name for each in columns if each.name in REFERENCES)
    if section in ("dates", "zones"):
        return tuple(each.name for each in columns if each.what in DATES)
    if section == "computed":
        return tuple(each.name for each in columns if each.what in DATES)
    if section == "numbers":
        return (*(each.name for each in columns if each.what in NUMBERS), *mapping.melt)
    if section == "values":
        return (*(each.name for each in columns), *mapping.melt)
    return tuple(each.name for each in columns)
