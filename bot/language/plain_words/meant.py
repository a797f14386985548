"""Whom and when a request is about: the account, whose, which days. Pure."""

import re
from dataclasses import replace

from bot.language.plain_words.heard import PEOPLE_PRONOUNS, HeardWords, PlainRequest
from bot.language.plain_words.periods import Period, find_period

BEHIND = frozenset({"silent", "left", "lost", "new", "changes", "outcome"})
ALL_MINE = tuple(
    f"all {my}{many}"
    for my in ("my ", "of my ", "the accounts i ", "mine")
    for many in (
        ("accounts", "customers", "clients", "contracts", "renewals", "people", "contacts") if my[-1] == " " else ("",)
    )
)


EVERYBODYS = re.compile(
    r"\bevery(?:one|body)['’]?s\b(?! (?:fine|ok|okay|good|well|happy|doing|been|in|at|on|away|back|here|there|"
    r"so|too)\b)",
    re.IGNORECASE,
)


def meant(heard: HeardWords, request: PlainRequest) -> PlainRequest:
    past = request.about in BEHIND or request.does == "changes"
    said = [heard, heard.context] if heard.context else [heard]
    whose = next((found for one in said if (found := _whose(one))), "")
    account, which = heard.account, heard.several
    if which and heard.people:
        there = {one.account_id for span in heard.people for one in span.people}
        fitting = [one for one in which if one[0] in there]
        account, which = (fitting[0], ()) if len(fitting) == 1 else (account, which)
    if account is None and not which:
        account, which = _implied(heard, request)
    sure = all(span.how == "exact" for span in heard.accounts)
    return replace(
        request,
        account=account,
        sure=sure,
        which=which,
        people=heard.people,
        period=_period(said, past=past),
        whose=whose,
        colleague=heard.colleague,
        stage=heard.stage,
        milestone=heard.milestone,
    )


def _period(said: list[HeardWords], *, past: bool) -> Period | None:
    """Of the clause that asks, else of the others; days that are counted out say most."""
    found = [one for heard in said if (one := find_period(heard.unnamed, heard.today, heard.order, past=past))]
    return next((one for one in found if one.days), found[0] if found else None)


def _whose(heard: HeardWords) -> str:
    """ "All my accounts" are mine; "my team's" are all."""
    mine = _own(heard)
    if heard.has_run(*ALL_MINE):
        return "mine"
    return "all" if heard.says("whose", "all") or _for_all(heard) else "mine" if mine else ""


def _for_all(heard: HeardWords) -> bool:
    """ "Renewals until March, everyone"."""
    words = [word for word in heard.words if word[:1].isalnum()]
    ends = words[-2:] if words[-1:] == ["please"] else words[-1:]
    us = heard.has_run("of us", "of the four", "of the team", "between us", "among us", "amongst us", "across us")
    return (
        us
        or bool(EVERYBODYS.search(heard.text))
        or (len(words) > 1 and bool({"everyone", "everybody", "all", "overall"} & set(ends)))
    )


def _own(heard: HeardWords) -> bool:
    """ "My", "mine", "do I have"."""
    return heard.has("my", "mine", "own") or heard.has_run(
        "do i", "did i", "have i", "am i", "i have", "could i", "should i", "can i"
    )


def _implied(heard: HeardWords, request: PlainRequest) -> tuple[tuple[int, str] | None, tuple[tuple[int, str], ...]]:
    """The account by its place in the last list, by a person named, by what was spoken of, by the channel."""
    if heard.ordinal is not None and heard.memory.listed:
        listed = heard.memory.listed
        at = heard.ordinal - 1 if heard.ordinal > 0 else len(listed) - 1
        return (listed[at], ()) if 0 <= at < len(listed) else (None, ())
    owners = dict.fromkeys(
        (one.account_id, one.account) for span in heard.people for one in span.people if span.by_name
    )
    spoken = heard.memory.account
    if len(owners) == 1:
        return next(iter(owners)), ()
    if owners:
        return (spoken, ()) if spoken in owners else (heard.here, ()) if heard.here in owners else (None, tuple(owners))
    if request.does in ("list", "count", "total", "changes", "load", "book", "forecast", "help", "how-to", "to-dos"):
        return None, ()
    if request.does == "unknown" and not (heard.has(*PEOPLE_PRONOUNS) or heard.pronoun):
        return None, ()
    return spoken or heard.here, ()
