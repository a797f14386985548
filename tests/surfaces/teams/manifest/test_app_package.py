"""The app's package, against Microsoft's own schema."""

import json
import re
import struct
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bot import __version__
from bot.surfaces.teams.manifest.app_manifest import SHORTCUT, VERSION
from bot.surfaces.teams.manifest.app_package import HERE, app_package
from bot.surfaces.teams.read import inbound
from handlers.typed import listed
from tests.browser.npm import PACKAGES, with_package

CLIENT = "01234567-89ab-cdef-0123-456789abcdef"
SCHEMAS = PACKAGES / "@microsoft/app-manifest/build/json-schemas/teams"
CHECK = """
const [schema, manifest] = process.argv.slice(1).map((path) => JSON.parse(require("fs").readFileSync(path)));
const ajv = new (require("ajv-draft-04"))({ strict: false, allErrors: true });
require("ajv-formats")(ajv);
const valid = ajv.compile(schema);
valid(manifest);
console.log(JSON.stringify((valid.errors || []).map((one) => `${one.instancePath} ${one.message}`)));
"""


def opened() -> tuple[dict[str, Any], dict[str, bytes]]:
    with ZipFile(BytesIO(app_package(CLIENT, "https://milepost.example.com", __version__, listed()))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    return json.loads(files["manifest.json"]), files


def problems(manifest: dict[str, Any], folder: Path) -> list[str]:
    """What Microsoft's schema has against it."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    schema = SCHEMAS / f"v{VERSION}/MicrosoftTeams.schema.json"
    ran = subprocess.run(
        ["node", "-e", CHECK, str(schema), str(path)], cwd=PACKAGES.parent, capture_output=True, text=True, check=True
    )
    return list(json.loads(ran.stdout))


@with_package("@microsoft/app-manifest")
def test_microsofts_schema_accepts_the_manifest(tmp_path: Path) -> None:
    manifest, _ = opened()
    assert problems(manifest, tmp_path) == []
    wrong = manifest | {"bots": [manifest["bots"][0] | {"scopes": ["everywhere"]}], "accentColor": "green"}
    assert len(problems(wrong, tmp_path)) == 2


def test_the_package_holds_what_the_manifest_names() -> None:
    manifest, files = opened()
    assert set(files) == {"manifest.json", *manifest["icons"].values()}
    sizes = {name: struct.unpack(">II", files[manifest["icons"][name]][16:24]) for name in ("color", "outline")}
    assert sizes == {"color": (192, 192), "outline": (32, 32)}
    drawn = (HERE / "outline.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', drawn)) == {"none", "#ffffff"}  # white on nothing
    assert app_package(CLIENT, "https://milepost.example.com", __version__, listed()) == app_package(
        CLIENT, "https://milepost.example.com", __version__, listed()
    )


def test_what_the_manifest_offers_is_understood() -> None:
    """Whoever chooses a command or the message action sends what we read as such; it asks for no permission."""
    manifest, _ = opened()
    [bot] = manifest["bots"]
    names = {one.name for one in listed()}
    for offered in bot["commandLists"]:
        for command in offered["commands"]:
            heard = inbound(sent("message", text=f"<at>Milepost</at> {command['title']}"), names)
            assert heard
            assert heard.kind in ("command", "home")
    assert {scope for one in bot["commandLists"] for scope in one["scopes"]} == set(bot["scopes"])
    [extension] = manifest["composeExtensions"]
    [action] = extension["commands"]
    taken = inbound(sent("invoke", name="composeExtension/fetchTask", value={"commandId": action["id"]}), names)
    assert taken
    assert (taken.kind, taken.name) == ("shortcut", SHORTCUT)
    assert not {"authorization", "permissions", "devicePermissions", "webApplicationInfo"} & set(manifest)


def sent(kind: str, **more: Any) -> dict[str, Any]:
    us = {"type": "mention", "text": "<at>Milepost</at>", "mentioned": {"id": "28:us"}}
    where = {"conversation": {"id": "c", "tenantId": "t"}, "recipient": {"id": "28:us"}, "entities": [us]}
    return {"type": kind, "id": "1", "from": {"aadObjectId": "a"}} | where | more
