"""What a spreadsheet takes for a formula.

In files of ours an apostrophe stands before it, as spreadsheets themselves mark a text, and when such a file comes back
it is taken off again."""

import re

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
DEFUSED = (*(f"'{mark}" for mark in FORMULAS), *(f"''{mark}" for mark in FORMULAS))
_NUMBER = re.compile(r"[+-]?[\d.,  %]+")


def defused(cell: str) -> str:
    """A cell for a file that somebody opens in a spreadsheet. Numbers stay numbers."""
    is_formula = cell.startswith(FORMULAS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula or cell.startswith(DEFUSED) else cell


def armed(cell: str) -> str:
    """The cell as it was before."""
    return cell[1:] if cell.startswith(DEFUSED) else cell
