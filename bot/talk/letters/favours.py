"""Favours asked of a customer in public (method B5): what stands, what may be asked next, and how to ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError
from bot.journey.accounts.favours import NAMES, Standing, standings
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    DateInput,
    Form,
    Message,
    Notes,
    Option,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import AskKind, Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AdvocacyAsk, ChangeRecord
from bot.talk.account.read_account import load_account
from bot.talk.account.surveys import refuse_beside_survey
from bot.talk.letters.draft_form import draw_draft_form
from bot.talk.letters.written import asking
from bot.talk.phrases.account_words import AccountView
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, listed
from bot.text import shorten

KINDS: tuple[AskKind, ...] = get_args(AskKind)


@dataclass(frozen=True)
class AskLine:
    """One favour. said: "asked Dana Reyes, Tue 6 Jan; no answer yet". ask_id: of one that waits for an answer."""

    kind: AskKind
    said: str
    may: bool
    ask_id: int | None = None


async def advocacy(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """What they were asked for. None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    lines = ask_lines(view, view.asks, reader.today(now))
    return favours_message(account_id, called(view.account.name), lines)


def ask_lines(view: AccountView, asks: Sequence[AdvocacyAsk], today: date) -> tuple[AskLine, ...]:
    names = {known.row.id: called(known.row.name) for known in view.people}
    return tuple(_line(one, names, today) for one in standings(asks, today))


def _line(one: Standing, names: Mapping[int, str], today: date) -> AskLine:
    ask = one.ask
    if ask is None:
        return AskLine(one.kind, "not asked yet", may=True)
    whom = names.get(ask.stakeholder_id or 0, "")
    asked = f"asked{f' {whom}' if whom else ''} {say_date(ask.asked_on, today)}"
    if one.why == "open":
        return AskLine(one.kind, f"{asked}; no answer yet", may=False, ask_id=ask.id)
    said = f"{'yes' if ask.state == 'granted' else 'no'}{f' from {whom}' if whom else ''}"
    when = say_date(ask.answered_on or ask.asked_on, today)
    note = f", “{shorten(ask.note, 60)}”" if ask.note else ""
    again = f"; not again before {say_date(one.until, today)}" if one.until else ""
    return AskLine(one.kind, f"{said}, {when}{note}{again}", may=one.may)


def favours_message(account_id: int, name: str, lines: Sequence[AskLine]) -> Message:
    said = tuple(line(bold(capital(NAMES[one.kind].partition(" ")[2])), f": {one.said}") for one in lines)
    asks = [
        Button(label=f"Ask for {NAMES[one.kind]}", action=actions.ADVOCACY_ASK, target=f"{account_id}/{one.kind}")
        for one in lines
        if one.may
    ]
    answers = [
        Button(
            label=f"Their answer: {NAMES[one.kind].partition(' ')[2]}",
            action=actions.ADVOCACY_ANSWER,
            target=str(one.ask_id),
        )
        for one in lines
        if one.ask_id is not None
    ]
    card = Button(label="Card", action=actions.CARD, target=str(account_id))
    blocks: list[Block] = [Text(lines=said), Actions(elements=(*answers, *asks, card))]
    blocks.append(Notes(lines=(line("After a no, the same isn't asked for again for 180 days."),)))
    return Message(title=line("Would ", bold(name), " tell others?"), blocks=tuple(blocks))


def for_card(view: AccountView, asks: Sequence[AdvocacyAsk], today: date) -> tuple[str, ...]:
    """What stands, for the card: "Reference call: yes from Dana Reyes, Fri 2 Jan". Nothing where nothing was asked."""
    asked = {ask.kind for ask in asks}
    lines = (one for one in ask_lines(view, asks, today) if one.kind in asked)
    return tuple(f"{capital(NAMES[one.kind].partition(' ')[2])}: {one.said}" for one in lines)


# Asking, and the answer


async def ask_form(
    db: ReadSession, library: Library, account_id: int, kind: str, reader: Reader, now: datetime
) -> Form | None:
    """The ask as a draft. None where there is no such account. Raises UserError for what can't be asked for."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise UserError(f"That can't be asked for. {capital(listed(list(NAMES.values())))} can.")
    refuse_beside_survey(view, reader.today(now))
    return draw_draft_form(asking(view, known, reader, now))


async def answer_form(db: ReadSession, ask_id: int, reader: Reader, now: datetime) -> Form | None:
    """What did they say? None where this workspace has no such ask."""
    ask = await db.get(AdvocacyAsk, ask_id)
    account = await db.get(Account, ask.account_id) if ask and ask.undone_at is None else None
    if ask is None or account is None:
        return None
    today = reader.today(now)
    return draw_favour_answer_form(ask_id, called(account.name), ask.kind, say_date(ask.asked_on, today), today)


def draw_favour_answer_form(ask_id: int, account: str, kind: str, asked: str, today: date) -> Form:
    """Fields: state (granted | refused), on, note."""
    options = (Option(label="Yes", value="granted"), Option(label="No", value="refused"))
    return Form(
        action=actions.ADVOCACY_ANSWER_SAVE,
        target=str(ask_id),
        title="Their answer",
        submit="Save",
        intro=(line(bold(account), f" was asked for {NAMES.get(kind, kind)} {asked}."),),
        inputs=(
            ChoiceInput(name="state", label="What did they say?", options=options, spread=True),
            DateInput(name="on", label="When?", value=today),
            TextInput(name="note", label="In their words", many_lines=True, optional=True, most=500),
        ),
    )


async def confirm_ask(db: ReadSession, change_id: int, reader: Reader, now: datetime) -> Message | None:
    """What was noted, with Undo. None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    ask = await db.get(AdvocacyAsk, int(change.subject.partition(":")[2])) if change else None
    account = await db.get(Account, ask.account_id) if ask else None
    if ask is None or account is None:
        return None
    return favour_noted_message(account.id, called(account.name), NAMES.get(ask.kind, ask.kind), ask.state, change_id)


def favour_noted_message(account_id: int, account: str, what: str, state: str, change_id: int) -> Message:
    said, after = {
        "asked": (f"you asked {account} for {what}", "Add their answer when it comes."),
        "granted": (f"{account} said yes to {what} 🎉", "I won't suggest asking for it again."),
        "refused": (f"{account} said no to {what}", "I won't suggest it again for 180 days."),
    }[state]
    buttons = (
        Button(label="All asks", action=actions.ADVOCACY, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(title=line(bold(f"Noted: {said}")), blocks=(Text(lines=(line(after),)), Actions(elements=buttons)))


_LINES = (
    AskLine("case-study", "not asked yet", may=True),
    AskLine("reference", "yes from Dana Reyes, Fri 2 Jan, “gladly, in spring”", may=False),
    AskLine("review", "asked Ivo Brandt Mon 5 Jan; no answer yet", may=False, ask_id=3),
    AskLine("talk", "no, Tue 2 Dec 2025; not again before Sun 31 May", may=False),
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Asks", favours_message(1, "Acme", _LINES)),
    ("Asks, their answer", draw_favour_answer_form(3, "Acme", "review", "Mon 5 Jan", date(2026, 1, 6))),
    ("Asks, asked", favour_noted_message(1, "Acme", "a public review", "asked", 9)),
    ("Asks, granted", favour_noted_message(1, "Acme", "a reference call", "granted", 9)),
    ("Asks, refused", favour_noted_message(1, "Acme", "a talk", "refused", 9)),
)
