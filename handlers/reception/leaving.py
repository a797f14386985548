"""What an answer takes out of the house is noted before anybody has it: files, what is shared, letters."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.conversation import Inbound
from bot.message import Form
from bot.store.audit.note import Left, note
from bot.store.session import Store, WriteSession
from bot.store.tables.todos_and_outbox import Cta
from bot.text import id_in
from handlers.request import Answer, Person

MAIL = "mailto:"


@dataclass(frozen=True)
class _Leaving:
    deed: Left
    what: str
    account_id: int | None
    about: dict[str, str] = field(default_factory=dict)


async def note_what_leaves(store: Store, answer: Answer, inbound: Inbound, person: Person) -> None:
    """An answer whose trace can't be kept isn't given."""
    if not _leaves(answer):
        return
    async with store.write(person.workspace_id) as db:
        account_id = answer.about or await _account_of(db, answer.form)
        for one in _leaving(answer, inbound, account_id):
            note(db, one.deed, one.what, one.account_id, one.about)


def _leaves(answer: Answer) -> bool:
    return bool(answer.files or answer.share or (answer.form and _letter_to(answer.form) is not None))


def _leaving(answer: Answer, inbound: Inbound, account_id: int | None) -> Iterator[_Leaving]:
    asked = f"/{inbound.name} {inbound.text}".strip() if inbound.kind == "command" else inbound.action or inbound.text
    for file in answer.files:
        yield _Leaving("exported", "file", account_id, {"name": file.name, "asked": asked})
    if answer.share and answer.message is not None:
        yield _Leaving("shared", "message", account_id, {"channel": inbound.place.channel or "", "asked": asked})
    if answer.form is not None and (to := _letter_to(answer.form)) is not None:
        yield _Leaving("drafted", "letter", account_id, {"to": to})


def _letter_to(form: Form) -> str | None:
    """To whom the form's letter opens in a mail program; None where it holds none."""
    links = (span.link for words in form.intro for span in words if span.link)
    found = next((link for link in links if link.startswith(MAIL)), None)
    return None if found is None else found.removeprefix(MAIL).partition("?")[0]


async def _account_of(db: WriteSession, form: Form | None) -> int | None:
    """A letter's form is about an account, or about a to-do of one."""
    kind, _, rest = form.target.partition("/") if form is not None else ("", "", "")
    number = id_in(rest.partition("/")[0])
    if number is None or kind != "todo":
        return number
    return await db.scalar(select(Cta.account_id).where(Cta.id == number))


__all__ = ["note_what_leaves"]
