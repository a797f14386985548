"""What forms send, as values. A wrong one is shown under its field."""

from datetime import date
from decimal import Decimal, InvalidOperation

from bot.errors import UserError
from bot.message import Form, TextInput, bold
from bot.text import id_in
from bot.usecases.finding.find_account import Looking, find_account
from handlers.request import Request, Services
from handlers.sessions import reading

FARTHEST = 1e13


async def account_named(request: Request, services: Services, name: str = "account") -> int:
    """The account that a form's text names exactly. Raises UserError with the nearest."""
    async with reading(request, services) as db:
        try:
            found = await find_account(db, Looking(request.field(name), "journey", writes=True))
        except UserError as error:
            raise UserError(*error.said, field=name) from error
    if found.rest:
        raise UserError("No account is called ", bold(request.field(name)), f". Did you mean {found.name}?", field=name)
    return found.account_id


def day(request: Request, name: str) -> date | None:
    """A date; None where left empty. Raises UserError."""
    text = request.field(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError("Choose a day.", field=name) from error


def whole(request: Request, name: str) -> int | None:
    """An id; None where left empty. Raises UserError."""
    text = request.field(name)
    if not text:
        return None
    found = id_in(text)
    if found is None:
        raise UserError("Choose one of the list.", field=name)
    return found


def figure(request: Request, name: str) -> float | None:
    """A measured figure; None where left empty. Raises UserError."""
    text = request.field(name).replace(" ", "")
    if not text:
        return None
    comma = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        value = float(comma)
    except ValueError as error:
        raise UserError("Write a number, such as 5.5.", field=name) from error
    if not abs(value) < FARTHEST:  # no number at all is neither
        raise UserError("Write a number, such as 5.5.", field=name)
    return value


def amount(request: Request, name: str) -> Decimal | None:
    """An amount of money, as people write it; None where left empty. Raises UserError."""
    text = request.field(name).replace(" ", "").replace("'", "").replace(",", "").casefold()
    if not text:
        return None
    times = {"k": 1_000, "m": 1_000_000}.get(text[-1], 1)
    try:
        value = Decimal(text.rstrip("km")) * times
    except InvalidOperation as error:
        raise UserError("Write a number, such as 120000 or 120k.", field=name) from error
    if not value.is_finite() or abs(value) > Decimal("1e13"):
        raise UserError("Write a number, such as 120000 or 120k.", field=name)
    return value


def with_words(form: Form, name: str, words: str) -> Form:
    """The form with those words in that field already."""
    inputs = tuple(
        one.model_copy(update={"value": words[: one.most]}) if isinstance(one, TextInput) and one.name == name else one
        for one in form.inputs
    )
    return form.model_copy(update={"inputs": inputs})
