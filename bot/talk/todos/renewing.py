"""The contract that a renewal's to-do is about."""

from __future__ import annotations

from bot.playbook.models import Rule
from bot.store.contract_terms import settled
from bot.store.tables import Contract, Cta
from bot.talk.account.view import AccountView


def renewing(view: AccountView, cta: Cta, rule: Rule | None) -> Contract | None:
    """What ends on the day that the to-do is about, else what ends next; where a forecast is an answer to it."""
    if rule is None or not rule.rises:
        return None
    running = [one for one in view.contracts if one.ends_on is not None and not settled(one)]
    on_its_day = next((one for one in running if str(one.ends_on) == cta.occurrence), None)
    return on_its_day or min(running, key=lambda one: (str(one.ends_on), one.id), default=None)
