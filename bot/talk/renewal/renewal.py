"""The renewal: the form for my call and for how it came out, and what is said when it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date, say_in
from bot.errors import UserError
from bot.message import (
    Actions,
    Button,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    Line,
    Message,
    Option,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.contract_terms import CALLS, lost, renewed
from bot.store.session import ReadSession
from bot.store.tables import Account, ChangeRecord, Contract
from bot.talk.account.read_account import load_account
from bot.talk.phrases.account_words import AccountView, next_contract
from bot.talk.phrases.clear_before_renewal import clearings, lines_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed, money
from bot.talk.renewal.call_buttons import HOW_SURE
from bot.talk.renewal.post_mortem import ask_for_it, reason_options, said_reason

OUTCOMES = (("renewed", "Renewed"), ("reduced", "Renewed for less"), ("lost", "Lost"))


@dataclass(frozen=True)
class RenewalFormFacts:
    """What the form knows. contracts: id and words, the next one first. settles: past its end, so ask how it ended.
    first: what to clear before it is talked about, where it is near."""

    account_id: int
    name: str
    contracts: tuple[tuple[int, str], ...]
    settles: bool = False
    call: str = ""
    intro: str = ""
    first: tuple[str, ...] = ()


async def renewal_form(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Form | None:
    """My call, or the outcome. None where this workspace has no such account. Raises UserError without a contract."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    clearing = (await clearings(db, [view], reader, now)).get(account_id)
    words = renewal_of(view, reader.today(now))
    return draw_renewal_form(replace(words, first=lines_of(clearing)) if clearing and not words.settles else words)


def renewal_of(view: AccountView, today: date) -> RenewalFormFacts:
    name = called(view.account.name)
    ended = [one for one in view.contracts if _untold(one, today)]
    first = min(ended, key=lambda one: one.ends_on or today, default=None) or next_contract(view, today)
    first = first or next(iter(view.contracts), None)
    if first is None:
        raise UserError(
            f"{name} has no contract on record, so there is no renewal yet. An import of contracts adds it."
        )
    others = sorted((one for one in view.contracts if one is not first), key=lost)
    return RenewalFormFacts(
        account_id=view.account.id,
        name=name,
        contracts=tuple((one.id, contract_words(one, today)) for one in (first, *others)),
        settles=first in ended,
        call=first.call or "",
        intro=_intro(first, today),
    )


def _untold(contract: Contract, today: date) -> bool:
    """Ended, doesn't renew by itself, and nobody said how it came out."""
    end = contract.ends_on
    return end is not None and end < today and not contract.auto_renew and contract.outcome_for != end


def contract_words(contract: Contract, today: date) -> str:
    """ "Reports · 90k EUR · ends Sat 14 Mar"."""
    parts = [called(contract.product, 30)]
    if contract.amount is not None:
        parts.append(money(contract.amount, contract.currency))
    if lost(contract):
        parts.append("not renewed")
    if renewed(contract):
        parts.append("renewed")
    if contract.ends_on:
        parts.append(f"{'ends' if contract.ends_on >= today else 'ended'} {say_date(contract.ends_on, today)}")
    return " · ".join(parts)


def _intro(contract: Contract, today: date) -> str:
    if contract.ends_on is None:
        return "No end date is on record."
    if contract.ends_on < today:
        return f"It ended {say_date(contract.ends_on, today)}. How did it come out?"
    if lost(contract):
        return (
            f"Not renewed; it ends {say_date(contract.ends_on, today)}. Record it anew if they have changed their mind."
        )
    if renewed(contract):
        return f"It is renewed; this term ends {say_date(contract.ends_on, today)}."
    if contract.notice_on and contract.notice_on >= today:
        return f"Notice by {say_date(contract.notice_on, today)}, {say_in(contract.notice_on, today)}."
    return f"It ends {say_date(contract.ends_on, today)}, {say_in(contract.ends_on, today)}."


def draw_renewal_form(this: RenewalFormFacts) -> Form:
    """Fields: contract (an id), call (one of CALLS), outcome (renewed | reduced | lost), until, amount
    (a year), reason (of a loss), note. Where it is past its end the outcome is asked for, and no call."""
    inputs: list[Input] = []
    if len(this.contracts) > 1:
        options = tuple(Option(label=words, value=str(number)) for number, words in this.contracts[:100])
        inputs.append(ChoiceInput(name="contract", label="Which contract?", options=options, value=(options[0].value,)))
    if not this.settles:
        inputs.append(
            ChoiceInput(
                name="call",
                label="How sure are you?",
                options=_options(HOW_SURE),
                optional=True,
                spread=True,
                value=(this.call,) if this.call in CALLS else (),
            )
        )
    inputs += [
        ChoiceInput(
            name="outcome",
            label="How did it come out?" if this.settles else "Settled already?",
            options=_options(OUTCOMES),
            optional=not this.settles,
            hint="" if this.settles else "Leave it empty while it is open.",
        ),
        DateInput(
            name="until",
            label="Runs until",
            hint="The new last day if renewed. If lost: only where it ends on another day than above",
            optional=True,
        ),
        TextInput(
            name="amount", label="Worth a year now", hint="If it changed", placeholder="110k", optional=True, most=30
        ),
        ChoiceInput(name="reason", label="If lost, what weighed most?", options=reason_options(), optional=True),
        TextInput(name="note", label="What decided it? In their words", optional=True, many_lines=True),
    ]
    words = this.contracts[0][1] if len(this.contracts) == 1 else ""
    intro: list[Line] = [line(bold(this.name), f" · {words}" if words else "")]
    return Form(
        action=actions.RENEWAL_SAVE,
        target=str(this.account_id),
        title="Renewal",
        submit="Save",
        intro=(*intro, line(this.intro), *_first(this)),
        inputs=tuple(inputs),
    )


def _first(this: RenewalFormFacts) -> tuple[Line, ...]:
    return (line(bold("Clear first")), *(line(text) for text in this.first)) if this.first else ()


def _options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=key) for key, label in pairs)


# Saved


async def confirm_renewal(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What was saved, with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    contract = await db.get(Contract, int(change.subject.partition(":")[2])) if change else None
    account = await db.get(Account, contract.account_id) if contract else None
    if change is None or contract is None or account is None:
        return None
    today = reader.today(now)
    said = saved_words(contract, change.kind, account.status == "churned", today)
    all_lost = False
    if change.kind == "renewal" and contract.outcome == "lost":
        others = await _others(db, contract)
        all_lost = all(lost(one) for one in others)
        said = lost_words(contract, others, account.status == "churned", today)
    return renewal_saved_message(account.id, called(account.name), change_id, said, lost=all_lost)


async def _others(db: ReadSession, contract: Contract) -> list[Contract]:
    """The account's other contracts that run, the one that ends first before the others."""
    running = select(Contract).where(
        Contract.account_id == contract.account_id, Contract.id != contract.id, Contract.retired.is_(False)
    )
    return list(await db.scalars(running.order_by(Contract.ends_on.is_(None), Contract.ends_on, Contract.id)))


def saved_words(contract: Contract, kind: str, churned: bool, today: date) -> tuple[str, ...]:
    """What stands now, then what follows from it."""
    if kind == "renewal-call":
        if contract.call == "won't renew":
            told = "It still counts as open: once they have said so, record it as lost."
            return "your forecast is that it won't renew", told
        return f"your forecast is {contract.call}", "The alerts and the team's forecast go by it."
    until = say_date(contract.ends_on, today) if contract.ends_on else "a day to be noted"
    if contract.outcome == "reduced":
        amount = f", {money(contract.amount, contract.currency)} a year" if contract.amount is not None else ""
        return f"renewed for less until {until}{amount}", "The renewal's to-do is closed."
    return f"renewed until {until} 🎉", "The renewal's to-do is closed."


def lost_words(contract: Contract, others: Sequence[Contract], churned: bool, today: date) -> tuple[str, ...]:
    """The same of a contract that is lost. others: that run on beside it."""
    why = f"What weighed most: {said_reason(contract.outcome_reason)}." if contract.outcome_reason else ""
    end = contract.ends_on or today
    if churned:
        return "not renewed", f"It left on {say_date(end, today)}; its to-dos are closed.", why
    ends = f"not renewed, ends {say_date(end, today)}"
    staying = [one for one in others if not lost(one)]
    if staying:
        return ends, f"Its renewal alerts stop. {_runs_on(staying)}", why
    last = max([end, *(one.ends_on for one in others if one.ends_on)])
    return ends, f"Its renewal alerts stop. The account stays with you until {say_date(last, today)}.", why


def _runs_on(staying: Sequence[Contract]) -> str:
    names = listed([called(one.product, 30) for one in staying], 3)
    return f"{names} {'runs' if len(staying) == 1 else 'run'} on."


def renewal_saved_message(
    account_id: int, name: str, change_id: int, said: tuple[str, ...], *, lost: bool = False
) -> Message:
    """lost: nothing of the account's is renewed, so what it teaches is asked for, once."""
    buttons = (
        *((ask_for_it(account_id),) if lost else ()),
        Button(label="Card", action=actions.CARD, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(
        title=line("Saved: ", bold(name), f", {said[0]}"),
        blocks=(Text(lines=tuple(line(text) for text in said[1:] if text)), Actions(elements=buttons)),
    )


_ONE = RenewalFormFacts(
    1,
    "Acme",
    ((1, "Reports · 90k EUR · ends Sat 14 Mar"),),
    call="probable",
    intro="Notice by Tue 13 Jan, in 7 days.",
    first=(
        "○ 5 open tickets (up to 2 are fine), yesterday: get a date for each from support",
        "○ Low answer 4 of 10 from Dana Reyes, Fri 2 Jan: call, and say what changes because of it",
        "✓ Nothing we promised is open",
        "✓ Last talk with Dana Reyes: Fri 2 Jan",
        "✓ Dana Reyes is likely a CEO type",
        "No upsell now, because health is 61 (on watch), open tickets are at 5 and the answer "
        "4 of 10 from Dana Reyes, Fri 2 Jan, is low.",
    ),
)
_PAST = RenewalFormFacts(
    2,
    "Soylent",
    ((2, "Reports · 45k GBP · ended Sat 3 Jan"), (3, "Alerts · 8k GBP · ends Wed 1 Apr")),
    settles=True,
    intro="It ended Sat 3 Jan. How did it come out?",
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Renewal, my call", draw_renewal_form(_ONE)),
    ("Renewal, past its end", draw_renewal_form(_PAST)),
    (
        "Renewal, call saved",
        renewal_saved_message(
            1, "Acme", 3, ("your forecast is probable", "The alerts and the team's forecast go by it.")
        ),
    ),
    (
        "Renewal, renewed",
        renewal_saved_message(1, "Acme", 4, ("renewed until Sun 14 Mar 2027 🎉", "The renewal's to-do is closed.")),
    ),
    (
        "Renewal, lost",
        renewal_saved_message(
            2,
            "Initech",
            5,
            (
                "not renewed, ends Sat 14 Mar",
                "Its renewal alerts stop. The account stays with you until Sat 14 Mar.",
                "What weighed most: the price.",
            ),
            lost=True,
        ),
    ),
    (
        "Renewal, lost beside another contract",
        renewal_saved_message(
            1,
            "Acme",
            6,
            (
                "not renewed, ends Sat 14 Mar",
                "Its renewal alerts stop. Alerts runs on.",
                "What weighed most: the price.",
            ),
        ),
    ),
    (
        "Renewal, lost after its end",
        renewal_saved_message(
            2,
            "Soylent",
            7,
            (
                "not renewed",
                "It left on Sat 3 Jan; its to-dos are closed.",
                "What weighed most: they chose somebody else.",
            ),
            lost=True,
        ),
    ),
)
