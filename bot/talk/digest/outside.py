"""What somebody reads who isn't let in: that Milepost is here, and whom to ask. Before there is anything to see, how it
is set up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.message import Line, Message, Notes, Text, bold, code, line
from bot.store.people.members import members_of, named
from bot.store.session import ReadSession
from bot.store.tables import Account


async def outside(db: ReadSession) -> Message:
    """For a member of the chat workspace whom nobody has let in."""
    if not await has_accounts(db):
        return set_up()
    return not_let_in(named((await members_of(db)).leads_of(None)))


async def has_accounts(db: ReadSession) -> bool:
    """Whether there is anything to see yet, for whoever may see it."""
    return (await db.beyond_sight(select(Account.id).limit(1))).first() is not None


def said_lines(message: Message) -> Iterator[Line]:
    """The same in lines, for a form that is closed to them."""
    for block in message.blocks:
        if isinstance(block, Text):
            yield from block.lines


def not_let_in(whom: str) -> Message:
    """whom: to ask, by name; "": nobody is named."""
    ask = f"Ask {whom}" if whom else "Ask whoever runs Milepost here"
    return Message(
        title=line(bold("I'm Milepost, and I help our customer success managers")),
        blocks=(
            Text(
                lines=(
                    line("I only tell about customers to people who have been let in, and you aren't yet."),
                    line(f"{ask}, if you need it for your work."),
                )
            ),
        ),
    )


STEPS: Sequence[tuple[str, str]] = (
    (
        "Bring in your customers, with each CSM's e-mail in the column csm_email",
        "milepost import accounts accounts.csv",
    ),
    ("Say who manages, if anybody does", "milepost manager maya@example.com"),
    ("Look whether all is well", "milepost status"),
)


def set_up() -> Message:
    """For whoever asks before the first import."""
    return Message(
        title=line(bold("I'm here, and know no customer yet")),
        blocks=(
            Text(lines=(line("Whoever installed me takes these steps next, in a terminal:"), *_steps())),
            Notes(
                lines=(line("The CSMs named in that file are let in, and get their first digest the next morning."),)
            ),
        ),
    )


def _steps() -> Iterator[Line]:
    for number, (what, command) in enumerate(STEPS, 1):
        yield line(f"{number}. {what}: ", code(command))


# Examples

EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Not let in", not_let_in("Maya Manager or Olga Owner")),
    ("Not let in, nobody to ask", not_let_in("")),
    ("Before the first import", set_up()),
)
