"""The forms of a success plan: a step's days and owner, a goal, what success is, cost and return."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from bot import actions
from bot.calendar import say_date
from bot.message import ChoiceInput, DateInput, Form, Line, NumberInput, Option, TextInput, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import OutcomeGoal, SuccessPlan
from bot.talk.phrases.account_words import who
from bot.talk.phrases.progress_words import task_name
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital
from bot.talk.plan.read_plan import AccountPlan, read_plan
from bot.talk.reviews.review_plan import owners

LONGEST, LONGEST_GOAL, LONGEST_UNIT = 300, 100, 20
Choices = tuple[tuple[str, str], ...]
Days = tuple[date | None, date | None]


async def step_form(
    db: ReadSession, library: Library, account_id: int, task: str, reader: Reader, now: datetime
) -> Form | None:
    """Days and owner of that step; None where it isn't of the milestone that the account works towards."""
    found = await read_plan(db, library, account_id, now)
    step = next((one for one in found.steps if one.task == task), None) if found else None
    if found is None or step is None:
        return None
    chosen = f"us:{step.person_id}" if step.person_id else f"them:{step.stakeholder_id}" if step.stakeholder_id else ""
    known = tuple((key, label) for key, label in owners(found.view, reader) if ":" in key)
    if chosen.startswith("us:") and chosen not in dict(known):
        known = ((chosen, f"{called(found.colleagues.get(step.person_id or 0, 'A colleague'))}, ours"), *known)
    name = capital(task_name(found.view, task))
    usual = "" if step.ends_on is None else f"Planned until now: to {say_date(step.ends_on, reader.today(now))}."
    intro = (line(bold(name), f" at {called(found.view.account.name)}"), *((line(usual),) if usual else ()))
    return draw_step_form(f"{account_id}/{task}", intro, (step.starts_on, step.ends_on), (chosen, known))


def draw_step_form(
    target: str, intro: tuple[Line, ...], days: tuple[object, object], owner: tuple[str, Choices]
) -> Form:
    """Fields: starts_on, ends_on, owner ("us:11", "them:4")."""
    chosen, known = owner
    options = tuple(Option(label=label, value=key) for key, label in known[:100])
    starts_on, ends_on = days
    return Form(
        action=actions.PLAN_STEP_SAVE,
        target=target,
        title="Dates and owner",
        submit="Save",
        intro=intro,
        inputs=(
            DateInput(name="starts_on", label="Starts", value=starts_on, optional=True),
            DateInput(name="ends_on", label="Ends", value=ends_on, optional=True, hint="Without days, the usual ones."),
            ChoiceInput(
                name="owner", label="Who does it?", options=options, value=(chosen,) if chosen else (), optional=True
            ),
        ),
    )


async def success_form(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Form | None:
    """What success is to them; None where this session sees no such account."""
    found = await read_plan(db, library, account_id, now)
    return None if found is None else draw_success_form(account_id, _name(found), found.success, _people(found))


def draw_success_form(account_id: int, name: str, row: SuccessPlan | None, people: Choices) -> Form:
    """Fields: problem, outcome, measure, confirmed_on, confirmed_by (a stakeholder's id)."""
    by = str(row.confirmed_by) if row and row.confirmed_by else ""
    who_said = ChoiceInput(
        name="confirmed_by",
        label="Who confirmed it?",
        options=_options(people),
        value=(by,) if by in dict(people) else (),
        optional=True,
    )
    return Form(
        action=actions.PLAN_SUCCESS_SAVE,
        target=str(account_id),
        title="What success is",
        submit="Save",
        intro=(line(bold(name), ": in their own words. They may read all of it, on their page."),),
        inputs=(
            _text("problem", "Which problem is it for?", row.problem if row else "", optional=True),
            _text("outcome", "What will be different?", row.outcome if row else ""),
            _text("measure", "How will they measure it?", row.measure if row else "", optional=True),
            DateInput(
                name="confirmed_on",
                label="Confirmed on",
                value=row.confirmed_on if row else None,
                hint="The day on which one of them said: yes, that is it.",
                optional=True,
            ),
            *((who_said,) if people else ()),
        ),
    )


async def goal_form(
    db: ReadSession, library: Library, account_id: int, goal_id: int | None, reader: Reader, now: datetime
) -> Form | None:
    """A new goal, or one that is there; None where there is no such one."""
    found = await read_plan(db, library, account_id, now)
    row = next((one for one in found.goals if one.id == goal_id), None) if found else None
    if found is None or (goal_id is not None and row is None):
        return None
    return draw_goal_form(f"{account_id}/{goal_id or 'new'}", _name(found), row, _people(found))


def draw_goal_form(target: str, name: str, row: OutcomeGoal | None, people: Choices) -> Form:
    """Fields: goal, unit, then_value, then_on, now_value, now_on, target, due_on, stakeholder, source."""
    by = str(row.stakeholder_id) if row and row.stakeholder_id else ""
    measurer = ChoiceInput(
        name="stakeholder",
        label="Who of theirs measures it?",
        options=_options(people),
        value=(by,) if by in dict(people) else (),
        hint="Empty: we do.",
        optional=True,
    )
    return Form(
        action=actions.PLAN_GOAL_SAVE,
        target=target,
        title="A goal of theirs",
        submit="Save",
        intro=(line(bold(name), ": one figure that they want to move. They may read all of it, on their page."),),
        inputs=(
            TextInput(
                name="goal",
                label="What is measured?",
                value=row.goal if row else "",
                placeholder="Monthly report",
                most=LONGEST_GOAL,
            ),
            TextInput(
                name="unit",
                label="Unit",
                value=row.unit if row else "",
                placeholder="hours",
                optional=True,
                most=LONGEST_UNIT,
            ),
            _figure("then_value", "Before the start", row.then_value if row else None),
            DateInput(name="then_on", label="Measured on", value=row.then_on if row else None),
            _figure("now_value", "Today's figure", row.now_value if row else None, optional=True),
            DateInput(name="now_on", label="Today's figure is of", value=row.now_on if row else None, optional=True),
            _figure("target", "Target", row.target if row else None),
            DateInput(name="due_on", label="By when", value=row.due_on if row else None),
            *((measurer,) if people else ()),
            TextInput(
                name="source",
                label="Where is it read?",
                value=row.source if row else "",
                placeholder="the time sheet",
                optional=True,
                most=LONGEST_GOAL,
            ),
        ),
    )


async def return_form(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Form | None:
    """Cost and return so far, and two offers; None where this session sees no such account."""
    found = await read_plan(db, library, account_id, now)
    if found is None:
        return None
    paid = next((one.currency for one in found.view.contracts if one.currency and not one.retired), "")
    return draw_return_form(account_id, _name(found), found.success, paid or "")


def draw_return_form(account_id: int, name: str, row: SuccessPlan | None, currency: str) -> Form:
    """Fields: spent, returned, currency, returned_how, offer_one, offer_two."""
    return Form(
        action=actions.PLAN_RETURN_SAVE,
        target=str(account_id),
        title="Cost and return so far",
        submit="Save",
        intro=(
            line(bold(name), ": figures that they would sign. They stand on the customer's page only if you say so."),
        ),
        inputs=(
            _amount("spent", "Cost so far, in all", row.spent if row else None),
            _amount("returned", "Return so far", row.returned if row else None),
            TextInput(
                name="currency",
                label="Currency",
                value=(row.currency if row else None) or currency,
                placeholder="EUR",
                optional=True,
                most=3,
            ),
            _text("returned_how", "How was the return counted?", row.returned_how if row else "", optional=True),
            _text("offer_one", "First offer", row.offer_one if row else "", optional=True),
            _text("offer_two", "Second offer", row.offer_two if row else "", optional=True),
        ),
    )


def _name(found: AccountPlan) -> str:
    return called(found.view.account.name)


def _people(found: AccountPlan) -> Choices:
    return tuple((str(known.row.id), who(known)) for known in found.view.active[:100])


def _options(people: Choices) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=key) for key, label in people)


def _text(name: str, label: str, value: str, *, optional: bool = False) -> TextInput:
    return TextInput(name=name, label=label, value=value, many_lines=True, optional=optional, most=LONGEST)


def _figure(name: str, label: str, value: float | None, *, optional: bool = False) -> NumberInput:
    said = "" if value is None else f"{value:g}"
    return NumberInput(name=name, label=label, value=said, decimal=True, optional=optional)


def _amount(name: str, label: str, value: Decimal | None) -> TextInput:
    said = "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    return TextInput(name=name, label=label, value=said, placeholder="240k", optional=True, most=20)


_PEOPLE = (("4", "Dana Reyes, COO"),)
_OWNERS = ("them:4", (("us:11", "You"), ("them:4", "Dana Reyes, COO")))
EXAMPLES: tuple[tuple[str, Form], ...] = (
    (
        "Plan, a step's dates",
        draw_step_form("1/own-admin-named", (line(bold("Trained admin"), " at Acme"),), (None, None), _OWNERS),
    ),
    ("Plan, what success is", draw_success_form(1, "Acme", None, _PEOPLE)),
    ("Plan, a goal", draw_goal_form("1/new", "Acme", None, _PEOPLE)),
    ("Plan, cost and return", draw_return_form(1, "Acme", None, "EUR")),
)
