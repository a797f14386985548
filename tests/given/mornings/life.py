"""The demo at work, without anybody attending to clicks: what stands in each CSM's channel, and working a list."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from bot.cli.demo import Demo
from bot.sandbox.sample import Csm
from bot.sandbox.workspace import LocalWorkspace
from bot.store.tables import Cta, Outgoing, Person
from bot.surfaces.plain.text import plain_text
from bot.talk.home.home import home
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.portfolio import portfolio
from bot.usecases.together.answered_together import answer_together
from bot.usecases.writing.write import Write

START = datetime(2026, 1, 6, 13, 10, tzinfo=UTC)  # a Tuesday
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass
class Life:
    """The demo at work, without anybody attending to clicks."""

    demo: Demo
    place: LocalWorkspace

    def posted(self, csm: Csm) -> list[dict[str, Any]]:
        """All that stands in the CSM's channel, oldest first."""
        number = next(n for n, channel in enumerate(self.demo.sample.channels, 1) if channel.name == f"cs-{csm.handle}")
        return self.place.messages(f"C{number:03}")

    def digest(self, csm: Csm) -> str:
        """The newest digest, without the line that is its notification alone."""
        text: str = next(m["text"] for m in reversed(self.posted(csm)) if m["text"].startswith("Good morning"))
        _, _, rest = text.partition("\n")
        return rest if rest.startswith("Good morning") else text

    async def reader(self, csm: Csm) -> Reader:
        async with self.demo.milepost.store.read(1) as db:
            person = (await db.scalars(select(Person).where(Person.email == csm.email))).one()
        return Reader(1, person.id, person.name, person.timezone)

    async def shown(self, csm: Csm) -> dict[str, int]:
        """How many to-dos need that CSM today, as Home and /journey say it."""
        reader, library, now = await self.reader(csm), self.demo.milepost.library, self.demo.clock.now()
        async with self.demo.milepost.store.read(1) as db:
            said = {"home": await home(db, library, reader, now), "journey": await portfolio(db, library, reader, now)}
        return {where: needed(plain_text(message).splitlines()[0]) for where, message in said.items()}


def needed(title: str) -> int:
    found = re.search(r": (?:([\d,]+) to-dos? needs? you|nothing needs you)", title)
    assert found, title
    return int(found[1] or 0)


def told(digest: str) -> int:
    """ "Three new, one changed, one dealt with, four waiting" → 7 that are left."""
    words = re.sub(r"[.,;]", "", digest.splitlines()[0].lower()).split()
    if words[2:] == ["nothing", "due", "today"]:
        return 0
    before = {word: words[at - 1] for at, word in enumerate(words) if at}
    new = 0 if before.get("new") == "nothing" else number(before.get("new", "no"))
    older = number(before.get("older", before.get("to", "no")))  # "one older", "one to look at"
    others = number(before.get("changed", "no")) + number(before.get("waiting", "no"))
    return new + older + others - number(before.get("dealt", "no"))


def number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.index(word)


async def works_the_list(life: Life, csm: Csm) -> None:
    """Answers the first two of the digest, and puts off what waits."""
    reader, now = await life.reader(csm), life.demo.clock.now()
    async with life.demo.milepost.store.read(1) as db:
        mine = select(Outgoing).where(Outgoing.once.like(f"digest:person:{reader.person_id}:%"))
        row = (await db.scalars(mine.order_by(Outgoing.id.desc()))).first()
        assert row is not None
        shown = select(Cta.id).where(Cta.id.in_(row.refs["ctas"]), Cta.state == "open").order_by(Cta.id)
        todos = list(await db.scalars(shown))
    write = Write(life.demo.milepost.store, 1, reader.person_id, now, f"works:{csm.handle}:{now}", reader.timezone)
    if todos:
        await answer_together(write, todos[:2], "reached-out")
