"""A message as lines of plain text."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.message import (
    Actions,
    Block,
    Chart,
    Divider,
    Facts,
    Heading,
    Image,
    Line,
    Message,
    Notes,
    Series,
    Span,
    Step,
    Steps,
    Table,
    Text,
)
from bot.text import rounded

MARKS = {"done": "✓", "now": "▸", "late": "⚠", "to come": "○"}


def plain_text(message: Message) -> str:
    """The whole message as text, its title first."""
    return "\n".join(plain_lines(message))


def plain_lines(message: Message, *, actions: bool = True) -> list[str]:
    """Title and blocks, one string a line. `actions`: name the buttons too."""
    lines = [title] if (title := said(message.title)) else []
    for block in message.blocks:
        if actions or not isinstance(block, Actions):
            lines += block_lines(block)
    return lines


def block_lines(block: Block) -> list[str]:
    """One block as lines of plain text."""
    return list(KINDS[type(block)](block))


def said(line: Line) -> str:
    """A line's words; a link's address follows in brackets where the words don't show it."""
    return one_line("".join(_span(worded(span), span.link) for span in line))


def worded(span: Span) -> str:
    """Its words; what is to be asked for as it is typed here."""
    if span.style != "ask":
        return span.text
    return "my Home" if span.text == "home" else f"/{span.text}"


def one_line(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split("\n")).replace("\r", " ").strip()


def _span(text: str, address: str | None) -> str:
    return f"{text} ({address})" if address and address != text else text


def _text(block: Text) -> Iterator[str]:
    for line in block.lines:
        yield f"> {said(line)}" if block.quote else said(line)


def _heading(block: Heading) -> Iterator[str]:
    yield one_line(block.text)


def _facts(block: Facts) -> Iterator[str]:
    for label, value in block.pairs:
        yield f"{one_line(label)}: {one_line(value)}"


def step_words(step: Step) -> tuple[str, str]:
    """The step's name and what is to be said of it; "late" is always a word too, never a sign alone."""
    note = one_line(step.note)
    if step.state == "late" and "late" not in note.casefold():
        note = f"late, {note}" if note else "late"
    return one_line(step.text), note


def _steps(block: Steps) -> Iterator[str]:
    if block.inline:
        yield " ─ ".join(inline_step(step) for step in block.steps)
        return
    for step in block.steps:
        text, note = step_words(step)
        yield f"{MARKS[step.state]} {text}" + (f" · {note}" if note else "")


def inline_step(step: Step) -> str:
    """ "Land ✓", "ADOPT", "Expand"; the note in brackets."""
    text, note = step_words(step)
    name = text.upper() if step.state in ("now", "late") else text
    done = " ✓" if step.state == "done" else ""
    return f"{name}{done}" + (f" ({note})" if note else "")


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield one_line(block.caption)
    yield from table_lines(block)


def table_lines(block: Table, *, widest: int = 40) -> list[str]:
    """The table in columns padded with spaces, numbers to the right; no cell wider than `widest` characters."""
    rows = [[column.title for column in block.columns], *([*row] for row in block.rows)]
    cells = [[_clip(one_line(cell), widest) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells if i < len(row)) for i in range(len(block.columns))]
    numbers = [column.number for column in block.columns]
    return ["  ".join(_pad(*cell) for cell in zip(row, widths, numbers, strict=False)).rstrip() for row in cells]


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _pad(text: str, width: int, number: bool) -> str:
    return text.rjust(width) if number else text.ljust(width)


def _chart(block: Chart) -> Iterator[str]:
    yield one_line(block.title)
    for series in block.series:
        yield series_line(block, series)


def series_line(block: Chart, series: Series) -> str:
    """ "logins: Mon 3, Tue 5"."""
    points = zip(block.labels, series.values, strict=False)
    words = ", ".join(f"{one_line(label)} {number(value)}" for label, value in points) or "no data"
    unit = f" ({one_line(block.unit)})" if block.unit else ""
    return f"{one_line(series.name)}{unit}: {words}"


def number(value: float) -> str:
    """A figure without needless decimals: 1,200, 3.5."""
    return f"{rounded(value, 2):,f}".rstrip("0").rstrip(".")


def _image(block: Image) -> Iterator[str]:
    yield f"[Picture: {one_line(block.alt)}]"


def _actions(block: Actions) -> Iterator[str]:
    shown = [f"[{one_line(element.label)}{'' if element.element == 'button' else ' ▾'}]" for element in block.elements]
    yield " ".join(shown)


def _notes(block: Notes) -> Iterator[str]:
    for line in block.lines:
        yield said(line)


def _rule(block: Divider) -> Iterator[str]:
    yield "───"


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
