"""Mornings, counted: what a digest's text holds, read as its reader would."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"


@dataclass(frozen=True)
class Item:
    """A place of a digest. name: the account's; "" of several under one title. why: the reason, or the title."""

    name: str
    why: str

    @property
    def words(self) -> tuple[str, str]:
        """What it says, whatever the number of days that have gone by."""
        return self.name, re.sub(r"\b\d+ days?\b", "N days", self.why)

    @property
    def kind(self) -> str:
        """What it says of any account, whatever the figures and days, as far as it names a kind."""
        plain = re.sub(rf"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|{MONTHS})\b|[\d.,%→…]+", "", self.why)
        return " ".join(re.split(r"[:;(]", plain)[0].split())


def items_of(digest: str) -> list[Item]:
    """Those with a number, and what else is new in short, of a digest as plain text."""
    lines = digest.splitlines()[1:]
    found = [_item(lines, at) for at, line in enumerate(lines) if re.match(r"\d (?!accounts? ha)\S", line)]
    also = lines[lines.index("Also new") + 1 :] if "Also new" in lines else []
    in_short = list(takewhile(lambda line: line.startswith("• "), also))
    return found + [_in_short(part.removeprefix("• ")) for part in in_short if ": " in part]


def _item(lines: Sequence[str], at: int) -> Item:
    name, dot, why = lines[at][2:].partition(" · ")
    why = re.sub(r"( · |^)[\d.,]+[kM]? [A-Z]{3}$", "", why)  # what it pays
    return Item(name, why) if dot else Item("", name)


def _in_short(part: str) -> Item:
    name, _, why = part.partition(": ")
    return Item(name, why.partition(" · ")[0])


def words_in_digest(digest: str) -> int:
    """Words that are read; buttons aren't among a posted message's text."""
    return sum(any(letter.isalnum() for letter in word) for word in digest.split())


def alike(digest: str) -> list[str]:
    """Kinds that two items of one digest share."""
    return [kind for kind, count in Counter(item.kind for item in items_of(digest)).items() if count > 1]


def repeated(before: str, after: str) -> list[Item]:
    """Items that say on the next morning what they said the morning before."""
    told = {item.words for item in items_of(before)}
    return [item for item in items_of(after) if item.words in told]


CAUSE = r"\bopen tickets?\b|\banswered \d|\bleft\b"  # what a person can act on
FIGURES = r"\bhealth \d|\d%? → \d"


def faults_of_alert(alert: str) -> list[str]:
    """What an alert lacks, as plain text: whom to talk to by name and title, and the cause before any figure of use."""
    title, *lines = alert.splitlines()
    step = next((line for line in lines if line.startswith("Next")), "")
    whom = next((line for line in lines if line.startswith(("Ask ", "Ask:"))), None)
    found = []
    short = whom is not None and whom.startswith(("Ask:", "Ask ("))  # then the step says who
    in_full = step if short else whom or ""
    if whom is not None and not re.search(r"\b[A-Z]\w+ [A-Z]\w+(, | \()[A-Z]", in_full):
        found.append(f"without name and title: {whom}")
    if not step and whom is not None:
        found.append(f"no step: {title}")
    told = re.sub(r"open tickets \d+ → \d+", "open tickets", title)  # that is a cause, not use
    cause, figures = re.search(CAUSE, told), re.search(FIGURES, told)
    if cause and figures and figures.start() < cause.start():
        found.append(f"figures before the cause: {title}")
    return found
