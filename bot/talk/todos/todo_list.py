"""/cta: my to-dos by due date, with what can be done about the first few, and what sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.message import Actions, Block, Button, Element, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.ranking import pressing_first
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Cta, Outgoing
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import shortly
from bot.talk.phrases.words import called, capital, in_words
from bot.talk.quotes.said_words import buttons_for, quoted
from bot.talk.todos.alert_buttons import answer_buttons, draft_button, forecast_buttons, later_menu, more_menu
from bot.talk.todos.alerts.example_briefs import ACME, BY_HAND, GAPS, LOW_SCORE, RENEWAL
from bot.talk.todos.brief import Brief, briefs
from bot.text import shorten

WITH_BUTTONS = 5
SHOWN = 12
AT_ACCOUNT = 8  # of one account, all with their buttons
ASLEEP = 4


@dataclass(frozen=True)
class Todos:
    """open: how many there are, some of them in `items`, after `skipped` earlier ones; late of them. asleep: names and
    the days they are back; next_renewal: the account and the day, for the day when nothing is due."""

    today: date
    items: tuple[Brief, ...] = ()
    open: int = 0
    late: int = 0
    skipped: int = 0
    asleep: tuple[tuple[str, date | None], ...] = ()
    asleep_more: int = 0
    next_renewal: tuple[str, date] | None = None


async def todos(db: ReadSession, library: Library, reader: Reader, now: datetime, skip: int = 0) -> Message:
    """The reader's own list, after so many of it."""
    today = reader.today(now)
    mine = Cta.owner_id == reader.person_id
    is_open = Cta.state == "open"
    ordered = select(Cta).where(mine, is_open).order_by(Cta.due_on, Cta.priority, Cta.id)
    rows = list(await db.scalars(ordered.offset(skip).limit(SHOWN)))
    counted = select(
        func.count().filter(is_open),
        func.count().filter(is_open, Cta.due_on < today),
        func.count().filter(Cta.state.in_(("asleep", "snoozed"))),
    ).where(mine)
    count, late, asleep = (await db.execute(counted.select_from(Cta))).one()
    sleeping = await _asleep(db, reader.person_id) if asleep else ()
    return render_todos(
        Todos(
            today=today,
            items=tuple(await briefs(db, library, rows, reader, now)),
            open=count,
            late=late,
            skipped=skip if rows else 0,
            asleep=sleeping,
            asleep_more=asleep - len(sleeping),
            next_renewal=None if rows else await next_renewal(db, reader.person_id, today),
        )
    )


async def _asleep(db: ReadSession, person_id: int) -> tuple[tuple[str, date | None], ...]:
    rows = await db.execute(
        select(Account.name, Cta.title, Cta.wake_on)
        .select_from(Cta)
        .outerjoin(Account, Account.id == Cta.account_id)
        .where(Cta.owner_id == person_id, Cta.state.in_(("asleep", "snoozed")))
        .order_by(Cta.wake_on, Cta.id)
        .limit(ASLEEP)
    )
    return tuple((called(name or title or "missing data", 30), day) for name, title, day in rows)


async def next_renewal(db: ReadSession, person_id: int, today: date) -> tuple[str, date] | None:
    """The account of that person whose notice or end comes next."""
    rows = await db.execute(
        select(Account.name, AccountFacts.deadline_on)
        .join(AccountFacts, AccountFacts.account_id == Account.id)
        .where(Account.csm_id == person_id, Account.status == "active", AccountFacts.deadline_on >= today)
        .order_by(AccountFacts.deadline_on, Account.id)
        .limit(1)
    )
    row = rows.first()
    return (called(row[0]), row[1]) if row and row[1] else None


def render_todos(todos: Todos) -> Message:
    blocks: list[Block] = []
    for brief in todos.items[:WITH_BUTTONS]:
        blocks.append(Text(lines=tuple(_item(brief, todos.today))))
        blocks.append(Actions(elements=tuple(item_buttons(brief))))
    further = todos.items[WITH_BUTTONS:]
    if further:
        blocks.append(Text(lines=tuple(_short_item(brief, todos.today) for brief in further)))
    blocks.append(Actions(elements=tuple(_below(todos))))
    small = tuple(line(text) for text in _small_print(todos))
    if small:
        blocks.append(Notes(lines=small))
    return Message(title=line(bold(_title(todos))), blocks=tuple(blocks))


def _below(todos: Todos) -> Iterator[Element]:
    shown = todos.skipped + len(todos.items[:WITH_BUTTONS])
    if shown < todos.open:
        label = f"Next {min(WITH_BUTTONS, todos.open - shown)}" if todos.open - shown > 1 else "The last one"
        yield Button(label=label, action=actions.TODOS, target=str(shown))
    if todos.skipped:
        yield Button(label="From the start", action=actions.TODOS, target="")
    yield Button(label="Add a to-do", action=actions.TODO_ADD, target="")


def _title(todos: Todos) -> str:
    if not todos.open:
        return nothing_due(todos.next_renewal, todos.today)
    late = f", {'all' if todos.late == todos.open > 1 else in_words(todos.late)} late" if todos.late else ""
    place = f", from the {ordinal(todos.skipped + 1)} on" if todos.skipped else ""
    return f"{capital(in_words(todos.open))} {'to-do' if todos.open == 1 else 'to-dos'}{late}{place}"


def ordinal(number: int) -> str:
    """ "6th", "21st"."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


def nothing_due(renewal: tuple[str, date] | None, today: date) -> str:
    """ "No to-dos due. Your next renewal is Globex on 3 May." """
    if renewal is None:
        return "No to-dos due."
    name, day = renewal
    return f"No to-dos due. Your next renewal is {name} on {say_date(day, today, weekday=False)}."


def due_words(day: date, today: date) -> str:
    """ "late since Mon", "due today", "due Thu"."""
    return f"late since {say_near(day, today)}" if day < today else f"due {say_near(day, today)}"


def _item(brief: Brief, today: date) -> Iterator[Line]:
    due = due_words(brief.due_on, today)
    if brief.name:
        yield line(bold(brief.name), f" · {due} · {shortly(brief.why, 80)}")
    else:
        yield line(bold(shorten(brief.why, 80)), f" · {due}")
    if brief.question is not None and brief.quote:
        yield line(quoted(brief.quote))
    if brief.tried:
        yield line(brief.tried)
    elif not brief.by_hand:
        yield line(f"Next: {shorten(brief.step or brief.todo, 180)}")
    if brief.first:
        yield line(f"In the way: {brief.first[0]}")


def item_buttons(brief: Brief) -> Iterator[Element]:
    """The forecast of a renewal; Draft, Done or Reached out, Later, More; of a question, what became of it."""
    if brief.question is not None:
        yield from (*buttons_for(brief.question, brief.cta_id), later_menu(brief), more_menu(brief))
        return
    yield from forecast_buttons(brief)
    if brief.account_id is not None:
        yield draft_button(brief.cta_id)
    yield from answer_buttons(brief)
    yield later_menu(brief)
    yield more_menu(brief)


def _short_item(brief: Brief, today: date) -> Line:
    about = f"{brief.name}: {brief.todo}" if brief.name else brief.todo
    return line(f"{shorten(about, 80)} · {due_words(brief.due_on, today)}")


def _small_print(todos: Todos) -> Iterator[str]:
    hidden = todos.open - todos.skipped - len(todos.items)
    if hidden > 0:
        yield f"… and {hidden:,} more, due later"
    if todos.asleep:
        names = ", ".join(f"{name} {say_near(day, todos.today)}" if day else name for name, day in todos.asleep)
        more = f" … and {todos.asleep_more:,} more" if todos.asleep_more else ""
        yield f"Back by themselves: {names}{more}"


async def account_todos(
    db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime
) -> Message | None:
    """An account's open to-dos, whoever's, each with what can be done about it. None where there is no such account."""
    account = await db.get(Account, account_id)
    if account is None:
        return None
    today = reader.today(now)
    where = (Cta.account_id == account_id, Cta.state == "open")
    ranked = select(Cta).outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id).where(*where)
    rows = list(await db.scalars(ranked.order_by(*pressing_first(today)).limit(AT_ACCOUNT)))
    count = await db.scalar(select(func.count()).select_from(Cta).where(*where)) or 0
    return render_account_todos(
        account_id, called(account.name, 48), tuple(await briefs(db, library, rows, reader, now)), count, today
    )


def render_account_todos(account_id: int, name: str, items: tuple[Brief, ...], count: int, today: date) -> Message:
    blocks: list[Block] = []
    for brief in items:
        blocks.append(Text(lines=tuple(_item_there(brief, today))))
        blocks.append(Actions(elements=tuple(item_buttons(brief))))
    if count > len(items):
        blocks.append(Notes(lines=(line(f"… and {count - len(items):,} more"),)))
    target = str(account_id)
    blocks.append(
        Actions(
            elements=(
                Button(label="Card", action=actions.CARD, target=target),
                Button(label="Add a to-do", action=actions.TODO_ADD, target=target),
            )
        )
    )
    said = plural(count, "open to-do") if count else "no open to-dos"
    return Message(title=line(bold(name), f": {said}"), blocks=tuple(blocks))


def _item_there(brief: Brief, today: date) -> Iterator[Line]:
    """What to do comes first where the account is known."""
    yield line(bold(shorten(brief.todo, 80)), f" · {due_words(brief.due_on, today)}")
    if not brief.by_hand:
        yield line(capital(shortly(brief.why, 100)))
    if brief.tried:
        yield line(brief.tried)
    if brief.first:
        yield line(f"In the way: {brief.first[0]}")


async def held_back(db: ReadSession, library: Library, digest_id: int, reader: Reader, now: datetime) -> Message:
    """What a digest (by its outbox id) held back and nobody has heard of since, the most pressing first."""
    today = reader.today(now)
    row = await db.get(Outgoing, digest_id)
    mine = row is not None and row.workspace_id == reader.workspace_id
    owner = int(row.refs.get("for", row.person_id or 0)) if row is not None and mine else reader.person_id
    where = (Cta.owner_id == owner, Cta.state == "open", Cta.tell == "due")
    ranked = select(Cta).outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id).where(*where)
    rows = list(await db.scalars(ranked.order_by(*pressing_first(today)).limit(SHOWN)))
    count = await db.scalar(select(func.count()).select_from(Cta).where(*where)) or 0
    return render_held_back(tuple(await briefs(db, library, rows, reader, now)), count - len(rows), today)


def render_held_back(items: tuple[Brief, ...], hidden: int, today: date) -> Message:
    if not items:
        return Message(title=line("Nothing is held back any more."))
    lines = tuple(
        line(bold(item.name or "To-do"), f" · {shortly(item.why, 80)} · {due_words(item.due_on, today)}")
        for item in items
    )
    blocks: tuple[Block, ...] = (Text(lines=lines),)
    blocks += (Notes(lines=(line(f"… and {hidden:,} more"),)),) if hidden > 0 else ()
    todos = Button(label="My to-dos", action=actions.TODOS, target="")
    title = f"Held back: {plural(len(items) + max(hidden, 0), 'to-do')}"
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=(todos,))))


# Examples

_TODAY = date(2026, 1, 6)
_LIST = Todos(
    _TODAY, (ACME, replace(BY_HAND, due_on=_TODAY), RENEWAL, GAPS), 4, 1, asleep=(("Hooli", date(2026, 1, 13)),)
)
_HOW_TO = Brief(
    cta_id=7,
    account_id=15,
    name="Globex",
    why="in Adopt since Mon 5 Jan; the how-to for the next step is ready",
    todo="Send Ivo the how-to for the next step",
    due_on=date(2026, 1, 8),
    one_off=True,
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("cta: my to-dos", render_todos(_LIST)),
    ("cta: what a reaction has ready", render_todos(Todos(_TODAY, (LOW_SCORE, _HOW_TO), 2))),
    ("cta: further down", render_todos(replace(_LIST, open=9, skipped=5, asleep=()))),
    ("An account's to-dos", render_account_todos(1, "Acme", (ACME, replace(BY_HAND, due_on=_TODAY)), 2, _TODAY)),
    ("An account without to-dos", render_account_todos(2, "Hooli", (), 0, _TODAY)),
    ("cta: nothing due", render_todos(Todos(_TODAY, next_renewal=("Globex", date(2026, 5, 3))))),
    ("Held back by the budget", render_held_back((RENEWAL, GAPS), 2, _TODAY)),
)
