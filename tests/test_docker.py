"""The image's own steps, done here without docker: what is copied is all that is needed, and what it runs answers."""

import asyncio
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from bot.clock import machine_now
from bot.settings.read import SECRETS, read_settings
from tests.cli.conftest import PATIENCE, free_port, seed_of, until
from tests.given.small_slack import APP_TOKEN, BOT_TOKEN, small_slack

ROOT = Path(__file__).parents[1]
DOCKERFILE = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def steps(word: str) -> list[str]:
    return re.findall(rf"^{word} (.*)$", DOCKERFILE, re.M)


def environment() -> dict[str, str]:
    return dict(each.partition("=")[::2] for line in steps("ENV") for each in shlex.split(line))


def test_it_runs_as_nobody_in_particular_on_one_volume() -> None:
    assert (steps("USER"), steps("VOLUME")) == (["milepost"], ["/data"])
    assert DOCKERFILE.index("\nUSER") < DOCKERFILE.index("\nENTRYPOINT")
    assert read_settings(environment()).database_url == "sqlite:////data/milepost.db"


def test_what_is_copied_is_not_ignored() -> None:
    kept = set(re.findall(r"^!(.*)$", (ROOT / ".dockerignore").read_text(), re.M))
    copied = {each for line in steps("COPY") if "--from" not in line for each in line.split()[:-1]}
    assert copied == kept
    assert all((ROOT / each).exists() for each in copied)


def test_compose_names_secrets_that_the_settings_read() -> None:
    given = COMPOSE["services"]["web"]["environment"]
    files = {name.removesuffix("_FILE") for name in given if name.endswith("_FILE")}
    assert files <= set(SECRETS)
    assert {f"/run/secrets/{each}" for each in COMPOSE["x-milepost"]["secrets"]} == {
        value for name, value in given.items() if name.endswith("_FILE")
    }
    used = {each for one in COMPOSE["services"].values() for each in one.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])


@pytest.mark.slow
async def test_what_the_image_installs_migrates_serves_and_is_called_healthy(tmp_path: Path) -> None:
    build, into = tmp_path / "build", tmp_path / "installed"
    build.mkdir()
    for line in steps("COPY"):
        for each in line.split()[:-1] if "--from" not in line else ():
            copy = shutil.copytree if (ROOT / each).is_dir() else shutil.copy
            copy(ROOT / each, build / each)
    install = shlex.split(steps("RUN")[1])[1:]
    await done(sys.executable, "-m", "pip", *install, "--quiet", "--target", str(into), cwd=build)
    shutil.rmtree(build)
    (data := tmp_path / "data").mkdir()
    port = str(free_port())
    async with small_slack(seed_of(), now=machine_now, patience=PATIENCE) as place:
        env = environment() | {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(into), "DATABASE_URL": f"sqlite:///{data}/milepost.db",
            "PORT": port, "SLACK_API_URL": place.api_url, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN,
        }  # fmt: skip
        milepost = (sys.executable, "-c", "from bot.cli.main import main; main()")
        await done(
            sys.executable, "-c", f"import bot; assert bot.__file__.startswith({str(into)!r})", cwd=data, env=env
        )
        await done(*milepost, "migrate", cwd=data, env=env)
        serving = await asyncio.create_subprocess_exec(*milepost, *json.loads(steps("CMD")[0]), cwd=data, env=env)
        health = json.loads(steps("HEALTHCHECK")[0].partition("CMD ")[2])
        assert health[0] == "python"
        try:
            await until(lambda: is_well(*health[1:], env=env), PATIENCE)
            assert serving.returncode is None
        finally:
            serving.terminate()
            await serving.wait()
    with pytest.raises(AssertionError):
        await done(sys.executable, *health[1:], env=env)


async def is_well(*check: str, env: dict[str, str]) -> bool:
    return await ran(sys.executable, *check, env=env) == 0


async def ran(*command: str, **how: object) -> int:
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stderr=quiet, **how)  # type: ignore[arg-type]
    return await process.wait()


async def done(*command: str, **how: object) -> None:
    assert await ran(*command, **how) == 0, command
