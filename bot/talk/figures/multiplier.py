"""/journey multiplier, /journey acme multiplier: the success figure, its formula and every input (method A7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date, zone
from bot.journey.figures.multiplier import (
    Figures,
    Load,
    MultiplierFigure,
    Onlooker,
    figures,
    of_account,
)
from bot.journey.figures.multiplier_inputs import (
    Counted,
    Key,
    nothing,
)
from bot.message import Actions, Block, Button, Column, Heading, Message, Notes, Table, Text, ask_home, bold, line
from bot.playbook.models import Library
from bot.store.people.members import LEADS
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession
from bot.store.tables import Account, Person, Workspace
from bot.talk.figures.how_counted import counted_button
from bot.talk.figures.multiplier_words import (
    PARTS,
    WIDE,
    MultiplierShown,
    carried,
    formula,
    inputs_table,
    notes,
    percent_of,
    said,
    sharing,
)
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, capital
from bot.talk.renewal.post_mortem import ask_for_it

CSMS_SHOWN = 50


async def multiplier(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """The reader's own figure and the workspace's; for managers each CSM's, while the setting is open."""
    workspace = await db.get_one(Workspace, reader.workspace_id)
    role = await db.scalar(select(Person.role).where(Person.id == reader.person_id))
    onlooker = Onlooker(reader.person_id, role in LEADS, workspace.figures_open_at is not None)
    found = await figures(db, reader.today(now), await minutes_ahead(db, now), onlooker)
    names = {row.id: row.name for row in await db.execute(select(Person.id, Person.name))} if found.csms else {}
    since = reader.day(workspace.figures_open_at) if workspace.figures_open_at else None
    return multiplier_message(
        MultiplierShown(
            found,
            reader.today(now),
            names=names,
            manages=onlooker.manages,
            open_since=since,
            promises_since=workspace.promises_since,
        )
    )


async def account_multiplier(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Message | None:
    """One account's. None where this workspace has no such one."""
    account = await db.get(Account, account_id)
    if account is None or account.workspace_id != reader.workspace_id:
        return None
    today = reader.today(now)
    found = await of_account(db, account_id, today, await minutes_ahead(db, now))
    if account.status == "churned":
        return churned_multiplier_message(called(account.name), account_id)
    workspace = await db.get_one(Workspace, reader.workspace_id)
    name, since = called(account.name), workspace.promises_since
    return account_multiplier_message(MultiplierShown(Figures(found), today, name, account_id, promises_since=since))


async def minutes_ahead(db: ReadSession, now: datetime) -> int:
    """By how much the workspace's clocks are ahead of UTC."""
    there = now.astimezone(zone(await workspace_zone(db))).utcoffset()
    return round(there.total_seconds() / 60) if there else 0


# Whole messages


def account_multiplier_message(this: MultiplierShown) -> Message:
    figure = this.figures.team
    blocks: list[Block] = [Text(lines=formula(figure)), inputs_table(figure, this)]
    card = Button(label="Card", action=actions.CARD, target=str(this.account_id))
    blocks += [Actions(elements=(card, counted_button("multiplier"))), Notes(lines=notes([figure], this))]
    return Message(title=line(bold(f"{this.name}: {said(figure)}")), blocks=tuple(blocks))


def churned_multiplier_message(name: str, account_id: int) -> Message:
    text = line("The figure is about customers who are with us. What its loss teaches stands in the post-mortem.")
    return Message(
        title=line(bold(f"{name} has left")), blocks=(Text(lines=(text,)), Actions(elements=(ask_for_it(account_id),)))
    )


def multiplier_message(this: MultiplierShown) -> Message:
    """Mine first, then the team's; a CSM's own figure is nobody else's unless the setting opens it."""
    mine, team = this.figures.mine, this.figures.team
    blocks: list[Block] = []
    if mine is not None:
        blocks += [Text(lines=(*formula(mine), *sharing(mine))), inputs_table(mine, this)]
        blocks += [Text(lines=(line(_who_sees(this)),)), Heading(text=f"All of us: {said(team)}")]
    blocks += [Text(lines=formula(team)), inputs_table(team, this)]
    blocks += _csms(this)
    blocks.append(Actions(elements=(counted_button("multiplier"),)))
    blocks.append(Notes(lines=notes([team] if mine is None else [mine, team], this)))
    title = f"You and your customers: {said(mine)}" if mine is not None else f"All of us: {said(team)}"
    return Message(title=line(bold(title)), blocks=tuple(blocks))


# Who sees what


def _who_sees(this: MultiplierShown) -> str:
    """Nobody finds out by accident who can see their figure."""
    if this.open_since is None:
        return "Only you see your own figure."
    return f"You and your managers see your own figure, since {say_date(this.open_since, this.today)}."


def _csms(this: MultiplierShown) -> list[Block]:
    """By name, so that it is no ranking; with every input, since a figure by itself explains nothing."""
    if not this.manages:
        return []
    if this.open_since is None:
        alone = "Each CSM's own figure is theirs alone. You can open them to managers on "
        return [Text(lines=(line(alone, ask_home(), "."),))]
    columns = (
        Column(title="CSM"),
        Column(title="Success", number=True),
        Column(title="Customer", number=True),
        Column(title="Our side", number=True),
        *(Column(title=capital(WIDE.get(key, PARTS[key])), number=True) for key in PARTS),
        Column(title="Load"),
    )
    ordered = sorted(this.figures.csms.items(), key=lambda one: ((this.names or {}).get(one[0], ""), one[0]))
    rows = tuple(_csm_row((this.names or {}).get(person, "somebody"), one) for person, one in ordered[:CSMS_SHOWN])
    blocks: list[Block] = [Heading(text="Each CSM, by name"), Table(columns=columns, rows=rows)]
    more = len(ordered) - CSMS_SHOWN
    return [*blocks, Notes(lines=(line(f"… and {more:,} more"),))] if more > 0 else blocks


def _csm_row(name: str, figure: MultiplierFigure) -> tuple[str, ...]:
    counted = figure.counted
    return (
        called(name, 24),
        percent_of(figure.success),
        percent_of(figure.customer),
        percent_of(figure.ours),
        *(f"{counted[key].good:,} of {counted[key].of:,}" if counted[key].of else "–" for key in PARTS),
        carried(figure.load),
    )


# Examples

_TODAY = date(2026, 1, 6)


def _parts(**given: tuple[int, int, float]) -> Mapping[Key, Counted]:
    return {key: Counted(*given[key]) if key in given else part for key, part in nothing().items()}


_ACME = MultiplierFigure(
    _parts(
        answers=(3, 2, 2.4),
        promises=(7, 5, 5),
        contact=(1, 0, 0.53),
        milestones=(3, 2, 2),
        work=(10, 9, 9),
        responses=(1, 1, 0.9),
    ),
    Load(0.84, 12),
)
_MINE = MultiplierFigure(
    _parts(
        answers=(21, 15, 16.6),
        promises=(18, 16, 16),
        contact=(41, 33, 36.2),
        milestones=(23, 17, 17),
        goals=(6, 5, 5),
        work=(64, 58, 58),
        responses=(38, 29, 30.1),
    ),
    Load(0.72, 12, 58, 41, 39, 28),
)
_TEAM = MultiplierFigure(
    _parts(
        answers=(212, 151, 166.1),
        promises=(170, 141, 141),
        contact=(480, 391, 427),
        milestones=(260, 171, 171),
        goals=(44, 31, 31),
        work=(702, 610, 610),
    ),
    Load(0.84, 12),
)
_SMALL = MultiplierFigure(_parts(contact=(9, 9, 9)), None, hidden=True)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey acme multiplier", account_multiplier_message(MultiplierShown(Figures(_ACME), _TODAY, "Acme", 1))),
    (
        "journey acme multiplier, nothing known yet",
        account_multiplier_message(MultiplierShown(Figures(MultiplierFigure(_parts())), _TODAY, "Acme", 1)),
    ),
    ("journey acme multiplier, it left", churned_multiplier_message("Acme", 1)),
    ("journey multiplier, a CSM", multiplier_message(MultiplierShown(Figures(_TEAM, _MINE), _TODAY))),
    ("journey multiplier, a manager", multiplier_message(MultiplierShown(Figures(_TEAM), _TODAY, manages=True))),
    (
        "journey multiplier, a manager, opened",
        multiplier_message(
            MultiplierShown(
                Figures(_TEAM, None, {1: _MINE, 2: _SMALL}),
                _TODAY,
                names={1: "Priya Nair", 2: "Tim Brandt"},
                manages=True,
                open_since=date(2026, 1, 5),
            )
        ),
    ),
    (
        "journey multiplier, a CSM with one colleague",
        multiplier_message(MultiplierShown(Figures(_SMALL, replace(_MINE, load=Load(None, 2, 58, 0, 39))), _TODAY)),
    ),
    ("journey multiplier, a small team", multiplier_message(MultiplierShown(Figures(_SMALL), _TODAY))),
)

__all__ = ["EXAMPLES", "account_multiplier", "account_multiplier_message", "multiplier", "multiplier_message"]
