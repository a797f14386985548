"""Finding the stakeholder of an account, and the colleague, that somebody means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import select

from bot.errors import UserError, Way
from bot.language.names import cut_at, leading, quoted
from bot.message import bold
from bot.store.session import ReadSession
from bot.store.tables.accounts import Stakeholder
from bot.text import compared
from bot.usecases.finding.find_account import BY_ID, MOST_WAYS

Means = Callable[[Stakeholder], Sequence[str | None]]
# By these, in this order; a later one counts only where no earlier one matches.
BY: tuple[Means, ...] = (
    lambda one: (one.name, one.email),
    lambda one: (one.title, one.name.split()[0] if one.name.split() else None),
)
ARTICLES = frozenset({"the", "their", "our"})


@dataclass(frozen=True)
class FoundPerson:
    """The stakeholder and what followed the name."""

    stakeholder: Stakeholder
    rest: str


@dataclass(frozen=True)
class LookingForPerson:
    """account: its name, for the sentences. command: what a suggestion's button runs, up to the account
    ("persona #3"). stops: words that end a name when nobody matches."""

    account_id: int
    account: str
    text: str
    command: str
    stops: frozenset[str] = frozenset()
    writes: bool = False


async def find_stakeholder(session: ReadSession, looking: LookingForPerson) -> FoundPerson:
    """The one that is meant: by name, e-mail, first name or title. Raises UserError with the nearest as ways."""
    people = list(
        await session.scalars(
            select(Stakeholder).where(Stakeholder.account_id == looking.account_id).order_by(Stakeholder.id)
        )
    )
    text = _without_article(looking.text.strip())
    known = _by_id(people, text) or _exact(people, text, looking)
    if known is not None:
        return known
    inside = quoted(text)
    typed, rest = (inside.name, inside.rest) if inside else cut_at(text, looking.stops)
    begun = [one for one in people if typed and any(compared(name).startswith(compared(typed)) for name in _names(one))]
    if len(begun) == 1 and not looking.writes:
        return FoundPerson(begun[0], rest)
    raise _which(looking, begun or _near(people, typed), people, typed, rest)


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest.strip() if compared(first) in ARTICLES and rest.strip() else text


def _by_id(people: Sequence[Stakeholder], text: str) -> FoundPerson | None:
    match = BY_ID.match(text)
    one = next((one for one in people if match and one.id == int(match[1])), None)
    return FoundPerson(one, text[match.end() :].strip()) if one and match else None


def _exact(people: Sequence[Stakeholder], text: str, looking: LookingForPerson) -> FoundPerson | None:
    inside = quoted(text)
    for name, rest in [(compared(inside.name), inside.rest)] if inside else leading(text):
        for means in BY:
            meant = [one for one in people if name in {compared(value) for value in means(one) if value}]
            here = [one for one in meant if one.status != "left"] or meant
            if len(here) == 1:
                return FoundPerson(here[0], rest)
            if here:
                raise _which(looking, here, people, name, rest)
    return None


def _names(one: Stakeholder) -> list[str]:
    return [value for means in BY for value in means(one) if value]


def _near(people: Sequence[Stakeholder], typed: str) -> list[Stakeholder]:
    by_name = {compared(name): one for one in people for name in _names(one)}
    close = get_close_matches(compared(typed), list(by_name), n=MOST_WAYS, cutoff=0.6)
    return list({by_name[name].id: by_name[name] for name in close}.values())


def _which(
    looking: LookingForPerson, meant: Sequence[Stakeholder], people: Sequence[Stakeholder], typed: str, rest: str
) -> UserError:
    offered = list(meant or people)[:MOST_WAYS]
    ways = tuple(Way(described(one), f"{looking.command} #{one.id} {rest}".strip()) for one in offered)
    if not people:
        return UserError(f"I know nobody at {looking.account} yet. People come in with the stakeholders file.")
    if len(meant) > 1:
        return UserError(bold(typed), f" could be several people at {looking.account}. Which one?", ways=ways)
    if meant:
        return UserError(
            "I found no ", bold(typed), f" at {looking.account}. Did you mean {described(meant[0])}?", ways=ways
        )
    if not typed:
        return UserError(f"Who at {looking.account}?", ways=ways)
    return UserError("I know no ", bold(typed), f" at {looking.account}. These I know:", ways=ways)


def described(one: Stakeholder) -> str:
    """How we name somebody on a button: "Dana Reyes, COO"."""
    return described_as(one.name, one.title or "")


def described_as(name: str, title: str) -> str:
    """The same of a name and a title."""
    return f"{name}, {title}" if title else name
