"""All commands, and help: by what one does every day, then for one account, then for many."""

from bot.conversation import ListedCommand
from bot.message import Block, Heading, Message, Notes, Span, Text, bold, line
from bot.usecases.writing import kept_commands
from handlers import journey_command
from handlers.command import SECTIONS, Command, is_help
from handlers.request import Answer, Request, Services
from handlers.sessions import number, write_of
from handlers.topics import people, todos

COMMANDS: tuple[Command, ...] = (journey_command.COMMAND, people.COMMAND, todos.COMMAND)
BY_NAME = {command.name: command for command in COMMANDS}


def listed() -> tuple[ListedCommand, ...]:
    """Every command for a platform that lists them."""
    return tuple(ListedCommand(command.name, command.usages[0].does, _hint(command)) for command in COMMANDS)


def _hint(command: Command) -> str:
    longest = max(command.usages, key=lambda usage: len(usage.typed)).typed
    return longest.removeprefix(command.name).strip()


async def run(name: str, request: Request, services: Services) -> Answer:
    """Answer a command; `help` after any name lists them all."""
    if is_help(request.text):
        return Answer(message=help_message())
    return await BY_NAME[name].run(request, services)


async def run_typed(typed: str, request: Request, services: Services) -> Answer:
    """Answer a whole line such as "/journey acme prep"; `request.text` is what follows the command's name."""
    name, _, text = typed.removeprefix("/").partition(" ")  # as they were kept once
    return await run(name, request.typed(text.strip()), services)


async def run_kept(request: Request, services: Services) -> Answer:
    """The command that stands behind a button."""
    command = await kept_commands.command_of(write_of(request, services), number(request.target))
    return await run_typed(command, request, services)


def help_message() -> Message:
    """Everything that can be typed, made from the commands themselves."""
    usages = [usage for command in COMMANDS for usage in command.usages]
    blocks: list[Block] = []
    for section in SECTIONS:
        lines = (line(Span(text=one.typed, style="ask"), f" {one.does}") for one in usages if one.section == section)
        blocks += [Heading(text=section), Text(lines=tuple(lines))]
    notes = (
        line("In an account's own channel its name can be left out. Put a name in quotes if I mistake it."),
        line("You can ask me too: mention me with “how is Acme?” or “prep me for Acme”."),
    )
    return Message(title=line(bold("What you can ask me")), blocks=(*blocks, Notes(lines=notes)))
