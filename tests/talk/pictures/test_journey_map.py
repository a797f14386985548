"""The journey map."""

import base64
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bot.message import Image
from bot.store.tables import MilestoneReached
from bot.talk.account.read_account import load_account
from bot.talk.phrases.reader import Reader
from bot.talk.pictures.journey_map import SAMPLE, alt_of, journey_map, journey_map_message, map_of
from bot.talk.pictures.map_layout import RIGHT, SIZES, WIDTH, JourneyMap, MapStage, fitted, lay_out, letters_width, wrap
from bot.talk.pictures.svg import FONTS, png_of, svg_of
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TODAY, ago
from tests.given.reading import lines_of
from tests.given.rows import facts

pytestmark = pytest.mark.one_database

NAMES = ("Acme", "Größe & <b>Söhne</b>", "Ελληνικά", "Кириллица", "חברת אופק", "شركة الأفق", "Հայաստան", "x" * 200, "—")


async def draw(accounts: Accounts) -> JourneyMap:
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    assert view is not None
    return map_of(view, OLGA, NOW)


# method: A1, A2, D2
async def test_the_map_shows_what_is_behind_where_it_stands_and_what_comes(accounts: Accounts) -> None:
    await acme(accounts)
    this = await draw(accounts)
    assert [(stage.name, stage.state) for stage in this.stages] == [
        ("Land", "done"), ("Adopt", "late"), ("Expand", "to come"), ("Renew", "to come"),
    ]  # fmt: skip
    assert [(one.name, one.state, one.note) for stage in this.stages[:2] for one in stage.milestones] == [
        ("First value", "done", "reached Tue 21 Oct 2025"),
        ("Weekly habit", "late", "3 of 6 done · day 77, usually 60"),
        ("Proven outcome", "to come", ""),
    ]
    adopt = this.stages[1]
    assert adopt.next_steps[:2] == ("Trained admin", "Old way switched off")
    assert adopt.note == "here since Mon 10 Nov 2025"
    assert all(stage.purpose and stage.needs and stage.touchpoints and stage.teams for stage in this.stages)
    assert this.about == "mid · retail · Olga · renews Sat 14 Mar"


async def test_the_message_carries_the_picture_and_says_what_it_shows(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        message = await journey_map(db, accounts.library, 1, OLGA, NOW)
    assert message is not None
    image = next(block for block in message.blocks if isinstance(block, Image))
    assert base64.b64decode(image.png_base64).startswith(b"\x89PNG")
    assert "Weekly habit: 3 of 6 done" in image.alt
    assert "now here, late" in image.alt
    assert lines_of(message)[:2] == ["Acme · journey map", "In Adopt now. Next: Trained admin."]


async def test_milestones_from_before_its_time_with_us_have_no_date(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), MilestoneReached(account_id=1, period=1, milestone="first-value", via="entry"))
    first = (await draw(accounts)).stages[0].milestones[0]
    assert (first.state, first.note) == ("done", "passed before it came to us")


async def test_with_all_reached_it_stands_in_the_last_stage(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(milestone="", stage="renew", stage_position=4, stage_since=ago(10)))
    renew = (await draw(accounts)).stages[3]
    assert renew.state == "now"
    assert renew.next_steps == accounts.library.playbooks["laer"].stages[3].actions[:3]


@pytest.mark.both_databases
async def test_an_account_that_is_new_or_gone_stands_nowhere(accounts: Accounts) -> None:
    await accounts.account(status="churned", churned_on=TODAY)
    this = await draw(accounts)
    assert {stage.state for stage in this.stages} == {"to come"}
    assert "left us on Tue 6 Jan" in this.about


@pytest.mark.both_databases
async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await journey_map(db, accounts.library, 1, Reader(2, accounts.book.stranger, "Sam", None), NOW) is None


def test_the_fonts_are_here_with_their_licences() -> None:
    assert len(FONTS) == 4
    assert all(path.endswith(".ttf") for path in FONTS)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "x" * 200])
def test_every_name_is_drawn_and_not_just_left_out(name: str) -> None:
    """Without its font a text vanishes, or becomes a row of boxes that all look the same."""
    bare = JourneyMap(name=" ", about="", stages=())
    letters = sorted(set(name.replace(" ", "")))
    assert _ink(replace(bare, name=name)) > _ink(bare)
    if len(letters) > 3:  # boxes would be alike
        assert len({_pixels(replace(bare, name=one)) for one in letters}) >= len(letters) * 0.8


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_well_formed_whatever_the_name(name: str) -> None:
    tree = ElementTree.fromstring(svg_of(replace(SAMPLE, name=name)))
    drawn = "".join(node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert name[:10] in drawn
    assert not list(tree.iter("b"))


def test_everything_stays_inside_and_readable_on_a_phone() -> None:
    drawing = lay_out(replace(SAMPLE, name="The Extraordinarily Long Named Consolidated Holdings & Partners GmbH"))
    for word in drawing.words:
        start = word.x - letters_width(word.text, word.size) if word.end else word.x
        end = word.x if word.end else word.x + letters_width(word.text, word.size)
        assert start >= 0
        assert end <= WIDTH, word.text
    assert drawing.height <= 2.2 * WIDTH
    assert min(size for kind, size in SIZES.items() if kind != "label") >= 30


def test_what_does_not_fit_is_counted() -> None:
    items = ("Weekly call", "Training and clinics", "Help inside the product", "Support tickets")
    assert fitted(items, 30, 500, lines=1)[0].replace("\u00a0", " ").endswith("+3")
    assert len(fitted(items, 30, 500, lines=2)) <= 2


def test_no_line_begins_with_a_dot() -> None:
    items = tuple(f"number {number}" for number in range(9))
    lines = fitted(items, 30, 400, lines=9)
    assert len(lines) > 1
    assert not any(one.startswith("·") for one in lines)


def test_a_word_wider_than_the_line_is_cut_through() -> None:
    lines = wrap("x" * 300, 30, RIGHT, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_the_alt_text_tells_every_stage() -> None:
    said = alt_of(SAMPLE)
    assert all(stage.name in said for stage in SAMPLE.stages)


def test_a_stage_without_anything_is_still_drawn() -> None:
    bare = JourneyMap("Acme", "", (MapStage("Land", "now", "Start."),))
    assert png_of(bare).startswith(b"\x89PNG")


def _pixels(this: JourneyMap) -> bytes:
    """The picture's raw scan lines."""
    png, at, data = png_of(this), 8, b""
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(data)


def _ink(this: JourneyMap) -> int:
    """How much there is on the paper: an empty picture compresses to almost nothing."""
    return len(png_of(this))


def test_what_the_picture_shows_is_said_in_its_alt_text_alone() -> None:
    message = journey_map_message(1, SAMPLE, b"", (), ())
    image = next(block for block in message.blocks if isinstance(block, Image))
    assert image.alt == alt_of(SAMPLE)
    stages = [stage.name for stage in SAMPLE.stages]
    assert sum(name in message.plain() for name in stages) <= 1  # where it is now
