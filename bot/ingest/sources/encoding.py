"""How a file's bytes are to be read as text."""

import re
from pathlib import Path
from typing import NamedTuple

from bot.errors import UserError

BLOCK = 1 << 20
SAMPLE = 4096  # bytes
_OTHER_THAN_CHANCE = re.compile("[^\x00-\x7f\u0700-\u07ff]|[\u0700-\u07ff]{2}")
ENCODING_NAMES = {"cp1252": "Windows-1252 (it isn't UTF-8)", "latin-1": "Latin-1 (it isn't UTF-8)"}


class Shape(NamedTuple):
    """How a file is written. errors: what the decoder does with broken bytes. lines: physical lines in it."""

    encoding: str
    errors: str
    lines: int

    @property
    def said(self) -> str:
        """For whoever might have expected another encoding; empty where it is the usual one."""
        name = ENCODING_NAMES.get(self.encoding)
        return f"Read as {name}." if name else ""


def shape_of(file: Path) -> Shape:
    """Encoding and length of the file. Raises UserError if it can't be read or is empty."""
    try:
        with file.open("rb") as stream:
            start, lines = stream.read(SAMPLE), 1
            stream.seek(0)
            while block := stream.read(BLOCK):
                lines += block.count(b"\n")
    except OSError as error:
        raise UserError(f"{file} can't be read: {error.strerror}.") from error
    if not start:
        raise UserError(f"{file.name} is empty: its first line must name the columns.")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Shape("utf-16", "replace", lines)
    if encoding := _utf_16_without_mark(start):
        return Shape(encoding, "replace", lines)
    if _decodes(file, "utf-8-sig"):
        windows = _is_by_chance(file) and _decodes(file, "cp1252")
        return Shape("cp1252" if windows else "utf-8-sig", "strict", lines)
    if _mostly_utf8(file):
        return Shape("utf-8-sig", "replace", lines)
    return Shape("cp1252" if _decodes(file, "cp1252") else "latin-1", "strict", lines)


def _decodes(file: Path, encoding: str) -> bool:
    try:
        with file.open(encoding=encoding, newline="") as stream:
            while stream.read(BLOCK):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _is_by_chance(file: Path) -> bool:
    """Whether it is only by chance that the bytes are UTF-8: Windows-1252's "ß" or "Ü" with a mark behind it (Gruß“) is
    a letter of N'Ko or Syriac there, and nobody writes a word of one letter in those."""
    found = False
    with file.open(encoding="utf-8-sig", newline="") as stream:
        while text := stream.read(BLOCK):
            if _OTHER_THAN_CHANCE.search(text):
                return False
            found = found or not text.isascii()
    return found


def _mostly_utf8(file: Path) -> bool:
    """Whether the file is UTF-8 with a few broken bytes, so that only their rows are bad, not every umlaut."""
    good = bad = 0
    with file.open(encoding="utf-8", errors="replace", newline="") as stream:
        while text := stream.read(BLOCK):
            broken = text.count("�")
            good += 0 if text.isascii() else sum(not char.isascii() for char in text) - broken
            bad += broken
    return good > bad


def _utf_16_without_mark(start: bytes) -> str:
    """Text in two bytes a letter: every second one is 0, since most titles are Latin."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    many = len(start) // 2 * 0.4
    if odd > many and even < many / 4:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd < many / 4 else ""
