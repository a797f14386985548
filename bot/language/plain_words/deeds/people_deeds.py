"""What drives somebody, how a renewal comes out, and how one is reached. Pure."""

import re

from bot.language.plain_words.deeds.written import written
from bot.language.plain_words.heard import HeardWords, PlainRequest


def tag(heard: HeardWords) -> PlainRequest | None:
    persona = persona_said(heard)
    if persona is None or heard.is_question or not (heard.people or heard.accounts):
        return None
    if heard.first in ("who", "which", "show", "list", "what", "how", "draft", "write", "log", "note", "remind"):
        return None
    shortly = bool(heard.people) and len(heard.words) <= 6  # "Marcus Quist = friend"
    if not heard.says("does", "tag") and not shortly:
        return None
    words = persona + r"(?:['’]?s)?(?: type| persona)?"
    match = re.search(rf"\b{words}\b", heard.text, re.IGNORECASE)
    evidence = heard.text[match.end() :] if match else ""
    evidence = re.sub(
        r"^[\s,;:.–-]*(?:because|since|as|cause|bc|cos)?[\s,:–-]+", "", evidence, flags=re.IGNORECASE
    ).strip()
    return written(heard, PlainRequest("tag", value=persona, note=evidence))


def persona_said(heard: HeardWords) -> str | None:
    for at, token in enumerate(heard.tokens):
        if token.stem in ("expert", "friend"):
            return token.stem
        if token.word in ("ceo", "boss"):
            after = heard.tokens[at + 1].word if at + 1 < len(heard.tokens) else ""
            if after in ("type", "persona") or heard.tokens[at - 1].word in ("as", "a") or heard.first == "tag":
                return "ceo"
    return None


def renewal(heard: HeardWords) -> PlainRequest | None:
    if heard.is_question or not (heard.accounts or heard.pronoun or heard.memory.account):
        return None
    if heard.first in (
        "who",
        "which",
        "show",
        "list",
        "what",
        "how",
        "remind",
        "draft",
        "write",
        "prep",
        "log",
        "note",
    ):
        return None
    call = _call_said(heard)
    plainly = call in ("commit", "probable") and len(heard.words) <= 10
    if call is not None and (heard.says("does", "call") or plainly):
        return written(heard, PlainRequest("call", value=call))
    if heard.says("does", "lost") and _tells_loss(heard):
        return written(heard, PlainRequest("lost", value=_reason(heard), note=heard.text.strip()))
    if (
        heard.says("does", "renewed")
        and heard.has("renewed", "signed", "extended", "prolonged", "won", "closed")
        and not heard.has("not", "if", "when")
    ):
        return written(heard, PlainRequest("renewed", note=heard.text.strip()))
    return None


def _call_said(heard: HeardWords) -> str | None:
    if heard.has("commit", "committed"):
        return "commit"
    if heard.has("probable", "likely", "probably"):
        return "probable"
    return "at risk" if heard.has_run("at risk") else None


def _tells_loss(heard: HeardWords) -> bool:
    place = heard.place("does", "lost")
    weak = heard.found["does", "lost"].words == 1 and heard.tokens[place].stem in (
        "churn",
        "cancel",
        "terminat",
        "cancell",
    )
    return not weak or (bool(heard.accounts) and heard.tokens[place].word not in ("cancel", "churn"))


def _reason(heard: HeardWords) -> str:
    found = [(name[1], one.words) for name, one in heard.found.items() if name[0] == "reasons"]
    return max(found, key=lambda one: one[1])[0] if found else ""


def settings(heard: HeardWords) -> PlainRequest | None:
    if not heard.says("does", "settings") or heard.accounts or heard.people:
        return None
    about = (
        "away"
        if heard.has(
            "holiday",
            "holidays",
            "vacation",
            "ooo",
            "pto",
            "leave",
            "away",
            "off",
            "office",
            "cover",
            "covers",
            "covering",
        )
        else "digest"
    )
    return PlainRequest("settings", about, colleague=heard.colleague)
