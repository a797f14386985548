"""All commands, and help: at most fourteen lines, by what somebody is here."""

from bot.conversation import ListedCommand
from bot.message import Message, Span, Text, ask_home, bold, code, line
from bot.usecases.writing import kept_commands
from handlers import journey_command
from handlers.command import Command, Usage, is_help
from handlers.request import Answer, Request, Services
from handlers.sessions import number, write_of
from handlers.topics import people
from handlers.topics.todos import add

COMMANDS: tuple[Command, ...] = (journey_command.COMMAND, people.COMMAND, add.COMMAND)
BY_NAME = {command.name: command for command in COMMANDS}


def listed() -> tuple[ListedCommand, ...]:
    """Every command for a platform that lists them."""
    return tuple(
        ListedCommand(command.name, command.usages[0].does.replace("`", ""), _hint(command)) for command in COMMANDS
    )


def _hint(command: Command) -> str:
    longest = max(command.usages, key=lambda usage: len(usage.typed)).typed
    return longest.removeprefix(command.name).strip()


async def run(name: str, request: Request, services: Services) -> Answer:
    """Answer a command; `help` after any name lists them all."""
    if is_help(request.text):
        return Answer(message=help_message(request.person.role))
    return await BY_NAME[name].run(request, services)


async def run_typed(typed: str, request: Request, services: Services) -> Answer:
    """Answer a whole line such as "/journey acme prep"; `request.text` is what follows the command's name."""
    name, _, text = typed.removeprefix("/").partition(" ")  # as they were kept once
    return await run(name, request.typed(text.strip()), services)


async def kept(request: Request, services: Services) -> str:
    """What stands behind a button."""
    return await kept_commands.command_of(write_of(request, services), number(request.target))


MOST_LINES = 14


def help_message(role: str = "csm") -> Message:
    """What somebody of that role types, made from the commands themselves; old words still work, and aren't shown."""
    usages = [usage for command in COMMANDS for usage in command.usages if role in usage.roles]
    lines = tuple(line(Span(text=one.typed, style="ask"), " ", *_does(one)) for one in usages)
    title = line(bold("What you can ask me"), ", so or in your own words. Your page: ", ask_home())
    return Message(title=title, blocks=(Text(lines=lines),))


def _does(usage: Usage) -> list[str | Span]:
    """Words to type stand between backticks there."""
    return [code(part) if at % 2 else part for at, part in enumerate(usage.does.split("`"))]
