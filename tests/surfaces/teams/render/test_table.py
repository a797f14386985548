"""Tables on a phone."""

from typing import Any

from bot.message import Column, Line, Message, Table, line
from bot.surfaces.teams.render.check import parts_of, problem_of_activity
from bot.surfaces.teams.render.message import render_message

NAMES = ("CSM", "Success", "Customer", "Our side", "Good survey answers", "Promises kept by their day", "Load")
PRIYA = ("Priya Nair", "66%", "82%", "81%", "15 of 21", "–", "58 accounts")


def drawn(*columns: Column, rows: tuple[tuple[str, ...], ...], title: Line = ()) -> list[dict[str, Any]]:
    message = render_message(Message(title=title, blocks=(Table(columns=columns, rows=rows),)))
    assert problem_of_activity(message) is None
    return list(parts_of(message))


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    columns = Column(title="Account"), Column(title="A year", number=True)
    [table] = [one for one in drawn(*columns, rows=(("Acme", "120k EUR, 45k GBP"),)) if one["type"] == "Table"]
    name, money = table["columns"]
    assert money["horizontalCellContentAlignment"] == "right"
    assert money["width"] > 2 * name["width"]


def test_a_table_that_no_phone_is_wide_enough_for_is_a_list_of_its_rows() -> None:
    parts = drawn(*(Column(title=name) for name in NAMES), rows=(PRIYA, ("Tim Brandt",)))
    assert not [one for one in parts if one["type"] == "Table"]
    [rows] = [one["items"] for one in parts if one["type"] == "Container"]
    spoken = ["".join(one if isinstance(one, str) else one["text"] for one in row["inlines"]) for row in rows]
    assert [one.replace("\u00a0", " ") for one in spoken] == [
        "Priya Nair · Success: 66% · Customer: 82% · Our side: 81% · Good survey answers: 15 of 21 · Load: 58 accounts",
        "Tim Brandt",
    ]


def test_a_word_without_an_end_can_be_broken() -> None:
    parts = drawn(Column(title="A"), rows=(("x" * 60,),), title=line("🇪🇺" * 30))
    texts = [str(one["inlines"]) for one in parts if one["type"] == "RichTextBlock"]
    assert any("x" * 24 + "\\u200b" in text for text in texts)
    assert not any("🇪\\u200b🇺" in text for text in texts)
