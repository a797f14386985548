"""The form after a business review: what was decided becomes the success plan."""

from collections.abc import Iterator

from bot import actions
from bot.talk.reviews.review_message import GOALS
from bot.talk.reviews.review_plan import confirm_review
from bot.usecases.account.reviews import Wish, held
from handlers.command import Run
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import deed_of, number, reader_of, reading
from handlers.showing import there


async def save(request: Request, services: Services) -> Answer:
    """Target: "account/ebr"."""
    account, _, kind = request.target.partition("/")
    came = [number(one) for one in request.fields_of("came")]
    done = await held(
        deed_of(request, services), number(account), kind, request.field("note"), came, tuple(_wishes(request))
    )
    async with reading(request, services) as db:
        message = await confirm_review(
            db, done.event_id, done.goal_ids, done.change_id, reader_of(request), request.now
        )
    return Answer(message=there(message), touched=(done.account_id,))


def _wishes(request: Request) -> Iterator[Wish]:
    """Goals with anything filled in; what one lacks is said under its field."""
    for at in range(1, GOALS + 1):
        goal, owner, due = request.field(f"goal{at}"), request.field(f"owner{at}"), day(request, f"on{at}")
        if goal or due:
            yield Wish(at, goal, owner, due)


FORMS: tuple[tuple[str, Run], ...] = ((actions.REVIEW_SAVE, save),)
