"""The form of a person's own settings."""

from bot import actions
from bot.message import Actions, Button, Message, bold, line
from bot.usecases.workspace import settings as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.forms.answers import day
from handlers.people import colleague
from handlers.reading import write_of


async def save(asked: Asked, house: House) -> Answer:
    """Everything that is wrong is shown at once, each under its field."""
    write, wishes = write_of(asked, house), await _wishes(asked, house)

    async def channel_problem(channel: str) -> str | None:
        return await problem_of_channel(asked, channel)

    problems = await use.problems(write, wishes, channel_problem)
    if problems:
        return Answer(field_errors=problems)
    change_id = await use.save(write, wishes)
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    message = Message(title=line(bold("Saved how I reach you")), blocks=(Actions(elements=(undo,)),))
    return Answer(message=message, home=True)


async def _wishes(asked: Asked, house: House) -> use.Wishes:
    cover = await colleague(asked, house, asked.field("cover"), "cover") if asked.field("cover") else None
    return use.Wishes(
        digest_at=asked.field("digest_at"),
        digest_days="".join(asked.fields_of("digest_days")),
        work_from=asked.field("work_from"),
        work_to=asked.field("work_to"),
        alert_budget=asked.field("alert_budget"),
        deliver_to=asked.field("deliver_to"),
        away_until=day(asked, "away_until"),
        cover_id=cover.id if cover else None,
    )


async def problem_of_channel(asked: Asked, channel: str) -> str | None:
    """Why a channel can't have anybody's messages, in words; None where it can."""
    audience = await asked.platform.audience(channel)
    if not audience.checked:
        return "I can't see who reads that channel, so I won't write there. Invite me to it, then choose it again."
    if not audience.is_member:
        return "I'm not in that channel. Invite me there, then choose it again."
    if audience.has_outsiders:
        return "Guests or people of other companies read that channel; talking points are for your team only."
    return None


FORMS: tuple[tuple[str, Run], ...] = ((actions.SETTINGS_SAVE, save),)
