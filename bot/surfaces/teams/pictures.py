"""Pictures and files, shown at addresses of our own: signed, so that nobody can guess one, and of no use after a while.

A card takes no upload and only a very small picture within."""

import hmac
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.message import File, Image, Message
from bot.platform import Notebook

KEPT = timedelta(days=14)  # a digest is read again within that
FILE_KEPT = timedelta(days=1)
PATH = "/teams/shown/{name}"
PICTURE, FILE, KEY = "picture", "file", "signing key"


class ShownPictures:
    """url: our public address. now: the clock that addresses end by.

    They are signed with a key of their own, so that they go on to count when the app gets another secret."""

    def __init__(self, notebook: Notebook, *, url: str, now: Callable[[], datetime]) -> None:
        self._notebook, self._url, self._now = notebook, url.rstrip("/"), now
        self._key = b""

    async def addresses(self, message: Message) -> Mapping[str, str]:
        """Where the message's pictures are to be had from now on, by name."""
        images = [block for block in message.blocks if isinstance(block, Image)]
        return {image.name: await self.picture(image) for image in images}

    async def picture(self, image: Image) -> str:
        """Its address."""
        return await self._shown(PICTURE, image.name, image.png_base64, KEPT)

    async def file(self, file: File) -> str:
        """Where it can be downloaded."""
        return await self._shown(FILE, file.name, file.base64, FILE_KEPT)

    async def _shown(self, kind: str, name: str, content: str, kept: timedelta) -> str:
        until = self._now() + kept
        key = sha256(f"{kind}\0{name}\0{content}".encode()).hexdigest()
        await self._notebook.put(kind, key, {"name": name, "base64": content}, until=until)
        ends = int(until.timestamp())
        if not await self._signing_key():
            await self._notebook.put(KEY, KEY, {"hex": token_hex(32)})
        sign = _sign(await self._signing_key(), kind, key, ends)
        return f"{self._url}{PATH.format(name=key)}?kind={kind}&until={ends}&sign={sign}"

    async def _signing_key(self) -> bytes:
        """The same for all processes; b"" while nothing was ever shown."""
        if not self._key and (found := await self._notebook.get(KEY, KEY)):
            self._key = bytes.fromhex(found["hex"])
        return self._key

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """404 for whatever we didn't sign, and for what is over."""
        kind, key = request.query.get("kind", ""), request.match_info["name"]
        ends = request.query.get("until", "")
        if request.method != "GET" or not ends.isascii() or not ends.isdigit() or len(ends) > 12:
            raise web.HTTPNotFound
        ours = await self._signing_key()
        sign = _sign(ours, kind, key, int(ends)).encode()
        signed = hmac.compare_digest(sign, request.query.get("sign", "").encode())
        if not ours or not signed or int(ends) < self._now().timestamp():
            raise web.HTTPNotFound
        found = await self._notebook.get(kind, key)
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=b64decode(found["base64"]), headers=_headers(kind, found))


def _sign(ours: bytes, kind: str, key: str, ends: int) -> str:
    return hmac.new(ours, f"{kind} {key} {ends}".encode(), sha256).hexdigest()


def _headers(kind: str, found: Mapping[str, Any]) -> dict[str, str]:
    safe = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    if kind == PICTURE:
        return safe | {"Content-Type": "image/png"}
    name = quote(str(found["name"]))
    return safe | {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
    }
