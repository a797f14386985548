"""Tasks of a milestone that somebody tells of: "the kick-off was this morning". They are offered, never ticked."""

from dataclasses import replace

from bot import actions
from bot.errors import Way
from bot.language.plain_words.tokens import is_word, tokens_of
from bot.talk.account.read_account import load_account
from handlers.plain.turn import SAY, Turn
from handlers.request import Answer, Request, Services
from handlers.sessions import reading
from handlers.topics import account

MOST = 2
LEAST = 4  # letters of a word that tells a task


async def tasks_told_of(turn: Turn) -> tuple[Way, ...]:
    """The open tasks of the account's milestone of which the words speak, the likeliest first."""
    if turn.wanted.account is None:
        return ()
    at, _ = turn.wanted.account
    async with reading(turn.request, turn.services) as db:
        view = await load_account(db, turn.services.library, at, turn.request.now)
    if view is None or view.progress is None or view.milestone is None:
        return ()
    done = {one.key for one in view.progress.tasks if one.done}
    told = _stems(turn.heard.text)
    fitting = [(len(_stems(one.name) & told), one) for one in view.milestone.tasks if one.key not in done]
    likely = sorted((pair for pair in fitting if pair[0]), key=lambda pair: -pair[0])[:MOST]
    return tuple(Way(f"Done: {one.name}"[:70], f"{SAY} task/{at} {one.key}") for _, one in likely)


def _stems(text: str) -> set[str]:
    joined = text.casefold().replace("kick off", "kick-off").replace("kick-off", "kickoff")
    return {one.stem for one in tokens_of(joined) if is_word(one) and len(one.word) >= LEAST}


async def tick(request: Request, services: Services, account_id: int, task: str) -> Answer:
    """What the button does: the topic's own tick, with its Undo."""
    answer: Answer = await account.TOPIC.actions[actions.TASK_DONE](
        replace(request, target=f"{account_id}/{task}"), services
    )
    return answer
