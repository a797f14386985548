"""What of the method the sample shows to whoever looks: rows that no digest speaks of."""

from sqlalchemy import select

from bot.journey.accounts.selection import EVERYONE
from bot.message import Message
from bot.store.tables import Account, Cta
from bot.surfaces.plain.text import plain_text
from bot.talk.card.card import card
from bot.talk.health.health import health
from bot.talk.phrases.reader import Reader
from bot.talk.plan.plan import plan
from bot.talk.reviews.team_notes import team_notes
from bot.talk.said.wishes import wishes
from tests.given.mornings.life import Life

SHOWN = {
    "health of garrowby": ("By product", "Platform: weekly use", "Freight add-on: weekly use"),  # C14
    "card of garrowby": ("Success in Adopt, as they'd say it (Logistics company)",),  # B11
    "plan of alderfen": ("by hand", "when your product says so"),  # D13
    "wishes": ("What those who left lacked", "Ilverstone Bank"),  # B12
    "notes": ("2 notes of your team", "As a logistics company"),  # B13
}


async def not_shown(life: Life) -> list[str]:
    """What of it is missing."""
    milepost, now = life.demo.milepost, life.demo.clock.now()
    async with milepost.store.read(1) as db:
        found = await db.execute(select(Account.key, Account.id).where(Account.key.in_(("garrowby", "alderfen"))))
        ids: dict[str, int] = dict(found.all())  # type: ignore[arg-type]
        reader, library = Reader(1, 1, "Rosa", "Europe/Berlin"), milepost.library
        said: dict[str, Message | None] = {
            "health of garrowby": await health(db, library, ids["garrowby"], reader, now),
            "card of garrowby": await card(db, library, ids["garrowby"], reader, now),
            "plan of alderfen": await plan(db, library, ids["alderfen"], reader, now),
            "wishes": await wishes(db, EVERYONE, reader, now),
            "notes": await team_notes(db, library, reader, now),
        }
        asking = [rule.key for rule in library.playbooks["laer"].rules if rule.asks is not None]
        surveys = list(await db.scalars(select(Cta.id).where(Cta.rule.in_(asking), Cta.state == "open")))
    missing = [
        f"{name}: {words}"
        for name, wanted in SHOWN.items()
        for words in wanted
        if (message := said[name]) is None or words not in plain_text(message)
    ]
    return missing if surveys else [*missing, "no survey is asked for"]  # C11
