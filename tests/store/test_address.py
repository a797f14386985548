"""A database that can't be used is said in one sentence that names DATABASE_URL, whichever command meets it."""

from pathlib import Path

import pytest
from asyncpg import InvalidPasswordError
from click.testing import CliRunner
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from bot.cli.main import main
from bot.errors import SettingsError
from bot.settings.read import read_settings
from bot.store.address import database_address
from bot.store.session import Store, open_engine
from bot.store.trouble import DatabaseTrouble, in_a_sentence, trouble_of

COMMANDS = (
    ("migrate",), ("tick",), ("serve",), ("key", "list", "--workspace", "T1"),
    ("import", "accounts", "none.csv", "--workspace", "T1"),
)  # fmt: skip
SLACK = {"SLACK_BOT_TOKEN": "xoxb-tests", "SLACK_APP_TOKEN": "xapp-tests"}


def said(words: tuple[str, ...], url: str) -> str:
    """What the command says of that address; one sentence."""
    slack = SLACK if words[0] in ("tick", "serve") else dict.fromkeys(SLACK)
    result = CliRunner().invoke(main, words, env={"DATABASE_URL": url, **slack})
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert len(result.output.strip().splitlines()) == 1, result.output
    assert "DATABASE_URL" in result.output
    assert "secret" not in result.output
    return result.output


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_file_that_is_no_database_is_named_by_every_command(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("no database at all, only words\n" * 40, encoding="utf-8")
    assert "is not a database of SQLite's" in said(words, f"sqlite:///{tmp_path}/notes.db")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////nowhere/at/all/milepost.db", "its folder must be there"),
        ("sqlite://", "names no file, so nothing would be kept"),
        ("sqlite:///:memory:", "names no file, so nothing would be kept"),
        ("sqlite:///file::memory:?uri=true", "names no file, so nothing would be kept"),
        ("postgresql://u:secret@localhost:abc/db", "The port in DATABASE_URL isn't a number"),
        ("postgresql://u:se@secret@localhost/db", "write it as %40"),
        (
            "postgresql://u:secret@localhost:1/db?sslmode=require&application_name=milepost",
            "Nobody answers at the host",
        ),
        ("postgresql://u:secret@nowhere.invalid/db", "The host in DATABASE_URL isn't known"),
        ("postgresql:///db?host=/nowhere", "no PostgreSQL at the socket"),
        ("postgresql://u:secret@localhost/db?sslmode=always", "sslmode must be one of disable, allow"),
        ("postgresql://u:secret@localhost/db?pool=5", "the option pool isn't known; there are sslmode"),
        (
            "postgresql://u:secret@localhost/db?connect_timeout=soon",
            "connect_timeout must be a number of whole",
        ),
    ],
)
def test_an_address_that_cannot_be_used_says_why(url: str, words: str) -> None:
    assert words in said(("migrate",), url)


def test_what_the_address_says_of_the_connection_is_handed_to_the_driver() -> None:
    url = "postgres://u:a%40b@h/db?sslmode=verify-full&sslrootcert=/etc/ca.pem&application_name=mile+post&connect_timeout=7"
    address, told = database_address(url)
    assert (address.drivername, address.password, dict(address.query)) == ("postgresql+asyncpg", "a@b", {})
    assert told["timeout"] == 7
    assert make_url(told["dsn"]).query == {
        "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "application_name": "mile post",
    }  # fmt: skip
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        read_settings({"DATABASE_URL": "postgresql://h/db?sslcompression=1"})


async def test_a_postgresql_that_is_there_is_told_our_name(postgres: str) -> None:
    url = make_url(postgres).update_query_dict({"application_name": "milepost", "sslmode": "prefer"})
    engine = open_engine(url.render_as_string(hide_password=False))
    async with engine.connect() as connection:
        assert await connection.scalar(text("SHOW application_name")) == "milepost"
    await engine.dispose()


async def test_a_user_who_may_not_make_tables_is_told_so(postgres: str) -> None:
    engine = open_engine(postgres)
    async with engine.begin() as connection:
        await connection.execute(text("DROP ROLE IF EXISTS a_guest"))
        await connection.execute(text("CREATE ROLE a_guest LOGIN"))
    await engine.dispose()
    url = make_url(postgres).set(username="a_guest").render_as_string(hide_password=False)
    store = Store(open_engine(url))
    with pytest.raises(DBAPIError) as refused:
        async with store.everywhere(writes=True) as connection:
            await connection.execute(text("CREATE SCHEMA of_a_guest"))
    await store.close()
    assert trouble_of(refused.value) is DatabaseTrouble.REFUSED
    assert "The user in DATABASE_URL may not do this" in in_a_sentence(refused.value)


def test_a_wrong_password_and_a_slip_of_ours_are_told_apart() -> None:
    wrong = OperationalError("connect", None, InvalidPasswordError('password authentication failed for user "u"'))
    assert trouble_of(wrong) is DatabaseTrouble.REFUSED
    assert in_a_sentence(wrong).startswith("PostgreSQL refuses the user or password in DATABASE_URL: mend them (")
    assert not trouble_of(IntegrityError("INSERT", None, Exception("UNIQUE constraint failed")))


def test_a_postgresql_without_that_database_or_user_says_so(postgres: str) -> None:
    url = make_url(postgres)
    assert "names doesn't exist: create it" in said(("migrate",), url.set(database="none").render_as_string(False))
    assert "refuses the user in DATABASE_URL" in said(("migrate",), url.set(username="nobody").render_as_string(False))
