"""A renewal's forecast in one click: four buttons that save at once, or the same in a menu."""

from collections.abc import Iterator

from bot import actions
from bot.message import Button, Option
from bot.store.contract_terms import CALLS
from bot.talk.phrases.words import capital

HOW_SURE = tuple((call, "Commit: I'd sign for it" if call == "commit" else capital(call)) for call in CALLS)  # in forms


def call_buttons(about: str, stands: str | None = None) -> Iterator[Button]:
    """about: "todo/12", or "account/7" for what ends first there. stands: the forecast that is given already."""
    for call in CALLS:
        mark = "✓ " if call == stands else ""
        yield Button(label=f"{mark}{capital(call)}", action=actions.FORECAST_CALL, target=f"{about}/{key_of(call)}")


def named_call_buttons(name: str, about: str) -> Iterator[Button]:
    """The same where the account's name doesn't stand above: "Soylent: commit"."""
    for call in CALLS:
        yield Button(label=f"{name}: {call}", action=actions.FORECAST_CALL, target=f"{about}/{key_of(call)}")


def call_options(name: str, about: str) -> Iterator[Option]:
    """ "Corvane Health: forecast commit"."""
    for call in CALLS:
        yield Option(label=f"{name}: forecast {call}", value=f"{about}/{key_of(call)}")


def key_of(call: str) -> str:
    """As a target has it: "at-risk"."""
    return call.replace(" ", "-")


def call_of(key: str) -> str:
    """As it is kept: "at risk"."""
    return key.replace("-", " ")


__all__ = ["HOW_SURE", "call_buttons", "call_of", "call_options", "key_of", "named_call_buttons"]
