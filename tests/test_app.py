"""How it is put together: on the platforms that the settings speak of, and nothing loaded of the others."""

import subprocess
import sys

import pytest

from bot.app import PLATFORMS, Milepost, wanted
from bot.errors import SettingsError
from bot.settings.read import read_settings

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
TEAMS = {
    "TEAMS_CLIENT_ID": "99999999-8888-7777-6666-555555555555",
    "TEAMS_TENANT_ID": "11111111-2222-3333-4444-555555555555",
    "TEAMS_CLIENT_SECRET": "a~secret",
    "MILEPOST_URL": "https://milepost.example.com",
}
LOADED = """
import sys
from bot.app import Milepost, opened
from bot.serving import serve
from bot.playbook.load import load_library
from bot.settings.read import read_settings
from bot.store.session import Store, open_engine
settings = read_settings({environment})
milepost = Milepost(settings, Store(open_engine("sqlite:///never.db")), load_library())
print([one.name for one in milepost.platforms])
print(sorted(one for one in sys.modules if one.split(".")[0] == "jwt" or one.startswith("bot.surfaces.teams"))[:1])
"""


def loaded(environment: dict[str, str]) -> list[str]:
    code = LOADED.replace("{environment}", repr(environment))
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split("\n")


@pytest.mark.slow
def test_of_a_platform_that_nobody_set_nothing_is_loaded() -> None:
    assert loaded(SLACK)[:2] == ["['slack']", "[]"]
    assert loaded(SLACK | TEAMS)[0] == "['slack', 'teams']"
    assert loaded(TEAMS)[:2] == ["['teams']", "['bot.surfaces.teams']"]


def test_without_any_platform_the_first_one_says_what_it_lacks() -> None:
    settings = read_settings({})
    [only] = wanted(settings)
    assert only is PLATFORMS[0]
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        only.needs(settings)


@pytest.mark.one_database
@pytest.mark.both_databases
async def test_what_teams_stands_on_is_asked_for_by_name(store, library, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "jwt", None)
    for name in [one for one in sys.modules if one.startswith("bot.surfaces.teams.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(SettingsError, match=r"Teams needs jwt: install it with"):
        Milepost(read_settings(TEAMS), store, library)
