"""Many accounts at once with the same trouble: then it is probably ours, and one word quiets all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import and_, select

from bot.calendar import DAYS, add_working_days
from bot.message import Button
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, KpiObservation, PlaybookVersion
from bot.talk.digest.reading.matters import ONE_CAUSE, Item
from bot.talk.phrases.words import called

LATELY, SILENT = timedelta(days=14), timedelta(days=3)
FELL = 2 / 3  # of what a figure was
SHARE = 0.3  # of a person's accounts
SAME = 0.8  # of those, with the same product
QUIET = 2  # working days


async def shared_cause(db: ReadSession, library: Library, item: Item, accounts: int, now: datetime) -> str:
    """ "(of your 25); 13 have Reports. Probably ours"; "" where it is no more than some accounts' own trouble. A
    playbook that they came to lately, a product that they share, a figure that fell or fell silent at most of them."""
    ids = {matter.cta.account_id for matter in item.matters if matter.cta.account_id is not None}
    if item.matters[0].cta.type != "risk" or len(ids) < max(ONE_CAUSE, SHARE * accounts):
        return ""
    for cause in (_moved, _product, _feed):
        if said := await cause(db, library, ids, now):
            return f"(of your {accounts}); {said}. Probably ours"
    return ""


def _most(having: Mapping[str, int], ids: Collection[int]) -> tuple[str, str]:
    """What most of them have, and how many ("all", "13"); "" for neither."""
    what, count = max(having.items(), key=lambda one: one[1], default=("", 0))
    if not what or count < SAME * len(ids):
        return "", ""
    return what, "all" if count == len(ids) else f"{count}"


async def _product(db: ReadSession, _library: Library, ids: Collection[int], _now: datetime) -> str:
    rows = await db.execute(
        select(Contract.account_id, Contract.product)
        .where(Contract.account_id.in_(ids), Contract.retired.is_(False))
        .distinct()
    )
    product, count = _most(Counter(product for _, product in rows if product), ids)
    return f"{count} have {called(product, 30)}" if product else ""


async def _moved(db: ReadSession, library: Library, ids: Collection[int], now: datetime) -> str:
    """Those that came to another playbook or version lately: what counts may have changed, and not what they do."""
    version = Account.playbook_version_id
    rows = await db.execute(
        select(PlaybookVersion.name)
        .join(Account, and_(Account.id.in_(ids), version == PlaybookVersion.id))
        .where(Account.moved_at >= now - LATELY)
    )
    key, count = _most(Counter(name for (name,) in rows), ids)
    title = library.playbooks[key].title if key in library.playbooks else key
    return f"{count} came to the playbook {called(title, 30)} lately" if key else ""


async def _feed(db: ReadSession, library: Library, ids: Collection[int], now: datetime) -> str:
    """A figure that fell by a third or more at most of them within days, or that nobody measures there any more while
    others of theirs come in."""
    k = KpiObservation
    rows = await db.execute(
        select(k.account_id, k.kpi, k.observed_at, k.value)
        .where(k.account_id.in_(ids), k.observed_at >= now - LATELY, k.observed_at <= now)
        .order_by(k.observed_at)
    )
    series: dict[tuple[str, int], list[tuple[datetime, float]]] = {}
    for account, kpi, at, value in rows:
        series.setdefault((kpi, account), []).append((at, value))
    newest: dict[int, datetime] = {}
    for (_, account), found in series.items():
        newest[account] = max(found[-1][0], newest.get(account, found[-1][0]))
    fell = Counter(kpi for (kpi, _), found in series.items() if found[-1][1] <= FELL * found[0][1] and found[0][1] > 0)
    silent = Counter(kpi for (kpi, one), found in series.items() if found[-1][0] < newest[one] - SILENT)
    for having, words in ((silent, "wasn't measured for days at"), (fell, "fell at")):
        key, count = _most(having, ids)
        if key:
            return f"{_kpi(library, key)} {words} {'all of them' if count == 'all' else count}"
    return ""


def _kpi(library: Library, key: str) -> str:
    kpis = (kpi for playbook in library.playbooks.values() for kpi in playbook.health.kpis)
    return next((kpi.name for kpi in kpis if kpi.key == key), key)


def quiet_until(today: date) -> date:
    return add_working_days(today, QUIET)


def quiet_button(row_id: int, today: date, action: str) -> Button:
    """ "It's ours: quiet until Wed"."""
    day = DAYS[quiet_until(today).weekday()]
    return Button(label=f"It's ours: quiet until {day}", action=action, target=str(row_id))


__all__ = ["quiet_button", "quiet_until", "shared_cause"]
