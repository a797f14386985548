"""What must not be acted on: a deed denied, a question about writing, a deed on everything at once. Pure."""

import re

from bot.language.plain_words.clauses import parts_of
from bot.language.plain_words.deeds.wordings import (
    AT_ONCE,
    COUNTS_AS,
    DOUBT,
    HOW_TO,
    MASS,
    MEANS,
    NOT_YET,
    OFF_RECORD,
    ORDER,
    OURS,
    READ_BY,
    STAGES_ASKED,
    TAKEN_BACK,
    TYPES_ASKED,
    UNDO_ASKED,
    UNDONE,
    WHAT_IS,
    WORKED_OUT,
)
from bot.language.plain_words.heard import PEOPLE_PRONOUNS, HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

WRITING = ("log", "to-do", "put-off", "tag", "call", "renewed", "lost", "reached-out", "done", "not-a-problem")
TELLS = word_set("log note notes record fyi remind to-do reminder task")
RENEWS = word_set("renew close complete churn finish")
NOT = frozenset({"not", "never", "no", "without", "stop", "nothing", "avoid", "rather"})
WRITTEN = word_set("logged noted saved recorded tagged marked added snoozed stored log tag save note put log")
DEEDS = word_set(
    "log note record save write jot tag mark add create snooze remind set store put classify label make keep draft "
    "send tell close reassign schedule postpone retag logging tagging saving"
)
DESTROYS = word_set("delete remove erase wipe drop reset purge destroy")


PLAINLY = 3  # words that say so
OUR_NOUNS = word_set("log note to-do reminder task file list persona forecast digest alert settings account")


def asks_how(heard: HeardWords) -> bool:
    """How something is done with us, and not where an account stands or how to talk to somebody."""
    asks = heard.is_question or heard.first_real in ("can", "could", "will")
    if heard.says("does", "to-dos") >= PLAINLY and heard.has("start", "begin"):
        return False  # "where do I start today"
    if asks and UNDO_ASKED.search(heard.text) and not heard.people:
        return True
    if STAGES_ASKED.search(heard.text) and not heard.accounts and not heard.people and not heard.colleague:
        return True
    if _asks_what_it_is(heard) or (WORKED_OUT.search(heard.text) and heard.says("facts", "health")):
        return True
    explains = (
        TYPES_ASKED.search(heard.text)
        or COUNTS_AS.search(heard.text)
        or MEANS.search(heard.text)
        or (WORKED_OUT.search(heard.text) and heard.is_question)
    )
    if explains and not heard.accounts and not heard.people:
        return True
    if not HOW_TO.match(heard.text.strip()) or (heard.first_real == "where" and not _ours(heard)):
        return False
    kept = heard.accounts and not heard.has(*OUR_NOUNS)
    ours = heard.has(*(OURS - {"save", "change", "use", "turn", "write"} if kept else OURS))
    if any(heard.says("lists", one) for one in ("upsell", "no-forecast", "no-champion", "no-decider")):
        return False  # "where can I pitch an upgrade"
    if heard.people or (heard.says("does", "say") and not ours):
        return False
    named = bool(heard.accounts) or heard.has(*PEOPLE_PRONOUNS, "them", "they")
    return ours or not (named or heard.says("does", "state") > 2)


def _asks_what_it_is(heard: HeardWords) -> bool:
    """ "What is first value", of nobody in particular."""
    of_somebody = heard.accounts or heard.people or heard.pronoun
    many = heard.has("accounts", "customers", "who", "my", "which")
    return heard.milestone is not None and not of_somebody and not many and bool(WHAT_IS.search(heard.text))


def _ours(heard: HeardWords) -> bool:
    """Something that is done with us: "where do I log it", and not "where do I put out fires"."""
    return heard.has(*OURS) and not heard.has_run("put out", "put down", "set off")


def refused(heard: HeardWords) -> PlainRequest | None:
    """What must not be acted on: "don't log this", "should I tag him?", "mark all my accounts as renewed"."""
    if ORDER.search(heard.text):
        return PlainRequest("refuse", "order")
    if TAKEN_BACK.search(heard.text):
        return PlainRequest("refuse", "negation", heard.account)
    if negated(heard) or (OFF_RECORD.search(heard.text) and not heard.is_question):
        return PlainRequest("refuse", "negation", heard.account)
    if _doubted(heard):
        return PlainRequest("advise", _deed(heard), heard.account, people=heard.people)
    if NOT_YET.search(heard.text) and not heard.is_question and (heard.has(*DEEDS) or heard.polite):
        return PlainRequest("refuse", "negation", heard.account)
    if UNDONE.search(heard.text) and len(heard.words) <= 6 and not heard.accounts:
        return PlainRequest("refuse", "negation")
    if heard.first == "forget" and not heard.has("until", "for"):
        return PlainRequest("refuse", "negation", heard.account)
    if heard.first in DESTROYS and not heard.is_question:
        return PlainRequest("refuse", "mass", heard.account)
    return PlainRequest("refuse", "mass") if _at_once(heard) else None


OR_NOT = re.compile(r"\bor (?:rather |better |maybe )?(?:not|no)\b", re.IGNORECASE)


def _doubted(heard: HeardWords) -> bool:
    """A question about writing, in whichever clause it stands."""
    asks = heard.is_question or heard.first_real in ("can", "could", "do", "does", "will")
    if UNDO_ASKED.search(heard.text) and asks:
        return False
    if READ_BY.search(heard.text) and asks and (heard.has(*DEEDS) or heard.says("does", "log")):
        return True
    if OR_NOT.search(heard.text) and (heard.has(*DEEDS) or heard.says("does", "log")):
        return True
    for part in parts_of(heard):
        doubt = DOUBT.match(part.text.strip())
        if doubt is None:
            continue
        had = doubt[0].casefold().split()[0] in ("did", "have", "has")
        asked_for = part.has("reminder", "reminded") and part.has("get", "have", "set")
        deed = (
            part.has(*(WRITTEN if had else DEEDS | (WRITTEN if "if" in part.words else frozenset())))
            and not asked_for
            and not part.has_run("let me know", "tell me")
        )
        wants = not had and any(part.says("does", one) for one in ("log", "put-off", "tag", "not-a-problem"))
        wants = (wants or part.has("to-do", "reminder", "task")) and not asked_for
        if doubt[0].casefold().split()[0] == "if" and any(heard.says("does", one) for one in WRITING):
            return True
        hedged = doubt[0].casefold().split()[-1] in ("hypothetically", "imagine", "say")
        if deed or wants or (hedged and any(heard.says("does", one) for one in (*WRITING, "contact"))):
            return True
    return False


def _at_once(heard: HeardWords) -> bool:
    """A deed at many accounts, and none of them is named."""
    head = re.split(r",|\b(?:because|since|cause|reason)\b|[.;]\s", heard.text, maxsplit=1)[0]
    named = heard.accounts or any(span.by_name for span in heard.people)
    if not (AT_ONCE if named else MASS).search(head):
        return False
    deed = heard.has(*DEEDS) or heard.first in RENEWS
    ordered = heard.first in DEEDS | RENEWS or heard.polite
    return (
        deed
        and ordered
        and not heard.is_question
        and not heard.has("draft", "write", "prepare", "prep", "list", "remind")
    )


def _deed(heard: HeardWords) -> str:
    if heard.has("tag", "tagging", "retag", "persona", "type") or heard.says("does", "tag"):
        return "tag"
    if heard.has(
        "log", "logs", "note", "notes", "logging", "logged", "save", "saved", "record", "write", "tell", "store"
    ):
        return "log"
    for name in ("put-off", "to-do", "call", "lost", "renewed", "log"):
        if heard.says("does", name):
            return {"lost": "renewal", "renewed": "renewal", "call": "renewal"}.get(name, name)
    return "log"


def negated(heard: HeardWords) -> bool:
    """A deed that is not to be done, or that was not done: "don't log …", "I haven't reached out yet"."""
    tokens = heard.tokens
    asks = heard.first_real in ("who", "which", "what", "where", "when", "how", "whom", "whose")
    if heard.first in TELLS or asks:  # "note: we won't send it" tells what isn't done, and is itself to be done
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
    """The order itself is denied ("do not log"), and not what somebody said ("they do not save anything", "I would not
    put my name to it")."""
    told = [token.word for token in heard.tokens[max(0, at - 3) : at] if is_word(token)]
    after = [token.word for token in heard.tokens[at + 1 : at + 2]]
    if {"i", "we"} & set(told) and {"would", "could", "can", "will", "did", "have"} & set(told):
        return bool(after) and after[0] in ("want", "like", "need")
    before = [token.word for token in heard.tokens[:at] if is_word(token)]
    return (
        not any(
            word in ("they", "he", "she", "it", "who", "customer", "team", "that", "because") for word in before[-3:]
        )
        or not before
    )
