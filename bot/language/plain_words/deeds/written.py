"""A deed with the account that it is about. Pure."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set


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
    sure = sure and not any(span.near for span in heard.people)
    return replace(request, account=account, sure=sure, which=which, people=heard.people)


# Before what would be stored, these say that it isn't so, isn't so yet, or isn't known.
DOUBTFUL = re.compile(
    r"\b(?:if|unless|until|suppos\w*|imagin\w*|assum\w*|let'?s say|say (?:i|we|they|he|she)\b|"
    r"hypothetical\w*|might|may|could|would|should|shall|"
    r"maybe|perhaps|possibly|almost|nearly|close to|about to|going to|gonna|was to|thinking (?:of|about)|tempted|"
    r"considering|rumou?r\w*|apparently|allegedly|heard that|hear that|wonder\w*|wish|hope\w*|hoping|pretend|"
    r"what if|in case|planning|plan to|meant to|want to|wanted to|forgot|failed|tried and failed|someday|one day|"
    r"some day|eventually|as if|told me that you|you said|never|nobody|no one|not sure|unsure|not certain|yet to)\b"
    r"|\?|\bnot?\b(?! (?:problem|issue|renew|longer))|n['’]t\b",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"[;:!]|\.(?=\s|$)|,|\s[-–—]\s|\b(?:because|since|cause|cos|bc|cuz|so that|as (?:he|she|they))\b", re.IGNORECASE
)
LOSES = re.compile(
    r"\b(?:if|unless|suppos\w*|imagin\w*|assum\w*|hypothetical\w*|might|may|could|would|maybe|perhaps|possibly|"
    r"almost|nearly|close to|thinking (?:of|about)|considering|rumou?r\w*|apparently|allegedly|wonder\w*|hope\w*|"
    r"hoping|pretend|in case|some ?day|one day|eventually|as if|you said|not sure|unsure|yet|fear|afraid|worried)\b|\?",
    re.IGNORECASE,
)
ASSURED = frozenset({"log", "to-do"})  # kept in the very words that were typed


def doubtful(heard: HeardWords, request: PlainRequest) -> bool:
    """What would be stored is denied, imagined, still to come, or told by a colleague: it is asked about."""
    text = heard.text.strip().replace("’", "'")
    if request.does == "lost":
        return bool(LOSES.search(text)) or _told_by_colleague(heard)
    head = HEAD.split(text, maxsplit=1)[0]
    if request.does in ASSURED:
        return request.does == "log" and (_told_by_colleague(heard) or _not_happened(heard))
    return bool(DOUBTFUL.search(head)) or _told_by_colleague(heard)


NOT_SO = re.compile(
    r"\b(?:nearly|almost|wanted to|going to|about to|should have|would have|could have|might have|meant to|forgot to|"
    r"wish|suppose|imagine|if|never|not|n't|hardly)\b",
    re.IGNORECASE,
)


def _not_happened(heard: HeardWords) -> bool:
    """ "I nearly called them": what stands before the verb takes it back."""
    place = heard.place("does", "contact")
    if place >= len(heard.tokens) or heard.says("does", "log") > 0:
        return False
    before = " ".join(token.word for token in heard.tokens[max(0, place - 6) : place])
    return bool(NOT_SO.search(before))


SAYING = word_set("said says told tells thinks reckons claims mentioned believes heard wants asked")


def _told_by_colleague(heard: HeardWords) -> bool:
    """ "Ben said that he would call them"."""
    if heard.colleague is None:
        return False
    name = heard.colleague[1].split()[0].casefold()
    words = heard.words
    return any(one == name and after in SAYING for one, after in pairwise(words))
