"""Made-up situations that every template must cope with: full, empty, hostile, and full but for one thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bot.playbook.text.situation import (
    AccountWords,
    EventWords,
    HealthWords,
    MilestoneWords,
    Promise,
    RenewalWords,
    ReviewWords,
    Situation,
    StakeholderWords,
    TicketsAsked,
)

FULL = Situation(
    account=AccountWords("Acme", tier="mid", segment="start-up", value="120k EUR", csm="Priya"),
    stage="Adopt",
    milestone=MilestoneWords(
        name="first value",
        meaning="A first real result from their own data.",
        days=57,
        usual=45,
        usual_basis="31 mid-tier accounts",
        done=2,
        total=5,
        next_task="live data source",
        next_ask="who can connect the source, and which day suits",
        done_tasks=("goal in their words", "kick-off with both teams"),
        open_tasks=("live data source", "first users invited", "first result on screen"),
        missing=("live data source", "two more weekly users (3 of 5)"),
        last_reached="a weekly habit",
        last_reached_on="Tue 3 Mar",
    ),
    health=HealthWords(
        score=61,
        was=74,
        was_when="a week ago",
        band="on watch",
        band_before="healthy",
        moved=("weekly use 62% → 41%", "open tickets 2 → 5"),
        low=("active seats 25%", "core features in use 12%"),
        by_hand="set by Olga until Tue 3 Feb: sponsor left; measured 74",
    ),
    renewal=RenewalWords(
        deadline="Tue 13 Jan",
        days=34,
        is_notice=True,
        ends="Sat 14 Mar",
        call="probable",
        value="120k EUR",
        by_itself=True,
        ended="Sun 14 Dec",
        ended_product="Reports",
    ),
    review=ReviewWords(last="Fri 5 Sep", days=112),
    stakeholder=StakeholderWords(
        who="Dana Reyes, COO",
        first_name="Dana",
        title="COO",
        role="decision maker",
        persona="CEO type",
        vision="Halve the time we spend on reporting before the board meets in spring.",
        vision_on="Fri 2 Jan",
        last_talk="Wed 14 Oct",
        with_role="Dana Reyes (COO, decides)",
    ),
    hands_on=StakeholderWords(
        who="Tom Okafor, Analyst",
        first_name="Tom",
        title="Analyst",
        role="champion",
        last_talk="Thu 3 Sep",
        with_role="Tom Okafor (Analyst, champion)",
    ),
    low_answer="answered 4 of 10 on Mon 5 Jan",
    promise=Promise("schema notes by Fri 9 Jan"),
    people_without_persona=("Dana Reyes", "Tom Okafor"),
    stale=("weekly use, 23 days old", "NPS, 140 days old"),
    champion_left="Ana Silva, Fri 2 Jan",
    event=EventWords("NPS", on="Tue 6 Jan", value="4", was="8", by="Dana Reyes, COO"),
    tickets=TicketsAsked(
        "5 open tickets",
        "Import stops at the second page",
        "for 12 days",
        ("“Colleagues can't sign in”", "“Import stops at the second page”"),
        "3 new since Wed 25 Nov",
    ),
    count=3,
)
UNKNOWN = Situation(account=AccountWords("Acme"), stage="Land")
STARTED = dataclasses.replace(UNKNOWN, milestone=MilestoneWords(name="first value", meaning="A first real result."))
_NASTY = "<!channel> *Acme* {{ 7 * 7 }} {% raise %} \n\n & Söhne \u202e``` " + "x" * 300


@lru_cache(maxsize=1)
def situations() -> dict[str, Situation]:
    """By a name that says what is special about it."""
    return {
        "everything known": FULL,
        "nothing known": UNKNOWN,
        "just started": STARTED,
        "long names full of markup": _nasty(FULL),
        "one of everything": _small(),
        "one ticket": dataclasses.replace(
            FULL, tickets=dataclasses.replace(FULL.tickets, first=FULL.tickets.first[:1])
        ),
        "last day": dataclasses.replace(FULL, renewal=dataclasses.replace(FULL.renewal, days=0, is_notice=False)),
        "old customer": dataclasses.replace(FULL, review=ReviewWords(days=95, from_coming=True)),
        "first review": dataclasses.replace(FULL, review=ReviewWords(days=95, from_start=True)),
        **dict(_each_unknown()),
    }


def _each_unknown() -> Iterator[tuple[str, Situation]]:
    """The full situation with one thing unknown, for every thing that can be."""
    for field in dataclasses.fields(Situation):
        value: Any = getattr(FULL, field.name)
        if dataclasses.is_dataclass(value):
            for inner in dataclasses.fields(value):
                if (unknown := _unknown(inner)) != "":
                    part: Any = dataclasses.replace(value, **{inner.name: unknown})  # type: ignore[type-var]
                    yield f"{field.name}.{inner.name} unknown", dataclasses.replace(FULL, **{field.name: part})
        if (unknown := _unknown(field)) != "":
            yield f"{field.name} unknown", dataclasses.replace(FULL, **{field.name: unknown})


def _unknown(field: dataclasses.Field[Any]) -> Any:
    """None, (), or "" for a field that is always known."""
    kind = str(field.type)
    return () if "tuple" in kind else None if "None" in kind or "Optional" in kind else ""


def _nasty(value: Any) -> Any:
    """The same with every text replaced by one that tries to break out."""
    if isinstance(value, str):
        return _NASTY
    if isinstance(value, tuple):
        return tuple(_nasty(each) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        texts = {field.name: _nasty(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **texts)
    return value


def _small() -> Situation:
    """Ones everywhere, where plurals go wrong."""
    milestone = MilestoneWords(
        name="first value",
        meaning="A first real result.",
        days=1,
        usual=1,
        done=1,
        total=1,
        next_task="live data source",
        done_tasks=("goal in their words",),
        open_tasks=("live data source",),
        missing=("live data source",),
    )
    return dataclasses.replace(
        FULL,
        milestone=milestone,
        renewal=dataclasses.replace(FULL.renewal, days=1),
        review=ReviewWords(last="Fri 5 Sep", days=1),
        people_without_persona=("Dana Reyes",),
        stale=("NPS, 140 days old",),
        count=1,
    )
