"""A sketch of how Slack draws blocks: near enough to judge a message by, not Slack itself."""

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

Json = dict[str, Any]

_LINK = re.compile(r"&lt;(https?://[^|&]*(?:&amp;[^|&]*)*|mailto:[^|&]*)\|(.*?)&gt;")
_MENTION = re.compile(r"&lt;([@#])([A-Z0-9]+)&gt;")
_STYLES = (
    (re.compile(r"```\n?(.*?)\n?```", re.DOTALL), r"<pre>\1</pre>"),
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)"), r"<em>\1</em>"),
    (re.compile(r"(?<!\w)~(\S(?:[^~\n]*\S)?)~(?!\w)"), r"<s>\1</s>"),
)
_QUOTE = re.compile(r"^&gt; ?(.*)$", re.MULTILINE)
_ENTITIES = (("&amp;lt;", "&lt;"), ("&amp;gt;", "&gt;"), ("&amp;amp;", "&amp;"))


def sketch(whole: Json) -> Markup:
    """A message's blocks, or a modal, as HTML."""
    drawn = Markup("").join(_block(block) for block in whole["blocks"])
    if whole.get("type") != "modal":
        return drawn
    ends = Markup("").join(_button(whole[name], "" if name == "close" else "primary") for name in ("close", "submit"))
    return Markup("<h3>{}</h3>{}<p class='row ends'>{}</p>").format(whole["title"]["text"], drawn, ends)


def _block(block: Json) -> Markup:
    return BLOCKS[block["type"]](block)


def mrkdwn(text: str) -> Markup:
    """mrkdwn as HTML. Everything is escaped before any sign is read."""
    words = str(escape(text))
    words = _LINK.sub(r'<a href="\1" rel="noopener noreferrer">\2</a>', words)
    words = _MENTION.sub(r'<span class="mention">\1\2</span>', words)
    for pattern, tag in _STYLES:
        words = pattern.sub(tag, words)
    words = _QUOTE.sub(r'<span class="quote">\1</span>', words)
    for twice, once in _ENTITIES:
        words = words.replace(twice, once)
    return Markup(words)


def _text(value: Json) -> Markup:
    return mrkdwn(value["text"]) if value["type"] == "mrkdwn" else escape(value["text"])


def _section(block: Json) -> Markup:
    if "fields" in block:
        fields = Markup("").join(Markup("<div class='text'>{}</div>").format(_text(one)) for one in block["fields"])
        return Markup("<div class='fields'>{}</div>").format(fields)
    return Markup("<div class='text'>{}</div>").format(_text(block["text"]))


def _context(block: Json) -> Markup:
    words = Markup(" ").join(_text(one) for one in block["elements"])
    return Markup("<div class='text small'>{}</div>").format(words)


def _divider(block: Json) -> Markup:
    return Markup("<hr>")


def _image(block: Json) -> Markup:
    return Markup("<p class='picture' role='img' aria-label='{0}'>Picture: {0}</p>").format(block["alt_text"])


def _actions(block: Json) -> Markup:
    return Markup("<p class='row'>{}</p>").format(Markup("").join(_element(one) for one in block["elements"]))


def _element(element: Json) -> Markup:
    if element["type"] == "button":
        return _button(element["text"], element.get("style", ""))
    label = element.get("placeholder", {}).get("text", "⋯")
    options = [option["text"]["text"] for option in element.get("options", [])]
    return Markup("<button type='button' title='{}'>{} ▾</button>").format("\n".join(options), label)


def _button(text: Json, style: str) -> Markup:
    return Markup("<button type='button' class='{}'>{}</button>").format(style, text["text"])


def _input(block: Json) -> Markup:
    element = block["element"]
    optional = " (optional)" if block["optional"] else ""
    held = element.get("initial_value") or element.get("initial_date") or element["type"].replace("_", " ")
    hint = block.get("hint", {}).get("text", "")
    form = Markup("<p class='input'><strong>{}</strong>{}<span class='box'>{}</span><small>{}</small></p>")
    return form.format(block["label"]["text"], optional, held, hint)


def _table(block: Json) -> Markup:
    aligned = [setting["align"] for setting in block["column_settings"]]
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup("<td class='{}'>{}</td>").format(side, cell["text"])
                for side, cell in zip(aligned, row, strict=True)
            )
        )
        for row in block["rows"]
    )
    return Markup("<table>{}</table>").format(rows)


def _chart(block: Json) -> Markup:
    """Bars of text: the figures, and which is larger."""
    lines = Markup("").join(_bars(series) for series in block["chart"]["series"])
    return Markup("<div class='chart'><strong>{}</strong> <small>{} chart</small>{}</div>").format(
        block["title"], block["chart"]["type"], lines
    )


def _bars(series: Json) -> Markup:
    most = max((abs(point["value"]) for point in series["data"]), default=0) or 1
    rows = Markup("").join(
        Markup(
            "<tr><td>{}</td><td class='right'>{:g}</td><td><span style='width:{}px' class='bar'></span></td></tr>"
        ).format(point["label"], point["value"], round(120 * abs(point["value"]) / most))
        for point in series["data"]
    )
    return Markup("<table><caption>{}</caption>{}</table>").format(series["name"], rows)


BLOCKS: dict[str, Callable[[Json], Markup]] = {
    "section": _section,
    "context": _context,
    "divider": _divider,
    "image": _image,
    "actions": _actions,
    "input": _input,
    "table": _table,
    "data_visualization": _chart,
}
