"""Text as it is compared, cleaned and cut, words as they are offered, figures as they are said. Pure."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

EXACT = 1e15  # what a number in binary holds to the unit

JOINERS = "\u200c\u200d"  # Persian names and emoji are spelt with them

ADDRESS = r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+"  # an e-mail's


def compared(text: str) -> str:
    """The form in which names are compared: case, width and spacing don't matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded_word(text: str) -> str:
    """Without case, accents, blanks and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


def id_in(text: str) -> int | None:
    """An id of ours as it comes back to us; None for what can't be one. Databases count to 2^63 - 1 and no further."""
    found = int(text) if text.isdecimal() and len(text) <= 19 else 0
    return found if 0 < found < 2**63 else None


def clean(text: str) -> str:
    """Text on one line: no control characters, no bidirectional overrides, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = (" " if letter.isspace() else letter for letter in text)
    kept = (one for one in spaced if one in JOINERS or unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def shorten(text: str, most: int = 40) -> str:
    """A text cut to `most` characters at a word, with "…"."""
    text = clean(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    return (head[:space] if space > most * 2 // 3 else head).rstrip(" ,;:-") + "…"


def whole(text: str, most: int) -> str:
    """As many of its first sentences as fit into `most` characters, none of them cut; "" where not even one does."""
    text = clean(text)
    ends = [len(text), *(at.end() for at in re.finditer(r"[.!?…](?=\s)", text))]
    return text[: max((end for end in ends if end <= most), default=0)]


def possessive(name: str) -> str:
    """ "Acme's", "Alderfen Textiles'"."""
    return f"{name}'" if compared(name).endswith("s") else f"{name}'s"


def did_you_mean(wrong: str, known: Sequence[str]) -> str:
    """ "; did you mean 'x'?" or nothing."""
    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def one_of(known: Sequence[str]) -> str:
    """ "a, b or c"."""
    names = list(known)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}" if names else "nothing"


def rounded(value: float, places: int = 0) -> Decimal:
    """To so many decimals (-1: to tens), a half away from zero as people do it. What reckoning in binary leaves behind
    the fifteenth digit is no reason to round the other way: 57 of 200 are 28.5%, and 29%."""
    if not abs(value) < EXACT:  # whole in any case, or no number
        return Decimal(value)
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def whole_percent(share: float) -> str:
    """ "29%" of 0.285."""
    return f"{rounded(share * 100)}%"


def percent(share: float) -> str:
    """ "7%", "<1%", "0%": an estimate, never rounded to nothing, or all."""
    if 0 < share < 0.005:
        return "<1%"
    return whole_percent(share) if share <= 0.995 or share == 1 else ">99%"


def likely(low: float, high: float) -> str:
    """ "4 to 12%": an estimate's interval."""
    return f"{percent(low).removesuffix('%')} to {percent(high)}"


def number(value: float, places: int = 1) -> str:
    """At most `places` decimals, none that say nothing, thousands apart: "3", "4.5", "12,400"."""
    places = 0 if abs(value) >= 100 else places
    text = f"{rounded(value, places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", "−")


SIGNED = "±"  # the unit of what is said with its sign, as a net score


def measured(value: float, unit: str = "", places: int = 1) -> str:
    """ "41%", "3", "5.5 h", "+8"."""
    said = number(value, places)
    if unit == SIGNED:
        return f"+{said}" if value > 0 and said != "0" else said
    return said + unit if unit[:1] in ("%", " ", "") else f"{said} {unit}"


def measured_pair(one: float, other: float, unit: str = "") -> tuple[str, str]:
    """Two values with just enough decimals to tell them apart."""
    places = next((p for p in (1, 2, 3) if number(one, p) != number(other, p)), 1)
    return measured(one, unit, places), measured(other, unit, places)


def name_from_email(email: str) -> str:
    """A person's name until a platform tells it: "ana.silva+cs@example.com" is Ana Silva."""
    local = email.partition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-]+", local) if word]
    return " ".join(word.capitalize() for word in words) or email
