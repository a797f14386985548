"""What the shapes of a playbook are made of: keys, words, voices, and what is said or sent to a customer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
CustomerWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Days = Annotated[int, Field(ge=1, le=36_500)]
Laer = Literal["land", "adopt", "expand", "renew"]
Persona = Literal["expert", "friend", "ceo"]
Voice = Literal["expert", "friend", "ceo", "neutral"]
PERSONAS: tuple[Persona, ...] = ("expert", "friend", "ceo")
VOICES: tuple[Voice, ...] = (*PERSONAS, "neutral")
AskKind = Literal["case-study", "reference", "review", "talk"]  # what we may ask a happy customer for
ASKS: tuple[AskKind, ...] = ("case-study", "reference", "review", "talk")
STAGES: tuple[Laer, ...] = ("land", "adopt", "expand", "renew")
# What presses most at an account, as it is told. tickets: health is low or fell, and more are open than is fine;
# ended: a contract, and nobody said how; opening: it is ready for more.
MatterTold = Literal["burning", "tickets", "deadline", "ended", "promise", "milestone", "opening"]
SubjectOf = MatterTold | Literal["celebrate", "send", "answer", "wish"] | AskKind  # what a letter is about
WishOutcome = Literal["planned", "shipped", "wont"]
CtaType = Literal["risk", "opportunity", "lifecycle", "objective", "data"]
Priority = Literal["urgent", "high", "medium", "low"]
Condition = dict[str, Any]  # fact → {operator: value}, or any/all/not; bot/facts/condition.py reads it


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Track(Part):
    """What to say to one persona about something. All are templates, short enough to be said aloud.

    A line of `say` that comes out empty is left out. leave_with: a few words after "Leave with:", no full stop.
    draft: paragraphs of a written message about it; left out, it is made of `say` and `ask`.
    """

    say: tuple[Words, ...] = Field(min_length=1, max_length=3)
    ask: Words | None = None
    leave_with: Words | None = None
    draft: tuple[Words, ...] = Field(default=(), max_length=3)


class Material(Part):
    """Something to send to the customer for a task (method D9): text of its own, a link, or both.

    task: of the same milestone; left out, it fits the whole milestone. personas: for whom; left out, for everyone.
    """

    title: Words
    link: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>|]+$")] | None = None
    text: Words | None = None
    task: Key | None = None
    personas: tuple[Persona, ...] = ()
