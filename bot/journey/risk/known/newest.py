"""The day from which the past is counted back."""

from datetime import date, timedelta

from bot.statistics.warning.person_periods import PERIOD

EPOCH = date(2024, 1, 1)


def newest_day(today: date) -> date:
    """The last one that was a whole number of periods after the epoch: what is learned stays the same for a period."""
    return EPOCH + timedelta(days=(today - EPOCH).days // PERIOD * PERIOD)


__all__ = ["newest_day"]
