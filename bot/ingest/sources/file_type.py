"""What a file is, by its first bytes: whatever its name says, people send what their program made."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.errors import UserError

START = 4096
_SAVE_AS = "Open it in a spreadsheet, save it as .xlsx or CSV, and import that"
_EXPORT = "Export the data itself, as CSV or .xlsx"
_UNPACK = "Unpack it, and import the table in it"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_MAGIC = (
    (b"%PDF", "a PDF", _EXPORT),
    (b"{\\rtf", "a text document", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF8", "a picture", _EXPORT),
    (b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", _UNPACK),
    (b"Rar!", "a packed file (rar)", _UNPACK),
    (b"SQLite format 3", "a database (SQLite)", _EXPORT),
    (b"PAR1", "a Parquet file", _EXPORT),
    (b"BEGIN:VCARD", "a list of visiting cards (vCard)", _EXPORT),
)
_BY_PART = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)", _SAVE_AS),
    ("word/", "a Word document", _EXPORT),
    ("ppt/", "a presentation", _EXPORT),
    ("Index/Document.iwa", "a document of Apple's (Numbers, Pages or Keynote)", "Export it there as .xlsx or CSV"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def is_workbook(file: Path) -> bool:
    """Whether the file is a workbook that can be read (.xlsx); False for what looks like text.

    Raises UserError that calls anything else by its type and says what to do."""
    try:
        with file.open("rb") as stream:
            start = stream.read(START)
    except OSError as error:
        raise UserError(f"{file} can't be read: {error.strerror}.") from error
    if start.startswith(b"PK\x03\x04"):
        return _is_workbook_among_zips(file)
    if start.startswith(_OLD_OFFICE):
        raise _not_a_table(file, *_old_office(file))
    for magic, what, then in (*_BY_MAGIC, *_marked_up(start)):
        if start.startswith(magic):
            raise _not_a_table(file, what, then)
    return False


def _is_workbook_among_zips(file: Path) -> bool:
    try:
        with ZipFile(file) as packed:
            names = packed.namelist()
            said = packed.read("mimetype") if "mimetype" in names else b""
    except (BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise UserError(f"{file.name} is a packed file that is cut off or damaged: get it again.") from error
    if "xl/workbook.xml" in names:
        return True
    if said.startswith(_OPEN_DOCUMENT):
        if said.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
            raise _not_a_table(file, "an OpenDocument spreadsheet (.ods)", _SAVE_AS)
        raise _not_a_table(file, "an OpenDocument file", _EXPORT)
    for part, what, then in _BY_PART:
        if any(name.startswith(part) for name in names):
            raise _not_a_table(file, what, then)
    raise _not_a_table(file, "a packed file (zip)", _UNPACK)


def _old_office(file: Path) -> tuple[str, str]:
    content = file.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "a workbook that is locked with a password", "Save it without one, and import that"
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\0")):
        return "an old workbook (.xls)", _SAVE_AS
    return "an old Office document", _EXPORT


def _marked_up(start: bytes) -> list[tuple[bytes, str, str]]:
    """What is written between < and >, or as JSON: after blanks and a mark of the encoding, in any case."""
    for encoding, mark in (("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8-sig", b"")):
        if start.startswith(mark):
            text = start.decode(encoding, "replace").lstrip().lower()
            break
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return [(b"", "a workbook of 2003 (XML)", _SAVE_AS)]
    if text.startswith(("<!doctype html", "<html", "<table", "<head", "<meta", "<style")):
        return [(b"", "a web page (HTML), whatever its name says", _SAVE_AS)]
    if text.startswith(("<?xml", "<!--", "<svg")):
        return [(b"", "XML", _EXPORT)]
    if text.startswith(('{"', "[{", "{\n", "[\n")):
        return [(b"", "JSON", _EXPORT)]
    return []


def _not_a_table(file: Path, what: str, then: str) -> UserError:
    return UserError(f"{file.name} is {what}, which I can't read as a table. {then}.")
