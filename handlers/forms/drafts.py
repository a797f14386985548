"""The form of a draft, sent when the CSM says the message went out."""

from bot import actions
from bot.talk.letters.draft_sent import confirm_sent
from bot.usecases.account import sent_drafts as use
from handlers.command import Run
from handlers.form_values import whole
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


def letter_of(request: Request) -> use.Letter:
    """What the form says was sent."""
    return use.Letter(request.field("text"), request.field("channel"), whole(request, "with"))


async def _sent(request: Request, services: Services) -> Answer:
    """Target: "account/7", "thanks/7/milestone", or "todo/12", which then sleeps or is done."""
    kind, _, target = request.target.partition("/")
    about, _, milestone = target.partition("/")
    deed, letter = deed_of(request, services), letter_of(request)
    if kind == "todo":
        done = await use.sent_about(deed, number(about), letter)
    else:
        done = await use.sent(deed, number(about), letter, milestone=milestone)
    async with reading(request, services) as db:
        message = await confirm_sent(
            db, done.event_id, done.change_id, done.until, reader_of(request), request.now, done=done.done
        )
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = ((actions.DRAFT_SENT, _sent),)
