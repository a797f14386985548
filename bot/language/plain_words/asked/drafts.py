"""What a letter that is asked for is to be about: thanks, a favour, or something in the words of who asks. Pure."""

import re

from bot.language.plain_words.heard import HeardWords, PlainRequest

# Favours that there is a letter for, by how people call them.
FAVOURS = (
    ("case-study", re.compile(r"\b(?:case stud(?:y|ies)|success story|testimonial)\b", re.IGNORECASE)),
    (
        "review",
        re.compile(r"\b(?:public|online|g2|capterra|trustpilot) reviews?\b|\breview (?:us )?on\b", re.IGNORECASE),
    ),
    ("reference", re.compile(r"\b(?:referenc\w*|referr?al|refer us|vouch for)\b", re.IGNORECASE)),
    ("talk", re.compile(r"\b(?:speak|talk|present) (?:at|for) (?:our|the|a)\b|\bgive a talk\b", re.IGNORECASE)),
)
PURPOSE = re.compile(
    r"\b(?:so (?:that )?(?:we|i|they|she|he) (?:can|could)|asking (?:if|whether|for|about|her|him|them)|"
    r"to ask(?: (?:if|whether|for|about|"
    r"him|her|them))?|about|regarding|re:?|inviting (?:them|her|him) to|to invite (?:them|her|him) to|"
    r"saying(?: that)?|to say(?: that)?|"
    r"telling (?:them|her|him)(?: that)?|to tell (?:them|her|him)(?: that)?|to let (?:them|her|"
    r"him) know(?: that)?|explaining|"
    r"that(?= (?:we|i|they|he|she|it|the|our|you|his|her|their)\b)|to (?:confirm|propose|suggest|arrange|schedule|"
    r"book|set up|chase|remind (?:them|her|him)|follow up on|announce|apologi[sz]e))\s+"
    r"(?P<what>.{3,}?)(?=[.?!](?:\s|$)|$)",
    re.IGNORECASE | re.DOTALL,
)
REVIEW = re.compile(
    r"\b(?:exec(?:utive)?|business|quarterly|qbr|ebr)\b.{0,12}\breview\b|\b(?:qbr|ebr)\b", re.IGNORECASE
)


def draft_of(heard: HeardWords) -> PlainRequest:
    """A draft, and what it is to be about where that was said."""
    text = (heard.context or heard).text
    favour = next((name for name, words in FAVOURS if words.search(text)), "")
    if favour:
        return PlainRequest("draft", f"favour/{favour}")
    if heard.says("does", "thank") or (heard.context and heard.context.says("does", "thank")):
        return PlainRequest("draft", "thanks", note="")
    purpose = PURPOSE.search(text)
    what = " ".join(purpose["what"].split()).strip(" .?!,") if purpose else ""
    return PlainRequest("draft", note=what, value="review" if REVIEW.search(text) else "")
