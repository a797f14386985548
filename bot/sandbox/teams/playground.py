"""Microsoft's playground (npm's @microsoft/m365agentsplayground) as a process of ours, on the loopback address only."""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from bot.errors import SettingsError

HERE = "127.0.0.1"
PACKAGE = "@microsoft/m365agentsplayground"
START = 60.0  # seconds
ENDING = 5.0
SEATS = 6  # it wants just so many people, and one channel
LOOPBACK = Path(__file__).with_name("loopback.cjs")
NO_NODE = "The playground needs Node 20 or newer, from https://nodejs.org: install it, then run `make demo-teams`."
NO_PACKAGES = "The playground's packages aren't here yet: run `make packages` in a clone of the repository."


@dataclass(frozen=True)
class Player:
    """Somebody in the playground. user_id: of the directory."""

    user_id: str
    name: str
    email: str


@dataclass(frozen=True)
class PlaygroundStage:
    """What the playground shows. players: the first is who sits before it. client_id, tenant_id: the bot's."""

    players: Sequence[Player]
    client_id: str
    tenant_id: str
    chat: str = "chat-with-milepost"
    team: str = "the-team"
    channels: Sequence[tuple[str, str]] = (("channel-cs", "cs"),)


@asynccontextmanager
async def playing(packages: Path, folder: Path, stage: PlaygroundStage, bot: str, port: int = 0) -> AsyncIterator[str]:
    """Its address. packages: npm's folder. folder: where it may write. bot: where it posts what people do. port: of its
    page; 0: any free one.

    Raises SettingsError where it can't be started, or could be reached from elsewhere."""
    node, program = need_playground(packages)
    (folder / ".m365agentsplayground.yml").write_text(yaml.safe_dump(_configuration(stage)), encoding="utf-8")
    port = port or free_port()
    asked = ("start", "-e", bot, "-c", "msteams", "-p", str(port), "--dt")
    process = await asyncio.create_subprocess_exec(
        node,
        "--require",
        str(LOOPBACK),
        str(program),
        *asked,
        cwd=folder,
        env={"PATH": os.defpath, "HOME": str(folder), "TEAMSAPPTESTER_BROWSER": "none"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _listens(process, port)
        if reached := [one for one in _own_addresses() if _answers(one, port)]:
            raise SettingsError(f"The playground could be reached at {reached[0]} too, so it isn't started.")
        yield f"http://{HERE}:{port}"
    finally:
        await _end(process)


def need_playground(packages: Path, port: int = 0) -> tuple[str, Path]:
    """Node, and the playground's program. Raises SettingsError where one of them isn't there, or the port is taken."""
    node, program = shutil.which("node"), packages / PACKAGE / "cli.js"
    if node is None:
        raise SettingsError(NO_NODE)
    if not program.is_file():
        raise SettingsError(NO_PACKAGES)
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HERE, port))
        except OSError as error:
            raise SettingsError(f"Port {port} can't be used; is another program using it?") from error
    return node, program


def _configuration(stage: PlaygroundStage) -> dict[str, Any]:
    others = [
        Player(f"other-{number}", f"Other {number}", f"other-{number}@example.invalid") for number in range(SEATS)
    ]
    people = [_person(one, number) for number, one in enumerate([*stage.players, *others][:SEATS])]
    channels = [{"id": number, "name": name} for number, name in stage.channels]
    return {
        "version": "0.1.1",
        "tenantId": stage.tenant_id,
        "bot": {"id": f"28:{stage.client_id}", "name": "Milepost"},
        "currentUser": people[0],
        "users": people[1:],
        "personalChat": {"id": stage.chat},
        "groupChat": {"id": "group-chat", "name": "Group"},
        "team": {"id": stage.team, "name": "Customer success", "aadGroupId": "team-group", "channels": channels},
    }


def _person(one: Player, number: int) -> dict[str, str]:
    given, _, family = one.name.partition(" ")
    told = {"name": one.name, "givenName": given, "surname": family or given, "email": one.email}
    return {"id": f"29:{number}", "aadObjectId": one.user_id, "userPrincipleName": one.email} | told


def free_port() -> int:
    """One of this machine's that nobody uses."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])


async def _listens(process: asyncio.subprocess.Process, port: int) -> None:
    """It takes the port before it is ready: it is there when it shows its page."""
    with suppress(TimeoutError):
        async with asyncio.timeout(START), aiohttp.ClientSession() as session:
            while process.returncode is None:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"http://{HERE}:{port}/") as page:
                        if page.status == 200:
                            return
                await asyncio.sleep(0.1)
    raise SettingsError("The playground doesn't start; does `node --version` say 20 or newer?")


def _answers(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=0.5):
            return True
    except OSError:
        return False


def _own_addresses() -> list[str]:
    """This machine's that others could use. Nothing is sent to find them."""
    found = set()
    with suppress(OSError):
        found |= {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))
        found.add(str(outward.getsockname()[0]))
    return sorted(one for one in found if not one.startswith("127.") and one != "::1")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), ENDING)
    if process.returncode is None:
        process.kill()
        await process.wait()
