"""files.*: the three steps of an upload."""

from __future__ import annotations

import mimetypes
from typing import Any

from bot.sandbox.api.call import Call, Refusal
from bot.sandbox.blocks import kept_blocks
from bot.sandbox.seed import Json
from bot.sandbox.state import SandboxChannel, StoredFile
from bot.sandbox.views.objects import file_object, new_message

MOST_BYTES = 20_000_000


def upload_url(call: Call) -> Json:
    name = call.text("filename")
    length = call.text("length")
    if not length.isdigit() or not 0 < int(length) <= MOST_BYTES:
        raise Refusal("invalid_arguments", "length must be the file's size in bytes")
    file = StoredFile(call.store.ids.new("F"), name.replace("/", "_"), alt_text=call.optional("alt_txt") or "")
    file.mimetype = mimetypes.guess_type(name)[0] or file.mimetype
    file.user = call.store.seed.bot_user_id
    call.store.files[file.id] = file
    return {"file_id": file.id, "upload_url": f"{call.base_url}/upload/v1/{file.id}"}


def complete(call: Call) -> Json:
    files = [_finished(call, item) for item in call.structure("files") or []]
    if not files:
        raise Refusal("invalid_arguments", "missing required field: files")
    if call.optional("channel_id") or call.optional("channels"):
        _share(call, files)
    return {"files": [file_object(file, call.base_url) for file in files]}


def _finished(call: Call, item: Any) -> StoredFile:
    file = call.store.files.get(str(item.get("id")) if isinstance(item, dict) else "")
    if file is None or not file.content:
        raise Refusal("file_not_found")
    file.title = str(item.get("title") or file.name)
    file.is_complete = True
    return file


def _channels(call: Call) -> list[SandboxChannel]:
    names = (
        [call.optional("channel_id")] if call.optional("channel_id") else (call.optional("channels") or "").split(",")
    )
    found = [call.store.channels.get(name or "") for name in names]
    if any(channel is None or not call.is_member(channel) for channel in found):
        raise Refusal("channel_not_found" if None in found else "not_in_channel")
    return [channel for channel in found if channel is not None]


def _share(call: Call, files: list[StoredFile]) -> None:
    blocks = call.structure("blocks")
    kept = None if blocks is None else kept_blocks(blocks, call.store)
    for channel in _channels(call):
        text = call.optional("initial_comment") or ""
        message = new_message(call.store, channel, call.store.seed.bot_user_id, text, blocks=kept)
        message.data |= {"files": [file_object(file, call.base_url) for file in files], "upload": True}
        if call.optional("thread_ts"):
            message.data["thread_ts"] = call.optional("thread_ts")
        call.store.add(message)
        kind = "private" if channel.is_private or channel.dm_with else "public"
        for file in files:
            file.shares.setdefault(kind, {}).setdefault(channel.id, []).append({"ts": message.ts})


def info(call: Call) -> Json:
    file = call.store.files.get(call.text("file", "file_not_found"))
    if file is None or not file.is_complete:
        raise Refusal("file_not_found")
    return {"file": file_object(file, call.base_url)}


METHODS = {
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete,
    "files.info": info,
}
