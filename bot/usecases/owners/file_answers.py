"""What a file left open is settled: it holds for every later file, and at once for the accounts that are here."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.people.file_askers import may_settle, owners_in, whom_to_ask
from bot.store.people.members import members_of, named
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, AccountName, Contract
from bot.store.tables.files.file_questions import (
    CUSTOMERS,
    DOUBLE,
    DOUBLE_ACCOUNT,
    EVERYBODY,
    NOBODY,
    ONE,
    OWNER,
    TWO,
    FileQuestion,
)
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import Cta
from bot.text import name_from_email
from bot.usecases.workspace.roles import with_email
from bot.usecases.writing.by_hand import LIVE
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_asked, edit_where_shown
from bot.usecases.writing.roles import HOST, need_to_write
from bot.usecases.writing.write import Write

FILE_ANSWER = "file-answer"


@dataclass(frozen=True)
class Settled:
    """How a question was settled. account_ids: which accounts it changed."""

    change_id: int
    question: FileQuestion
    account_ids: tuple[int, ...]


async def settle(write: Write, question_id: int, answer: str) -> Settled:
    """Raises UserError where somebody has answered, or that person may not."""
    async with write.transaction() as session:
        question = await session.get(FileQuestion, question_id)
        if question is None or answer not in answers_to(question):
            raise UserError("That question isn't there any more.")
        await _must_lead(session, write, question)
        if question.answered_at is not None:
            who = await session.scalar(select(Person.name).where(Person.id == question.answered_by))
            raise UserError(f"{who} has answered that already." if who else "A newer file has answered that already.")
        recording = Recording(session)
        touched: Sequence[int] = ()
        if question.kind == OWNER and answer != NOBODY:
            touched = await _give(session, recording, write, question, answer)
        elif answer == ONE:
            touched = await _set_aside(session, recording, write, question)
        recording.set(question, answer=answer, answered_at=write.now, answered_by=write.person_id)
        change_id = await recording.save(write, FILE_ANSWER, f"file-question:{question.id}", None)
        await edit_where_asked(session, {question.id}, write.now)
        return Settled(change_id, question, tuple(touched))


def answers_to(question: FileQuestion) -> tuple[str, ...]:
    """Those that can be given."""
    if question.kind == OWNER:
        return (*question.refs["emails"], NOBODY)
    return (ONE, TWO) if question.kind == DOUBLE else (CUSTOMERS, EVERYBODY)


async def _must_lead(session: WriteSession, write: Write, question: FileQuestion) -> None:
    await need_to_write(session, write.person_id, write.now, ())
    everybody, owners = await members_of(session), await owners_in(session, question)
    if not may_settle(everybody, write.person_id, owners, write.now):
        whom = named(whom_to_ask(everybody, owners, write.now), without=write.person_id)
        raise UserError(f"Whoever leads people answers that. Ask {whom or HOST}.")


async def _give(
    session: WriteSession, recording: Recording, write: Write, question: FileQuestion, email: str
) -> list[int]:
    """The accounts that nobody owns yet are theirs; and whoever has accounts is let in."""
    person = await with_email(session, email, write.now)
    if person.name == name_from_email(email):
        person.name = question.refs["name"]
    if person.role in (None, "viewer"):
        recording.set(person, role="csm", role_from="file")
    loose = (Account.csm_id.is_(None), Account.id.in_(question.refs["accounts"]))
    accounts = list(await session.scalars(select(Account).where(*loose).order_by(Account.id)))
    for account in accounts:
        recording.set(account, csm_id=person.id)
    return [account.id for account in accounts]


async def _set_aside(session: WriteSession, recording: Recording, write: Write, question: FileQuestion) -> list[int]:
    """The second account steps back behind the first, which is called as both from now on. What hangs on it stays
    with it, so that it can come back."""
    keys = (question.refs["first_key"], question.refs["second_key"])
    found = {one.key: one for one in await session.scalars(select(Account).where(Account.key.in_(keys)))}
    if len(found) < len(keys):
        raise UserError("One of the two isn't there any more.")
    first, second = (found[key] for key in keys)
    if DOUBLE_ACCOUNT in (first.status, second.status):
        raise UserError("One of the two is set aside already.")
    if await session.scalar(select(func.count()).select_from(Account).where(Account.parent_id == second.id)):
        raise UserError(f"{second.name} has accounts below it, so it stays an account of its own.")
    for row in await session.scalars(select(AccountName).where(AccountName.account_id == second.id)):
        recording.set(row, account_id=first.id, kind=f"{row.kind}:{second.id}")
    for contract in await session.scalars(
        select(Contract).where(Contract.account_id == second.id, Contract.retired.is_(False))
    ):
        recording.set(contract, retired=True)
    ctas = list(await session.scalars(select(Cta).where(Cta.account_id == second.id, Cta.state.in_(LIVE))))
    for cta in ctas:
        recording.set(cta, state="closed", closed_why="double", closed_at=write.now, wake_on=None)
        cta.changed_at = write.now
    recording.set(second, status=DOUBLE_ACCOUNT)
    people = {write.person_id, *(cta.owner_id for cta in ctas if cta.owner_id is not None)}
    await edit_where_shown(session, {cta.id for cta in ctas}, people, write.now)
    return [first.id, second.id]


__all__ = ["FILE_ANSWER", "Settled", "answers_to", "settle"]
