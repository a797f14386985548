"""Lines of the neutral message as text of a card. A TextRun reads no Markdown, so nothing in it needs an escape."""

from typing import Any
from urllib.parse import quote, urlsplit

from bot.message import Line, Span
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.text import clean, cut, literal

Json = dict[str, Any]
SCHEMES = ("http", "https", "mailto")
STYLES: dict[str, Json] = {
    "bold": {"weight": "Bolder"},
    "italic": {"italic": True},
    "strike": {"strikethrough": True},
    "code": {"fontType": "Monospace"},
}


def text_line(line: Line, *, most: int = TEAMS.line, **look: Any) -> list[Json]:
    """The line as one RichTextBlock; none where nothing is said. look: how all of it looks, as "weight"."""
    runs = [_run(span, look) for span in shortened(line, most) if clean(span.text)]
    if not any((run if isinstance(run, str) else run["text"]).strip() for run in runs):
        return []
    return [{"type": "RichTextBlock", "inlines": runs, "spacing": "None"}]


def shortened(line: Line, most: int) -> Line:
    """The line cut at a word, visibly, to `most` characters."""
    kept: list[Span] = []
    for span in line:
        if len(span.text) > most:
            return (*kept, span.model_copy(update={"text": cut(span.text, most)}))
        kept.append(span)
        most -= len(span.text)
    return tuple(kept)


def _run(span: Span, look: Json) -> str | Json:
    """A plain run is a string, which takes the least room."""
    if span.style in ("ask", "chat"):
        span = worded(span)
    made = look | STYLES.get(span.style, {})
    if span.link and (address := safe_address(span.link)):
        made |= {"selectAction": {"type": "Action.OpenUrl", "url": address}}
    words = literal(span.text)
    return {"type": "TextRun", "text": words} | made if made else words


def worded(span: Span) -> Span:
    """How something is asked for in Teams: by a slash command, or by the word that shows the bot's own page. And its
    word for our chat."""
    if span.style == "chat":
        return Span(text="your chat with me")
    return Span(text="my Home (say “home”)") if span.text == "home" else Span(text=f"/{span.text}", style="code")


def safe_address(address: str) -> str | None:
    """An address that may be opened, or None for one that must not be."""
    try:
        known = urlsplit(address).scheme in SCHEMES
    except ValueError:
        return None
    whole = quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")
    return whole if known and len(whole) <= TEAMS.address else None
