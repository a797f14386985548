"""Who is who at an account, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.calendar import say_date
from bot.language.plain_words.names import KnownPerson
from bot.message import Line, bold, line
from bot.talk.account.view import AccountView, Contact
from bot.talk.phrases.account_words import is_champion, is_decider, who
from bot.talk.phrases.words import a_type, called, guide_of, persona_words
from bot.text import clean, possessive

SHOWN = 5


def _champion(view: AccountView, today: date) -> Line:
    return _role(view, today, is_champion, "champion")


def _decider(view: AccountView, today: date) -> Line:
    return _role(view, today, is_decider, "decision maker")


def _role(view: AccountView, today: date, fits: Callable[[Contact], bool], role: str) -> Line:
    found = [one for one in view.active if fits(one)]
    name = called(view.account.name)
    if len(found) == 1:
        return line(bold(who(found[0])), f", is the {role} at ", bold(name), ".")
    if found:
        return line(
            bold(name), f" has {len(found)} with the role {role}: {'; '.join(who(one) for one in found[:SHOWN])}."
        )
    gone = [one for one in view.people if fits(one) and one.row.status == "left"]
    last = max(gone, key=lambda one: one.row.left_on or date.min, default=None)
    left = ""
    if last is not None:
        left = f" {who(last)}, left{f' on {say_date(last.row.left_on, today)}' if last.row.left_on else ''}."
    return line("No ", role, " is on record at ", bold(name), f".{left}")


def _people(view: AccountView, _: date) -> Line:
    name = called(view.account.name)
    if not view.active:
        return line("I know nobody at ", bold(name), " yet. People come in with the stakeholders file.")
    more = len(view.active) - SHOWN
    names = "; ".join(who(one) for one in view.active[:SHOWN])
    return line("At ", bold(name), f": {names}{f' and {more} more' if more > 0 else ''}.")


def _persona(view: AccountView, _: date) -> Line:
    known = [
        (one, persona_words(view.library, one.row.persona, one.tag.confidence if one.tag else None))
        for one in view.active
    ]
    said = [f"{who(one)} ({words})" for one, words in known if words]
    name = called(view.account.name)
    if not said:
        return line("Nobody at ", bold(name), " has a persona yet.")
    return line("At ", bold(name), f": {'; '.join(said[:SHOWN])}.")


def _untyped(view: AccountView, _: date) -> Line:
    """Whose type isn't known."""
    found = [
        who(one)
        for one in view.active
        if not persona_words(view.library, one.row.persona, one.tag.confidence if one.tag else None)
    ]
    name = called(view.account.name)
    if not found:
        return line("Everybody at ", bold(name), " has a type." if view.active else " is unknown to me yet.")
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return line("At ", bold(name), f", without a type: {'; '.join(found[:SHOWN])}{more}.")


def _email(view: AccountView, _: date) -> Line:
    said = [f"{who(one)} {clean(one.row.email)}" for one in view.active if one.row.email]
    return line(
        "At ", bold(called(view.account.name)), f": {'; '.join(said[:3])}." if said else ": no address is on record."
    )


PEOPLE_FACTS: dict[str, Callable[[AccountView, date], Line]] = {
    "champion": _champion,
    "decider": _decider,
    "people": _people,
    "persona": _persona,
    "untyped": _untyped,
    "email": _email,
    "title": _people,
}


def person_line(view: AccountView, named: Sequence[KnownPerson], fact: str, today: date) -> Line:
    """What we know of whoever was named; of several, who they are."""
    ids = {one.person_id for one in named if one.account_id == view.account.id}
    found = [one for one in view.people if one.row.id in ids]
    name = called(view.account.name)
    if not found:
        return _people(view, today)
    if len(found) > 1:
        return line("At ", bold(name), f": {'; '.join(who(one) for one in found[:SHOWN])}.")
    one = found[0]
    if fact == "email":
        return line(bold(who(one)), f": {clean(one.row.email)}." if one.row.email else ": no address is on record.")
    guide = guide_of(view.library, one.row.persona)
    kind = (
        f"; {persona_words(view.library, one.row.persona, one.tag.confidence if one.tag else None)}"
        if guide
        else "; persona unknown"
    )
    if fact == "persona" and guide is not None:
        why = f": {clean(one.tag.evidence)}" if one.tag and one.tag.evidence else ""
        return line(bold(who(one)), f", at {name}, is {a_type(guide.name)}{why}.")
    if one.row.status == "left":
        return line(
            bold(who(one)), f", has left {name}{f' on {say_date(one.row.left_on, today)}' if one.row.left_on else ''}."
        )
    role = f", {one.row.role}" if one.row.role else ""
    return line(bold(called(one.row.name)), f", {possessive(name)} {clean(one.row.title or 'contact')}{role}{kind}.")
