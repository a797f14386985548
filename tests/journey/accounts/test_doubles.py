"""An account that is another one counts in no figure: with it or without it, they say the same."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.forecast import past_calls, quarter_forecast
from bot.journey.figures.funnel import funnel
from bot.journey.figures.load import team_load
from bot.journey.figures.losses import churn
from bot.journey.figures.multiplier import Onlooker, figures
from bot.journey.figures.quarter import Quarter
from bot.journey.figures.release_effect import compare
from bot.journey.figures.retention import retention
from bot.journey.figures.survey_results import feedback
from bot.journey.figures.usual_times import learned
from bot.journey.risk.record import warning_record
from bot.statistics.warning.candidates import is_there
from bot.store.tables import Account, KpiLatest, Warned
from bot.talk.figures.how_counted import EXPLAINED, how_counted
from tests.given.accounts import Accounts
from tests.given.book import OLGA, TODAY, ago
from tests.given.reading import text_of


async def all_figures(accounts: Accounts) -> dict[str, str]:
    """As text; what differs is seen by its name."""
    quarter, now = Quarter(2026, 1), accounts.now
    async with accounts.store.read(accounts.workspace) as db:
        found: dict[str, object] = {
            "funnel": await funnel(db, TODAY),
            "losses": await churn(db, TODAY),
            "answers": await feedback(db, now, "tier"),
            "success": await figures(db, TODAY, 0, Onlooker(accounts.owner)),
            "release": await compare(db, ago(150), TODAY),
            "load": await team_load(db, TODAY),
            "usual times": await learned(db, TODAY),
            "retention": await retention(db, quarter, EVERYONE, TODAY, _midnight),
            "forecast": await quarter_forecast(db, quarter, EVERYONE, TODAY, now),
            "past calls": await past_calls(db, EVERYONE, now),
            "warnings": await warning_record(db, TODAY),
        }
        for figure in EXPLAINED:
            told = await how_counted(db, accounts.library, figure, OLGA, now)
            found[f"how {figure} is counted"] = text_of(told) if told else ""
    if is_there():
        from bot.journey.risk.known.read import read_known

        known = await read_known(accounts.store, accounts.workspace, TODAY)
        found["what is known"] = known.past.columns, known.past.table.tolist(), known.now.account.tolist()
    return {name: str(value) for name, value in found.items()}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


async def lived(accounts: Accounts, name: str, segment: str = "retail") -> int:
    """An account with something for every figure: milestones, answers, a review, to-dos, a term, a KPI, a warning."""
    number = await accounts.account(name, started_on=ago(400), segment=segment)
    await accounts.reach(number, "first-value", ago(340))
    for kind, days, key in (
        ("review", 60, "ebr"),
        ("contact", 5, ""),
        ("survey", 20, "nps 9"),
        ("survey", 9, "csat 4"),
    ):
        await accounts.event(number, kind, days, key)
    closed = {"state": "done", "closed_why": "done", "closed_at": accounts.now - timedelta(days=11)}
    await accounts.todo(number, "hand", due_on=ago(10), promise="The notes", **closed)
    await accounts.todo(number, "stuck", due_on=ago(9), **closed)
    term = {"starts_on": ago(400), "ends_on": date(2026, 3, 14), "amount": Decimal(12_000), "currency": "EUR"}
    await accounts.contract(number, **term, call="commit")
    at = accounts.now - timedelta(days=1)
    await accounts.add(
        KpiLatest(account_id=number, kpi="response-hours", value=4, observed_at=at),
        Warned(account_id=number, period=1, warned_on=ago(300), ended_on=ago(200), share=0.3),
    )
    return number


@pytest.mark.both_databases
async def test_with_an_account_that_is_another_one_every_figure_is_as_without_it(accounts: Accounts) -> None:
    # method: A7, B7, B8, D6
    for number in range(3):
        await lived(accounts, f"A{number}")
    await accounts.account("Gone", started_on=ago(500), status="churned", churned_on=ago(100))
    await accounts.sweep()
    before = await all_figures(accounts)
    double = await lived(accounts, "Twin", "banking")
    await accounts.sweep()
    counted = await all_figures(accounts)
    same = {name for name, said in counted.items() if said == before[name]}
    assert same <= {"past calls", "release", "usual times", "how releases is counted", "what is known"}, same
    await accounts.set(Account, double, status="double")
    after = await all_figures(accounts)
    assert {name: (said, before[name]) for name, said in after.items() if said != before[name]} == {}
