"""What became of a to-do: reached out, done, later, not a problem."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError, Way
from bot.language.days import read_day
from bot.language.plain_words.tokens import tokens_of
from bot.message import Actions, Button, Message, Text, bold, line
from bot.store.tables import Account, Cta
from bot.talk.plain.todo_words import short_title
from bot.usecases.writing.by_hand import LIVE
from handlers.plain.storing import MOST_WAYS, be_sure, handled, run_command
from handlers.plain.tasks_told import tasks_told_of
from handlers.plain.turn import SAY, Turn, shown
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading, write_of
from handlers.topics.todos import answer as todos

MOST_COMPARED = 6  # to-dos of an account
ALIKE = 2  # words in common, by which one is meant
THANKED = 9
THANKS = ("thank", "celebrat", "congrat", "success")


async def reached(turn: Turn) -> Answer:
    return await _about_todo(turn, "reached-out")


async def done(turn: Turn) -> Answer:
    return await _about_todo(turn, "done")


async def put_off(turn: Turn) -> Answer:
    at, name = turn.account
    if turn.wanted.unread or turn.wanted.due is None:
        said = f"I can't read “{shown(turn.wanted.unread)}” as one day. " if turn.wanted.unread else ""
        ways = tuple(
            Way(label, f"{SAY} #{at} snooze until {day}")
            for label, day in (("Tomorrow", "tomorrow"), ("Next Monday", "next monday"), ("In 2 weeks", "in 2 weeks"))
        )
        raise UserError(f"{said}Until when shall I put off what is open at ", bold(name), "?", ways=ways)
    return await _about_todo(turn, "put-off", turn.wanted.due)


async def not_a_problem(turn: Turn) -> Answer:
    return await _about_todo(turn, "not-a-problem")


def _until(turn: Turn, until: date | None) -> str:
    return f" until {say_date(until, turn.heard.today)}" if until else ""


async def _about_todo(turn: Turn, does: str, until: date | None = None) -> Answer:
    """The only one that is open there, else a question which."""
    be_sure(
        turn,
        {"reached-out": "You reached out", "done": "Done", "put-off": f"Put off what is open{_until(turn, until)}"}.get(
            does, "Not a problem"
        ),
    )
    at, name = turn.account
    live = await _live(turn, at)
    fitting = await _fitting(turn, live) or live
    if not fitting:
        return await _none_open(turn, does)
    if len(fitting) == 1 and does != "not-a-problem":
        return await with_todo(turn.request, turn.services, fitting[0].id, does, until.isoformat() if until else "")
    asks = {
        "reached-out": "Which one did you reach out about?",
        "done": "Which one is done?",
        "put-off": f"Which one shall I put off until {say_date(until, turn.heard.today)}?" if until else "Which one?",
    }
    ways = [
        Way(await _titled(turn, cta), f"{SAY} todo/{cta.id} {does} {until.isoformat() if until else ''}".strip())
        for cta in fitting[:MOST_WAYS]
    ]
    if does == "done":
        ways += await tasks_told_of(turn)
    if does == "reached-out":
        ways.append(Way("Only log it", f"journey #{at} log {turn.wanted.note}"))
    raise UserError(
        bold(name), f" has {len(live)} open. {asks.get(does, 'Which one is no problem?')}", ways=tuple(ways)
    )


async def _live(turn: Turn, account_id: int) -> Sequence[Cta]:
    query = (
        select(Cta)
        .where(Cta.account_id == account_id, Cta.state.in_(LIVE))
        .order_by(Cta.state != "open", Cta.due_on, Cta.id)
    )
    async with reading(turn.request, turn.services) as db:
        found = list(await db.scalars(query))
    return [one for one in found if one.state == "open"] or found


async def _fitting(turn: Turn, live: Sequence[Cta]) -> list[Cta]:
    """Those whose words speak of the same, the ones that share most: thanks, a person, what is to be done."""
    told = {token.stem for token in turn.heard.tokens if len(token.word) > 3} - set(_stems(turn.account[1]))
    shared = {cta.id: await _shared(turn, cta, told) for cta in live[:MOST_COMPARED]}
    most = max(shared.values(), default=0)
    return [cta for cta in live if most >= ALIKE and shared.get(cta.id) == most]


async def _shared(turn: Turn, cta: Cta, told: Set[str]) -> int:
    title = f"{cta.title or ''} {cta.rule}"
    if turn.wanted.about == "thanks" and any(word in title.casefold() for word in THANKS):
        return THANKED
    return len(told & set(_stems(await _titled(turn, cta))))


def _stems(text: str) -> list[str]:
    return [token.stem for token in tokens_of(text) if len(token.word) > 3]


async def only_one_with_it(turn: Turn) -> tuple[int, str] | None:
    """Of the accounts that may be meant, the only one with a to-do of which the words speak."""
    found = []
    for account in turn.wanted.which[:MOST_WAYS]:
        there = replace(turn, wanted=replace(turn.wanted, account=account, which=()))
        found += [account] if await _fitting(there, await _live(turn, account[0])) else []
    return found[0] if len(found) == 1 else None


async def _titled(turn: Turn, cta: Cta) -> str:
    async with reading(turn.request, turn.services) as db:
        return await short_title(db, turn.services.library, cta, reader_of(turn.request), turn.request.now)


async def _none_open(turn: Turn, does: str) -> Answer:
    at, name = turn.account
    if does == "reached-out" and turn.wanted.note:
        return await run_command(turn, f"journey #{at} log {turn.wanted.note}")
    note = turn.wanted.note or turn.request.text.strip()
    tasks = await tasks_told_of(turn) if does == "done" else ()
    raise UserError(
        bold(name),
        " has no open to-do. Is it this task, or shall I save it to the log?"
        if tasks
        else " has no open to-do. Shall I save it to the log?",
        ways=(*tasks, Way("Log it", f"journey #{at} log {note}"), Way(f"Open {name}"[:70], f"journey #{at}")),
    )


async def with_todo(request: Request, services: Services, cta_id: int, does: str, day: str) -> Answer:
    """The deed at that to-do; the answer names its account."""
    async with reading(request, services) as db:
        cta = await db.get(Cta, cta_id)
        account = await db.get(Account, cta.account_id) if cta is not None and cta.account_id else None
        title = await short_title(db, services.library, cta, reader_of(request), request.now) if cta is not None else ""
    if cta is None:
        raise UserError("I can't find that to-do any more.", ways=(Way("My to-dos", "cta"),))
    if does == "not-a-problem":
        button = Button(label="Say why", action=actions.NOT_A_PROBLEM, target=str(cta_id))
        return Answer(
            message=Message(title=line("Not a problem: ", bold(title)), blocks=(Actions(elements=(button,)),))
        )
    if does == "put-off":
        until = read_day(day, write_of(request, services).today, request.person.day_order).day
        fields = {"until": until.isoformat() if until else ""}
        answer = await handled(request, services, todos.TOPIC.forms[actions.LATER_SAVE], str(cta_id), fields)
    else:
        answer = await _reached_or_done(request, services, cta, does)
    return _named(answer, account, title)


async def _reached_or_done(request: Request, services: Services, cta: Cta, does: str) -> Answer:
    """One that closes by itself can't be ticked off; then somebody got in touch about it."""
    acts = todos.TOPIC.actions
    if does == "done":
        try:
            return await handled(request, services, acts[actions.DONE], str(cta.id), {})
        except UserError as error:
            if "closes by itself" not in str(error):
                raise
    return await handled(request, services, acts[actions.REACHED_OUT], str(cta.id), {})


def _named(answer: Answer, account: Account | None, title: str) -> Answer:
    """With what it was about, as no button stood above it."""
    if answer.message is None or account is None:
        return answer
    about = Text(lines=(line(bold(account.name), f": {title}" if title else ""),))
    blocks = (about, *answer.message.blocks)
    return replace(answer, message=answer.message.model_copy(update={"blocks": blocks}))
