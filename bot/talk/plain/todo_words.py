"""A to-do by its own words, short enough for a button."""

from datetime import datetime

from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.phrases.reader import Reader
from bot.talk.todos.brief import briefs
from bot.text import clean, shorten

MOST = 60


async def short_title(db: ReadSession, library: Library, cta: Cta, reader: Reader, now: datetime) -> str:
    """Its title, else what is to be done, else why."""
    if cta.title:
        return shorten(clean(cta.title), MOST)
    [brief] = await briefs(db, library, [cta], reader, now)
    return shorten(brief.todo or brief.why, MOST)
