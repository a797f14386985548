"""The form of one stage, walked in a persona's shoes."""

from bot import actions
from handlers.command import Run
from handlers.commands import revisit

FORMS: tuple[tuple[str, Run], ...] = ((actions.REVISIT_SAVE, revisit.save),)
