"""What a request comes down to, without what is said around it: greetings, why somebody asks, thanks. Pure."""

import re
from dataclasses import replace

from bot.language.days import find_day
from bot.language.plain_words.clauses import ENDS, ORDERS, PAUSES, asks_for, parts_of, within
from bot.language.plain_words.heard import GREETED, POLITE, HeardWords
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

# Words that ask for nothing by themselves.
SOCIAL = (
    POLITE
    | GREETED
    | word_set(
        "help me one more thing question again bother you favour another last time ugh argh hmm afternoon evening day "
        "team folks friend mate there it is its me a the for from with quickly short fast my sir madam "
        "all everybody lol "
        "haha no idea ta very much lot so many kind do does anyone know something forgot forget always never sure dear "
        "milepost bot hope well things are how week what long"
    )
)
# "Rosa wants to know how …": whoever asks through somebody isn't whom it is about.
ASKS_THROUGH = (
    r"\b{who}\b(?: \w+)? (?:just )?(?:wants? to (?:know|see|have)|asks?|asked|is asking|was asking|needs? to know|"
    r"wonders?|wondered|needs?|would like|wants?) (?:to know |me |for )?"
    r"(?:how|what|which|who|when|where|why|if|whether|a|an|the|for|about)\b"
)
# Why somebody asks, or from where.
REASON = re.compile(
    r"^(?:(?:and|so|ok|hi|hey|well|but|morning|sorry)[\s,]+)*(?:"
    r"(?:right |just |shortly )?(?:before|ahead of|for|in|after) (?:my|our|the|a|tomorrow's|today's|this) "
    r"(?!account|customer)"
    r"[\w:' ]{2,40}$"
    r"|(?:i['’]?(?:m| am| was|ve been| have been)?|we['’]?(?:re| are)|just|was|am|been|got) (?:just |only "
    r"|right )*(?:now )?"
    r"(?:back|out|away|in (?:the|a) (?:car|train|rush|hurry)|on (?:my|the) (?:way|road|train|phone)|off|"
    r"doing|planning|preparing|"
    r"writing|working|sitting|trying|looking|wondering|curious|asking|not sure|new)\b(?!.{0,40}\b(?:until|"
    r"till|covers)\b).{0,60}$"
    r"|(?:my |the |our )?(?:boss|manager|lead|director|colleague|team lead|ceo|finance|sales|rosa|"
    r"somebody|someone|people|they)"
    r"\b.{0,30}\b(?:ask|asks|asked|asking|wants? to know|wondering|needs? (?:it|this|that|a)|wants? (?:a|"
    r"it|this|an answer))\b.{0,30}$"
    r"|(?:i )?(?:need|want|looking for) (?:a|one|some|the)? ?(?:figure|number|answer|list|quick answer|"
    r"name)s?\b.{0,30}$"
    r"|(?:it['’]?s|its|it is) (?:friday|monday|late|early|the end)\b.{0,30}$"
    r"|feeling \w+|same (?:question|thing|as)\b.{0,30}|(?:i )?(?:always |keep )?forg[eo]t(?:ting)?(?: it| again)?$"
    r"|no (?:idea|clue)\b.{0,30}|(?:i )?(?:really )?(?:can(?:no|')?t|don'?t) (?:remember|recall|find it)\b.{0,20}$)",
    re.IGNORECASE,
)
# What is said after the request.
AFTER = re.compile(
    r"(?:[\s,;.!–-]|\b(?:and|ok|so))*\b(?:thanks?(?: you)?(?: a lot| so much| very much)?|thx|ta|cheers|lol|haha+|hehe|"
    r"if you (?:can|could|would|don'?t mind|like|please|have a (?:minute|second))|when you (?:can|have "
    r"(?:time|a minute))|"
    r"do you know|what do you (?:reckon|think)|you know|real quick|really quick|in a hurry|right away|"
    r"quickly|would you|will you|"
    r"can you|could you|for me|i always forget|never sure|just curious|i mean|i think|i guess|by the way|btw|"
    r"somebody asked me.*|i need it for .*|for my (?:1:1|one on one|slides?|report|boss|manager|sheet|notes|review))"
    r"[\s.!?…:)(😅🙂🎉👍🙏❤️]*$",
    re.IGNORECASE,
)
DONE_BY_WORDS = ("log", "to-do", "put-off", "tag", "reached-out", "done", "lost", "renewed", "call", "not-a-problem")


def _without_asker(heard: HeardWords) -> HeardWords:
    if heard.colleague is None:
        return heard
    who = re.escape(heard.colleague[1].split()[0])
    asks = re.search(ASKS_THROUGH.replace("{who}", who), heard.text, re.IGNORECASE)
    return replace(heard, colleague=None) if asks else heard


def essence(heard: HeardWords) -> HeardWords:
    """Without what is said before and after the request; whoever and whatever is named there is still meant."""
    heard = _without_asker(heard)
    first, last = _begin(heard), _end(heard)
    if (first == 0 and last == len(heard.tokens)) or last <= first:
        return heard
    return within(heard, first, last)


def _begin(heard: HeardWords) -> int:
    """The token with which the request begins."""
    begins, at = 0, 0
    for at, token in enumerate(heard.tokens):
        if token.word not in ENDS and token.word not in PAUSES:
            continue
        if not _goes_on(heard, at + 1) or not _is_around(heard, begins, at, token.word):
            break
        begins = at + 1
    return begins


def _goes_on(heard: HeardWords, at: int) -> bool:
    return sum(1 for token in heard.tokens[at:] if is_word(token)) >= 2


def _is_around(heard: HeardWords, first: int, last: int, mark: str) -> bool:
    tokens = heard.tokens[first:last]
    words = [token.word for token in tokens if is_word(token)]
    if not words:
        return True
    if any(first <= begins < last for begins, ends in heard.names if ends > begins):
        return False
    if all(word in SOCIAL for word in words) and (mark in ENDS or not asks_for(tokens)):
        return True
    text = heard.text[tokens[0].start : tokens[-1].end].strip()
    if _tells_us(heard, first, last):
        return False
    if REASON.match(text):
        return True
    return mark in ENDS and not _says_anything(heard, first, last) and not asks_for(tokens)


def _tells_us(heard: HeardWords, first: int, last: int) -> bool:
    """ "For the record, …"; "I'm off until the 3rd, Chloe takes over": no mere reason of what is asked after it."""
    found = heard.phrases(first, last) if heard.phrases else heard.found
    log = found.get(("does", "log"))
    if log is not None and log.words > 1:
        return True
    return ("does", "settings") in found and not any(asks_for(one.tokens) for one in parts_of(heard))


def _says_anything(heard: HeardWords, first: int, last: int) -> bool:
    found = heard.phrases(first, last) if heard.phrases else heard.found
    sections = {section for section, _ in found}
    tokens = heard.tokens[first:last]
    text = heard.text[tokens[0].start : tokens[-1].end]
    return bool(sections - {"ways", "whose", "reasons"}) or find_day(text, heard.today, heard.order) is not None


def _end(heard: HeardWords) -> int:
    """The token after the request: thanks, and why it was asked, are cut off."""
    asked = _after_the_question(heard)
    if asked is not None:
        return asked
    text = heard.text
    for _ in range(3):
        match = AFTER.search(text)
        if match is None or match.start() == 0:
            break
        text = text[: match.start()]
    kept = [at for at, token in enumerate(heard.tokens) if token.end <= len(text.rstrip())]
    last = kept[-1] + 1 if kept else len(heard.tokens)
    lost_its_mark = "?" in heard.text[len(text) :] and "?" not in text
    return len(heard.tokens) if lost_its_mark and not _asks(heard, last) else last


def _after_the_question(heard: HeardWords) -> int | None:
    """After its question mark nothing else is asked or told to be done: "… at Acme? The parent I mean"."""
    marks = [at for at, token in enumerate(heard.tokens) if token.word == "?"]
    if not marks or not any(is_word(one) for one in heard.tokens[marks[0] :]):
        return None
    first, at = _begin(heard), marks[0]
    if any(token.word in ("can", "could", "would", "will") for token in heard.tokens[first : first + 1]):
        return None  # "can you tag her as expert? She asked for …"
    question = [token for token in heard.tokens[first:at] if is_word(token)]
    rest = within(heard, at + 1, len(heard.tokens))
    more = any(asks_for(one.tokens) or one.first in ORDERS for one in parts_of(rest))
    named = any(begins > at for begins, _ in heard.names)
    if more or named or len(question) < 4 or not asks_for(heard.tokens[first : at + 1]):
        return None
    told = any(rest.says("does", one) for one in DONE_BY_WORDS) and not _asks_by_verb(heard, first)
    return None if told else at + 1


def _asks_by_verb(heard: HeardWords, first: int) -> bool:
    return asks_for(heard.tokens[first:-1])


def _asks(heard: HeardWords, last: int) -> bool:
    """It is a question also without its question mark."""
    return asks_for(heard.tokens[:last]) or asks_for(heard.tokens[_begin(heard) : last])
