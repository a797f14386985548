"""Lost accounts in words: where they were, what leaves with them, what they share, and what was learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.accounts.not_renewed import Leaving
from bot.journey.figures.common_traits import ENOUGH, Trait
from bot.journey.figures.funnel import LeftThere
from bot.journey.figures.losses import Churn, LostAt, by_position
from bot.journey.figures.post_mortems import Lesson, Lessons
from bot.journey.figures.value_lost import ValueLost
from bot.message import Actions, Block, Button, Column, Heading, Line, Table, Text, bold, line
from bot.playbook.models import Library, Playbook
from bot.talk.figures.funnel_words import TOO_FEW, ranged, tells
from bot.talk.phrases.words import called, capital, listed, money
from bot.talk.renewal.post_mortem import IN_A_SENTENCE
from bot.text import clean, number, shorten

TRAITS_SHOWN, PLACES_SHOWN = 6, 12


class Names:
    """What keys of playbooks are called."""

    def __init__(self, library: Library, playbook: Playbook | None) -> None:
        self.library, self.playbook = library, playbook

    def stage(self, place: LostAt) -> str:
        playbook = self.library.playbooks.get(place.playbook)
        stages = playbook.stages if playbook else ()
        found = next((stage.name for stage in stages if stage.key == place.key), None)
        return found or clean(place.key.replace("-", " ")) or "not known"

    def milestone_of(self, place: LostAt) -> str:
        if place.key:
            return capital(self.milestone(place.key))
        return "Not known" if place.position < 0 else "None yet"

    def milestone(self, key: str) -> str:
        every = (one for playbook in self.library.playbooks.values() for one in playbook.milestones())
        return next((one.name for one in every if one.key == key), clean(key.replace("-", " ")))

    def band(self, position: str) -> str:
        bands = self.playbook.health.bands if self.playbook else ()
        named = bands[int(position) - 1].name if 0 < int(position) <= len(bands) else f"in band {position}"
        return f"Health “{named}”"

    def trait(self, one: Trait) -> str:
        fixed = {
            ("champion", "left"): "Champion left",
            ("champion", "there"): "Champion there",
            ("review", "late"): "No review in 90 days",
            ("review", "held"): "A review within 90 days",
        }
        if (one.what, one.value) in fixed:
            return fixed[one.what, one.value]
        if one.what == "band":
            return self.band(one.value)
        return f"{one.what.capitalize()} {called(one.value, 30)}"


def untold(this: Churn) -> tuple[Line, ...]:
    """What was before we knew the accounts isn't known where only those that stayed were told."""
    if this.told:
        return ()
    return (line("The files told no earlier losses, so I know only of those since each account is here."),)


def soon(ending: Leaving, today: date, more: str = "") -> tuple[Line, ...]:
    """ "2 more leave: Hooli on 30 Jan and Acme on 14 Mar."."""
    if not ending.accounts:
        return ()
    said = [f"{called(name, 30)} on {say_date(day, today, weekday=False)}" for name, day in ending.first]
    left_out = ending.accounts - len(said)
    said += [f"{left_out:,} later"] if left_out else []
    return (line(f"{ending.accounts:,} {more}{'leaves' if ending.accounts == 1 else 'leave'}: {listed(said)}."),)


def worth_words(value: Mapping[str | None, Decimal]) -> str:
    """One figure per currency; they are never added up."""
    ordered = sorted(value.items(), key=lambda item: (-item[1], item[0] or ""))
    return " + ".join(money(amount, currency) for currency, amount in ordered) or "No value is on record; how much"


# Where


def in_order(places: Sequence[LostAt], names: Names) -> list[tuple[str, LostAt]]:
    order = {
        (playbook.name, stage.key): at
        for playbook in names.library.playbooks.values()
        for at, stage in enumerate(playbook.stages)
    }
    last = len(order)
    known = sorted(places, key=lambda one: (one.playbook, order.get((one.playbook, one.key), last), one.key))
    return [(names.stage(place), place) for place in known]


def milestones(places: Sequence[LostAt], names: Names) -> list[tuple[str, LostAt]]:
    return [(names.milestone_of(place), place) for place in by_position(places)]


def table(title: str, places: Sequence[tuple[str, LostAt]]) -> Table:
    columns = (Column(title=title), Column(title="Lost", number=True), Column(title="A year", number=True))
    rows = tuple((capital(name), f"{place.lost:,}", _value(place)) for name, place in places[:PLACES_SHOWN])
    return Table(columns=columns, rows=rows)


def by_milestone(places: Sequence[tuple[str, LostAt]]) -> Table:
    """With how many leave there: of all who had got that far, not of those who stopped."""
    columns = (
        Column(title="Last milestone"),
        *(
            Column(title=title, number=True)
            for title in ("Lost", "A year", "Leave before the next", "Leave a month, of 100")
        ),
    )
    rows = tuple(
        (capital(name), f"{place.lost:,}", _value(place), *leaving_cells(place.leaving))
        for name, place in places[:PLACES_SHOWN]
    )
    return Table(columns=columns, rows=rows)


# By value


def value_blocks(this: Churn, names: Names) -> list[Block]:
    """Nothing where too little was lost to tell of any place."""
    places = milestones(this.milestones, names)
    told = tuple(line(f"{_after(name, place)}: {_by_value(one)}") for name, place in places if (one := _telling(place)))
    if not told:
        return []
    few = any(not one.tells for _, place in places for one in place.worth if one.lost)
    rest = (line("Of other currencies and milestones too little was lost to say."),) if few else ()
    return [Heading(text="Value that leaves, by the last milestone"), Text(lines=(*told, *rest))]


def _after(name: str, place: LostAt) -> str:
    return f"After {name}" if place.key else "Before the first milestone"


def _telling(place: LostAt) -> list[ValueLost]:
    return [one for one in place.worth if one.tells]


def _by_value(rates: Sequence[ValueLost]) -> str:
    """ "of 100 EUR 0.8 leave a month (0.3 to 1.7 is likely) and of 100 USD 0.2 (0 to 1)"."""
    said: list[str] = []
    for one in rates:
        low, high = one.interval
        leave, likely = ("", "") if said else (" leave a month", " is likely")
        currency = clean(one.currency) if one.currency else "no currency"
        said.append(f"of 100 {currency} {number(one.per_hundred)}{leave} ({number(low)} to {number(high)}{likely})")
    return listed(said, most=len(said))


def leaving_cells(one: LeftThere | None) -> tuple[str, str]:
    """ "5% (2–11)", "0.5 (0.2–1.1)"; "–" where too few tell."""
    if one is None or not tells(one):
        return TOO_FEW, TOO_FEW
    low, high = one.rate.interval
    monthly = f"{number(one.rate.per_hundred)} ({number(low)}–{number(high)})"
    return ranged(one.share) if one.share else TOO_FEW, monthly


def _value(place: LostAt) -> str:
    return worth_words(place.value) if place.value else "not known"


# In common


def common(this: Churn, names: Names) -> tuple[Line, ...]:
    if this.lost < ENOUGH:
        return (line(f"Too few to tell: it takes {ENOUGH} losses, and there are {this.lost}."),)
    if not this.traits:
        return (line("Nothing stands out: no group of accounts left more often than chance would explain."),)
    return tuple(_trait(one, names) for one in this.traits[:TRAITS_SHOWN])


def _trait(one: Trait, names: Names) -> Line:
    """ "Retail: left 2.3 times as often as others with us for as long (1.3 to 3.9 is likely; 14 lost, 6 usual)"."""
    low, high = one.interval
    often = f": left {number(one.lift)} times as often as others with us for as long"
    counts = f"{one.lost:,} lost, {number(one.counted.usual)} usual"
    return line("• ", bold(names.trait(one)), f"{often} ({number(low)} to {number(high)} is likely; {counts})")


# Learned


def learned(lessons: Lessons) -> list[Block]:
    blocks: list[Block] = []
    lines: list[Line] = []
    if lessons.reasons:
        lines.append(line(f"What weighed most: {listed([_weighed(lessons, *one) for one in lessons.reasons])}."))
    if lessons.asked:
        lines.append(line(f"Could have been known in time: {lessons.foreseeable:,} of {lessons.asked:,}."))
    if lines:
        blocks += [Heading(text="What we learned"), Text(lines=tuple(lines))]
    blocks += [Text(lines=_words(one), quote=True) for one in lessons.words]
    if lessons.missing:
        blocks += _missing(lessons)
    return blocks


def _weighed(lessons: Lessons, key: str, count: int) -> str:
    """ "the product lacked something (3, 120k EUR + 40k USD a year)"."""
    value = lessons.worth.get(key)
    paid = f", {worth_words(value)} a year" if value else ""
    return f"{IN_A_SENTENCE.get(key, key)} ({count:,}{paid})"


def _words(one: Lesson) -> tuple[Line, ...]:
    said = [f"{called(one.account, 30)}: {shorten(one.words, 140)}"] if one.words else []
    if one.differently:
        lead = "Next time: " if said else f"{called(one.account, 30)}, next time: "
        said.append(f"{lead}{shorten(one.differently, 140)}")
    return tuple(line(text) for text in said)


def _missing(lessons: Lessons) -> list[Block]:
    count = lessons.missing
    has = "has" if count == 1 else "have"
    buttons = tuple(
        Button(label=shorten(name, 30), action=actions.POST_MORTEM, target=str(account_id))
        for account_id, name in lessons.missing_first
    )
    lead = "Two minutes each, the newest first:" if count > 1 else "It takes two minutes:"
    return [Text(lines=(line(f"{count:,} {has} no post-mortem yet. {lead}"),)), Actions(elements=buttons)]


def notes(this: Churn) -> tuple[str, ...]:
    notes = ["Accounts that came back don't count as lost."]
    if this.traits:
        notes.append("In common: each loss is compared with the accounts that were there at the same age.")
    if any(TOO_FEW in leaving_cells(one.leaving) for one in this.milestones):
        notes.append(f"{TOO_FEW}: too few accounts to say. In brackets the likely range.")
    if this.reckoned_at:
        notes.append("What they have in common and what left by value: as of this morning.")
    if not this.told:
        notes.append("The files told no earlier losses with their day: losses count since each account is here.")
    if this.undated:
        notes.append(f"{plural(this.undated, 'loss', 'losses')} without a date.")
    return tuple(notes)


__all__ = [
    "Names",
    "by_milestone",
    "common",
    "in_order",
    "learned",
    "leaving_cells",
    "milestones",
    "notes",
    "soon",
    "table",
    "untold",
    "value_blocks",
    "worth_words",
]  # fmt: skip
