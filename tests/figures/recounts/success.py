"""The success multiplier from the files: each part counted, then means of whole percents, a half rounded up."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor
from statistics import median

from tests.figures.recounts.funnel import REACHED, STILL, Spell

PARTS = ("answers", "promises", "contact", "milestones", "goals", "work", "responses")
SIDES = (("answers", "promises", "contact"), ("milestones", "goals"), ("work", "responses"))
LOW = {"nps": 6, "csat": 2}
LIVE = ("open", "asleep", "snoozed")
Sums = dict[str, list[Fraction]]  # by part: how many, how many as they should be, and points


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _none() -> Sums:
    return {part: [Fraction(0)] * 3 for part in PARTS}


@dataclass
class Success:
    """own: by owner's e-mail ("": nobody's). loads: by owner, customers and to-dos."""

    today: date
    own: dict[str, Sums] = field(default_factory=lambda: defaultdict(_none))
    loads: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, owner: str, part: str, points: Fraction | float | bool, good: bool) -> None:
        of = self.own[owner][part]
        of[0], of[1], of[2] = of[0] + 1, of[1] + good, of[2] + Fraction(points)

    @property
    def all(self) -> Sums:
        return {
            part: [sum(parts) for parts in zip(*(of[part] for of in self.own.values()), strict=True)] for part in PARTS
        }

    def load(self, owner: str) -> Fraction:
        usual = [median(Fraction(load[at]) for load in self.loads.values()) for at in range(2)]
        rooms = [
            Fraction(1) if mine <= most else max(most, Fraction(1)) / mine
            for mine, most in zip(self.loads[owner], usual, strict=True)
        ]
        return sum(rooms, Fraction(0)) / 2

    def shown(self, owner: str | None) -> tuple[str, ...]:
        """Experience, outcome, our side, customer and success, as people read them. None: of all."""
        sums = self.all if owner is None else self.own[owner]
        loads = list(self.loads) if owner is None else [owner]
        sides = [[of[2] / of[0] for of in (sums[part] for part in parts) if of[0]] for parts in SIDES]
        sides[2].append(sum(map(self.load, loads), Fraction(0)) / len(loads))
        experience, outcome, ours = map(_mean, sides)
        customer = _mean([experience, outcome])
        return tuple(f"{_whole(one * 100)}%" for one in (experience, outcome, ours, customer, customer * ours))


def _whole(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _mean(values: Sequence[Fraction]) -> Fraction:
    whole = [Fraction(_whole(value * 100), 100) for value in values]
    return Fraction(_whole(sum(whole, Fraction(0)) / len(whole) * 100), 100)


def success(
    files: Mapping[str, str],
    spells: Mapping[int, Sequence[Spell]],
    usual: Sequence[int],
    today: date,
    over: set[str],
) -> Success:
    """over: customers that came back, whose earlier answers count no more."""
    here = {row["key"]: row["csm_email"] for row in _rows(files["accounts"]) if row["status"] == "active"}
    found = Success(today)
    _count_talks(found, _rows(files["talks"]), here, over)
    _count_answer_times(found, _rows(files["kpis"]), here)
    _count_todos(found, _rows(files["todos"]), here)
    for step, days in enumerate(usual):
        for one in spells[step]:
            reached = one.cause == REACHED and one.reached_on is not None
            recent = reached and one.reached_on > today - timedelta(days=365)
            if one.key in here and (recent or (one.cause == STILL and one.days > days)):
                good = reached and one.days <= days
                found.add(here[one.key], "milestones", good, good)
    todos = Counter(row["owner"] for row in _rows(files["todos"]) if row["state"] in LIVE)
    customers = Counter(owner for owner in here.values() if owner)
    found.loads = {owner: (count, todos[owner]) for owner, count in customers.items()}
    return found


def _count_talks(found: Success, talks: Sequence[dict[str, str]], here: Mapping[str, str], over: set[str]) -> None:
    newest: dict[tuple[str, str], tuple[str, Fraction]] = {}
    contact: dict[str, date] = {}
    for row in sorted(talks, key=lambda row: row["at"]):
        day, customer = date.fromisoformat(row["at"][:10]), row["account"]
        if customer not in here:
            continue
        if row["event"] != "survey":
            contact[customer] = max(day, contact.get(customer, day))
        elif customer not in over and day > found.today - timedelta(days=180):
            survey, score = row["key"].split()
            points = Fraction(score) / 10 if survey == "nps" else (Fraction(score) - 1) / 4
            newest[customer, survey] = row["at"], points
    for (customer, _), (_, points) in newest.items():
        found.add(here[customer], "answers", points, points >= Fraction(3, 4))
    for customer, day in contact.items():
        ago = (found.today - day).days
        found.add(here[customer], "contact", Fraction(30, max(30, ago)), ago <= 30)


def low_answers(talks: str, today: date) -> set[str]:
    """Customers with an answer of 90 days that is low, and that none newer in the same survey took the place of."""
    newest: dict[tuple[str, str], tuple[str, float]] = {}
    for row in sorted(_rows(talks), key=lambda row: row["at"]):
        if row["event"] == "survey":
            survey, score = row["key"].split()
            newest[row["account"], survey] = row["at"], float(score)
    since = str(today - timedelta(days=90))
    return {key for (key, survey), (at, score) in newest.items() if at >= since and score <= LOW[survey]}


def _count_answer_times(found: Success, kpis: Sequence[dict[str, str]], here: Mapping[str, str]) -> None:
    newest: dict[str, tuple[str, Fraction]] = {}
    for row in kpis:
        if row["kpi"] == "response-hours" and row["account"] in here:
            newest[row["account"]] = max(
                newest.get(row["account"], ("", Fraction(0))), (row["observed_at"], Fraction(row["value"]))
            )
    for customer, (at, hours) in newest.items():
        if (found.today - datetime.fromisoformat(at).date()).days < 30:
            points = min(Fraction(1), max(Fraction(0), (24 - hours) / 22))
            found.add(here[customer], "responses", points, points >= Fraction(3, 4))


def _count_todos(found: Success, todos: Sequence[dict[str, str]], here: Mapping[str, str]) -> None:
    for row in todos:
        due = date.fromisoformat(row["due"])
        closed, tried = (date.fromisoformat(row[name]) if row[name] else None for name in ("closed", "tried"))
        if row["rule"] == "hand" and (row["promise"] or row["goal"]):
            part, days = ("goals", 365) if row["goal"] else ("promises", 90)
            kept = closed if row["state"] == "done" else None
            missed = due < found.today and row["why"] not in ("not a problem", "churned")
            if row["account"] in here and due > found.today - timedelta(days=days) and (kept or missed):
                found.add(here[row["account"]], part, bool(kept and kept <= due), bool(kept and kept <= due))
            continue
        answers = [tried] if tried else []
        answers += [closed] if closed and row["why"] not in ("itself", "moved", "churned") else []
        open_late = due < found.today and row["state"] != "snoozed" and not closed
        counts = due > found.today - timedelta(days=90) and (answers or open_late)
        if counts and row["rule"] != "data-gaps" and row["why"] != "churned":
            good = bool(answers) and min(answers) <= due
            found.add(row["owner"], "work", good, good)


__all__ = ["PARTS", "Success", "low_answers", "success"]
