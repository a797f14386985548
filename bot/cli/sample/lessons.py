"""What the sample's team learned: from a customer that left, and on a walk along the journey in the quarter before."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.session import Store
from bot.store.tables import Account, AccountEvent, Saying
from bot.usecases.account.post_mortem import Learned, learn
from bot.usecases.people.persona_walks import Walk, note
from bot.usecases.writing.write import Write

LOST, KEPT = "ilverstone", "brightwater"
LEARNED = Learned(
    "business",
    "The group that bought them has a tool of its own, and nobody there knew what ours had brought.",
    "Meet the new owner's people as soon as a sale is in the news.",
    foreseeable=True,
)
WISH = "a record of who approved what"
QUARTER = timedelta(days=92)
WALKS = (
    Walk(
        "friend",
        "laer",
        "adopt",
        "Adopt",
        "Everybody at the depot knows whom to call, and does.",
        "Training comes before they have a question, and is forgotten when they do.",
    ),
    Walk(
        "segment.logistics",
        "laer",
        "land",
        "Land",
        "The first depot plans a day with it before the season starts.",
        "We ask for data in the week in which nobody there has an hour.",
    ),
)


async def write_lessons(store: Store, workspace_id: int, now: datetime) -> None:
    """Each where the customer that it is about is there."""
    async with store.read(workspace_id) as db:
        keys = select(Account.key, Account.id, Account.csm_id).where(Account.key.in_((LOST, KEPT)))
        found = {key: (number, csm) for key, number, csm in await db.execute(keys)}
    lost, csm = found.get(LOST, (None, None))
    if lost is not None and csm is not None:
        await _wish(store, workspace_id, lost, csm, now)
        await learn(Write(store, workspace_id, csm, now - timedelta(days=120)), lost, LEARNED)
    _, walker = found.get(KEPT, (None, None))
    for walk in WALKS if walker is not None else ():
        await note(Write(store, workspace_id, walker or 0, now - QUARTER), walk)


async def _wish(store: Store, workspace_id: int, account_id: int, csm_id: int, now: datetime) -> None:
    """What they had wished for before they left."""
    on = now - timedelta(days=200)
    common = {"workspace_id": workspace_id, "account_id": account_id, "by_id": csm_id}
    async with store.write(workspace_id) as db:
        event = AccountEvent(**common, kind="note", key="", period=1, at=on, note="Their auditors asked for it.")
        db.add(event)
        await db.flush()
        db.add(Saying(**common, kind="wish", words=WISH, said_on=on.date(), event_id=event.id))
