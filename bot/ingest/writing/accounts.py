"""The accounts file: accounts, their names, their CSMs, and one contract where the file says what it is worth."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Table, delete, select

from bot.errors import UserError
from bot.ingest.reading.report import ChunkOutcome, Rejected
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.writing.account_cells import without_bad_cells
from bot.ingest.writing.account_plan import AccountHere, Plan, plan_row
from bot.ingest.writing.bulk import Insert, new_ids, update_rows
from bot.ingest.writing.changed_cells import Cells, last_cells, save_cells
from bot.ingest.writing.handed_over import GivenInChat
from bot.ingest.writing.job import Job, people
from bot.ingest.writing.matching.doubles import Doubles, SetAside
from bot.ingest.writing.matching.ownerless import Ownerless
from bot.ingest.writing.matching.owners import Owners
from bot.ingest.writing.names import account_names, alias_names, find_references, one_form, other_form
from bot.ingest.writing.parents import Parents
from bot.ingest.writing.stand_ins import standin_contract
from bot.ingest.writing.teams import Teams
from bot.journey.playbooks.move_sql import move, targets
from bot.store.as_json.value_list import is_one_of
from bot.store.channels import channels_typed
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, AccountName, Base, PlaybookVersion
from bot.text import compared

ACCOUNTS: Table = Base.metadata.tables["accounts"]
_COLUMNS = (
    "name",
    "domain",
    "csm_id",
    "tier",
    "segment",
    "started_on",
    "entry_stage",
    "channel_id",
    "churned_on",
    "churn_reason",
)
_ADD = Insert(ACCOUNTS, ("id", "key", "status", "workspace_id", "playbook_version_id", "created_at", *_COLUMNS))
_NAME = Insert(
    Base.metadata.tables["account_names"],
    ("workspace_id", "account_id", "folded", "kind", "shown"),
    conflict=("account_id", "folded", "kind"),
)
_EVENT = Insert(
    Base.metadata.tables["account_events"],
    ("workspace_id", "account_id", "period", "kind", "at", "key", "fingerprint", "note", "source"),
    conflict=("account_id", "kind", "at", "key", "fingerprint"),
)


class Accounts:
    """Writes accounts."""

    chunk = 2000  # rows in one transaction: about 0.1 s on SQLite (measured)

    def __init__(self, job: Job) -> None:
        if job.words.playbook not in job.words.begins:
            raise UserError(
                f"The playbook {job.words.playbook} isn't loaded for this workspace yet. "
                "Run milepost migrate, then import again."
            )
        self.job = job
        self.parents, self.teams = Parents(job), Teams(job)
        self.owners = Owners(job.store, job.workspace_id, job.in_chat, job.questions)
        self.doubles, self.set_aside = Doubles(job.questions), SetAside(job.questions)
        self.handed = GivenInChat(job)
        self.ownerless = Ownerless(job.parser)
        self._here: set[int] = set()  # accounts of this chunk that were here before

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> list[Row]:
        """The rows that can be written; the others are rejected."""
        good: list[Row] = []
        rows = await self.set_aside.rest(await asyncio.to_thread(batch.rows), outcome)
        self.ownerless.see(rows)
        await self.owners.resolve(rows)
        await self._as_known(rows)
        own = await self._own_playbooks(rows)
        outcome.warnings += await self.handed.doubts(rows)
        nameless = await self._new_ones(row.values["key"] for row in rows if "name" not in row.values)
        for row in rows:
            if bad := self._problem(row, nameless):
                outcome.rejected.append(bad)
            else:
                good.append(row)
        outcome.rejected += without_bad_cells(self.job, good, own)
        outcome.warnings += (doubt for row in good for doubt in self._doubts(row))
        return good

    async def write(self, session: WriteSession, rows: list[Row], outcome: ChunkOutcome) -> None:
        """One transaction's worth."""
        plans = await self._plan(session, rows)
        outcome.warnings += await self.doubles.look(session, plans)
        await self._place(session, plans)
        await self._add(session, [plan for plan in plans if not plan.here])
        plans = await self.parents.link(session, plans)
        await self._assign(session, plans)
        await self._move(session, plans)
        await update_rows(session, ACCOUNTS, ((plan.id, plan.sets) for plan in plans if plan.here))
        await self.teams.follow(session, plans, outcome)
        await _rename(session, plans)
        outcome.warnings += self._unused(await standin_contract.write(session, plans, self.job.today))
        await self._log_churn(session, plans)
        await self._log_contacts(session, plans)
        await save_cells(session, "accounts", {plan.key: plan.last | plan.cells for plan in plans})
        await self.ownerless.count(session, rows)
        outcome.added = sum(plan.here is None for plan in plans)
        outcome.changed = len(plans) - outcome.added
        outcome.unchanged += len(rows) - len(plans)
        outcome.touched = {plan.id for plan in plans}
        outcome.seen = self._here | outcome.touched
        outcome.moved = Counter(plan.playbook for plan in plans if plan.moves)

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """Links to parents that stand later in the file."""
        await self.parents.finish(session, outcome)
        outcome.notes += [*self.owners.notes(), *self.ownerless.lines(), *self.set_aside.notes()]
        outcome.warnings += [*self.owners.doubts(), *self.job.without_currency("arr", "account")]
        outcome.strangers += self.owners.strangers

    async def _own_playbooks(self, rows: list[Row]) -> dict[str, str]:
        """The playbook of accounts that are here, for rows that name a stage of it; only where there are several."""
        keys = [row.values["key"] for row in rows if "stage" in row.values and "playbook" not in row.values]
        if not keys or len(self.job.words.used) == 1:
            return {}
        query = select(Account.key, PlaybookVersion.name).join(
            PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id
        )
        async with self.job.store.read(self.job.workspace_id) as session:
            return dict((await session.execute(query.where(is_one_of(Account.key, keys)))).all())

    async def _as_known(self, rows: list[Row]) -> None:
        """An id in its other form is the key of the account that is here; see names.other_form."""
        ids = {row.values["key"] for row in rows if other_form(row.values["key"])}
        if ids:
            async with self.job.store.read(self.job.workspace_id) as session:
                found = (await find_references(session, ids, ["key"])).found
            for row in rows:
                if known := found.get(row.values["key"]):
                    row.values["key"] = known.key

    async def _new_ones(self, keys: Iterable[str]) -> set[str]:
        """Those that aren't accounts here."""
        wanted = set(keys)
        if not wanted:
            return wanted
        async with self.job.store.read(self.job.workspace_id) as session:
            return wanted - set(await session.scalars(select(Account.key).where(is_one_of(Account.key, wanted))))

    def _problem(self, row: Row, nameless: set[str]) -> Rejected | None:
        """nameless: keys of new accounts whose row has no name."""
        values, job = row.values, self.job
        if first := job.first_line(one_form(values["key"]), row.line):
            return job.reject(row, "key", values["key"], f"stands in line {first} already")
        if values["key"] in nameless:
            written = job.parser.written("name", row.raw)
            empty = "stands for an empty cell" if written else "is empty"
            reason = f"{empty}, and {values['key']} is no account here yet: a new one needs a name"
            return job.reject(row, "name", written, reason)
        return None

    def _doubts(self, row: Row) -> Iterable[str]:
        values, known = row.values, self.job.known_channels
        channel = values.get("channel")
        if channel and known is not None and channel not in known and channel.removeprefix("#") not in known:
            yield f"line {row.line}: there is no channel {channel}, or the bot isn't in it"
        if "arr" in values and "currency" not in values:
            self.job.count("currency", row, values["key"])
        if (day := values.get("last_contact_on")) and day > self.job.today:
            title = self.job.parser.title("last_contact_on")
            yield f"line {row.line}: {title} {day} is still to come, so it is no contact yet"
        if values.get("status") == "active" and "churned_on" in values:
            yield f"line {row.line}: churned_on of an active account isn't used"

    def _unused(self, plans: list[Plan]) -> Iterable[str]:
        """plans: of accounts with contracts of their own, which tell what the file only sums up."""
        for plan in plans:
            names = [name for name in ("arr", "term_months", "renewal_on") if name in plan.changed]
            if names:
                verb = "isn't" if len(names) == 1 else "aren't"
                yield f"line {plan.row.line}: {' and '.join(names)} {verb} used where contracts are given"

    async def _plan(self, session: ReadSession, rows: list[Row]) -> list[Plan]:
        """The rows that change something."""
        keys = [row.values["key"] for row in rows]
        query = (
            select(Account.key, Account.id, Account.status, Account.period, PlaybookVersion.name)
            .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
            .where(is_one_of(Account.key, keys))
        )
        here = {row.key: AccountHere(*row[1:]) for row in (await session.execute(query)).all()}
        last = await last_cells(session, "accounts", here)
        self._here = {one.id for one in here.values()}
        return await asyncio.to_thread(self._plan_all, rows, here, last)

    def _plan_all(self, rows: list[Row], here: dict[str, AccountHere], last: dict[str, Cells]) -> list[Plan]:
        words, today = self.job.words, self.job.today
        plans = (
            plan_row(row, here.get(row.values["key"]), last.get(row.values["key"], {}), words, today) for row in rows
        )
        return [plan for plan in plans if plan]

    async def _place(self, session: WriteSession, plans: list[Plan]) -> None:
        """Accounts whose file names a channel of their own; an empty cell takes it away."""
        changed = [plan for plan in plans if "channel" in plan.changed]
        rows = await channels_typed(session, (typed for plan in changed if (typed := plan.changed["channel"])))
        for plan in changed:
            plan.sets["channel_id"] = rows.get(plan.changed["channel"] or "")

    async def _assign(self, session: WriteSession, plans: list[Plan]) -> None:
        changed = [plan for plan in plans if plan.here and "csm_email" in plan.changed and not self.handed.keeps(plan)]
        csms = await people(session, (plan.changed["csm_email"] for plan in changed), self.job.now)
        for plan in changed:
            plan.sets["csm_id"] = csms[plan.changed["csm_email"]]

    async def _move(self, session: WriteSession, plans: list[Plan]) -> None:
        """To another playbook, where the file says so now; the stage that it says is written after that."""
        moving = [plan for plan in plans if plan.moves]
        for target in await targets(session, {plan.playbook for plan in moving}) if moving else ():
            ids = [plan.id for plan in moving if plan.playbook == target.playbook]
            await session.execute(move(target, self.job.now, is_one_of(Account.id, ids)))

    async def _add(self, session: WriteSession, plans: list[Plan]) -> None:
        """Inserts the new accounts."""
        emails = (plan.changed["csm_email"] for plan in plans if "csm_email" in plan.changed)
        csms = await people(session, emails, self.job.now)
        workspace, begins, now = session.workspace_id, self.job.words.begins, self.job.now
        rows = []
        for plan, number in zip(plans, await new_ids(session, ACCOUNTS, len(plans)), strict=True):
            plan.id = number
            plan.sets["csm_id"] = csms.get(plan.changed.get("csm_email", ""))
            version = begins[plan.playbook].version
            rows.append((number, plan.key, plan.status, workspace, version, now, *map(plan.sets.get, _COLUMNS)))
        await _ADD.run(session, rows)

    async def _log_churn(self, session: WriteSession, plans: list[Plan]) -> None:
        """A churn is an event of the account's log. Where the file has no date, it stands on the day we heard of it."""
        rows = [
            (
                session.workspace_id,
                plan.id,
                plan.period,
                "churned",
                self._churned_at(plan),
                "",
                "",
                plan.sets.get("churn_reason") or "",
                "import",
            )
            for plan in plans
            if plan.churns
        ]
        await _EVENT.run(session, rows)

    async def _log_contacts(self, session: WriteSession, plans: list[Plan]) -> None:
        """What a CRM has as the last activity is a contact on that day; of a day to come, none."""
        days = [(plan, day) for plan in plans if (day := plan.changed.get("last_contact_on")) and day <= self.job.today]
        workspace = session.workspace_id
        rows = [
            (workspace, plan.id, plan.period, "contact", datetime.combine(day, time(), UTC), "", "", "", "import")
            for plan, day in days
        ]
        await _EVENT.run(session, rows)

    def _churned_at(self, plan: Plan) -> datetime:
        day = plan.sets.get("churned_on")
        return datetime.combine(day, time(), UTC) if day else self.job.now


async def _rename(session: WriteSession, plans: list[Plan]) -> None:
    """Keeps every way an account may be called: replaces the kinds of name that changed."""
    workspace = session.workspace_id
    rows: list[tuple[Any, ...]] = []
    gone: defaultdict[str, list[int]] = defaultdict(list)
    for plan in plans:
        rows += ((workspace, plan.id, *name) for name in _names(plan))
        for kind, column in (("name", "name"), ("domain", "domain"), ("alias", "aliases")):
            if plan.here and column in plan.changed:
                gone[kind].append(plan.id)
    for kind, ids in gone.items():
        await session.execute(
            delete(AccountName).where(AccountName.kind == kind, is_one_of(AccountName.account_id, ids))
        )
    await _NAME.run(session, rows)


def _names(plan: Plan) -> Iterable[tuple[str, str, str]]:
    changed = plan.changed
    if plan.here is None:
        return account_names(plan.key, changed["name"], changed.get("domain"), changed.get("aliases", ()))
    named = [(compared(changed[kind]), kind, changed[kind]) for kind in ("name", "domain") if kind in changed]
    return [*named, *alias_names(changed.get("aliases", ()))]
