"""What pydantic finds wrong with the shape of a file, in words for the people who write playbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.playbook.yaml.yaml_source import Trouble, Where
from bot.text import did_you_mean, one_of

MOST_TOLD = 100
M = TypeVar("M", bound=BaseModel)


def check_shape(model: type[M], data: Any) -> tuple[M | None, list[Trouble]]:
    """The data as that model, or what is wrong with it."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found: list[dict[str, Any]] = [dict(each) for each in error.errors(include_url=False)[:MOST_TOLD]]
        return None, [Trouble(_where(each["loc"]), _words(model, each)) for each in found if not _only_follows(each)]


def _only_follows(error: Mapping[str, Any]) -> bool:
    """pydantic counts only the good entries of a list: one that is long enough isn't short, its entries are wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= int(error["ctx"]["min_length"])


def _where(loc: Sequence[str | int]) -> Where:
    return tuple(part for part in loc if part != "[key]")  # pydantic marks a wrong dict key so


def _words(model: type[BaseModel], error: Mapping[str, Any]) -> str:
    kind: str = error["type"]
    limits: Mapping[str, Any] = error.get("ctx", {})
    if kind == "extra_forbidden":
        known = keys_at(model, error["loc"][:-1])
        near = did_you_mean(str(error["loc"][-1]), known) or "."
        return f"is not a key here{near} Allowed: {one_of(known)}"
    if kind == "literal_error":
        return _not_one_of(error)
    if kind in ("too_short", "too_long"):
        return _length(kind, limits)
    if kind in ("greater_than_equal", "greater_than", "less_than_equal", "less_than"):
        return _range(kind, limits)
    if kind == "string_pattern_mismatch" and error["loc"][-1] == "webhook":
        return "must be a name from MILEPOST_WEBHOOKS, such as crm, not an address"
    return _PLAIN.get(kind, str(error["msg"])) + (_not_a_number(error["input"]) if kind in _NUMERIC else "")


def _not_a_number(given: Any) -> str:
    """What stands there, and the number in it as an example."""
    if not isinstance(given, str | int | float):
        return ""
    found = re.search(r"\d+", str(given))
    return f", such as {found.group() if found else 30}; it says {given!r}"


def _not_one_of(error: Mapping[str, Any]) -> str:
    known = [word.strip().strip("'") for word in str(error["ctx"]["expected"]).replace(" or ", ", ").split(",")]
    wrong = str(error["input"])
    return f"{wrong!r} is not allowed{did_you_mean(wrong, known) or '.'} Allowed: {one_of(known)}"


def _length(kind: str, limits: Mapping[str, Any]) -> str:
    if kind == "too_short":
        least = limits["min_length"]
        return f"needs at least {least} {'entry' if least == 1 else 'entries'}"
    return f"has {limits['actual_length']} entries; at most {limits['max_length']} are allowed"


def _range(kind: str, limits: Mapping[str, Any]) -> str:
    words = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}
    return f"must be {words.get(kind, 'less than')} {next(iter(limits.values()))}"


_NUMERIC = ("int_type", "int_parsing", "int_from_float", "float_type", "float_parsing")
_PLAIN = {
    "missing": "is missing and must be given",
    "string_type": "must be text; put quotes around a number or a yes/no",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must be lower-case letters, digits and hyphens, a letter first, such as first-value",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list; start each entry with a hyphen",
    "list_type": "must be a list; start each entry with a hyphen",
    "dict_type": "must hold keys with values, such as name: First value",
    "model_type": "must hold keys with values, such as name: First value",
    "model_attributes_type": "must hold keys with values, such as name: First value",
}


def keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that the model allows at that place."""
    here: Any = model
    for part in loc:
        here = _inside(here, part)
    found = next(_models(here), None)
    return list(found.model_fields) if found else []


def _inside(annotation: Any, part: str | int) -> Any:
    """The annotation of what lies under `part`."""
    found = next(_models(annotation), None)
    if get_origin(annotation) is None and found is not None and part in found.model_fields:
        return found.model_fields[str(part)].annotation
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The pydantic models named in an annotation such as `dict[Voice, Track] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


__all__ = ["M", "check_shape", "did_you_mean", "keys_at", "one_of"]
