"""What a request is most likely to ask for, by all of its words together. It decides where no phrase that we know
stands in the text as a whole, or hardly one. Pure."""

from dataclasses import replace

from bot.language.plain_words.asked.drafts import draft_of
from bot.language.plain_words.asked.facts import fact_and_weight
from bot.language.plain_words.asked.question import types_of
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word
from bot.language.plain_words.word_model import EVERYWHERE, about_one

SPEAKS, AHEAD = 2.0, 0.5  # that an answer must have for it, and more than the next
SURER, BY_WORD = 4.0, 1.5  # more than what was found, and for each word that was found by
BY_DEFAULT = 1.0  # more than somebody's title, which is told where nothing else is asked of them
SAID_BY_DEFAULT = word_set("book all")  # what is meant where nothing else is
FEW = 2  # words that say something; of fewer nothing is concluded


def likeliest(heard: HeardWords, found: PlainRequest) -> PlainRequest:
    """What was found, or what much more speaks for."""
    if heard.model is None or found.does not in REPLACED:
        return found
    words = words_heard(heard)
    told = [word for word in words if word in heard.model.given and not word.startswith("?")]
    by_structure = (
        heard.colleague is not None
        or found.period is not None
        or (found.about == "title" and heard.first_real in ("who", "whom"))
    )
    stranger = found.does == "unknown" and heard.unheard and not heard.accounts
    if len(told) < FEW or stranger or (found.does != "unknown" and by_structure):
        return found
    one = bool(found.account or found.which or heard.people)
    same = heard.model.whole.get(frozenset(word for word in words if not word.startswith("?")))
    if same is not None and about_one(same) == one:
        return _request(heard, found, same)
    weights = heard.model.weigh(words, one)
    ranked = sorted(((weight, name) for name, weight in weights.items()), reverse=True)
    if not ranked:
        return found
    (weight, name), (next_weight, _) = ranked[0], ranked[1]
    mine = name_of(found)
    if found.does == "unknown":
        return _request(heard, found, name) if weight >= SPEAKS and weight - next_weight >= AHEAD else found
    if mine not in weights or mine == name:
        return found
    by_words = strength(heard, found)
    if found.does == "list" and not by_words and found.about not in SAID_BY_DEFAULT:
        return found  # it goes on with what was asked before
    needed = BY_DEFAULT if found.about == "title" and not by_words else SURER + BY_WORD * by_words
    return _request(heard, found, name) if weight - weights[mine] >= needed else found


REPLACED = word_set("unknown fact list book")


def name_of(request: PlainRequest) -> str:
    """As the model calls it."""
    return f"{request.does} {request.about}" if request.does in ("fact", "list") else request.does


def strength(heard: HeardWords, found: PlainRequest) -> float:
    """How many words it was found by."""
    if (found.about in SAID_BY_DEFAULT and found.does != "fact") or found.does in SAID_BY_DEFAULT:
        return 0.0
    if found.does == "fact":
        name, weight = fact_and_weight(heard)
        return weight if name in (found.about, "owner") else 0.0  # whose somebody is, is their title
    sections = {"list": ("lists", found.about)}
    return float(max(heard.says(*sections.get(found.does, ("does", found.does))), heard.says("figures", found.does)))


def _request(heard: HeardWords, found: PlainRequest, name: str) -> PlainRequest:
    does, _, about = name.partition(" ")
    if does == "draft":
        drafted = draft_of(heard)
        return replace(found, does="draft", about=drafted.about, note=drafted.note, value=drafted.value)
    way = next((one for one in ("up", "down") if heard.says("ways", one)), "") if does == "changes" else ""
    return replace(found, does=does, about=about, way=way, counted=bool(heard.says("figures", "count")), more=())


def words_heard(heard: HeardWords) -> list[str]:
    """The request's words as the model counts them, and the types of the question."""
    named = {at for span in heard.accounts for at in range(span.first, span.last)}
    people = {at for span in heard.people if span.by_name for at in range(span.first, span.last)}
    first = heard.colleague[1].split()[0].casefold() if heard.colleague else ""
    words = [] if not people else ["<person>"]
    for at, token in enumerate(heard.tokens):
        if first and token.word in (first, f"{first}s"):
            words.append("<colleague>")
        elif at not in named | people and is_word(token) and token.stem not in EVERYWHERE:
            words.append(token.stem)
    return words + [f"?{one}" for one in types_of(heard)]
