"""The form after a business review: what was decided becomes the success plan."""

from collections.abc import Iterator

from bot import actions
from bot.talk.reviews.review_message import GOALS
from bot.talk.reviews.review_plan import confirm_review
from bot.usecases.account.reviews import ReviewWish, held
from handlers.asked import Answer, Asked, House
from handlers.commands.command import Run
from handlers.commands.showing import there
from handlers.forms.answers import day
from handlers.reading import number, reader_of, reading, write_of


async def save(asked: Asked, house: House) -> Answer:
    """Target: "account/ebr"."""
    account, _, kind = asked.target.partition("/")
    came = [number(one) for one in asked.fields_of("came")]
    done = await held(write_of(asked, house), number(account), kind, asked.field("note"), came, tuple(_wishes(asked)))
    async with reading(asked, house) as db:
        message = await confirm_review(db, done.event_id, done.goal_ids, done.change_id, reader_of(asked), asked.now)
    return Answer(message=there(message), touched=(done.account_id,))


def _wishes(asked: Asked) -> Iterator[ReviewWish]:
    """Goals with anything filled in; what one lacks is said under its field."""
    for at in range(1, GOALS + 1):
        goal, owner, due = asked.field(f"goal{at}"), asked.field(f"owner{at}"), day(asked, f"on{at}")
        if goal or due:
            yield ReviewWish(at, goal, owner, due)


FORMS: tuple[tuple[str, Run], ...] = ((actions.REVIEW_SAVE, save),)
