"""A to-do that a colleague is to get: "tell Ben to call Henrik", "to-do for Mei: send the notes". Pure."""

import re

from bot.language.plain_words.deeds.to_do_words import title_and_day
from bot.language.plain_words.deeds.written import written
from bot.language.plain_words.heard import HeardWords, PlainRequest

LEAD = r"^(?:(?:please|pls|hey|hi|ok|and|also|can|could|would|will|you|milepost|just|so)[\s,:]+)*"
A_TO_DO = r"(?:(?:a|an|another|the|this|new)\s+)*(?:to-?do|todo|task|reminder|cta|action(?: item)?|follow[- ]?up)"
OUGHT = r"(?:to|that (?:he|she|they) (?:should|must|has to|needs? to)|if (?:he|she|they) (?:can|could)|should)"
BEGINS = r"\s*(?::|,|-|–|\bto\b)\s*(?P<what>.+)"
WAYS = (
    # "tell Ben to call Henrik", "ask Mei if she can send it", "have Chloe do it"
    rf"(?:tell|ask|remind|get|have|let|nudge|ping)\s+{{who}}\s+{OUGHT}\s+(?P<what>.+)",
    r"(?:have|let)\s+{who}\s+(?P<what>(?!to\b)\w.+)",
    # "assign a to-do to Ben: …", "add to Mei's list: …", "make a task for Ben to …"
    rf"(?:assign|give|add|put|create|make|set)(?: up)?\s+(?:{A_TO_DO}\s+)?(?:to|for|on)\s+{{who}}"
    rf"(?:['’]?s?\s+(?:to-?do )?(?:list|plate))?{BEGINS}",
    # "give Ben a task: …"
    rf"(?:assign|give)\s+{{who}}\s+{A_TO_DO}{BEGINS}",
    # "to-do for Ben at Acme: …"
    rf"{A_TO_DO}\s+(?:for|to)\s+{{who}}(?:\s+(?:at|for|on|about|with)\s+[^:]+?)?{BEGINS}",
)


def for_colleague(heard: HeardWords) -> PlainRequest | None:
    """Whose it is stands in `colleague`; what is to be done in `note`."""
    if heard.colleague is None or heard.wants_telling:
        return None
    first, *rest = (re.escape(part) for part in heard.colleague[1].split())
    who = rf"@?{first}(?:\s+{' '.join(rest)})?" if rest else f"@?{first}"
    for pattern in WAYS:
        found = re.match(LEAD + pattern.replace("{who}", who), heard.text.strip(), re.IGNORECASE)
        if found is not None:
            title, due, unread = title_and_day(heard, found["what"])
            words, days = (unread.words, unread.days) if unread else ("", ())
            request = PlainRequest("to-do", note=title, due=due, unread=words, days=days, colleague=heard.colleague)
            return written(heard, request)
    return None
