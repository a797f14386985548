"""The first mornings with one's own export, on the local workspace: what nobody told is not known, and nothing is said
as if it were."""

# method: D2, D5

import csv
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.cli.demo import Demo, DemoHome
from bot.cli.demo_data import living_on_own_data, read_own_data
from bot.playbook.load import load_library
from bot.sandbox.workspace import LocalWorkspace
from bot.serving import attending
from bot.store.tables import Account
from bot.talk.letters.draft import draft_form
from bot.talk.phrases.reader import Reader
from tests.given.databases import new_database
from tests.given.mornings.counted import alike, repeated, words_in_digest

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 27)  # a Friday
NOW = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
OWNERS = ("Ana Silva", "Ben Okafor", "José Ortega")
NAMES = (
    "Millstone", "Harrow Foods", "Pinecrest", "Quayside", "Larkfield", "Oxbow Labs", "Tarn & Co", "Fenwick", "Holloway",
    "Brackish", "Corbel", "Dunmore", "Eastgate", "Fallow", "Grange", "Hatchet", "Inkwell", "Jessamy", "Kestrel",
    "Lockhart", "Marram", "Nettle", "Osprey", "Parsley", "Quince",
)  # fmt: skip
TYPED = ("", "list at-risk", "list stuck", "list renewals", "funnel", "Millstone", "Millstone prep", "Millstone tasks",
         "Millstone map", "Millstone why")  # fmt: skip
MILESTONES = sorted({m.name for book in load_library().playbooks.values() for m in book.milestones()})
ABSURD = {
    "a milestone": re.compile("|".join(re.escape(name) for name in MILESTONES), re.I),
    "how far, by tasks": re.compile(r"\d of \d+ done|steps? (are |is )?left|first value|first result", re.I),
    "days that nobody counts": re.compile(r"\bday \d|(?<!customer for )\b(69\d|7[01]\d|1,?09\d|1,?1[01]\d) days"),
    "all is in time": re.compile("within the usual time|No account is longer|Nobody has left, and", re.I),
    "none at risk": re.compile("none in the lowest health band|No account is in the lowest|none at risk$", re.I | re.M),
    "what was never told": re.compile("no review yet|haven't gone through|haven't yet", re.I),
    "a place in a map": re.compile("left, not all reached|to come"),
    "no sentence": re.compile(r"^\d+ no ", re.M),
}
IN_A_MAP = ("a milestone", "how far, by tasks")


def salesforce_report(file: Path) -> Path:
    """25 known customers as a CRM tells of them: owner, value, start, renewal; no stage, no figures."""
    with file.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Account ID", "Account Name", "Account Owner", "Annual Contract Value", "Annual Contract Value "
                       "Currency", "Customer Since", "Renewal Date", "Last Activity"])  # fmt: skip
        for number, name in enumerate(NAMES):
            start = TODAY - timedelta(days=1100 if number % 2 else 700)
            end, last = TODAY + timedelta(days=12 + number * 13), TODAY - timedelta(days=number)
            value = f"{(25 - number) * 4000:,}.00"
            days = [f"{day:%d/%m/%Y}" for day in (start, end, last)]
            rows.writerow([f"001Q1000000{number:02d}abAAA", name, OWNERS[number % 3], value, "EUR", *days])
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/milepost.db"
        return
    async with new_database(request.getfixturevalue("postgres")) as address:
        yield address


async def test_five_mornings_say_nothing_that_nobody_told(tmp_path: Path, database: str) -> None:
    (folder := tmp_path / "demo").mkdir()
    data = read_own_data([salesforce_report(tmp_path / "accounts.csv")], guess=True)
    home, said = DemoHome(database, 0, "Europe/Berlin"), list[str]()
    async with living_on_own_data(folder, data, home, NOW, said.append) as (demo, place):
        assert "accounts.csv: 25 rows read. 25 accounts new, 0 changed, 0 as before." in said
        for _ in range(4):
            await demo.next_morning()
        for channel in place.seed.channels:
            nothing_twice([m["text"] for m in place.messages(channel.id) if "Good morning" in m["text"]])
        mornings = {name: list(digests(place, name)) for name in ("cs-ana", "cs-ben", "cs-jose")}
        assert [len(all_) for all_ in mornings.values()] == [5, 5, 4]
        read = [text for all_ in mornings.values() for text in all_]
        read += [words(m) for channel in place.seed.channels for m in place.messages(channel.id)]
        read += await answers(demo, place)
        for text_ in read:
            is_map = "journey map" in text_  # it names the milestones, and says of none where it stands
            asked = {kind: says for kind, says in ABSURD.items() if not is_map or kind not in IN_A_MAP}
            found = {kind: said_.group() for kind, says in asked.items() if (said_ := says.search(text_))}
            assert not found, text_
        for all_ in mornings.values():
            assert "no place on the journey" in all_[0]
            assert all("have no place on the journey yet. Five a day, one tap each:" in one for one in all_[1:3])
            assert "have no place on the journey yet, still. Tap one and I go on" in all_[3]
            for later in all_[4:]:  # asked thrice in vain, it is small print with a button
                assert "accounts have no place on the journey yet." in later
                assert "a day, one tap" not in later
            asked = [re.search("(.*): using it daily", one) for one in all_[1:3]]
            assert len({one and one[1] for one in asked}) == 2, "the next morning asks about others first"
        await places_one(demo, place)


def nothing_twice(mornings: list[str]) -> None:
    """Read within half a minute, no two items alike, and none that says what it said the morning before."""
    assert len(mornings) in (4, 5)  # a fifth only where something is new: places are asked for thrice
    for digest in mornings:
        assert words_in_digest(digest) <= 90, digest
        assert alike(digest) == [], digest
    for before, after in pairwise(mornings):
        assert repeated(before, after) == [], after


def digests(place: LocalWorkspace, channel: str) -> Iterator[str]:
    [number] = [one.id for one in place.seed.channels if one.name == channel]
    return (words(m) for m in place.messages(number) if "Good morning" in words(m))


def words(message: dict[str, Any]) -> str:
    """All that stands in it, a line a block or field."""
    found: list[str] = []

    def look(part: Any) -> None:
        if isinstance(part, dict):
            found.extend([part["text"]] if isinstance(part.get("text"), str) else [])
            found.extend([part["alt_text"]] if "alt_text" in part else [])
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(message.get("blocks", []))
    return "\n".join(found)


async def answers(demo: Demo, place: LocalWorkspace) -> list[str]:
    """What Ana reads of what she types, and the letter that is drafted."""
    [channel] = [one.id for one in place.seed.channels if one.name == "cs-ana"]
    async with attending(demo.milepost, http=False):
        for word in TYPED:
            await place.acting.command("U001", channel, f"/journey {word}")
    said = [words(m) for m in place.ephemerals(channel, "U001")]
    assert len(said) >= len(TYPED), said
    assert any("Nobody has told me yet how far they are" in one for one in said)
    async with demo.milepost.store.read(demo.workspace_id) as db:
        number = await db.scalar(select(Account.id).where(Account.name == NAMES[0])) or 0
        reader = Reader(demo.workspace_id, 1, "Ana Silva", "Europe/Berlin", 1)
        form = await draft_form(db, demo.milepost.library, f"account/{number}", reader, demo.clock.now())
    assert form is not None
    return [*said, form.model_dump_json()]


async def places_one(demo: Demo, place: LocalWorkspace) -> None:
    """One tap in the digest that asked whether to go on, and the next one goes on with the others."""
    [channel] = [one.id for one in place.seed.channels if one.name == "cs-ana"]
    asked, block, button = next(
        (m, block, element)
        for m in reversed(place.messages(channel))
        if "Good morning" in words(m)
        for block in m["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element.get("text", {}).get("text", "").endswith(": using it daily")
    )
    async with attending(demo.milepost, http=False):
        outcome = await place.acting.click_message("U001", channel, asked["ts"], block["block_id"], button["action_id"])
        assert outcome.ok, outcome
        await demo.milepost.tick(demo.clock.now())
    await demo.next_morning()
    now = [words(m) for m in place.messages(channel) if "Good morning" in words(m)][-1]
    assert "8 accounts have no place on the journey yet" in now
    assert button["text"]["text"] not in now
