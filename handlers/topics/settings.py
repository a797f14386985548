"""How the bot reaches a person: their own settings."""

from bot import actions
from bot.message import Actions, Button, Message, bold, line
from bot.talk.home.settings_form import settings_form
from bot.usecases.workspace import settings as use
from handlers.colleagues import colleague
from handlers.command import Topic
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading, write_of


async def _form(request: Request, services: Services) -> Answer:
    async with reading(request, services) as db:
        return Answer(form=await settings_form(db, reader_of(request), request.now))


async def _save(request: Request, services: Services) -> Answer:
    """Everything that is wrong is shown at once, each under its field."""
    write, wishes = write_of(request, services), await _wishes(request, services)

    async def channel_problem(channel: str) -> str | None:
        return await _problem_of_channel(request, channel)

    problems = await use.problems(write, wishes, channel_problem)
    if problems:
        return Answer(field_errors={name: line(problem) for name, problem in problems.items()})
    change_id = await use.save(write, wishes, request.person.installation_id)
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    message = Message(title=line(bold("Saved how I reach you")), blocks=(Actions(elements=(undo,)),))
    return Answer(message=message, home=True)


async def _wishes(request: Request, services: Services) -> use.Wishes:
    cover = await colleague(request, services, request.field("cover"), "cover") if request.field("cover") else None
    return use.Wishes(
        digest_at=request.field("digest_at"),
        digest_days="".join(request.fields_of("digest_days")),
        work_from=request.field("work_from"),
        work_to=request.field("work_to"),
        alert_budget=request.field("alert_budget"),
        channel=request.field("channel"),
        away_until=day(request, "away_until"),
        cover_id=cover.id if cover else None,
        installation=request.field("installation"),
        week=request.field("week"),
    )


async def _problem_of_channel(request: Request, channel: str) -> str | None:
    """Why a channel can't have anybody's messages, in words; None where it can."""
    audience = await request.platform.audience(channel)
    if not audience.checked:
        return "I can't see who reads that channel, so I won't write there. Add me to it, then choose it again."
    if not audience.is_member:
        return "I'm not in that channel. Add me to it, then choose it again."
    if audience.has_outsiders:
        return "Guests or people of other companies read that channel; talking points are for your team only."
    return None


TOPIC = Topic(actions={actions.SETTINGS: _form}, forms={actions.SETTINGS_SAVE: _save})
