"""What spreadsheets and reports leave in a file that is no value, and no record."""

import re

from bot.ingest.reading.cells import BadCell

# What programs and people write where there is nothing. A map gives such a word a meaning again, under values.
_PLACEHOLDERS = (
    "- -- — – n/a N/A n.a. N.A. NA <NA> nan NaN NAN NaT null NULL Null [null] \\N nil None none undefined "
    "(blank) (Blank) (leer) (empty) (none)"
)
PLACEHOLDERS = frozenset(_PLACEHOLDERS.split())
_SPREADSHEET_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!|#+)|Err:\d{3}")
_FORCED_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="00123", by which programs keep spreadsheets from changing a text
_TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?"
    r"(?:totals?|sum|summe|gesamt(?:summe|ergebnis)?|insgesamt|total g[eé]n[eé]ral|count|average|durchschnitt)"
    r"(?: \(?\d[\d,. ]*(?: \w+)?\)?)?\s*:?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"copyright|©|\(c\) ?\d|confidential|generated (?:by|on|at)\b|exported (?:by|on|at|from)\b|created (?:by|on)\b"
    r"|as of\b|page \d|source:|notes?:|filter(?:s|ed)?\b.*:|printed|run by|end of (?:report|file)|report "
    r"|.*\ball rights reserved\b",
    re.IGNORECASE,
)
_EITHER = re.compile(f"{_TOTAL.pattern}|{_FOOTER.pattern}", re.IGNORECASE).match


def uncovered(text: str) -> str:
    """A cell without what a spreadsheet put around it. Raises BadCell for an error in place of a value."""
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise BadCell("is an error of the spreadsheet: mend it there")
    forced = _FORCED_TEXT.fullmatch(text)
    return forced[1].strip() if forced else text


def may_be_no_record(text: str) -> bool:
    """Whether that looks like a total or a footer. Quick, and not the last word."""
    return _EITHER(text) is not None


def is_total(text: str) -> bool:
    """Whether that is what stands where a report adds up."""
    return _TOTAL.fullmatch(text) is not None


def is_footer(text: str) -> bool:
    """Whether that is what reports say about themselves."""
    return _FOOTER.match(text) is not None
