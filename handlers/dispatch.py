"""Which handler answers what. The same on every platform."""

from bot.errors import UserError, Way
from handlers import questions, shortcuts, typed
from handlers.actions import accounts, advocacy, drafts, learning, mine, personas, reviews, setup, share, todos, undo
from handlers.command import Run
from handlers.forms import accounts as account_forms
from handlers.forms import advocacy as advocacy_forms
from handlers.forms import drafts as draft_forms
from handlers.forms import learning as learning_forms
from handlers.forms import log as log_forms
from handlers.forms import reviews as review_forms
from handlers.forms import revisits as revisit_forms
from handlers.forms import settings as settings_forms
from handlers.forms import setup as setup_forms
from handlers.forms import todos as todo_forms
from handlers.home import home
from handlers.request import Answer, Request, Services

ACTIONS: dict[str, Run] = dict(
    (
        *accounts.ACTIONS,
        *learning.ACTIONS,
        *todos.ACTIONS,
        *mine.ACTIONS,
        *personas.ACTIONS,
        *share.ACTIONS,
        *setup.ACTIONS,
        *undo.ACTIONS,
        *drafts.ACTIONS,
        *advocacy.ACTIONS,
        *reviews.ACTIONS,
    )
)
FORMS: dict[str, Run] = dict(
    (
        *log_forms.FORMS,
        *learning_forms.FORMS,
        *todo_forms.FORMS,
        *account_forms.FORMS,
        *settings_forms.FORMS,
        *setup_forms.FORMS,
        *draft_forms.FORMS,
        *advocacy_forms.FORMS,
        *review_forms.FORMS,
        *revisit_forms.FORMS,
    )
)
OUT_OF_DATE = "That button is out of date. Type the command again, such as `/journey`."


async def run(request: Request, services: Services, kind: str, name: str = "") -> Answer:
    """kind: command | click | form | shortcut | mention | home. Raises UserError, AlreadyDone."""
    if kind == "command":
        return await typed.run(name, request, services)
    if kind == "mention":
        return await questions.run(request, services)
    if kind == "shortcut":
        return await shortcuts.log_to_account(request, services)
    if kind == "home":
        return Answer()
    handler = (FORMS if kind == "form" else ACTIONS).get(request.action)
    if handler is None:
        raise UserError(OUT_OF_DATE, ways=(Way("My accounts", "/journey"),))
    return await handler(request, services)


__all__ = ["ACTIONS", "FORMS", "home", "run"]
