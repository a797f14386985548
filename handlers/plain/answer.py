"""Plain words to an answer: hear, understand, answer with what the commands and buttons do, and remember what it was
about."""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import actions
from bot.language.plain_words.heard import HeardWords, Memory, PlainRequest
from bot.language.plain_words.said_lists import said_list
from bot.language.plain_words.understand import understand
from bot.message import Actions, Button, Message, Notes, Text, bold, line
from bot.store.session import ReadSession
from bot.store.trouble import unless_in_trouble
from bot.usecases.finding.named_in_text import names_of, people_at
from bot.usecases.writing.conversations import recall, remember
from handlers.plain.hearing import hear
from handlers.plain.lists import LISTS
from handlers.plain.reads import READS, nobody_called, not_understood, which_account
from handlers.plain.tasks_told import tick
from handlers.plain.todo_deeds import only_one_with_it, with_todo
from handlers.plain.turn import Turn
from handlers.plain.writes import WRITES, lost_for
from handlers.request import Answer, Request, Services
from handlers.sessions import reading, write_of
from handlers.typed import run_typed

log = logging.getLogger(__name__)
GIVEN = re.compile(r"#(\d{1,18})\s+(.*)", re.DOTALL)  # a button's words: the account is known
GIVEN_LOSS = re.compile(r"lost/(\d{1,18}) (\w+) ?(.*)", re.DOTALL)
GIVEN_TODO = re.compile(r"todo/(\d{1,18}) (\S+) ?(.*)", re.DOTALL)
GIVEN_TASK = re.compile(r"task/(\d{1,18}) (\S+)")
ANSWERS = {**READS, **LISTS, **WRITES}
NEEDS_ACCOUNT = frozenset(
    {
        "state",
        "fact",
        "say",
        "prepare",
        "draft",
        "map",
        "why",
        "reached-out",
        "done",
        "not-a-problem",
        "put-off",
        "tag",
        "call",
        "lost",
        "renewed",
        "log",
    }
)


async def run(request: Request, services: Services) -> Answer:
    """Answer what was typed. Raises UserError with what can be said instead."""
    todo = GIVEN_TODO.fullmatch(request.text)
    if todo is not None:
        return await with_todo(request, services, int(todo[1]), todo[2], todo[3])
    task = GIVEN_TASK.fullmatch(request.text)
    if task is not None:
        return await tick(request, services, int(task[1]), task[2])
    loss = GIVEN_LOSS.fullmatch(request.text)
    if loss is not None:
        return await lost_for(request, services, int(loss[1]), loss[2], loss[3])
    given = GIVEN.fullmatch(request.text)
    account = int(given[1]) if given else None
    if given:
        request = replace(request, text=given[2])
    async with reading(request, services) as db:
        before = await recall(db, write_of(request, services), request.place)
        heard = await hear(db, request, services.library, await memory_of(db, before), account)
    listed = said_list(heard.text, services.library.spoken.said_lists)
    if listed is not None and not heard.accounts and account is None:
        return await run_typed(f"journey list {listed}", request, services)
    wanted = understand(heard)
    if account is not None and heard.account is not None:
        wanted = replace(wanted, account=heard.account, sure=True, which=())
    answer = await _answered(Turn(request, services, heard, wanted))
    await _remember(request, services, wanted, answer, before)
    return answer


async def _answered(turn: Turn) -> Answer:
    wanted = turn.wanted
    if wanted.which and wanted.does in ("done", "reached-out") and (only := await only_one_with_it(turn)) is not None:
        wanted = replace(wanted, account=only, which=(), sure=not any(one.near for one in wanted.people))
        turn = replace(turn, wanted=wanted)
    if wanted.does in OF_EACH and len(each := _each_named(turn.heard)) > 1:
        return _together([await ANSWERS[wanted.does](_about(turn, one)) for one in each])
    if turn.heard.stranger and wanted.does in OF_SOMEBODY and wanted.account is not None:
        raise nobody_called(turn, wanted.account)
    if wanted.does in NEEDS_ACCOUNT and wanted.account is None:
        raise which_account(turn)
    found = ANSWERS.get(wanted.does)
    if found is None:
        raise not_understood(turn)
    answer = await found(turn)
    return _with_the_guess(answer, turn.heard, wanted)


OF_SOMEBODY = frozenset({"fact", "say", "prepare", "draft", "tag", "unknown"})
OF_EACH = frozenset({"fact"})
MOST_EACH = 3


def _each_named(heard: HeardWords) -> list[tuple[int, str]]:
    """ "The health of Emberlyn and Marlpit": accounts that are each named by themselves, and spelled as they are."""
    spans = [one for one in heard.accounts if one.last > one.first]
    if any(len(one.accounts) != 1 or one.how == "near" for one in spans) or heard.people:
        return []
    return list(dict.fromkeys(one.accounts[0] for one in spans))[:MOST_EACH]


def _about(turn: Turn, account: tuple[int, str]) -> Turn:
    return replace(turn, wanted=replace(turn.wanted, account=account, which=()))


def _together(answers: Sequence[Answer]) -> Answer:
    """A sentence each, one below the other."""
    told = [one.message for one in answers if one.message is not None]
    lines = [one.title for one in told[1:]]
    blocks = [block for one in told for block in one.blocks if not isinstance(block, Actions)]
    return Answer(message=told[0].model_copy(update={"blocks": (Text(lines=tuple(lines)), *blocks)}))


def _with_the_guess(answer: Answer, heard: HeardWords, wanted: PlainRequest) -> Answer:
    """Where a name was mistyped, the answer says which account was taken for it."""
    if answer.message is None or wanted.account is None:
        return answer
    guessed = [
        (span.first, span.last, wanted.account[1])
        for span in heard.accounts
        if span.how == "near" and span.accounts[0] == wanted.account
    ]
    guessed += [(one.first, one.last, " or ".join(who.name for who in one.people)) for one in heard.people if one.near]
    if not guessed:
        return answer
    first, last, name = guessed[0]
    typed = heard.text[heard.tokens[first].start : heard.tokens[last - 1].end]
    note = Notes(lines=(line(f"I took “{typed}” for ", bold(name), "."),))
    return replace(answer, message=answer.message.model_copy(update={"blocks": (*answer.message.blocks, note)}))


# What it was about


async def memory_of(db: ReadSession, about: dict[str, Any]) -> Memory:
    """With the names of what may still be seen; only ids are kept."""
    listed = [int(one) for one in about.get("listed") or ()]
    account = about.get("account")
    names = await names_of(db, [*listed, *([account] if account else [])]) if listed or account else {}
    return Memory(
        account=(account, names[account]) if account in names else None,
        person=about.get("person"),
        listed=tuple((one, names[one]) for one in listed if one in names),
        asked=about.get("asked") or {},
    )


async def _remember(
    request: Request, services: Services, wanted: PlainRequest, answer: Answer, before: dict[str, Any]
) -> None:
    """Only what is spoken of now; an answer about many leaves the account that was spoken of."""
    about = dict(before)
    if wanted.account is not None:
        about["account"], about["person"] = wanted.account[0], None
        people = [one for span in wanted.people for one in span.people if one.account_id == wanted.account[0]]
        if len({one.person_id for one in people}) == 1:
            about["person"] = people[0].person_id
        elif wanted.does == "fact" and wanted.about in ROLE_ASKED:
            async with reading(request, services) as db:
                about["person"] = await _only_one_as(db, wanted.account[0], ROLE_ASKED[wanted.about])
        elif before.get("account") == about["account"]:
            about["person"] = before.get("person")
    opened = _opened(answer.message) if wanted.account is None else []
    if opened:
        about["listed"] = opened
    if len(opened) == 1:  # "remind me to call them"
        about["account"], about["person"] = opened[0], None
    about["asked"] = {"does": wanted.does, "about": wanted.about, "way": wanted.way}
    if about == before or wanted.does in ("thanks", "hello", "help", "refuse", "advise", "unknown"):
        return
    with unless_in_trouble(log, "what a talk was about is not kept"):
        await remember(write_of(request, services), request.place, about)


ROLE_ASKED = {"decider": "decision maker", "champion": "champion"}


async def _only_one_as(db: ReadSession, account_id: int, role: str) -> int | None:
    """Whom the answer named: "write her a short email then"."""
    there = [one for one in await people_at(db, [account_id]) if role in one.role.casefold() and not one.left]
    return there[0].person_id if len(there) == 1 else None


def _opened(message: Message | None) -> list[int]:
    """The accounts that the answer's buttons open, in its order."""
    if message is None:
        return []
    buttons = [one for block in message.blocks if isinstance(block, Actions) for one in block.elements]
    cards = [one for one in buttons if isinstance(one, Button) and one.action == actions.CARD]
    return [int(one.target) for one in cards if one.target.isdecimal()]
