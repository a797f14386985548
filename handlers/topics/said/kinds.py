"""What a customer said, as the log's line, form and buttons name it."""

from collections.abc import Sequence
from datetime import date

from bot.language.notes.log_kind import told_of
from bot.message import Block
from bot.store.session import ReadSession
from bot.store.tables.said.sayings import KINDS, Saying
from bot.store.tables.todos_and_outbox import Cta
from bot.talk.account.read_account import load_account
from bot.talk.quotes.said_words import kept_blocks
from bot.usecases.said.keep import SaidByThem
from handlers.request import Request, Services
from handlers.sessions import reading


async def said_as(
    request: Request, services: Services, account_id: int, kind: str, words: str = "", note: str = ""
) -> SaidByThem | None:
    """None where it isn't something that they said. words: theirs; where they are missing, those that the note tells
    them in."""
    chosen = next((one for one in KINDS if one == kind), None)
    if chosen is None:
        return None
    if not words:
        found = told_of(note, services.library.spoken.told)
        words = found.words if found is not None and found.kind == chosen else ""
    async with reading(request, services) as db:
        view = await load_account(db, services.library, account_id, request.now)
    days = view.current.answer_days.of(view.account.tier) if view is not None else SaidByThem.answer_days
    return SaidByThem(chosen, words, days)


async def kept_as(db: ReadSession, saying_id: int | None, today: date) -> Sequence[Block]:
    """What is said of it after it was kept."""
    saying = await db.get(Saying, saying_id) if saying_id is not None else None
    if saying is None:
        return ()
    cta = await db.get(Cta, saying.cta_id) if saying.cta_id is not None else None
    return kept_blocks(saying, cta, today)
