"""What one round of delivery came to."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal[
    "sent", "edited", "dropped", "rejected", "unconfirmed",  # done with
    "later", "ambiguous",  # to be tried, or looked for, again
    "held",  # not its turn yet at the platform's pace
    "lost",  # somebody else's by now
]  # fmt: skip


@dataclass
class Report:
    """How many messages met which end in this round; `errors` are mistakes of ours, each already logged."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    errors: list[Exception] = field(default_factory=list)

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    def add(self, other: "Report") -> None:
        self.counts += other.counts
        self.errors += other.errors

    @property
    def moved(self) -> int:
        """Messages that came any further."""
        return self.counts.total() - self["held"] - self["lost"]

    @property
    def sent(self) -> int:
        return self["sent"]

    def in_words(self) -> str:
        """For the terminal: "2 sent, 1 held"."""
        said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(self.counts.items()) if count)
        return f"Messages: {said or 'nothing to send'}."
