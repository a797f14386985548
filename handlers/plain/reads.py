"""What is only asked: where an account stands, one fact, words for somebody, a draft, help."""

from dataclasses import replace

from sqlalchemy import select

from bot import actions
from bot.errors import UserError, Way
from bot.language.plain_words.heard import PEOPLE_PRONOUNS
from bot.message import Actions, Button, Message, Notes, Text, bold, line
from bot.store.tables import AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.letters.draft import last_reached
from bot.talk.people.prep import prep
from bot.talk.phrases.greeting import hello, welcome
from bot.talk.plain.facts import FactAsked, fact_message
from bot.talk.plain.help_words import advice, how_to, refusal
from bot.usecases.finding.find_person import described_as
from handlers import typed
from handlers.plain.turn import SAY, Answers, Turn, shown
from handlers.request import Answer
from handlers.sessions import reader_of, reading
from handlers.showing import show, there

MOST_WAYS = 4
TITLES = frozenset({"ceo", "coo", "cfo", "cto", "cio", "cmo", "md", "vp"})


async def _state(turn: Turn) -> Answer:
    return await show(turn.request, turn.services, card, turn.account[0])


async def _fact(turn: Turn) -> Answer:
    """One fact, in a sentence."""
    account_id = turn.account[0]
    async with reading(turn.request, turn.services) as db:
        view = there(await load_account(db, turn.services.library, account_id, turn.request.now))
        newest = {}
        for kind in ("survey", "contact"):
            query = select(AccountEvent).where(
                AccountEvent.account_id == account_id, AccountEvent.kind == kind, AccountEvent.undone_at.is_(None)
            )
            newest[kind] = (
                await db.scalars(query.order_by(AccountEvent.at.desc(), AccountEvent.id.desc()).limit(1))
            ).first()
        asked = FactAsked(
            view, reader_of(turn.request), turn.request.now, newest["survey"], newest["contact"], turn.people
        )
        return Answer(message=fact_message(asked, turn.wanted.about))


async def _prep(turn: Turn) -> Answer:
    """For whoever was named or spoken of, else for everybody there."""
    person = _one_person(turn)
    nobody = _nobody_called_so(turn) if person is None else ""
    async with reading(turn.request, turn.services) as db:
        message = await prep(
            db, turn.services.library, turn.account[0], reader_of(turn.request), turn.request.now, stakeholder_id=person
        )
    said = there(message)
    if nobody:
        note = Notes(
            lines=(line(f"I know no {nobody} at ", bold(turn.account[1]), ", so this is for everybody there."),)
        )
        said = said.model_copy(update={"blocks": (note, *said.blocks)})
    return Answer(message=said)


def _nobody_called_so(turn: Turn) -> str:
    """A title that was named and that nobody there has: "CFO"."""
    found = next((token.word for token in turn.heard.tokens if token.word in TITLES), "")
    return found.upper() if found and not turn.people else ""


def _one_person(turn: Turn) -> int | None:
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


async def _draft(turn: Turn) -> Answer:
    """A mention can't open a form, so the draft stands behind a button."""
    account_id, name = turn.account
    person = _one_person(turn)
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
    if reached is not None:
        said = line("Thanks", f" to {to}, at " if to else " to ", bold(name), ", for the milestone they reached")
        return _form_button(said, "Open the thank-you note", actions.CELEBRATE, f"{account_id}/{reached}")
    target = f"person/{person}" if person is not None else f"account/{account_id}"
    return _form_button(at, "Open the draft", actions.DRAFT, target)


def _form_button(said: tuple[object, ...], label: str, action: str, target: str) -> Answer:
    button = Button(label=label, action=action, target=target, style="primary")
    lines = Text(lines=(line("Nothing is sent: you read it, change it and send it yourself."),))
    return Answer(message=Message(title=said, blocks=(lines, Actions(elements=(button,)))))


def _command(text: str) -> Answers:
    """What a command says."""

    async def run(turn: Turn) -> Answer:
        at = f"#{turn.wanted.account[0]}" if turn.wanted.account else ""
        return await typed.run_typed(text.format(at=at).strip(), turn.request, turn.services)

    return run


# Help and small talk


async def _help(turn: Turn) -> Answer:
    return Answer(message=typed.help_message())


async def _how_to(turn: Turn) -> Answer:
    return Answer(message=how_to(turn.heard) or typed.help_message())


async def _advise(turn: Turn) -> Answer:
    person = turn.people[0] if len(turn.people) == 1 else None
    said = advice(
        turn.wanted.about,
        turn.wanted.account,
        (person.person_id, described_as(person.name, person.title)) if person else None,
    )
    return Answer(message=said)


async def _refuse(turn: Turn) -> Answer:
    return Answer(message=refusal(turn.wanted.about, turn.wanted.account))


async def _thanks(turn: Turn) -> Answer:
    return Answer(message=welcome(turn.request.person.name))


async def _hello(turn: Turn) -> Answer:
    return Answer(message=hello(turn.request.person.name))


# Not understood, or not all of it


def which_account(turn: Turn) -> UserError:
    """What was understood is said; the missing piece is asked for with buttons that keep the words."""
    words = turn.request.text.strip()
    which = turn.wanted.which or turn.heard.memory.listed[:MOST_WAYS]
    ways = tuple(Way(name, f"{SAY} #{one} {words}") for one, name in which[:MOST_WAYS])
    if turn.wanted.which:
        names = " or ".join(name for _, name in which[:MOST_WAYS])
        return UserError(f"That could be about {names}. Which one? Nothing is saved yet.", ways=ways)
    return UserError(
        "Which account is “",
        shown(words),
        "” about? Say it again with its name; nothing is saved yet.",
        ways=(*ways, Way("My accounts", "journey"), Way("Make it a to-do", f"cta add {words}")),
    )


async def _unknown(turn: Turn) -> Answer:
    """A question about an account gets its card, and is told that no more of it was understood."""
    words, account = turn.request.text.strip(), turn.wanted.account
    asks = turn.heard.is_question or words.endswith("?") or len(turn.heard.words) <= 4
    if account is None or not asks:
        raise not_understood(turn)
    answer = await show(turn.request, turn.services, card, account[0])
    if answer.message is None:
        return answer
    note = Notes(lines=(line(f"I wasn't sure what “{shown(words)}” asks for, so here is all of it."),))
    return replace(answer, message=answer.message.model_copy(update={"blocks": (note, *answer.message.blocks)}))


def not_understood(turn: Turn) -> UserError:
    """The words are kept behind the buttons; where an account is named its card is offered."""
    words = turn.request.text.strip()
    account = turn.wanted.account or turn.heard.account
    if account is not None:
        at, name = account
        return UserError(
            "That is about ",
            bold(name),
            ", but I'm not sure what to do with “",
            shown(words, 200),
            "”. Shall I keep it in the log? Nothing is saved yet.",
            ways=(
                Way(f"Open {name}", f"journey #{at}"),
                Way("Prep", f"journey #{at} prep"),
                Way("Log it", f"journey #{at} log {words}"),
                Way("Make it a to-do", f"cta add #{at} {words}"),
            ),
        )
    return UserError(
        "I'm not sure what you mean by “",
        shown(words),
        "”. Ask me “how is Acme?”, “who renews in Q1?” or “prep me for the COO at Acme”.",
        ways=(
            Way("My accounts", "journey"),
            Way("My to-dos", "cta"),
            Way("Make it a to-do", f"cta add {words}"),
            Way("What I can do", "journey help"),
        ),
    )


READS: dict[str, Answers] = {
    "state": _state,
    "fact": _fact,
    "say": _prep,
    "prepare": _prep,
    "draft": _draft,
    "map": _command("journey {at} map"),
    "why": _command("journey {at} why"),
    "to-dos": _command("cta"),
    "help": _help,
    "how-to": _how_to,
    "advise": _advise,
    "refuse": _refuse,
    "unknown": _unknown,
    "thanks": _thanks,
    "hello": _hello,
}
