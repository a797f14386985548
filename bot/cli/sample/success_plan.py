"""The success plan of one customer of the sample, as its CSM wrote it down."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.session import Store
from bot.store.tables import Account, Stakeholder
from bot.usecases.plan.goals import GoalWish, keep_goal
from bot.usecases.plan.success import SuccessWish, say_success
from bot.usecases.writing.write import Write

ACCOUNT = "alderfen"
SUCCESS = (
    "Putting the quarter's figures together takes a week, and the board reads them too late to act.",
    "The board has its slide on the third working day of the quarter.",
    "Working days until the slide is out",
)


async def write_plan(store: Store, workspace_id: int, now: datetime) -> None:
    """What success is, confirmed by whoever decides, and two goals; nothing where that customer isn't there."""
    async with store.read(workspace_id) as db:
        account = await db.scalar(select(Account).where(Account.key == ACCOUNT))
        mine = (Stakeholder.account_id == account.id,) if account else ()
        there = list(await db.scalars(select(Stakeholder).where(*mine).order_by(Stakeholder.id))) if account else []
    if account is None or account.csm_id is None or not there:
        return
    sponsor = next((one for one in there if one.role == "decision maker"), there[0])
    write = Write(store, workspace_id, account.csm_id, now)
    today = write.today
    await say_success(write, account.id, SuccessWish(*SUCCESS, today - timedelta(days=40), sponsor.id))
    days = GoalWish(
        "Board slide is out",
        "working days",
        7,
        today - timedelta(days=150),
        5,
        today - timedelta(days=12),
        3,
        today + timedelta(days=75),
        sponsor.id,
        "the finance calendar",
    )
    hours = GoalWish(
        "Quarterly figures put together",
        "hours",
        38,
        today - timedelta(days=150),
        26,
        today - timedelta(days=12),
        12,
        today + timedelta(days=75),
        None,
        "the time sheets of both analysts",
    )
    for goal in (days, hours):
        await keep_goal(write, account.id, goal)
