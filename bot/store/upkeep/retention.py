"""What is kept how long, and then forgotten, a little at each round."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Delete, Update, delete, null, select, update

from bot.errors import SettingsError
from bot.store.session import Store
from bot.store.tables import AuditEntry, Concern, Outgoing, WebhookCall

BATCH = 2_000  # rows in one short transaction
DAYS = {"d": 1, "m": 30, "y": 365}
SHORTEST = 7  # days: what came yesterday is still at work
Kept = Mapping[str, int]  # days by kind
USUAL: Kept = MappingProxyType({"audit": 730, "messages": 365, "calls": 90, "concerns": 365})


@dataclass(frozen=True)
class _Kind:
    """find: ids of rows that are older than that; forget: does it to those with these ids."""

    find: Callable[[datetime], Any]
    forget: Callable[[list[int]], Delete | Update]


OVER = ("sent", "rejected", "dropped")
KINDS: Mapping[str, _Kind] = {
    "audit": _Kind(
        lambda before: select(AuditEntry.id).where(AuditEntry.at < before),
        lambda ids: delete(AuditEntry).where(AuditEntry.id.in_(ids)),
    ),
    # That it was sent stays: nothing is sent twice.
    "messages": _Kind(
        lambda before: select(Outgoing.id).where(
            Outgoing.created_at < before, Outgoing.state.in_(OVER), Outgoing.message.is_not(None)
        ),
        lambda ids: update(Outgoing).where(Outgoing.id.in_(ids)).values(message=null(), edit=False),
    ),
    "calls": _Kind(
        lambda before: select(WebhookCall.id).where(WebhookCall.created_at < before, WebhookCall.state != "pending"),
        lambda ids: delete(WebhookCall).where(WebhookCall.id.in_(ids)),
    ),
    "concerns": _Kind(
        lambda before: select(Concern.id).where(Concern.over_at < before),
        lambda ids: delete(Concern).where(Concern.id.in_(ids)),
    ),
}


def read_kept(text: str) -> Kept:
    """ "audit=2y messages=6m": of each kind that is named; the others as usual. Raises SettingsError."""
    found = dict(USUAL)
    for entry in text.split():
        name, _, length = entry.partition("=")
        if name not in KINDS:
            raise SettingsError(f"MILEPOST_KEEP speaks of {name[:20]}; what can be said there is {', '.join(KINDS)}.")
        read = re.fullmatch(r"([1-9]\d{0,4})([dmy])", length)
        if read is None or (days := int(read[1]) * DAYS[read[2]]) < SHORTEST:
            raise SettingsError(f"MILEPOST_KEEP: {name} must be a time such as 90d, 6m or 2y, of a week at least.")
        found[name] = days
    return MappingProxyType(found)


async def forget_what_is_old(store: Store, workspace_id: int, now: datetime, kept: Kept = USUAL) -> dict[str, int]:
    """How much of each kind went: at most a batch each, as a round comes again."""
    gone: dict[str, int] = {}
    for name, kind in KINDS.items():
        before = now - timedelta(days=kept[name])
        async with store.read(workspace_id) as db:
            ids = list((await db.scalars(kind.find(before).limit(BATCH))).all())
        if ids:
            async with store.write(workspace_id) as db:
                await db.execute(kind.forget(ids).execution_options(synchronize_session=False))
        gone[name] = len(ids)
    return gone


__all__ = ["KINDS", "USUAL", "Kept", "forget_what_is_old", "read_kept"]
