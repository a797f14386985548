"""Which handler answers what. The same on every platform."""

from dataclasses import replace

from bot import actions
from bot.errors import UserError, Way
from handlers import questions, typed
from handlers.command import Run
from handlers.request import Answer, Request, Services
from handlers.rights import must_be_allowed
from handlers.sessions import OUT_OF_DATE
from handlers.topics import (
    account,
    favours,
    figures,
    first_day,
    health,
    history,
    letters,
    log,
    people,
    renewal,
    reviews,
    settings,
    undo,
)
from handlers.topics.morning import digest
from handlers.topics.plan import pages, plan
from handlers.topics.portfolio import changes, file_questions, forecast, hand_over, lists, load, mine
from handlers.topics.said import log_asks, proposals, questions_asked, survey, wishes
from handlers.topics.todos import add, answer

TOPICS = (
    account.TOPIC,
    plan.TOPIC,
    pages.TOPIC,
    health.TOPIC,
    history.TOPIC,
    people.TOPIC,
    log.TOPIC,
    log_asks.TOPIC,
    survey.TOPIC,
    questions_asked.TOPIC,
    wishes.TOPIC,
    proposals.TOPIC,
    letters.TOPIC,
    favours.TOPIC,
    answer.TOPIC,
    add.TOPIC,
    renewal.TOPIC,
    reviews.TOPIC,
    figures.TOPIC,
    mine.TOPIC,
    lists.TOPIC,
    changes.TOPIC,
    forecast.TOPIC,
    load.TOPIC,
    hand_over.TOPIC,
    file_questions.TOPIC,
    settings.TOPIC,
    first_day.TOPIC,
    digest.TOPIC,
    undo.TOPIC,
)


async def run(request: Request, services: Services, kind: str, name: str = "") -> Answer:
    """kind: command | click | form | shortcut | mention | home. Raises UserError, AlreadyDone."""
    given = await _answer(request, services, kind, name)
    if given.form is not None:
        await must_be_allowed(given.form, request, services)
    return given


async def _answer(request: Request, services: Services, kind: str, name: str) -> Answer:
    if kind == "command":
        return await typed.run(name, request, services)
    if kind == "mention":
        return await questions.run(request, services)
    if kind == "shortcut":
        return await log.log_to_account(request, services)
    if kind == "home":
        return Answer()
    handler = (FORMS if kind == "form" else ACTIONS).get(request.action)
    if handler is None:
        raise UserError(*OUT_OF_DATE, ways=(Way("My accounts", "journey"),))
    return await handler(request, services)


async def _chosen(request: Request, services: Services) -> Answer:
    """A card's menu: its values are the names of actions about the account."""
    handler = ACTIONS.get(request.value)
    if handler is None or request.value == actions.MORE:
        return Answer()
    return await handler(replace(request, action=request.value), services)


ACTIONS: dict[str, Run] = {name: run for topic in TOPICS for name, run in topic.actions.items()} | {
    actions.RUN: questions.run_kept,
    actions.MORE: _chosen,
}
FORMS: dict[str, Run] = {name: run for topic in TOPICS for name, run in topic.forms.items()}
