"""`milepost demo --data`: one's own first mornings in the local workspace, without Slack.

The owners of the file are the people one can act as."""

import shutil
import unicodedata
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import select, update

from bot.app import Milepost
from bot.calendar import is_working_day, local_date, moment
from bot.cli.demo import BOT, Demo, DemoHome, MovableClock, Say, living_in, run_living, seed_with
from bot.cli.stopping import Stop
from bot.clock import machine_now
from bot.errors import UserError
from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.guessing.kind_of_file import kind_called, kind_of_file
from bot.ingest.guessing.own_lines import how_to_follow, maps_by_file, with_own_lines
from bot.ingest.reading.columns import KINDS, Kind
from bot.ingest.reading.mapping import Mapping, check_mapping, load_mapping, read_map
from bot.ingest.reading.only import Only
from bot.ingest.reading.records.row_parser import RowParser, fits
from bot.ingest.reading.report import ImportReport
from bot.ingest.run import import_file, texts_of
from bot.ingest.sources.file_type import is_workbook
from bot.ingest.sources.open_table import open_table
from bot.ingest.sources.workbook import WorkbookReader
from bot.ingest.writing.matching.owners import ChatPerson, is_nobody
from bot.ingest.writing.matching.questions import sorted_by_nobody
from bot.jobs.after_change import after_change
from bot.jobs.import_data import note_import, without_place
from bot.sandbox.workspace import LocalWorkspace, SeedChannel, SeedUser
from bot.store.channels import channels_typed
from bot.store.people.members import LEADS
from bot.store.tables import FileQuestion, Person
from bot.text import name_from_email
from bot.usecases.workspace.roles import give_role

YOU = ChatPerson("You", "you@people.example")
MOST_PEOPLE = 60
BEFORE_WORK = "07:30"


@dataclass(frozen=True)
class OwnFile:
    """A file of one's own, what its columns mean, and which sheet of a workbook it is."""

    kind: Kind
    file: Path
    mapping: Mapping
    sheet: str | None = None


@dataclass(frozen=True)
class OwnData:
    """What one's first mornings are made of. said: how the files were understood, for the terminal."""

    files: tuple[OwnFile, ...]
    owners: tuple[ChatPerson, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class HowShown:
    """What any demo is asked for."""

    port: int
    browser: bool
    now: datetime | None
    say: Say


def read_own_data(files: Sequence[Path], *, guess: bool, sheet: str | None = None, maps: Sequence[str] = ()) -> OwnData:
    """The files with their kinds and owners. sheet: of each workbook among them. maps: "MAP.yaml" of the only file, or
    "FILE=MAP.yaml"; with a guess, what they say comes first. Raises UserError where one can't be read, or none has
    accounts."""
    maps_of = maps_by_file(files, maps)
    found: list[OwnFile] = []
    said: list[str] = []
    for number, file in enumerate(files):
        mapping, own_sheet = Mapping(), sheet if sheet is not None and is_workbook(file) else None
        kind = kind_of_file(file, own_sheet) or kind_called(file) or _first_kind(file, first=number == 0)
        own_map = maps_of.get(file)
        if own_map and not guess:
            mapping = load_mapping(own_map, kind)
        if guess:
            guessed = guess_file(kind, file, own_sheet)
            raw = with_own_lines(guessed.raw, read_map(own_map)) if own_map else guessed.raw
            mapping = check_mapping(raw, kind, own_map.name if own_map else "map")
            said += [f"What I make of the columns of {file.name} ({kind}):", *guessed.lines()]
        found.append(OwnFile(kind, file, mapping, own_sheet))
    found.sort(key=lambda each: KINDS.index(each.kind))
    if all(each.kind != "accounts" for each in found):
        raise UserError("None of these files has accounts: name that one first.")
    owners = dict.fromkeys(name for each in found if each.kind == "accounts" for name in _owners_of(each, guess=guess))
    people = tuple(_people(owners))
    if not people:
        found = [_all_yours(each) if each.kind == "accounts" else each for each in found]
    return OwnData(tuple(found), people or (YOU,), tuple(said))


def _all_yours(own: OwnFile) -> OwnFile:
    constants = own.mapping.constants | {"csm_email": YOU.email}
    return replace(own, mapping=own.mapping.model_copy(update={"constants": constants}))


def _first_kind(file: Path, *, first: bool) -> Kind:
    """The first file has the accounts where nothing else tells."""
    if first:
        return "accounts"
    raise UserError(
        f"What is in {file.name}? Call it after what it has: accounts, contracts, contacts, kpis, events or tickets."
    )


def _owners_of(own: OwnFile, *, guess: bool) -> Iterable[str]:
    """The names or addresses in the file, in its order."""
    again = partial(open_table, own.file, partial(fits, own.kind, own.mapping), own.sheet)
    with again() as reader:
        try:
            parser = RowParser(reader.header, own.kind, own.mapping, own.file.name, lambda: texts_of(again()))
        except UserError as error:
            more = "" if guess else " Or try --guess: it makes sense of a file as your CRM wrote it."
            raise UserError(f"{error}{more}") from error
        if isinstance(reader, WorkbookReader):
            reader.write_as(parser.written_as())
        only = Only(parser, own.mapping)
        while block := reader.block(1000):
            for row in parser.parse(only.keep(block))[0].rows():
                owner = row.values.get("csm_email") or row.values.get("csm_name")
                if owner and not is_nobody(owner):
                    yield owner


def _people(owners: Iterable[str]) -> Iterable[ChatPerson]:
    """Somebody of that name, or with that address, for each owner."""
    taken: set[str] = set()
    for owner in islice(owners, MOST_PEOPLE):
        email = owner if "@" in owner else f"{_plain(owner)}@people.example"
        if email not in taken:
            taken.add(email)
            yield ChatPerson(name_from_email(owner) if "@" in owner else owner, email)


SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ı": "i"})


def _plain(name: str) -> str:
    """ "José Ortega" is jose.ortega, "Jürgen Groß" jurgen.gross."""
    ascii_ = unicodedata.normalize("NFKD", name.translate(SPELLED)).encode("ascii", "ignore").decode().lower()
    words = "".join(char if char.isalnum() else " " for char in ascii_).split()
    return ".".join(words) or f"person{sum(map(ord, name))}"


def guessed_again(own: OwnFile, everyone_by: Collection[str]) -> OwnFile:
    """everyone_by: titles of columns by which nobody is to be left out, as was answered."""
    guessed = guess_file(own.kind, own.file, own.sheet, everyone_by)
    return replace(own, mapping=own.mapping.model_copy(update={"only": check_mapping(guessed.raw, own.kind).only}))


class OwnDemo(Demo):
    """With one's own files: what was answered about them holds from the next import on, which is the next night."""

    def __init__(self, milepost: Milepost, clock: MovableClock, folder: Path, data: OwnData) -> None:
        super().__init__(milepost, clock)
        self.folder, self.data = folder, data
        self.imported_at = clock.now()

    async def import_all(self) -> list[ImportReport]:
        self.imported_at = self.clock.now()
        async with self.milepost.store.read(self.workspace_id) as db:
            everyone_by = await sorted_by_nobody(db)
        files = self.data.files
        if everyone_by:
            files = tuple(guessed_again(own, everyone_by) if own.mapping.only else own for own in files)
        return [await _bring_in(self, self.folder, own, self.data.owners) for own in files]

    async def live_the_night(self, before: date) -> None:
        answered = select(FileQuestion.id).where(FileQuestion.answered_at > self.imported_at).limit(1)
        async with self.milepost.store.read(self.workspace_id) as db:
            changes = await db.scalar(answered) is not None
        if changes:
            await self.import_all()


@asynccontextmanager
async def living_on_own_data(
    folder: Path, data: OwnData, place: DemoHome, now: datetime, say: Say
) -> AsyncIterator[tuple[Demo, LocalWorkspace]]:
    """The local workspace on the working day that is, or comes next: the files come in, then the digests go out."""
    day = next_working_day_from(local_date(now, place.timezone))
    start = moment(day, BEFORE_WORK, place.timezone)
    clock = MovableClock(start)
    users = _users(data.owners, place.timezone)
    channels = tuple(SeedChannel(f"C{n:03}", f"cs-{one.name}", (BOT, one.id)) for n, one in enumerate(users, 1))
    seed = seed_with("Yours", users, channels)
    async with living_in(place, seed, clock, lambda bot: OwnDemo(bot, clock, folder, data)) as opened_:
        demo, _ = opened_
        demo.workspace_id = await demo.milepost.connect()
        said = [line for report in await demo.import_all() for line in _without_file(report).lines()]
        for line in [*said, *how_to_follow(said, [own.file for own in data.files])]:
            say(line)
        await _settle(demo, users)
        await _ask_somebody(demo, data.owners[0], say)
        await after_change(demo.milepost.store, demo.milepost.library, demo.workspace_id, start)
        for line in await without_place(demo.milepost.store, demo.workspace_id):
            say(line)
        await demo.live_through(day)
        demo.clock.set(demo.clock.now() + timedelta(minutes=10))
        yield opened_


def next_working_day_from(day: date) -> date:
    """That day, if one works on it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def database_kept_in(file: Path | None, folder: Path) -> str:
    """The database's address. Raises UserError for a file that is there: what it has is somebody's."""
    if file is None:
        return f"sqlite:///{folder}/milepost.db"
    if file.exists():
        raise UserError(f"{file} is there already: name a new file to keep this in, or remove that one.")
    if not file.absolute().parent.is_dir():
        raise UserError(f"There is no folder {file.absolute().parent} to keep {file.name} in.")
    return f"sqlite:///{file.absolute()}"


async def _bring_in(demo: Demo, folder: Path, own: OwnFile, owners: Sequence[ChatPerson]) -> ImportReport:
    """From a copy, so that nothing is left beside one's own file."""
    copy = folder / own.file.name
    shutil.copyfile(own.file, copy)
    at, store = demo.clock.now(), demo.milepost.store
    report = await import_file(
        store,
        demo.workspace_id,
        own.kind,
        copy,
        mapping=own.mapping,
        now=at,
        file_time=at,
        sheet=own.sheet,
        in_chat=owners,
        guessed=bool(own.mapping.only),
    )
    await note_import(store, demo.workspace_id, own.kind, at)
    return report


async def _ask_somebody(demo: Demo, first: ChatPerson, say: Say) -> None:
    """What the files left open is asked of whoever leads; where nobody does, the first owner may settle it here."""
    store, now = demo.milepost.store, demo.clock.now()
    async with store.read(demo.workspace_id) as db:
        waiting = await db.scalar(select(FileQuestion.id).limit(1)) is not None
        leads = await db.scalar(select(Person.id).where(Person.role.in_(LEADS)).limit(1)) is not None
    if waiting and not leads:
        await give_role(store, demo.workspace_id, first.email, "manager", now)
        say(f"What your files left open is asked of {first.name}, who may answer it here.")


def _without_file(report: ImportReport) -> ImportReport:
    report.rejected_file = None  # it lies in the folder that goes away
    return report


def _users(owners: Sequence[ChatPerson], timezone: str) -> tuple[SeedUser, ...]:
    """The owners as people of a chat, each with a handle of their own."""
    handles: dict[str, ChatPerson] = {}
    for one in owners:
        handle = next(iter(_plain(one.name).split(".")))
        handles[handle if handle not in handles else f"{handle}{len(handles) + 1}"] = one
    return tuple(
        SeedUser(f"U{number:03}", handle, one.name, one.email, timezone)
        for number, (handle, one) in enumerate(handles.items(), 1)
    )


async def _settle(demo: Demo, users: Sequence[SeedUser]) -> None:
    """Everybody has a channel for digest and alerts."""
    async with demo.milepost.store.write(demo.workspace_id) as db:
        theirs = await channels_typed(db, (f"#cs-{one.name}" for one in users))
        for one in users:
            mine = update(Person).where(Person.email == one.email)
            await db.execute(mine.values(channel_id=theirs[f"#cs-{one.name}"], timezone=one.tz, name=one.real_name))


async def run_own_demo(
    files: Sequence[Path],
    *,
    guess: bool,
    sheet: str | None,
    maps: Sequence[str],
    keep: Path | None,
    timezone: str | None,
    how: HowShown,
    stop: Stop,
) -> None:
    """Run with one's own files until stopped. Nothing is kept but the database, where `keep` names a file for it."""
    data = read_own_data(files, guess=guess, sheet=sheet, maps=maps)
    database_kept_in(keep, Path())
    for line in data.said:
        how.say(line)

    def live(folder: Path) -> AbstractAsyncContextManager[tuple[Demo, LocalWorkspace]]:
        home = DemoHome(database_kept_in(keep, folder), how.port, timezone or "UTC")
        return living_on_own_data(folder, data, home, how.now or machine_now(), how.say)

    await run_living(live, how.browser, stop, how.say)
