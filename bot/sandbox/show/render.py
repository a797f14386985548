"""Templates with what they need: one environment, and a `Pen` per reader that draws blocks and texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from bot.sandbox.limits.elements import all_options
from bot.sandbox.seed import Json, SeedUser
from bot.sandbox.show.charts import chart, number
from bot.sandbox.show.mrkdwn import mrkdwn, plain_text
from bot.sandbox.show.reader import PageReader

HERE = Path(__file__).resolve().parent.parent
COLOURS = 8


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["initials"] = initials
    env.filters["colour"] = colour
    return env


def initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def colour(key: str) -> int:
    return sum(key.encode()) % COLOURS


@dataclass(frozen=True)
class Pen:
    """What templates may ask for while they draw blocks for one reader."""

    reader: PageReader

    def text(self, text: Json | None) -> Markup:
        """A text object."""
        if not text:
            return Markup("")
        words = str(text.get("text", ""))
        if text.get("type") == "mrkdwn":
            return mrkdwn(words, self.reader)
        return Markup("{}").format(plain_text(words, text.get("emoji", True) is not False))

    def words(self, text: Json | None) -> str:
        """A text object's plain words, for attributes."""
        return plain_text(str(text.get("text", ""))) if text else ""

    def mrkdwn(self, text: str) -> Markup:
        return mrkdwn(text, self.reader)

    def chart(self, block: Json) -> Markup:
        return chart(block)

    def cell(self, cell: Json) -> Markup:
        if cell.get("type") == "raw_number":
            return Markup("{}").format(cell.get("text") or number(cell["value"]))
        return Markup("{}").format(plain_text(str(cell.get("text", ""))))

    def align(self, block: Json, column: int, rows: list[list[Json]]) -> str:
        """The column's class: as the app set it, else numbers to the right."""
        settings = block.get("column_settings") or []
        setting = (settings[column] if column < len(settings) else None) or {}
        body = [row[column] for row in rows[1:] if column < len(row)]
        numeric = bool(body) and all(cell.get("type") == "raw_number" for cell in body)
        align = setting.get("align") or ("right" if numeric else "left")
        return f"to-{align}" + (" wraps" if setting.get("is_wrapped") else "")

    def image(self, block: Json) -> str:
        """The picture's address if this computer has it; the page loads nothing from elsewhere."""
        held = block.get("slack_file") or {}
        url = str(held.get("url") or block.get("image_url") or "")
        if held.get("id") in self.reader.store.files:
            file = self.reader.store.files[held["id"]]
            return f"/files/{file.id}/{file.name}"
        base = self.reader.base_url
        return url.removeprefix(base) if base and url.startswith(f"{base}/") else ""

    def confirm(self, element: Json) -> str:
        """A confirmation dialog as JSON for the script; its texts are HTML made here."""
        asked = element.get("confirm")
        if not asked:
            return ""
        texts = {name: str(self.text(asked.get(name))) for name in ("title", "text", "confirm", "deny")}
        return json.dumps(texts | {"danger": asked.get("style") == "danger"})

    def options(self, element: Json) -> list[Json]:
        return all_options(element)

    def people(self) -> list[SeedUser]:
        return sorted(self.reader.store.people(), key=lambda user: user.real_name)

    def conversations(self) -> list[tuple[str, str]]:
        """What can be chosen in a conversations_select."""
        mine = [
            c for c in self.reader.store.channels.values() if self.reader.user.id in c.members and c.dm_with is None
        ]
        direct = self.reader.store.direct_channel(self.reader.user.id).id
        return [*((c.id, f"#{c.name}") for c in mine), (direct, self.reader.store.seed.bot_name)]

    def initial(self, element: Json) -> Any:
        """The value a field starts with, from whichever initial_… it has."""
        for name in ("value", "date", "time", "user", "conversation"):
            if element.get(f"initial_{name}") is not None:
                return element[f"initial_{name}"]
        if element.get("initial_option"):
            return element["initial_option"]["value"]
        return [option["value"] for option in element.get("initial_options") or []] or ""
