"""What is asked about many accounts: lists, counts, totals, changes, a colleague's book, forecast, load."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.journey.accounts.asked_lists import LISTS as KINDS
from bot.journey.accounts.asked_lists import AskedList
from bot.journey.accounts.selection import ListQuery, Selection
from bot.journey.figures.quarter import quarter_of
from bot.language.plain_words.asked.many import SPLIT_OVER
from bot.language.plain_words.asked.stages import on_that_side, side_of
from bot.language.plain_words.meant import BEHIND
from bot.language.plain_words.periods import find_period
from bot.store.people.members import LEADS
from bot.store.tables import Account
from bot.talk.changes.changes import changes
from bot.talk.plain.many.books import book_message, own_load
from bot.talk.plain.many.lists import Whose, list_message
from bot.talk.plain.many.ranking import USUAL, FigureAsked, ranking_message
from bot.talk.plain.many.silent_people import ROLE_WORDS, SilentPeople, silent_people_message
from bot.talk.plain.many.ticket_list import TicketList, tickets_message
from bot.talk.plain.many.totals import total_message
from bot.talk.portfolio.account_tables import roster
from bot.text import compared, possessive
from bot.usecases.finding.choose_accounts import choose
from handlers import typed
from handlers.plain.turn import Answers, Turn
from handlers.request import Answer
from handlers.sessions import asking_of, reader_of, reading
from handlers.topics.portfolio.changes import DIRECTIONS

# Lists that can be typed too, by the word that asks for them.
TYPED = {
    "risk": "at-risk",
    "stuck": "stuck",
    "renewals": "renewals",
    "silent": "quiet",
    "stage": "stage",
    "upsell": "ready",
    "untagged": "no-persona",
    "no-decider": "no-decider",
    "new": "new",
    "all": "accounts",
    "worth": "accounts",
}
MANY_WORDS = ("accounts", "customers", "clients", "renewals", "contracts", "who", "which")
BY = ("stage", "tier", "segment", "csm")
PRESSING_WORDS = ("urgent", "pressing", "critical", "high", "priority", "blocker", "blockers", "burning", "serious")
NEXT_FEW = re.compile(
    r"\bnext (?:\d|two|three|four|five|six|few|couple)\b.{0,12}\b(?:renewals?|contracts?|ends)\b", re.IGNORECASE
)
FAR = timedelta(days=1100)
SILENT_DAYS = 60
WITH_DAYS = ("renewals", "new")


async def _list(turn: Turn) -> Answer:
    """As the command draws it where there is one for all that was asked; else the list itself."""
    kind = turn.wanted.about
    if kind == "tickets":
        return await _tickets(turn)
    if kind == "silent" and (role := _role_of(turn)):
        return await _silent_people(turn, role)
    if kind not in TYPED and kind not in KINDS:
        return await _overview("list")(turn)
    by = _by(turn)
    if by and kind in TYPED:
        return await typed.run_typed(
            f"journey list {TYPED[kind]} {_whose_words(turn)} by {by}", turn.request, turn.services
        )
    selection, whose = await _whose(turn, all_=kind == "lost")
    if kind in KINDS:
        return await _asked(turn, kind, selection, whose)
    return await _roster(turn, _query(turn, kind, selection))


def _query(turn: Turn, kind: str, selection: Selection) -> ListQuery:
    period, stage = turn.wanted.period, turn.wanted.stage
    query = ListQuery(TYPED[kind], selection)
    if kind == "silent":
        never = period is None and (
            turn.heard.has("ever", "never", "any", "far", "yet") or turn.heard.has_run("without contact")
        )
        days = None if period is None else period.days or (turn.heard.today - period.first).days
        return replace(query, never=never, days=None if days is None else max(days, 1))
    if kind == "stage" and stage is not None:
        keys, names = _stages(turn, stage)
        return replace(query, stages=tuple(sorted(keys)), stage=" or ".join(names))
    if kind == "renewals" and period is None and NEXT_FEW.search(turn.request.text):
        return replace(query, first=turn.heard.today, last=turn.heard.today + FAR)
    if kind in WITH_DAYS and period is not None:
        return replace(query, first=period.first, last=period.last)
    return query


def _stages(turn: Turn, stage: tuple[str, str]) -> tuple[set[str], list[str]]:
    """(keys, names) of the stage that was named, or of those before or beyond it, in each playbook's order."""
    keys: set[str] = set()
    shown: dict[str, None] = {}
    side = side_of(turn.heard.text, stage[1])
    for playbook in turn.services.library.playbooks.values():
        order = [one.name for one in playbook.stages]
        named = next((one.name for one in playbook.stages if one.key == stage[0] or one.name == stage[1]), None)
        if named is None:
            continue
        meant = on_that_side(order, named, side)
        keys |= {one.key for one in playbook.stages if one.name in meant}
        shown |= dict.fromkeys(meant)
    return keys, list(shown)


async def _roster(turn: Turn, query: ListQuery) -> Answer:
    async with reading(turn.request, turn.services) as db:
        message = await roster(
            db, turn.services.library, query, reader_of(turn.request), turn.request.now, next_ones=False
        )
    return Answer(message=message)


async def _asked(turn: Turn, kind: str, selection: Selection, whose: Whose) -> Answer:
    reader, period, today = reader_of(turn.request), turn.wanted.period, turn.heard.today
    if period is not None and kind in BEHIND and period.first <= today < period.last:
        period = replace(period, last=today)  # "this year" has gone so far
    first, last = (period.first, period.last) if period else (None, None)
    asked = AskedList(kind, selection, today, first, last, _key(turn, kind))
    said = period.said(today) if period else "within 120 days" if kind == "no-forecast" else ""
    async with reading(turn.request, turn.services) as db:
        message = await list_message(db, turn.services.library, asked, whose, said, reader, turn.request.now)
    return Answer(message=message)


def _key(turn: Turn, kind: str) -> str:
    if kind == "milestone" and turn.wanted.milestone:
        return turn.wanted.milestone[0]
    return "champion" if kind == "left" and turn.heard.has("champion", "champions") else ""


def _by(turn: Turn) -> str:
    """Side by side, as it was asked: "by tier"."""
    if SPLIT_OVER.search(turn.request.text):
        return "csm"
    return next((one for one in BY if turn.heard.has_run(f"by {one}", f"per {one}", f"each {one}", f"every {one}")), "")


async def _only(turn: Turn) -> str:
    """A tier or a segment that was named: "enterprise accounts at risk"."""
    period = turn.wanted.period  # "since mid October" names no tier
    days = range(period.start, period.end) if period else range(0)
    words = {token.word for token in turn.heard.tokens if token.start not in days}
    async with reading(turn.request, turn.services) as db:
        for what, column in (("tier", Account.tier), ("segment", Account.segment)):
            for value in await db.scalars(select(column).distinct().where(column.is_not(None))):
                if value and compared(value) in words and (what == "tier" or turn.heard.has(*MANY_WORDS)):
                    return f' {what} "{value}"'
    return ""


def _whose_words(turn: Turn) -> str:
    """Whose, as the commands understand it."""
    if turn.wanted.colleague is not None:
        return f"csm {turn.wanted.colleague[1]}"
    return turn.wanted.whose


async def _whose(turn: Turn, *, all_: bool = False) -> tuple[Selection, Whose]:
    """A manager means all, a CSM the own accounts, unless the words say whose. Raises UserError for another team's."""
    person = turn.request.person
    mine = person.role not in LEADS and not all_
    words = f"{_whose_words(turn)}{await _only(turn)}"
    async with reading(turn.request, turn.services) as db:
        chosen = await choose(db, words, asking_of(turn.request, "journey", groups=False), mine=mine)
    selection = replace(chosen.selection, without=turn.heard.excepted)
    csm = selection.csm_id
    if csm is None:
        return selection, Whose("All accounts")
    return selection, Whose("Your accounts", mine=True) if csm == person.person_id else Whose(
        possessive(chosen.whose), mine=True, colleague=chosen.whose
    )


async def _total(turn: Turn) -> Answer:
    by = _by(turn)
    if by:
        return await typed.run_typed(f"journey list accounts {_whose_words(turn)} by {by}", turn.request, turn.services)
    selection, whose = await _whose(turn)
    async with reading(turn.request, turn.services) as db:
        return Answer(message=await total_message(db, selection, whose.said, turn.heard.today))


async def _ranked(turn: Turn) -> Answer:
    selection, whose = await _whose(turn)
    by, most = turn.wanted.about.removeprefix("kpi:"), int(turn.wanted.value or USUAL)
    asked = FigureAsked(by, turn.wanted.way, selection, most)
    async with reading(turn.request, turn.services) as db:
        message = await ranking_message(
            db, turn.services.library, asked, whose, reader_of(turn.request), turn.request.now
        )
    return Answer(message=message)


async def _tickets(turn: Turn) -> Answer:
    selection, whose = await _whose(turn)
    asked = TicketList(selection, pressing=turn.heard.has(*PRESSING_WORDS))
    async with reading(turn.request, turn.services) as db:
        message = await tickets_message(
            db, turn.services.library, asked, whose, reader_of(turn.request), turn.request.now
        )
    return Answer(message=message)


def _role_of(turn: Turn) -> str:
    return next((role for role, words in ROLE_WORDS if turn.heard.has(*words)), "")


async def _silent_people(turn: Turn, role: str) -> Answer:
    selection, whose = await _whose(turn)
    period = turn.wanted.period
    days = (period.days or (turn.heard.today - period.first).days) if period is not None else SILENT_DAYS
    asked = SilentPeople(role, max(days, 1), selection)
    async with reading(turn.request, turn.services) as db:
        message = await silent_people_message(
            db, turn.services.library, asked, whose, reader_of(turn.request), turn.request.now
        )
    return Answer(message=message)


async def _changes(turn: Turn) -> Answer:
    account = turn.heard.account
    selection, whose = (Selection(account_id=account[0]), Whose("")) if account else await _whose(turn)
    period = find_period(turn.request.text, turn.heard.today, turn.heard.order, past=True)
    missed = turn.heard.has("miss", "missed", "leave", "holiday", "sick", "away", "vacation")
    week = turn.wanted.way or account or missed
    since = period.first if period else turn.heard.today - timedelta(days=7 if week else 1)
    async with reading(turn.request, turn.services) as db:
        message = await changes(
            db,
            turn.services.library,
            reader_of(turn.request),
            turn.request.now,
            since,
            selection,
            direction="reached"
            if turn.heard.has("milestone", "milestones")
            else DIRECTIONS.get(turn.wanted.way, "all"),
            whose=whose.colleague,
        )
    return Answer(message=message)


async def _book(turn: Turn) -> Answer:
    person = turn.wanted.colleague or (turn.request.person.person_id, turn.request.person.name)
    await _whose(turn)  # another team's isn't told
    async with reading(turn.request, turn.services) as db:
        return Answer(
            message=await book_message(db, turn.services.library, person, reader_of(turn.request), turn.request.now)
        )


async def _load(turn: Turn) -> Answer:
    """Who leads people sees what each carries; others hear who does, and what they carry themselves."""
    if turn.request.person.role in LEADS:
        return await typed.run_typed("journey load", turn.request, turn.services)
    async with reading(turn.request, turn.services) as db:
        return Answer(message=await own_load(db, turn.request.person.person_id, turn.heard.today))


async def _forecast(turn: Turn) -> Answer:
    """Of this quarter or the one that was said; of any other days, what ends in them with the forecast of each."""
    period = turn.wanted.period or find_period("this quarter", turn.heard.today)
    selection, _ = await _whose(turn)
    quarter = quarter_of(period.first) if period else quarter_of(turn.heard.today)
    if period is None or (period.first, period.last) == (quarter.first, quarter.last):
        what = "retention " if turn.heard.has("retention", "grr", "nrr", "retained") else ""
        words = f"journey forecast q{quarter.number} {quarter.year} {what}{_whose_words(turn)}{await _only(turn)}"
        return await typed.run_typed(words.strip(), turn.request, turn.services)
    turn = replace(turn, wanted=replace(turn.wanted, period=period))
    return await _roster(turn, _query(turn, "renewals", selection))


def _overview(word: str) -> Answers:
    async def run(turn: Turn) -> Answer:
        return await typed.run_typed(f"journey {word}", turn.request, turn.services)

    return run


LISTS: dict[str, Answers] = {
    "list": _list,
    "ranked": _ranked,
    "total": _total,
    "changes": _changes,
    "book": _book,
    "load": _load,
    "forecast": _forecast,
    "funnel": _overview("funnel"),
    "answers": _overview("feedback"),
    "multiplier": _overview("multiplier"),
    "releases": _overview("releases"),
}
