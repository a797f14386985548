"""Which accounts a list or a figure is about, as people type it: "mine", "csm Tim", "tier mid", "by segment".

Values are matched with those that the workspace has; a wrong one is answered with the nearest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from sqlalchemy import select

from bot.errors import UserError, Way
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.language.names import after_words, first_word, leading, quoted
from bot.message import Span, bold, code
from bot.store.people.members import members_of, named
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.text import compared

GROUPS = {plural: one for one in ("csm", "tier", "segment", "stage") for plural in (one, f"{one}s")}
MINE, ALL = ("mine", "my", "me"), ("all", "everyone", "everybody")
MOST_WAYS = 4


@dataclass(frozen=True)
class Chosen:
    """among: which accounts. by: csm | tier | segment, "": one row an account. whose: the CSM's name, "" for all of
    the workspace. said: whether the words said whose."""

    selection: Selection = EVERYONE
    by: str = ""
    whose: str = ""
    said: bool = False


@dataclass(frozen=True)
class Asking:
    """Who asks, and what the buttons of a correction run, such as "journey stuck"."""

    person_id: int
    name: str
    command: str
    groups: bool = True  # whether "by tier" makes sense there


async def choose(session: ReadSession, text: str, asking: Asking, *, mine: bool) -> Chosen:
    """What those words choose. mine: whether only one's own accounts count where they don't say whose. Raises
    UserError."""
    chosen, rest = Chosen(), text.strip()
    while rest:
        chosen, rest = await _next(session, chosen, rest, asking)
    # Groups side by side are a question about all of us: who asks for their own says so.
    return chosen if chosen.said or not mine or chosen.by else _own(chosen, asking)


async def _next(session: ReadSession, chosen: Chosen, text: str, asking: Asking) -> tuple[Chosen, str]:
    word, rest = first_word(text), after_words(text, 1)
    if word in MINE:
        return _own(chosen, asking), rest
    if word in ALL:
        return replace(chosen, selection=replace(chosen.selection, csm_id=None), whose="", said=True), rest
    if word == "by" and asking.groups and first_word(rest) in GROUPS:
        return replace(chosen, by=GROUPS[first_word(rest)]), after_words(rest, 1)
    if word == "csm":
        return await _csm(session, chosen, rest, asking)
    if word in ("tier", "segment"):
        value, rest = await _value(session, word, rest, asking)
        named = replace(chosen.selection, tier=value) if word == "tier" else replace(chosen.selection, segment=value)
        return replace(chosen, selection=named), rest
    raise _not_by(rest, asking) if word == "by" and not asking.groups else _unknown(text, asking)


def _own(chosen: Chosen, asking: Asking) -> Chosen:
    selection = replace(chosen.selection, csm_id=asking.person_id)
    return replace(chosen, selection=selection, whose=asking.name, said=True)


async def _csm(session: ReadSession, chosen: Chosen, text: str, asking: Asking) -> tuple[Chosen, str]:
    """By full name, e-mail or a first name that only one of us has; buttons say "#12"."""
    if first_word(text) in MINE:
        return _own(chosen, asking), after_words(text, 1)
    rows = (await session.execute(select(Person.id, Person.name, Person.email).order_by(Person.name))).all()
    ways: dict[str, list[Any]] = {}
    for row in rows:
        first = next(iter(row.name.split()), "")
        for called in {compared(row.name), compared(row.email or ""), compared(first)}:
            ways.setdefault(called, []).append(row)
    by_id = {f"#{row.id}": [row] for row in rows}
    for typed, rest in _candidates(text):
        found = ways.get(typed) or by_id.get(typed, [])
        if len(found) == 1:
            await _refuse_unseen(session, found[0].id, asking)
            selection = replace(chosen.selection, csm_id=found[0].id)
            return replace(chosen, selection=selection, whose=found[0].name, said=True), rest
        if found:
            options = [Way(row.name, f"{asking.command} csm {row.email or row.name}") for row in found[:MOST_WAYS]]
            raise UserError(bold(_short(text)), " could be several of us. Who?", ways=tuple(options))
    names = [row.name for row in rows]
    near = _near(text, names) if text.strip() else tuple(names[:MOST_WAYS])
    ways_out = tuple(Way(name, f"{asking.command} csm {name}") for name in near)
    if not text.strip():
        raise UserError("Which CSM? Say the name.", ways=ways_out)
    raise UserError("No colleague is called ", bold(_short(text)), _end(near), ways=ways_out)


async def _refuse_unseen(session: ReadSession, csm_id: int, asking: Asking) -> None:
    """Raises UserError for a CSM of another team: an empty list would say that they have nothing."""
    if not session.sight.limited or csm_id in (session.sight.owners or ()):
        return
    everybody = await members_of(session)
    owner = named(one for one in everybody.members if one.id == csm_id)
    leads = named(everybody.leads_of(csm_id), without=asking.person_id)
    others = f", or {leads}" if leads and leads != owner else ""
    raise UserError(
        f"{owner} is in another team than yours. Ask them{others}.",
        ways=(Way("My team's", f"{asking.command} all"), Way("Mine", f"{asking.command} mine")),
    )


async def _value(session: ReadSession, what: str, text: str, asking: Asking) -> tuple[str, str]:
    """A tier or segment as it is written in the data."""
    column = Account.tier if what == "tier" else Account.segment
    values = [one for one in await session.scalars(select(column).distinct().order_by(column)) if one]
    by_name = {compared(value): value for value in reversed(values)}
    for typed, rest in _candidates(text):
        if typed in by_name:
            return by_name[typed], rest
    seen = " of your team" if session.sight.limited else ""
    if not values:
        raise UserError(
            f"No account{seen} has a {what} yet. It comes with the accounts file, in the column ", bold(what), "."
        )
    near = _near(text, values) if text.strip() else tuple(values[:MOST_WAYS])
    ways = tuple(Way(value, f"{asking.command} {what} {value}") for value in near)
    if not text.strip():
        raise UserError(f"Which {what}?", ways=ways)
    raise UserError(f"No account{seen} has the {what} ", bold(_short(text)), _end(near), ways=ways)


def _candidates(text: str) -> Sequence[tuple[str, str]]:
    inside = quoted(text)
    return [(compared(inside.name), inside.rest)] if inside else leading(text)


def _near(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    by_name = {compared(one): one for one in known}
    found = get_close_matches(compared(typed), list(by_name), n=MOST_WAYS, cutoff=0.5)
    starts = [name for name in by_name if name.startswith(compared(typed)[:2])] if typed.strip() else []
    return tuple(by_name[name] for name in dict.fromkeys([*found, *starts]))[:MOST_WAYS]


def _end(near: Sequence[str]) -> str:
    return ". Did you mean:" if near else "."


def _unknown(text: str, asking: Asking) -> UserError:
    words = ("mine", "all", "csm Tim", "tier mid", "segment retail")
    by = ("by csm", "by tier", "by segment") if asking.groups else ()
    return UserError(
        "I don't know what ",
        bold(_short(text)),
        " means there. You can say ",
        *_listed(*words, *by),
        ".",
        ways=(Way("Mine", f"{asking.command} mine"), Way("All", f"{asking.command} all")),
    )


def _not_by(text: str, asking: Asking) -> UserError:
    """Where rows by CSM, tier or segment make no sense, one of them can be chosen."""
    what = GROUPS.get(first_word(text), "")
    what = "" if what == "stage" else what
    way = Way(f"Choose a {what.upper() if what == 'csm' else what}", f"{asking.command} {what}")
    return UserError(
        Span(text=asking.command, style="ask"),
        " doesn't compare groups side by side. It can be about one of them: ",
        *_listed("mine", "csm Tim", "tier mid", "segment retail"),
        ".",
        ways=(*((way,) if what else ()), Way("Mine", f"{asking.command} mine"), Way("All", asking.command)),
    )


def _listed(*words: str) -> list[str | Span]:
    """Words to type, with commas between them."""
    return [part for word in words for part in (", ", code(word))][1:]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
