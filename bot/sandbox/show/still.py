"""Blocks on a page of their own, drawn as the local workspace draws them; there is nobody there to press anything."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bot.sandbox.blocks import with_ids
from bot.sandbox.seed import Json, Seed, SeedUser
from bot.sandbox.show.reader import PageReader
from bot.sandbox.show.render import HERE, Pen, environment
from bot.sandbox.state import SandboxStore

WHEN = datetime(2026, 1, 6, 8, 0, tzinfo=UTC)
NOBODY = SeedUser("U1", "you", "You", "you@example.com", "UTC")


def styles() -> str:
    """The workspace's own, which a page has to hold for `still` to look like it."""
    return Path(HERE / "static" / "workspace.css").read_text(encoding="utf-8")


def still(blocks: list[Json], scope: str) -> Markup:
    """The blocks as HTML. scope: keeps the ids of fields apart where a page draws several."""
    draw, store = _drawing()
    return Markup('<div class="blocks">{}</div>').format(
        Markup("").join(draw(block, scope) for block in with_ids(blocks, store.ids))
    )


@cache
def _drawing() -> tuple[Any, SandboxStore]:
    seed = Seed(
        team_id="T1",
        team_name="Preview",
        users=(NOBODY,),
        channels=(),
        bot_user_id="UBOT",
        app_id="A1",
        bot_token="xoxb-preview",
        app_token="xapp-preview",
    )
    store = SandboxStore(seed, lambda: WHEN)
    pen = Pen(PageReader(store, NOBODY))
    module: Any = environment().get_template("blocks.html").make_module({"pen": pen, "store": store, "seed": seed})
    return module.block, store
