"""What one round of delivery came to."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal[
    "sent",
    "edited",
    "dropped",
    "rejected",
    "unconfirmed",  # done with
    "later",
    "ambiguous",  # to be tried, or looked for, again
    "held",  # not its turn yet at the platform's pace
    "lost",  # somebody else's by now
]


@dataclass(frozen=True)
class Calls:
    """How many calls to other systems arrived in this round, and how many did not."""

    arrived: int = 0
    failed: int = 0

    def __add__(self, other: "Calls") -> "Calls":
        return Calls(self.arrived + other.arrived, self.failed + other.failed)


@dataclass
class Report:
    """How many messages met which end in this round; `errors` are mistakes of ours, each already logged."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    errors: list[Exception] = field(default_factory=list)
    calls: Calls = Calls()

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    def add(self, other: "Report") -> None:
        self.counts += other.counts
        self.errors += other.errors
        self.calls += other.calls

    @property
    def moved(self) -> int:
        """Messages that came any further."""
        return self.counts.total() - self["held"] - self["lost"]

    @property
    def sent(self) -> int:
        return self["sent"]

    def in_words(self) -> str:
        """For the terminal: "Messages: 2 sent, 1 held. Webhooks: 1 arrived, 3 failed."; without calls none are said."""
        said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.counts.items()) if count)
        calls = f" Webhooks: {self.calls.arrived} arrived, {self.calls.failed} failed." if self.calls != Calls() else ""
        return f"Messages: {said or 'nothing to send'}.{calls}"
