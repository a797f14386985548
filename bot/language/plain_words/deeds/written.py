"""A deed with the account that it is about. Pure."""

import re
from dataclasses import replace

from bot.language.plain_words.heard import HeardWords, PlainRequest


def at_start(heard: HeardWords, name: str, within: int = 2) -> bool:
    return heard.place("does", name) <= heard.begins + within


UNREAL = re.compile(
    r"\b(?:(?:should|could|would|might|must|may|ought to) (?:\w+ )?have|(?:meant|wanted|forgot|failed|tried|"
    r"hoped?|hoping|planning|plan|about|"
    r"going|supposed|need|needs|have|has|want|like|able|"
    r"love|keen|happy|tempted) to|will|wo|wish|as if|instead of|rather than|before i|"
    r"until i|unless|if)\b",
    re.IGNORECASE,
)


def unreal(heard: HeardWords) -> bool:
    """Its first words speak of what should have been, or is to come: "we should have called them"."""
    first = re.split(r"[,;.!?]| - | and | but ", heard.text.strip().replace("’", "'"), maxsplit=1)[0]
    return bool(UNREAL.search(first))


def written(heard: HeardWords, request: PlainRequest) -> PlainRequest:
    """With the account that is meant: named, else of the channel, else spoken of before, which isn't sure."""
    account, sure, which = heard.account, True, heard.several
    if account is not None:
        sure = all(span.how == "exact" for span in heard.accounts)
    elif not which:
        owners = dict.fromkeys(
            (one.account_id, one.account) for span in heard.people for one in span.people if span.by_name
        )
        whole = any(span.last - span.first > 1 for span in heard.people if span.by_name)
        if len(owners) == 1 and heard.here is None:
            account, sure = next(iter(owners)), whole  # nobody else has that first and last name
        elif len(owners) > 1 and heard.memory.account in owners and heard.here is None:
            account, sure = heard.memory.account, False
        elif len(owners) > 1 and heard.here is None:
            which = tuple(owners)
        elif heard.here is not None:
            account = heard.here
        elif (heard.memory.account is not None and request.does != "to-do") or (
            heard.memory.account is not None and heard.pronoun
        ):
            account, sure = heard.memory.account, False
    return replace(request, account=account, sure=sure, which=which, people=heard.people)
