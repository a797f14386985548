"""The morning's digest: read in 20 seconds on a phone. What is new first, with its reason and its step, by its
day; what was told before stands below, in few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot import actions
from bot.calendar import say_near
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, bold, channel, line
from bot.talk.digest.answer_menu import asked_buttons
from bot.talk.digest.item_words import Brevity, When, also_lines, item_lines, name_of, told, when_of, worth
from bot.talk.digest.news_words import good_line, renewals_words, slip_line
from bot.talk.digest.reading.digest_parts import Digest, DigestItem, GoodNews, Reached, RenewalDue, Slipped, Waits
from bot.talk.digest.reading.place_line import place_blocks
from bot.talk.digest.says.buttons import digest_buttons, walks
from bot.talk.digest.says.greeting import first_of, greeting
from bot.talk.digest.says.room import rooms
from bot.talk.digest.says.small_print import small_print
from bot.talk.digest.says.waiting_words import waiting_lines
from bot.talk.phrases.words import listed
from bot.talk.todos.alert import visible_words
from bot.talk.todos.alerts.example_briefs import ACME, BY_HAND, RENEWAL
from bot.talk.todos.brief import Brief, TalkTo
from bot.talk.todos.outcome_line import OutcomeLine

MOST_WORDS = 90  # without buttons
WHEN: tuple[When, ...] = ("Today", "This week", "Overdue", "Next week", "Later")
BEFORE_LATE: tuple[When, ...] = WHEN[:3]


def render_digest(digest: Digest) -> Message | None:
    """The digest, within 90 words: what matters least goes first. None where there is nothing to say."""
    news = (digest.items, digest.also, digest.reached, digest.week, digest.renewals, digest.unowned, digest.waiting)
    if not any(
        (
            *news,
            digest.unconfirmed,
            digest.refused,
            digest.asked,
            digest.place,
            digest.good,
            digest.slipped,
            digest.proposals,
        )
    ):
        return None
    for room in rooms():
        message = _in_room(digest, room)
        if words_without_buttons(message) <= MOST_WORDS:
            break
    return message


def words_without_buttons(message: Message) -> int:
    """What a reader reads of it."""
    return visible_words(message.model_copy(update={"blocks": tuple(b for b in message.blocks if b.kind != "actions")}))


def _in_room(digest: Digest, room: Brevity) -> Message:
    good_news = tuple(line("🎉 ", bold(one.account), f" reached {_when(one, digest.today)}") for one in digest.reached)
    good_news += tuple(good_line(one, room) for one in digest.good[: room.good])
    now, then = _placed(digest, room)
    waiting, later = tuple(waiting_lines(digest, room, headed=_has_late(digest))), tuple(_later(digest, room))
    blocks: list[Block] = [Text(lines=good_news)] if good_news else []
    blocks += now
    blocks += [Text(lines=waiting)] if waiting else []
    blocks += then
    blocks += [Text(lines=later)] if later else []
    blocks += _besides(digest, room)
    buttons = tuple(digest_buttons(digest))
    blocks += [Actions(elements=buttons)] if buttons else []
    blocks += _asked(digest, room)
    blocks += place_blocks(digest.place)
    small = tuple(line(text) for text in small_print(digest, room))
    blocks += [Notes(lines=small)] if small else []
    title = greeting(digest, kinds=room.kinds, start=room.start)
    first = first_of(digest)
    fact = ", ".join(part for part in (told(first), worth(first, told(first))) if part) if first is not None else ""
    summary = f"{title.rstrip('.')}: {fact}." if fact and first is not None and first.name in title else ""
    return Message(title=line(title), blocks=tuple(blocks), summary=summary)


def _placed(digest: Digest, room: Brevity) -> tuple[list[Block], list[Block]]:
    """The items by when they are due, the first one in any case under today: what is for now or late, and what comes
    after that."""
    entries = [(when_of(entry, at, digest.today), entry) for at, entry in enumerate(digest.items)]
    order = list(enumerate(sorted(entries, key=lambda pair: WHEN.index(pair[0])), start=1))
    now = [(number, when, entry) for number, (when, entry) in order if when in BEFORE_LATE]
    then = [(number, when, entry) for number, (when, entry) in order if when not in BEFORE_LATE]
    return list(_under_headings(now, digest, room)), list(_under_headings(then, digest, room))


def _has_late(digest: Digest) -> bool:
    return any(when_of(entry, at, digest.today) == "Overdue" for at, entry in enumerate(digest.items))


def _under_headings(placed: Sequence[tuple[int, When, DigestItem]], digest: Digest, room: Brevity) -> Iterator[Block]:
    before = ""
    for number, when, entry in placed:
        heading = (line(bold(when)),) if when != before else ()
        before = when
        yield Text(lines=(*heading, *item_lines(number, entry, digest.today, room)))


def _later(digest: Digest, room: Brevity) -> Iterator[Line]:
    """What else is new, what the next days bring, renewals that want a word."""
    if digest.also:
        yield line(bold("Also new"))
        yield from also_lines(digest.also, room)
    if digest.week and room.week:
        more = f" … and {digest.week_more:,} more" if digest.week_more else ""
        yield line(f"Coming up: {' · '.join(_week(digest))}{more}")
    yield from (line(text) for text in renewals_words(digest.renewals, digest.today))
    if walks(digest):
        yield line("Once a quarter: walk the journey as a customer.")


def _week(digest: Digest) -> Iterator[str]:
    """Each account once, with its days."""
    days: dict[str, dict[str, None]] = {}
    for name, day in digest.week:
        days.setdefault(name, {})[say_near(day, digest.today)] = None
    for name, said in days.items():
        yield f"{name} {listed(list(said))}"


def _besides(digest: Digest, room: Brevity) -> Iterator[Block]:
    """Who slipped back, and what came of what was offered."""
    if digest.slipped:
        yield Text(lines=(line("Slipped back, ask what changed:"), *map(slip_line, digest.slipped)))
    if digest.proposals:
        asked = listed(
            [f"{one.account}: {one.said if room.values else one.said.rpartition(', ')[0]}" for one in digest.proposals]
        )
        yield Text(lines=(line(f"What came of it? {asked}"),))
        button = Button(label="Say what came of it", action=actions.PROPOSALS, target=str(digest.row_id))
        yield Actions(elements=(button,))


def _asked(digest: Digest, room: Brevity) -> Iterator[Block]:
    """What was told twice and not answered."""
    asked = digest.asked
    if asked is None:
        return
    if asked.settled is not None:
        yield Text(lines=(line(f"{asked.settled.mark} {name_of(asked)} · {asked.settled.brief}"),))
        return
    yield Text(lines=(_still_right(asked, room),))
    yield Actions(elements=asked_buttons(digest))


def _still_right(brief: Brief, room: Brevity) -> Line:
    why = f": {told(brief, brief=room.brief)}" if brief.name else ""
    return line(bold(name_of(brief)), f"{why}. Still right to chase this?")


def _when(one: Reached, today: date) -> str:
    return f"{one.milestone} {say_near(one.on, today)}"


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
    items=(
        DigestItem((ACME,), new=0),
        DigestItem((replace(RENEWAL, due_on=_TODAY),)),
        DigestItem((_UMBRELLA,), more=2),
    ),
    waiting=4,
    late=(Waits("Wayne", "120k EUR", date(2026, 1, 5), "health 44"),),
    reached=(Reached(15, "Globex", "a weekly habit", date(2026, 1, 5), "habit"),),
    good=(GoodNews("Hooli", "is back at 74"),),
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
    (
        "Digest: one dealt with",
        _example(replace(MORNING, items=(DigestItem((replace(ACME, settled=_DONE),)), *MORNING.items[1:]))),
    ),
    (
        "Digest: an account whose channel has outsiders",
        _example(
            replace(
                MORNING,
                items=(
                    DigestItem((replace(ACME, channel=channel("C1", "its channel"), to_tell=True, in_direct=True),)),
                    *MORNING.items[1:],
                ),
            )
        ),
    ),
    (
        "Digest: more is new than the first three",
        _example(
            replace(MORNING, held=2, also=(DigestItem((replace(_UMBRELLA, name="Wonka"),)),), week=(), unconfirmed=())
        ),
    ),
    (
        "Digest: the thanks are sent",
        _example(replace(MORNING, reached=(replace(MORNING.reached[0], thanked=True),))),
    ),
    (
        "Digest: a notice is near",
        _example(replace(MORNING, renewals=(replace(MORNING.renewals[0], notice=True),), reached=())),
    ),
    (
        "Digest: several of one kind",
        _example(
            replace(
                MORNING,
                items=(DigestItem((replace(_UMBRELLA, name="Wonka"), _UMBRELLA), "Health fell at 2 accounts", new=2),),
            )
        ),
    ),
    (
        "Digest: a milestone no longer holds",
        _example(
            replace(
                MORNING,
                items=MORNING.items[:1],
                slipped=(
                    Slipped(
                        17, "Initech", "first value no longer holds: weekly users 3, 5 needed (yesterday)", "80k USD"
                    ),
                ),
            )
        ),
    ),
    ("Digest: asked whether it is still right", _example(replace(MORNING, items=(), asked=ACME, reached=()))),
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
    (
        "Digest: only a to-do of your own",
        _example(Digest(_TODAY, 42, items=(DigestItem((replace(BY_HAND, due_on=_TODAY),)),))),
    ),
)
