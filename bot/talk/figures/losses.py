"""/journey churn (methods B7, C5): lost accounts by stage and by last milestone, what they share, what we learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bot import actions
from bot.calendar import MONTHS, plural, say_date
from bot.journey.accounts.not_renewed import Leaving
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.common_traits import ENOUGH, Trait
from bot.journey.figures.funnel import LeftThere
from bot.journey.figures.losses import Churn, LostAt, by_position
from bot.journey.figures.losses import churn as read_churn
from bot.journey.figures.post_mortems import Lesson, Lessons
from bot.message import Actions, Block, Button, Column, Heading, Line, Message, Notes, Table, Text, ask, bold, line
from bot.playbook.models import Library, Playbook
from bot.statistics.life_table import Estimate, Rate
from bot.store.session import ReadSession
from bot.store.tables import Workspace
from bot.talk.figures.funnel import also, other_ways, who_words
from bot.talk.figures.funnel_words import TOO_FEW, ranged, tells
from bot.talk.figures.how_counted import counted_button
from bot.talk.figures.warning_words import WARNED, record_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital, listed, money
from bot.talk.renewal.post_mortem import IN_A_SENTENCE
from bot.text import clean, number, rounded, shorten

TRAITS_SHOWN, PLACES_SHOWN = 6, 12
WAYS = ("all", "tier small", "segment retail")  # of the examples


async def churn(db: ReadSession, library: Library, selection: Selection, reader: Reader, now: datetime) -> Message:
    """The losses among those accounts."""
    workspace = await db.get_one(Workspace, reader.workspace_id)
    playbook = library.playbooks.get(workspace.playbook)
    who = "" if selection == EVERYONE else await who_words(db, selection, reader)
    today = reader.today(now)
    ways = await other_ways(db, selection, reader)
    return losses_message(await read_churn(db, today, selection), Names(library, playbook), today, who, ways)


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


def losses_message(this: Churn, names: Names, today: date, who: str = "", ways: Sequence[str] = WAYS) -> Message:
    """who: "your accounts, mid tier"; "" for the whole workspace. ways: what else can be chosen."""
    if not this.lost:
        return _nothing(this, today, who, ways)
    went = line(f"{_worth(this.value)} a year went with them.")
    blocks: list[Block] = [Text(lines=(went, *_soon(this.leaving, today, "more ")))]
    stages = _in_order(this.stages, names)
    blocks += [_table("Stage", stages), _by_milestone(_milestones(this.milestones, names))]
    blocks += [Heading(text="What they have in common"), Text(lines=_common(this, names))]
    if warned := record_words(this.warned, today):
        blocks += [Heading(text="Early warning"), Text(lines=tuple(line(text) for text in warned))]
    blocks += _learned(this.lessons)
    blocks.append(Actions(elements=(counted_button("churn"),)))
    blocks.append(Notes(lines=(*(line(text) for text in _notes(this)), also("churn", ways))))
    return Message(title=line(bold(_title(this, who))), blocks=tuple(blocks))


def _nothing(this: Churn, today: date, who: str, ways: Sequence[str]) -> Message:
    if who:
        said = (
            f"{plural(this.accounts, 'account')} on record there, all with us." if this.accounts else "There are none."
        )
        lines = (line(said), *_soon(this.leaving, today), *_untold(this))
        return Message(
            title=line(bold(f"{capital(who)}: none lost")),
            blocks=(Text(lines=lines), Notes(lines=(also("churn", ways),))),
        )
    with_us = line(f"{plural(this.accounts, 'account')} on record, all with us.")
    how = (
        "When a term ends, record it with ",
        ask("acme renewal"),
        "; past losses come in with the accounts file.",
    )
    return Message(
        title=line(bold("I have seen no losses")),
        blocks=(Text(lines=(with_us, *_soon(this.leaving, today), *_untold(this), line(*how))),),
    )


def _untold(this: Churn) -> tuple[Line, ...]:
    """What was before we knew the accounts isn't known where only those that stayed were told."""
    if this.told:
        return ()
    return (line("The files told no earlier losses, so I know only of those since each account is here."),)


def _soon(ending: Leaving, today: date, more: str = "") -> tuple[Line, ...]:
    """ "2 more leave: Hooli on 30 Jan and Acme on 14 Mar."."""
    if not ending.accounts:
        return ()
    said = [f"{called(name, 30)} on {say_date(day, today, weekday=False)}" for name, day in ending.first]
    left_out = ending.accounts - len(said)
    said += [f"{left_out:,} later"] if left_out else []
    return (line(f"{ending.accounts:,} {more}{'leaves' if ending.accounts == 1 else 'leave'}: {listed(said)}."),)


def _title(this: Churn, who: str) -> str:
    since = f" since {MONTHS[this.since.month - 1]} {this.since.year}" if this.since else ""
    lost = f"{capital(who)}: {this.lost:,}" if who else plural(this.lost, "account")
    return f"{lost} lost{since}, of {this.accounts:,}"


def _worth(value: Mapping[str | None, Decimal]) -> str:
    """One figure per currency; they are never added up."""
    ordered = sorted(value.items(), key=lambda item: (-item[1], item[0] or ""))
    return " + ".join(money(amount, currency) for currency, amount in ordered) or "No value is on record; how much"


# Where


def _in_order(places: Sequence[LostAt], names: Names) -> list[tuple[str, LostAt]]:
    order = {
        (playbook.name, stage.key): at
        for playbook in names.library.playbooks.values()
        for at, stage in enumerate(playbook.stages)
    }
    last = len(order)
    known = sorted(places, key=lambda one: (one.playbook, order.get((one.playbook, one.key), last), one.key))
    return [(names.stage(place), place) for place in known]


def _milestones(places: Sequence[LostAt], names: Names) -> list[tuple[str, LostAt]]:
    return [(names.milestone_of(place), place) for place in by_position(places)]


def _table(title: str, places: Sequence[tuple[str, LostAt]]) -> Table:
    columns = (Column(title=title), Column(title="Lost", number=True), Column(title="A year", number=True))
    rows = tuple((capital(name), f"{place.lost:,}", _value(place)) for name, place in places[:PLACES_SHOWN])
    return Table(columns=columns, rows=rows)


def _by_milestone(places: Sequence[tuple[str, LostAt]]) -> Table:
    """With how many leave there: of all who had got that far, not of those who stopped."""
    columns = (
        Column(title="Last milestone"),
        *(Column(title=title, number=True) for title in ("Lost", "A year", "Leave before the next", "Of 100 a month")),
    )
    rows = tuple(
        (capital(name), f"{place.lost:,}", _value(place), *leaving_cells(place.leaving))
        for name, place in places[:PLACES_SHOWN]
    )
    return Table(columns=columns, rows=rows)


def leaving_cells(one: LeftThere | None) -> tuple[str, str]:
    """ "5% (2–11)", "0.5 (0.2–1.1)"; "–" where too few tell."""
    if one is None or not tells(one):
        return TOO_FEW, TOO_FEW
    low, high = one.rate.interval
    monthly = f"{number(one.rate.per_hundred)} ({number(low)}–{number(high)})"
    return ranged(one.share) if one.share else TOO_FEW, monthly


def _value(place: LostAt) -> str:
    return _worth(place.value) if place.value else "not known"


# In common


def _common(this: Churn, names: Names) -> tuple[Line, ...]:
    if this.lost < ENOUGH:
        return (line(f"Too few to tell: it takes {ENOUGH} losses, and there are {this.lost}."),)
    if not this.traits:
        return (line("Nothing stands out: no group of accounts left more often than chance would explain."),)
    return tuple(_trait(one, names) for one in this.traits[:TRAITS_SHOWN])


def _trait(one: Trait, names: Names) -> Line:
    """ "Segment Retail: left 2.3 times as often as the average: 14 losses in 410 months, of 26 in 1,760"."""
    often = f": left {number(one.lift)} times as often as the average"
    counts = f"{plural(one.lost, 'loss', 'losses')} in {_months(one.months)}"
    counts += f", of {one.all_lost:,} in {_months(one.all_months)}"
    return line("• ", bold(names.trait(one)), f"{often} ({counts})")


def _months(value: float) -> str:
    return plural(int(rounded(value)), "month")


# Learned


def _learned(lessons: Lessons) -> list[Block]:
    blocks: list[Block] = []
    lines: list[Line] = []
    if lessons.reasons:
        reasons = [f"{IN_A_SENTENCE.get(key, key)} ({count:,})" for key, count in lessons.reasons]
        lines.append(line(f"What weighed most: {listed(reasons)}."))
    if lessons.asked:
        lines.append(line(f"Could have been known in time: {lessons.foreseeable:,} of {lessons.asked:,}."))
    if lines:
        blocks += [Heading(text="What we learned"), Text(lines=tuple(lines))]
    blocks += [Text(lines=_words(one), quote=True) for one in lessons.words]
    if lessons.missing:
        blocks += _missing(lessons)
    return blocks


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


def _notes(this: Churn) -> tuple[str, ...]:
    notes = ["Accounts that came back don't count as lost."]
    if this.traits:
        notes.append("In common: losses against the months that all such accounts were with us, on the same days.")
    if any(TOO_FEW in leaving_cells(one.leaving) for one in this.milestones):
        notes.append(f"{TOO_FEW}: too few accounts to say. In brackets the likely range.")
    if not this.told:
        notes.append("The files told no earlier losses with their day: losses count since each account is here.")
    if this.undated:
        notes.append(f"{plural(this.undated, 'loss', 'losses')} without a date.")
    return tuple(notes)


# Examples

Value = dict[str | None, Decimal]
_EUR: Value = {"EUR": Decimal(820000), "USD": Decimal(140000)}
_USD: Value = {"USD": Decimal(90000)}
_BEFORE_FIRST = LeftThere(None, Estimate(0.05, 0.03, 0.09, 180), Rate(9, 610), 9)
_AFTER_FIRST = LeftThere("first-value", Estimate(0.11, 0.07, 0.17, 131), Rate(14, 540), 14)
_PLACES = (
    LostAt("laer", "land", 0, 7, {"EUR": Decimal(210000)}),
    LostAt("laer", "adopt", 0, 15, _EUR),
    LostAt("laer", "renew", 0, 4, _USD),
)
_REACHED = (
    LostAt("laer", "", 0, 9, {"EUR": Decimal(240000)}, _BEFORE_FIRST),
    LostAt("laer", "first-value", 1, 14, _EUR, _AFTER_FIRST),
    LostAt("laer", "", -1, 3, {}),
)
EXAMPLE = Churn(
    240,
    26,
    date(2024, 3, 1),
    date(2025, 12, 12),
    2,
    {"EUR": Decimal(1030000), "USD": Decimal(230000)},
    _PLACES,
    _REACHED,
    (
        Trait("review", "late", 14, 21_300, 25, 128_000),
        Trait("champion", "left", 8, 7_400, 23, 98_000),
        Trait("segment", "start-up", 9, 14_600, 26, 131_000),
    ),
    Lessons(
        (("value", 4), ("people", 3), ("price", 2)),
        6,
        9,
        (Lesson("Initech", "value", "Nobody could name a result.", "Agree on one number in the first week."),),
        17,
        ((2, "Initrode"), (3, "Hooli")),
    ),
    Leaving(1, (("Vandelay", date(2026, 1, 30)),)),
    warned=WARNED,
)
_TODAY = date(2026, 1, 6)
_NAMES = Names(Library(playbooks={}, personas={}), None)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey churn", losses_message(EXAMPLE, _NAMES, _TODAY)),
    (
        "journey churn, too few to tell",
        losses_message(
            Churn(
                41,
                2,
                date(2025, 11, 3),
                date(2025, 12, 1),
                0,
                _USD,
                (LostAt("laer", "adopt", 0, 2, _USD),),
                (LostAt("laer", "habit", 2, 2, _USD),),
                (),
                Lessons((), 0, 0, (), 2, ((2, "Initech"), (3, "Hooli"))),
            ),
            _NAMES,
            _TODAY,
        ),
    ),
    (
        "journey churn tier mid",
        losses_message(replace(EXAMPLE, accounts=61, lost=9), _NAMES, _TODAY, "all accounts, mid tier"),
    ),
    (
        "journey churn mine, none lost",
        losses_message(
            Churn(12, 0, None, None, 0, {}, (), (), (), Lessons((), 0, 0, (), 0, ())), _NAMES, _TODAY, "your accounts"
        ),
    ),
    (
        "journey churn, none lost",
        losses_message(Churn(41, 0, None, None, 0, {}, (), (), (), Lessons((), 0, 0, (), 0, ())), _NAMES, _TODAY),
    ),
)
