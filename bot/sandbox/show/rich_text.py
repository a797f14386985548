"""`rich_text` blocks and cells to HTML."""

from __future__ import annotations

from markupsafe import Markup

from bot.sandbox.seed import Json
from bot.sandbox.show.emoji import NAMES
from bot.sandbox.show.reader import PageReader

TAGS = (("bold", "strong"), ("italic", "em"), ("strike", "s"), ("code", "code"))


def rich_text(block: Json, reader: PageReader) -> Markup:
    return Markup("").join(_part(part, reader) for part in block.get("elements") or [])


def _part(part: Json, reader: PageReader) -> Markup:
    kind, elements = part.get("type"), part.get("elements") or []
    if kind == "rich_text_list":
        tag = Markup("ol" if part.get("style") == "ordered" else "ul")
        items = Markup("").join(Markup("<li>{}</li>").format(_part(item, reader)) for item in elements)
        return Markup('<{} class="indent-{}">{}</{}>').format(tag, int(part.get("indent") or 0), items, tag)
    inner = Markup("").join(_inline(element, reader) for element in elements)
    if kind == "rich_text_preformatted":
        return Markup("<pre>{}</pre>").format(inner)
    if kind == "rich_text_quote":
        return Markup("<blockquote>{}</blockquote>").format(inner)
    return Markup("<span class=rich>{}</span>").format(inner)


def _inline(element: Json, reader: PageReader) -> Markup:
    kind = element.get("type")
    if kind == "link":
        shown = reader.link(str(element.get("url", "")), str(element.get("text") or element.get("url", "")))
    elif kind == "user":
        shown = reader.person(str(element.get("user_id", "")))
    elif kind == "channel":
        shown = reader.channel(str(element.get("channel_id", "")))
    elif kind == "broadcast":
        shown = reader.broadcast(str(element.get("range", "")))
    elif kind == "emoji":
        name = str(element.get("name", ""))
        shown = Markup("{}").format(NAMES.get(name, f":{name}:"))
    elif kind == "date":
        shown = Markup("{}").format(reader.date(int(element.get("timestamp", 0)), str(element.get("format", "{date}"))))
    else:
        shown = Markup("<br>").join(Markup("{}").format(line) for line in str(element.get("text", "")).split("\n"))
    return _styled(shown, element.get("style") or {})


def _styled(shown: Markup, style: Json) -> Markup:
    for name, tag in TAGS:
        if style.get(name):
            shown = Markup("<{}>{}</{}>").format(Markup(tag), shown, Markup(tag))
    return shown
