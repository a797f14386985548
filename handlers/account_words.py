"""What may follow an account's name in `/journey`; each word is one entry."""

from bot.talk.card.tasks import tasks
from bot.talk.people.prep import prep
from bot.talk.todos.why import why
from bot.usecases.finding.find_account import Found
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.command import AccountCommand, Usage
from handlers.commands.ask import ask_word
from handlers.commands.draft import celebrate_word, draft_word
from handlers.commands.health import health_word
from handlers.commands.learning import looked_back, surveyed
from handlers.commands.log import log_word
from handlers.commands.maps import map_word
from handlers.commands.multiplier import ACCOUNT_WORD
from handlers.commands.renewal import renewal_word
from handlers.commands.review import review_word
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading
from handlers.showing import show, there


async def _prep(request: Request, services: Services, found: Found) -> Answer:
    if not request.text:
        return await show(request, services, prep, found.account_id)
    text = request.text.removeprefix("with ").removeprefix("for ")
    command = f"/journey #{found.account_id} prep"
    async with reading(request, services) as db:
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
        message = await prep(
            db, services.library, found.account_id, reader_of(request), request.now, stakeholder_id=one.stakeholder.id
        )
    return Answer(message=there(message))


async def _why(request: Request, services: Services, found: Found) -> Answer:
    return await show(request, services, why, found.account_id)


async def _tasks(request: Request, services: Services, found: Found) -> Answer:
    return await show(request, services, tasks, found.account_id)


async def _survey(request: Request, services: Services, found: Found) -> Answer:
    return await surveyed(request, services, found.account_id)


async def _post_mortem(request: Request, services: Services, found: Found) -> Answer:
    return await looked_back(request, services, found.account_id)


WORDS = (
    AccountCommand(
        "prep",
        Usage("/journey acme prep the COO", "what to say, to everyone there or to one person", "Every day"),
        _prep,
        also=("prepare",),
    ),
    AccountCommand("map", Usage("/journey acme map", "the journey as a picture"), map_word),
    AccountCommand("why", Usage("/journey acme why", "why each to-do exists, and what clears it"), _why),
    AccountCommand(
        "health",
        Usage("/journey acme health", "its parts and its year, why it moved; or set it, with a reason"),
        health_word,
    ),
    AccountCommand("tasks", Usage("/journey acme tasks", "the tasks of its milestone"), _tasks, also=("task",)),
    AccountCommand(
        "log", Usage("/journey acme log met the COO", "save what happened", "Every day"), log_word, writes=True
    ),
    AccountCommand(
        "renewal", Usage("/journey acme renewal", "your call, and how it came out"), renewal_word, also=("renew",)
    ),
    AccountCommand(
        "ebr",
        Usage("/journey acme ebr with the COO", "prepare an executive review, and plan what it decides"),
        review_word("ebr"),
    ),
    AccountCommand(
        "qbr", Usage("/journey acme qbr", "the same for a quarterly review"), review_word("qbr"), also=("review",)
    ),
    AccountCommand(
        "ask",
        Usage("/journey acme ask", "what they'd tell others: case study, reference, review, talk"),
        ask_word,
        writes=True,
    ),
    AccountCommand(
        "draft",
        Usage("/journey acme draft to the COO", "a message to send, in the voice that suits the reader", "Every day"),
        draft_word,
    ),
    AccountCommand(
        "celebrate", Usage("/journey acme celebrate", "thanks for the milestone reached last"), celebrate_word
    ),
    AccountCommand(
        "survey",
        Usage("/journey acme survey", "what they answered: NPS, CSAT, their words"),
        _survey,
        also=("nps", "csat"),
    ),
    AccountCommand(
        "post-mortem",
        Usage("/journey acme post-mortem", "what we learned from losing it"),
        _post_mortem,
        also=("postmortem",),
    ),
    ACCOUNT_WORD,
)
