"""Whether one account that is at hand is at risk: bot/journey/risk/at_risk.py says which ones are."""

from bot.talk.account.view import AccountView


def stands_at_risk(view: AccountView) -> bool:
    if view.churned:
        return False
    alike = view.risk is not None and view.risk.like is not None
    plainly = (view.facts is not None and view.facts.band == 1) or view.account.view == "worried" or alike
    return plainly or bool(view.low) or any(cta.type == "risk" for cta in view.todos)


__all__ = ["stands_at_risk"]
