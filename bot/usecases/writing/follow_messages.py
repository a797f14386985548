"""Messages that show a to-do follow it: what was told is marked to be edited, in the transaction that changed it."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import case, func, null, select, true, update

from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Person
from bot.store.tables.todos_and_outbox import Cta, Outgoing
from bot.store.todo_states import THANKS

STILL_READ = timedelta(days=30)  # of digests; nobody scrolls back to older ones
TOLD = ("pending", "sending", "ambiguous", "sent")


async def edit_where_shown(
    session: WriteSession, cta_ids: Collection[int], person_ids: Collection[int], now: datetime
) -> None:
    """Mark the alerts of those to-dos, however old, wherever they stand and whoever got them, and the digests of those
    people that speak of them; one not composed yet needs no mark.

    To-dos for thanks show in digests that tell of a milestone of their accounts."""
    thanks = select(Cta.account_id).where(Cta.id.in_(cta_ids), Cta.rule.endswith(THANKS))
    accounts = {number for number in await session.scalars(thanks) if number is not None}
    wanted = set(cta_ids)
    rows = await _told(session, person_ids, now)
    shown = [
        number
        for number, cta_id, refs in rows
        if cta_id in wanted or wanted & set(_ids(refs)) or accounts & _celebrated(refs)
    ]
    await _mark(session, [*shown, *await _alerts(session, wanted)])


async def edit_where_there(session: WriteSession, account_id: int, person_id: int, now: datetime) -> None:
    """Mark what tells of the open to-dos of an account: a step of its way is done, or not any more."""
    rows = await session.execute(select(Cta.id, Cta.owner_id).where(Cta.account_id == account_id, Cta.state == "open"))
    there = rows.all()
    people = {person_id, *(row.owner_id for row in there if row.owner_id is not None)}
    if there:
        await edit_where_shown(session, [row.id for row in there], people, now)


async def _alerts(session: ReadSession, cta_ids: Collection[int]) -> list[int]:
    """The alerts of those to-dos since the first of them was opened, in whatever place."""
    oldest = await session.scalar(select(func.min(Cta.opened_on)).where(Cta.id.in_(cta_ids)))
    if oldest is None:
        return []
    since = datetime.combine(oldest, time(), UTC) - timedelta(days=1)
    o = Outgoing
    told = (o.person_id.in_(select(Person.id)), o.created_at >= since, o.cta_id.is_not(None), o.state.in_(TOLD))
    rows = await session.execute(select(o.id, o.cta_id).where(*told))
    return [number for number, cta_id in rows if cta_id in cta_ids]


async def edit_where_celebrated(
    session: WriteSession, account_id: int, person_ids: Collection[int], now: datetime
) -> None:
    """Mark those people's digests that tell of a milestone of that account."""
    rows = await _told(session, person_ids, now)
    await _mark(session, [number for number, _, refs in rows if account_id in _celebrated(refs)])


async def edit_where_placed(session: WriteSession, account_ids: Collection[int], person_id: int, now: datetime) -> None:
    """Mark that person's digests that ask where those accounts are."""
    wanted = set(account_ids)
    rows = await _told(session, {person_id}, now)
    await _mark(session, [number for number, _, refs in rows if wanted & _asked_places(refs)])


async def edit_where_asked(session: WriteSession, question_ids: Collection[int], now: datetime) -> None:
    """Mark the messages, whoever got them, that ask what files left open."""
    wanted = set(question_ids)
    o = Outgoing
    lately = (o.person_id.in_(select(Person.id)), o.created_at >= now - STILL_READ, o.state.in_(TOLD))
    rows = await session.execute(select(o.id, o.refs).where(*lately, o.kind == "file-questions"))
    await _mark(session, [number for number, refs in rows if wanted & set(refs["questions"])])


def _asked_places(refs: object) -> set[int]:
    return {int(number) for number in refs.get("places", ())} if isinstance(refs, dict) else set()


async def _told(
    session: ReadSession, person_ids: Collection[int], now: datetime
) -> list[tuple[int, int | None, object]]:
    rows = await session.execute(
        select(Outgoing.id, Outgoing.cta_id, Outgoing.refs).where(
            Outgoing.person_id.in_(person_ids), Outgoing.created_at >= now - STILL_READ, Outgoing.state.in_(TOLD)
        )
    )
    return [(number, cta_id, refs) for number, cta_id, refs in rows]


def _celebrated(refs: object) -> set[int]:
    """The accounts whose milestones a digest tells of."""
    return {int(number) for number, *_ in refs.get("reached", ())} if isinstance(refs, dict) else set()


async def _mark(session: WriteSession, shown: Collection[int]) -> None:
    # A free lease tells an edit under way that it is out of date; other states' leases guard a sending.
    lease = case((Outgoing.state == "sent", null()), else_=Outgoing.lease_until)
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id.in_(shown), Outgoing.message.is_not(None))
        .values(edit=true(), lease_until=lease)
        .execution_options(synchronize_session=False)
    )


async def follow_the_sweep(session: WriteSession, now: datetime, account_ids: Collection[int] | None = None) -> None:
    """Mark what shows to-dos that the assessment at `now` has closed, because their reason is gone."""
    gone = (Cta.state == "closed", Cta.closed_why.in_(("itself", "moved")), Cta.changed_at == now)
    query = select(Cta.id, Cta.owner_id).where(*gone)
    if account_ids is not None:
        query = query.where(Cta.account_id.in_(account_ids))
    closed = (await session.execute(query)).all()
    if closed:
        owners = {owner for _, owner in closed if owner is not None}
        await edit_where_shown(session, [cta for cta, _ in closed], owners, now)


def _ids(refs: object) -> list[int]:
    """Every to-do's id in a message's refs, wherever it stands."""
    if isinstance(refs, dict):
        told = [value for key, value in refs.items() if "cta" in key or isinstance(value, dict)]
        return [number for value in told for number in _ids(value)]
    if isinstance(refs, list):
        return [number for value in refs for number in _ids(value)]
    return [refs] if isinstance(refs, int) else []
