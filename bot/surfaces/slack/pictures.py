"""Pictures: uploaded unseen first, so that a message that shows them is still posted in one call."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendError
from bot.message import File, Image, Message
from bot.surfaces.slack.call_result import asked, told
from bot.surfaces.slack.render.escape import cut
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.message import pictures
from bot.text import whole

REMEMBERED = 200


class Pictures:
    """Uploads each picture once, as far as this process remembers."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    async def ids_for(self, message: Message) -> dict[str, str]:
        """Slack's file ids of the message's pictures, by name. Raises SendError; nobody saw anything then."""
        return {image.name: await self._id(image) for image in pictures(message)}

    async def _id(self, image: Image) -> str:
        key = sha256(f"{image.name}\0{image.png_base64}".encode()).hexdigest()
        if key not in self._ids:
            answer = await asked(self._client.files_upload_v2(**_arguments(image)))
            if len(self._ids) >= REMEMBERED:
                self._ids.clear()
            self._ids[key] = str(_first(answer)["id"])
        return self._ids[key]

    async def share(self, channel: str, image: Image, thread: str | None) -> str | None:
        """Upload into a channel, to be seen; its address. Raises SendError or AmbiguousSend."""
        answer = await told(self._client.files_upload_v2(**_arguments(image), channel=channel, thread_ts=thread))
        return str(_first(answer).get("permalink") or "") or None

    async def share_file(self, channel: str, file: File) -> None:
        """Upload a file that isn't shown but kept. Raises SendError or AmbiguousSend."""
        content = b64decode(file.base64, validate=True)
        await told(
            self._client.files_upload_v2(filename=file.name, file=content, title=cut(file.alt, 200), channel=channel)
        )


def _arguments(image: Image) -> dict[str, Any]:
    try:
        content = b64decode(image.png_base64, validate=True)
    except binascii.Error as error:
        raise SendError(f"{image.name} is no picture: {error}", permanent=True) from error
    alt = cut(image.alt, SLACK.alt // 2)
    return {"filename": image.name, "file": content, "title": whole(image.alt, 80) or image.name, "alt_txt": alt}


def _first(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    files = answer.get("files") or [answer.get("file") or {}]
    first: Mapping[str, Any] = files[0]
    return first
