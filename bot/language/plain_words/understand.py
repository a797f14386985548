"""From what was heard to the one thing that is asked for. Pure; an optional model may one day stand in its place."""

from dataclasses import replace

from bot.language.plain_words.asked.asking import asking
from bot.language.plain_words.clauses import asks_for, parts_of
from bot.language.plain_words.deeds import deed, refused
from bot.language.plain_words.deeds.written import doubtful
from bot.language.plain_words.essence import essence
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

SMALL = word_set(
    "thanks thank you so very much a lot again ok okay great perfect super cool nice really the best are is that this "
    "was helpful help it for your all everything milepost bot just what i needed for today im i am have good day "
    "weekend night bye cheers and love got noted sure yes fine alright one work job well done us"
)

SAME = word_set(
    "and what how about same for with at the or no sorry i meant mean one actually other wrong not rather "
    "instead please that oops nope was is it question thing again of then ok now also to say should have said "
    "account was were"
)


def understand(heard: HeardWords) -> PlainRequest:
    """The one request that the parts make. Deeds are looked for first, and what must not be done before them."""
    small = _small_talk(heard)
    if small is not None:
        return small
    denied = refused(heard)
    if denied is not None:
        return _asked_besides(heard, denied) or denied
    heard = essence(heard)
    found = deed(heard)
    if found is not None and found.sure and doubtful(heard, found):
        found = replace(found, sure=False)
    return found or _same_of_another(heard) or asking(heard)


def _asked_besides(heard: HeardWords, denied: PlainRequest) -> PlainRequest | None:
    """ "No need to note that. How much do they pay?": what is asked beside what isn't to be done."""
    if denied.about != "negation":
        return None
    for part in parts_of(heard):
        if asks_for(part.tokens) and refused(part) is None:
            found = asking(part)
            if found.does in ASKED:
                return found
    return None


ASKED = word_set("fact state say prepare list count total changes forecast why")


def _small_talk(heard: HeardWords) -> PlainRequest | None:
    words = [token.word for token in heard.tokens if is_word(token)]
    if heard.accounts or heard.people or len(words) > 12 or heard.text.rstrip().endswith("?"):
        return None
    rest = [word for word in words if word not in SMALL]
    if heard.says("does", "thanks") and len(rest) <= 2 and not any(key[0] in ("facts", "lists") for key in heard.found):
        return PlainRequest("thanks")
    greets = {
        "hello",
        "hi",
        "hey",
        "good",
        "morning",
        "afternoon",
        "evening",
        "there",
        "again",
        "milepost",
        "moin",
        "hallo",
        "hiya",
        "yo",
        "bot",
    }
    if heard.says("does", "hello") and not set(words) - greets:
        return PlainRequest("hello")
    if words and not rest and not set(words) & {"help", "yes", "what", "it", "for", "is", "work"}:
        return PlainRequest("thanks")
    return None


def _same_of_another(heard: HeardWords) -> PlainRequest | None:
    """ "And Corvane?", "what about Larkrise": the same question about another account."""
    asked = heard.memory.asked
    if heard.account is None or asked.get("does") not in ("fact", "say", "prepare", "state"):
        return None
    named = {at for span in heard.accounts for at in range(span.first, span.last)}
    rest = [token.word for at, token in enumerate(heard.tokens) if is_word(token) and at not in named]
    if len(rest) > 9 or not rest or not set(rest) <= SAME:
        return None
    return replace(PlainRequest(str(asked["does"]), str(asked.get("about", ""))), account=heard.account)
