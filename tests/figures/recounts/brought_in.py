"""The three portfolios as the product has them: their files imported, some renewals recorded by hand, all assessed."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select, update

from bot.ingest import import_file
from bot.journey.figures import usual_times
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.store.tables import Account, Contract, Cta, Person, PlanGoal
from bot.usecases.account.renewal import RenewalOutcome, my_call, settle
from tests.figures.recounts.activity import kpis_file, talks_file, todos_file
from tests.figures.recounts.histories import History, accounts_file, contracts_file, events_file, odd, plain
from tests.figures.recounts.terms import Term, last_terms, read
from tests.given.accounts import Accounts

NOW = datetime(2026, 11, 27, 13, tzinfo=UTC)
TODAY = NOW.date()
MAKERS = {
    "600": lambda: plain(5, 600, TODAY),
    "2,400": lambda: plain(6, 2_400, TODAY),
    "odd": lambda: odd(7, 500, TODAY),
}
BY_HAND = 9  # renewals that somebody records


@dataclass
class Portfolio:
    """files: by kind, as they are at last. terms: with what was recorded by hand."""

    histories: list[History]
    files: dict[str, str]
    terms: list[Term]

    @property
    def returned(self) -> dict[str, date]:
        return {one.key: one.again for one in self.histories if one.again}


def made(kind: str) -> Portfolio:
    histories = MAKERS[kind]()
    files = {
        "accounts": accounts_file(histories, back=True),
        "events": events_file(histories),
        "talks": talks_file(histories, TODAY),
        "contracts": contracts_file(histories, TODAY),
        "kpis": kpis_file(histories, TODAY),
        "todos": todos_file(histories, TODAY),
    }
    return Portfolio(histories, files, read(files["accounts"], files["contracts"])[1])


async def bring_in(accounts: Accounts, portfolio: Portfolio, folder: Path) -> None:
    """As files come: first what happened until some came back, then how it is today."""
    await accounts.version()
    files = portfolio.files
    for name, text in (
        ("accounts", accounts_file(portfolio.histories)),
        ("events", files["events"]),  # of the earlier lives of some, which are over
        ("events", files["talks"]),
        ("accounts", files["accounts"]),
        ("contracts", files["contracts"]),
        ("kpis", files["kpis"]),
    ):
        file = folder / f"{name}.csv"
        file.write_text(text)
        report = await import_file(accounts.store, accounts.workspace, name, file, now=NOW, file_time=NOW)
        assert not report.rejected, report
    await assess(accounts.store, accounts.library, accounts.workspace, NOW)
    await usual_times.refresh(accounts.store, accounts.workspace, TODAY)
    await assess(accounts.store, accounts.library, accounts.workspace, NOW)  # due days follow what was learned
    await _renew_by_hand(accounts, portfolio)
    await _write_todos(accounts, files["todos"])
    await keep_spells(accounts.store, accounts.workspace)
    accounts.now = NOW


async def _numbers(accounts: Accounts) -> dict[str, int]:
    async with accounts.store.read(accounts.workspace) as db:
        return {row.key: row.id for row in await db.execute(select(Account.key, Account.id))}


async def _renew_by_hand(accounts: Accounts, portfolio: Portfolio) -> None:
    gone = {one.key for one in portfolio.histories if one.left and not one.again}
    soon = [
        one
        for one in last_terms(portfolio.terms, TODAY).values()
        if one.key not in gone and one.product == "Suite" and one.amount and abs((one.ends - TODAY).days) < 60
    ]
    numbers = await _numbers(accounts)
    await accounts.let_colleagues_write()
    for at, one in enumerate(sorted(soon, key=lambda one: one.key)[: 2 * BY_HAND]):
        write = accounts.write(now=NOW)
        async with accounts.store.read(accounts.workspace) as db:
            contract = (
                await db.scalars(
                    select(Contract)
                    .where(Contract.account_id == numbers[one.key], Contract.starts_on == one.starts)
                    .where(Contract.product == one.product)
                )
            ).one()
        if at >= BY_HAND:
            one.call = ("commit", "probable", "at risk")[at % 3]
            await my_call(write, numbers[one.key], one.call, contract.id)
            continue
        how = ("renewed", "reduced", "renewed", "lost")[at % 4]
        assert one.amount is not None
        if how == "lost" and one.ends > TODAY:
            one.lost = True
            outcome = RenewalOutcome("lost", one.ends, None, "", "price")
        else:
            how = "renewed" if how == "lost" else how
            amount = (one.amount / 2).quantize(Decimal("0.01")) if how == "reduced" else one.amount
            outcome = RenewalOutcome(how, one.ends + timedelta(days=365), amount)
            one.before, one.renewed_on, one.settled = (one.ends, one.amount), TODAY, how
            one.ends += timedelta(days=365)
            one.amount = outcome.amount
        await settle(write, numbers[one.key], outcome, ("renewal",), contract.id)


async def _write_todos(accounts: Accounts, todos: str) -> None:
    """Those of the file alone: what rules opened closes by itself, and counts for neither side."""
    numbers = await _numbers(accounts)
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(Cta).values(state="closed", closed_why="itself", closed_at=NOW))
        owners = {row.email: row.id for row in await db.execute(select(Person.email, Person.id))}
        rows = list(csv.DictReader(io.StringIO(todos)))
        ctas = [_cta(accounts, row, numbers, owners, at) for at, row in enumerate(rows)]
        db.add_all(ctas)
        await db.flush()
        db.add_all(
            PlanGoal(workspace_id=accounts.workspace, account_id=cta.account_id, period=1, goal="a goal", side="ours",
                     due_on=cta.due_on, cta_id=cta.id)
            for cta, row in zip(ctas, rows, strict=True) if row["goal"]
        )  # fmt: skip


def _cta(accounts: Accounts, row: dict[str, str], numbers: dict[str, int], owners: dict[str, int], at: int) -> Cta:
    due = date.fromisoformat(row["due"])
    closed = datetime.fromisoformat(f"{row['closed']}T10:00:00+00:00") if row["closed"] else None
    return Cta(
        workspace_id=accounts.workspace,
        account_id=numbers[row["account"]],
        subject=f"account:{numbers[row['account']]}:1",
        rule=row["rule"],
        occurrence=f"file:{at}",
        type="lifecycle",
        priority=3,
        promise=row["promise"],
        owner_id=owners[row["owner"]] if row["owner"] else None,
        opened_on=due - timedelta(days=20),
        due_on=due,
        state=row["state"],
        closed_at=closed,
        closed_why=row["why"] or None,
        tried_on=date.fromisoformat(row["tried"]) if row["tried"] else None,
        changed_at=NOW,
    )


__all__ = ["NOW", "TODAY", "Portfolio", "bring_in", "made"]
