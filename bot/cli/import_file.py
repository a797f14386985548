"""`milepost import`: finds the workspace and brings the file in, or says what it would make of it."""

import shlex
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import Milepost, opened
from bot.cli.people import NO_ADMIN
from bot.cli.workspace import workspace_meant
from bot.errors import AmbiguousSend, SendError, SettingsError, UserError
from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import check_mapping, load_mapping
from bot.ingest.reading.report import ImportReport
from bot.ingest.writing.matching.owners import ChatPerson
from bot.ingest.writing.matching.questions import sorted_by_nobody
from bot.jobs.import_data import import_data
from bot.settings.read import Settings
from bot.status import of_questions
from bot.store.session import Store, open_engine
from bot.store.upkeep.schema import migrate
from bot.text import one_of
from bot.usecases.workspace.installations import workspaces
from bot.usecases.workspace.roles import has_last_resort

NOBODYS = "T0123ABCD"  # stands for the team id of whoever tries a guess on no workspace of theirs


@dataclass(frozen=True)
class Asked:
    """What the command line asks for. write: where the guessed map goes; at_once: import by it, unseen."""

    kind: Kind
    file: Path
    map_file: Path | None = None
    sheet: str | None = None
    dry_run: bool = False
    guess: bool = False
    write: Path | None = None
    at_once: bool = False

    @property
    def only_tries(self) -> bool:
        return self.dry_run or (self.guess and not self.at_once)

    def by(self, map_file: object, team: str | None) -> str:
        """The command that imports by that map, into the same workspace."""
        words = ["milepost", "import", self.kind, str(self.file), "--map", str(map_file)]
        sheet = ["--sheet", self.sheet] if self.sheet else []
        return shlex.join([*words, *sheet, *(["--workspace", team] if team else [])])


@dataclass(frozen=True)
class Done:
    """What was done. before, after: what is said around the report; tried: whether there is one to tell."""

    report: ImportReport
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    tried: bool = True

    def lines(self) -> list[str]:
        return [*self.before, *(self.report.lines() if self.tried else ()), *self.after]


async def run_import(settings: Settings, asked: Asked, team: str | None, progress: Callable[[int, int], None]) -> Done:
    """Import one file. Raises UserError for a file or map that can't be read, SettingsError without a workspace.

    A guess that imports nothing needs no workspace: where none can be meant, it is tried on an empty one."""
    alone = asked.guess and asked.only_tries and await _none_meant(settings, team)
    if alone and asked.kind != "accounts":
        before, after = _said_of(_guessed(asked, ()), asked, team, ())
        why = f"It wasn't tried: {asked.kind} go to accounts, and there is no workspace here that has any."
        return Done(ImportReport(asked.kind, asked.file, dry_run=True), before, (why, *after), tried=False)
    if alone:
        with TemporaryDirectory(prefix="milepost-guess-") as folder:
            empty = replace(settings, database_url=f"sqlite:///{folder}/milepost.db")
            await _set_up(empty)
            done = await _import(empty, asked, NOBODYS, progress)
        notes = [note for note in done.report.notes if note != NO_ADMIN]
        done.report.notes[:] = [*notes, "Tried on an empty database."]
        return done
    return await _import(settings, asked, team, progress)


async def _none_meant(settings: Settings, team: str | None) -> bool:
    """Nobody says which workspace, and there isn't just one."""
    if team is not None or settings.on_a_platform:
        return False
    try:
        async with opened(settings) as milepost:
            return len(await workspaces(milepost.store)) != 1
    except SettingsError:  # there is no database yet
        return True


async def _set_up(settings: Settings) -> None:
    store = Store(open_engine(settings.database_url))
    try:
        await migrate(store)
    finally:
        await store.close()


async def _import(settings: Settings, asked: Asked, team: str | None, progress: Callable[[int, int], None]) -> Done:
    mapping = load_mapping(asked.map_file, asked.kind) if asked.map_file else None
    async with opened(settings) as milepost:
        workspace_id, unasked = await _workspace(milepost, team)
        async with milepost.store.read(workspace_id) as db:
            guessed = _guessed(asked, await sorted_by_nobody(db)) if asked.guess else None
        if guessed:
            mapping = check_mapping(guessed.raw, asked.kind)
        channels, unchecked = await _channels(milepost, workspace_id)
        now = milepost.now()
        report = await import_data(
            milepost.store,
            milepost.library,
            workspace_id,
            asked.kind,
            asked.file,
            now=now,
            file_time=_written(asked.file, now),
            mapping=mapping,
            dry_run=asked.only_tries,
            progress=progress,
            sheet=asked.sheet,
            known_channels=channels,
            in_chat=await _in_chat(milepost, workspace_id) if asked.kind == "accounts" else (),
            guessed=guessed is not None,
        )
        report.notes += [note for note in (unasked, unchecked) if note]
        async with milepost.store.read(workspace_id) as db:
            report.notes += [] if await has_last_resort(db) else [NO_ADMIN]
            open_ones = [one.text.strip() for one in await of_questions(db, now)] if asked.kind == "accounts" else []
    before, after = _said_of(guessed, asked, team, report.strangers) if guessed else ((), ())
    if open_ones and not asked.only_tries:
        after = (*after, "Open questions, each asked once in chat:", *(f"  {one}" for one in open_ones))
    return Done(report, before, after)


def _guessed(asked: Asked, everyone_by: Collection[str]) -> Guess:
    """The map for a file that nobody has seen. Raises UserError where it lacks what must be there."""
    guessed = guess_file(asked.kind, asked.file, asked.sheet, everyone_by)
    if guessed.missing:
        raise UserError(
            "\n".join([f"{asked.file.name} has no column that I know as {one_of(guessed.missing)}.", *guessed.lines()])
        )
    return guessed


def _said_of(
    guessed: Guess, asked: Asked, team: str | None, strangers: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before = (f"What I make of the columns of {asked.file.name}:", *guessed.lines())
    after = []
    if asked.write:
        _keep(asked.write, guessed.text(asked.file.name, strangers))
        after.append(f"The map is in {asked.write}: look it through, and change what isn't so.")
    if asked.at_once:
        return before, tuple(after)
    after.append(
        f"To import by it: {asked.by(asked.write, team)}"
        if asked.write
        else "Nothing was imported. Keep the map with --write MAP.yaml, or import by it as it is with --yes."
    )
    return before, tuple(after)


def _keep(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise UserError(f"{file} is there already, and may have changes of yours: name another file.") from error
    except OSError as error:
        raise UserError(f"{file} can't be written: {error.strerror}.") from error


async def _workspace(milepost: Milepost, team: str | None) -> tuple[int, str]:
    """Its id; and which that is, with why the platform couldn't be asked, where it is the only one.

    A file needs nothing of the platform, so its trouble, or a token that was revoked, is no reason to leave it out.
    Raises SettingsError where nobody says which."""
    why: list[str] = []
    meant = await workspace_meant(milepost, team, told=why.append)
    if team is not None or (milepost.settings.on_a_platform and not why):
        return meant, ""
    names = dict(await workspaces(milepost.store))
    only = ", the only workspace here" if len(names) == 1 else ""
    return meant, " ".join([*why, f"The file goes into {names[meant]}{only}."])


async def _channels(milepost: Milepost, workspace_id: int) -> tuple[frozenset[str] | None, str]:
    """Names and ids of the channels the bot is in, None where nobody can tell; and why not."""
    surfaces = milepost.workspaces.get(workspace_id, {}).values()
    try:
        known = [await surface.channels() for surface in surfaces]
    except SendError as error:
        return None, f"Channels weren't checked: {error}."
    open_ones = (channel for found in known for channel in found if channel.is_member and not channel.is_archived)
    names = frozenset(part for channel in open_ones for part in (channel.id, channel.name))
    return (names if known else None), ""


async def _in_chat(milepost: Milepost, workspace_id: int) -> list[ChatPerson]:
    """Who may be meant by an owner's name. A file goes in without them where the platform doesn't answer."""
    found: list[ChatPerson] = []
    for surface in milepost.workspaces.get(workspace_id, {}).values():
        try:
            everyone = await surface.people()
        except (SendError, AmbiguousSend):
            continue
        found += [ChatPerson(user.name, user.email) for user in everyone.users if user.email and user.is_member]
    return found


def _written(file: Path, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now)
    except OSError:
        return now  # the import itself says what is wrong with the file
