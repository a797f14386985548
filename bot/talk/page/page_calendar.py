"""The steps of a customer's page as a calendar file."""

from datetime import datetime
from hashlib import sha256

from bot.talk.page.customer_page import CustomerPage
from bot.talk.plan.calendar_file import CalendarEntry, as_calendar


def page_calendar(page: CustomerPage, published_at: datetime) -> bytes:
    """Those that have a day; the same ones whenever it is fetched."""
    entries = [
        CalendarEntry(f"{sha256(one.name.encode()).hexdigest()[:24]}@milepost", one.name, one.who, one.on, one.on)
        for one in page.dated
        if one.on is not None
    ]
    return as_calendar(entries, published_at)
