"""The commands of the program. Each does one thing and says what it did.

Each imports what it needs when it runs, so that `--help` and `--version` answer at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import __version__
from bot.cli.people import manager, role
from bot.cli.playbook import playbook
from bot.cli.records.audit import audit
from bot.cli.records.key import key
from bot.cli.records.person import person
from bot.cli.records.webhooks import webhooks
from bot.cli.terminal import Moment, in_workspace, running, settings

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ingest.reading.columns import Kind as FileKind
    from bot.logs.lines import Kind

ENDING_A_DEMO = 1.5  # seconds; nothing of it is kept
ENDING = 9.0  # what people have asked for and isn't done yet gets this long; all else ends within two
PATIENCE = 60.0  # seconds that one pass waits for its turns at the platform's pace
KINDS: tuple[FileKind, ...] = ("accounts", "contracts", "stakeholders", "kpis", "events", "tickets")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepost")
@click.option("--verbose", "-v", is_flag=True, help="Say more of what happens.")
@click.option(
    "--log",
    type=click.Choice(["text", "json"]),
    envvar="MILEPOST_LOG",
    default="text",
    help="How it logs (MILEPOST_LOG).",
)
def main(verbose: bool, log: Kind) -> None:
    """Milepost: the customer-journey assistant for customer success managers, in Slack."""
    from bot.logs.lines import begin_logging

    begin_logging(log, verbose=verbose)


@main.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port of the local workspace; any free one by default."
)
@click.option("--no-browser", is_flag=True, help="Don't open the browser.")
@click.option("--now", type=Moment(), help="Start the clock here instead of on the last working day.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Your accounts, instead of the sample; more files may follow."
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[MORE]...")
@click.option("--guess", is_flag=True, help="With --data: make sense of the files as your CRM wrote them.")
@click.option("--sheet", metavar="NAME", help="With --data: of a workbook; without it the only one with the columns.")
@click.option(
    "--map", "maps", multiple=True, metavar="[FILE=]MAP.yaml", help="With --data: what columns mean; may stand again."
)
@click.option("--keep", type=click.Path(path_type=Path), help="With --data: keep the database in this new file.")
@click.option("--teams", is_flag=True, help="The sample in Microsoft's offline playground of Teams (make demo-teams).")
@running
async def demo(
    port: int,
    no_browser: bool,
    now: datetime | None,
    data: Path | None,
    more: tuple[Path, ...],
    guess: bool,
    sheet: str | None,
    maps: tuple[str, ...],
    keep: Path | None,
    teams: bool,
) -> None:
    """Try the bot in a local workspace, with a sample portfolio or your own files. Needs no token and no account."""
    from bot.cli.stopping import stopping

    if data is None and (more or guess or sheet or maps or keep):
        raise click.UsageError(
            "Name your accounts with --data; --guess, --sheet, --map, --keep and more files go with it."
        )
    if teams and data is not None:
        raise click.UsageError("--teams shows the sample; it takes no files.")
    async with stopping(ENDING_A_DEMO) as stop:
        if data is not None:
            from bot.cli.demo_data import HowShown, run_own_demo

            how = HowShown(port, not no_browser, now, click.echo)
            files, zone = (data, *more), settings().timezone
            await run_own_demo(files, guess=guess, sheet=sheet, maps=maps, keep=keep, timezone=zone, how=how, stop=stop)
            return
        if teams:
            from bot.cli.in_teams.demo_teams import run_in_teams

            await run_in_teams(port=port, browser=not no_browser, now=now, stop=stop, say=click.echo)
            return
        from bot.cli.demo import run_demo

        await run_demo(port=port, browser=not no_browser, now=now, stop=stop, say=click.echo)


@main.command()
@running
async def serve() -> None:
    """Run the bot: answers, assessments, digests and alerts, in one process."""
    from bot.cli.stopping import stopping

    async with stopping(ENDING) as stop:
        from bot.cli.alone import alone_on
        from bot.serving import serve as run

        ours = settings()
        with alone_on(ours.database_url):
            await run(ours, stop, say=click.echo)


@main.command()
@running
async def migrate() -> None:
    """Create the database's tables, or bring them up to date."""
    from bot.store.session import Store, open_engine
    from bot.store.upkeep.schema import migrate as run

    store = Store(open_engine(settings().database_url))
    try:
        done = await run(store)
    finally:
        await store.close()
    for line in done.lines():
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@running
async def backup(file: Path) -> None:
    """Write a SQLite database to a new FILE, also while the bot is at work."""
    from bot.cli.records.noted import noted_in_each
    from bot.store.upkeep.backup import back_up

    url = settings().database_url
    for line in back_up(url, file).lines():
        click.echo(line)
    await noted_in_each(url, "backed up", "database", {"file": file.name})


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@running
async def restore(file: Path) -> None:
    """Put a backup in the place of a SQLite database, which is kept beside it, and bring its tables up to date."""
    from bot.cli.alone import alone_on
    from bot.clock import machine_now
    from bot.store.session import Store, open_engine
    from bot.store.upkeep.backup import restore as put_back
    from bot.store.upkeep.schema import migrate as run

    url = settings().database_url
    with alone_on(url):
        lines = put_back(url, file, machine_now()).lines()
        store = Store(open_engine(url))
        try:
            lines += (await run(store)).lines()
        finally:
            await store.close()
    for line in lines:
        click.echo(line)


@main.command(name="import")
@click.argument("words", nargs=-1, required=True, metavar="[KIND] FILE")
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="YAML that says what the columns mean.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--sheet", metavar="NAME", help="Of a workbook; without it the only one with the columns.")
@click.option(
    "--guess", is_flag=True, help="Propose a map for a file as your CRM wrote it, and try it; imports nothing."
)
@click.option("--write", type=click.Path(path_type=Path), help="With --guess: where to write the map.")
@click.option("--yes", "at_once", is_flag=True, help="With --guess: import by it at once.")
@click.option("--strict", is_flag=True, help="End with an error where most rows were left out.")
@in_workspace
@running
async def import_(workspace: str | None, strict: bool, words: tuple[str, ...], **asked: Any) -> None:
    """Import accounts, contracts, stakeholders, kpis, events or tickets from a CSV file or a workbook (.xlsx).

    Without KIND it is found by what is in the file."""
    from tqdm import tqdm

    from bot.cli.import_file import Asked, run_import

    kind, file = _kind_and_file(words)
    if (asked["write"] or asked["at_once"]) and not asked["guess"]:
        raise click.UsageError("--write and --yes go with --guess.")
    if asked["guess"] and asked["map_file"]:
        raise click.UsageError("--map says what the columns mean, and --guess asks for it: give one of them.")
    if kind is None:
        from bot.ingest.guessing.kind_of_file import kind_meant

        kind, by = kind_meant(file, asked["sheet"])
        click.echo(f"Taken as {kind}, {by}. If it is something else: milepost import KIND {file}")
    with tqdm(total=1, unit=" lines", unit_scale=True, disable=not sys.stderr.isatty(), leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        done = await run_import(settings(), Asked(kind, file, **asked), workspace, progress)
    for line in done.lines():
        click.echo(line)
    if strict and done.report.lacks_most:
        raise click.ClickException("Most rows were left out, and --strict was asked for.")


def _kind_and_file(words: tuple[str, ...]) -> tuple[FileKind | None, Path]:
    *kinds, name = words
    if not kinds and name in KINDS and not Path(name).exists():
        raise click.UsageError(f"Name the file, too: milepost import {name} FILE")
    kind = next((each for each in KINDS if [each] == kinds), None)
    if kinds and kind is None:
        raise click.UsageError(f"KIND is one of {', '.join(KINDS)}: milepost import [KIND] FILE")
    return kind, Path(name)


@main.command()
@running
async def status() -> None:
    """Say whether all is well: database, token, last round, what waits, what was refused, who can't be reached."""
    from bot.cli.status_command import status as run

    said = await run(settings())
    for one in said:
        click.echo(f"{' ' if one.well else '!'} {one.text}")
    wrong = sum(not one.well for one in said)
    if wrong:
        who = "One line needs" if wrong == 1 else f"{wrong} lines need"
        raise click.ClickException(f"{who} somebody, marked with !")
    click.echo("All well.")


@main.command()
@click.option("--now", type=Moment(), help="As if it were this moment.")
@running
async def tick(now: datetime | None) -> None:
    """One pass of all that is due, deliveries included, then exit."""
    from bot.app import opened
    from bot.clock import machine_now

    moment = now or machine_now()
    async with opened(settings(), lambda: moment, calls_others=True) as milepost:
        await milepost.connect()
        report = await milepost.tick(moment, patience=PATIENCE, as_if=now is not None)
    as_if = f"As if it were {moment:%Y-%m-%d %H:%M} UTC. " if now is not None else ""
    click.echo(as_if + report.in_words())


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def check(folder: Path | None) -> None:
    """Check the playbooks: names each file and key that is wrong, and what is allowed there."""
    from bot.calendar import plural
    from bot.playbook.load import check_library, load_library
    from bot.playbook.reactions.prepared_todos import targets

    where = folder or settings().playbooks
    problems = check_library(where)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise click.ClickException(f"{len(problems)} to mend in {where}.")
    library = load_library(where)
    for one in library.playbooks.values():
        counts = (
            ("stage", one.stages),
            ("milestone", one.milestones()),
            ("rule", one.rules),
            ("reaction", one.reactions),
        )
        parts = ", ".join(plural(len(found), what) for what, found in counts if found)
        click.echo(f"{one.name}: {parts}. All well.")
    click.echo(f"personas: {len(library.personas)}. All well.")
    for name, reaction in targets(library).items():
        if name not in settings().webhooks:
            click.echo(f"Before serve: set {name}=https://… in MILEPOST_WEBHOOKS; the reaction {reaction} calls it.")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("preview.html"), show_default=True)
def preview(out: Path) -> None:
    """Draw every message on every surface, as one HTML page."""
    from bot.cli.preview import preview_page
    from bot.talk.examples import EXAMPLES

    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent} to write to.")
    out.write_text(preview_page(EXAMPLES, title="Milepost: every message"), encoding="utf-8")
    click.echo(f"{len(EXAMPLES)} messages and forms: {out}")


@main.command()
@click.option("--url", metavar="ADDRESS", help="Your public address, for HTTP; without it the app uses Socket Mode.")
@click.option(
    "--teams", type=click.Path(path_type=Path), metavar="OUT.zip", help="Write the package for Teams instead."
)
def manifest(url: str | None, teams: Path | None) -> None:
    """Print the Slack app manifest, to paste at api.slack.com/apps; or write the app's package for Teams."""
    import re

    from bot.surfaces.slack.manifest import manifest_text
    from handlers.typed import listed

    if teams is not None:
        _write_teams_package(url, teams)
        return
    if url is not None and not re.fullmatch(r"https://[^\s/]+/?", url):
        raise click.ClickException("--url must be your public address alone, such as https://milepost.example.com.")
    click.echo(manifest_text(url, listed()), nl=False)


def _write_teams_package(url: str | None, out: Path) -> None:
    """From the settings that `serve` has. Raises ClickException."""
    from bot.settings.teams import GUIDE, lacking, listed_names
    from bot.surfaces.teams.manifest.app_package import app_package
    from handlers.typed import listed

    if url is not None:
        raise click.UsageError("--url is for Slack. Teams' address is MILEPOST_URL.")
    ours = settings().teams
    if ours is None:
        missing = listed_names(lacking({"MILEPOST_URL"} if settings().url else ()))
        raise click.ClickException(f"{missing} are missing: {GUIDE} says where each stands.")
    if not ours.url.startswith("https://"):
        raise click.ClickException("MILEPOST_URL must begin with https://: Teams takes no other address.")
    if out.suffix != ".zip" or not out.parent.is_dir():
        raise click.ClickException(f"{out} must be a file that ends in .zip, in a folder that is there.")
    out.write_bytes(app_package(ours.client_id, ours.url, __version__, listed()))
    click.echo(f"{out}: upload it in Teams under Apps, Manage your apps, Upload an app.")


main.add_command(audit)
main.add_command(manager)
main.add_command(person)
main.add_command(role)
main.add_command(key)
main.add_command(playbook)
main.add_command(webhooks)

__all__ = ["main"]
