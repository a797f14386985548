"""A letter as a mailto: address, which opens it in the mail program of whoever presses it. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import quote

ONE = re.compile(r"[\w.+%'-]+@[\w.-]+\.\w+")  # an address of one person, with nothing that could end it
SAFE = 1900  # characters: above 2,000, Windows and some mail programs open nothing


@dataclass(frozen=True)
class MailLink:
    """whole: whether the text is in it; else it has the subject only, as the text would make it too long."""

    address: str
    whole: bool


def mail_link(email: str | None, subject: str, text: str) -> MailLink:
    """To that address; without one, or with what can't be one, the mail program asks for it."""
    to = quote(email, safe="@") if email and ONE.fullmatch(email) else ""
    short = f"mailto:{to}?subject={quote(subject, safe='')}"
    body = quote("\r\n".join(text.split("\n")), safe="")
    long = f"{short}&body={body}"
    return MailLink(long, whole=True) if len(long) <= SAFE else MailLink(short, whole=False)
