"""Of which types a question is: it asks for a day, a person, an amount, a reason, yes or no. Pure."""

from itertools import pairwise

from bot.language.plain_words.heard import HeardWords
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

# Each type with the runs of words that say so; a question may be of several types.
TYPES = {
    "when": (
        "when",
        "what date",
        "which date",
        "what day",
        "which day",
        "what month",
        "which month",
        "what year",
        "what time",
        "how soon",
        "how long",
        "until what",
        "how many days",
        "how many weeks",
        "how many months",
        "how much time",
        "how much longer",
        "how late",
        "date",
        "deadline",
        "last day",
        "last chance",
        "latest day",
        "day",
        "how far off",
        "how far away",
        "this quarter or",
        "this year or",
        "countdown",
    ),
    "since": (
        "since when",
        "how long",
        "how old",
        "how new",
        "days since",
        "how many days",
        "how many weeks",
        "how many months",
        "how many years",
        "when",
        "what date",
        "last",
        "latest",
        "long since",
        "long ago",
        "most recent",
    ),
    "who": (
        "who",
        "whom",
        "whose",
        "name of",
        "names",
        "which person",
        "what person",
        "which people",
        "which colleague",
    ),
    "amount": ("how much", "how big", "how large", "how valuable", "size of", "how expensive", "what is price"),
    "count": ("how many", "number of", "count", "numbers"),
    "why": (
        "why",
        "how come",
        "reason",
        "reasons",
        "what is behind",
        "what caused",
        "what made",
        "cause",
        "because of what",
    ),
    "likely": (
        "how likely",
        "how sure",
        "how confident",
        "how certain",
        "how safe",
        "how probable",
        "how good are chances",
        "chances",
        "chance",
        "odds",
        "likelihood",
        "probability",
        "what do we expect",
        "what do you expect",
    ),
    "how": ("how", "how fast", "how quickly"),
    "where": ("where", "how far"),
    "what": ("what", "which", "whats"),
}
RUNS = {name: tuple(tuple(run.split()) for run in runs) for name, runs in TYPES.items()}
ARE = word_set("is are am was were isnt")
HAPPENED = word_set("did has have had")
COMING = word_set("will would could might can may shall")
ARTICLES = word_set("the a an")
# Before what is asked, these only say that it is asked.
TELLING = (
    ("do", "you", "know"),
    ("can", "you"),
    ("could", "you"),
    ("would", "you"),
    ("will", "you"),
    ("any", "idea"),
    ("do", "we", "know"),
    ("do", "you", "think"),
    ("do", "we", "think"),
    ("have", "we", "heard"),
)


def types_of(heard: HeardWords) -> frozenset[str]:
    """All that the text's words say; "noun" where there is neither a question word nor a verb in front."""
    words = [token.word for token in heard.tokens if is_word(token) and token.word not in ARTICLES]
    for at, word in enumerate(words):
        if word == "date" and words[max(0, at - 2) : at] == ["up", "to"]:
            words[at] = "now"  # "bring me up to date" asks for no day
    found = {name for name, runs in RUNS.items() if any(_stands(run, words) for run in runs)}
    found |= _yes_or_no(words)
    return frozenset(found or {"noun"})


def _stands(run: tuple[str, ...], words: list[str]) -> bool:
    first, count = run[0], len(run)
    return any(words[at : at + count] == list(run) for at, word in enumerate(words) if word == first)


def _yes_or_no(words: list[str]) -> set[str]:
    """ "Is it", "did they", "will he", and "if they have", "any"."""
    found: set[str] = set()
    for at, word in enumerate(words[:9]):
        if any(tuple(words[at : at + len(run)]) == run for run in TELLING):
            continue
        begins = (
            at == 0
            or "if" in words[:at]
            or "whether" in words[:at]
            or words[at - 1] in ("and", "so", "or", "hey", "hi", "ok", "then", "but", "know")
        )
        if word in ARE and begins:
            found.add("whether")
        elif word in HAPPENED and begins:
            found |= {"whether", "did"}
        elif word in COMING and begins:
            found |= {"whether", "will"}
        elif word in ("do", "does") and begins:
            found |= {"whether", "does"}
        elif word in ("any", "anything", "anybody", "anyone") and at < 2:
            found.add("whether")
    if "did" in words:
        found.add("did")
    if any(pair in (("going", "to"), ("about", "to"), ("likely", "to")) for pair in pairwise(words)) or "will" in words:
        found.add("will")
    return found
