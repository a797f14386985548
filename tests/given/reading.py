"""A message as a person reads it: plain lines."""

import re
from typing import Any

from bot.message import Actions, Facts, Form, Heading, Image, Line, Message, Notes, Steps, Table, Text
from tests.given.accounts import Accounts
from tests.given.book import OLGA


def lines_of(message: Message | None) -> list[str]:
    """Every visible line but the buttons."""
    assert message is not None
    found = [_text(message.title)]
    for block in message.blocks:
        if isinstance(block, Text | Notes):
            found += [_text(one) for one in block.lines]
        elif isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Steps):
            steps = [f"{step.text} [{step.state}]{' ' + step.note if step.note else ''}" for step in block.steps]
            found += [" ─ ".join(steps)] if block.inline else steps
        elif isinstance(block, Facts):
            found += [f"{name}: {value}" for name, value in block.pairs]
        elif isinstance(block, Table):
            found += [" | ".join(row) for row in block.rows]
        elif isinstance(block, Image):
            found.append(block.alt)
    return found


def text_of(message: Message | None) -> str:
    return "\n".join(lines_of(message))


def buttons_of(message: Message | None) -> dict[str, tuple[str, str]]:
    """label → (action, target)."""
    return {label: (action, target) for label, action, target in every_button(message)}


def every_button(message: Message | None) -> list[tuple[str, str, str]]:
    """(label, action, target) of everything that can be clicked, also where several have one label."""
    assert message is not None
    elements = [one for block in message.blocks if isinstance(block, Actions) for one in block.elements]
    return [(one.label, one.action, one.target) for one in elements]


def names_of(form: Form | None) -> list[str]:
    """The fields of a form."""
    assert form is not None
    return [one.name for one in form.inputs]


def _text(one: Line) -> str:
    return "".join(span.text for span in one)


def words_in(text: str) -> int:
    """Visible words; signs such as "·" and the states in brackets aren't."""
    said = re.sub(r"\[[a-z ]+\]", "", text)
    return sum(any(letter.isalnum() for letter in word) for word in said.split())


async def said(accounts: Accounts, message: Any, account: int) -> str:
    """What a message of an account says to its owner, by the accounts' clock."""
    async with accounts.store.read(accounts.workspace) as db:
        return text_of(await message(db, accounts.library, account, OLGA, accounts.now))
