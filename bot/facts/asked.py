"""What may be asked of a fact, and what is wrong with what a file asks of it, in words for whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.facts.comparison import KNOWN, NAME_OPERATORS, NUMBER_OPERATORS, Names
from bot.text import did_you_mean, one_of

Problem = tuple[tuple[str | int, ...], str]  # where within what is asked, and what is wrong there
MOST = 1e9
MOST_DAYS = 36_500


@dataclass(frozen=True)
class Ask:
    """A value that a movement asks for. wrong: what is wrong with one, None where nothing is; also said where it is
    missing."""

    wrong: Callable[[Any], str | None]
    needed: bool = True


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST


def _whole(value: Any) -> str | None:
    if not is_number(value) or value != int(value) or value < 1:
        return "a whole number from 1 up"
    return None if value <= MOST_DAYS else f"at most {MOST_DAYS:,}, a hundred years"


def _above_0(value: Any) -> str | None:
    return None if is_number(value) and value > 0 else "a number above 0"


def choice(*known: str) -> Ask:
    """One of those words, or none."""
    return Ask(lambda value: None if value in known else one_of(known), needed=False)


DAYS = Ask(_whole)
SOME_DAYS = Ask(_whole, needed=False)
AMOUNT = Ask(_above_0, needed=False)


def is_asked(asked: Any, example: str) -> Iterator[Problem]:
    """Whether anything is asked at all."""
    if not isinstance(asked, Mapping) or not asked:
        yield (), f"must say what is asked, such as {example}"


def movement_problems(asked: Mapping[str, Any], asks: Mapping[str, Ask]) -> Iterator[Problem]:
    yield from key_problems(asked, tuple(asks))
    for key, ask in asks.items():
        if key in asked and (wrong := ask.wrong(asked[key])):
            yield (key,), f"must be {wrong}"
        elif key not in asked and ask.needed:
            yield (key,), f"is missing: {ask.wrong(None)}"


def number_problems(asked: Mapping[str, Any], also: Sequence[str] = ()) -> Iterator[Problem]:
    """also: other keys that may stand beside the bounds."""
    yield from key_problems(asked, (*NUMBER_OPERATORS, *also, KNOWN))
    for operator, value in asked.items():
        if operator in NUMBER_OPERATORS and not is_number(value):
            yield (operator,), "must be a number"
    yield from known_problems(asked)
    low = max((asked[key] for key in ("above", "at_least") if is_number(asked.get(key))), default=None)
    high = min((asked[key] for key in ("below", "at_most") if is_number(asked.get(key))), default=None)
    if low is not None and high is not None and low > high:
        yield (), f"can never hold: no number is above {low} and below {high}"


def name_problems(asked: Mapping[str, Any], known: Names | None) -> Iterator[Problem]:
    """known: the names there are; None: any text."""
    yield from key_problems(asked, (*NAME_OPERATORS, KNOWN))
    yield from known_problems(asked)
    for operator, value in asked.items():
        if operator in ("is", "is_not"):
            yield from _one_name(value, known, (operator,))
        elif operator == "in" and (not isinstance(value, list) or not value):
            yield (operator,), "must be a list of names, such as [adopt, expand]"
        elif operator == "in":
            for at, each in enumerate(value):
                yield from _one_name(each, known, (operator, at))


def _one_name(value: Any, known: Names | None, where: tuple[str | int, ...]) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield where, "must be one name; a list goes with in: [..]"
    elif known is not None and value not in known:
        yield where, f"{value!r} is not one of this playbook's{nearest(value, tuple(known))}"


def known_problems(asked: Mapping[str, Any]) -> Iterator[Problem]:
    if KNOWN in asked and not isinstance(asked[KNOWN], bool):
        yield (KNOWN,), "must be true or false"


def key_problems(asked: Mapping[str, Any], allowed: Sequence[str]) -> Iterator[Problem]:
    for key in asked:
        if key not in allowed:
            near = did_you_mean(str(key), allowed) or "."
            yield (key,), f"is not allowed here{near} Allowed: {one_of(allowed)}"


def nearest(value: str, known: Sequence[str]) -> str:
    """ "; did you mean 'habit'? Known: …" """
    return f"{did_you_mean(value, known) or '.'} Known: {one_of(known)}"


def under(key: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """The same problems, one step further in."""
    for where, problem in found:
        yield (key, *where), problem


__all__ = [
    "AMOUNT",
    "DAYS",
    "SOME_DAYS",
    "Ask",
    "Problem",
    "choice",
    "is_asked",
    "key_problems",
    "known_problems",
    "movement_problems",
    "name_problems",
    "nearest",
    "number_problems",
    "under",
]
