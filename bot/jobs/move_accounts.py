"""`milepost playbook move`: who is meant, range by range, and what is said of it in the terminal."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from bot.api.account_json import VersionWords
from bot.calendar import local_date, plural
from bot.errors import UserError
from bot.jobs.after_change import tell
from bot.journey.accounts.scope import Bounds, Scope, is_few, ranges
from bot.journey.figures import usual_times
from bot.journey.playbooks.move_range import NAMED, MoveChange, MovedRange, Mover
from bot.journey.playbooks.move_sql import Target, strays, targets, to_move
from bot.journey.sweep.execute import BREATH
from bot.playbook.models import Library
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, Store
from bot.store.tables import Account, AccountName, PlaybookVersion
from bot.talk.account.read_account import frozen
from bot.text import compared

SIZE = 1_000  # accounts in one transaction: assessed twice, so that others wait half a second at most
CHANGES_SHOWN = 20


@dataclass
class MoveReport:
    """What moved, or would. words: of every playbook version that is spoken of."""

    dry_run: bool
    counts: Counter[tuple[str, MoveChange]] = field(default_factory=Counter)
    names: dict[tuple[str, MoveChange], tuple[str, ...]] = field(default_factory=dict)
    todos_before: int = 0
    todos_after: int = 0
    closed: int = 0
    words: dict[int, VersionWords] = field(default_factory=dict)
    now_words: dict[str, VersionWords] = field(default_factory=dict)
    strays: dict[str, int] = field(default_factory=dict)  # accounts on playbooks that are gone, where no --to was given
    lost: list[str] = field(default_factory=list)  # accounts that were named and are no longer customers
    only_lost: bool = False  # nobody else was named

    def take(self, playbook: str, moved: MovedRange) -> None:
        """Counts a range in."""
        for change, (count, names) in moved.changes.items():
            self.counts[playbook, change] += count
            self.names[playbook, change] = tuple(sorted((*self.names.get((playbook, change), ()), *names))[:NAMED])
        self.todos_before += moved.todos[0]
        self.todos_after += moved.todos[1]
        self.closed += moved.closed

    def lines(self) -> list[str]:
        """For the terminal: how many, who changes how, and what becomes of the to-dos."""
        if not self.counts:
            return [*self._lost(), *(self._strays() or self._nobody())]
        verb = "would move" if self.dry_run else "moved"
        said = []
        for playbook in sorted({playbook for playbook, _ in self.counts}):
            ours = [(change, count) for (name, change), count in self.counts.most_common() if name == playbook]
            said.append(f"{plural(sum(count for _, count in ours), 'account')} {verb} to {playbook} as it is today:")
            said += [self._line(playbook, change, count) for change, count in ours[:CHANGES_SHOWN]]
            if len(ours) > CHANGES_SHOWN:
                said.append(f"  … and {plural(len(ours) - CHANGES_SHOWN, 'more way')} to change")
        said += [self._todos(), *self._lost(), *self._strays()]
        if self.dry_run:
            said.append("Only tried: nothing was moved. Without --dry-run it is done.")
        return said

    def _nobody(self) -> list[str]:
        if self.only_lost:
            return []
        others = "the others" if self.lost else "these accounts"
        return [f"Nobody to move: {others} are on that playbook as it is today."]

    def _lost(self) -> list[str]:
        """Names that were typed: so many that they would fill a screen are counted."""
        shown = ", ".join(self.lost[:NAMED]) + (f" and {len(self.lost) - NAMED:,} more" if self.lost[NAMED:] else "")
        what = "is no longer a customer" if len(self.lost) == 1 else "are no longer customers"
        return [f"{shown} {what}; only active accounts move."] if self.lost else []

    def _strays(self) -> list[str]:
        return [
            f"{plural(count, 'account follows', 'accounts follow')} {name}, which is no longer among the playbooks: "
            "say with --to where they should go."
            for name, count in self.strays.items()
        ]

    def _line(self, playbook: str, change: MoveChange, count: int) -> str:
        before = _place(self.words[change.version], change.stage, change.milestone)
        after = _place(self.now_words[playbook], change.new_stage, change.new_milestone)
        was = self.words[change.version].own.name
        if was != playbook:
            before = f"{was}: {before}"
        how = f"{before} → {after}" if before != after else f"{before}, as before"
        names = self.names[playbook, change]
        more = f" and {count - len(names):,} more" if count > len(names) else ""
        return f"  {count:,} · {how} ({', '.join(names)}{more})"

    def _todos(self) -> str:
        closed = f"; {self.closed:,} closed because the playbook has no such rule" if self.closed else ""
        return f"To-dos: {self.todos_before:,} before, {self.todos_after:,} after{closed}. None of it is announced."


def _place(words: VersionWords, stage: str | None, milestone: str | None) -> str:
    if stage is None:
        return "not assessed"
    if milestone is None:
        return "place not known"
    at = words.stage(stage)
    where = at.name if at else stage
    if not milestone:
        return f"{where}, all milestones reached"
    to = words.milestone(milestone)
    return f"{where}, towards {to.name if to else milestone}"


@dataclass(frozen=True)
class MoveWish:
    """What was asked for. accounts: names or keys, () for everyone. to: a playbook, None for each account's own."""

    accounts: Sequence[str] = ()
    to: str | None = None
    dry_run: bool = False


async def move_accounts(
    store: Store, library: Library, workspace_id: int, wish: MoveWish, now: datetime, *, size: int = SIZE
) -> MoveReport:
    """Moves accounts, each range in a transaction of its own: after an end in between, the rest is moved by the same
    command. Raises UserError for a playbook or an account that isn't there."""
    if wish.to is not None:
        need_playbook(library, wish.to)
    async with store.read(workspace_id) as db:
        named = await _named(db, wish.accounts) if wish.accounts else None
        lost = await _lost_among(db, named) if named else []
        found = await targets(db, [wish.to] if wish.to else list(library.playbooks))
        gone = await strays(db, list(library.playbooks)) if wish.to is None else {}
        today = local_date(now, await workspace_zone(db))
    # A version that nobody was on yet has to know, too, what other accounts taught; the morning's sweep does the same.
    await usual_times.refresh(store, workspace_id, today)
    named_all = named is not None and len(lost) == len(set(named))
    report = MoveReport(wish.dry_run, strays=gone, lost=lost, only_lost=named_all)
    for target in found:
        await _to(store, library, workspace_id, target, wish, named, now, report, size)
    await _learn_words(store, library, workspace_id, found, report)
    if report.counts and not wish.dry_run:
        await tell(store, workspace_id, now)  # each range was assessed in the transaction that moved it
    return report


def need_playbook(library: Library, name: str) -> None:
    """Raises UserError where there is no playbook of that name."""
    known = sorted(library.playbooks)
    if name not in known:
        raise UserError(f"No playbook is called {name!r}{did_you_mean(name, known) or '.'} There are: {one_of(known)}.")


async def _to(
    store: Store,
    library: Library,
    workspace_id: int,
    target: Target,
    wish: MoveWish,
    named: Sequence[int] | None,
    now: datetime,
    report: MoveReport,
    size: int,
) -> None:
    outdated_only = wish.to is None
    async with store.read(workspace_id) as db:
        query = select(Account.id).where(*to_move(target, outdated_only=outdated_only))
        ids = set((await db.scalars(query)).all())
    ids &= set(named) if named is not None else ids
    if not ids:
        return
    few = named is not None or (is_few(ids) and len(ids) <= size)
    scope = Scope(workspace_id, tuple(sorted(ids)) if few else ())
    mover = await Mover.make(store, library, scope, target, now, outdated_only=outdated_only)
    async for bounds in _bounds(store, scope, ids, size):
        report.take(target.playbook, await mover.run(bounds, dry_run=wish.dry_run))
        await asyncio.sleep(BREATH)
    if not wish.dry_run:
        await mover.prepared.finish()


async def _bounds(store: Store, scope: Scope, ids: set[int], size: int) -> AsyncIterator[Bounds]:
    if scope.ids:
        yield {}
        return
    async for bounds in ranges(store, scope.workspace_id, ids, size):
        yield bounds


async def _named(db: ReadSession, names: Sequence[str]) -> list[int]:
    """Their ids, each by exactly one of its names; a key as it is written wins. Raises UserError."""
    query = select(Account.key, Account.id).where(Account.key.in_(names))
    keys = dict((await db.execute(query)).all())
    found = await _by_name(db, {compared(name) for name in names if name not in keys})
    for typed in names:
        ids = found.get(compared(typed), set()) if typed not in keys else {keys[typed]}
        if not ids:
            raise UserError(f"No account is called {typed!r}. Give its key or its exact name.")
        if len(ids) > 1:
            raise UserError(f"{plural(len(ids), 'account')} are called {typed!r}. Give the key of the one you mean.")
    return [*keys.values(), *(number for ids in found.values() for number in ids)]


async def _by_name(db: ReadSession, folded: Collection[str]) -> dict[str, set[int]]:
    query = select(AccountName.folded, AccountName.account_id).where(AccountName.folded.in_(folded))
    found: dict[str, set[int]] = {}
    for name, number in (await db.execute(query)).all():
        found.setdefault(name, set()).add(number)
    return found


async def _lost_among(db: ReadSession, named: Sequence[int]) -> list[str]:
    """The names of those that are no longer customers."""
    query = select(Account.name).where(Account.id.in_(named), Account.status != "active").order_by(Account.name)
    return list(await db.scalars(query))


async def _learn_words(
    store: Store, library: Library, workspace_id: int, found: Sequence[Target], report: MoveReport
) -> None:
    versions = {change.version for _, change in report.counts} | {target.version for target in found}
    async with store.read(workspace_id) as db:
        query = select(PlaybookVersion.id, PlaybookVersion.hash).where(PlaybookVersion.id.in_(versions))
        playbooks = await frozen(db, {(number, digest) for number, digest in (await db.execute(query)).all()})
    report.words = {number: VersionWords(library, playbook) for number, playbook in playbooks.items()}
    report.now_words = {target.playbook: report.words[target.version] for target in found}
