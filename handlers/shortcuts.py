"""The message shortcut: what somebody wrote goes into an account's log."""

from bot import actions
from bot.errors import UserError
from bot.message import Form, TextInput
from bot.usecases.finding.find_account import Looking, find_account
from handlers.commands import log
from handlers.request import Answer, Request, Services
from handlers.sessions import reading

MOST = 2000  # characters that the form's field holds


async def log_to_account(request: Request, services: Services) -> Answer:
    """In an account's own channel its form; elsewhere one that asks for the account."""
    note = request.quoted.strip()[:MOST]
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking("", "/journey", channel=request.channel))
        except UserError:
            return Answer(form=_which(note))
    return await log.form(request, services, found.account_id, note)


def _which(note: str) -> Form:
    return Form(
        action=actions.LOG_SAVE,
        target="",
        title="Log to account",
        submit="Save",
        inputs=(
            TextInput(name="account", label="Account", placeholder="acme", hint="Its name, key or domain"),
            TextInput(name="note", label="What happened", value=note, many_lines=True),
        ),
    )
