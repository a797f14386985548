"""From a cell's text to its value. Each parser raises BadCell with a reason that follows the quoted cell."""

import re

from bot.text import folded_word

LONGEST_NAME = 500  # longer ones don't fit PostgreSQL's indexes
LONGEST_TEXT = 20_000
LONGEST_LINK = 2000  # what browsers and Slack take
_MANGLED = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+\d{1,3}")
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # which some programs put around what they copy
_UNSEEN = dict.fromkeys((*map(ord, "\u200b\u200e\u200f\u2060\ufeff\u00ad"), *_DIRECTIONS))
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))  # names of some scripts need them, ids don't
# ISO 4217's English names; only those that mean one currency: "Dollar" alone is several.
CURRENCY_NAMES = {
    "usdollar": "USD", "unitedstatesdollar": "USD", "euro": "EUR", "poundsterling": "GBP", "britishpound": "GBP",
    "canadiandollar": "CAD", "australiandollar": "AUD", "newzealanddollar": "NZD", "singaporedollar": "SGD",
    "hongkongdollar": "HKD", "swissfranc": "CHF", "japaneseyen": "JPY", "yen": "JPY", "indianrupee": "INR",
    "swedishkrona": "SEK", "norwegiankrone": "NOK", "danishkrone": "DKK", "polishzloty": "PLN", "zloty": "PLN",
    "czechkoruna": "CZK", "hungarianforint": "HUF", "forint": "HUF", "brazilianreal": "BRL", "mexicanpeso": "MXN",
    "southafricanrand": "ZAR", "rand": "ZAR", "uaedirham": "AED", "yuanrenminbi": "CNY", "chineseyuan": "CNY",
    "newisraelisheqel": "ILS", "turkishlira": "TRY", "won": "KRW", "koreanwon": "KRW",
}  # fmt: skip

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_NOT_DOMAIN = re.compile(r"^(?:[a-z]+://)?(?:www\.)?|[/:?#].*$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)*[\w-]+")
_LINK = re.compile(r"https?://[^\s<>|\"\\]+", re.IGNORECASE)
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{7,}")
_CHANNEL_NAME = re.compile(r"#?([^\s,#<>@&]{1,80})")


COLUMN = "‹our column›"  # in advice on the map, which speaks of columns and is given where none is known


class BadCell(Exception):
    """A cell that can't be read. Not a ValueError, which the parsers catch from the standard library's."""


def parse_key(text: str) -> str:
    """An account's or contract's id. Raises BadCell where a spreadsheet has made another number of it."""
    if text[0] in "+-0123456789" and (_MANGLED.fullmatch(text) or text.endswith((".0", ",0"))):
        raise BadCell("isn't an id any more, a spreadsheet made a number of it: export the column as text")
    return parse_name(text if text.isascii() else text.translate(_JOINERS))


def parse_name(text: str) -> str:
    """One line, single spaces, nothing that can't be seen."""
    if text[:1] == "=":
        raise BadCell("is a formula: save its value instead")
    name = " ".join((text if text.isascii() else text.translate(_UNSEEN)).split())
    if not name:
        raise BadCell("has nothing that can be seen")
    if len(name) > LONGEST_NAME:
        raise BadCell(f"longer than {LONGEST_NAME} characters")
    return name


def parse_text(text: str) -> str:
    """Free text; its line breaks stay."""
    if len(text) > LONGEST_TEXT:
        raise BadCell(f"longer than {LONGEST_TEXT:,} characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_lower(text: str) -> str:
    return parse_name(text).lower()


def parse_domain(text: str) -> str:
    """The domain out of an address: "https://www.acme.example/start" is acme.example."""
    domain = _NOT_DOMAIN.sub("", (text if text.isascii() else text.translate(_UNSEEN)).lower())
    if not _DOMAIN.fullmatch(domain) or len(domain) > LONGEST_NAME:
        raise BadCell("isn't a domain, such as acme.example")
    return domain


def parse_email(text: str) -> str:
    """Lower case, without a name or "mailto:" before it; only its shape is checked."""
    email = (text if text.isascii() else text.translate(_UNSEEN)).strip().lower().removeprefix("mailto:")
    if email.endswith(">"):  # Ann Lee <ann@acme.example>
        email = email[:-1].rpartition("<")[2]
    if not _EMAIL.fullmatch(email) or len(email) > LONGEST_NAME:
        raise BadCell("isn't an e-mail address")
    return email


def parse_link(text: str) -> str:
    """An address that a browser opens, and nothing else that a click could start."""
    if not _LINK.fullmatch(text) or len(text) > LONGEST_LINK:
        raise BadCell("isn't an address that begins with https://")
    return text


def parse_currency(text: str) -> str:
    """Three letters, or a currency's name as Dynamics and others show it ("US Dollar")."""
    code = CURRENCY_NAMES.get(folded_word(text)) or text.upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise BadCell("isn't a currency of three letters, such as EUR")
    return code


def parse_channel(text: str) -> str:
    """A platform's channel id as it is, or a name as "#name"."""
    if _CHANNEL_ID.fullmatch(text):
        return text
    if not (match := _CHANNEL_NAME.fullmatch(text)):
        raise BadCell("isn't a channel: write #name or the channel's id")
    return f"#{match[1].lower()}"


def parse_aliases(text: str) -> tuple[str, ...]:
    """Names separated by | or ;."""
    names = (parse_name(name) for part in re.split(r"[|;]", text) if (name := part.strip()))
    return tuple(dict.fromkeys(names))


def parse_yes_no(text: str) -> bool:
    word = text.lower()
    if word in ("yes", "y", "true", "1"):
        return True
    if word in ("no", "n", "false", "0"):
        return False
    raise BadCell("is neither yes nor no")


def parse_persona(text: str) -> str:
    word = text.lower().removesuffix(" type").strip()
    if word not in ("expert", "friend", "ceo"):
        raise BadCell("isn't a persona: expert, friend or ceo")
    return word
