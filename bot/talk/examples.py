"""Every message and form of ours with made-up data, for `milepost preview` and the tests of each surface."""

from __future__ import annotations

from bot.message import Form, Message
from bot.talk import alert, card, digest, home, log, portfolio, settings_form, todo_forms, todos, welcome

Example = tuple[str, Message | Form]

EXAMPLES: tuple[Example, ...] = (
    *digest.EXAMPLES,
    *alert.EXAMPLES,
    *welcome.EXAMPLES,
    *portfolio.EXAMPLES,
    *card.EXAMPLES,
    *todos.EXAMPLES,
    *todo_forms.EXAMPLES,
    *log.EXAMPLES,
    *home.EXAMPLES,
    *settings_form.EXAMPLES,
)
