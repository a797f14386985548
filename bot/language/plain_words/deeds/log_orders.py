"""What an order to log it says of something told besides: "… Can you keep that", "…, log that he wants …". Pure."""

import re

from bot.language.plain_words.clauses import asks_for
from bot.language.plain_words.deeds.written import written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.tokens import Token

# "For the Acme file: …", "note on Acme:", "Acme log - …".
FILED = re.compile(
    r"^(?:(?:please|pls|hey|hi|ok|and|also|just|quick)[\s,:]+)*(?:(?:one|this|another one|something) )?"
    r"(?:(?:for|in|into|on|to) )?(?:the |my |our )?(?P<lead>.{0,50}?)\b(?:file|records?|log|notes?|history|diary|"
    r"logbook)\b"
    r"(?P<tail> (?:on|for|re|about|of|at) .{1,50}?)?\s*(?::|,| [-–—])\s+(?P<note>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def filed(heard: HeardWords) -> PlainRequest | None:
    """What is to stand in an account's file, which is named before it."""
    match = FILED.match(heard.text.strip())
    if match is None or not heard.accounts or heard.is_question or len(match["note"].split()) < 2:
        return None
    start, offset = match.start("note"), len(heard.text) - len(heard.text.lstrip())
    before = heard.tokens[heard.accounts[0].first].start < start + offset
    return written(heard, PlainRequest("log", note=match["note"].strip())) if before else None


# "… yesterday, log that he asks for …": the order stands between what is told.
LOG_LATER = re.compile(
    r"(?P<before>.{4,}?)(?:[,;.!]|\s[-–—]|\sso|\sand)\s+(?:please |pls |so |and |can you |could you |just )*"
    r"(?:(?:log|note|record|save|jot|mark|write)(?: down)?(?: (?:it|this))?|put (?:it )?(?:on (?:the )?record|"
    r"in the log|down|"
    r"on file))"
    r"(?: that|:)\s*(?P<after>(?:he|she|they|we|i|it|who|the|their|his|her|our|there|\w+['’]s|\w+)\b.{3,})",
    re.IGNORECASE | re.DOTALL,
)


def ordered_later(heard: HeardWords) -> PlainRequest | None:
    """What was told, and what is to be logged of it, both in the words that were typed."""
    match = LOG_LATER.match(heard.text.strip())
    if match is None or heard.is_question or asks_for(_tokens_before(heard, match.start("after"))):
        return None
    if not (heard.accounts or heard.people or heard.here):
        return None
    return written(heard, PlainRequest("log", note=f"{match['before'].strip()}, {match['after'].strip()}"))


def _tokens_before(heard: HeardWords, at: int) -> list[Token]:
    return [token for token in heard.tokens if token.end < at and token.word not in ("log", "note", "put", "save")][:3]


KEEP = re.compile(
    r"(?:^|[.!?;,:]|\s[-–—])\s*(?P<order>(?:(?:please|pls|so|and|ok) )*(?:(?:can|could|would|will) you "
    r")?(?:please |pls )?"
    r"(?:(?:keep|save|log|note|record|store|jot|add|file) (?:that|this|it|these|all that)|"
    r"(?:pop|stick|put|bung|chuck) (?:that|this|it) (?=in|on|into)|"
    r"(?<=please )(?:log|note|record)|(?<=pls )(?:log|note|record)|keep track(?: of (?:that|this|it))?|"
    r"(?:write|put|note|jot) (?:that|this|it) down)"
    r"(?: (?:down|for me|safe|in mind|as (?:a |my |our )?promise|please|pls|"
    r"(?:in|to|on|into) (?:the |my |our |their )?(?:log|file|"
    r"notes?|records?|history|account))){0,2})[.!?\s]*"
    r"(?:(?:please|pls|thanks|thx|ta)[.!\s]*)*$",
    re.IGNORECASE,
)


def kept(heard: HeardWords) -> PlainRequest | None:
    """ "… She misses an export. Can you keep that please": what stands before it."""
    text = heard.text.strip()
    order = KEEP.search(text)
    if order is None or not (heard.accounts or heard.people or heard.pronoun):
        return None
    if any(heard.says("does", one) > 1 for one in ("draft", "prepare", "say")) or heard.says("does", "call") > 1:
        return None
    note = text[: order.start("order")].strip(" .,;:!-–—")
    return written(heard, PlainRequest("log", note=note)) if len(note.split()) > 2 else None
