"""What a greeting or a thank-you gets: one line."""

import re

from bot.message import Message, line
from bot.talk.phrases.words import given_name

HELLO = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|moin|hallo)(?: (?:there|milepost|again))?", re.IGNORECASE
)
THANKS = re.compile(
    r"(?:(?:ok|great|perfect|many),? )?(?:thanks|thank you|thx|cheers)(?: (?:milepost|a lot|so much|very much))?",
    re.IGNORECASE,
)


def welcome(name: str) -> Message:
    """The answer to thanks."""
    return Message(title=line(f"You're welcome{_to(name)}!"))


def hello(name: str) -> Message:
    """The answer to a greeting."""
    return Message(title=line(f"Hello{_to(name)}! Ask me “how is Acme?” or “who is at risk?”, or say “help”."))


def _to(name: str) -> str:
    return f", {given_name(name)}" if name.strip() else ""


def greeting(text: str, name: str) -> Message | None:
    """The answer to "hello" or "thanks", in the words of who says it; None for anything else."""
    said = " ".join(text.replace(",", " ").split()).strip("!?. ")
    if THANKS.fullmatch(said):
        return welcome(name)
    return hello(name) if HELLO.fullmatch(said) else None


def _example(text: str) -> Message:
    said = greeting(text, "Priya Nair")
    if said is None:
        raise ValueError(f"{text} is no greeting")
    return said


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("a mention: hello", _example("hello")),
    ("a mention: thanks", _example("Thanks!")),
)
