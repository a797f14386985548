"""A letter that is asked for, behind a button; and the one person whom a request means."""

from dataclasses import replace

from bot import actions
from bot.errors import UserError, Way
from bot.journey.accounts.favours import NAMES
from bot.language.plain_words.heard import PEOPLE_PRONOUNS
from bot.message import Actions, Block, Button, Message, Text, bold, line
from bot.talk.account.read_account import load_account
from bot.talk.letters.draft import last_reached
from bot.usecases.finding.find_person import described_as
from handlers.plain.turn import SAY, Turn, shown
from handlers.request import Answer
from handlers.sessions import reading
from handlers.showing import there

MOST_WAYS = 4


def one_person(turn: Turn) -> int | None:
    """Raises UserError where several are called so."""
    people = turn.people
    if len(people) > 1:
        raise _which_person(turn)
    if people:
        return people[0].person_id
    spoken_of = turn.heard.memory.person if turn.heard.memory.account == turn.wanted.account else None
    follows = turn.heard.has(*PEOPLE_PRONOUNS, "that", "it", "this", "them")
    return spoken_of if follows else None


def _which_person(turn: Turn) -> UserError:
    at, name = turn.account
    ways = tuple(
        Way(described_as(one.name, one.title), f"{SAY} #{at} {turn.wanted.does.replace('prepare', 'prep')} {one.name}")
        for one in turn.people[:MOST_WAYS]
    )
    return UserError("Several people at ", bold(name), " could be meant. Who?", ways=ways)


async def draft(turn: Turn) -> Answer:
    """A mention can't open a form, so the draft stands behind a button."""
    account_id, name = turn.account
    person = one_person(turn)
    who = next((one for one in turn.people if one.person_id == person), None)
    async with reading(turn.request, turn.services) as db:
        reached = await last_reached(db, account_id) if turn.wanted.about == "thanks" else None
        if who is None and person is not None:
            view = there(await load_account(db, turn.services.library, account_id, turn.request.now))
            told = next((one.row for one in view.people if one.row.id == person), None)
            to = described_as(told.name, told.title or "") if told else ""
        else:
            to = described_as(who.name, who.title) if who else ""
    at = line("A draft", f" to {to}, at " if to else " for ", bold(name))
    favour = turn.wanted.about.removeprefix("favour/") if turn.wanted.about.startswith("favour/") else ""
    if favour:
        said = line(f"A letter that asks for {NAMES[favour]}", f": {to}, " if to else "", " at ", bold(name))
        return _form_button(said, "Open the letter", actions.ADVOCACY_ASK, f"{account_id}/{favour}")
    if reached is not None:
        said = line("Thanks", f" to {to}, at " if to else " to ", bold(name), ", for the milestone they reached")
        return _form_button(said, "Open the thank-you note", actions.CELEBRATE, f"{account_id}/{reached}")
    target = f"person/{person}" if person is not None else f"account/{account_id}"
    answer = _form_button(at, "Open the draft", actions.DRAFT, target)
    return _with_purpose(answer, turn) if turn.wanted.note else answer


def _with_purpose(answer: Answer, turn: Turn) -> Answer:
    """What the letter is to be about was understood; it is the CSM who puts it in."""
    if answer.message is None:
        return answer
    about = [line(f"You want it to be about “{shown(turn.wanted.note, 120)}”: put that in, it isn't in the text yet.")]
    blocks: list[Block] = [Text(lines=tuple(about)), *answer.message.blocks]
    if turn.wanted.value == "review":
        button = Button(label="Prepare the review", action=actions.REVIEW, target=f"{turn.account[0]}/")
        blocks.append(Actions(elements=(button,)))
    return replace(answer, message=answer.message.model_copy(update={"blocks": tuple(blocks)}))


def _form_button(said: tuple[object, ...], label: str, action: str, target: str) -> Answer:
    button = Button(label=label, action=action, target=target, style="primary")
    lines = Text(lines=(line("Nothing is sent: you read it, change it and send it yourself."),))
    return Answer(message=Message(title=said, blocks=(lines, Actions(elements=(button,)))))
