"""/journey churn (methods B7, C5): lost accounts by stage and by last milestone, what they share, what we learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.calendar import MONTHS, plural
from bot.journey.accounts.not_renewed import Leaving
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.common_traits import Trait
from bot.journey.figures.funnel import LeftThere
from bot.journey.figures.losses import Churn, LostAt
from bot.journey.figures.losses import churn as read_churn
from bot.journey.figures.post_mortems import Lesson, Lessons
from bot.journey.figures.value_lost import ValueLost
from bot.message import Actions, Block, Heading, Message, Notes, Text, ask, bold, line
from bot.playbook.models import Library
from bot.statistics.life_table import Estimate, Rate
from bot.statistics.matched import Matched
from bot.store.session import ReadSession
from bot.store.tables import Workspace
from bot.talk.figures.funnel import also, other_ways, who_words
from bot.talk.figures.how_counted import counted_button
from bot.talk.figures.losses_words import (
    Names,
    by_milestone,
    common,
    in_order,
    learned,
    milestones,
    notes,
    soon,
    table,
    untold,
    value_blocks,
    worth_words,
)
from bot.talk.figures.warning_words import WARNED, record_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import capital

WAYS = ("all", "tier small", "segment retail")  # of the examples


async def churn(db: ReadSession, library: Library, selection: Selection, reader: Reader, now: datetime) -> Message:
    """The losses among those accounts."""
    workspace = await db.get_one(Workspace, reader.workspace_id)
    playbook = library.playbooks.get(workspace.playbook)
    who = "" if selection == EVERYONE else await who_words(db, selection, reader)
    today = reader.today(now)
    ways = await other_ways(db, selection, reader)
    return losses_message(await read_churn(db, today, selection), Names(library, playbook), today, who, ways)


def losses_message(this: Churn, names: Names, today: date, who: str = "", ways: Sequence[str] = WAYS) -> Message:
    """who: "your accounts, mid tier"; "" for the whole workspace. ways: what else can be chosen."""
    if not this.lost:
        return _nothing(this, today, who, ways)
    went = line(f"{worth_words(this.value)} a year went with them.")
    blocks: list[Block] = [Text(lines=(went, *soon(this.leaving, today, "more ")))]
    stages = in_order(this.stages, names)
    blocks += [table("Stage", stages), by_milestone(milestones(this.milestones, names))]
    blocks += value_blocks(this, names)
    blocks += [Heading(text="What they have in common"), Text(lines=common(this, names))]
    if warned := record_words(this.warned, today):
        blocks += [Heading(text="Early warning"), Text(lines=tuple(line(text) for text in warned))]
    blocks += learned(this.lessons)
    blocks.append(Actions(elements=(counted_button("churn"),)))
    blocks.append(Notes(lines=(*(line(text) for text in notes(this)), also("churn", ways))))
    return Message(title=line(bold(_title(this, who))), blocks=tuple(blocks))


def _nothing(this: Churn, today: date, who: str, ways: Sequence[str]) -> Message:
    how_counted = Actions(elements=(counted_button("churn"),))
    if who:
        said = (
            f"{plural(this.accounts, 'account')} on record there, all with us." if this.accounts else "There are none."
        )
        lines = (line(said), *soon(this.leaving, today), *untold(this))
        return Message(
            title=line(bold(f"{capital(who)}: none lost")),
            blocks=(Text(lines=lines), how_counted, Notes(lines=(also("churn", ways),))),
        )
    with_us = line(f"{plural(this.accounts, 'account')} on record, all with us.")
    how = (
        "When a term ends, record it with ",
        ask("acme renewal"),
        "; past losses come in with the accounts file.",
    )
    return Message(
        title=line(bold("I have seen no losses")),
        blocks=(Text(lines=(with_us, *soon(this.leaving, today), *untold(this), line(*how))), how_counted),
    )


def _title(this: Churn, who: str) -> str:
    since = f" since {MONTHS[this.since.month - 1]} {this.since.year}" if this.since else ""
    lost = f"{capital(who)}: {this.lost:,}" if who else plural(this.lost, "account")
    return f"{lost} lost{since}, of {this.accounts:,}"


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
    LostAt("laer", "", 0, 9, {"EUR": Decimal(240000)}, _BEFORE_FIRST,
           (ValueLost("EUR", 9, 240_000.0, 610.0, 13.1e6, 4.2e11),
            ValueLost("USD", 2, 9_000.0, 210.0, 1.2e6, 6e9))),
    LostAt("laer", "first-value", 1, 14, _EUR, _AFTER_FIRST,
           (ValueLost("EUR", 11, 820_000.0, 410.0, 26e6, 1.9e12),
            ValueLost("USD", 6, 140_000.0, 130.0, 6.9e6, 2.4e11))),
    LostAt("laer", "", -1, 3, {}),
)  # fmt: skip
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
        Trait("review", "late", Matched(14, 21_300, 5.6, 0.001)),
        Trait("champion", "left", Matched(8, 7_400, 2.4, 0.003)),
        Trait("segment", "start-up", Matched(9, 14_600, 3.8, 0.01)),
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
    reckoned_at=datetime(2026, 1, 6, 5, tzinfo=UTC),
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
