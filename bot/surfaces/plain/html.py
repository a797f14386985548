"""A message as HTML that needs no style sheet and no script: for previews and e-mails. Every value is escaped."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bot.message import (
    Actions,
    Block,
    Chart,
    Column,
    Divider,
    Element,
    Facts,
    Heading,
    Image,
    Line,
    Message,
    Notes,
    Span,
    Steps,
    Table,
    Text,
    ask_home,
)
from bot.surfaces.plain.text import MARKS, inline_step, number, one_line, step_words, worded

TAGS = {"bold": "strong", "italic": "em", "strike": "s", "code": "code", "ask": "code"}


def html(message: Message) -> str:
    """The message as an <article>; its title is an <h3>."""
    title = f"<h3>{line_html(message.title)}</h3>" if message.title else ""
    return f'<article dir="auto">{title}{"".join(block_html(block) for block in message.blocks)}</article>'


def block_html(block: Block) -> str:
    return "".join(KINDS[type(block)](block))


def line_html(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    words = escape(one_line_kept(worded(span)))
    if span.link and urlsplit(span.link).scheme in ("http", "https", "mailto"):
        words = f'<a href="{escape(span.link, quote=True)}" rel="noopener noreferrer">{words}</a>'
    tag = None if span == ask_home() else TAGS.get(span.style)
    return f"<{tag}>{words}</{tag}>" if tag else words


def one_line_kept(text: str) -> str:
    """Without line breaks, the spaces at both ends kept: spans stand beside each other."""
    return text.replace("\r", " ").replace("\n", " ")


def _said(text: str) -> str:
    return escape(one_line(text))


def _text(block: Text) -> Iterator[str]:
    words = "<br>".join(line_html(line) for line in block.lines)
    yield f"<blockquote>{words}</blockquote>" if block.quote else f"<p>{words}</p>"


def _heading(block: Heading) -> Iterator[str]:
    yield f"<h4>{_said(block.text)}</h4>"


def _facts(block: Facts) -> Iterator[str]:
    pairs = "".join(f"<dt>{_said(label)}</dt><dd>{_said(value)}</dd>" for label, value in block.pairs)
    yield f"<dl>{pairs}</dl>"


def _steps(block: Steps) -> Iterator[str]:
    if block.inline:
        yield f"<p>{' ─ '.join(escape(inline_step(step)) for step in block.steps)}</p>"
        return
    yield "<ul>"
    for step in block.steps:
        text, note = (escape(words) for words in step_words(step))
        mark = f'<span role="img" aria-label="{step.state}">{MARKS[step.state]}</span>'
        yield f"<li>{mark} {text}{f' <small>{note}</small>' if note else ''}</li>"
    yield "</ul>"


def _table(block: Table) -> Iterator[str]:
    yield "<table>"
    if block.caption:
        yield f"<caption>{_said(block.caption)}</caption>"
    yield f"<thead><tr>{''.join(_head(column) for column in block.columns)}</tr></thead><tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cell(*pair) for pair in zip(row, block.columns, strict=False))}</tr>"
    yield "</tbody></table>"


def _head(column: Column) -> str:
    return f'<th scope="col"{_right(column)}>{_said(column.title)}</th>'


def _cell(text: str, column: Column) -> str:
    return f"<td{_right(column)}>{_said(text)}</td>"


def _right(column: Column) -> str:
    return ' style="text-align:right"' if column.number else ""


def _chart(block: Chart) -> Iterator[str]:
    title = f"{block.title} ({block.unit})" if block.unit else block.title
    columns = (Column(title=""), *(Column(title=series.name, number=True) for series in block.series))
    values = zip(block.labels, *(series.values for series in block.series), strict=False)
    rows = tuple((label, *(number(value) for value in figures)) for label, *figures in values)
    yield from _table(Table(columns=columns, rows=rows, caption=title))


def _image(block: Image) -> Iterator[str]:
    source = f"data:image/png;base64,{escape(block.png_base64, quote=True)}"
    yield f'<p><img alt="{escape(block.alt, quote=True)}" src="{source}" style="max-width:100%"></p>'


def _actions(block: Actions) -> Iterator[str]:
    yield f"<p>{' '.join(_element(element) for element in block.elements)}</p>"


def _element(element: Element) -> str:
    label = _said(element.label)
    if element.element == "button" and element.address and urlsplit(element.address).scheme in ("http", "https"):
        return f'<a href="{escape(element.address, quote=True)}">{label}</a>'
    if element.element == "select":
        options = "".join(f"<option>{_said(option.label)}</option>" for option in element.options)
        return f"<label>{label} <select>{options}</select></label>"
    return f'<button type="button">{label}</button>'


def _notes(block: Notes) -> Iterator[str]:
    yield f"<p><small>{'<br>'.join(line_html(line) for line in block.lines)}</small></p>"


def _rule(block: Divider) -> Iterator[str]:
    yield "<hr>"


KINDS: dict[type[Any], Callable[[Any], Iterator[str]]] = {
    Text: _text,
    Heading: _heading,
    Facts: _facts,
    Steps: _steps,
    Table: _table,
    Chart: _chart,
    Image: _image,
    Actions: _actions,
    Notes: _notes,
    Divider: _rule,
}
