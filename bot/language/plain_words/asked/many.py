"""What is asked about many accounts: which list, which figure. Pure."""

import re

from bot.language.plain_words.asked.ranked import ranked
from bot.language.plain_words.asked.stages import side_of
from bot.language.plain_words.heard import ASKING, HeardWords, PlainRequest
from bot.language.plain_words.periods import find_period
from bot.language.plain_words.phrases import word_set

# In this order where as many words speak for several.
LISTS = (
    "no-forecast",
    "notice",
    "outcome",
    "untagged",
    "no-decider",
    "no-champion",
    "left",
    "lost",
    "silent",
    "stuck",
    "upsell",
    "new",
    "risk",
    "renewals",
    "tickets",
    "worth",
    "all",
)
FIGURES = ("load", "forecast", "total", "funnel", "answers", "multiplier", "releases", "changes", "book")
MANY = word_set(
    "who whom which what any anyone anybody everyone everybody everything all accounts customers clients contracts "
    "list show mine renewals logos contacts champions people some"
)

PERSONS = word_set("champion champions contact contacts people person sponsor sponsors buyer buyers decider deciders")
ANYBODY = word_set("anybody anyone somebody someone whoever")
Vote = tuple[int, int, str]  # words that say it, its place among its kind, its name
CUSTOMERS = word_set("account accounts customer customers client clients logo logos contract contracts")


SPLIT_OVER = re.compile(
    r"\b(?:split|spread|divided|distributed|shared|allocated)\b.{0,25}\b(?:us|team|csms?|everyone|everybody|colleagues)\b",
    re.IGNORECASE,
)
HOW_MANY = re.compile(
    r"\b(?:is|are|was) (?:it|there|that|they) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)


def many(heard: HeardWords) -> PlainRequest | None:
    """The list or the figure that is asked for, where no account is named."""
    if heard.account is not None or heard.several:
        return None
    counted = bool(heard.says("figures", "count")) or bool(HOW_MANY.search(heard.text))
    figure, listed = _best(heard, "figures", FIGURES), _best_list(heard)
    if SPLIT_OVER.search(heard.text):
        return PlainRequest("list", "all")
    for found in (
        ranked(heard),
        _to_dos(heard, listed),
        _on_the_way(heard, listed, counted=counted),
        _all_of_somebody(heard, listed, counted=counted),
        _turned(heard, figure, listed),
        _figure_or_list(heard, _not_only_a_book(heard, figure, listed), listed, counted=counted),
    ):
        if found is not None:
            return found
    return PlainRequest("list", "all", counted=True) if counted and heard.has("accounts", "customers") else None


def _best(heard: HeardWords, section: str, names: tuple[str, ...]) -> Vote | None:
    said = ((heard.says(section, name), -place, name) for place, name in enumerate(names))
    return max((one for one in said if one[0]), default=None)


def _best_list(heard: HeardWords) -> Vote | None:
    listed = _best(heard, "lists", LISTS)
    if listed is not None and listed[2] == "lost" and heard.has(*PERSONS) and not heard.has(*CUSTOMERS):
        return listed[0], listed[1], "left"  # "have we lost any champions?"
    if listed is not None and listed[2] == "left" and heard.has(*CUSTOMERS) and not heard.has(*PERSONS, *ANYBODY):
        return listed[0], listed[1], "lost"  # "customers who quit"
    return listed


DUTIES = word_set("to-do task tasks list overdue late due today urgent open pending actions plate agenda priorities")


def _to_dos(heard: HeardWords, listed: Vote | None) -> PlainRequest | None:
    if heard.says("figures", "load") >= max(1, heard.says("does", "to-dos")) and not heard.has("my"):
        return None
    if not heard.says("does", "to-dos") or heard.says("figures", "changes") > 1:
        return None
    if heard.colleague and not heard.has(*DUTIES):
        return None  # "how is Mei getting on": what there is of hers, and not what is to be done
    if listed is not None and listed[0] >= heard.says("does", "to-dos") and listed[2] not in ("all", "silent"):
        return None  # "what do I have to renew before March"
    return PlainRequest("to-dos", colleague=heard.colleague) if _mine_today(heard) else None


def _on_the_way(heard: HeardWords, listed: Vote | None, *, counted: bool) -> PlainRequest | None:
    """Who is at a stage or works towards a milestone, unless more is said of something else."""
    words, kind = (listed[0], listed[2]) if listed else (0, "all")
    if heard.stage is not None and side_of(heard.text, heard.stage[1]) != "in":
        return PlainRequest("list", "stage", counted=counted)
    if heard.stage is not None and (kind in ("all", "upsell", "renewals", "worth") or words == 1):
        return PlainRequest("list", "stage", counted=counted)
    if heard.milestone is not None and (kind in ("all", "worth", "silent") or words == 1):
        return PlainRequest("list", "milestone", counted=counted)
    return None


def _all_of_somebody(heard: HeardWords, listed: Vote | None, *, counted: bool) -> PlainRequest | None:
    if heard.colleague and _all_of(heard) and (listed is None or listed[2] == "all"):
        return PlainRequest("list", "all", counted=counted)
    return None


def _turned(heard: HeardWords, figure: Vote | None, listed: Vote | None) -> PlainRequest | None:
    """ "My accounts that got better": how they moved, and not how they stand."""
    moved = not heard.has("up", "down") or heard.has("go", "goes", "going", "gone", "went", "moved", "trending", "came")
    turned = moved and bool(heard.says("ways", "up") or heard.says("ways", "down")) and not heard.colleague
    bare = (listed is None or listed[2] == "all") and figure is not None and figure[2] == "book"
    return _figure(heard, "changes") if turned and bare else None


def _not_only_a_book(heard: HeardWords, figure: Vote | None, listed: Vote | None) -> Vote | None:
    """A book is somebody's, and is asked about where nothing else is."""
    if figure is None or figure[2] != "book":
        return figure
    somebodys = heard.colleague or heard.has("my")
    return figure if somebodys and (listed is None or listed[2] == "all") else None


def _figure_or_list(
    heard: HeardWords, figure: Vote | None, listed: Vote | None, *, counted: bool
) -> PlainRequest | None:
    if _only_a_time(heard, listed, figure):
        return PlainRequest("list", "renewals", counted=counted)
    first = figure is not None and (listed is None or _figure_first(heard, figure, listed))
    if figure is not None and first and (figure[2] == "total" or not counted):
        return _figure(heard, figure[2])
    if (
        listed is None
        and figure is None
        and heard.has("up")
        and find_period(heard.unnamed, heard.today, heard.order) is not None
    ):
        return PlainRequest("list", "renewals", counted=counted)
    summed = figure is not None and figure[2] == "total"  # a list tells its sum
    if listed is not None and (_about_many(heard) or summed or counted or listed[0] > 1 or len(heard.words) <= 4):
        return PlainRequest("list", listed[2], counted=counted)
    return _figure(heard, figure[2]) if figure is not None else None


def _only_a_time(heard: HeardWords, listed: Vote | None, figure: Vote | None) -> bool:
    """ "Which of my customers have to decide before February": nothing but days to come."""
    bare = (listed is None or listed[2] == "all") and (figure is None or figure[2] == "book") and not heard.colleague
    period = find_period(heard.unnamed, heard.today, heard.order) if bare else None
    return period is not None and period.last > heard.today and heard.has(*CUSTOMERS)


def _all_of(heard: HeardWords) -> bool:
    """ "Everything that Chloe looks after": each account, and not how they stand."""
    looks = heard.says("facts", "owner") > 1 or heard.has_run("looks after", "look after", "is on", "takes care of")
    if heard.has_run("his accounts", "her accounts", "their accounts", "his customers", "her customers", "his book"):
        return not heard.says("does", "state")
    every = heard.has("everything", "list", "every", "which") or heard.has_run("all of", "all the", "all accounts")
    return (looks or every) and heard.has("everything", "accounts", "customers", "clients", "all", "list", "which")


def _mine_today(heard: HeardWords) -> bool:
    return (
        heard.says("does", "to-dos") > 1
        or (heard.has("to-do", "to-dos", "tasks", "list") and heard.has("my", "i", "me") and not heard.accounts)
        or heard.first_real in ("what", "my", "any", "show", "to-do", "list", "open", "which", "priorities", "overdue")
        or len(heard.words) <= 3
    )


def _figure_first(heard: HeardWords, figure: Vote, listed: Vote) -> bool:
    name = figure[2]
    if name == "forecast":
        return figure[0] > listed[0] or (
            listed[2] not in ("no-forecast", "outcome")
            and not (listed[2] == "upsell" and listed[0] > figure[0])
            and heard.has(
                "forecast",
                "forecasts",
                "forecasting",
                "outlook",
                "projection",
                "commit",
                "committed",
                "pipeline",
                "secure",
                "retention",
                "grr",
                "nrr",
            )
        )
    if name == "total":
        if listed[2] == "worth" and heard.has(*RANKED):
            return False
        # of a list, its own sum is told
        return listed[2] in ("all", "worth") or (heard.has("sum") and figure[0] > listed[0])
    if name == "load":
        return figure[0] >= listed[0] or listed[2] in ("all", "worth", "renewals", "new")
    if name == "changes":
        if listed[2] in ("stuck", "silent", "renewals"):
            return figure[0] > listed[0]  # "who made progress", and not who makes none
        return listed[2] in ("all", "risk", "new", "worth") and figure[0] >= listed[0]
    return figure[0] > listed[0] or listed[2] in ("all", "worth")


RANKED = word_set("rank ranked ranking sort sorted order ordered top biggest largest smallest most")


def _figure(heard: HeardWords, name: str) -> PlainRequest:
    way = next((one for one in ("up", "down") if heard.says("ways", one)), "")
    return PlainRequest(name, way=way if name == "changes" else "")


def _about_many(heard: HeardWords) -> bool:
    return (
        any(word in MANY for word in heard.words)
        or heard.first in ("where", "my", "renewals", "top", "biggest")
        or heard.first_real in ASKING
        or bool(heard.says("whose", "all"))
        or bool(heard.colleague)
    )
