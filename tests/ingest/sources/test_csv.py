"""Files as they come: encodings, delimiters, quotes, and what is broken in them."""

from pathlib import Path

import pytest

from bot.errors import UserError
from bot.ingest.sources.block import Broken
from bot.ingest.sources.csv import CsvReader


def read(folder: Path, content: str | bytes, size: int = 100) -> tuple[list[tuple[int, list[str]]], list[Broken]]:
    file = folder / "file.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    good: list[tuple[int, list[str]]] = []
    broken: list[Broken] = []
    with CsvReader(file) as reader:
        while block := reader.block(size):
            good += zip(block.lines, block.records, strict=True)
            broken += block.broken
    return good, broken


@pytest.mark.parametrize(
    "content",
    [
        "key;name\nköln;Müller\n".encode("utf-8-sig"),
        "key;name\nköln;Müller\n".encode(),
        "key;name\r\nköln;Müller\r\n".encode("latin-1"),
        "key\tname\nköln\tMüller\n".encode("utf-16"),
        "sep=;\nkey;name\nköln;Müller".encode("cp1252"),
        "key,name\nköln,Müller\n".encode(),
    ],
)
def test_a_name_with_an_umlaut_arrives_whatever_the_encoding_and_the_delimiter(tmp_path: Path, content: bytes) -> None:
    good, broken = read(tmp_path, content)
    assert [cells for _, cells in good] == [["köln", "Müller"]]
    assert not broken


def test_windows_own_characters_arrive(tmp_path: Path) -> None:
    good, _ = read(tmp_path, "key,name\na,“Smart” – 5 €\n".encode("cp1252"))
    assert good[0][1] == ["a", "“Smart” – 5 €"]


def test_one_broken_byte_in_a_utf8_file_rejects_its_row_and_no_other(tmp_path: Path) -> None:
    good, broken = read(tmp_path, "key,name\na,Müller\nb,Größe\n".encode() + b"c,Caf\xe9\nd,Dort\n")
    assert [cells for _, cells in good] == [["a", "Müller"], ["b", "Größe"], ["d", "Dort"]]
    assert [(each.line, "UTF-8" in each.problem) for each in broken] == [(4, True)]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_line_numbers_are_physical_lines_also_after_quoted_newlines_and_blank_lines(tmp_path: Path, size: int) -> None:
    content = 'a,b\n1,"two\nlines"\n\n2,x\n,\n"3\n\n",y\n4,z\n'
    good, broken = read(tmp_path, content, size)
    assert good == [(2, ["1", "two\nlines"]), (5, ["2", "x"]), (7, ["3\n\n", "y"]), (10, ["4", "z"])]
    assert not broken


@pytest.mark.parametrize("name", ["Weiß“", "TÜ™", "ßŒ & Co"])
def test_windows_letters_that_are_utf_8_by_chance_stay_what_they_are(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"key,name\na,{name}\n".encode("cp1252"))[0] == [(2, ["a", name])]
    assert read(tmp_path, f"key,name\na,{name}\n".encode())[0] == [(2, ["a", name])]


def test_words_of_those_scripts_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, "key,name\na,ߒߞߏ\n".encode())[0] == [(2, ["a", "ߒߞߏ"])]


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_quote_that_is_never_closed_costs_its_own_line_only(tmp_path: Path, size: int) -> None:
    good, broken = read(tmp_path, 'a,b\n1,x\n2,"oops\n3,y\n4,"fine"\n5,z\n', size)
    assert good == [(2, ["1", "x"]), (4, ["3", "y"]), (5, ["4", "fine"]), (6, ["5", "z"])]
    assert [(each.line, each.cells) for each in broken] == [(3, ["2", '"oops'])]


def test_a_row_with_too_many_cells_is_rejected_with_a_hint(tmp_path: Path) -> None:
    good, broken = read(tmp_path, "a,b\n1,2,3\n4,5\n")
    assert good == [(3, ["4", "5"])]
    assert "3 cells, but the header has 2" in broken[0].problem


def test_a_nul_byte_rejects_its_row(tmp_path: Path) -> None:
    good, broken = read(tmp_path, b"a,b\n1,x\0y\n2,z\n")
    assert good == [(3, ["2", "z"])]
    assert (broken[0].line, broken[0].problem) == (2, "a NUL byte in a cell")


def test_a_cell_without_end_is_rejected_and_the_next_row_read(tmp_path: Path) -> None:
    good, broken = read(tmp_path, "a,b\n1," + "x" * 200_000 + "\n2,z\n")
    assert good == [(3, ["2", "z"])]
    assert "131,072" in broken[0].problem


def test_a_semicolon_in_a_comma_file_changes_nothing(tmp_path: Path) -> None:
    good, _ = read(tmp_path, 'key,name,"what; where"\n1,a;b,c;d\n')
    assert good[0][1] == ["1", "a;b", "c;d"]


def test_a_title_may_go_over_two_lines(tmp_path: Path) -> None:
    good, _ = read(tmp_path, 'key,"name\nof it"\n1,2\n')
    assert good == [(3, ["1", "2"])]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff\n"])
def test_a_file_without_a_header_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UserError, match=r"names? the columns"):
        read(tmp_path, content)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="can't be read"):
        CsvReader(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    "content",
    ["a,b,c,d\n1,two\nlines,3,4\n5,6,7,8\n9,10,11\n", "a,b,c\r\n1,two\nlines,3\r\n5,6,7\r\n9,10\r\n"],
)
def test_a_row_torn_by_a_line_break_is_no_two_rows(tmp_path: Path, content: str) -> None:
    good, broken = read(tmp_path, content)
    assert [cells[0] for _, cells in good] == ["5", "9"]  # empty cells at the end may be left out
    assert [(each.line, "line break" in each.problem) for each in broken] == [(2, True), (3, True)]


def test_the_rest_of_a_torn_row_is_none_however_long_it_is(tmp_path: Path) -> None:
    good, broken = read(tmp_path, "a,b,c,,\r\n1,\nlines,2,3,,\r\n5,6,7,,\r\n")
    assert [cells[0] for _, cells in good] == ["5"]
    assert [each.line for each in broken] == [2, 3]


@pytest.mark.parametrize("size", [1, 100])
@pytest.mark.parametrize("content", ["a,b,c,d\r,\nx,1,2\r5,6,7,8\r", "a,b,c,d\n,\nx,1,2\n5,6,7,8\n"])
def test_a_row_torn_behind_empty_cells_leaves_no_row_that_is_shifted(tmp_path: Path, content: str, size: int) -> None:
    good, broken = read(tmp_path, content, size)
    assert [cells[0] for _, cells in good] == ["5"]
    assert [(each.line, each.cells[0]) for each in broken] == [(3, "x")]


@pytest.mark.parametrize("size", [1, 100])
@pytest.mark.parametrize(
    "rows", ['"open\r\n#REF!,""",6",x\r\n', '"2,y\r\n3," 5"" x 7"" pipe",z\r\n', '1,"y\r\n2,""a 6" b",z\r\n']
)
def test_a_quote_that_swallows_the_next_row_and_closes_there_by_chance_makes_no_row_of_two(
    tmp_path: Path, rows: str, size: int
) -> None:
    good, broken = read(tmp_path, f'a,b,c\r\n0,"w\r\nw",w\r\n{rows}4,z 6" wide,z\r\n', size)
    assert [cells[0] for _, cells in good if cells[0] not in ("#REF!", "3", "2")] == ["0", "4"]
    assert broken[0].line == 4
    assert all("\n" not in cell for _, cells in good[1:] for cell in cells)


@pytest.mark.parametrize("size", [1, 100])
def test_a_quote_that_closes_at_a_later_lines_end_leaves_no_rest_as_a_row(tmp_path: Path, size: int) -> None:
    good, broken = read(tmp_path, 'a,b,c\n0,x,y\n"open\n1000,"\n0","0,00",42005\n5,x,y\n', size)
    assert [cells for _, cells in good] == [["0", "x", "y"], ["5", "x", "y"]]
    assert broken[0].line == 3
