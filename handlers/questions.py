"""Words to the bot: a command as it is typed, help, or plain words."""

from dataclasses import replace

from bot.errors import UserError, Way
from handlers import plain, typed
from handlers.command import is_help
from handlers.plain import answer as plain_words
from handlers.request import Answer, Request, Services


async def run(request: Request, services: Services) -> Answer:
    """Answer as the command would. Raises UserError with what can be asked instead."""
    text = request.text.strip()
    if not text or is_help(text.rstrip("?!. ")):
        return Answer(message=typed.help_message())
    if text.startswith("/") and text[1:].partition(" ")[0] in typed.BY_NAME:
        return _without_form(await typed.run_typed(text, request, services), text)
    return _without_form(await plain_words.run(request.typed(text), services), text)


def _without_form(answer: Answer, text: str) -> Answer:
    """A mention can't open a form, a button can."""
    if answer.form is not None:
        raise UserError("That needs a form.", ways=(Way("Open the form", text.removeprefix("/")),))
    return answer


async def run_kept(request: Request, services: Services) -> Answer:
    """What stands behind a button: a command, or words with what was still missing."""
    kept = await typed.kept(request, services)
    name, _, text = kept.partition(" ")
    if name == plain.SAY:
        return await plain_words.run(replace(request, text=text), services)
    return await typed.run_typed(kept, request, services)
