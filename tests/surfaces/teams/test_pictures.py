"""Pictures and files at addresses of our own: signed, and over after a while."""

from datetime import timedelta

import pytest

from bot.message import File, Image
from tests.given.book import NOW
from tests.given.teams.small_teams import OLGA

pytestmark = pytest.mark.one_database

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


async def fetched(town, address: str) -> tuple[int, str, bytes]:
    async with town.people.session.get(address) as answer:
        return answer.status, answer.content_type, await answer.read()


@pytest.mark.both_databases
async def test_a_picture_is_shown_to_who_has_its_address_and_to_nobody_else(town) -> None:
    await town.installs(OLGA)
    shown = await town.types(OLGA, "/journey acme map")
    addresses = [part["url"] for one in shown for part in town.pictures_in(one)]
    assert addresses
    status, kind, body = await fetched(town, addresses[0])
    assert (status, kind, body[:4]) == (200, "image/png", b"\x89PNG")
    for changed in (("sign=", "sign=0"), ("until=", "until=9"), ("kind=picture", "kind=file"), ("shown/", "shown/0")):
        assert (await fetched(town, addresses[0].replace(*changed)))[0] == 404, changed
    town.clock[0] = NOW + timedelta(days=15)
    assert (await fetched(town, addresses[0]))[0] == 404


async def test_a_file_is_downloaded_and_never_shown(town) -> None:
    await town.installs(OLGA)
    [line] = town.milepost.lines.values()
    await line.file(OLGA, File(alt="Your accounts", name="accounts <1>.csv", base64="YSxi"))
    await line.picture(OLGA, Image(alt="A map", name="map.png", png_base64=PNG))
    listed, picture = town.teams.seen_by(OLGA)[-2:]
    assert "A map" in picture.text
    address = next(part["url"] for part in town.parts_of(listed) if part["type"] == "Action.OpenUrl")
    async with town.people.session.get(address) as answer:
        assert await answer.read() == b"a,b"
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''accounts%20%3C1%3E.csv")
    town.clock[0] = NOW + timedelta(days=2)
    assert (await fetched(town, address))[0] == 404
