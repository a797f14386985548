"""Requests that only want to know: which fact, which list, which figure. Pure."""

from dataclasses import replace

from bot.language.plain_words.deeds.refused import HOW_TO
from bot.language.plain_words.heard import PEOPLE_PRONOUNS, HeardWords, PlainRequest
from bot.language.plain_words.many import many
from bot.language.plain_words.periods import find_period

BEHIND = frozenset({"silent", "left", "lost", "new", "changes", "outcome"})
FACT_NAMES = (
    "loss moved outcome notice email champion decider owner review survey contact call renewal value milestone stage "
    "persona promises goals to-dos next-step tasks segment tier health start title parent products history people "
    "risk-view stuck-view"
)
FACTS = dict.fromkeys(FACT_NAMES.split())
WEAK = frozenset(
    {"history", "people", "next-step", "goals", "tasks", "start", "title", "to-dos", "products", "stuck-view", "parent"}
)


def asking(heard: HeardWords) -> PlainRequest:
    """What is asked for; "unknown" where nobody can tell."""
    for find in (_help, _words_for_somebody, _one_account, _nobody_named, many, _person, _again):
        found = find(heard)
        if found is not None:
            return _meant(heard, found)
    return _meant(heard, PlainRequest("unknown"))


def _help(heard: HeardWords) -> PlainRequest | None:
    if HOW_TO.match(heard.text.strip()) and not heard.says("does", "say") and not heard.people:
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
    if draft and _drafts(heard):
        return PlainRequest("draft", "thanks" if heard.says("does", "thank") else "")
    if heard.first in ("congratulate", "thank", "celebrate") and not heard.is_question:
        return PlainRequest("draft", "thanks")
    if say and not heard.says("figures", "count") and not _asks_them(heard) and (say >= prepare or say > 1):
        return PlainRequest("say")
    if (
        prepare
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
    if heard.is_question and heard.first_real not in ("can", "could", "would", "will"):
        return False
    if heard.first in ("draft", "write", "compose", "email", "send", "message"):
        return True
    place = heard.place("does", "draft")
    return place <= heard.begins + 2 or heard.has("draft", "compose")


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
    many_ = heard.has("accounts", "customers", "who", "which", "everyone", "we") or heard.colleague
    name = _best_fact(heard) if means and not spoken and not many_ else ""
    return PlainRequest("fact", name) if name else None


def _means_the_one(heard: HeardWords) -> bool:
    """Nobody is named, and what was spoken of, or whose channel this is, is meant."""
    there = heard.memory.account is not None or heard.here is not None
    if not there or heard.colleague is not None:
        return False
    if heard.says("does", "why") and len(heard.words) <= 3:
        return True
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
    return bool(_best_fact(heard)) and (not many or bool(owner and heard.first_real == "who"))


def _map(heard: HeardWords) -> PlainRequest | None:
    return PlainRequest("map") if heard.says("does", "map") else None


def _best_fact(heard: HeardWords) -> str:
    found = [(heard.says("facts", name), -place, name) for place, name in enumerate(FACTS) if heard.says("facts", name)]
    kpis = [(one.words, 0, f"kpi:{name[1]}") for name, one in heard.found.items() if name[0] == "kpis"]
    best = max(found, default=None)
    kpi = max(kpis, default=None)
    if kpi is not None and (
        best is None or kpi[0] > best[0] or (kpi[0] == best[0] and best[2] in WEAK | {"health", "survey"})
    ):
        return _kpi_or_survey(heard, kpi[2])
    return best[2] if best else ""


def _kpi_or_survey(heard: HeardWords, name: str) -> str:
    """What they answered, and the figure that is worked out, are two things."""
    asks = heard.has(
        "answer", "answered", "say", "said", "response", "responded", "survey", "gave", "give", "rate", "rated"
    )
    return "survey" if name == "kpi:nps" and asks else name


def _fact(heard: HeardWords) -> PlainRequest | None:
    name = _best_fact(heard)
    if heard.says("facts", "persona") and heard.people and name in ("", "title", "people"):
        name = "persona"
    if not name:
        return None
    state = heard.says("does", "state")
    words = heard.says("facts", name) or max(
        (one.words for key, one in heard.found.items() if key[0] == "kpis"), default=1
    )
    if name in WEAK and state >= words and state > 1:
        return None
    if name == "owner" and heard.people:
        name = "title"
    if name == "title" and not heard.people:
        name = "people" if heard.first_real == "who" else name
    return PlainRequest("fact", name)


def _state(heard: HeardWords) -> PlainRequest | None:
    if heard.people and any(span.by_name for span in heard.people) and not heard.says("does", "state"):
        return PlainRequest("fact", "title")
    if heard.people and heard.first_real in ("who", "whom"):
        return PlainRequest("fact", "title")
    if heard.says("figures", "changes") and heard.account:
        return PlainRequest("state", "changes")
    if heard.says("does", "why"):
        return PlainRequest("why")
    if heard.says("does", "state") or _only_the_name(heard):
        return PlainRequest("state")
    return None


def _only_the_name(heard: HeardWords) -> bool:
    named = sum(span.last - span.first for span in heard.accounts)
    return bool(named) and len([word for word in heard.words if word[:1].isalnum()]) - named <= 1


def _person(heard: HeardWords) -> PlainRequest | None:
    """ "Who is Leila Larsen?" """
    if not any(span.by_name for span in heard.people):
        return None
    name = _best_fact(heard)
    return PlainRequest("fact", name if name in ("persona", "email", "contact") else "title")


# Once more, otherwise


def _again(heard: HeardWords) -> PlainRequest | None:
    """ "And in Q2?", "what about Ben's?": the last request with another period or person."""
    asked = dict(heard.memory.asked)
    changed = heard.colleague or heard.says("whose", "all") or find_period(heard.unnamed, heard.today)
    if asked.get("does") in ("list", "total", "changes", "forecast", "count") and changed and len(heard.words) <= 7:
        return PlainRequest(str(asked["does"]), str(asked.get("about", "")), way=str(asked.get("way", "")))
    return None


# Whom and when it is about


def _meant(heard: HeardWords, request: PlainRequest) -> PlainRequest:
    past = request.about in BEHIND or request.does == "changes"
    whose = "all" if heard.says("whose", "all") or _for_all(heard) else "mine" if _own(heard) else ""
    account, which = heard.account, heard.several
    if which and heard.people:
        there = {one.account_id for span in heard.people for one in span.people}
        fitting = [one for one in which if one[0] in there]
        account, which = (fitting[0], ()) if len(fitting) == 1 else (account, which)
    if account is None and not which:
        account, which = _implied(heard, request)
    sure = all(span.how == "exact" for span in heard.accounts)
    return replace(
        request,
        account=account,
        sure=sure,
        which=which,
        people=heard.people,
        period=find_period(heard.unnamed, heard.today, past=past),
        whose=whose,
        colleague=heard.colleague,
        stage=heard.stage,
        milestone=heard.milestone,
    )


def _for_all(heard: HeardWords) -> bool:
    """ "Renewals until March, everyone"."""
    words = [word for word in heard.words if word[:1].isalnum()]
    return len(words) > 1 and words[-1] in ("everyone", "everybody", "all", "everyone's", "overall")


def _own(heard: HeardWords) -> bool:
    """ "My", "mine", "do I have"."""
    return heard.has("my", "mine", "own") or heard.has_run(
        "do i", "have i", "am i", "i have", "could i", "should i", "can i"
    )


def _implied(heard: HeardWords, request: PlainRequest) -> tuple[tuple[int, str] | None, tuple[tuple[int, str], ...]]:
    """The account by its place in the last list, by a person named, by what was spoken of, by the channel."""
    if heard.ordinal is not None and heard.memory.listed:
        listed = heard.memory.listed
        at = heard.ordinal - 1 if heard.ordinal > 0 else len(listed) - 1
        return (listed[at], ()) if 0 <= at < len(listed) else (None, ())
    owners = dict.fromkeys(
        (one.account_id, one.account) for span in heard.people for one in span.people if span.by_name
    )
    spoken = heard.memory.account
    if len(owners) == 1:
        return next(iter(owners)), ()
    if owners:
        return (spoken, ()) if spoken in owners else (heard.here, ()) if heard.here in owners else (None, tuple(owners))
    if request.does in ("list", "count", "total", "changes", "load", "book", "forecast", "help", "how-to", "to-dos"):
        return None, ()
    if request.does == "unknown" and not (heard.has(*PEOPLE_PRONOUNS) or heard.pronoun):
        return None, ()
    return spoken or heard.here, ()
