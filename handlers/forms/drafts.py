"""The form of a draft, sent when the CSM says the message went out."""

from bot import actions
from bot.talk.letters.draft_sent import confirm_sent
from bot.usecases.account import sent_drafts as use
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import whole
from handlers.reading import number, reader_of, reading, write_of


def letter_of(asked: Asked) -> use.SentLetter:
    """What the form says was sent."""
    return use.SentLetter(asked.field("text"), asked.field("channel"), whole(asked, "with"))


async def _sent(asked: Asked, house: House) -> Answer:
    """Target: "account/7", "thanks/7/milestone", or "todo/12", which then sleeps or is done."""
    kind, _, target = asked.target.partition("/")
    about, _, milestone = target.partition("/")
    write, letter = write_of(asked, house), letter_of(asked)
    if kind == "todo":
        done = await use.sent_about(write, number(about), letter)
    else:
        done = await use.sent(write, number(about), letter, milestone=milestone)
    async with reading(asked, house) as db:
        message = await confirm_sent(
            db, done.event_id, done.change_id, done.until, reader_of(asked), asked.now, done=done.done
        )
    return Answer(message=there(message), touched=(done.account_id,))


FORMS: tuple[tuple[str, Run], ...] = ((actions.DRAFT_SENT, _sent),)
