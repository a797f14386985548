"""Where else an account stands: in the CRM, the help desk, the product; by the host's MILEPOST_LINKS."""

from collections.abc import Iterator
from string import Formatter
from urllib.parse import quote

from bot.message import Line, line, link
from bot.talk.account.view import AccountView

LABELS = {"crm": "CRM"}
TICKETS = "tickets"


def address_of(template: str, values: dict[str, str | None]) -> str | None:
    """The template with its names filled in; None where one of them isn't known of the account."""
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(text)
        if name is not None:
            value = values.get(name)
            if not value:
                return None
            parts.append(quote(value, safe=""))
    return "".join(parts)


def links_out(view: AccountView) -> Iterator[tuple[str, str]]:
    """Name and address of each."""
    account = view.account
    values = {"key": account.key, "domain": account.domain, "name": account.name}
    for name, template in view.library.links.items():
        address = address_of(template, values)
        if address is not None:
            yield name, address


def link_line(view: AccountView) -> Line:
    """ "CRM · Tickets · Product", each a link; () without any."""
    shown = [link(LABELS.get(name, name[:1].upper() + name[1:]), address) for name, address in links_out(view)]
    return line(*[part for one in shown for part in (" · ", one)][1:])


def tickets_link(view: AccountView) -> str | None:
    """Where all of an account's tickets are read."""
    return dict(links_out(view)).get(TICKETS)
