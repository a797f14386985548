"""Settings: a wrong one stops the start with one sentence that names it."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.playbook.load import SHIPPED
from bot.settings.read import SECRETS, Settings, read_settings

SECRET = {"MILEPOST_WEBHOOK_SECRET": "sixteen-letters!"}


def test_webhooks_are_names_with_addresses() -> None:
    # method: C3
    text = "crm=https://crm.example/hook?a=b \n ops=http://localhost:8080/x six=http://[::1]/y"
    settings = read_settings({"MILEPOST_WEBHOOKS": text, "MILEPOST_WEBHOOKS_PRIVATE": "yes", **SECRET})
    assert settings.webhooks == {
        "crm": "https://crm.example/hook?a=b", "ops": "http://localhost:8080/x", "six": "http://[::1]/y",
    }  # fmt: skip
    assert settings.webhook_secret == "sixteen-letters!"


def test_links_are_templates_with_something_of_the_account() -> None:
    text = "crm=https://crm.example/a/{key}?from=chat product=http://app.internal:8080/{domain}"
    assert read_settings({"MILEPOST_LINKS": text}).links == {
        "crm": "https://crm.example/a/{key}?from=chat", "product": "http://app.internal:8080/{domain}",
    }  # fmt: skip
    for wrong, problem in (
        ("crm=javascript:alert({key})", "crm must be a whole address that begins with https"),
        ("crm=ftp://crm.example/{key}", "crm must be a whole address"),
        ("crm=https://{domain}/login", "with the account's part behind the host"),
        ("crm=https://crm.example/", "must hold {key}"),
        ("crm=https://crm.example/{id}", "must hold {key}"),
        ("crm=https://crm.example/{key!r}", "nothing else in braces"),
        ("crm=https://crm.example/{key", "crm can't be read"),
        ("https://crm.example/{key}", "must read name=https"),
        ("crm=https://a.example/{key} crm=https://b.example/{key}", "names crm twice"),
    ):
        with pytest.raises(SettingsError, match=re.escape(problem)):
            read_settings({"MILEPOST_LINKS": wrong})


def test_without_webhooks_no_secret_is_needed() -> None:
    assert (read_settings({}).webhooks, read_settings({"MILEPOST_WEBHOOKS": " "}).webhooks) == ({}, {})


@pytest.mark.parametrize(
    ("env", "problem"),
    [
        ({"MILEPOST_WEBHOOKS": "https://crm.example", **SECRET}, "MILEPOST_WEBHOOKS must read name=https"),
        ({"MILEPOST_WEBHOOKS": "CRM=https://crm.example", **SECRET}, "MILEPOST_WEBHOOKS must read name=https"),
        (
            {"MILEPOST_WEBHOOKS": "crm=http://crm.example", **SECRET},
            "crm must be a whole address that begins with https",
        ),
        ({"MILEPOST_WEBHOOKS": "crm=https://x.example,ops=https://y.example", **SECRET}, "put a blank between two"),
        ({"MILEPOST_WEBHOOKS": "crm=http://127.0.0.1.example", **SECRET}, "crm must be a whole address"),
        ({"MILEPOST_WEBHOOKS": "crm=file:///etc/passwd", **SECRET}, "crm must be a whole address"),
        ({"MILEPOST_WEBHOOKS": "crm=https://me:secret@crm.example", **SECRET}, "crm must be a whole address"),
        ({"MILEPOST_WEBHOOKS": "crm=https://[crm", **SECRET}, "crm must be a whole address"),
        ({"MILEPOST_WEBHOOKS": "crm=https://crm.example:port", **SECRET}, "crm must be a whole address"),
        ({"MILEPOST_WEBHOOKS": "crm=https://a.example crm=https://b.example", **SECRET}, "names crm twice"),
        ({"MILEPOST_WEBHOOKS": "crm=https://crm.example"}, "MILEPOST_WEBHOOK_SECRET is missing"),
        ({"MILEPOST_WEBHOOKS": "crm=https://a.example", "MILEPOST_WEBHOOK_SECRET": "short"}, "SECRET is too short"),
        ({"MILEPOST_WEBHOOKS": "crm=https://a.example", "MILEPOST_WEBHOOK_SECRET": "whsec_x"}, "SECRET can't be read"),
    ],
)
def test_a_wrong_webhook_is_named_and_its_secrets_are_not(env: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as raised:
        read_settings(env)
    assert "me:secret" not in str(raised.value)


def test_a_folder_without_playbooks_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"MILEPOST_PLAYBOOKS: {tmp_path} holds no playbook"):
        read_settings({"MILEPOST_PLAYBOOKS": str(tmp_path)})
    with pytest.raises(SettingsError, match=r"MILEPOST_PLAYBOOKS: .*/laer is one playbook; set the folder above it"):
        read_settings({"MILEPOST_PLAYBOOKS": str(SHIPPED / "laer")})


def test_a_target_that_a_playbook_calls_must_be_set() -> None:
    settings = Settings(webhooks={"crm": "https://crm.example"})
    settings.need_webhooks({"crm": "low-score"})
    with pytest.raises(SettingsError, match="MILEPOST_WEBHOOKS lacks ops, which the reaction low-score calls"):
        settings.need_webhooks({"ops": "low-score"})


def test_by_socket_mode_it_listens_on_this_machine_only_unless_told_otherwise() -> None:
    assert read_settings({"SLACK_APP_TOKEN": "xapp-1"}).host == "127.0.0.1"
    assert read_settings({"SLACK_SIGNING_SECRET": "x"}).host == "0.0.0.0"
    assert read_settings({"SLACK_APP_TOKEN": "xapp-1", "HOST": "0.0.0.0"}).host == "0.0.0.0"
    with pytest.raises(SettingsError, match="HOST must be an address"):
        read_settings({"HOST": "example.com"})


def test_the_last_resort_is_an_address_and_csms_reach_as_far_as_is_said() -> None:
    settings = read_settings({"MILEPOST_ADMIN": " Ada@Example.com ", "MILEPOST_ACCESS": "team"})
    assert (settings.admin, settings.access) == ("ada@example.com", "team")
    assert (read_settings({}).admin, read_settings({}).access) == (None, None)
    for name, wrong, problem in (
        ("MILEPOST_ADMIN", "ada", "must be one e-mail address, such as you@example.com, not ada"),
        ("MILEPOST_ADMIN", "a@x.example, b@x.example", "must be one e-mail address"),
        ("MILEPOST_ACCESS", "everything", "must be own, team or all, not everything"),
    ):
        with pytest.raises(SettingsError, match=f"{name} {problem}"):
            read_settings({name: wrong})


TEAMS = {
    "TEAMS_CLIENT_ID": "99999999-8888-7777-6666-55555555555A",
    "TEAMS_TENANT_ID": "11111111-2222-3333-4444-555555555555",
    "TEAMS_CLIENT_SECRET": "a~secret",
    "MILEPOST_URL": "https://milepost.example.com/",
}


def test_teams_needs_all_of_its_settings_or_none() -> None:
    ours = read_settings(TEAMS).teams
    assert ours is not None
    assert (ours.client_id, ours.url) == ("99999999-8888-7777-6666-55555555555a", "https://milepost.example.com")
    assert "a~secret" not in repr(ours)
    assert read_settings({"MILEPOST_URL": "https://x.example"}).teams is None
    assert read_settings({}).host == read_settings(TEAMS | {"SLACK_APP_TOKEN": "xapp-1"}).host == "0.0.0.0"
    for name in TEAMS:
        with pytest.raises(SettingsError, match=f"{name} is missing: "):
            read_settings({key: value for key, value in TEAMS.items() if key != name})
    for name, wrong, problem in (
        ("TEAMS_CLIENT_ID", "milepost", "TEAMS_CLIENT_ID must read like 01234567-"),
        ("TEAMS_TENANT_ID", "example.com", "TEAMS_TENANT_ID must read like 01234567-"),
        ("TEAMS_CLIENT_SECRET", TEAMS["TEAMS_CLIENT_ID"], "TEAMS_CLIENT_SECRET must be the secret's value"),
        ("MILEPOST_URL", "milepost.example.com", "MILEPOST_URL must be a whole address that begins with https://"),
        ("MILEPOST_URL", "http://milepost.example.com", "MILEPOST_URL must be a whole address"),
        ("MILEPOST_URL", "https://milepost.example.com/?a=b", "MILEPOST_URL must be a whole address"),
    ):
        with pytest.raises(SettingsError, match=re.escape(problem)):
            read_settings(TEAMS | {name: wrong})


PEM = "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nx"


def test_the_app_shows_who_it_is_in_one_of_three_ways() -> None:
    others = {name: value for name, value in TEAMS.items() if name != "TEAMS_CLIENT_SECRET"}
    by_certificate = read_settings(others | {"TEAMS_CERTIFICATE": PEM}).teams
    assert by_certificate is not None
    assert (by_certificate.client_secret, by_certificate.certificate) == ("", PEM)
    assert "PRIVATE KEY" not in repr(by_certificate)
    managed = {"TEAMS_MANAGED_IDENTITY": "yes"}
    on_app_service = managed | {"IDENTITY_ENDPOINT": "http://127.0.0.1:1/token", "IDENTITY_HEADER": "h"}
    for given, where in ((managed, ("", "")), (on_app_service, ("http://127.0.0.1:1/token", "h"))):
        ours = read_settings(others | given).teams
        assert ours is not None
        assert ours.managed == where
    for given, problem in (
        ({}, "TEAMS_CLIENT_SECRET is missing: make one on .* or set TEAMS_CERTIFICATE or TEAMS_MANAGED_IDENTITY"),
        ({"TEAMS_CLIENT_SECRET": "a~secret", "TEAMS_CERTIFICATE": PEM}, "SECRET and TEAMS_CERTIFICATE are both set"),
        (managed | {"TEAMS_CERTIFICATE": PEM}, "TEAMS_CERTIFICATE and TEAMS_MANAGED_IDENTITY are both set"),
        ({"TEAMS_MANAGED_IDENTITY": "true"}, "TEAMS_MANAGED_IDENTITY must be yes, or not set, not true"),
        ({"TEAMS_CERTIFICATE": "/run/secrets/teams.pem"}, "set TEAMS_CERTIFICATE_FILE to their file"),
    ):
        with pytest.raises(SettingsError, match=problem):
            read_settings(others | given)
    with pytest.raises(SettingsError, match="TEAMS_CLIENT_ID, TEAMS_TENANT_ID and MILEPOST_URL are missing"):
        read_settings(managed)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, r"For Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN .* for Microsoft Teams set TEAMS_CLIENT_ID, "
         r"TEAMS_TENANT_ID, TEAMS_CLIENT_SECRET and MILEPOST_URL \("),
        ({"MILEPOST_URL": "https://x.example"}, r"set TEAMS_CLIENT_ID, TEAMS_TENANT_ID and TEAMS_CLIENT_SECRET \("),
        ({"TEAMS_TENANT_ID": TEAMS["TEAMS_TENANT_ID"]},
         "^TEAMS_CLIENT_ID, TEAMS_CLIENT_SECRET and MILEPOST_URL are missing, which Microsoft Teams needs"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "^SLACK_BOT_TOKEN is missing"),
    ],
)  # fmt: skip
def test_all_that_is_missing_is_named_at_once(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        read_settings(given).need_slack()


def test_a_file_is_told_by_the_name_of_its_own_setting(tmp_path: Path) -> None:
    file = tmp_path / "milepost.pem"
    others = {name: value for name, value in TEAMS.items() if name != "TEAMS_CLIENT_SECRET"}
    for text, told in (
        (
            "-----BEGIN CERTIFICATE-----",
            "^TEAMS_CERTIFICATE_FILE holds a certificate without its key: both stand in one",
        ),
        ("-----BEGIN PRIVATE KEY-----", "^TEAMS_CERTIFICATE_FILE holds a key without its certificate: "),
    ):
        file.write_text(text)
        with pytest.raises(SettingsError, match=told):
            read_settings(others | {"TEAMS_CERTIFICATE_FILE": str(file)})
    file.write_text("xapp-1")
    with pytest.raises(SettingsError, match=r"^SLACK_BOT_TOKEN_FILE must begin with xoxb-"):
        read_settings({"SLACK_BOT_TOKEN_FILE": str(file)})


def test_each_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    values = {
        "DATABASE_URL": "postgresql://milepost:secret@db/milepost", "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "signs", "MILEPOST_WEBHOOKS": "crm=https://crm.example/in",
        "MILEPOST_WEBHOOK_SECRET": "0123456789abcdef", "TEAMS_CLIENT_SECRET": "a~secret",
        "MILEPOST_METRICS_KEY": "0123456789abcdef",
        "TEAMS_CERTIFICATE": PEM,
    }  # fmt: skip
    assert set(SECRETS) == set(values)
    for name, value in values.items():
        (tmp_path / name).write_text(f"{value}\n")
    others = {name: value for name, value in TEAMS.items() if name not in SECRETS}
    for one in ("TEAMS_CERTIFICATE", "TEAMS_CLIENT_SECRET"):  # either of them
        given = {name: value for name, value in values.items() if name != one}
        assert read_settings(others | {f"{name}_FILE": str(tmp_path / name) for name in given}) == read_settings(
            others | given
        )


@pytest.mark.parametrize(
    ("content", "more", "problem"),
    [
        (b"xoxb-1", {"SLACK_BOT_TOKEN": "xoxb-2"}, "SLACK_BOT_TOKEN and SLACK_BOT_TOKEN_FILE are both set"),
        (None, {}, "SLACK_BOT_TOKEN_FILE names .*, which can't be read: No such file"),
        (b"\xff\xfe\x00", {}, "which can't be read: it isn't text"),
        (b" \n", {}, "which is empty"),
        (b"secret", {}, "SLACK_BOT_TOKEN_FILE must begin with xoxb-"),
    ],
)
def test_a_secrets_file_that_is_no_good_is_named(
    tmp_path: Path, content: bytes | None, more: dict[str, str], problem: str
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=problem):
        read_settings({"SLACK_BOT_TOKEN_FILE": str(file)} | more)
