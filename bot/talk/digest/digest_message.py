"""The morning's digest: read in 20 seconds on a phone. What is new first, with its reason and a line to say; what was
told before is one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot import actions
from bot.calendar import plural, say_age, say_near
from bot.message import Actions, Block, Button, Element, Line, Message, Notes, Text, bold, channel, line
from bot.talk.digest.answer_menu import answer_menu, asked_buttons
from bot.talk.digest.item_words import Brevity, When, also_lines, item_lines, name_of, told, when_of, worth
from bot.talk.digest.news_words import good_line, renewals_words, slip_line
from bot.talk.digest.one_cause import quiet_button
from bot.talk.digest.reading.digest_parts import Digest, DigestItem, GoodNews, Reached, RenewalDue, Slipped, Waits
from bot.talk.digest.reading.place_line import place_blocks
from bot.talk.phrases.words import capital, in_words, listed
from bot.talk.renewal.call_buttons import named_call_buttons
from bot.talk.todos.alert import ACME, BY_HAND, RENEWAL, visible_words
from bot.talk.todos.alert_buttons import forecast_buttons
from bot.talk.todos.brief import Brief, TalkTo
from bot.talk.todos.outcome_line import OutcomeLine
from bot.text import shorten

MOST_WORDS = 90  # without buttons
WHEN: tuple[When, ...] = ("Today", "This week", "Next week", "Later", "Overdue")


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
    for room in _rooms():
        message = _in_room(digest, room)
        if words_without_buttons(message) <= MOST_WORDS:
            break
    return message


def words_without_buttons(message: Message) -> int:
    """What a reader reads of it."""
    return visible_words(message.model_copy(update={"blocks": tuple(b for b in message.blocks if b.kind != "actions")}))


def _rooms() -> Iterator[Brevity]:
    """From everything down to the bones: fewer things, each whole."""
    room = Brevity()
    yield room
    for less in (
        {"ages": False},
        {"kinds": False},
        {"week": False},
        {"cuts": 1},
        {"also": 1},
        {"titles": False},
        {"good": 1},
        {"cuts": 2},
        {"beside": False},
        {"ask": 80},
        {"also": 0},
        {"cuts": 3},
        {"cuts": 5},
        {"brief": True},
        {"members": 2},
        {"ask": 0},
        {"start": False},
        {"items": 2, "start": True},  # where it doesn't make room for another step
        {"words": 0},
        {"items": 1},
        {"members": 1},
        {"good": 0},
        {"items": 0, "members": 0},
    ):
        room = replace(room, **less)
        yield room


def _in_room(digest: Digest, room: Brevity) -> Message:
    blocks: list[Block] = []
    good_news = tuple(line("🎉 ", bold(one.account), f" reached {_when(one, digest.today)}") for one in digest.reached)
    good_news += tuple(good_line(one, room) for one in digest.good[: room.good])
    if good_news:
        blocks.append(Text(lines=good_news))
    blocks += _placed(digest, room)
    if digest.also:
        heading = (line(bold("Also new")),) if room.also else ()
        blocks.append(Text(lines=(*heading, *also_lines(digest.also, room))))
    menu = answer_menu(digest)
    if menu:
        blocks.append(Actions(elements=menu))
    if digest.asked is not None and digest.asked.settled is not None:
        blocks.append(
            Text(lines=(line(f"{digest.asked.settled.mark} {name_of(digest.asked)} · {digest.asked.settled.brief}"),))
        )
    if digest.asked is not None and digest.asked.settled is None:
        blocks += [Text(lines=(_still_right(digest.asked, room),)), Actions(elements=asked_buttons(digest))]
    blocks += _besides(digest)
    rest = tuple(_rest(digest, room))
    if rest:
        blocks.append(Text(lines=rest))
    others = tuple(_others(digest))
    if others:
        blocks.append(Actions(elements=others))
    blocks += place_blocks(digest.place)
    small = tuple(line(text) for text in _small_print(digest, room))
    if small:
        blocks.append(Notes(lines=small))
    title = greeting(digest, kinds=room.kinds, start=room.start)
    first = _first(digest)
    fact = ", ".join(part for part in (told(first), worth(first, told(first))) if part) if first is not None else ""
    summary = f"{title.rstrip('.')}: {fact}." if fact and first is not None and first.name in title else ""
    return Message(title=line(title), blocks=tuple(blocks), summary=summary)


def _besides(digest: Digest) -> Iterator[Block]:
    """Who slipped back, and what came of what was offered."""
    if digest.slipped:
        yield Text(lines=(line("Slipped back, ask what changed:"), *map(slip_line, digest.slipped)))
    if digest.proposals:
        asked = listed([f"{one.account}: {one.said}" for one in digest.proposals])
        yield Text(lines=(line(f"What came of it? {asked}"),))
        button = Button(label="Say what came of it", action=actions.PROPOSALS, target=str(digest.row_id))
        yield Actions(elements=(button,))


def _placed(digest: Digest, room: Brevity) -> Iterator[Block]:
    """The items by when they are due, the first one in any case under today; those that are late stand last."""
    entries = [(when_of(entry, at, digest.today), entry) for at, entry in enumerate(digest.items)]
    order = sorted(entries, key=lambda pair: WHEN.index(pair[0]))
    before = ""
    for number, (when, entry) in enumerate(order, start=1):
        heading = (line(bold(when)),) if when != before else ()
        before = when
        yield Text(lines=(*heading, *item_lines(number, entry, digest.today, room)))
        if calls := _calls(entry, digest):
            yield Actions(elements=calls)


def _first(digest: Digest) -> Brief | None:
    """What one starts with: the first that is open, where it stands alone."""
    entry = next((one for one in digest.items if not one.is_settled), None)
    return entry.briefs[0] if entry is not None and len(entry.briefs) == 1 and entry.briefs[0].name else None


def _calls(entry: DigestItem, digest: Digest) -> tuple[Button, ...]:
    """How sure one is of the renewal that stands alone; of several, one form has them."""
    open_ = [brief for brief in entry.briefs if brief.settled is None]
    if entry.forecasts and open_:
        return (_forecasts_button(digest),)
    return tuple(forecast_buttons(open_[0])) if len(entry.briefs) == 1 and open_ else ()


def _forecasts_button(digest: Digest) -> Button:
    return Button(label="Set all forecasts", action=actions.FORECASTS, target=str(digest.row_id))


def greeting(digest: Digest, *, kinds: bool = True, start: bool = True) -> str:
    """ "Good morning. Three new, one changed, four waiting." """
    count = _count(digest, kinds=kinds, start=start)
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


def _count(digest: Digest, *, kinds: bool, start: bool) -> str:
    done = sum(entry.settled for entry in (*digest.items, *digest.also))
    waiting = f"{in_words(digest.waiting)} waiting" if digest.waiting else ""
    older, moved = digest.older, digest.new + digest.changed
    if not moved and not older and not waiting and not done:
        return "nothing due today."
    growing = sum(
        entry.new - entry.changed for entry in (*digest.items, *digest.also) if all(one.grows for one in entry.briefs)
    )
    said = f" ({digest.new - growing} to act on, {growing} to build on)" if kinds and 0 < growing < digest.new else ""
    new = f"{in_words(digest.new)} new{said}" if digest.new else "" if moved or older else "nothing new"
    changed = f"{in_words(digest.changed)} changed" if digest.changed else ""
    to_look_at = f"{in_words(older)} {'older' if moved else 'to look at'}" if older else ""
    parts = (new, changed, to_look_at, f"{in_words(done)} dealt with" if done else "", waiting)
    first = _first(digest) if start else None
    begin = f"; start with {first.name}" if first is not None else ""
    return f"{', '.join(part for part in parts if part)}{begin}."


def _when(one: Reached, today: date) -> str:
    return f"{one.milestone} {say_near(one.on, today)}"


def _still_right(brief: Brief, room: Brevity) -> Line:
    why = f": {told(brief, brief=room.brief)}" if brief.name else ""
    return line(bold(name_of(brief)), f"{why}. Still right to chase this?")


# The rest, a line each


def _week(digest: Digest) -> Iterator[str]:
    """Each account once, with its days."""
    days: dict[str, dict[str, None]] = {}
    for name, day in digest.week:
        days.setdefault(name, {})[say_near(day, digest.today)] = None
    for name, said in days.items():
        yield f"{name} {listed(list(said))}"


def _rest(digest: Digest, room: Brevity) -> Iterator[Line]:
    if digest.named is not None and digest.waiting:
        yield from _waiting(digest.named, digest, room)
    if digest.week and room.week:
        more = f" … and {digest.week_more:,} more" if digest.week_more else ""
        yield line(f"Coming up: {' · '.join(_week(digest))}{more}")
    yield from (line(text) for text in renewals_words(digest.renewals, digest.today))
    if _walks(digest):
        yield line("Once a quarter: walk the journey as a customer.")


def _walks(digest: Digest) -> bool:
    """On a morning that has nothing new."""
    return digest.revisit and not digest.new and not digest.changed


def _waiting(named: Waits, digest: Digest, room: Brevity) -> Iterator[Line]:
    """ "Overdue since Tue: Driftwell · health 44 → 38 · 280k SGD", and what to do about it."""
    is_late = named.since < digest.today
    when = f"Overdue since {say_near(named.since, digest.today)}: " if is_late else "Waiting: "
    said = named.why if named.value and named.value in named.why else " · ".join((named.why, named.value))
    health = named.health if named.health and "health" not in said else ""
    yield line(when, bold(named.name), *(f" · {part}" for part in (said.strip(" ·"), health) if part))
    if named.step and room.items > 2:
        yield line(f"Next: {named.step}")


def _others(digest: Digest) -> Iterator[Element]:
    if any(item.ours and not item.is_settled for item in digest.items):
        yield quiet_button(digest.row_id, digest.today, actions.QUIET)
    if digest.waiting:
        yield Button(label="See what waits", action=actions.WAITING, target=str(digest.row_id))
    for reached in [one for one in digest.reached if not one.thanked][:1]:
        name = shorten(reached.account, 30)
        target = f"{reached.account_id}/{reached.key}"
        yield Button(label=f"Celebrate {name}", action=actions.CELEBRATE, target=target)
    yield from _renewal_buttons(digest)
    if _walks(digest):
        yield Button(label="Walk the journey", action=actions.REVISIT, target="")
    if digest.unowned and digest.unowned_still:
        yield Button(label="Load", action=actions.LOAD, target="")
    if digest.unplaced:
        yield Button(label="Where are they?", action=actions.SETUP, target="stages")
    if digest.held:
        yield Button(label="See held back", action=actions.HELD_BACK, target=str(digest.row_id))


def _renewal_buttons(digest: Digest) -> Iterator[Element]:
    open_ = [one for one in digest.renewals if not one.ended]
    in_place = any(entry.forecasts and not entry.is_settled for entry in digest.items)  # its button has these too
    if in_place:
        pass
    elif len(open_) > 1:
        yield _forecasts_button(digest)
    else:
        for one in open_:
            yield from named_call_buttons(shorten(one.account, 24), f"account/{one.account_id}")
    for one in [one for one in digest.renewals if one.ended][:2]:
        yield Button(label=f"Say how: {shorten(one.account, 30)}", action=actions.RENEWAL, target=str(one.account_id))


def _small_print(digest: Digest, room: Brevity) -> Iterator[str]:
    if digest.unconfirmed:
        yield f"May not have arrived: {listed(digest.unconfirmed)}"
    if digest.refused:
        yield f"Couldn't be delivered: {listed(digest.refused)}"
    if digest.held:
        yield f"Held back: {digest.held:,}, no deadline soon"
    if digest.unowned:
        many = f"{digest.unowned:,} to-dos have no CSM" if digest.unowned > 1 else "One to-do has no CSM"
        yield f"{many}, still: hand them over from Load. I won't repeat it." if digest.unowned_still else many
    if digest.unplaced:
        have = "account has" if digest.unplaced == 1 else "accounts have"
        yield f"{digest.unplaced:,} {have} no place on the journey yet."
    ages = " ".join(_ages(digest))
    if ages and room.ages:
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
    items=(
        DigestItem((ACME,), new=0),
        DigestItem((replace(RENEWAL, due_on=_TODAY),)),
        DigestItem((_UMBRELLA,), more=2),
    ),
    waiting=4,
    named=Waits("Wayne", "120k EUR", date(2026, 1, 5)),
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
