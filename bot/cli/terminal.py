"""What the program's commands share: settings, moments, and one sentence for whatever people can mend themselves."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from bot.settings.read import Settings


# What these write is the machine's own doing, or that of whoever writes to the bot meanwhile.
BY_ITSELF = ("serve", "tick", "demo")


class Moment(click.ParamType["datetime"]):
    """A moment as ISO text; without a zone it is UTC."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        from datetime import UTC, datetime

        from dateutil import parser as dates

        if isinstance(value, datetime):
            return value
        try:
            moment = dates.isoparse(value)
        except ValueError:
            self.fail(f"{value} is not a date and time such as 2026-01-06T08:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def running(command: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Runs an async command; what people can mend themselves ends it with one sentence."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        import asyncio

        from bot.cli.stopping import of_a_cancel
        from bot.clock import machine_now
        from bot.errors import PlaybookError, SettingsError, UnreachedError, UserError
        from bot.store.tables.audit.acting import Actor, acting
        from bot.store.trouble import ERRORS, RUN_AGAIN, in_a_sentence, trouble_of

        by = None if command.__name__ in BY_ITSELF else Actor("cli", machine_now(), who=_host_user())
        try:
            with acting(by):
                asyncio.run(command(*args, **kwargs))
        except UnreachedError as error:
            raise click.ClickException(f"{error} Try again in a minute.") from error
        except (SettingsError, PlaybookError, UserError) as error:
            raise click.ClickException(str(error)) from error
        except ERRORS as error:
            if of_a_cancel(error):  # Ctrl-C, in the midst of a statement
                raise click.Abort from error
            if trouble_of(error) is None:
                raise
            raise click.ClickException(in_a_sentence(error, then=RUN_AGAIN)) from error
        except OSError as error:
            raise click.ClickException(f"That didn't work: {error.strerror or error}.") from error

    return run


def _host_user() -> str:
    """As the host calls whoever runs the command."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):  # a container's number without a name
        return "somebody"


def settings() -> Settings:
    """From the environment; a wrong one ends the command with one sentence."""
    import os

    from bot.errors import SettingsError
    from bot.settings.read import read_settings

    try:
        return read_settings(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


in_workspace = click.option(
    "--workspace", metavar="TEAM", help="The platform's team id; not needed where SLACK_BOT_TOKEN is set."
)
