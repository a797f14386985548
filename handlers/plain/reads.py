"""What is only asked: where an account stands, one fact, words for somebody, a draft, help."""

from dataclasses import replace

from sqlalchemy import select

from bot.errors import UserError, Way
from bot.journey.health.health_history import spans
from bot.language.plain_words.heard import PEOPLE_PRONOUNS
from bot.message import Line, Notes, Span, Text, bold, line
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.people.prep import prep
from bot.talk.phrases.greeting import hello, welcome
from bot.talk.plain.facts import FactAsked, fact_message
from bot.talk.plain.help_words import advice, how_to, refusal
from bot.talk.plain.said_facts import KINDS, sayings_of
from bot.talk.renewal.group_words import group_lines, group_renewals
from bot.usecases.finding.find_person import described_as
from handlers import typed
from handlers.plain.drafts import draft, one_person
from handlers.plain.turn import SAY, Answers, Turn, shown
from handlers.request import Answer
from handlers.sessions import reader_of, reading
from handlers.showing import show, there

MOST_WAYS = 4
TITLES = frozenset({"ceo", "coo", "cfo", "cto", "cio", "cmo", "md", "vp"})


# The facts that tell of the newest entry of a kind.
SHOWN_IN = {"survey": frozenset({"survey"}), "contact": frozenset({"contact", "history"})}


# The facts that a group has together.
OF_A_GROUP = frozenset({"value", "parent"})


async def _state(turn: Turn) -> Answer:
    return await show(turn.request, turn.services, card, turn.account[0])


async def _fact(turn: Turn) -> Answer:
    """One fact, in a sentence."""
    account_id = turn.account[0]
    async with reading(turn.request, turn.services) as db:
        view = there(await load_account(db, turn.services.library, account_id, turn.request.now))
        newest: dict[str, AccountEvent | None] = {"survey": None, "contact": None}
        wanted = {turn.wanted.about, *turn.wanted.more}
        for kind in (one for one, facts in SHOWN_IN.items() if facts & wanted):
            query = select(AccountEvent).where(
                AccountEvent.account_id == account_id, AccountEvent.kind == kind, AccountEvent.undone_at.is_(None)
            )
            newest[kind] = (
                await db.scalars(query.order_by(AccountEvent.at.desc(), AccountEvent.id.desc()).limit(1))
            ).first()
        person = _spoken_of(turn) if turn.wanted.about == "contact" else None
        with_whom = next((one for one in view.people if one.row.id == person), None)
        if with_whom is not None:
            newest["contact"] = await _last_with(db, account_id, with_whom.row.id)
        asked = FactAsked(
            view,
            reader_of(turn.request),
            turn.request.now,
            newest["survey"],
            newest["contact"],
            turn.people,
            with_whom,
            milestone=turn.heard.milestone[0] if turn.heard.milestone else "",
            scores=await spans(db, account_id, turn.request.now) if "health-trend" in wanted else (),
            since=turn.wanted.period.first if turn.wanted.period else None,
            sayings=await sayings_of(db, account_id, said_of) if (said_of := _sayings_in(wanted)) else (),
        )
        said = fact_message(asked, turn.wanted.about, turn.wanted.more)
        group = await group_renewals(db, [account_id], asked.today) if view.in_group and wanted & OF_A_GROUP else ()
    if group:
        said = said.model_copy(update={"blocks": (Text(lines=group_lines(group, asked.today)), *said.blocks)})
    return Answer(message=said)


def _sayings_in(wanted: set[str]) -> str:
    return next((one for one in KINDS if one in wanted), "")


def _spoken_of(turn: Turn) -> int | None:
    """The one person that is named, or meant by "him" and "her"."""
    if len(turn.people) == 1:
        return turn.people[0].person_id
    there = turn.heard.memory.account == turn.wanted.account
    return turn.heard.memory.person if there and turn.heard.has(*PEOPLE_PRONOUNS) else None


async def _last_with(db: ReadSession, account_id: int, person: int) -> AccountEvent | None:
    query = select(AccountEvent).where(
        AccountEvent.account_id == account_id,
        AccountEvent.kind.in_(("contact", "review")),
        AccountEvent.stakeholder_id == person,
        AccountEvent.undone_at.is_(None),
    )
    return (await db.scalars(query.order_by(AccountEvent.at.desc(), AccountEvent.id.desc()).limit(1))).first()


async def _prep(turn: Turn) -> Answer:
    """For whoever was named or spoken of, else for everybody there."""
    person = one_person(turn)
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
    return Answer(message=how_to(turn.heard, turn.services.library) or typed.help_message())


async def _advise(turn: Turn) -> Answer:
    person = turn.people[0] if len(turn.people) == 1 else None
    said = advice(
        turn.wanted.about,
        turn.wanted.account,
        (person.person_id, described_as(person.name, person.title)) if person else None,
    )
    if turn.wanted.about != "renewal" or turn.wanted.account is None:
        return Answer(message=said)
    known = await _fact(
        replace(turn, wanted=replace(turn.wanted, about="call", more=("renewal", "health", "kpi:open-tickets")))
    )
    facts = known.message.blocks if known.message else ()
    title = Text(lines=(known.message.title,)) if known.message else Text(lines=())
    return Answer(message=said.model_copy(update={"blocks": (title, *facts)}))


async def _refuse(turn: Turn) -> Answer:
    return Answer(message=refusal(turn.wanted.about, turn.wanted.account))


async def _thanks(turn: Turn) -> Answer:
    return Answer(message=welcome(turn.request.person.name))


async def _hello(turn: Turn) -> Answer:
    return Answer(message=hello(turn.request.person.name))


# Not understood, or not all of it


UNDERSTOOD = {
    "state": "to know where it stands",
    "fact": "to know one thing about it",
    "say": "words for somebody there",
    "prepare": "a briefing",
    "draft": "a letter",
    "map": "its map",
    "why": "the reasons",
    "log": "to log something",
    "reached-out": "to note that you reached out",
    "done": "to tick something off",
    "put-off": "to put something off",
    "not-a-problem": "to close something that is no problem",
    "tag": "to note what drives somebody",
    "call": "to set your forecast",
    "lost": "to save that it isn't renewing",
    "renewed": "to save that it renewed",
}


def which_account(turn: Turn) -> UserError:
    """What was understood is said; the missing piece is asked for with buttons that keep the words."""
    words = turn.request.text.strip()
    which = turn.wanted.which or turn.heard.memory.listed[:MOST_WAYS]
    ways = tuple(Way(name, f"{SAY} #{one} {words}") for one, name in which[:MOST_WAYS])
    if turn.wanted.which:
        names = " or ".join(name for _, name in which[:MOST_WAYS])
        return UserError(f"That could be about {names}. Which one? Nothing is saved yet.", ways=ways)
    heard = UNDERSTOOD.get(turn.wanted.does, "")
    return UserError(
        f"Which account? {f'I understood that you want {heard}. ' if heard else ''}Say “",
        shown(words),
        "” again with its name; nothing is saved yet.",
        ways=(*ways, Way("My accounts", "journey"), Way("Make it a to-do", f"cta add {words}")),
    )


def nobody_called(turn: Turn, account: tuple[int, str]) -> UserError:
    """Whoever was named isn't there: nothing else of the account is told in their place."""
    at, name = account
    return UserError(
        "I know nobody called ",
        bold(turn.heard.stranger.capitalize()),
        " at ",
        bold(name),
        ".",
        ways=(Way("Who is there", f"{SAY} #{at} who do we know"), Way(f"Open {name}", f"journey #{at}")),
    )


async def _unknown(turn: Turn) -> Answer:
    """A question about an account gets its card, and is told that no more of it was understood."""
    words, account = turn.request.text.strip(), turn.wanted.account
    asks = turn.heard.is_question or words.endswith("?") or turn.heard.polite or _tells_nothing(turn)
    if account is None:
        raise not_understood(turn)
    if not asks:
        known = await _fact(replace(turn, wanted=replace(turn.wanted, does="fact", about="health", more=())))
        raise not_understood(turn, known.message.title if known.message else ())
    answer = await show(turn.request, turn.services, card, account[0])
    if answer.message is None:
        return answer
    note = Notes(lines=(line(f"I wasn't sure what “{shown(words)}” asks for, so here is all of it."),))
    return replace(answer, message=answer.message.model_copy(update={"blocks": (note, *answer.message.blocks)}))


MOST_NOUNS = 6
ORDERS_CARD = frozenset({"show", "give", "tell", "get", "explain", "describe", "check", "need", "let"})


def _tells_nothing(turn: Turn) -> bool:
    """A few words without a verb, or an order: it is asked for, and not told."""
    heard = turn.heard
    named = sum(last - first for first, last in heard.names)
    return len(heard.words) - named <= MOST_NOUNS or heard.first in ORDERS_CARD


def not_understood(turn: Turn, known: Line = ()) -> UserError:
    """The words are kept behind the buttons; where an account is named its card is offered. known: how it stands."""
    words = turn.request.text.strip()
    account = turn.wanted.account or turn.heard.account
    if account is not None:
        at, name = account
        stands: tuple[str | Span, ...] = (" ", *known) if known else ()
        return UserError(
            "That is about ",
            bold(name),
            ", but I'm not sure what to do with “",
            shown(words, 200),
            "”. Shall I keep it in the log? Nothing is saved yet.",
            *stands,
            ways=(
                Way(f"Open {name}", f"journey #{at}"),
                Way("Prep", f"journey #{at} prep"),
                Way("Log it", f"journey #{at} log {words}"),
                Way("Make it a to-do", f"cta add #{at} {words}"),
            ),
        )
    about = ("state", "say", "prepare", "draft")
    asks = any(turn.heard.says("does", one) for one in about) or any(key[0] == "facts" for key in turn.heard.found)
    if turn.heard.unheard and asks:
        return UserError(
            "I know no account or person called ",
            bold(turn.heard.unheard),
            ", or you may not see it. Say it as it stands in the accounts file?",
            ways=(Way("My accounts", "journey"), Way("Make it a to-do", f"cta add {words}")),
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
    "draft": draft,
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
