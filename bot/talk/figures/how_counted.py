"""*How it's counted*: of each figure what goes in, the formula, how sure it is, how much there is and how old."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, null, select

from bot import actions
from bot.calendar import plural, say_age, say_date
from bot.journey.accounts.doubles import is_itself, of_no_double
from bot.journey.figures.common_traits import is_past_told
from bot.journey.figures.multiplier_inputs import ANSWER_DAYS, CONTACT_DAYS, OUTCOME_DAYS, RESPONSE, WORK_DAYS
from bot.journey.steps.step_query import is_lost
from bot.message import Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Contract,
    Cta,
    KpiLatest,
    MilestoneReached,
    Release,
    Warned,
    Workspace,
)
from bot.store.todo_states import is_live
from bot.talk.phrases.reader import Reader

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Input:
    """What goes into figures. newest: the day or moment of the newest one, None where they have none."""

    one: str
    several: str
    count: Callable[[], Select[*tuple[Any, ...]]]


def _of(one: str, several: str, table: Any, newest: Any, *where: Any) -> Input:
    counted = func.count() if newest is None else func.count(newest)
    age = null() if newest is None else func.max(newest)
    return Input(one, several, lambda: select(counted, age).select_from(table).where(*where, *_of_itself(table)))


def _of_itself(table: Any) -> tuple[Sql, ...]:
    """An account that is another one counts in nothing."""
    if table is Account:
        return (is_itself(),)
    return (of_no_double(table),) if "account_id" in table.__table__.c else ()


E, C, R = AccountEvent, Contract, MilestoneReached
INPUTS: Mapping[str, Input] = {
    "accounts": _of("account", "accounts", Account, Account.created_at),
    "losses": _of("loss with a day", "losses with a day", Account, Account.churned_on, is_lost()),
    "milestones": _of("milestone with its day", "milestones with their day", R, R.reached_on),
    "contracts": _of("contract with an amount", "contracts with an amount", C, None, C.amount.is_not(None)),
    "outcomes": _of("renewal settled", "renewals settled", C, C.outcome_at, C.outcome.is_not(None)),
    "reviews": _of("review", "reviews", E, E.at, E.kind == "review", E.undone_at.is_(None)),
    "answers": _of("survey answer", "survey answers", E, E.at, E.kind == "survey", E.undone_at.is_(None)),
    "contacts": _of("account in touch", "accounts in touch", AccountFacts, AccountFacts.last_contact_on),
    "todos": _of("to-do", "to-dos", Cta, Cta.changed_at),
    "open": _of("open to-do", "open to-dos", Cta, Cta.changed_at, is_live(Cta)),
    "responses": _of(
        "account with a measured answer time",
        "accounts with a measured answer time",
        KpiLatest,
        KpiLatest.observed_at,
        KpiLatest.kpi == RESPONSE,
    ),
    "measures": _of("newest value of a KPI", "newest values of KPIs", KpiLatest, KpiLatest.observed_at),
    "warnings": _of("warning", "warnings", Warned, Warned.warned_on),
    "releases": _of("release", "releases", Release, Release.released_on, Release.undone_at.is_(None)),
}


@dataclass(frozen=True)
class Explained:
    """One figure: the inputs it is made of, the formula, and how sure it is."""

    title: str
    inputs: tuple[str, ...]
    formula: tuple[str, ...]
    sure: str


STEPS = "A step begins when the milestone before is reached (the first one: on the start day) and ends when its own is "
WILSON = "The range in brackets holds the truth 95 times in 100; it gets narrower with more accounts."
EXPLAINED: Mapping[str, Explained] = {
    "funnel": Explained(
        "How the funnel is counted",
        ("accounts", "milestones", "losses"),
        (
            STEPS + "reached, or the account leaves. Who is still on it counts for the days seen so far.",
            "In time, in the end: day by day, who reached it of those still on the step; leaving and reaching compete.",
            "Half, ¾ within: the days by which so many of all who came had reached it.",
            "Bottleneck: the step with the largest share late or gone when its usual days are over.",
            "Next 90 days: today's accounts, each by its age on the step, at the pace of those before them.",
        ),
        WILSON + " The range of the next 90 days holds 4 times in 5.",
    ),
    "churn": Explained(
        "How lost accounts are counted",
        ("accounts", "losses", "milestones", "reviews", "contracts"),
        (
            "Leave before the next: of all who had reached that milestone, day by day as in the funnel.",
            "Leave a month, of 100: losses there for each 100 months that accounts spent there.",
            "Warned of: on a day in the half-year before it left.",
            "By value: the same with what each account pays a year, or paid at last; each currency for itself.",
            "In common: each loss is compared with the accounts that were there at the same age, month by month; what "
            "is usual is the group's share of them, added up over all losses.",
            "In common and by value are counted each morning, and at once when a loss comes in or is changed.",
        ),
        "Ranges hold the truth 95 times in 100. Of ten things said to be in common at most one is by chance.",
    ),
    "warning": Explained(
        "How losses are foreseen",
        ("accounts", "losses", "warnings"),
        (
            "For each past month: what was known of each account on that day, and whether it left in the half-year "
            "after. Known is its use and how that moves, talks, answers, tickets, who left there, its step, its term.",
            "“About 3 of 20 like it”: so many left of the accounts that stood as it does today. Each was counted by "
            "what was learned from the others only.",
            "I warn of nobody unless, in the newest half-years, clearly more of those like it left than of all.",
            "Warned of: on a day in the half-year before it left. False alarm: still with us half a year after the "
            "warning began. Acted: a talk, review or note in the log, a to-do done or tried, or a forecast.",
        ),
        "What is said holds if the next half-year is like those before; ranges hold the truth 95 times in 100.",
    ),
    "stuck": Explained(
        "How it is foreseen who gets stuck",
        ("accounts", "milestones", "losses"),
        (
            STEPS + "reached, or the account leaves.",
            "Its days: those that three in four accounts of its segment took, else of its tier, else the playbook's "
            "usual days and a tenth more.",
            "The chance: of those like it that were still on the step after as many days, how many hadn't reached it "
            "when its days were over. They were late then, or gone.",
            "Next to get stuck: the step on which that happens first most likely; a later one only counts as far as "
            "it gets there.",
        ),
        WILSON + " Counted anew each night. Of fewer than 10 accounts nothing is said.",
    ),
    "health": Explained(
        "How health is counted",
        ("accounts", "measures"),
        (
            "Each part's newest value gives 0 to 100 points, from the worst to the best value that the playbook names.",
            "Health: these points, each counted by its part's weight.",
            "A part without a value, or with one that is too old, doesn't count: its weight is shared out among the "
            "others. Where less than half of the weights is known there is no score.",
            "A score set by hand stands until its day, with who set it; what is measured is shown beside it.",
        ),
        "It has no range: it is measured. A rise or fall is only said where about as much was known before.",
    ),
    "forecast": Explained(
        "How the forecast is counted",
        ("contracts", "outcomes", "open"),
        (
            "Each contract whose term ends in the quarter, with its amount a year; currencies are never added up.",
            "Forecast: what the CSM says. By the data: at risk with health in the lowest band, an open risk, or many "
            "like it lost; commit with health in the highest band and none of that; else probable.",
        ),
        "It has no range: how past forecasts came out stands below it.",
    ),
    "retention": Explained(
        "How retention is counted",
        ("contracts", "outcomes"),
        (
            "Start: what each account paid a year on the quarter's first day, per currency; no new customers.",
            "Now: what those same accounts pay today, or paid on the quarter's last day.",
            "Gross: of each account the smaller of both, added up and divided by the start. What one pays more never "
            "hides what another stopped paying.",
            "Net: all that they pay now, divided by the start; larger renewals and new products count.",
            "A following term of the same product takes the place of the one before. A lost contract counts until its "
            "last day; one that ended, and nobody has said how, counts neither as kept nor as lost.",
        ),
        "It has no range: it is a sum of contracts, not an estimate.",
    ),
    "multiplier": Explained(
        "How success is counted",
        ("accounts", "answers", "contacts", "milestones", "todos", "responses"),
        (
            "Success = customer × our side. Customer = (experience + outcome) ÷ 2. Each is the mean of its parts.",
            f"Experience: survey answers of {ANSWER_DAYS} days, each person's newest; promises kept by their day in "
            f"{WORK_DAYS}; contact in {CONTACT_DAYS}, later counts for less.",
            f"Outcome: milestones in their usual days and goals reached by theirs, in {OUTCOME_DAYS} days.",
            f"Our side: to-dos answered by their day in {WORK_DAYS} (one that closes itself counts for nobody), how "
            "soon we answer where it is measured, and load against the median.",
        ),
        "It has no range: each part says how much it rests on, and “few” where that is little.",
    ),
    "releases": Explained(
        "How a release is counted",
        ("releases", "accounts", "milestones"),
        (
            "Who turned to a milestone in 180 days either side, and had its usual days: the share that reached it.",
            "Whoever hasn't had that time yet counts for neither side.",
            "Expected: what was said before it came out. Seen is more or less than that where the range of the "
            "difference leaves it out.",
        ),
        "The range of a difference holds the truth 95 times in 100. “More than chance” is said of all milestones "
        "together: of 20 releases without effect it is said of one at most.",
    ),
    "load": Explained(
        "How load is counted",
        ("accounts", "open", "contracts"),
        ("Active accounts of each CSM, what they pay a year per currency, open to-dos, and late and promised ones.",),
        "It has no range: all of it is counted.",
    ),
    "feedback": Explained(
        "How answers are counted",
        ("answers",),
        (
            "Each person's newest answer to each survey in the last 365 days; who gave no name counts each time.",
            "NPS = share of 9 and 10 minus share of 0 to 6. CSAT = the mean of 1 to 5.",
        ),
        "The ranges hold the truth 95 times in 100; they get narrower with more answers. No figure from fewer than 5.",
    ),
}


@dataclass(frozen=True)
class InputCounts:
    """Of each input how many there are, and when the newest came. imported: when a file last came; told: whether past
    losses came with the accounts."""

    inputs: Mapping[str, tuple[int, date | None]] = field(default_factory=dict)
    imported: date | None = None
    told: bool = True


def counted_button(figure: str) -> Button:
    return Button(label="How it's counted", action=actions.COUNTED, target=figure)


async def how_counted(db: ReadSession, library: Library, figure: str, reader: Reader, now: datetime) -> Message | None:
    """None where there is no such figure. It counts what the reader sees."""
    explained = EXPLAINED.get(figure)
    if explained is None:
        return None
    inputs: dict[str, tuple[int, date | None]] = {}
    for name in explained.inputs:
        count, newest = (await db.execute(INPUTS[name].count())).one()
        inputs[name] = count, reader.day(newest) if isinstance(newest, datetime) else newest
    workspace = await db.get_one(Workspace, reader.workspace_id)
    imported = reader.day(workspace.imported_at) if workspace.imported_at else None
    told = "losses" not in inputs or await is_past_told(db)
    return how_counted_message(explained, InputCounts(inputs, imported, told), reader.today(now))


def how_counted_message(this: Explained, counts: InputCounts, today: date) -> Message:
    goes_in = tuple(_goes_in(INPUTS[name], *counts.inputs.get(name, (0, None)), today) for name in this.inputs)
    notes: list[Line] = []
    if not counts.told:
        notes.append(line("The files told no earlier losses with their day: losses count since each account is here."))
    file = f"Newest file: {say_age(counts.imported, today)}. " if counts.imported else ""
    notes.append(line(f"{file}Counted as of {say_date(today, today)}, of all the accounts that you see."))
    return Message(
        title=line(bold(this.title)),
        blocks=(
            Heading(text="What goes in"),
            Text(lines=goes_in),
            Heading(text="The formula"),
            Text(lines=tuple(line(text) for text in this.formula)),
            Heading(text="How sure it is"),
            Text(lines=(line(this.sure),)),
            Notes(lines=tuple(notes)),
        ),
    )


def _goes_in(this: Input, count: int, newest: date | None, today: date) -> Line:
    said = plural(count, this.one, this.several)
    return line(f"• {said}, the newest {say_age(newest, today)}" if newest else f"• {said}")


# Examples

_TODAY = date(2026, 1, 6)
_NEWEST = {name: (412 - 7 * at, date(2026, 1, 1 + at % 5)) for at, name in enumerate(INPUTS)}
_COUNTS = InputCounts(_NEWEST, date(2026, 1, 5), told=False)
EXAMPLES: tuple[tuple[str, Message], ...] = tuple(
    (one.title, how_counted_message(one, _COUNTS, _TODAY)) for one in EXPLAINED.values()
)

__all__ = ["EXAMPLES", "EXPLAINED", "counted_button", "how_counted", "how_counted_message"]
