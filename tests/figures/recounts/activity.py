"""What else files tell of those customers: what was measured, what they answered, whom we talked to, and what we had to
do. Seeded, and apart from their histories."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from tests.figures.recounts.histories import OWNERS, History, as_csv, owner_of

# Of these alone many scores end in a half; what they weigh together is half of all.
FEW = (("weekly-use", 0, 80, 1), ("feature-adoption", 0, 80, 1), ("open-tickets", 0, 12, 1))
MORE = (("active-seats", 15, 95, 1), ("logins", 0, 5, 0.25), ("response-hours", 1, 26, 0.5), ("nps", -60, 70, 1))
KNOWN = 800  # customers of which more is known than their histories; of thousands it would take long
WATCHED = 25  # customers with a past that was measured week by week


def kpis_file(histories: Sequence[History], today: date) -> str:
    return as_csv(("account", "kpi", "value", "observed_at"), _measured(Random(71), histories, today))


def _measured(random: Random, histories: Sequence[History], today: date) -> Iterator[Sequence[object]]:
    for number, one in enumerate(histories[:KNOWN]):
        until = min(one.left or today, today)
        kpis = FEW if number % 3 == 0 else (*FEW, *MORE)
        weeks = range(25, -1, -1) if number < WATCHED else (0,)
        for kpi, least, most, step in kpis:
            if number % 3 and random.random() < 0.12:
                continue  # never measured
            days = random.choice((2, 4, 9, 20, 45)) if number % 3 else 3
            for week in weeks:
                value = least + step * random.randrange(int((most - least) / step) + 1)
                yield one.key, kpi, value, f"{until - timedelta(days=days + 7 * week)}T06:00:00Z"


def talks_file(histories: Sequence[History], today: date) -> str:
    """Answers, contacts and reviews."""
    return as_csv(("account", "event", "at", "key"), _talks(Random(72), histories, today))


def _talks(random: Random, histories: Sequence[History], today: date) -> Iterator[Sequence[object]]:
    for one in histories[:KNOWN]:
        last = min(one.left or today, today)
        for _ in range(random.choice((0, 0, 1, 2, 3))):
            answer = random.choice((f"nps {random.randrange(11)}", f"csat {random.choice((1, 2, 3, 3.5, 4, 4.5, 5))}"))
            yield one.key, "survey", _moment(random, last, 260), answer
        for kind in random.choices(("contact", "review"), k=random.choice((0, 1, 2, 3))):
            yield one.key, kind, _moment(random, last, 120), ""


def _moment(random: Random, last: date, days: int) -> str:
    """In the day, so that it is the same one in every zone that is asked about."""
    day = last - timedelta(days=random.randrange(1, days))
    return f"{day}T{random.randrange(8, 16):02}:{random.randrange(60):02}:{random.randrange(60):02}Z"


HOW = (
    ("open", ""), ("snoozed", ""), ("asleep", ""), ("done", "done"), ("done", "done"), ("closed", "itself"),
    ("closed", "not a problem"), ("closed", "outcome"), ("closed", "churned"), ("closed", "moved"),
)  # fmt: skip
TODOS = ("account", "owner", "rule", "promise", "goal", "due", "state", "why", "closed", "tried")


def todos_file(histories: Sequence[History], today: date) -> str:
    """promise: what was promised; goal: 1 where it is one of the success plan. closed, tried: days."""
    return as_csv(TODOS, _todos(Random(73), histories, today))


def _todos(random: Random, histories: Sequence[History], today: date) -> Iterator[Sequence[object]]:
    for number, one in enumerate(histories[:KNOWN]):
        for _ in range(random.choice((0, 0, 1, 2))):
            due = today + timedelta(
                days=random.randrange(-400, 30) if random.random() < 0.3 else random.randrange(-95, 9)
            )
            closed: object = min(today, due + timedelta(days=random.randrange(-9, 9)))
            tried = random.choice(("", min(today, due + timedelta(days=random.randrange(-9, 9)))))
            by_hand = random.random() < 0.5
            promise = "We send the notes" if by_hand and random.random() < 0.6 else ""
            state, why = random.choice(HOW)
            goal = 1 if promise and random.random() < 0.5 else ""
            owner = owner_of(number) if random.random() < 0.8 else random.choice((*OWNERS, ""))
            rule = "hand" if by_hand else random.choice(("stuck", "health-fell", "data-gaps"))
            yield one.key, owner, rule, promise, goal, due, state, why, closed if why else "", tried


__all__ = ["TODOS", "WATCHED", "kpis_file", "talks_file", "todos_file"]
