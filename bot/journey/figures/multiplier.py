"""The success multiplier (method A7): success of the humans at the customer × success of the humans at our side.

Customer = (experience + outcome) ÷ 2. Experience, outcome and our side are each the mean of their parts. A part is a
share from 0 to 1; one that isn't known is left out, never counted as 0. A to-do counts once: a goal of the success
plan as outcome, another promise of ours as experience, everything else as our work. Pure but for `figures`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean, median
from typing import Literal

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.multiplier_inputs import GONE, Counted, Key, Loads, counted, loads, nothing
from bot.store.session import ReadSession
from bot.text import rounded

TEAM = 3  # CSMs; of fewer, no team's figure hides whose it is, and there is no usual load

Side = Literal["experience", "outcome", "ours"]
SIDES: Mapping[Side, tuple[Key, ...]] = {
    "experience": ("answers", "promises", "contact"),
    "outcome": ("milestones", "goals"),
    "ours": ("work", "responses"),
}


@dataclass(frozen=True)
class Load:
    """Whose work is how much: active accounts and open to-dos, against the medians of so many CSMs.

    value: 1 up to the usual load; a third more than usual makes 0.75; None where there are too few CSMs to say what is
    usual. Of a team: the mean of its CSMs."""

    value: float | None
    csms: int
    accounts: int | None = None  # None: a team's
    usual_accounts: float = 0
    todos: int | None = None
    usual_todos: float = 0


@dataclass(frozen=True)
class MultiplierFigure:
    """counted: every input, by its name. load: None where there is no usual load to compare with. hidden: our side
    would give a CSM's own figure away, so it isn't shown."""

    counted: Mapping[Key, Counted]
    load: Load | None = None
    hidden: bool = False

    def side(self, side: Side) -> float | None:
        """0–1; None where no part of it is known."""
        known = [self.counted[key].value for key in SIDES[side]]
        if side == "ours":
            known += [None if self.load is None else self.load.value]
            known = [] if self.hidden else known
        return _mean(known)

    @property
    def customer(self) -> float | None:
        return _mean([self.side("experience"), self.side("outcome")])

    @property
    def ours(self) -> float | None:
        return self.side("ours")

    @property
    def success(self) -> float | None:
        """Customer × ours; None where either isn't known."""
        return None if self.customer is None or self.ours is None else self.customer * self.ours


def _mean(values: Sequence[float | None]) -> float | None:
    """In whole percent of whole percents, so that anybody can check it with the figures that are shown."""
    known = [float(rounded(value, 2)) for value in values if value is not None]
    return float(rounded(fmean(known), 2)) if known else None


@dataclass(frozen=True)
class Figures:
    """team: of the whole workspace. mine: the reader's own, None where they have neither accounts nor to-dos.
    csms: everybody's, by person id; empty unless this reader may see them."""

    team: MultiplierFigure
    mine: MultiplierFigure | None = None
    csms: Mapping[int, MultiplierFigure] = field(default_factory=dict)


@dataclass(frozen=True)
class Onlooker:
    """Who asks. open: whether the workspace's setting lets managers see each CSM's own figure."""

    person_id: int
    manages: bool = False
    open: bool = False


async def figures(db: ReadSession, now_day: date, minutes: int, onlooker: Onlooker) -> Figures:
    """The team's figure and the reader's own; everybody's only for a manager while the setting is open.

    minutes: how far the workspace's clocks are ahead of UTC."""
    found, load = await counted(db, now_day, minutes, EVERYONE), await loads(db)
    own = {person: MultiplierFigure(one, _load(load, person)) for person, one in _per_csm(found, load).items()}
    alone = set(own) <= {onlooker.person_id}  # then it is nobody's but theirs
    hidden = len(load.accounts) < TEAM and not alone and not (onlooker.manages and onlooker.open)
    team = MultiplierFigure(_pooled(found.values()), _team_load(load), hidden=hidden)
    seen = own if onlooker.manages and onlooker.open else {}
    return Figures(team, own.get(onlooker.person_id), seen)


async def of_account(db: ReadSession, account_id: int, now_day: date, minutes: int) -> MultiplierFigure:
    """The account's figure, the same for everybody: the load in it is the team's, for a CSM's own is theirs alone."""
    found = await counted(db, now_day, minutes, Selection(account_id=account_id))
    return MultiplierFigure(_pooled(found.values()), _team_load(await loads(db)))


def _per_csm(found: Mapping[int, Mapping[Key, Counted]], load: Loads) -> dict[int, Mapping[Key, Counted]]:
    """Everybody with accounts, or with to-dos that count."""
    return {person: found.get(person, nothing()) for person in set(found) | set(load.accounts) if person != GONE}


def _pooled(found: Iterable[Mapping[Key, Counted]]) -> Mapping[Key, Counted]:
    pooled = dict(nothing())
    for one in found:
        for key, part in one.items():
            pooled[key] = pooled[key] + part
    return pooled


def _load(load: Loads, person: int) -> Load | None:
    """None for who has no accounts. Where fewer than three have some, what they carry can be told, but not whether that
    is much."""
    if person not in load.accounts:
        return None
    accounts, todos = load.accounts[person], load.todos.get(person, 0)
    if len(load.accounts) < TEAM:
        return Load(None, len(load.accounts), accounts, 0, todos)
    usual_accounts, usual_todos = _usual(load)
    value = fmean([_room(accounts, usual_accounts), _room(todos, usual_todos)])
    return Load(value, len(load.accounts), accounts, usual_accounts, todos, usual_todos)


def _team_load(load: Loads) -> Load | None:
    loads = (_load(load, person) for person in load.accounts)
    own = [found.value for found in loads if found is not None and found.value is not None]
    return Load(fmean(own), len(own)) if own else None


def _usual(load: Loads) -> tuple[float, float]:
    return median(load.accounts.values()), median(load.todos.get(person, 0) for person in load.accounts)


def _room(own: int, usual: float) -> float:
    return 1.0 if own <= usual else max(usual, 1) / own


__all__ = ["SIDES", "TEAM", "Figures", "Load", "MultiplierFigure", "Onlooker", "figures", "of_account"]
