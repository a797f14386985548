"""Statements that are put together once do the same as those that SQLAlchemy puts together each time."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Date, Text, bindparam, insert, literal, select, update

from bot.journey.sweep.repeated import repeated
from bot.store.tables import AccountEvent, Contract
from bot.store.tables.base import UtcDateTime
from tests.given.accounts import Accounts
from tests.given.book import NOW

ENDS = date(2026, 5, 31)


async def _contracts(accounts: Accounts) -> list[int]:
    account = await accounts.account()
    async with accounts.store.write(accounts.workspace) as db:
        made = [
            Contract(workspace_id=accounts.workspace, account_id=account, product=f"P{n}", ends_on=ENDS)
            for n in range(4)
        ]
        db.add_all(made)
        await db.flush()
        return [one.id for one in made]


async def test_only_what_is_given_changes_from_one_time_to_the_next(accounts: Accounts) -> None:
    ids = await _contracts(accounts)
    statement = (
        update(Contract)
        .where(
            Contract.id.between(bindparam("low", None, type_=BigInteger), bindparam("high", None, type_=BigInteger)),
            Contract.product.in_(["P0", "P1", "P3"]),
            Contract.ends_on > ENDS - timedelta(days=1),
        )
        .values(amount=Decimal("12.50"), call="commit", call_at=NOW, notice_on=ENDS)
    )
    ready = repeated(statement, accounts.store.engine.dialect, ("low", "high"))
    async with accounts.store.everywhere(writes=True) as connection:
        first = await ready.execute(connection, {"low": ids[0], "high": ids[1]})
        second = await ready.execute(connection, {"low": ids[2], "high": ids[3]})
    assert (first, second) == (2, 1)
    async with accounts.store.read(accounts.workspace) as db:
        found = (await db.scalars(select(Contract).where(Contract.id.in_(ids)).order_by(Contract.id))).all()
    told = [(one.amount, one.call, one.call_at, one.notice_on) for one in found]
    said = (Decimal("12.50"), "commit", NOW, ENDS)
    assert told == [said, said, (None, None, None, None), said]


async def test_rows_are_made_of_days_moments_and_words(accounts: Accounts) -> None:
    (contract, *_) = await _contracts(accounts)
    names = ["workspace_id", "account_id", "period", "kind", "at", "key"]
    rows = select(
        Contract.workspace_id,
        Contract.account_id,
        literal(1),
        literal("note", Text),
        literal(NOW, UtcDateTime),
        literal("it ends", Text),
    ).where(Contract.id == bindparam("which", None, type_=BigInteger), Contract.ends_on == literal(ENDS, Date))
    ready = repeated(insert(AccountEvent).from_select(names, rows), accounts.store.engine.dialect, ("which",))
    async with accounts.store.everywhere(writes=True) as connection:
        assert [await ready.execute(connection, {"which": which}) for which in (contract, 0)] == [1, 0]
    async with accounts.store.read(accounts.workspace) as db:
        event = (await db.scalars(select(AccountEvent).where(AccountEvent.key == "it ends"))).one()
    assert (event.kind, event.at) == ("note", NOW)
