"""An import from beginning to end: one file, in chunks, each read off the event loop and committed by itself."""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import select

from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.only import Only
from bot.ingest.reading.records.not_known import not_known_lines
from bot.ingest.reading.records.row_parser import RowParser, fits
from bot.ingest.reading.report import ChunkOutcome, ImportReport, Rejected
from bot.ingest.reading.rows import Batch
from bot.ingest.rejects import RejectedFile
from bot.ingest.sources.open_table import TableReader, open_table
from bot.ingest.sources.workbook import WorkbookReader
from bot.ingest.writing.accounts import Accounts
from bot.ingest.writing.contracts import Contracts
from bot.ingest.writing.events import Events
from bot.ingest.writing.job import ImportWords, Job, find_words, lock
from bot.ingest.writing.matching.owners import ChatPerson
from bot.ingest.writing.matching.questions import ask_of_prospects, left_out_by
from bot.ingest.writing.measures.kpis import Kpis
from bot.ingest.writing.measures.tickets import Tickets
from bot.ingest.writing.stakeholders import Stakeholders
from bot.store.session import Store, WriteSession
from bot.store.tables import Account

Progress = Callable[[int, int], None]


class Writer(Protocol):
    """One kind of file. chunk: how many rows make a transaction that stays far below half a second."""

    chunk: int

    async def check(self, batch: Batch, outcome: ChunkOutcome) -> Any:
        """What can be written; the rest is rejected. Holds no lock."""

    async def write(self, session: WriteSession, checked: Any, outcome: ChunkOutcome) -> None:
        """One transaction's worth of what `check` returned."""

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """What could only be settled after the whole file was read."""


WRITERS: dict[Kind, Callable[[Job], Writer]] = {
    "accounts": Accounts,
    "contracts": Contracts,
    "stakeholders": Stakeholders,
    "kpis": Kpis,
    "events": Events,
    "tickets": Tickets,
}


async def import_file(
    store: Store,
    workspace_id: int,
    kind: Kind,
    file: Path,
    *,
    mapping: Mapping | None = None,
    dry_run: bool = False,
    now: datetime,
    file_time: datetime,
    progress: Progress | None = None,
    known_channels: Collection[str] | None = None,
    sheet: str | None = None,
    in_chat: Collection[ChatPerson] = (),
    guessed: bool = False,
) -> ImportReport:
    """Imports one file into one workspace. Importing it twice changes nothing.

    file_time: when the file was written, the moment of measurements without one. progress: is told the physical
    lines read and their total. known_channels: names and ids that the bot can post to, None to not check.
    sheet: of a workbook; without it the only one with the columns. in_chat: who may be meant by an owner's name.
    guessed: nobody has said yet whom the map leaves out, so that is asked.
    dry_run: the same, but each transaction is undone and no file is written.
    Raises UserError where nothing can be imported at all (no such file, a required column missing, no playbook).
    """
    mapping = mapping or Mapping()
    again = partial(open_table, file, partial(fits, kind, mapping), sheet)
    with await asyncio.to_thread(again) as reader:
        parser = _parser(reader, RowParser(reader.header, kind, mapping, file.name, lambda: texts_of(again())))
        job = Job(
            store,
            workspace_id,
            parser,
            now,
            file_time,
            await _words(store, workspace_id),
            dry_run=dry_run,
            known_channels=known_channels,
            in_chat=in_chat,
        )
        report = ImportReport(kind, file, dry_run=dry_run)
        report.notes = [*_notes(reader, parser), *await _comes_first(job)]
        only = Only(parser, mapping)
        await _take_all(job, reader, only, report, progress)
        if guessed:
            ask_of_prospects(job.questions, file.name, only)
        await _keep_questions(job)
        report.notes += await _left_out_before(job)
    return report


def _parser(reader: TableReader, parser: RowParser) -> RowParser:
    if isinstance(reader, WorkbookReader):
        reader.write_as(parser.written_as())
    return parser


async def _words(store: Store, workspace_id: int) -> ImportWords:
    async with store.read(workspace_id) as session:
        return await find_words(session)


async def _comes_first(job: Job) -> list[str]:
    """Everything but accounts hangs on accounts."""
    if job.parser.kind == "accounts":
        return []
    async with job.store.read(job.workspace_id) as session:
        some = await session.scalar(select(Account.id).limit(1))
    return [] if some else ["There are no accounts here yet: import them first, then this file again."]


async def _take_all(job: Job, reader: TableReader, only: Only, report: ImportReport, progress: Progress | None) -> None:
    with RejectedFile(report.file, reader.header, reader.delimiter, dry_run=report.dry_run) as rejects:
        await _Run(job, WRITERS[report.kind](job), reader, only, rejects, report, progress).all()
        report.passed = only.left.total()
        report.notes += only.lines()
        report.rejected_file = rejects.written
        report.skipped = job.parser.skipped
        report.notes += [*not_known_lines(job.parser.not_known), *job.parser.no_records.lines()]
        report.no_records = job.parser.no_records.found


async def _left_out_before(job: Job) -> list[str]:
    """Rows about prospects have no account to go to, and that is as it should be."""
    if not job.lacks_accounts:
        return []
    async with job.store.read(job.workspace_id) as session:
        titles = await left_out_by(session)
    return [f'Rows of whom the accounts file left out by "{one}" are left out here, too.' for one in titles]


async def _keep_questions(job: Job) -> None:
    """What the file leaves open; of one that is only tried, nothing."""
    if not job.dry_run and job.parser.kind == "accounts":
        async with job.store.write(job.workspace_id) as session:
            await job.questions.keep(session)


def texts_of(reader: TableReader) -> TableReader:
    """The same reader, of what says how a column is written."""
    if isinstance(reader, WorkbookReader):
        reader.leave_values_out()
    return reader


def _notes(reader: TableReader, parser: RowParser) -> list[str]:
    notes = list(reader.notes)
    if unused := parser.unused():
        notes.append(f"Not used: {', '.join(unused)}.")
    return notes


class _Run:
    """The loop over the chunks of one file."""

    def __init__(
        self,
        job: Job,
        writer: Writer,
        reader: TableReader,
        only: Only,
        rejects: RejectedFile,
        report: ImportReport,
        progress: Progress | None,
    ) -> None:
        self.job, self.writer, self.reader, self.only, self.rejects = job, writer, reader, only, rejects
        self.report, self.progress = report, progress

    async def all(self) -> None:
        # Reading ahead in the thread would gain nothing: it and the database driver take turns at the interpreter.
        while chunk := await asyncio.to_thread(self._read):
            await self._one(*chunk)
        outcome = ChunkOutcome()
        async with self.job.store.write(self.job.workspace_id) as session:
            await lock(session)
            await self.writer.finish(session, outcome)
            await self._keep(session)
        self._count(outcome, 0)

    def _read(self) -> tuple[Batch, list[Rejected], int] | None:
        """The next chunk: rows, rejected records, how many records."""
        block = self.reader.block(max(1, self.writer.chunk // self.job.parser.rows_each))
        if block is None:
            return None
        before = self.job.parser.no_records.count
        batch, rejected = self.job.parser.parse(self.only.keep(block))
        return batch, rejected, block.count - (self.job.parser.no_records.count - before)

    async def _one(self, batch: Batch, rejected: list[Rejected], count: int) -> None:
        outcome = ChunkOutcome(rejected=rejected)
        checked = await self.writer.check(batch, outcome)
        async with self.job.store.write(self.job.workspace_id) as session:
            await lock(session)
            await self.writer.write(session, checked, outcome)
            await self._keep(session)
        self._count(outcome, count)

    async def _keep(self, session: WriteSession) -> None:
        if self.job.dry_run:
            await session.rollback()

    def _count(self, outcome: ChunkOutcome, rows: int) -> None:
        self.report.rows += rows
        self.report.take(outcome)
        self.rejects.write(sorted(outcome.rejected, key=lambda each: each.why[0].line))
        if self.progress:
            self.progress(min(self.reader.done, self.reader.total), self.reader.total)
