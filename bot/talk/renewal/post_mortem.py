"""The post-mortem of a lost account: the form, and what is said when it is saved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, or_, select

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError, Way
from bot.message import Actions, Button, ChoiceInput, Form, Line, Message, Option, Text, TextInput, bold, line
from bot.playbook.models import Library
from bot.store.contract_terms import is_lost, lost
from bot.store.session import ReadSession
from bot.store.tables import Account, ChangeRecord, Contract, PostMortem
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.text import clean, shorten

# The keys are those of bot/usecases/account/post_mortem.py: what to choose, and the same within a sentence.
REASONS = (
    ("value", "The result wasn't worth it to them", "the result wasn't worth it"),
    ("adoption", "It never became part of their work", "it never became part of their work"),
    ("price", "The price", "the price"),
    ("product", "Something the product can't do", "something the product can't do"),
    ("service", "Our service", "our service"),
    ("people", "The people we knew left", "the people we knew left"),
    ("competitor", "They chose somebody else", "they chose somebody else"),
    ("business", "Their own business changed", "their own business changed"),
    ("other", "Something else", "something else"),
)
IN_A_SENTENCE = {key: words for key, _, words in REASONS}
KNOWABLE = (("yes", "Yes"), ("no", "No"))


async def post_mortem_form(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Form | None:
    """The form, with what was kept already; None where this workspace has no such account. Raises UserError."""
    account = await db.get(Account, account_id)
    if account is None:
        return None
    name = called(account.name)
    contracts = await _ending(db, account_id)
    running = [one for one in contracts if not one.retired]
    leaving = bool(running) and all(lost(one) for one in running)
    if account.status != "churned" and not leaving:
        raise UserError(
            f"{name} is with us, so there is no loss to look back on. If it has left, record how its term ended.",
            ways=(Way("Record the renewal", f"journey #{account_id} renewal"),),
        )
    known = await db.scalar(_standing(account))
    last = [one for one in contracts if lost(one) and (leaving or one.ends_on == account.churned_on)]
    heard, reason = (last[0].outcome_note, last[0].outcome_reason) if last else (account.churn_reason, None)
    lost_on = account.churned_on or (last[0].ends_on if last else None)
    return draw_post_mortem_form(
        account_id, name, lost_on, reader.today(now), known, heard=heard or "", reason=reason or ""
    )


async def _ending(db: ReadSession, account_id: int) -> list[Contract]:
    """Its contracts that run or were lost, the one that ends last first."""
    wanted = or_(Contract.retired.is_(False), is_lost())
    order = (Contract.ends_on.desc(), Contract.id)
    return list(await db.scalars(select(Contract).where(Contract.account_id == account_id, wanted).order_by(*order)))


def said_reason(reason: str) -> str:
    """A key of REASONS in words; any other reason as it is."""
    return IN_A_SENTENCE.get(reason, reason)


def reason_options() -> tuple[Option, ...]:
    return tuple(Option(label=label, value=key) for key, label, _ in REASONS)


def _standing(account: Account) -> Select[PostMortem]:
    return select(PostMortem).where(PostMortem.account_id == account.id, PostMortem.period == account.period)


def draw_post_mortem_form(
    account_id: int,
    name: str,
    lost_on: date | None,
    today: date,
    known: PostMortem | None = None,
    heard: str = "",
    reason: str = "",
) -> Form:
    """Fields: reason (a key of REASONS), words, differently, knowable (yes | no).

    heard: what was noted at the loss; reason: the one that was chosen then. lost_on: the last day, also one to come."""
    when = "has left us"
    if lost_on is not None:
        when = f"{'left' if lost_on < today else 'leaves'} on {say_date(lost_on, today)}"
    chosen = known.reason if known else reason
    intro: list[Line] = [line(bold(name), f" {when}. Two minutes now help the next account like it.")]
    if heard:
        intro.append(line(f"Noted then: {shorten(heard, 120)}"))
    foreseeable = {True: ("yes",), False: ("no",), None: ()}[known.foreseeable if known else None]
    return Form(
        action=actions.POST_MORTEM_SAVE,
        target=str(account_id),
        title="What did we learn?",
        submit="Save",
        intro=tuple(intro),
        inputs=(
            ChoiceInput(name="reason", label="What weighed most?", value=(chosen,) if chosen else (),
                        options=reason_options()),
            TextInput(name="words", label="In a sentence or two", value=known.words if known else "",
                      many_lines=True, optional=True),
            TextInput(name="differently", label="What would we do differently?",
                      value=known.differently if known else "", many_lines=True, optional=True),
            ChoiceInput(name="knowable", label="Could we have known in time?", value=foreseeable, spread=True,
                        options=tuple(Option(label=label, value=key) for key, label in KNOWABLE), optional=True),
        ),
    )  # fmt: skip


async def confirm_post_mortem(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What was kept, with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    account = await db.get(Account, change.account_id) if change and change.account_id else None
    kept = await db.scalar(_standing(account)) if account else None
    if account is None or kept is None:
        return None
    return post_mortem_saved_message(called(account.name), kept.reason, clean(kept.differently), change_id)


def post_mortem_saved_message(name: str, reason: str, differently: str, change_id: int) -> Message:
    lines = [line(f"What weighed most: {said_reason(reason)}.")]
    if differently:
        lines.append(line(f"Next time: {shorten(differently, 140)}"))
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(
        title=line("Saved what we learned from ", bold(name)),
        blocks=(Text(lines=tuple(lines)), Actions(elements=(all_losses(), undo))),
    )


def ask_for_it(account_id: int) -> Button:
    return Button(label="What did we learn?", action=actions.POST_MORTEM, target=str(account_id))


def all_losses() -> Button:
    return Button(label="All losses", action=actions.CHURN, target="")


_TODAY = date(2026, 1, 6)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Post-mortem, the form", draw_post_mortem_form(2, "Initech", date(2025, 11, 3), _TODAY, heard="too expensive")),
    (
        "Post-mortem, of one that is leaving",
        draw_post_mortem_form(2, "Initech", date(2026, 3, 14), _TODAY, reason="price"),
    ),
    (
        "Post-mortem, saved",
        post_mortem_saved_message("Initech", "value", "Agree on one number with the COO in the first week.", 8),
    ),
)
