"""Lines of the neutral message in Slack's mrkdwn."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from bot.message import Line, Span
from bot.surfaces.slack.render.escape import ELLIPSIS, JOINER, clean, cut, escape, literal, size
from bot.surfaces.slack.render.limits import SLACK

Json = dict[str, Any]

SIGNS = {"bold": "*", "italic": "_", "strike": "~"}
GAP = "\u200b"  # a style needs an edge beside it; this one takes no space
SCHEMES = ("http", "https", "mailto", "slack")
_ID = re.compile(r"[A-Z][A-Z0-9]{2,30}")


def mrkdwn(text: str) -> Json:
    """A text object. `verbatim` keeps Slack from making mentions and links of @here, #deals or acme.com."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def rendered(line: Line, *, strong: bool = False, most: int = SLACK.section) -> str:
    """The line in mrkdwn, at most `most` characters; `strong`: all of it bold."""
    budget = min(most, sum(size(span.text) for span in line))
    while size(text := _joined(shortened(line, budget), strong)) > most:
        budget = budget * most // size(text) - 1  # escaping makes words longer: & becomes &amp;
        if budget < 1:
            return ""
    return text


def shortened(line: Line, most: int) -> Line:
    """The line cut at a word, visibly, to `most` characters of plain words."""
    if sum(size(span.text) for span in line) <= most:
        return line
    kept: list[Span] = []
    for span in line:
        room = most - sum(size(before.text) for before in kept)
        if size(span.text) >= room:
            words = span.text + " " + ELLIPSIS if size(span.text) < room + 2 else span.text
            kept.append(span.model_copy(update={"text": cut(words, room)}))
            break
        kept.append(span)
    return tuple(kept)


def _joined(line: Line, strong: bool) -> str:
    text = ""
    for span in line:
        piece = _span(span, strong)
        text += (GAP if _needs_gap(text, piece) else "") + piece
    text = _whole(text.strip()) if strong else text.rstrip()
    return JOINER + text if text.startswith("&gt;") else text  # else Slack would take it for a quotation


def _whole(text: str) -> str:
    return f"*{text}*" if text else ""


def _needs_gap(before: str, after: str) -> bool:
    if not before or not after:
        return False
    signs = "*_~`"
    return (before[-1] in signs and not after[0].isspace()) or (after[0] in signs and not before[-1].isspace())


def _span(span: Span, strong: bool) -> str:
    if span.style in ("ask", "chat"):
        span = worded(span)
    if span.style == "code":
        words = escape(clean(span.text).replace("`", "ˋ"))
        return _linked(span, f"`{words}`") if words.strip() else words
    sign = "" if strong and span.style == "bold" else SIGNS.get(span.style, "")
    words = literal(span.text, within=sign + ("*" if strong else ""))
    return _styled(_linked(span, words), sign)


def worded(span: Span) -> Span:
    """How something is asked for in Slack: by a slash command, or on the bot's Home; and its word for our chat."""
    if span.style == "chat":
        return Span(text="your direct messages")
    return Span(text="my Home") if span.text == "home" else Span(text=f"/{span.text}", style="code")


def _styled(words: str, sign: str) -> str:
    """Spaces stay outside of the signs: inside they would switch the style off."""
    bare = words.strip(" ")
    if not sign or not bare:
        return words
    start = len(words) - len(words.lstrip(" "))
    return words[:start] + sign + bare + sign + words[start + len(bare) :]


def _linked(span: Span, words: str) -> str:
    if span.user and _ID.fullmatch(span.user):
        return f"<@{span.user}>"
    if span.channel and _ID.fullmatch(span.channel):
        return f"<#{span.channel}>"
    if span.link and (address := safe_address(span.link)) and words.strip():
        return f"<{address}|{words.strip()}>"
    return words


def safe_address(address: str) -> str | None:
    """An address that can stand in a link, or None for one that must not be one."""
    try:
        known = urlsplit(address).scheme in SCHEMES
    except ValueError:
        return None
    whole = quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")
    return whole.replace("&", "&amp;") if known and len(whole) <= SLACK.address else None


def paragraphs(lines: Iterable[str], most: int = SLACK.section) -> list[str]:
    """The lines in as few texts as possible, none longer than `most` characters."""
    texts: list[str] = []
    for line in lines:
        if texts and size(texts[-1]) + 1 + size(line) <= most:
            texts[-1] += "\n" + line
        else:
            texts.append(line)
    return [text for text in texts if text.strip()]
