"""What may follow an account's name in `/journey`; each word is one entry."""

from bot.talk.card.tasks import tasks
from bot.talk.people.prep import prep
from bot.talk.todos.why import why
from bot.usecases.finding.find_account import FoundAccount
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder
from handlers.asked import Answer, Asked, House
from handlers.commands.ask import ask_word
from handlers.commands.command import Usage, Word
from handlers.commands.draft import celebrate_word, draft_word
from handlers.commands.health import health_word
from handlers.commands.learning import looked_back, surveyed
from handlers.commands.log import log_word
from handlers.commands.maps import map_word
from handlers.commands.multiplier import ACCOUNT_WORD
from handlers.commands.renewal import renewal_word
from handlers.commands.review import review_word
from handlers.commands.showing import show, there
from handlers.reading import reader_of, reading


async def _prep(asked: Asked, house: House, found: FoundAccount) -> Answer:
    if not asked.text:
        return await show(asked, house, prep, found.account_id)
    text = asked.text.removeprefix("with ").removeprefix("for ")
    command = f"/journey #{found.account_id} prep"
    async with reading(asked, house) as db:
        one = await find_stakeholder(db, LookingForPerson(found.account_id, found.name, text, command))
        message = await prep(
            db, house.library, found.account_id, reader_of(asked), asked.now, stakeholder_id=one.stakeholder.id
        )
    return Answer(message=there(message))


async def _why(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await show(asked, house, why, found.account_id)


async def _tasks(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await show(asked, house, tasks, found.account_id)


async def _survey(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await surveyed(asked, house, found.account_id)


async def _post_mortem(asked: Asked, house: House, found: FoundAccount) -> Answer:
    return await looked_back(asked, house, found.account_id)


WORDS = (
    Word("prep", Usage("/journey acme prep the COO", "what to say, to everyone there or to one person", "Every day"),
         _prep, also=("prepare",)),
    Word("map", Usage("/journey acme map", "the journey as a picture"), map_word),
    Word("why", Usage("/journey acme why", "why each to-do exists, and what clears it"), _why),
    Word("health", Usage("/journey acme health", "its parts and its year, why it moved; or set it, with a reason"),
         health_word),
    Word("tasks", Usage("/journey acme tasks", "the tasks of its milestone"), _tasks, also=("task",)),
    Word("log", Usage("/journey acme log met the COO", "save what happened", "Every day"), log_word, writes=True),
    Word("renewal", Usage("/journey acme renewal", "your call, and how it came out"), renewal_word, also=("renew",)),
    Word("ebr", Usage("/journey acme ebr with the COO", "prepare an executive review, and plan what it decides"),
         review_word("ebr")),
    Word("qbr", Usage("/journey acme qbr", "the same for a quarterly review"), review_word("qbr"), also=("review",)),
    Word("ask", Usage("/journey acme ask", "what they'd tell others: case study, reference, review, talk"), ask_word,
         writes=True),
    Word("draft", Usage("/journey acme draft to the COO", "a message to send, in the voice that suits the reader",
                        "Every day"),
         draft_word),
    Word("celebrate", Usage("/journey acme celebrate", "thanks for the milestone reached last"), celebrate_word),
    Word("survey", Usage("/journey acme survey", "what they answered: NPS, CSAT, their words"), _survey,
         also=("nps", "csat")),
    Word("post-mortem", Usage("/journey acme post-mortem", "what we learned from losing it"), _post_mortem,
         also=("postmortem",)),
    ACCOUNT_WORD,
)  # fmt: skip
