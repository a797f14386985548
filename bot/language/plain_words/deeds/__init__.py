"""Requests that would store something: which deed, and what of the text is to be written down. Pure."""

from bot.language.plain_words.deeds.log import filed, log_asked, narrated, stated, told
from bot.language.plain_words.deeds.people_deeds import renewal, settings, tag
from bot.language.plain_words.deeds.refused import asks_how, refused
from bot.language.plain_words.deeds.to_dos import done_or_reached, not_a_problem, put_off, to_do
from bot.language.plain_words.heard import HeardWords, PlainRequest

DEEDS = (
    settings,
    to_do,
    put_off,
    filed,
    log_asked,
    tag,
    renewal,
    not_a_problem,
    done_or_reached,
    told,
    stated,
    narrated,
)


def deed(heard: HeardWords) -> PlainRequest | None:
    """The deed that the text asks for or tells of; None where it is none."""
    if asks_how(heard):
        return None
    return next((found for find in DEEDS if (found := find(heard)) is not None), None)


__all__ = ["deed", "refused"]
