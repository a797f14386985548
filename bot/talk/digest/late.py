"""A message that waited for long says so: what it calls today may be another day's."""

from datetime import timedelta

from bot.calendar import plural
from bot.message import Message, Notes, line

LATE = timedelta(hours=1)


def late_message(message: Message, waited: timedelta) -> Message:
    """With a note where it comes an hour late or more. waited: since it was due."""
    if waited < LATE:
        return message
    hours = int(waited / timedelta(hours=1))
    late = plural(hours, "hour") if hours < 48 else plural(hours // 24, "day")
    note = Notes(lines=(line(f"This comes {late} late: I couldn't deliver it before."),))
    return message.model_copy(update={"blocks": (*message.blocks, note)})
