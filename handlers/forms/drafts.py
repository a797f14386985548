"""The form of a draft, sent when the CSM says the message went out."""

from bot import actions
from bot.talk.sent import confirm_sent
from bot.usecases import drafts as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import whole
from handlers.reading import deed_of, number, reader_of, reading


def letter_of(asked: Asked) -> use.Letter:
    """What the form says was sent."""
    return use.Letter(asked.field("text"), asked.field("channel"), whole(asked, "with"))


async def _sent(asked: Asked, house: House) -> Answer:
    """Target: "account/7", or "todo/12", which then sleeps or is done."""
    kind, _, target = asked.target.partition("/")
    send = use.sent_about if kind == "todo" else use.sent
    done = await send(deed_of(asked, house), number(target), letter_of(asked))
    async with reading(asked, house) as db:
        message = await confirm_sent(
            db, done.event_id, done.change_id, done.until, reader_of(asked), asked.now, done=done.done
        )
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = ((actions.DRAFT_SENT, _sent),)
