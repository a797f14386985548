"""The `markdown` block: the everyday part of Markdown to HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from bot.sandbox.show.emoji import with_emoji
from bot.sandbox.show.mrkdwn import CLOSE, OPEN, PRE, Shelf
from bot.sandbox.show.reader import PageReader

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
HEADING = re.compile(r"(#{1,6})\s+(.*)")
ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+(.*)")
RULE = re.compile(r"\s*(?:-{3,}|\*{3,})\s*$")
INLINE = (
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"<s>\1</s>"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"<em>\1</em>"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"<em>\1</em>"),
)


def markdown(text: str, reader: PageReader) -> Markup:
    shelf = Shelf()
    clean = text.replace(OPEN, "").replace(CLOSE, "").replace("\r\n", "\n")
    clean = PRE.sub(lambda m: "\n" + shelf.put(Markup("<pre>{}</pre>").format(m[1])) + "\n", clean)
    clean = CODE.sub(lambda m: shelf.put(Markup("<code>{}</code>").format(m[1])), clean)
    clean = LINK.sub(lambda m: shelf.put(reader.link(m[2], m[1])), clean)
    return shelf.bring_back(_blocks(str(escape(clean)).split("\n")))


def _inline(text: str) -> str:
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return with_emoji(text)


def _blocks(lines: list[str]) -> str:
    """Paragraphs, headings, lists, quotes and rules, line by line."""
    out: list[str] = []
    group: list[str] = []
    kind = ""

    def close() -> None:
        if group:
            out.append(_group(kind, group))
            group.clear()

    for line in lines:
        new_kind, content = _classify(line)
        if new_kind != kind or new_kind in {"h", "hr", ""}:
            close()
        kind = new_kind
        if kind:
            group.append(content)
    close()
    return "".join(out)


def _classify(line: str) -> tuple[str, str]:
    if not line.strip():
        return "", ""
    if RULE.match(line):
        return "hr", ""
    heading, item = HEADING.match(line), ITEM.match(line)
    if heading:
        return "h", f"{min(len(heading[1]) + 2, 6)}{_inline(heading[2])}"
    if item:
        return ("ol" if item[1] else "ul"), _inline(item[2])
    if line.startswith("&gt;"):
        return "quote", _inline(line[4:].strip())
    return "p", _inline(line)


def _group(kind: str, lines: list[str]) -> str:
    if kind in {"ul", "ol"}:
        return f"<{kind}>{''.join(f'<li>{line}</li>' for line in lines)}</{kind}>"
    if kind == "h":
        return f"<h{lines[0][0]}>{lines[0][1:]}</h{lines[0][0]}>"
    if kind == "hr":
        return "<hr>"
    tag = "blockquote" if kind == "quote" else "p"
    return f"<{tag}>{'<br>'.join(lines)}</{tag}>"
