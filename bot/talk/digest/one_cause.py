"""Many accounts at once with the same trouble: then it is probably ours, and one word quiets all of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import select

from bot.calendar import DAYS, add_working_days
from bot.message import Button
from bot.store.session import ReadSession
from bot.store.tables import Contract
from bot.talk.digest.reading.matters import ONE_CAUSE, Item
from bot.talk.phrases.words import called

SHARE = 0.3  # of a person's accounts
SAME = 0.8  # of those, with the same product
QUIET = 2  # working days


async def shared_cause(db: ReadSession, item: Item, accounts: int) -> str:
    """ "(of your 25); 13 have Reports. Probably ours"; "" where it is no more than some accounts' own trouble."""
    ids = {matter.cta.account_id for matter in item.matters if matter.cta.account_id is not None}
    if item.matters[0].cta.type != "risk" or len(ids) < max(ONE_CAUSE, SHARE * accounts):
        return ""
    rows = await db.execute(
        select(Contract.account_id, Contract.product)
        .where(Contract.account_id.in_(ids), Contract.retired.is_(False))
        .distinct()
    )
    having = Counter(product for _, product in rows if product)
    product, count = having.most_common(1)[0] if having else ("", 0)
    if count < SAME * len(ids):
        return ""
    said = "all" if count == len(ids) else f"{count}"
    return f"(of your {accounts}); {said} have {called(product, 30)}. Probably ours"


def quiet_until(today: date) -> date:
    return add_working_days(today, QUIET)


def quiet_button(row_id: int, today: date, action: str) -> Button:
    """ "It's ours: quiet until Wed"."""
    day = DAYS[quiet_until(today).weekday()]
    return Button(label=f"It's ours: quiet until {day}", action=action, target=str(row_id))


__all__ = ["quiet_button", "quiet_until", "shared_cause"]
