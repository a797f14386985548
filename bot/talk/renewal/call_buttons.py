"""A renewal's forecast in one click: three buttons that save at once, or the same in a menu."""

from collections.abc import Iterator

from bot import actions
from bot.message import Button, Option

CALLS = (("commit", "Commit"), ("probable", "Probable"), ("at-risk", "At risk"))  # "at risk" as a target has it


def call_buttons(about: str, stands: str | None = None) -> Iterator[Button]:
    """about: "todo/12", or "account/7" for what ends first there. stands: the forecast that is given already."""
    for key, label in CALLS:
        mark = "✓ " if stands and call_of(key) == stands else ""
        yield Button(label=f"{mark}{label}", action=actions.FORECAST_CALL, target=f"{about}/{key}")


def named_call_buttons(name: str, about: str) -> Iterator[Button]:
    """The same where the account's name doesn't stand above: "Soylent: commit"."""
    for key, label in CALLS:
        yield Button(label=f"{name}: {label.lower()}", action=actions.FORECAST_CALL, target=f"{about}/{key}")


def call_options(name: str, about: str) -> Iterator[Option]:
    """ "Corvane Health: forecast commit"."""
    for key, label in CALLS:
        yield Option(label=f"{name}: forecast {label.lower()}", value=f"{about}/{key}")


def call_of(key: str) -> str:
    """As it is kept: "at risk"."""
    return key.replace("-", " ")


__all__ = ["CALLS", "call_buttons", "call_of", "call_options", "named_call_buttons"]
