"""Slack's mrkdwn to HTML.

Whatever becomes markup is put aside behind a private character and comes back at the end, so that no later step can
read it as text; everything else is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from bot.sandbox.show.emoji import with_emoji
from bot.sandbox.show.reader import PageReader

OPEN, CLOSE = "\ue000", "\ue001"
PRE = re.compile(r"```\n?(.*?)\n?```", re.S)
CODE = re.compile(r"`([^`\n]+)`")
ANGLE = re.compile(r"<([^<>\n]+)>")
WEB = re.compile(r"(https?://|mailto:|tel:)")
KEPT = re.compile(f"{OPEN}(\\d+){CLOSE}")
STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n]+?)(?<=\S){mark}(?![\w{mark}])"), tag)
    for mark, tag in ((r"\*", "strong"), ("_", "em"), ("~", "s"))
)


class Shelf:
    """Finished pieces of HTML, put aside."""

    def __init__(self) -> None:
        self._pieces: list[Markup] = []

    def put(self, piece: Markup) -> str:
        self._pieces.append(piece)
        return f"{OPEN}{len(self._pieces) - 1}{CLOSE}"

    def bring_back(self, text: str) -> Markup:
        """Also pieces within pieces."""
        while KEPT.search(text):
            text = KEPT.sub(lambda found: self._pieces[int(found[1])], text)
        return Markup(text)


def unescaped(text: str) -> str:
    """Slack's three entities back to characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain_text(text: str, emoji: bool = True) -> str:
    """A plain_text object's words. Jinja escapes them."""
    words = unescaped(text)
    return with_emoji(words) if emoji else words


def mrkdwn(text: str, reader: PageReader) -> Markup:
    shelf = Shelf()
    clean = text.replace(OPEN, "").replace(CLOSE, "").replace("\r\n", "\n")
    clean = PRE.sub(lambda m: shelf.put(Markup("<pre>{}</pre>").format(unescaped(m[1]))), clean)
    clean = CODE.sub(lambda m: shelf.put(Markup("<code>{}</code>").format(unescaped(m[1]))), clean)
    clean = ANGLE.sub(lambda m: shelf.put(_angle(m[1], reader)), clean)
    return shelf.bring_back(_lines(str(escape(unescaped(clean)))))


def _angle(inner: str, reader: PageReader) -> Markup:
    """<@U>, <#C|name>, <!here>, <!date^…>, <url|text>."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return reader.person(target[1:])
    if target.startswith("#"):
        return reader.channel(target[1:], label)
    if target.startswith("!date^"):
        return _date(target, label, reader)
    if target.startswith("!"):
        return reader.broadcast(label.lstrip("@") or target[1:].split("^")[0])
    if not label and not WEB.match(target):
        return Markup("&lt;{}&gt;").format(unescaped(inner))
    words = with_emoji(unescaped(label or target.removeprefix("mailto:")))
    return reader.link(unescaped(target), words)


def _date(target: str, fallback: str, reader: PageReader) -> Markup:
    parts = target.split("^")
    if len(parts) < 3 or not parts[1].isdigit():
        return Markup("{}").format(unescaped(fallback))
    words = reader.date(int(parts[1]), unescaped(parts[2]))
    shown = Markup("<time>{}</time>").format(words)
    return reader.link(unescaped(parts[3]), shown) if len(parts) > 3 else shown


def _lines(text: str) -> str:
    """Line breaks, and runs of "> " lines as quotes. `text` is escaped already."""
    out: list[str] = []
    quote: list[str] = []

    def close_quote() -> None:
        if quote:
            out.append(f"<blockquote>{'<br>'.join(quote)}</blockquote>")
            quote.clear()

    for line in text.split("\n"):
        if line.startswith("&gt;"):
            quote.append(styled(line[4:].removeprefix(" ")))
        else:
            close_quote()
            out.append(styled(line))
    close_quote()
    return _joined(out)


def _joined(lines: list[str]) -> str:
    """Breaks between lines, but none beside a block of its own."""
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(line)
        is_last = number == len(lines) - 1
        if not is_last and not line.endswith("</blockquote>") and not lines[number + 1].startswith("<blockquote>"):
            parts.append("<br>")
    return "".join(parts)


def styled(text: str) -> str:
    """*bold*, _italic_, ~strike~ and :emoji: in one line of escaped text."""
    for pattern, tag in STYLES:
        text = pattern.sub(_wrap(tag), text)
    return with_emoji(text)


def _wrap(tag: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"<{tag}>{found[1]}</{tag}>"
