"""Words as people type them, made comparable: contractions and abbreviations written out, endings taken off. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.text import compared

# They end like other forms of a word.
WHOLE = frozenset({"quite", "seeing", "contacted", "news", "plus", "less", "always", "perhaps"})
MOST_TOKENS = 120  # of one request; what follows is free text at most
WORD = re.compile(
    r"how-tos?\b|to-?dos?\b|to do\b(?=\s*[:–-])|(?:(?<=\ba )|(?<=\bnew )|(?<=\bmy )|(?<=\banother ))to do\b|w/o\b|w/|"
    r"\d{1,2}:\d{1,2}\b|e-mails?\b|[^\W_]+(?:[.'’&][^\W_]+)*|&|(?<!\w)[-–—]|[-–—](?!\w)"
    r"|[:;,?!.…\n]|[\u2600-\u27bf\U0001f300-\U0001faff]+",
    re.IGNORECASE,
)
EMOJI = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]")
NEGATED = re.compile(r"^(\w{2,})n't$")  # mustn't, shan't
CONTRACTED = re.compile(r"^(\w+)'(d|ll|ve|re)$")  # who'd, that'll
ENDINGS = {"d": "would", "ll": "will", "ve": "have", "re": "are"}
IS_SHORT = re.compile(r"^(any|every|some|no)(thing|one|body|where)'s$")  # "everything's fine"
CURLY = str.maketrans("’‘`´", "''''")
SHORT = {
    "what's": "what is",
    "whats": "what is",
    "who's": "who is",
    "whos": "who is",
    "how's": "how is",
    "hows": "how is",
    "where's": "where is",
    "wheres": "where is",
    "when's": "when is",
    "whens": "when is",
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "here's": "here is",
    "i'm": "i am",
    "im": "i am",
    "i've": "i have",
    "ive": "i have",
    "i'll": "i will",
    "i'd": "i would",
    "we're": "we are",
    "we've": "we have",
    "we'll": "we will",
    "you're": "you are",
    "they're": "they are",
    "they've": "they have",
    "she's": "she is",
    "he's": "he is",
    "they'll": "they will",
    "let's": "let us",
    "lets": "let us",
    "don't": "do not",
    "dont": "do not",
    "doesn't": "does not",
    "doesnt": "does not",
    "didn't": "did not",
    "didnt": "did not",
    "isn't": "is not",
    "isnt": "is not",
    "aren't": "are not",
    "arent": "are not",
    "wasn't": "was not",
    "weren't": "were not",
    "haven't": "have not",
    "havent": "have not",
    "hasn't": "has not",
    "hasnt": "has not",
    "hadn't": "had not",
    "won't": "will not",
    "wont": "will not",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "shouldn't": "should not",
    "wouldn't": "would not",
    "couldn't": "could not",
    "needn't": "need not",
    "w/": "with",
    "w/o": "without",
    "&": "and",
    "\n": ".",
    "–": "-",
    "—": "-",
    "emails": "email",
    "e-mails": "email",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "atm": "now",
    "rn": "now",
    "w": "with",
    "mtg": "meeting",
    "mtgs": "meeting",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tomorow": "tomorrow",
    "tommorow": "tomorrow",
    "tommorrow": "tomorrow",
    "2moro": "tomorrow",
    "acct": "account",
    "accts": "accounts",
    "acc": "account",
    "accs": "accounts",
    "cust": "customer",
    "custs": "customers",
    "u": "you",
    "ur": "your",
    "b4": "before",
    "till": "until",
    "til": "until",
    "'til": "until",
    "nxt": "next",
    "wk": "week",
    "wks": "weeks",
    "qtr": "quarter",
    "yr": "year",
    "mth": "month",
    "mths": "months",
    "hrs": "hours",
    "msg": "message",
    "appt": "meeting",
    "abt": "about",
    "doin": "doing",
    "goin": "going",
    "smth": "something",
    "sth": "something",
    "smthg": "something",
    "sthg": "something",
    "sb": "somebody",
    "gimme": "give me",
    "gonna": "going to",
    "wanna": "want to",
    "lemme": "let me",
    "rememeber": "remember",
    "todo": "to-do",
    "to do": "to-do",
    "todos": "to-do",
    "to-dos": "to-do",
    "ctas": "to-do",
    "cta": "to-do",
    "everyones": "everyone",
    "e-mail": "email",
    "mail": "email",
    "ppl": "people",
    "convo": "conversation",
    "info": "information",
    "asap": "today",
    "dm": "decision maker",
    "renewel": "renewal",
    "renewels": "renewals",
    "yday": "yesterday",
    "y'day": "yesterday",
    "ystd": "yesterday",
    "tdy": "today",
    "2day": "today",
    "mgmt": "management",
    "cos": "because",
    "bc": "because",
    "coz": "because",
    "eom": "end of month",
    "eoq": "end of quarter",
    "eoy": "end of year",
    "vs": "against",
    "wich": "which",
    "whch": "which",
    "witch": "which",
    "wat": "what",
    "wen": "when",
    "y": "why",
    "r": "are",
    "n": "and",
    "teh": "the",
    "da": "the",
    "cuz": "because",
    "bout": "about",
    "thats": "that is",
    "theres": "there is",
    "weve": "we have",
    "theyre": "they are",
    "theyve": "they have",
    "youre": "you are",
    "wasnt": "was not",
    "werent": "were not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "couldnt": "could not",
    "havnt": "have not",
    "shud": "should",
    "cud": "could",
    "wud": "would",
    "tomoz": "tomorrow",
    "mins": "minutes",
    "min": "minutes",
    "arvo": "afternoon",
    "cstmr": "customer",
    "mngr": "manager",
    "qtrly": "quarterly",
}


@dataclass(frozen=True)
class Token:
    """word: folded and written out. stem: without its ending. start, end: where it stands in the text."""

    word: str
    stem: str
    start: int
    end: int
    possessive: bool = False


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text; punctuation that separates is a token too."""
    found: list[Token] = []
    for match in WORD.finditer(text.translate(CURLY)):
        found += _written_out(match[0], match.start(), match.end())
        if len(found) >= MOST_TOKENS:
            break
    return tuple(found)


def _written_out(raw: str, start: int, end: int) -> Iterable[Token]:
    word = compared(raw)
    if EMOJI.match(raw):
        word = ","  # it parts what stands before and after
    if word not in SHORT:
        word = IS_SHORT.sub(r"\1\2 is", CONTRACTED.sub(lambda one: f"{one[1]} {ENDINGS[one[2]]}", word))
    owned = word.endswith("'s") and word not in SHORT
    if owned:
        word = word[:-2]
    for one in SHORT.get(word, NEGATED.sub(r"\1 not", word)).split():
        yield Token(one, stem(one), start, end, owned)


def words_in(text: str) -> list[str]:
    """Its words alone."""
    return [token.word for token in tokens_of(text) if is_word(token)]


def is_word(token: Token) -> bool:
    """Not a mark between words."""
    return token.word[:1].isalnum()


@lru_cache(maxsize=5000)
def stem(word: str) -> str:
    """The word without its commonest endings: "renewing" → "renew", "logged" → "log"."""
    if not word.isalpha() or len(word) < 4 or word in WHOLE:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
