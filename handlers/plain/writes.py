"""What is told or asked to be stored: at one account, with one meaning, its name repeated, and the way back."""

from dataclasses import replace

from bot import actions
from bot.calendar import say_date
from bot.errors import UserError, Way
from bot.message import Actions, Button, Line, Message, Text, bold, line
from bot.talk.home.settings_form import read_settings, settings_facts
from bot.talk.renewal.renewal import confirm_renewal
from bot.usecases.account import renewal as renewals
from bot.usecases.finding.find_person import described_as
from handlers.plain.storing import MOST_WAYS, be_sure, handled, run_command, which_one
from handlers.plain.tasks_told import tasks_told_of
from handlers.plain.todo_deeds import done, not_a_problem, put_off, reached
from handlers.plain.turn import SAY, Answers, Turn, shown
from handlers.request import Answer, Request, Services
from handlers.sessions import reader_of, reading, write_of
from handlers.showing import there
from handlers.topics import renewal
from handlers.topics.todos import add as todos

REASON_WORDS = {
    "value": "they saw too little value",
    "adoption": "it wasn't used",
    "price": "the price",
    "product": "the product",
    "service": "our service",
    "people": "people who left",
    "competitor": "a competitor",
    "business": "their business",
    "other": "another reason",
}


TYPES = ("Expert", "Friend", "CEO")
TYPE_NAMES = {one.casefold(): one for one in TYPES}

# The log, to-dos


async def _log(turn: Turn) -> Answer:
    at, name = turn.account
    if not turn.wanted.note:
        button = Button(label="Open the form", action=actions.LOG_ADD, target=str(at), style="primary")
        return Answer(
            message=Message(title=line("What happened at ", bold(name), "?"), blocks=(Actions(elements=(button,)),))
        )
    besides = () if turn.wanted.sure else await tasks_told_of(turn)
    be_sure(turn, f"Log “{shown(turn.wanted.note, 200)}”", *besides)
    return await run_command(turn, f"journey #{at} log {turn.wanted.note}")


def _which_day(turn: Turn, at: str) -> UserError:
    """The days that it may mean, else the nearest ones."""
    wanted, today = turn.wanted, turn.heard.today
    ahead = [day for day in wanted.days if day >= today][:3]
    ways = [Way(say_date(day, today), f"cta add {at}{wanted.note} by {day.isoformat()}") for day in ahead]
    ways = ways or [
        Way("Tomorrow", f"cta add {at}{wanted.note} by tomorrow"),
        Way("Next week", f"cta add {at}{wanted.note} by next week"),
    ]
    return UserError(
        f"By when? I can't read “{shown(wanted.unread)}” as one day, so “{shown(wanted.note)}” isn't added yet",
        *((f" to {wanted.account[1]}.",) if wanted.account else (".",)),
        ways=(*ways, Way("Without a day", f"cta add {at}{wanted.note}")),
    )


async def _todo(turn: Turn) -> Answer:
    """With the day that was said; where one was said that nobody can read, it is asked about."""
    wanted = turn.wanted
    if wanted.which:
        raise which_one(turn)
    at = f"#{wanted.account[0]} " if wanted.account else ""
    if wanted.unread:
        raise _which_day(turn, at)
    if wanted.colleague is not None:
        raise _for_a_colleague(turn, at)
    if wanted.account is not None:
        by = f", due {say_date(wanted.due, turn.heard.today)}," if wanted.due else ""
        be_sure(turn, f"Add the to-do “{shown(wanted.note)}”{by}")
    elif turn.heard.memory.account is not None:
        raise _for_whom(turn)
    fields = {"title": wanted.note, "due_on": wanted.due.isoformat() if wanted.due else ""}
    target = str(wanted.account[0]) if wanted.account else ""
    return await handled(turn.request, turn.services, todos.TOPIC.forms[actions.TODO_SAVE], target, fields)


def _for_a_colleague(turn: Turn, at: str) -> UserError:
    """Whoever gets a to-do is told at once, so it is asked first."""
    wanted, colleague = turn.wanted, turn.wanted.colleague
    assert colleague is not None
    name = colleague[1]
    when = f" by {wanted.due.isoformat()}" if wanted.due else ""
    due = f", due {say_date(wanted.due, turn.heard.today)}" if wanted.due else ""
    of: Line = line(" for ", bold(wanted.account[1])) if wanted.account else ()
    return UserError(
        "Shall I give ",
        bold(name),
        f" the to-do “{shown(wanted.note)}”",
        *of,
        f"{due}? {name.split()[0]} hears of it at once. Nothing is saved yet.",
        ways=(
            Way(f"Yes, for {name}"[:70], f"cta add @{name} {at}{wanted.note}{when}"),
            Way("For me", f"cta add {at}{wanted.note}{when}"),
        ),
    )


def _for_whom(turn: Turn) -> UserError:
    """An account was spoken of just before: it may be meant."""
    assert turn.heard.memory.account is not None
    (at, name), by = turn.heard.memory.account, turn.wanted.due
    when = f" by {by.isoformat()}" if by else ""
    due = f", due {say_date(by, turn.heard.today)}" if by else ""
    return UserError(
        f"Add the to-do “{shown(turn.wanted.note)}”{due} for ",
        bold(name),
        "? Nothing is saved yet.",
        ways=(
            Way(f"Yes, {name}"[:70], f"cta add #{at} {turn.wanted.note}{when}"),
            Way("For no account", f"cta add {turn.wanted.note}{when}"),
        ),
    )


# People and renewals


async def _tag(turn: Turn) -> Answer:
    at, name = turn.account
    people = turn.people
    evidence = f" because {turn.wanted.note}" if turn.wanted.note else ""
    if len(people) != 1:
        ways = tuple(
            Way(described_as(one.name, one.title), f"persona #{at} #{one.person_id} {turn.wanted.value}{evidence}")
            for one in people[:MOST_WAYS]
        )
        raise UserError(
            "Who at ",
            bold(name),
            f" is the {turn.wanted.value} type? Nothing is saved yet."
            if turn.wanted.value
            else "? Nothing is saved yet.",
            ways=(*ways, Way("People there", f"persona #{at}")),
        )
    if not turn.wanted.value:
        who = described_as(people[0].name, people[0].title)
        ways = tuple(
            Way(f"Tag as {one} type", f"persona #{at} #{people[0].person_id} {one.casefold()}") for one in TYPES
        )
        raise UserError("Which type is ", bold(who), " at ", bold(name), "? Nothing is saved yet.", ways=ways)
    be_sure(turn, f"Tag {people[0].name} as {TYPE_NAMES.get(turn.wanted.value, turn.wanted.value)} type")
    answer = await run_command(turn, f"persona #{at} #{people[0].person_id} {turn.wanted.value}{evidence}")
    return _with_account(answer, name, described_as(people[0].name, people[0].title))


async def _call(turn: Turn) -> Answer:
    be_sure(turn, f"Forecast {turn.wanted.value}")
    done = await renewals.my_call(write_of(turn.request, turn.services), turn.account[0], turn.wanted.value)
    async with reading(turn.request, turn.services) as db:
        message = await confirm_renewal(
            db, turn.services.library, done.change_id, reader_of(turn.request), turn.request.now
        )
    return _with_account(Answer(message=there(message), touched=(turn.account[0],)), turn.account[1])


async def _lost(turn: Turn) -> Answer:
    """Losing an account is asked about first: it ends its to-dos."""
    if turn.wanted.which:
        raise which_one(turn)
    at, name = turn.account
    reason = turn.wanted.value
    why = f", because of {REASON_WORDS[reason]}" if reason in REASON_WORDS else ""
    form = Button(label="Open the form", action=actions.RENEWAL, target=str(at))
    about: Line = line(bold(name), f" isn't renewing: save it as lost{why}? Nothing is saved yet.")
    told = f" You wrote “{shown(turn.wanted.note, 120)}”." if turn.wanted.note else ""
    if reason not in REASON_WORDS:
        words = Text(lines=(line(told.strip()),)) if told else None
        return Answer(message=Message(title=about, blocks=(*((words,) if words else ()), Actions(elements=(form,)))))
    raise UserError(
        *about,
        told,
        ways=(
            Way(f"Yes, lost{why}"[:70], f"{SAY} lost/{at} {reason} {turn.wanted.note}"),
            Way("Open the form", f"journey #{at} renewal"),
        ),
    )


async def lost_for(request: Request, services: Services, account_id: int, reason: str, note: str) -> Answer:
    """What the button saves."""
    fields = {"outcome": "lost", "reason": reason, "note": note}
    return await handled(request, services, renewal.TOPIC.forms[actions.RENEWAL_SAVE], str(account_id), fields)


async def _renewed(turn: Turn) -> Answer:
    """Until when it runs now is asked in the form."""
    if turn.wanted.which:
        raise which_one(turn)
    at, name = turn.account
    form = Button(label="Save the outcome", action=actions.RENEWAL, target=str(at), style="primary")
    log = f"“{shown(turn.wanted.note)}”"
    said = line(bold(name), " renewed? Say until when it runs now. Nothing is saved yet.")
    return Answer(message=Message(title=said, blocks=(Text(lines=(line(log),)), Actions(elements=(form,)))))


async def _settings(turn: Turn) -> Answer:
    """How somebody is reached has a form; what was understood of it is said."""
    colleague = turn.wanted.colleague
    covers = f" {colleague[1]} covers?" if colleague else ""
    if turn.wanted.about == "away":
        said = line(
            "Away?",
            covers,
            " Set the day you are back and who covers in your settings, here or on my Home. Nothing is saved yet.",
        )
    else:
        async with reading(turn.request, turn.services) as db:
            kept = dict(settings_facts(await read_settings(db, reader_of(turn.request)), turn.heard.today))
        times = line("Your digest comes at ", bold(kept["Digest"]), f"; alerts {kept['Alerts']}.")
        said = (*times, *line(" Change that in your settings, here or on my Home."))
    button = Button(label="Open my settings", action=actions.SETTINGS, target="", style="primary")
    return Answer(message=Message(title=said, blocks=(Actions(elements=(button,)),)))


def _with_account(answer: Answer, name: str, person: str = "") -> Answer:
    """The account's name stands in every answer that stored something, and whoever it is about."""
    said = answer.message.model_dump_json() if answer.message else ""
    if answer.message is None or (name in said and (not person or person in said)):
        return replace(answer, replace=False)
    about = line(f"{person}, at " if person else "At ", bold(name), ".")
    blocks = (Text(lines=(about,)), *answer.message.blocks)
    return replace(answer, message=answer.message.model_copy(update={"blocks": blocks}), replace=False)


WRITES: dict[str, Answers] = {
    "log": _log,
    "to-do": _todo,
    "reached-out": reached,
    "done": done,
    "put-off": put_off,
    "not-a-problem": not_a_problem,
    "tag": _tag,
    "call": _call,
    "lost": _lost,
    "renewed": _renewed,
    "settings": _settings,
}
