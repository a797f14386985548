"""How names are folded for finding, and made where there is none yet."""

import re
from collections.abc import Iterator

from bot.text import fold


def name_from_email(email: str) -> str:
    """A person's name until a platform tells it: "ana.silva+cs@example.com" is Ana Silva."""
    local = email.partition("@")[0].partition("+")[0]
    words = [word for word in re.split(r"[._\-]+", local) if word]
    return " ".join(word.capitalize() for word in words) or email


def account_names(key: str, name: str, domain: str | None, aliases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(folded, kind, shown) of every way the account may be called."""
    yield fold(key), "key", key
    yield fold(name), "name", name
    if domain:
        yield fold(domain), "domain", domain
    yield from alias_names(aliases)


def alias_names(aliases: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for folded, alias in {fold(alias): alias for alias in reversed(aliases)}.items():
        yield folded, "alias", alias
