"""What an account was asked for in public (method B5), what it said, and whether it may be asked again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from bot.playbook.models import ASKS, AskKind
from bot.store.session import ReadSession
from bot.store.tables import AdvocacyAsk

NAMES: dict[str, str] = {
    "case-study": "a case study",
    "reference": "a reference call",
    "review": "a public review",
    "talk": "a talk",
}
REST = timedelta(days=180)  # after a no, the same isn't asked for


@dataclass(frozen=True)
class Standing:
    """Whether something may be asked for now. why not: open | granted | refused, and until when."""

    kind: AskKind
    ask: AdvocacyAsk | None = None
    why: str = ""
    until: date | None = None

    @property
    def may(self) -> bool:
        return not self.why


async def asks_of(db: ReadSession, account_id: int) -> tuple[AdvocacyAsk, ...]:
    """Everything that was asked for, the newest first, without what was undone."""
    a = AdvocacyAsk
    return newest_first(await db.scalars(select(a).where(a.account_id == account_id, a.undone_at.is_(None))))


def newest_first(asks: Iterable[AdvocacyAsk]) -> tuple[AdvocacyAsk, ...]:
    return tuple(sorted(asks, key=lambda ask: (ask.asked_on, ask.id), reverse=True))


def standings(asks: Sequence[AdvocacyAsk], today: date) -> tuple[Standing, ...]:
    """For each thing that can be asked for; a yes once given counts for good, else the newest answer does."""
    return tuple(_standing(kind, [ask for ask in asks if ask.kind == kind], today) for kind in ASKS)


def _standing(kind: AskKind, asks: Sequence[AdvocacyAsk], today: date) -> Standing:
    granted = next((ask for ask in asks if ask.state == "granted"), None)
    if granted is not None:
        return Standing(kind, granted, "granted")
    newest = next(iter(asks), None)
    if newest is None:
        return Standing(kind)
    if newest.state == "asked":
        return Standing(kind, newest, "open")
    until = (newest.answered_on or newest.asked_on) + REST
    return Standing(kind, newest, "refused", until) if today < until else Standing(kind, newest)
