"""Blocks as Slack keeps them: checked, and with the ids an app left out."""

from __future__ import annotations

import copy
from typing import Any

from bot.sandbox.api.call import Refusal
from bot.sandbox.limits.blocks import MESSAGE_CHARACTERS, check_blocks, check_view, elements_of
from bot.sandbox.seed import Json
from bot.sandbox.state import Ids, SandboxStore

TEXT_LIMIT = 40_000


def kept_blocks(blocks: Any, store: SandboxStore, surface: str = "message") -> list[Json]:
    """The blocks to store. Raises Refusal("invalid_blocks") naming the block and the reason."""
    problems = check_blocks(blocks, surface)
    problems = problems or _unknown_files(blocks, store)
    if problems:
        too_long = any(f"more than {MESSAGE_CHARACTERS}" in problem for problem in problems)
        raise Refusal("msg_blocks_too_long" if too_long else "invalid_blocks", *problems)
    return with_ids(blocks, store.ids)


def _unknown_files(blocks: Any, store: SandboxStore) -> list[str]:
    """Pictures named by an id that was never uploaded."""
    held = [b.get("slack_file") for block in blocks for b in (block, block.get("accessory") or {})]
    wanted = [str(file["id"]) for file in held if isinstance(file, dict) and "id" in file]
    return [f"invalid slack file: {file_id}" for file_id in wanted if file_id not in store.files]


def with_ids(blocks: list[Json], ids: Ids) -> list[Json]:
    kept = copy.deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", ids.new("b"))
        for element in elements_of(block):
            element.setdefault("action_id", ids.new("a"))
    return kept


def checked_text(text: str | None, blocks: list[Json] | None) -> str:
    if not text and not blocks:
        raise Refusal("no_text")
    if text and len(text) > TEXT_LIMIT:
        raise Refusal("msg_too_long")
    return text or ""


def new_view(view: Any, store: SandboxStore, *, previous: Json | None = None, root: str | None = None) -> Json:
    """A modal or Home as Slack answers it. `previous` is the version it replaces."""
    problems = check_view(view)
    if problems:
        raise Refusal("invalid_arguments", *problems)
    view_id = previous["id"] if previous else store.ids.new("V")
    return {
        "id": view_id,
        "team_id": store.seed.team_id,
        "type": view["type"],
        "blocks": with_ids(view["blocks"], store.ids),
        "private_metadata": view.get("private_metadata") or "",
        "callback_id": view.get("callback_id") or "",
        "state": {"values": {}},
        "hash": store.timestamps.new(),
        "title": view.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(view.get("clear_on_close")),
        "notify_on_close": bool(view.get("notify_on_close")),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": previous["previous_view_id"] if previous else None,
        "root_view_id": previous["root_view_id"] if previous else (root or view_id),
        "app_id": store.seed.app_id,
        "external_id": view.get("external_id") or "",
        "app_installed_team_id": store.seed.team_id,
        "bot_id": store.bot_id,
    }
