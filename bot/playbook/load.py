"""Reads everything under `playbooks/` and says what is wrong with it, by file, line and key.

Loading, at every start, checks shapes, references and the names in templates. `check_library` also renders every
template in every made-up situation, which takes a second and is for `milepost check` and the tests.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

from bot.errors import PlaybookError
from bot.playbook.borrow import read_all
from bot.playbook.checks import check_guides, check_playbook
from bot.playbook.freshness import with_freshness
from bot.playbook.models import VOICES, Catalogue, Content, Library, Offer, PersonaGuide, Playbook, Voice
from bot.playbook.models.offers import check_offers
from bot.playbook.models.pieces import check_content
from bot.playbook.models.spoken import Spoken, unknown_meanings
from bot.playbook.rehearse import place_of, rehearse
from bot.playbook.text.left_out import find_with
from bot.playbook.text.letters import check_customer_words, check_letter, check_offer_words
from bot.playbook.wall import TooLong, walled
from bot.playbook.yaml.files import Files
from bot.playbook.yaml.mount import Mount
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Trouble

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"  # beside `bot/`, in the repository and when installed
PERSONAS = "personas"
SPOKEN = "words.yaml"
OFFERS = "offers.yaml"
CONTENT = "content.yaml"
HEAD = "playbook.yaml"
FILES = (HEAD, "health.yaml", "rules.yaml", "reactions.yaml", "segments.yaml", "touchpoints.yaml")
STAGE_FILE = re.compile(r"^\d+-[a-z0-9-]+\.yaml$")
HOMES = {
    "health": "health.yaml",
    "stages": "the folder stages",
    "rules": "rules.yaml",
    "rules_waiting": "rules.yaml",
    "reactions": "reactions.yaml",
    "segments": "segments.yaml",
    "touchpoints": "touchpoints.yaml",
}
MOST_TOLD = 100  # of one playbook, at a time


def load_library(folder: Path = SHIPPED) -> Library:
    """All playbooks and personas. Raises PlaybookError for the first thing that is wrong."""
    library, errors = _read_library(folder, rehearsed=False)
    if errors or library is None:
        raise errors[0]
    find_with(lambda template: place_of(library, template))
    return library


def check_library(folder: Path = SHIPPED) -> list[PlaybookError]:
    """Everything that is wrong with the folder, in the order of its files; empty when all is well."""
    return _read_library(folder, rehearsed=True)[1]


def _read_library(folder: Path, *, rehearsed: bool) -> tuple[Library | None, list[PlaybookError]]:
    files = Files()
    try:
        with walled():
            return _read_within(folder, files, rehearsed=rehearsed)
    except (TooLong, MemoryError, RecursionError) as error:
        what = "deep" if isinstance(error, RecursionError) else "much"
        problem = f"asks for more than can be checked: too {what} in it or in the files before it; make it simpler"
        return None, [PlaybookError(files.at.relative_to(folder).as_posix() if files.at else str(folder), "", problem)]


def _read_within(folder: Path, files: Files, *, rehearsed: bool) -> tuple[Library | None, list[PlaybookError]]:
    if not folder.is_dir():
        return None, [PlaybookError(str(folder), "", "this folder is missing; it should hold playbooks and personas")]
    if (folder / HEAD).exists():
        return None, [PlaybookError(str(folder), "", "this is one playbook; give the folder above it")]
    guides, errors = _read_guides(folder, files, rehearsed=rehearsed)
    spoken, wrong = _read_spoken(folder, files)
    offers, amiss = _read_offers(folder, files, rehearsed=rehearsed)
    errors += [*wrong, *amiss]
    playbooks: dict[str, Playbook] = {}
    mounts: list[Mount] = []
    for path in _playbook_folders(folder):
        mounts.append(mount := Mount(folder, files))
        playbook = _read_playbook(mount, path, rehearsed=rehearsed)
        if playbook:
            playbooks[playbook.name] = playbook
    errors += [error for mount in mounts for error in mount.errors]
    own = {str(error) for error in errors}
    errors += [error for mount in mounts for error in mount.loans(own, playbooks)]
    if not mounts:  # it is the wrong folder, so what else it lacks is no news
        errors = [PlaybookError(str(folder), "", f"holds no playbook; each one is a folder with a {HEAD}")]
    content, lacking = _read_content(folder, files, playbooks, rehearsed=rehearsed)
    errors += lacking
    if errors or spoken is None:
        return None, errors
    return Library(playbooks=playbooks, personas=guides, spoken=spoken, offers=offers, content=content), errors


def _playbook_folders(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name != PERSONAS and path.name[0] not in "._"
    )


def _read_guides(
    folder: Path, files: Files, *, rehearsed: bool
) -> tuple[dict[Voice, PersonaGuide], list[PlaybookError]]:
    guides: dict[Voice, PersonaGuide] = {}
    mounts: dict[Voice, Mount] = {}
    for voice in VOICES:
        mounts[voice] = mount = Mount(folder, files)
        guide = mount.shaped(PersonaGuide, mount.read(folder / PERSONAS / f"{voice}.yaml"))
        if guide:
            guides[voice] = guide
    for voice, trouble in check_guides(guides):
        mounts[voice].report(trouble)
    for voice, guide in guides.items():
        for trouble in check_letter(guide, rehearsed=rehearsed):
            mounts[voice].report(trouble)
    return guides, [error for mount in mounts.values() for error in mount.errors]


def _read_spoken(folder: Path, files: Files) -> tuple[Spoken | None, list[PlaybookError]]:
    """How people talk: as shipped, with what a folder of one's own adds."""
    spoken: Spoken | None = None
    for home in dict.fromkeys((SHIPPED, folder)):
        if not (home / SPOKEN).exists():
            continue
        mount = Mount(home, files)
        said = mount.shaped(Spoken, mount.read(home / SPOKEN))
        if said is None:
            return None, mount.errors
        for trouble in unknown_meanings(said):
            mount.report(trouble)
        if mount.errors:
            return None, mount.errors
        spoken = said if spoken is None else spoken.with_own(said)
    return spoken or Spoken(), []


def _read_offers(folder: Path, files: Files, *, rehearsed: bool) -> tuple[tuple[Offer, ...], list[PlaybookError]]:
    """What can be offered: a folder of one's own has its own, as nobody offers what they can't keep."""
    home = folder if (folder / OFFERS).exists() else SHIPPED
    mount = Mount(home, files)
    found = mount.shaped(Catalogue, mount.read(home / OFFERS))
    if found is None:
        return (), mount.errors
    troubles = (*check_offers(found.offers), *check_offer_words(found.offers, rehearsed=rehearsed))
    for trouble in troubles:
        mount.report(trouble)
    return found.offers, mount.errors


def _read_content(
    folder: Path, files: Files, playbooks: dict[str, Playbook], *, rehearsed: bool
) -> tuple[Content, list[PlaybookError]]:
    """What is sent now and then. Where a folder has playbooks of its own and no content, ours may not have any for its
    stages: that is no fault of theirs."""
    own = (folder / CONTENT).exists()
    mount = Mount(home := folder if own else SHIPPED, files)
    found = mount.shaped(Content, mount.read(home / CONTENT))
    if found is None:
        return Content(), mount.errors
    for trouble in check_content(found, playbooks if own and rehearsed else {}):
        mount.report(trouble)
    return found, mount.errors


def _read_playbook(mount: Mount, path: Path, *, rehearsed: bool) -> Playbook | None:
    playbook = mount.shaped(Playbook, _read_files(mount, path))
    if playbook is None:
        return None
    for trouble in islice(check_playbook(playbook, path.name), MOST_TOLD):
        mount.report(trouble)
    if rehearsed:
        for trouble in islice(rehearse(playbook, mount.files.in_time), MOST_TOLD):
            mount.report(trouble)
        for trouble in islice(check_customer_words(playbook), MOST_TOLD):
            mount.report(trouble)
    return _at_its_level(with_freshness(playbook))


def _read_files(mount: Mount, path: Path) -> dict[str, Any]:
    head = mount.read(path / HEAD)
    data: dict[str, Any] = dict(head) if isinstance(head, dict) else {}
    for key, home in HOMES.items():
        if key in data:
            mount.report(Trouble((key,), f"belongs in {home}, beside this file"))
    data["health"] = mount.read(path / "health.yaml", ("health",))
    for name in ("segments", "touchpoints"):
        if (path / f"{name}.yaml").exists():
            data[name] = mount.read(path / f"{name}.yaml", (name,))
    data["stages"] = _read_stages(mount, path / "stages", data.get("touchpoints"))
    data |= read_all(mount, path, data)
    _report_unread(mount, path)
    return data


def _report_unread(mount: Mount, path: Path) -> None:
    """A file that nobody reads is most likely a misnamed one; without a word its content would be missed."""
    for found in sorted([*path.glob("*.y*ml"), *(path / "stages").glob("*.yml")]):
        if found.name not in FILES:
            known = FILES if found.parent == path else (f"{found.stem}.yaml",)
            near = did_you_mean(found.name, known) or f". Playbooks hold {one_of(FILES)}, and stages"
            mount.error(found.relative_to(mount.folder).as_posix(), None, (), f"isn't read{near}")


def _read_stages(mount: Mount, folder: Path, catalogue: Any) -> list[Any]:
    """One file per stage, in the order of the number before its name."""
    paths = sorted(folder.glob("*.yaml"), key=lambda path: (_number(path), path.name))
    for path in paths:
        if not STAGE_FILE.match(path.name):
            name = path.relative_to(mount.folder).as_posix()
            mount.error(name, None, (), "must start with its place in order, such as 1-land.yaml")
    if not paths:
        name = folder.relative_to(mount.folder).as_posix()
        mount.error(name, None, (), "holds no stage; one file each is needed, such as 1-land.yaml")
    return [_with_touchpoints(mount.read(path, ("stages", at)), catalogue) for at, path in enumerate(paths)]


def _with_touchpoints(stage: Any, catalogue: Any) -> Any:
    """The stage with the names of the catalogue's touchpoints that help in it, where it names none itself."""
    if not isinstance(stage, dict) or "touchpoints" in stage or not isinstance(catalogue, list):
        return stage
    here = [
        each["name"]
        for each in catalogue
        if isinstance(each, dict) and "name" in each and stage.get("key") in (each.get("helps") or ())
    ]
    return {**stage, "touchpoints": here} if here else stage


def _number(path: Path) -> int:
    digits = re.match(r"\d+", path.name)
    return int(digits.group()) if digits else 0


def _at_its_level(playbook: Playbook) -> Playbook:
    """Only the rules up to its level are in use; the others wait (method D7)."""
    waiting = tuple(rule for rule in playbook.rules if rule.level > playbook.rule_level)
    if not waiting:
        return playbook
    used = tuple(rule for rule in playbook.rules if rule.level <= playbook.rule_level)
    return playbook.model_copy(update={"rules": used, "rules_waiting": waiting})
