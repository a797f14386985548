"""`/journey list` without more: every list there is, how many accounts are on it, and a button for each."""

from collections.abc import Sequence
from datetime import datetime

from bot import actions
from bot.journey.accounts.selection import EVERYONE, ListQuery, Selection
from bot.message import Actions, Button, Column, Message, Notes, Table, ask, bold, line
from bot.store.session import ReadSession
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_lists import how_many
from bot.talk.portfolio.lists import BY_WORD

SHOWN = ("at-risk", "stuck", "renewals", "quiet", "ready", "new", "no-decider", "no-persona", "accounts")


async def list_of_lists(db: ReadSession, reader: Reader, now: datetime, *, mine: bool) -> Message:
    """mine: of the reader's own accounts."""
    selection = Selection(csm_id=reader.person_id) if mine else EVERYONE
    today = reader.today(now)
    counts = [(word, await how_many(db, BY_WORD[word], ListQuery(word, selection), today)) for word in SHOWN]
    return list_of_lists_message(counts, mine=mine, in_team=db.sight.limited)


def list_of_lists_message(counts: Sequence[tuple[str, int]], *, mine: bool, in_team: bool) -> Message:
    whose = "your accounts" if mine else "your team's accounts" if in_team else "all accounts"
    end = "" if mine else " all"
    rows = tuple((_name(word), f"{count:,}") for word, count in counts)
    buttons = tuple(
        Button(label=f"{BY_WORD[word].title}: {count:,}", action=actions.LIST, target=word + end)
        for word, count in counts
        if count
    )
    stages = Button(label="By stage", action=actions.LIST, target=f"stage{end}")
    notes = (
        line("Each takes more: ", ask("list stuck by csm"), " · ", ask("list quiet 14 days"), " · "),
        line(ask("list at-risk tier mid"), " · ", ask("list renewals 90 days as file")),
        line("What customers said: ", ask("list questions"), " · ", ask("list wishes")),
    )
    blocks = (
        Table(columns=(Column(title="List"), Column(title="Accounts", number=True)), rows=rows),
        Actions(elements=(*buttons[:8], stages)),
        Notes(lines=notes),
    )
    return Message(title=line(bold(f"Lists of {whose}")), blocks=blocks)


def _name(word: str) -> str:
    return BY_WORD[word].said(ListQuery(word), 2).removeprefix("in ").capitalize()


EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "journey list, a CSM's",
        list_of_lists_message([(word, place) for place, word in enumerate(SHOWN)], mine=True, in_team=False),
    ),
)
