"""What isn't a table is called by its type, whatever its name says."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.errors import UserError
from bot.ingest.sources.file_type import is_workbook
from tests.given.files.workbook import Sheet, write_workbook

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08", r"a packed file \(gzip\)"),
        (b"{\\rtf1 hello", "a text document"),
        (OLD + "Workbook".encode("utf-16-le"), r"an old workbook \(.xls\)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (OLD, "an old Office document"),
        (b"\xef\xbb\xbf\r\n <HTML><body><table>", "a web page"),
        ("<table border=1><tr>".encode("utf-16"), "a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "a workbook of 2003"),
        (b"<?xml version='1.0'?><accounts/>", "XML"),
        (b'[{"key": "acme"}]', "JSON"),
    ],
)
def test_a_file_is_called_what_it_is(tmp_path: Path, content: bytes, called: str) -> None:
    file = tmp_path / "accounts.csv"
    file.write_bytes(content)
    with pytest.raises(UserError, match=rf"accounts\.csv is .*{called}.*, which I can't read as a table\. [A-Z].*\.$"):
        is_workbook(file)


@pytest.mark.parametrize(
    ("part", "content", "called"),
    [
        ("word/document.xml", "", "a Word document"),
        ("ppt/slides.xml", "", "a presentation"),
        ("xl/workbook.bin", "", r"a binary workbook \(.xlsb\)"),
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", r"an OpenDocument spreadsheet \(.ods\)"),
        ("accounts.csv", "key,name", r"a packed file \(zip\)"),
    ],
)
def test_a_packed_file_is_called_what_is_in_it(tmp_path: Path, part: str, content: str, called: str) -> None:
    file = tmp_path / "accounts.xlsx"
    with ZipFile(file, "w") as packed:
        packed.writestr(part, content)
    with pytest.raises(UserError, match=called):
        is_workbook(file)


def test_tables_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "a.csv", {"A": Sheet([["key"]])})
    assert is_workbook(book)
    for text in ("key,name\n", '"{key}",name\n', "", "<none>,name\n"):
        (tmp_path / "a.xlsx").write_text(text)
        assert not is_workbook(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(book.read_bytes()[:200])
    with pytest.raises(UserError, match="cut off or damaged"):
        is_workbook(tmp_path / "b.xlsx")
