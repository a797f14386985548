"""The morning's digest: read in 20 seconds on a phone, good news first, three things to do, the rest in a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot import actions
from bot.calendar import plural, say_age, say_date, say_near
from bot.message import Actions, Block, Button, Element, Line, Message, Notes, Text, bold, channel, line
from bot.talk.digest.place_line import PlaceAsked, place_blocks
from bot.talk.phrases.todo_words import shortly
from bot.talk.phrases.words import capital, in_words, listed
from bot.talk.todos.alert import ACME, BY_HAND, RENEWAL, in_full
from bot.talk.todos.brief import Brief, TalkTo
from bot.talk.todos.outcome_line import OutcomeLine
from bot.text import shorten

WHY = 64  # characters of the reason in a line
ASK = 120  # of the line to say


@dataclass(frozen=True)
class Reached:
    """A milestone reached since the last digest. thanked: the thanks for it went out, or were put aside."""

    account_id: int
    account: str
    milestone: str
    on: date
    key: str = ""
    thanked: bool = False


@dataclass(frozen=True)
class RenewalDue:
    """A renewal that wants a word from the CSM. ended: it is over and nobody said how. notice: `on` is the day to give
    notice by, not the end."""

    account_id: int
    account: str
    on: date
    value: str = ""
    ended: bool = False
    notice: bool = False


@dataclass(frozen=True)
class Digest:
    """All that a digest tells.

    row_id: of the outbox. items: at most three. due: to-dos that are late, due today or new, items among them; late of
    them. week: accounts and their days. held: alerts that wait; new: the accounts of the first few of them that came
    since the last digest; thread: accounts whose alert stands below, though they aren't among the items.
    usage_on: the newest figures; stale: accounts with figures too old to judge by, stale_at: the only one's name.
    crm_on: the last import of accounts and people. unconfirmed: what alerts were about that may not have arrived;
    refused: that didn't. For managers: unowned: to-dos nobody owns.
    away: for whom it is read, and when they are back; unreached: they can't be reached at all; nobody: how many
    accounts of theirs have neither them nor a cover. revisit: it is time to walk the journey, once a quarter.
    place: the account whose place on the journey is asked for.
    """

    today: date
    row_id: int
    items: tuple[Brief, ...] = ()
    due: int = 0
    late: int = 0
    reached: tuple[Reached, ...] = ()
    week: tuple[tuple[str, date], ...] = ()
    week_more: int = 0
    renewals: tuple[RenewalDue, ...] = ()
    renewals_more: int = 0
    held: int = 0
    new: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
    usage_on: date | None = None
    stale: int = 0
    stale_at: str = ""
    crm_on: date | None = None
    unconfirmed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    unowned: int = 0
    away: tuple[str, date | None] | None = None
    unreached: bool = False
    nobody: int = 0
    revisit: bool = False
    place: PlaceAsked | None = None


def render_digest(digest: Digest) -> Message | None:
    """The digest; None where there is nothing to say."""
    news = (digest.items, digest.reached, digest.week, digest.renewals, digest.unowned, digest.place)
    if not any((*news, digest.unconfirmed, digest.refused)):
        return None
    blocks: list[Block] = []
    good_news = tuple(line(bold(one.account), f" reached {_when(one, digest.today)} 🎉") for one in digest.reached)
    if good_news:
        blocks.append(Text(lines=good_news))
    for number, brief in enumerate(digest.items, start=1):
        blocks.append(Text(lines=tuple(_item(number, brief, digest.today))))
    opens = tuple(_opens(digest))
    if opens:
        blocks.append(Actions(elements=opens))
    rest = tuple(line(text) for text in _rest(digest))
    if rest:
        blocks.append(Text(lines=rest))
    others = tuple(_others(digest))
    if others:
        blocks.append(Actions(elements=others))
    blocks += place_blocks(digest.place)
    small = tuple(line(text) for text in _small_print(digest))
    if small:
        blocks.append(Notes(lines=small))
    return Message(title=line(greeting(digest)), blocks=tuple(blocks))


def greeting(digest: Digest) -> str:
    """ "Good morning. Three today, one late." """
    count = _count(digest)
    if digest.away is None:
        return f"Good morning. {capital(count)}"
    name, back = digest.away
    if digest.nobody:
        has = "has" if digest.nobody == 1 else "have"
        return f"Good morning. For {name}, whose {plural(digest.nobody, 'account')} {has} nobody: {count}"
    if digest.unreached:
        return f"Good morning. For {name}, who can't be reached: {count}"
    until = f", back {say_near(back, digest.today)}" if back else ""
    return f"Good morning. For {name}{until}: {count}"


def _count(digest: Digest) -> str:
    items, done = len(digest.items), sum(item.settled is not None for item in digest.items)
    if not items:
        return "nothing due today."
    if done == items and digest.due <= items:
        return "all dealt with." if items > 1 else "one today, dealt with."
    today = (
        f"{in_words(items)} first, of {in_words(digest.due)} today"
        if digest.due > items
        else f"{in_words(items)} today"
    )
    return f"{today}{f', {in_words(done)} dealt with' if done else ''}{_late(digest)}."


def _late(digest: Digest) -> str:
    if not digest.late:
        return ""
    if digest.late < digest.due:
        return f", {in_words(digest.late)} late"
    return ", late" if digest.due == 1 else ", both late" if digest.due == 2 else ", all late"


def _when(one: Reached, today: date) -> str:
    return f"{one.milestone} {say_near(one.on, today)}"


# The three


def _item(number: int, brief: Brief, today: date) -> Iterator[Line]:
    name = brief.name or shorten(brief.why, 60)
    if brief.settled is not None:
        yield line(f"✓ {name} · {brief.settled.brief}")
        return
    why = shortly(brief.why, WHY) if brief.name else ""
    stake = (brief.deadline, brief.value)
    if brief.due_on < today:
        yield line(f"{number} ", bold(name), f" · late since {say_near(brief.due_on, today)}")
        yield from _joined(why, *stake)
    else:
        yield line(f"{number} ", bold(name), f" · {why}" if why else "")
        yield from _joined(*stake)
    if brief.tried:
        yield line(brief.tried)
    if brief.talk is not None:
        yield line(_one_line_to_say(brief.talk))
    if brief.in_direct:
        yield line("More in your direct messages")
    elif brief.channel and brief.to_tell:
        yield line("More in ", brief.channel)


def _joined(*parts: str) -> Iterator[Line]:
    said = " · ".join(part for part in parts if part)
    if said:
        yield line(said)


def _one_line_to_say(talk: TalkTo) -> str:
    who = capital(talk.who.removeprefix("the ")) if talk.who else "Ask"
    return f'{who}: "{in_full(talk, say=False, most=ASK) or talk.ask}"'


def _opens(digest: Digest) -> Iterator[Element]:
    for number, brief in enumerate(digest.items, start=1):
        if brief.settled is None and brief.account_id is not None:
            yield Button(label=f"Open {number}", action=actions.CARD, target=str(brief.account_id))
        elif brief.settled is None:
            yield Button(label=f"Open {number}", action=actions.TODOS, target="")


# The rest, a line each


def _week(digest: Digest) -> Iterator[str]:
    """Each account once, with its days."""
    days: dict[str, dict[str, None]] = {}
    for name, day in digest.week:
        days.setdefault(name, {})[say_near(day, digest.today)] = None
    for name, said in days.items():
        yield f"{name} {listed(list(said))}"


def _rest(digest: Digest) -> Iterator[str]:
    if digest.thread:
        yield f"Also in the thread, as the date is near: {listed(digest.thread)}"
    if digest.week:
        more = f" … and {digest.week_more:,} more" if digest.week_more else ""
        yield f"Coming up: {' · '.join(_week(digest))}{more}"
    if digest.new:
        yield f"Also new: {listed(digest.new)}"
    for one in digest.renewals:
        yield renewal_words(one, digest.today)
    if digest.renewals_more:
        yield f"… and {digest.renewals_more:,} more without your call"
    if digest.revisit:
        yield "Once a quarter: walk the journey as a customer."


def renewal_words(one: RenewalDue, today: date) -> str:
    """ "Renews 28 Jan: Soylent, 45k GBP, your call missing"; "Notice by 28 Jan: …" where that is what the day is."""
    day = say_date(one.on, today, weekday=False)
    value = f", {one.value}" if one.value else ""
    if one.ended:
        return f"Ended {day}: {one.account}{value}. How did it end?"
    return f"{'Notice by' if one.notice else 'Renews'} {day}: {one.account}{value}, your call missing"


def _others(digest: Digest) -> Iterator[Element]:
    for reached in [one for one in digest.reached if not one.thanked][:1]:
        name = shorten(reached.account, 30)
        target = f"{reached.account_id}/{reached.key}"
        yield Button(label=f"Celebrate {name}", action=actions.CELEBRATE, target=target)
    for one in digest.renewals:
        label = "Say how" if one.ended else "Set"
        yield Button(label=f"{label}: {shorten(one.account, 30)}", action=actions.RENEWAL, target=str(one.account_id))
    if digest.revisit:
        yield Button(label="Walk it", action=actions.REVISIT, target="")
    if digest.due > len(digest.items):
        yield Button(label="All to-dos", action=actions.TODOS, target="")
    if digest.held:
        yield Button(label="See held back", action=actions.HELD_BACK, target=str(digest.row_id))


def _small_print(digest: Digest) -> Iterator[str]:
    if digest.unconfirmed:
        yield f"May not have arrived: {listed(digest.unconfirmed)}"
    if digest.refused:
        yield f"Couldn't be delivered: {listed(digest.refused)}"
    if digest.held:
        yield f"Held back: {digest.held:,}, no deadline soon"
    if digest.unowned:
        yield f"{digest.unowned:,} to-dos have no CSM" if digest.unowned > 1 else "One to-do has no CSM"
    ages = " ".join(_ages(digest))
    if ages:
        yield ages


def _ages(digest: Digest) -> Iterator[str]:
    if digest.usage_on is not None:
        yield f"Usage: {say_age(digest.usage_on, digest.today)}."
    if digest.crm_on is not None:
        yield f"CRM: {say_age(digest.crm_on, digest.today)}."
    if digest.usage_on is not None and digest.stale:
        yield f"Too old at {digest.stale_at or plural(digest.stale, 'account')}."


# Examples

_TODAY = date(2026, 1, 6)
_UMBRELLA = Brief(
    cta_id=5,
    account_id=14,
    name="Umbrella",
    why="health 61, was 78 a week ago: weekly use 62% → 41%",
    todo="Ask Kim what changed",
    due_on=date(2026, 1, 8),
    value="45k GBP",
    talk=TalkTo("the team lead", "Friend type, a guess", "", "What has changed for the team, and who feels it most?"),
    to_tell=True,
)
MORNING = Digest(
    today=_TODAY,
    row_id=40,
    items=(ACME, replace(RENEWAL, due_on=_TODAY), _UMBRELLA),
    due=3,
    late=1,
    reached=(Reached(15, "Globex", "a weekly habit", date(2026, 1, 5), "habit"),),
    week=(("Hooli", date(2026, 1, 7)), ("Vandelay", date(2026, 1, 8))),
    renewals=(RenewalDue(16, "Soylent", date(2026, 1, 28), "45k GBP"),),
    held=4,
    usage_on=date(2026, 1, 5),
    stale=2,
    crm_on=date(2026, 1, 3),
    unconfirmed=("Wayne",),
)
_DONE = OutcomeLine("Reached out by you, Tue 6 Jan; I'll look again Tue 13 Jan.", "reached out", 9)


def _example(digest: Digest) -> Message:
    return render_digest(digest) or Message()


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Digest: a morning", _example(MORNING)),
    ("Digest: one dealt with", _example(replace(MORNING, items=(replace(ACME, settled=_DONE), *MORNING.items[1:])))),
    (
        "Digest: an account whose channel has outsiders",
        _example(
            replace(
                MORNING,
                items=(
                    replace(ACME, channel=channel("C1", "its channel"), to_tell=True, in_direct=True),
                    *MORNING.items[1:],
                ),
            )
        ),
    ),
    (
        "Digest: more is new than the first three",
        _example(replace(MORNING, due=5, held=2, new=("Wonka", "Stark"), week=(), unconfirmed=())),
    ),
    (
        "Digest: the thanks are sent",
        _example(replace(MORNING, reached=(replace(MORNING.reached[0], thanked=True),))),
    ),
    (
        "Digest: a notice is near",
        _example(replace(MORNING, renewals=(replace(MORNING.renewals[0], notice=True),), reached=())),
    ),
    ("Digest: the walk of the quarter", _example(replace(MORNING, revisit=True, renewals=()))),
    ("Digest: read for a colleague who is away", _example(replace(MORNING, away=("Olga", date(2026, 1, 12))))),
    (
        "Digest: read for somebody who left",
        _example(replace(MORNING, away=("Olga", None), unreached=True, nobody=4, unconfirmed=())),
    ),
    (
        "Digest: read by the cover of somebody who left",
        _example(replace(MORNING, away=("Olga", None), unreached=True)),
    ),
    ("Digest: a quiet morning", _example(Digest(_TODAY, 41, week=MORNING.week, usage_on=date(2026, 1, 5)))),
    ("Digest: only a to-do of your own", _example(Digest(_TODAY, 42, items=(replace(BY_HAND, due_on=_TODAY),), due=1))),
)
