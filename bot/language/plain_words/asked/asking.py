"""Requests that only want to know: which fact, which list, which figure. Pure."""

from dataclasses import replace

from bot.language.plain_words.asked.drafts import draft_of
from bot.language.plain_words.asked.facts import NEVER_TALKED, WEAK, best_fact, fact_and_weight, sharpened
from bot.language.plain_words.asked.likeliest import likeliest
from bot.language.plain_words.asked.many import many
from bot.language.plain_words.asked.ranked import ranked
from bot.language.plain_words.clauses import asks_for, both_questions, parts_of, requests_in
from bot.language.plain_words.deeds.refused import asks_how
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.meant import meant
from bot.language.plain_words.periods import find_period
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word


def asking(heard: HeardWords) -> PlainRequest:
    """What is asked for; "unknown" where nobody can tell."""
    found = likeliest(heard, _asking(heard))
    typed = found.about == "persona" or (found.about == "people" and heard.has("type", "persona", "tag"))
    untyped = found.does == "fact" and typed and not heard.people and heard.has(*LACKS)
    return replace(found, about="untyped") if untyped else found


def _asking(heard: HeardWords) -> PlainRequest:
    if heard.account is not None and NEVER_TALKED.search(heard.text) and heard.is_question:
        return meant(heard, PlainRequest("fact", "never-talked"))
    asked = heard.memory.asked
    if asked.get("about") == "stage" and asked.get("does") == "list" and heard.stage and len(heard.words) <= FEW_WORDS:
        return meant(heard, PlainRequest("list", "stage"))  # "and Expand?"
    several = _several_facts(heard)
    if several is not None:
        return several
    for part in requests_in(heard):
        if part is heard and _asked_openly(heard):
            return meant(heard, PlainRequest("state"))
        for find in (_help, _words_for_somebody, _one_account, _nobody_named, many, _person, _again):
            found = find(part)
            if found is not None:
                return meant(part, found)
    return meant(heard, PlainRequest("unknown"))


def _asked_openly(heard: HeardWords) -> bool:
    """The only clause that asks names an account, and nobody can tell what else it asks."""
    clauses = [one for one in parts_of(heard) if asks_for(one.tokens)]
    if len(clauses) != 1 or len(parts_of(heard)) < 2 or heard.account is None:
        return False
    return any(span.last > span.first for span in clauses[0].accounts) and clauses[0].is_question


def _several_facts(heard: HeardWords) -> PlainRequest | None:
    """ "When is Acme up, and who's the champion there?": each is answered."""
    parts = [one for one in parts_of(heard) if asks_for(one.tokens)]
    parts = parts if len(parts) > 1 else both_questions(heard)
    if len(parts) < 2 or heard.several or (heard.account is None and not heard.pronoun):
        return None
    found = [None if _words_for_somebody(one) else _one_account(one) for one in parts]
    facts = [one for one in found if one is not None and one.does == "fact"]
    names = tuple(dict.fromkeys(one.about for one in facts))
    if len(facts) < len(parts) or len(names) < 2:
        return None
    return meant(heard, replace(facts[0], more=names[1:MOST_FACTS]))


MOST_FACTS = 4


def _help(heard: HeardWords) -> PlainRequest | None:
    if asks_how(heard):
        return PlainRequest("how-to")
    bare = not heard.accounts and not heard.people
    return (
        PlainRequest("help")
        if heard.says("does", "help") and bare and (heard.says("does", "help") > 1 or len(heard.words) <= 3)
        else None
    )


# Words for a customer


def _words_for_somebody(heard: HeardWords) -> PlainRequest | None:
    talks = heard.accounts or heard.people or heard.pronoun or heard.memory.account or heard.here
    if not talks and not _bare_deed(heard):
        return None
    say, prepare, draft = (heard.says("does", one) for one in ("say", "prepare", "draft"))
    fact, weight = fact_and_weight(heard) if heard.is_question else ("", 0.0)
    if draft and _drafts(heard):
        return draft_of(heard)
    if heard.first in ("congratulate", "thank", "celebrate"):
        return PlainRequest("draft", "thanks")
    if (
        say
        and not heard.says("figures", "count")
        and not _asks_them(heard)
        and (say >= prepare or say > 1)
        and weight <= say + 1
    ):
        return PlainRequest("say")
    if (
        prepare
        and (weight <= prepare or fact in WEAK)
        and heard.first_real not in ("when", "have", "did", "has", "days")
        and not heard.says("facts", "contact") > 1
        and not heard.says("facts", "review") > 1
    ) and (heard.first_real not in ("who", "which") or heard.says("does", "prepare") > 1):
        return PlainRequest("prepare")
    return None


def _bare_deed(heard: HeardWords) -> bool:
    return heard.first in ("draft", "prep", "prepare", "brief") and len(heard.words) <= 6


def _asks_them(heard: HeardWords) -> bool:
    """ "What did they say in the survey": what they said, and not what to say."""
    return (
        heard.has_run("did they say", "they say", "did corvane say", "they said", "did he say", "did she say")
        or heard.says("facts", "survey") > 1
        or heard.first_real in ("did", "has", "have")
    )


def _drafts(heard: HeardWords) -> bool:
    if heard.first in WRITES or heard.has_run("help me write", "help me word", "help me draft"):
        return True
    if heard.is_question and heard.first_real not in ("can", "could", "would", "will"):
        return False
    place = heard.place("does", "draft")
    return place <= heard.begins + 2 or heard.has("draft", "compose")


WRITES = word_set("draft write compose email mail send message word pen formulate")


# One account


def _one_account(heard: HeardWords) -> PlainRequest | None:
    named = heard.account is not None or heard.several or (heard.ordinal and heard.memory.listed)
    if not named and not _means_the_one(heard):
        return None
    return _map(heard) or _fact(heard) or _state(heard)


def _nobody_named(heard: HeardWords) -> PlainRequest | None:
    """ "When does it renew", and nothing was spoken of: which account is asked back."""
    spoken = heard.memory.account or heard.here or heard.people
    means = heard.has("they", "them", "it", "he", "she", "him", "her") and heard.account is None and not heard.several
    many_ = (
        heard.stage is not None
        or heard.has("accounts", "customers", "who", "which", "everyone", "we")
        or (heard.has("my", "our") and heard.says("figures", "total"))
        or heard.colleague
    )
    name = best_fact(heard) if means and not spoken and not many_ else ""
    return PlainRequest("fact", name) if name else None


def _means_the_one(heard: HeardWords) -> bool:
    """Nobody is named, and what was spoken of, or whose channel this is, is meant."""
    there = heard.memory.account is not None or heard.here is not None
    if not there or heard.colleague is not None or ranked(heard) is not None:
        return False
    if heard.says("does", "why") and len(heard.words) <= 3:
        return True
    if heard.says("figures", "forecast") and not heard.pronoun and find_period(heard.text, heard.today, heard.order):
        return False  # "forecast next quarter" is of all, whatever was spoken of before
    if heard.people:
        return not any(span.by_name for span in heard.people) or any(
            one.account_id == (heard.memory.account or heard.here or (0, ""))[0]
            for span in heard.people
            for one in span.people
        )
    if heard.has(
        "accounts",
        "customers",
        "clients",
        "contracts",
        "everyone",
        "everything",
        "csms",
        "mine",
        "renewals",
        "contacts",
    ):
        return False
    if heard.pronoun and not heard.has_run("this week", "this month", "this quarter", "this year", "this morning"):
        return True
    many = heard.first_real in ("who", "which", "everyone", "everything", "any", "list") or heard.has(
        "my", "i", "me", "we"
    )
    owner = heard.says("facts", "owner") > 1 or heard.says("facts", "decider") or heard.says("facts", "champion")
    return bool(best_fact(heard)) and (not many or bool(owner and heard.first_real == "who"))


def _map(heard: HeardWords) -> PlainRequest | None:
    return PlainRequest("map") if heard.says("does", "map") else None


def _fact(heard: HeardWords) -> PlainRequest | None:
    name, words = fact_and_weight(heard)
    if heard.says("does", "why") >= PLAINLY:
        return PlainRequest("why")
    if name == "stage" and heard.milestone and heard.has("far", "close"):
        return PlainRequest("fact", "milestone")
    if heard.says("facts", "persona") and heard.people and name in ("", "title", "people"):
        name = "persona"
    if not name:
        return None
    state = heard.says("does", "state")
    if (name in WEAK and state >= words and state > 1) or state >= max(words, PLAINLY):
        return None
    if name == "risk-view" and (heard.says("does", "why") or heard.has_run("how come")):
        return PlainRequest("why")
    if name == "to-dos" and heard.says("does", "why"):
        return PlainRequest("why")
    if name == "owner" and heard.people:
        name = "title"
    if name == "title" and not heard.people:
        name = "people" if heard.first_real == "who" else name
    return PlainRequest("fact", sharpened(heard, name))


LACKS = word_set("not no without missing lack lacks lacking untyped untagged unknown nobody blank")


def _state(heard: HeardWords) -> PlainRequest | None:
    if _only_somebody(heard) and not heard.says("does", "state"):
        return PlainRequest("fact", "title")
    if heard.first_real in ("who", "whom") and TITLES & {token.word for token in heard.tokens} and not heard.people:
        return PlainRequest("fact", "people")  # a title that nobody there has
    named = heard.people and heard.has("called", "named", "name") and not any(one.by_name for one in heard.people)
    if named or (heard.people and heard.first_real in ("who", "whom")):
        return PlainRequest("fact", "title")
    if heard.says("figures", "changes") and heard.account:
        return PlainRequest("state", "changes")
    if heard.says("does", "why"):
        return PlainRequest("why")
    if heard.says("does", "state") or _only_the_name(heard):
        return PlainRequest("state")
    return None


def _only_somebody(heard: HeardWords) -> bool:
    """Besides the names hardly anything is said: "Leila Larsen?", "who's Leila at Acme"."""
    spans = [(one.first, one.last) for one in heard.accounts]
    named = [(one.first, one.last) for one in heard.people if one.by_name]
    taken = {at for first, last in (*spans, *named) for at in range(first, last)}
    rest = [token.word for at, token in enumerate(heard.tokens) if is_word(token) and at not in taken]
    return bool(named) and len([word for word in rest if word not in AROUND_NAMES]) == 0


PLAINLY = 3  # words that ask how it stands, beside which a single word is no question of its own
TITLES = word_set("ceo coo cfo cto cio cmo md vp chair chairman chairwoman president owner founder director")
AROUND_NAMES = word_set(
    "who whom is was are at of from in the that again do you know tell me about please what does and"
)


def _only_the_name(heard: HeardWords) -> bool:
    named = sum(span.last - span.first for span in heard.accounts)
    return bool(named) and len([word for word in heard.words if word[:1].isalnum()]) - named <= 1


def _person(heard: HeardWords) -> PlainRequest | None:
    """ "Who is Leila Larsen?" """
    if not any(span.by_name for span in heard.people):
        return None
    name = best_fact(heard)
    return PlainRequest("fact", name if name in ("persona", "email", "contact") else "title")


# Once more, otherwise


FEW_WORDS = 5


def _again(heard: HeardWords) -> PlainRequest | None:
    """ "And in Q2?", "what about Ben's?": the last request with another period or person."""
    asked = dict(heard.memory.asked)
    if asked.get("does") == "list" and heard.says("figures", "count") and len(heard.words) <= FEW_WORDS:
        return PlainRequest("list", str(asked.get("about", "")), counted=True)  # "how many are there"
    changed = heard.colleague or heard.says("whose", "all") or find_period(heard.unnamed, heard.today, heard.order)
    if asked.get("does") in ("list", "total", "changes", "forecast", "count") and changed and len(heard.words) <= 7:
        return PlainRequest(str(asked["does"]), str(asked.get("about", "")), way=str(asked.get("way", "")))
    return None
