"""How many tickets an account has open is counted from its tickets, where those are on record.

A playbook names the KPI that says so (`before_renewal: tickets: kpi`). With each tickets file the count is measured
anew, so that health and rules go on as with any other KPI; what a KPIs file says of it is then left out."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import and_, case, func, select

from bot.ingest.writing.measures.measurements import KeptMeasurements, Moment, keep
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, KpiLatest, PlaybookVersion
from bot.store.tables.tickets import Ticket


async def ticket_kpis(session: ReadSession) -> dict[int, str]:
    """Of each version of a playbook, the KPI that counts open tickets."""
    v = PlaybookVersion
    found: dict[int, str] = {}
    for number, source in (await session.execute(select(v.id, v.source))).all():
        if tickets := (source.get("before_renewal") or {}).get("tickets"):
            found[number] = tickets["kpi"]
    return found


async def counted(session: ReadSession, moments: Iterable[Moment]) -> dict[tuple[int, str], datetime]:
    """Which of those measurements are counts of tickets on record, by account and KPI: when they were last counted."""
    if not await session.scalar(select(Ticket.id).limit(1)):
        return {}
    kpis = await ticket_kpis(session)
    named = set(kpis.values())
    accounts = {account for account, kpi, _ in moments if kpi in named}
    if not accounts:
        return {}
    latest = KpiLatest
    known = select(Ticket.account_id).where(is_one_of(Ticket.account_id, accounts)).distinct()
    query = select(Account.id, Account.playbook_version_id, latest.kpi, latest.observed_at)
    query = query.join(latest, and_(latest.workspace_id == Account.workspace_id, latest.account_id == Account.id))
    rows = (await session.execute(query.where(Account.id.in_(known), latest.kpi.in_(named)))).all()
    return {(number, kpi): at for number, version, kpi, at in rows if kpis.get(version) == kpi}


async def count_tickets(session: WriteSession, at: datetime, left: Collection[int] = ()) -> KeptMeasurements:
    """Measures how many are open at each account that has any. at: when the file was written. left: accounts whose
    tickets went to another one; they may have none by now."""
    kpis = await ticket_kpis(session)
    is_open = case((Ticket.closed_at.is_(None), 1), else_=0)
    of_account = and_(Ticket.workspace_id == Account.workspace_id, Ticket.account_id == Account.id)
    query = select(Account.id, Account.playbook_version_id, func.sum(is_open)).join(Ticket, of_account)
    rows = [tuple(row) for row in await session.execute(query.group_by(Account.id, Account.playbook_version_id))]
    gone = set(left) - {number for number, *_ in rows}
    versions = select(Account.id, Account.playbook_version_id).where(is_one_of(Account.id, gone))
    rows += [(number, version, 0) for number, version in (await session.execute(versions)).all()] if gone else []
    newest = await _newest(session, set(kpis.values()))
    measured = {
        (number, kpi, max(at, newest.get((number, kpi), at))): float(many)
        for number, version, many in rows
        if (kpi := kpis.get(version))
    }
    return await keep(session, measured)


async def _newest(session: ReadSession, kpis: Collection[str]) -> dict[tuple[int, str], datetime]:
    """What was measured before must not stand above a count: an older file may be imported again."""
    latest = KpiLatest
    query = select(latest.account_id, latest.kpi, latest.observed_at).where(latest.kpi.in_(list(kpis)))
    return {(account, kpi): at for account, kpi, at in (await session.execute(query)).all()}
