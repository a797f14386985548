"""Figures that have stopped coming in, in words for the manager whose to-do it is."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.calendar import plural
from bot.journey.rules.silent_feeds import SilentFeed
from bot.talk.phrases.words import capital, listed

NAMED = 3  # more are counted in the title, and named below it


class FeedWords(NamedTuple):
    why: str
    todo: str
    clears: str
    lines: tuple[str, ...] = ()


def feed_words(feeds: Sequence[SilentFeed]) -> FeedWords:
    """ "No figures for weekly use anywhere for more than 10 days": no account is named, as it is news of none."""
    if not feeds:
        return FeedWords("Figures come in again", "Nothing is missing any more", "")
    todo, clears = "Find out whether the feed is broken", "Clears by itself when figures come in again."
    if len(feeds) == 1:
        (one,) = feeds
        return FeedWords(f"No figures for {one.name} anywhere for more than {plural(one.days, 'day')}", todo, clears)
    names = listed([one.name for one in feeds]) if len(feeds) <= NAMED else plural(len(feeds), "KPI")
    lines = tuple(f"{capital(one.name)}: none for more than {plural(one.days, 'day')}" for one in feeds)
    return FeedWords(f"No figures for {names} anywhere", todo, clears, lines)


__all__ = ["FeedWords", "feed_words"]
