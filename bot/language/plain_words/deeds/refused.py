"""What must not be acted on: a deed denied, a question about writing, a deed on everything at once. Pure."""

import re

from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

WRITING = ("log", "to-do", "put-off", "tag", "call", "renewed", "lost", "reached-out", "done", "not-a-problem")
TELLS = word_set("log note notes record fyi remind to-do reminder task")
RENEWS = word_set("renew close complete churn finish")
NOT = frozenset({"not", "never", "no", "without", "stop", "nothing", "avoid", "rather"})
DEEDS = word_set(
    "log note record save write jot tag mark add create snooze remind set store put classify label make keep draft "
    "send tell close reassign schedule postpone retag logging tagging saving"
)
DOUBT = re.compile(
    r"^(?:(?:and|so|but|ok|hey|hi|hmm|just|quick question)[\s,:]+)*(?:should (?:i|we)|shall (?:i|we)|may i|"
    r"must i|can i|could i|"
    r"do i (?:need|have) to|do we (?:need|have) to|would it (?:be|make)|is it (?:ok|okay|fine|worth|better|"
    r"a good|possible|safe)|"
    r"does it make sense|what (?:happens|if|would happen)|when should i|why should i|who (?:can|could|will|"
    r"would|gets to)\b.*\bsee|"
    r"who sees|if (?:i|we|you)\b|are (?:my )?(?:notes|logs)|where (?:do|does|will|would|is|are) .*(?:notes?|"
    r"logs?|saved|stored|go)\b|"
    r"what do you think|do you think|would you (?:tag|log|recommend|say (?:it|that|he|she))|(?:did|have) (?:i|"
    r"we|you|someone|anyone|anybody)\b|"
    r"has (?:anyone|anybody|someone)|is (?:it )?logged|was (?:it |that )?(?:logged|saved))",
    re.IGNORECASE,
)
MASS = re.compile(
    r"\b(?:all (?:of )?(?:my |our |the |their )?(?:accounts?|customers?|renewals?|contracts?|to-?dos?|tasks?|"
    r"people|contacts?)|"
    r"every(?:one|body| account| customer| contact| single)|each (?:account|customer))\b",
    re.IGNORECASE,
)
ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|rules?|prompts?|previous|above)\b",
    re.IGNORECASE,
)
HOW_TO = re.compile(
    r"^(?:(?:and|so|but|ok|hey|hi)[\s,:]+)*(?:how (?:do|can|would|should|does) (?:i|we|you|one)\b|how to\b|"
    r"where (?:do|can) (?:i|we)\b|"
    r"is there (?:a|any) way|(?:please )?(?:show|tell|explain)(?: me)? how\b|what(?:'s| is) the (?:best )?way to)",
    re.IGNORECASE,
)

DESTROYS = word_set("delete remove erase wipe drop reset purge destroy")


def refused(heard: HeardWords) -> PlainRequest | None:
    """What must not be acted on: "don't log this", "should I tag him?", "mark all my accounts as renewed"."""
    if ORDER.search(heard.text):
        return PlainRequest("refuse", "order")
    wants = [one for one in WRITING if heard.says("does", one)]
    deed = heard.has(*DEEDS)
    if negated(heard):
        return PlainRequest("refuse", "negation", heard.account)
    if DOUBT.match(heard.text.strip()) and (wants or deed or "see" in heard.words):
        return PlainRequest("advise", _deed(heard), heard.account, people=heard.people)
    if (
        heard.has_run("never mind", "nevermind", "forget it", "forget about it", "cancel that")
        and len(heard.words) <= 5
    ):
        return PlainRequest("refuse", "negation")
    if heard.first in DESTROYS and not heard.is_question:
        return PlainRequest("refuse", "mass", heard.account)
    if (
        MASS.search(heard.text)
        and (deed or heard.first in RENEWS)
        and not heard.is_question
        and (heard.first in DEEDS | RENEWS or heard.polite)
    ) and not heard.has("draft", "write", "prepare", "prep", "list"):
        return PlainRequest("refuse", "mass")
    return None


def _deed(heard: HeardWords) -> str:
    if heard.has("tag", "tagging", "retag", "persona", "type") or heard.says("does", "tag"):
        return "tag"
    if heard.has("log", "logs", "note", "notes", "logging"):
        return "log"
    for name in ("put-off", "to-do", "call", "lost", "renewed", "log"):
        if heard.says("does", name):
            return {"lost": "renewal", "renewed": "renewal", "call": "renewal"}.get(name, name)
    return "log"


def negated(heard: HeardWords) -> bool:
    """A deed that is not to be done, or that was not done: "don't log …", "I haven't reached out yet"."""
    tokens = heard.tokens
    if heard.first in TELLS:  # "note: we won't send it" tells what isn't done, and is itself to be done
        return False
    for at, token in enumerate(tokens):
        if token.word in NOT:
            after = [one.word for one in tokens[at + 1 : at + 4] if is_word(one)]
            if token.word == "no" and heard.has_run("no need to", "no reason to"):
                after = after[2:]
            elif token.word == "no":
                continue
            skipped = [
                word
                for word in after
                if word not in ("need", "to", "you", "please", "yet", "ever", "actually", "want", "bother", "forget")
            ]
            forgets = "forget" in after or (after[:1] == ["let"])
            if skipped and skipped[0] in DEEDS and not forgets and _directly(heard, at):
                return True
    done = ("reached-out", "done", "contact")
    if any(heard.says("does", one) for one in done) and heard.has_run(
        "have not", "did not", "has not", "not yet", "never"
    ):
        subject = heard.first_real in ("i", "we", "have", "did", "not")
        return subject and not heard.is_question and not heard.says("does", "log")
    return False


def _directly(heard: HeardWords, at: int) -> bool:
    """The order itself is denied ("do not log"), and not what somebody said ("they do not save anything")."""
    before = [token.word for token in heard.tokens[:at] if is_word(token)]
    return (
        not any(
            word in ("they", "he", "she", "it", "who", "customer", "team", "that", "because") for word in before[-3:]
        )
        or not before
    )
