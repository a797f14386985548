"""What is known of an account's contracts, in a sentence each."""

from __future__ import annotations

from datetime import date

from bot.calendar import plural, say_date, say_in
from bot.message import Line
from bot.store.contract_terms import still_paid
from bot.talk.phrases.account_words import known_ends, next_contract
from bot.talk.phrases.words import called, totals
from bot.talk.plain.asked import FactAsked, about


def renewal(asked: FactAsked) -> Line:
    contract = next_contract(asked.view, asked.today)
    if contract is None or contract.ends_on is None:
        gone = known_ends(asked.view, asked.today)
        return about(asked, f"is {gone[0]}." if gone else "has no renewal date on record.")
    ends = f"{say_date(contract.ends_on, asked.today)}, {say_in(contract.ends_on, asked.today)}"
    if contract.ends_on < asked.today:
        return about(asked, f"had its contract end on {ends}, and nobody has said whether it renewed.")
    notice = contract.notice_on
    by = f"; notice by {say_date(notice, asked.today)}" if notice and notice >= asked.today else ""
    verb = "renews by itself" if contract.auto_renew else "renews"
    signed = "; it doesn't renew by itself" if contract.auto_renew is False else ""
    return about(asked, f"{verb} on {ends}{by}{signed}.")


def auto_renew(asked: FactAsked) -> Line:
    contract = next_contract(asked.view, asked.today)
    if contract is None or contract.ends_on is None:
        return renewal(asked)
    ends = say_date(contract.ends_on, asked.today)
    notice = contract.notice_on
    if contract.auto_renew:
        unless = f" unless they give notice by {say_date(notice, asked.today)}" if notice else ""
        return about(asked, f"renews by itself on {ends}{unless}.")
    if contract.auto_renew is False:
        return about(asked, f"doesn't renew by itself: its contract ends on {ends}.")
    return about(asked, f"has no word on record whether it renews by itself; its contract ends on {ends}.")


def notice(asked: FactAsked) -> Line:
    contract = next_contract(asked.view, asked.today)
    notice = contract.notice_on if contract else None
    if contract is None or notice is None:
        end = f" Its contract ends {say_date(contract.ends_on, asked.today)}." if contract and contract.ends_on else ""
        return about(asked, f"has no notice date on record.{end}")
    if notice < asked.today:
        return about(asked, f"could give notice until {say_date(notice, asked.today)}; that day has passed.")
    return about(asked, f"can give notice until {say_date(notice, asked.today)}, {say_in(notice, asked.today)}.")


def value(asked: FactAsked) -> Line:
    all_, paid = asked.view.contracts, still_paid(asked.view.contracts, asked.today)
    worth, ended = totals(paid), totals(one for one in all_ if one not in paid)
    untold = f"{' and '.join(ended)} ended, and nobody said how" if ended else ""
    if not worth and ended:
        return about(asked, f"paid {' and '.join(ended)} a year; that ended, and nobody said how.")
    if not worth:
        return about(asked, "has no amount on record; it comes with the contracts file.")
    several = f", in {plural(len(paid), 'contract')}" if len(paid) > 1 else ""
    beside = f"; {untold}" if untold else ""
    return about(asked, f"pays {' and '.join(worth)} a year{several}{beside}.")


def outcome(asked: FactAsked) -> Line:
    contract = next_contract(asked.view, asked.today)
    told = [one for one in asked.view.contracts if one.outcome]
    if (
        contract is not None
        and contract.ends_on is not None
        and contract.ends_on < asked.today
        and not contract.outcome
    ):
        ended = say_date(contract.ends_on, asked.today)
        return about(
            asked, f"ended its term on {ended}; the outcome isn't known: nobody has recorded whether it renewed."
        )
    if told:
        last = max(told, key=lambda one: (one.outcome_for or date.min, one.id))
        day = f" for the term to {say_date(last.outcome_for, asked.today)}" if last.outcome_for else ""
        return about(asked, f"was {'not renewed' if last.outcome == 'lost' else last.outcome}{day}.")
    if contract is None or contract.ends_on is None:
        return about(asked, "has no contract end on record, so there is no outcome yet.")
    return about(
        asked,
        f"isn't due yet: it renews on {say_date(contract.ends_on, asked.today)}, ",
        f"{say_in(contract.ends_on, asked.today)}.",
    )


def call(asked: FactAsked) -> Line:
    contract = next_contract(asked.view, asked.today)
    ends = f" for {say_date(contract.ends_on, asked.today)}" if contract and contract.ends_on else ""
    if contract is None or not contract.call:
        return about(asked, f"has no forecast from you yet{ends}.")
    since = f", said {say_date(asked.reader.day(contract.call_at), asked.today)}" if contract.call_at else ""
    return about(asked, f"is forecast as {contract.call}{ends}{since}.")


def products(asked: FactAsked) -> Line:
    names = [called(one.product, 40) for one in asked.view.contracts if one.product]
    return about(asked, f"has {', '.join(names)}." if names else "has no product on record.")
