"""The form of one stage, walked in a persona's shoes."""

from bot import actions
from handlers.commands import revisit
from handlers.commands.command import Run

FORMS: tuple[tuple[str, Run], ...] = ((actions.REVISIT_SAVE, revisit.save),)
