"""What is uploaded to Teams: a zip of the manifest and two icons."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import resvg_py

from bot.conversation import ListedCommand
from bot.surfaces.teams.manifest.app_manifest import COLOUR, OUTLINE, manifest

HERE = Path(__file__).resolve().parent
ICONS = {COLOUR: ("colour.svg", 192), OUTLINE: ("outline.svg", 32)}  # pixels, as Teams asks for them
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same settings make the same file


def app_package(client_id: str, url: str, version: str, commands: Sequence[ListedCommand]) -> bytes:
    """The zip."""
    text = json.dumps(manifest(client_id, url, version, commands), indent=2, ensure_ascii=False)
    files = {"manifest.json": text.encode()} | {name: _icon(*drawn) for name, drawn in ICONS.items()}
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, content in files.items():
            package.writestr(ZipInfo(name, LONG_AGO), content, ZIP_DEFLATED)
    return made.getvalue()


def _icon(name: str, pixels: int) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_path=str(HERE / name), width=pixels, height=pixels))
