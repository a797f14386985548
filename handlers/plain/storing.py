"""What every deed goes through: one account, named by its own name or its channel's, and the topics' own handlers."""

from dataclasses import replace

from bot.errors import UserError, Way
from bot.message import bold
from handlers import typed
from handlers.plain.turn import SAY, Turn
from handlers.request import Answer, Request, Services

MOST_WAYS = 4


def be_sure(turn: Turn, what: str, *besides: Way) -> None:
    """Raises UserError, which asks, unless the account was named by its own name or its channel's. besides: what else
    it may be."""
    if turn.wanted.which:
        raise which_one(turn)
    if turn.wanted.sure:
        return
    at, name = turn.account
    raise UserError(
        f"{what} at ",
        bold(name),
        "? Nothing is saved yet.",
        ways=(
            Way(f"Yes, {name}"[:70], f"{SAY} #{at} {turn.request.text.strip()}"),
            *besides,
            Way("Another account", "journey"),
        ),
    )


def which_one(turn: Turn) -> UserError:
    words = turn.request.text.strip()
    names = " or ".join(name for _, name in turn.wanted.which[:MOST_WAYS])
    ways = tuple(Way(name, f"{SAY} #{one} {words}") for one, name in turn.wanted.which[:MOST_WAYS])
    return UserError(f"That could be about {names}. Which one? Nothing is saved yet.", ways=ways)


async def run_command(turn: Turn, command: str) -> Answer:
    return await typed.run_typed(command, turn.request, turn.services)


async def handled(request: Request, services: Services, handler: object, target: str, fields: dict[str, str]) -> Answer:
    """A topic's own button or form, beside what was typed and not in its place."""
    answer: Answer = await handler(replace(request, target=target, fields=fields), services)  # type: ignore[operator]
    return replace(answer, replace=False)
