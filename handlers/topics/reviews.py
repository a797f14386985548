"""Business reviews, before and after the meeting; and the journey walked as one of the customers."""

import re
from collections.abc import Iterator

from bot import actions
from bot.language.names import after_words, first_word
from bot.talk.reviews.persona_walk import confirm_walk, playbook_of, revisit, stage_form
from bot.talk.reviews.review import review
from bot.talk.reviews.review_message import GOALS
from bot.talk.reviews.review_plan import confirm_review, review_form
from bot.talk.reviews.shoes import stage_and_walker
from bot.talk.reviews.team_notes import TEAM, team_notes
from bot.usecases.account.reviews import ReviewWish, held
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from bot.usecases.people.persona_walks import Walk, note
from handlers.command import AccountCommand, OverviewCommand, RunAt, Topic, Usage
from handlers.form_values import day
from handlers.request import Answer, Request, Services
from handlers.sessions import number, reader_of, reading, write_of
from handlers.showing import there

BETWEEN = re.compile(r"\s*,\s*|\s+and\s+", re.IGNORECASE)


# Words


def _review_word(kind: str) -> RunAt:
    """The command of that kind of review; whom it names are the people who come."""

    async def run(request: Request, services: Services, found: FoundAccount) -> Answer:
        attending = await _coming(request, services, found, kind)
        return await _prepare(request, services, found.account_id, kind, attending)

    return run


async def _coming(request: Request, services: Services, found: FoundAccount, kind: str) -> tuple[int, ...]:
    text = request.text.strip().removeprefix("with ").strip()
    command = f"journey #{found.account_id} {kind}"
    async with reading(request, services) as db:
        people = [
            (await find_stakeholder(db, LookingForPerson(found.account_id, found.name, name, command))).stakeholder.id
            for name in BETWEEN.split(text)
            if name
        ]
    return tuple(people)


async def _any_review(request: Request, services: Services, found: FoundAccount) -> Answer:
    """ "review ebr with the COO": that kind; else the one that its stage calls for."""
    kind = first_word(request.text) if first_word(request.text) in ("ebr", "qbr") else ""
    attending = await _coming(
        request.typed(after_words(request.text, 1) if kind else request.text), services, found, kind
    )
    return await _prepare(request, services, found.account_id, kind, attending)


REVIEW = AccountCommand(
    "review", Usage("journey acme review", "the next business review, prepared", ("csm",)), _any_review
)
EBR = AccountCommand("ebr", None, _review_word("ebr"))
QBR = AccountCommand("qbr", None, _review_word("qbr"))


async def _start_walk(request: Request, services: Services) -> Answer:
    """Whose shoes?"""
    async with reading(request, services) as db:
        return Answer(message=await revisit(db, services.library, reader_of(request), request.now))


REVISIT = OverviewCommand("revisit", None, _start_walk)


# Buttons


async def _review(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await _prepare(request, services, number(account), kind)


async def _prepare(
    request: Request, services: Services, account_id: int, kind: str = "", attending: tuple[int, ...] = ()
) -> Answer:
    """Agenda, profile and history."""
    async with reading(request, services) as db:
        message = await review(
            db, services.library, account_id, reader_of(request), request.now, kind=kind, attending=attending
        )
    return Answer(message=there(message))


async def _decided(request: Request, services: Services) -> Answer:
    account, _, kind = request.target.partition("/")
    return await _decided_form(request, services, number(account), kind)


async def _decided_form(request: Request, services: Services, account_id: int, kind: str) -> Answer:
    """The form of what was decided."""
    async with reading(request, services) as db:
        form = await review_form(db, services.library, account_id, kind, reader_of(request), request.now)
    return Answer(form=there(form))


async def _walk_stage(request: Request, services: Services) -> Answer:
    """One stage's form; target "persona/stage" or "persona/stage/playbook", which a menu's value may be;
    "//playbook" or "" for the start, "team" for the notes."""
    wanted = request.value or request.target
    reader, library = reader_of(request), services.library
    async with reading(request, services) as db:
        if wanted == TEAM:
            return Answer(message=await team_notes(db, library, reader, request.now))
        key, stage, name = (*wanted.split("/", 2), "", "")[:3]
        if not key:
            return Answer(message=await revisit(db, library, reader, request.now, name))
        return Answer(form=await stage_form(db, library, key, stage, reader.today(request.now), name))


# Forms


async def _save_review(request: Request, services: Services) -> Answer:
    """Target: "account/ebr"."""
    account, _, kind = request.target.partition("/")
    came = [number(one) for one in request.fields_of("came")]
    done = await held(
        write_of(request, services), number(account), kind, request.field("note"), came, tuple(_wishes(request))
    )
    async with reading(request, services) as db:
        message = await confirm_review(
            db, done.event_id, done.goal_ids, done.change_id, reader_of(request), request.now
        )
    return Answer(message=there(message), touched=(done.account_id,))


def _wishes(request: Request) -> Iterator[ReviewWish]:
    """Goals with anything filled in; what one lacks is said under its field."""
    for at in range(1, GOALS + 1):
        goal, owner, due = request.field(f"goal{at}"), request.field(f"owner{at}"), day(request, f"on{at}")
        if goal or due:
            yield ReviewWish(at, goal, owner, due)


async def _save_walk(request: Request, services: Services) -> Answer:
    """Keep the stage's notes."""
    persona, key, name = (*request.target.split("/", 2), "", "")[:3]
    async with reading(request, services) as db:
        playbook = await playbook_of(db, services.library, name)
    there_now, _ = stage_and_walker(services.library, playbook, persona, key)
    walk = Walk(
        persona,
        playbook.name,
        key,
        there_now.name,
        request.field("success"),
        request.field("wrong"),
        request.field("weak"),
    )
    noted = await note(write_of(request, services), walk)
    async with reading(request, services) as db:
        message = await confirm_walk(
            db, services.library, noted.revisit_id, noted.change_id, reader_of(request), request.now
        )
    return Answer(message=there(message))


TOPIC = Topic(
    actions={
        actions.REVIEW: _review,
        actions.REVIEW_DECIDED: _decided,
        actions.REVISIT: _walk_stage,
    },
    forms={actions.REVIEW_SAVE: _save_review, actions.REVISIT_SAVE: _save_walk},
)
